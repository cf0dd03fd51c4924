import { decode, workingSafely } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { unsoundRecord, type UnsoundRecord } from '../../errors/cost.js';
import type { Cancelled } from '../../errors/port.js';
import * as E from '../../either.js';
import type { Either, TaskEither } from '../../prelude.js';
import { stepByStep, type Following } from '../steps/step-by-step.js';
import { allAtOnce, forEachRow, part, type Steps } from '../steps/steps.js';
import { AllocationRecord, type RecordedSplit, type RecordedSum } from '../record/allocation-record.js';
import { fixed, mostPlaces, ONE, total } from './paper-arithmetic.js';
import { seal } from '../record/seal.js';
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
  return allAtOnce(verifying(record));
}

/**
 * {@link verifyAllocation} for the record of a large bill, in turns with whatever else wants to run, with its progress
 * told (`done` of `total` lines) and a signal that calls it off within milliseconds.
 */
export function verifyBill(
  record: AllocationRecord,
  following: Following = {},
): TaskEither<UnsoundRecord | DecodeError | Cancelled, AllocationRecord> {
  return workingSafely(RECORD, () =>
    stepByStep('the verification of a bill', record.lines?.length ?? 0, verifying(record), following),
  );
}

const RECORD = 'the allocation record';

function* verifying(given: AllocationRecord): Steps<Either<UnsoundRecord | DecodeError, AllocationRecord>> {
  const read = yield* part(0, 0.6, reading(given));
  if (E.isLeft(read)) return read;
  try {
    const { record, isSealed } = read.right;
    const findings = [...(isSealed ? [] : ['its digest is another']), ...(yield* part(0.6, 1, findingsIn(record)))];
    return findings.length === 0 ? E.right(record) : E.left(unsoundRecord({ findings }));
  } catch {
    return E.left(unsoundRecord({ findings: ['it holds something that is no number'] }));
  }
}

/**
 * A record that is as it was written, to the last key, is taken as it is; any other is read by the codec, which leaves out
 * what it does not know, and takes three times as long.
 */
function* reading(
  given: AllocationRecord,
): Steps<Either<DecodeError, { record: AllocationRecord; isSealed: boolean }>> {
  try {
    if (AllocationRecord.is(given) && (yield* part(0, 0.8, isSealed(given)))) {
      return E.right({ record: given, isSealed: true });
    }
  } catch {
    // A getter that throws: the codec says so.
  }
  const decoded = decode(AllocationRecord, given, RECORD);
  return E.isLeft(decoded)
    ? decoded
    : E.right({ record: decoded.right, isSealed: yield* part(0.8, 1, isSealed(decoded.right)) });
}

function* isSealed({ digest, ...content }: AllocationRecord): Steps<boolean> {
  return (yield* seal(content)) === digest;
}

function* findingsIn(record: AllocationRecord): Steps<ReadonlyArray<string>> {
  const findings: string[] = [];
  const hold = (claim: boolean, finding: string): unknown => claim || findings.push(finding);
  const { sums, amortized, splits, results } = record;
  const worth = worthIn(record);
  hold(!record.withLines || (yield* linesMakeSums(record)), 'the charges do not add up to the sums');
  const pooled = sums.filter((sum) => sum.tenantId === null);
  const unsplit = new Set(pooled);
  for (const split of splits) {
    const pool = `the split of pool ${JSON.stringify(split.poolId)}, ${split.category}`;
    const own = pooled.filter((sum) => isSplitBy(split, sum));
    const amount = fixed(split.amount);
    hold(own.filter((sum) => unsplit.delete(sum)).length === own.length, `${pool}: a sum is split twice`);
    hold(total(own.map(worth)) === amount, `${pool}: it is not what the pool holds`);
    hold(total(split.shares.map((share) => fixed(share.amount))) === amount, `${pool}: shares are lost`);
    hold(mergesLegs(split), `${pool}: the weights are not those of its rules`);
    hold(isFair(split), `${pool}: a share is not the one its weight calls for`);
    yield 0.9;
  }
  hold(unsplit.size === 0, 'a pool was not split');
  const owed = new Rests();
  for (const { tenantId, breakdown, total: told } of results) {
    const amounts = Object.entries(breakdown).map(([category, amount]) => [category, fixed(amount)] as const);
    hold(
      total(amounts.map(([, amount]) => amount)) === fixed(told),
      `the total of ${JSON.stringify(tenantId)} is not its breakdown`,
    );
    for (const [category, amount] of amounts) owed.add(named(tenantId, category), -amount);
  }
  for (const sum of sums) if (sum.tenantId !== null) owed.add(named(sum.tenantId, sum.category), worth(sum));
  for (const line of amortized) owed.add(named(line.tenantId, 'reserved'), worth(line));
  for (const { category, shares } of splits) {
    for (const share of shares) owed.add(named(share.tenantId, category), fixed(share.amount));
  }
  hold(owed.areNone(), 'a tenant is told another amount than it owes');
  hold(total([...sums, ...amortized].map(worth)) === fixed(record.total), 'the total is not that of the bill');
  return findings;
}

function* linesMakeSums({ lines, sums }: AllocationRecord): Steps<boolean> {
  const places = Math.max(mostPlaces(costsOf(lines)), mostPlaces(costsOf(sums)));
  const rests = new Rests();
  yield* part(
    0,
    0.8,
    forEachRow(lines, (line) => rests.add(placeOf(line), fixed(line.cost, places))),
  );
  yield* part(
    0.8,
    0.9,
    forEachRow(sums, (sum) => rests.add(placeOf(sum), -fixed(sum.cost, places))),
  );
  return rests.areNone();
}

function* costsOf(rows: ReadonlyArray<RecordedSum>): Generator<string> {
  for (const { cost } of rows) yield cost;
}

function isSplitBy(split: RecordedSplit, sum: RecordedSum): boolean {
  const isOfPool = sum.poolId === split.poolId && sum.category === split.category;
  return isOfPool && split.from <= sum.from && sum.until <= split.until;
}

/** What is left of amounts under names, when all of them have been added. */
class Rests {
  readonly #rests = new Map<string, bigint>();

  add(name: string, amount: bigint): void {
    this.#rests.set(name, (this.#rests.get(name) ?? 0n) + amount);
  }

  areNone(): boolean {
    return [...this.#rests.values()].every((rest) => rest === 0n);
  }
}

/** A name made of texts, whatever they hold: the length of each says where it ends. */
const named = (...texts: ReadonlyArray<string>): string => texts.map((text) => `${text.length} ${text}`).join('');

const placeOf = ({ tenantId, poolId, category, from, until, currency, month }: RecordedSum): string =>
  named(`${from} ${until} ${category} ${tenantId === null}`, currency, month, poolId, tenantId ?? '');

/** What a part of the bill is worth in the currency of the allocation. */
function worthIn({ currency: to, rates }: AllocationRecord) {
  return (line: { readonly currency: string; readonly month: string; readonly cost: string }): bigint => {
    if (line.currency === to) return fixed(line.cost);
    const known = rates.find((rate) => rate.from === line.currency && rate.to === to && rate.month === line.month);
    // No rate reads as no number.
    return (fixed(line.cost) * fixed(known?.rate ?? '')) / ONE;
  };
}
