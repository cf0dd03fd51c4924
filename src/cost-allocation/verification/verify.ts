import { decode, tryTaskEither } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { unsoundRecord, type UnsoundRecord } from '../../errors/cost.js';
import type { Cancelled } from '../../errors/port.js';
import * as E from '../../either.js';
import type { Either, TaskEither } from '../../prelude.js';
import { runAsync, type ProgressOptions } from '../steps/step-by-step.js';
import { runSync, forEachRow, subtask, type ChunkedTask } from '../steps/steps.js';
import { AllocationRecord, type RecordedSplit, type RecordedSum } from '../record/allocation-record.js';
import { parseFixed, maxPlaces, ONE, sumUnits } from './paper-arithmetic.js';
import { recordDigest } from '../record/seal.js';
import { isFairSplit, weightsMatchSteps } from './verify-split.js';

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
  return runSync(verifyTask(record));
}

/**
 * {@link verifyAllocation} for the record of a large bill, in turns with whatever else wants to run, with its progress
 * told (`done` of `total` lines) and a signal that calls it off within milliseconds.
 */
export function verifyBill(
  record: AllocationRecord,
  following: ProgressOptions = {},
): TaskEither<UnsoundRecord | DecodeError | Cancelled, AllocationRecord> {
  return tryTaskEither(RECORD, () =>
    runAsync('the verification of a bill', record.lines?.length ?? 0, verifyTask(record), following),
  );
}

const RECORD = 'the allocation record';

function* verifyTask(given: AllocationRecord): ChunkedTask<Either<UnsoundRecord | DecodeError, AllocationRecord>> {
  const read = yield* subtask(0, 0.6, readRecordTask(given));
  if (E.isLeft(read)) return read;
  try {
    const { record, isSealed } = read.right;
    const findings = [
      ...(isSealed ? [] : ['its digest is another']),
      ...(yield* subtask(0.6, 1, findingsTask(record))),
    ];
    return findings.length === 0 ? E.right(record) : E.left(unsoundRecord({ findings }));
  } catch {
    return E.left(unsoundRecord({ findings: ['it holds something that is no number'] }));
  }
}

/**
 * A record that is as it was written, to the last key, is taken as it is; any other is read by the codec, which leaves out
 * what it does not know, and takes three times as long.
 */
function* readRecordTask(
  given: AllocationRecord,
): ChunkedTask<Either<DecodeError, { record: AllocationRecord; isSealed: boolean }>> {
  try {
    if (AllocationRecord.is(given) && (yield* subtask(0, 0.8, hasValidDigest(given)))) {
      return E.right({ record: given, isSealed: true });
    }
  } catch {
    // A getter that throws: the codec says so.
  }
  const decoded = decode(AllocationRecord, given, RECORD);
  return E.isLeft(decoded)
    ? decoded
    : E.right({ record: decoded.right, isSealed: yield* subtask(0.8, 1, hasValidDigest(decoded.right)) });
}

function* hasValidDigest({ digest, ...content }: AllocationRecord): ChunkedTask<boolean> {
  return (yield* recordDigest(content)) === digest;
}

