import { decode } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { unsoundRecord, type UnsoundRecord } from '../../errors/cost.js';
import { E, type Either } from '../../prelude.js';
import { AllocationRecord, type RecordedSplit, type RecordedSum } from './allocation-record.js';
import { canonicalJson, sha256Hex } from '../../digest/index.js';

/*
 * The verifier shares no arithmetic with the allocator: it knows nothing but whole numbers, and every rule below is
 * written as its definition, not as the way to compute it.
 */

/** Digits behind the point of every number in here. */
const PLACES = 260;
const ONE = 10n ** BigInt(PLACES);

/**
 * Checks a whole allocation from its record alone: that nothing in it was changed since, that the lines add up to the
 * sums and every pooled sum was split exactly once, that every share is the one its weights call for and none differs
 * by more than a unit, and that the tenants' totals are all that there was. Answers the record, or everything that is
 * wrong.
 */
export function verifyAllocation(record: AllocationRecord): Either<UnsoundRecord | DecodeError, AllocationRecord> {
  const decoded = decode(AllocationRecord, record, 'the allocation record');
  if (E.isLeft(decoded)) return decoded;
  try {
    const findings = findingsIn(decoded.right);
    return findings.length === 0 ? decoded : E.left(unsoundRecord({ findings }));
  } catch {
    return E.left(unsoundRecord({ findings: ['it holds something that is no number'] }));
  }
}

function findingsIn(record: AllocationRecord): ReadonlyArray<string> {
  const findings: string[] = [];
  const hold = (claim: boolean, finding: string): unknown => claim || findings.push(finding);
  const { digest, ...content } = record;
  hold(sha256Hex(canonicalJson(content)) === digest, 'its digest is another');
  if (record.withLines) hold(sameTotals(record.lines, record.sums), 'the charges do not add up to the sums');
  const worth = (part: { readonly currency: string; readonly month: string; readonly cost: string }): bigint =>
    (fixed(part.cost) * rateOf(record, part.currency, part.month)) / ONE;
  const owed = new Ledger();
  for (const sum of record.sums) if (sum.tenantId !== null) owed.add(sum.tenantId, sum.category, worth(sum));
  for (const line of record.amortized) owed.add(line.tenantId, 'reserved', worth(line));
  const pooled = record.sums.filter((sum) => sum.tenantId === null);
  const covered = new Set<RecordedSum>();
  for (const split of record.splits) {
    const name = `the split of pool ${JSON.stringify(split.poolId)}, ${split.category}`;
    const own = pooled.filter(
      (sum) =>
        sum.poolId === split.poolId &&
        sum.category === split.category &&
        split.from <= sum.from &&
        sum.until <= split.until,
    );
    hold(
      own.every((sum) => !covered.has(sum)),
      `${name}: a sum is split twice`,
    );
    own.forEach((sum) => covered.add(sum));
    hold(
      own.reduce((total, sum) => total + worth(sum), 0n) === fixed(split.amount),
      `${name}: it is not what the pool holds`,
    );
    hold(
      split.shares.reduce((total, share) => total + fixed(share.amount), 0n) === fixed(split.amount),
      `${name}: shares are lost`,
    );
    hold(
      split.legs.every((leg) => leg.weights.length === split.shares.length) && mergesLegs(split),
      `${name}: the weights are not those of its rules`,
    );
    hold(isFair(split), `${name}: a share is not the one its weight calls for`);
    for (const share of split.shares) owed.add(share.tenantId, split.category, fixed(share.amount));
  }
  hold(
    pooled.every((sum) => covered.has(sum)),
    'a pool was not split',
  );
  const told = new Ledger();
  for (const { tenantId, breakdown, total } of record.results) {
    for (const [category, amount] of Object.entries(breakdown)) told.add(tenantId, category, fixed(amount));
    const whole = Object.values(breakdown).reduce((sum, amount) => sum + fixed(amount), 0n);
    hold(whole === fixed(total), `the total of ${JSON.stringify(tenantId)} is not its breakdown`);
  }
  hold(owed.equals(told), 'a tenant is told another amount than it owes');
  const all = [...record.sums, ...record.amortized].reduce((total, part) => total + worth(part), 0n);
  hold(all === fixed(record.total), 'the total is not that of the bill');
  return findings;
}

/**
 * Whether the parts of the legs make 1, and every weight is Σ part · weight / Σ weights over them, up to one factor for
 * all.
 */
function mergesLegs({ legs, shares }: RecordedSplit): boolean {
  const parts = legs.map((leg) => {
    const [n, d = '1'] = leg.part.split('/');
    const whole = leg.weights.reduce((total, weight) => total + BigInt(weight), 0n);
    return { n: BigInt(n!), of: BigInt(d), d: BigInt(d) * whole, weights: leg.weights.map(BigInt) };
  });
  const one = parts.reduce((product, { of }) => product * of, 1n);
  if (parts.reduce((total, { n, of }) => total + n * (one / of), 0n) !== one) return false;
  const common = parts.reduce((product, { d }) => product * d, 1n);
  const due = shares.map((_, i) => parts.reduce((sum, { n, d, weights }) => sum + n * weights[i]! * (common / d), 0n));
  const [dueAll, toldAll] = [
    due.reduce((a, b) => a + b, 0n),
    shares.reduce((sum, { weight }) => sum + BigInt(weight), 0n),
  ];
  return (
    dueAll > 0n &&
    shares.every(({ weight }, i) => BigInt(weight) >= 0n && BigInt(weight) * dueAll === due[i]! * toldAll)
  );
}

