import type { RecordedSplit } from '../record/allocation-record.js';
import { fixed, fraction, isAbove, plus, total, unitOf, ONE, type Fraction } from './paper-arithmetic.js';

const NOTHING: Fraction = [0n, 1n];

/** Whether the parts of the legs make 1, and every weight stands to all as Σ part · weight / Σ weights over the legs. */
export function mergesLegs({ legs, shares }: RecordedSplit): boolean {
  const parts = legs.map(({ part, weights }) => ({ part: fraction(part), weights: weights.map(BigInt) }));
  const [whole, one] = parts.reduce((sum, { part }) => plus(sum, part), NOTHING);
  const all = total(shares.map(({ weight }) => BigInt(weight)));
  const isSound = parts.every(({ weights }) => weights.length === shares.length && total(weights) > 0n);
  if (!isSound || whole !== one || all <= 0n) return false;
  const scaled = parts.map(({ part: [n, d], weights }) => ({ n, d: d * total(weights), weights }));
  return shares.every(({ weight }, i) => {
    const [n, d] = scaled.reduce((sum, leg) => plus(sum, [leg.n * leg.weights[i]!, leg.d]), NOTHING);
    return BigInt(weight) >= 0n && BigInt(weight) * d === n * all;
  });
}

/** Whether whole units were given out as the method says. A balance carried forward belongs to both sides of the split. */
export function isFair({ amount, scale, shares, method, carried }: RecordedSplit): boolean {
  const unit = unitOf(scale);
  const sign = carried === null && fixed(amount) < 0n ? -1n : 1n;
  const all = total(shares.map(({ weight }) => BigInt(weight)));
  const before = new Map(carried?.map((balance) => [balance.tenantId, balance]));
  const next: Fraction[] = [];
  const last: (Fraction | undefined)[] = [];
  for (const share of shares) {
    const weight = BigInt(share.weight);
    const balance = before.get(share.tenantId);
    if (weight === 0n && fixed(share.amount) !== 0n) return false;
    if (weight === 0n) continue;
    const given = sign * (fixed(share.amount) + fixed(balance?.given ?? '0'));
    const units = given / unit;
    if (units * unit !== given) return false;
    if (method === 'sainteLague' && carried === null) {
      if (units < 0n) return false;
      next.push([weight, 2n * units + 1n]);
      last.push(units > 0n ? [weight, 2n * units - 1n] : undefined);
    } else {
      const [due, per] = fraction(balance?.entitled ?? '0');
      const [n, d] = plus([sign * fixed(amount) * weight, all * unit], [due * ONE, per * unit]);
      next.push([n - units * d, d]);
      last.push([n - units * d + d, d]);
    }
  }
  return noneBetter(next, last);
}

/**
 * Whether no unit should go from one to another: nobody's claim to one more is above another's claim to the last one it
 * got, nor equal to it and earlier in the list.
 */
function noneBetter(next: ReadonlyArray<Fraction>, last: ReadonlyArray<Fraction | undefined>): boolean {
  let [best, worst] = [0, -1];
  next.forEach((claim, i) => {
    if (isAbove(claim, next[best]!)) best = i;
    const got = last[i];
    if (got !== undefined && (worst < 0 || !isAbove(got, last[worst]!))) worst = i;
  });
  if (worst < 0) return true;
  return isAbove(last[worst]!, next[best]!) || (best > worst && !isAbove(next[best]!, last[worst]!));
}