function* findingsTask(record: AllocationRecord): ChunkedTask<ReadonlyArray<string>> {
  const findings: string[] = [];
  const hold = (claim: boolean, finding: string): unknown => claim || findings.push(finding);
  const { sums, amortized, splits, results } = record;
  const worth = converterOf(record);
  hold(!record.withLines || (yield* linesMatchSums(record)), 'the charges do not add up to the sums');
  const pooled = sums.filter((sum) => sum.tenantId === null);
  const unsplit = new Set(pooled);
  for (const split of splits) {
    const pool = `the split of pool ${JSON.stringify(split.poolId)}, ${split.category}`;
    const own = pooled.filter((sum) => isCoveredBy(split, sum));
    const amount = parseFixed(split.amount);
    hold(own.filter((sum) => unsplit.delete(sum)).length === own.length, `${pool}: a sum is split twice`);
    hold(sumUnits(own.map(worth)) === amount, `${pool}: it is not what the pool holds`);
    hold(sumUnits(split.shares.map((share) => parseFixed(share.amount))) === amount, `${pool}: shares are lost`);
    hold(weightsMatchSteps(split), `${pool}: the weights are not those of its rules`);
    hold(isFairSplit(split), `${pool}: a share is not the one its weight calls for`);
    yield 0.9;
  }
  hold(unsplit.size === 0, 'a pool was not split');
  const owed = new Balances();
  for (const { tenantId, breakdown, total: told } of results) {
    const amounts = Object.entries(breakdown).map(([category, amount]) => [category, parseFixed(amount)] as const);
    hold(
      sumUnits(amounts.map(([, amount]) => amount)) === parseFixed(told),
      `the total of ${JSON.stringify(tenantId)} is not its breakdown`,
    );
    for (const [category, amount] of amounts) owed.add(joinNames(tenantId, category), -amount);
  }
  for (const sum of sums) if (sum.tenantId !== null) owed.add(joinNames(sum.tenantId, sum.category), worth(sum));
  for (const line of amortized) owed.add(joinNames(line.tenantId, 'reserved'), worth(line));
  for (const { category, shares } of splits) {
    for (const share of shares) owed.add(joinNames(share.tenantId, category), parseFixed(share.amount));
  }
  hold(owed.areZero(), 'a tenant is told another amount than it owes');
  hold(sumUnits([...sums, ...amortized].map(worth)) === parseFixed(record.total), 'the total is not that of the bill');
  return findings;
}

function* linesMatchSums({ lines, sums }: AllocationRecord): ChunkedTask<boolean> {
  const places = Math.max(maxPlaces(costsOf(lines)), maxPlaces(costsOf(sums)));
  const rests = new Balances();
  yield* subtask(
    0,
    0.8,
    forEachRow(lines, (line) => rests.add(placeOf(line), parseFixed(line.cost, places))),
  );
  yield* subtask(
    0.8,
    0.9,
    forEachRow(sums, (sum) => rests.add(placeOf(sum), -parseFixed(sum.cost, places))),
  );
  return rests.areZero();
}

function* costsOf(rows: ReadonlyArray<RecordedSum>): Generator<string> {
  for (const { cost } of rows) yield cost;
}

function isCoveredBy(split: RecordedSplit, sum: RecordedSum): boolean {
  const isOfPool = sum.poolId === split.poolId && sum.category === split.category;
  return isOfPool && split.from <= sum.from && sum.until <= split.until;
}

/** What is left of amounts under names, when all of them have been added. */
class Balances {
  readonly #rests = new Map<string, bigint>();

  add(name: string, amount: bigint): void {
    this.#rests.set(name, (this.#rests.get(name) ?? 0n) + amount);
  }

  areZero(): boolean {
    return [...this.#rests.values()].every((rest) => rest === 0n);
  }
}

/** A name made of texts, whatever they hold: the length of each says where it ends. */
const joinNames = (...texts: ReadonlyArray<string>): string => texts.map((text) => `${text.length} ${text}`).join('');

const placeOf = ({ tenantId, poolId, category, from, until, currency, month }: RecordedSum): string =>
  joinNames(`${from} ${until} ${category} ${tenantId === null}`, currency, month, poolId, tenantId ?? '');

/** What a part of the bill is worth in the currency of the allocation. */
function converterOf({ currency: to, rates }: AllocationRecord) {
  return (line: { readonly currency: string; readonly month: string; readonly cost: string }): bigint => {
    if (line.currency === to) return parseFixed(line.cost);
    const known = rates.find((rate) => rate.from === line.currency && rate.to === to && rate.month === line.month);
    // No rate reads as no number.
    return (parseFixed(line.cost) * parseFixed(known?.rate ?? '')) / ONE;
  };
}
