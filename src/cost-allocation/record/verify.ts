import { decode } from '../../codec/index.js';
import { canonicalJson, sha256Hex } from '../../digest/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { unsoundRecord, type UnsoundRecord } from '../../errors/cost.js';
import { E, type Either } from '../../prelude.js';
import { AllocationRecord, type RecordedSplit, type RecordedSum } from './allocation-record.js';
import { fixed, ONE, total } from './paper-arithmetic.js';
import { isFair, mergesLegs } from './verify-split.js';

/*
 * The verifier shares no arithmetic with the allocator: it knows nothing but whole numbers, and every rule in here and in
 * `verify-split.ts` is written as its definition, not as the way to compute it.
 */

/**
 * Checks a whole allocation from its record alone: that nothing in it was changed since, that the lines add up to the
 * sums and every pooled sum was split exactly once, that every share is the one its weights call for and none differs by
 * more than a unit, and that the tenants' totals are all that there was. Answers the record, or everything that is wrong.
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
  const { sums, lines, amortized, splits, results } = record;
  const worth = worthIn(record);
  hold(sha256Hex(canonicalJson(content)) === digest, 'its digest is another');
  const charged = [...lines.map(inPlace(1n)), ...sums.map(inPlace(-1n))];
  hold(!record.withLines || cancelOut(charged), 'the charges do not add up to the sums');
  const unsplit = new Set(sums.filter((sum) => sum.tenantId === null));
  for (const split of splits) {
    const pool = `the split of pool ${JSON.stringify(split.poolId)}, ${split.category}`;
    const own = sums.filter((sum) => isSplitBy(split, sum));
    const amount = fixed(split.amount);
    hold(own.filter((sum) => unsplit.delete(sum)).length === own.length, `${pool}: a sum is split twice`);
    hold(total(own.map(worth)) === amount, `${pool}: it is not what the pool holds`);
    hold(total(split.shares.map((share) => fixed(share.amount))) === amount, `${pool}: shares are lost`);
    hold(mergesLegs(split), `${pool}: the weights are not those of its rules`);
    hold(isFair(split), `${pool}: a share is not the one its weight calls for`);
  }
  hold(unsplit.size === 0, 'a pool was not split');
  for (const { tenantId, breakdown, total: told } of results) {
    const whole = total(Object.values(breakdown).map(fixed));
    hold(whole === fixed(told), `the total of ${JSON.stringify(tenantId)} is not its breakdown`);
  }
  const owed = [
    ...sums.flatMap((sum) => (sum.tenantId === null ? [] : [entry(sum.tenantId, sum.category, worth(sum))])),
    ...amortized.map((line) => entry(line.tenantId, 'reserved', worth(line))),
    ...splits.flatMap(({ category, shares }) => shares.map((s) => entry(s.tenantId, category, fixed(s.amount)))),
  ];
  const told = results.flatMap(({ tenantId, breakdown }) =>
    Object.entries(breakdown).map(([category, amount]) => entry(tenantId, category, -fixed(amount))),
  );
  hold(cancelOut([...owed, ...told]), 'a tenant is told another amount than it owes');
  hold(total([...sums, ...amortized].map(worth)) === fixed(record.total), 'the total is not that of the bill');
  return findings;
}

function isSplitBy(split: RecordedSplit, sum: RecordedSum): boolean {
  const isOfPool = sum.tenantId === null && sum.poolId === split.poolId && sum.category === split.category;
  return isOfPool && split.from <= sum.from && sum.until <= split.until;
}

/** An amount under a name. */
type Entry = readonly [name: string, amount: bigint];
const entry = (tenantId: string, category: string, amount: bigint): Entry => [JSON.stringify([tenantId, category]), amount];

const inPlace =
  (sign: bigint) =>
  ({ tenantId, poolId, category, from, until, currency, month, cost }: RecordedSum): Entry =>
    [JSON.stringify([tenantId, poolId, category, from, until, currency, month]), sign * fixed(cost)];

/** Whether the amounts under every name come to nothing. */
function cancelOut(entries: ReadonlyArray<Entry>): boolean {
  const rests = new Map<string, bigint>();
  for (const [name, amount] of entries) rests.set(name, (rests.get(name) ?? 0n) + amount);
  return [...rests.values()].every((rest) => rest === 0n);
}

/** What a part of the bill is worth in the currency of the allocation. */
function worthIn({ currency: to, rates }: AllocationRecord) {
  return (part: { readonly currency: string; readonly month: string; readonly cost: string }): bigint => {
    if (part.currency === to) return fixed(part.cost);
    const known = rates.find((rate) => rate.from === part.currency && rate.to === to && rate.month === part.month);
    // No rate reads as no number.
    return (fixed(part.cost) * fixed(known?.rate ?? '')) / ONE;
  };
}
