import { show } from '../errors/show.js';
/**
 * Does an allocation hold together? Checks it from its record alone, without any of the code that made it: what an
 * auditor needs, and nothing more.
 *
 * The verifier shares no arithmetic with the allocator (docs/decisions/0305): it knows nothing but whole numbers and
 * fractions of them, and states every rule as its definition, not as the way to compute it.
 *
 * @packageDocumentation
 */
import { decode } from '../codec/decode.js';
import { tryTaskEither } from '../host/try.js';
import type { Cancelled, DecodeError } from '../errors/kernel.js';
import { type ChunkedTask, forEachRow, type ProgressOptions, runAsync, runSync, subtask } from '../host/chunked.js';
import { E, type Either, type TaskEither } from '../prelude.js';
import { unsoundRecord, type UnsoundRecord } from './errors.js';
import { AllocationRecord, recordDigest } from './record.js';
import { type RecordedSplit, type RecordedSum } from './recorded-parts.js';

export type { ProgressOptions } from '../host/chunked.js';
export { AllocationRecord } from './record.js';
export {
  type LineDetails,
  type RecordedAmortization,
  type RecordedDriver,
  type RecordedStep,
  type RecordedLine,
  type RecordedResult,
  type RecordedShare,
  type RecordedSplit,
  type RecordedSum,
} from './recorded-parts.js';
export type { DecodeError, Cancelled } from '../errors/kernel.js';
export type { UnsoundRecord } from './errors.js';
export { orThrow } from '../prelude.js';

/** Decimal places of an amount, where nothing else is said. */
const DECIMAL_PLACES = 260;

/** 1 as an amount. */
const ONE = 10n ** BigInt(DECIMAL_PLACES);

/** 10^-scale as an amount. */
const unitOf = (scale: number): bigint => 10n ** BigInt(DECIMAL_PLACES - scale);

/** The denominator is above zero. */
type Fraction = readonly [n: bigint, d: bigint];

const isGreater = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d > c * b;
const addFractions = ([a, b]: Fraction, [c, d]: Fraction): Fraction => (b === d ? [a + c, b] : [a * d + c * b, b * d]);
const sumUnits = (amounts: readonly bigint[]): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

/** Reads `3/4` or `3`. */
function parseFraction(text: string): Fraction {
  const [n, d = '1'] = text.split('/');
  return [BigInt(n!), BigInt(d)];
}

/**
 * A plain decimal as an amount: a whole number of 10^-places. Throws for anything else, and for more digits than that.
 */
function parseFixed(text: string, places = DECIMAL_PLACES): bigint {
  const [, sign, whole, digits = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || digits.length > places) throw new Error('no decimal');
  return BigInt(`${sign}${whole}${digits.padEnd(places, '0')}`);
}

/** How many decimal places the longest of some decimals has, of those that are read. */
const maxPlaces = (texts: Iterable<string>): number => {
  let most = 0;
  for (const text of texts) most = Math.max(most, text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);
  return Math.min(most, DECIMAL_PLACES);
};

const ZERO_FRACTION: Fraction = [0n, 1n];

/**
 * Whether the parts of the legs make 1, and every weight stands to all as Σ part · weight / Σ weights over the legs.
 */
function weightsMatchSteps({ legs, shares }: RecordedSplit): boolean {
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

/**
 * Whether the weights of every step are Σ weight · amount over its drivers; an only driver has the weights themselves.
 */
function driversMatchWeights({ legs }: RecordedSplit): boolean {
  return legs.every(({ weights, drivers = [] }) => {
    if (drivers.length <= 1) return drivers.every(({ weight, amounts }) => weight === '1' && amounts.length === 0);
    return (
      drivers.every(({ amounts }) => amounts.length === weights.length) &&
      weights.every((weight, i) => {
        const parts = drivers.map((driver) => BigInt(driver.weight) * BigInt(driver.amounts[i]!));
        return BigInt(weight) === sumUnits(parts);
      })
    );
  });
}

/**
 * Whether whole units were given out as the method says. A balance carried forward belongs to both sides of the split.
 */
function isFairSplit({ amount, scale, shares, method, carried }: RecordedSplit): boolean {
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
function isOptimal(next: readonly Fraction[], last: readonly (Fraction | undefined)[]): boolean {
  let [best, worst] = [0, -1];
  next.forEach((claim, i) => {
    if (isGreater(claim, next[best]!)) best = i;
    const got = last[i];
    if (got !== undefined && (worst < 0 || !isGreater(got, last[worst]!))) worst = i;
  });
  if (worst < 0) return true;
  return isGreater(last[worst]!, next[best]!) || (best > worst && !isGreater(next[best]!, last[worst]!));
}

/**
 * Checks a whole allocation from its record alone: that nothing in it was changed since, that the lines add up to the
 * sums and every pooled sum was split exactly once, that every share is the one its weights call for and none differs
 * by more than a unit, and that the tenants' totals are all that there was. Answers the record, or everything that is
 * wrong.
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
  options: ProgressOptions = {},
): TaskEither<UnsoundRecord | DecodeError | Cancelled, AllocationRecord> {
  return tryTaskEither(RECORD, () =>
    runAsync('the verification of a bill', record.lines?.length ?? 0, verifyTask(record), options),
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
 * A record that is as it was written, to the last key, is taken as it is; any other is read by the codec, which leaves
 * out what it does not know, and takes three times as long.
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

function* findingsTask(record: AllocationRecord): ChunkedTask<readonly string[]> {
  const findings: string[] = [];
  const hold = (claim: boolean, finding: string, about?: unknown): unknown =>
    claim || findings.push(about === undefined ? finding : `${finding} (${show(about)})`);
  const { sums, amortized, splits, results } = record;
  const worth = converterOf(record);
  hold(!record.withLines || (yield* linesMatchSums(record)), 'the charges do not add up to the sums');
  const pooled = sums.filter((sum) => sum.tenantId === null);
  const unsplit = new Set(pooled);
  for (const split of splits) {
    const pool = `the split of pool ${show(split.poolId)}, ${split.category}`;
    const own = pooled.filter((sum) => isCoveredBy(split, sum));
    const amount = parseFixed(split.amount);
    hold(own.filter((sum) => unsplit.delete(sum)).length === own.length, `${pool}: a sum is split twice`);
    hold(sumUnits(own.map(worth)) === amount, `${pool}: it is not what the pool holds`);
    hold(sumUnits(split.shares.map((share) => parseFixed(share.amount))) === amount, `${pool}: shares are lost`);
    hold(weightsMatchSteps(split), `${pool}: the weights are not those of its rules`);
    hold(driversMatchWeights(split), `${pool}: the weights are not those of their drivers`);
    hold(isFairSplit(split), `${pool}: a share is not the one its weight calls for`);
    yield 0.9;
  }
  hold(unsplit.size === 0, 'a pool was not split');
  const owed = new Balances();
  for (const { tenantId, breakdown, total: told } of results) {
    const amounts = Object.entries(breakdown).map(([category, amount]) => [category, parseFixed(amount)] as const);
    hold(
      sumUnits(amounts.map(([, amount]) => amount)) === parseFixed(told),
      'the total of a tenant is not its breakdown',
      tenantId,
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

function* costsOf(rows: readonly RecordedSum[]): Generator<string> {
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
const joinNames = (...texts: readonly string[]): string => texts.map((text) => `${text.length} ${text}`).join('');

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
