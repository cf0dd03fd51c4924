import type { RecordedSplit } from '../record/allocation-record.js';
import {
  parseFixed,
  parseFraction,
  isGreater,
  addFractions,
  sumUnits,
  unitOf,
  ONE,
  type Fraction,
} from './paper-arithmetic.js';

const ZERO_FRACTION: Fraction = [0n, 1n];

/** Whether the parts of the legs make 1, and every weight stands to all as Σ part · weight / Σ weights over the legs. */
export function weightsMatchSteps({ legs, shares }: RecordedSplit): boolean {
  const parts = legs.map(({ part, weights }) => ({ part: parseFraction(part), weights: weights.map(BigInt) }));
  const [whole, one] = parts.reduce((sum, { part }) => addFractions(sum, part), ZERO_FRACTION);
  const all = sumUnits(shares.map(({ weight }) => BigInt(weight)));
  const isSound = parts.every(({ weights }) => weights.length === shares.length && sumUnits(weights) > 0n);
  if (!isSound || whole !== one || all <= 0n) return false;
  const scaled = parts.map(({ part: [n, d], weights }) => ({ n, d: d * sumUnits(weights), weights }));
  return shares.every(({ weight }, i) => {
    const [n, d] = scaled.reduce((sum, leg) => addFractions(sum, [leg.n * leg.weights[i]!, leg.d]), ZERO_FRACTION);
    return BigInt(weight) >= 0n && BigInt(weight) * d === n * all;
  });
}

/** Whether whole units were given out as the method says. A balance carried forward belongs to both sides of the split. */
export function isFairSplit({ amount, scale, shares, method, carried }: RecordedSplit): boolean {
  const unit = unitOf(scale);
  const sign = carried === null && parseFixed(amount) < 0n ? -1n : 1n;
  const all = sumUnits(shares.map(({ weight }) => BigInt(weight)));
  const before = new Map(carried?.map((balance) => [balance.tenantId, balance]));
  const next: Fraction[] = [];
  const last: (Fraction | undefined)[] = [];
  for (const share of shares) {
    const weight = BigInt(share.weight);
    const balance = before.get(share.tenantId);
    if (weight === 0n && parseFixed(share.amount) !== 0n) return false;
    if (weight === 0n) continue;
    const given = sign * (parseFixed(share.amount) + parseFixed(balance?.given ?? '0'));
    const units = given / unit;
    if (units * unit !== given) return false;
    if (method === 'sainteLague' && carried === null) {
      if (units < 0n) return false;
      next.push([weight, 2n * units + 1n]);
      last.push(units > 0n ? [weight, 2n * units - 1n] : undefined);
    } else {
      const [due, per] = parseFraction(balance?.entitled ?? '0');
      const [n, d] = addFractions([sign * parseFixed(amount) * weight, all * unit], [due * ONE, per * unit]);
      next.push([n - units * d, d]);
      last.push([n - units * d + d, d]);
    }
  }
  return isOptimal(next, last);
}

/**
 * Whether no unit should go from one to another: nobody's claim to one more is above another's claim to the last one it
 * got, nor equal to it and earlier in the list.
 */
function isOptimal(next: ReadonlyArray<Fraction>, last: ReadonlyArray<Fraction | undefined>): boolean {
  let [best, worst] = [0, -1];
  next.forEach((claim, i) => {
    if (isGreater(claim, next[best]!)) best = i;
    const got = last[i];
    if (got !== undefined && (worst < 0 || !isGreater(got, last[worst]!))) worst = i;
  });
  if (worst < 0) return true;
  return isGreater(last[worst]!, next[best]!) || (best > worst && !isGreater(next[best]!, last[worst]!));
}