/**
 * Whether whole units were given out as the method says. A balance carried forward belongs to both sides of the split.
 */
function isFair({ amount, scale, shares, method, carried }: RecordedSplit): boolean {
  const unit = 10n ** BigInt(PLACES - scale);
  const taking = carried === null ? shares : shares.filter((share) => share.weight !== '0');
  const before = taking.map(({ tenantId }) => carried?.find((share) => share.tenantId === tenantId));
  const sign = carried === null && fixed(amount) < 0n ? -1n : 1n;
  const weightSum = taking.reduce((sum, { weight }) => sum + BigInt(weight), 0n);
  const given = taking.map((share, i) => (sign * (fixed(share.amount) + fixed(before[i]?.given ?? '0'))) / unit);
  if (given.some((units, i) => units * unit !== sign * (fixed(taking[i]!.amount) + fixed(before[i]?.given ?? '0'))))
    return false;
  // What each is entitled to, as fractions over one denominator, in units.
  const olds = before.map((share) => (share?.entitled ?? '0').split('/').map(BigInt));
  const denominator = olds.reduce((product, [, d = 1n]) => product * d, weightSum);
  const entitled = taking.map(({ weight }, i) => {
    const [n, d = 1n] = olds[i]!;
    return (
      (sign * fixed(amount) * BigInt(weight) * (denominator / weightSum)) / unit + n! * (denominator / d) * (ONE / unit)
    );
  });
  const untouched = shares.every((share) => share.weight !== '0' || fixed(share.amount) === 0n);
  if (method === 'sainteLague' && carried === null) {
    const next = given.map((units, i) => ({ n: BigInt(taking[i]!.weight), d: 2n * units + 1n }));
    const last = given.map((units, i) =>
      units > 0n ? { n: BigInt(taking[i]!.weight), d: 2n * units - 1n } : undefined,
    );
    return untouched && given.every((units) => units >= 0n) && noneBetter(next, last);
  }
  const due = given.map((units, i) => ({ n: entitled[i]! - units * denominator, d: 1n }));
  return (
    untouched &&
    noneBetter(
      due,
      due.map(({ n, d }) => ({ n: n + denominator, d })),
    )
  );
}

/**
 * Whether no unit should go from one to another: nobody's claim to one more is above another's claim to the last one it
 * got, nor equal to it and earlier in the list.
 */
function noneBetter(next: ReadonlyArray<Claim>, last: ReadonlyArray<Claim | undefined>): boolean {
  let [best, worst] = [0, -1];
  next.forEach((claim, i) => {
    if (compare(claim, next[best]!) > 0) best = i;
    const got = last[i];
    if (got !== undefined && (worst < 0 || compare(got, last[worst]!) <= 0)) worst = i;
  });
  if (worst < 0) return true;
  const order = compare(next[best]!, last[worst]!);
  return order < 0 || (order === 0 && best > worst);
}

interface Claim {
  readonly n: bigint;
  readonly d: bigint;
}

function compare(a: Claim, b: Claim): number {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** Amounts by tenant and category. */
class Ledger {
  readonly #amounts = new Map<string, bigint>();

  add(tenantId: string, category: string, amount: bigint): void {
    const key = JSON.stringify([tenantId, category]);
    this.#amounts.set(key, (this.#amounts.get(key) ?? 0n) + amount);
  }

  equals(other: Ledger): boolean {
    const keys = new Set([...this.#amounts.keys(), ...other.#amounts.keys()]);
    return [...keys].every((key) => (this.#amounts.get(key) ?? 0n) === (other.#amounts.get(key) ?? 0n));
  }
}

/** Whether two lists come to the same in every place. */
function sameTotals(lines: ReadonlyArray<RecordedSum>, sums: ReadonlyArray<RecordedSum>): boolean {
  const totals = new Map<string, bigint>();
  const add = (place: RecordedSum, sign: bigint): void => {
    const { tenantId, poolId, category, from, until, currency, month, cost } = place;
    const key = JSON.stringify([tenantId, poolId, category, from, until, currency, month]);
    totals.set(key, (totals.get(key) ?? 0n) + sign * fixed(cost));
  };
  for (const line of lines) add(line, 1n);
  for (const sum of sums) add(sum, -1n);
  return [...totals.values()].every((rest) => rest === 0n);
}

function rateOf({ currency: to, rates }: AllocationRecord, from: string, month: string): bigint {
  if (from === to) return ONE;
  const rate = rates.find((known) => known.from === from && known.to === to && known.month === month);
  if (rate === undefined) throw new Error('no rate');
  return fixed(rate.rate);
}

/** A plain decimal as a whole number of 10^-PLACES. */
function fixed(text: string): bigint {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null || (match[3] ?? '').length > PLACES) throw new Error('no decimal');
  const units = BigInt(match[2]!) * ONE + BigInt((match[3] ?? '').padEnd(PLACES, '0'));
  return match[1] === '-' ? -units : units;
}
