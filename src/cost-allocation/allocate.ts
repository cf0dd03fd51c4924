import { sha256Hex } from '../codec/digest.js';
import type { Cancelled } from '../errors/kernel.js';
import { type ChunkedTask, forEachRow, type ProgressOptions, runAsync, runSync, subtask } from '../host/chunked.js';
import { tryEither, tryTaskEither } from '../host/try.js';
import { Decimal, formatDecimal } from '../money/decimal.js';
import { formatRational } from '../money/rational.js';
import { formatUnits, fromUnits, powerOfTen } from '../money/units.js';
import { E, type Either, type TaskEither } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import { type AmortizedLine, amortizedLines } from './amortization.js';
import type { CarriedPool } from './carry-forward.js';
import { ChargeReader } from './charge-reader.js';
import { convertCurrency, type ConvertedBill, singleCurrency } from './convert-currency.js';
import { type CostSum, type ExcludedCost, excludedCosts, type GroupedBill, type SourceLine } from './cost-sums.js';
import type { CostAllocationError } from './errors.js';
import { groupChargesTask } from './group-charges.js';
import { type AllocationConditions, type CheckedConditions, groupingOptions, readConditions } from './input.js';
import { type CostAllocationResult, UNALLOCATED } from './model/allocation-result.js';
import { COST_CATEGORIES, type CostCategory } from './model/cost-category.js';
import type { ChargeInput } from './model/drafts.js';
import { type AllocationRecord, recordDigest } from './record.js';
import type { LineDetails, RecordedDriver, RecordedLine, RecordedSplit, RecordedSum } from './recorded-parts.js';
import { type PoolSplit, sharePools } from './share-pools.js';
import type { WeightedDriver } from './strategies.js';

/** What one tenant owes, in units of the totals' scale. */
interface TenantTotal {
  readonly tenantId: string;
  /** In the order of `COST_CATEGORIES`. */
  readonly byCategory: readonly bigint[];
  readonly direct: bigint;
  readonly shared: bigint;
  readonly amortized: bigint;
  readonly total: bigint;
}

/** What a record is written from. */
interface RecordSources {
  readonly terms: CheckedConditions;
  readonly currency: string;
  readonly grouped: GroupedBill;
  readonly amortized: readonly AmortizedLine[];
  readonly splits: readonly PoolSplit[];
  readonly totals: readonly TenantTotal[];
  /** Digits of the totals. */
  readonly scale: number;
}

/** Writes down what an allocation rests on, every list in order of its names. */
function* writeRecordTask(sources: RecordSources): ChunkedTask<AllocationRecord> {
  const { terms, currency, grouped, amortized, splits, totals, scale } = sources;
  const place = (line: CostSum | SourceLine): RecordedSum => ({
    tenantId: line.tenantId,
    poolId: line.poolId,
    category: line.category,
    from: terms.intervals[line.interval]!.start,
    until: terms.intervals[line.interval]!.end,
    currency: line.currency,
    month: line.month,
    cost: formatUnits(line.cost, grouped.costScale),
  });
  const lines: RecordedLine[] = [];
  yield* subtask(
    0,
    0.4,
    forEachRow(grouped.lines, (line) => {
      lines.push({ chargeId: line.charge.chargeId, ...detailsOf(line, grouped.usageScale), ...place(line) });
    }),
  );
  const used = new Set([...grouped.sums, ...amortized].map((line) => `${line.currency} ${line.month}`));
  const content: Omit<AllocationRecord, 'digest'> = {
    format: 'allocation/1',
    periodStart: terms.period.start,
    periodEnd: terms.period.end,
    currency,
    basis: terms.basis,
    view: terms.view,
    withLines: terms.keepLines,
    rates: sortByContent(
      terms.rates
        .filter((rate) => rate.to === currency && rate.from !== currency && used.has(`${rate.from} ${rate.month}`))
        .map(({ from, to, month, rate }) => ({ from, to, month, rate: formatDecimal(rate) })),
    ),
    sums: sortByContent(grouped.sums.map(place)),
    lines: sortByContent(lines),
    amortized: sortByContent(
      amortized.map(({ cost, scale: digits, ...line }) => ({ ...line, cost: formatUnits(cost, digits) })),
    ),
    splits: splits.map((split) => writeSplit(split, terms)),
    results: totals.map(({ tenantId, byCategory, total }) => ({
      tenantId,
      breakdown: Object.fromEntries(
        COST_CATEGORIES.map((category, i) => [category, formatUnits(byCategory[i]!, scale)]),
      ),
      total: formatUnits(total, scale),
    })),
    total: formatUnits(
      totals.reduce((sum, { total }) => sum + total, 0n),
      scale,
    ),
  };
  return { ...content, digest: yield* subtask(0.6, 1, recordDigest(content)) };
}

/** What else is known of the charge of a line; what it does not state is left out. */
function detailsOf({ charge, usage }: SourceLine, usageScale: number): LineDetails {
  const { projectId, resourceId, tags, usageUnit } = charge;
  return {
    ...(projectId === undefined ? {} : { projectId }),
    ...(resourceId === undefined ? {} : { resourceId }),
    ...(Object.keys(tags).length === 0 ? {} : { tags }),
    ...(usage === undefined ? {} : { usage: formatUnits(usage, usageScale), usageUnit: usageUnit ?? '' }),
  };
}

/** `names` are those of the shares; empty for an only driver, whose amounts are the weights. */
function writeDriver(
  { weight, driver, amounts, unallocated }: WeightedDriver,
  names: readonly string[],
): RecordedDriver {
  const unit = driver?.usageUnit ?? null;
  return {
    by: driver === undefined ? 'tenants' : unit === null ? 'cost' : 'usage',
    category: driver?.category ?? null,
    unit,
    weight: weight.toString(),
    amounts: inOrderOf(names, amounts, unallocated).map(String),
  };
}

function writeSplit(split: PoolSplit, terms: CheckedConditions): RecordedSplit {
  const {
    poolId,
    category,
    interval: segment,
    units,
    scale,
    rule,
    method,
    steps,
    shareWeights,
    shares,
    carried,
  } = split;
  return {
    poolId,
    category,
    from: terms.intervals[segment.first]!.start,
    until: terms.intervals[segment.last]!.end,
    amount: formatUnits(units, scale),
    scale,
    ruleId: rule.ruleId,
    strategy: rule.strategy,
    method,
    legs: steps.map((step) => ({
      poolId: step.poolId,
      ruleId: step.ruleId,
      part: formatRational(step.part),
      driver: step.weights.driver,
      fallback: step.weights.fallback ?? null,
      clamped: step.weights.clamped ?? [],
      weights: inOrderOf(shareWeights.names, step.weights.byRecipient, step.weights.unallocated).map(String),
      drivers: (step.weights.drivers ?? []).map((driver, _, all) =>
        writeDriver(driver, all.length === 1 ? [] : shareWeights.names),
      ),
    })),
    shares: shares.map((share, i) => ({
      tenantId: shareWeights.names[i]!,
      weight: shareWeights.weights[i]!.toString(),
      amount: formatUnits(share, scale),
    })),
    carried:
      carried?.map(({ tenantId, entitled, given }) => ({ tenantId, entitled, given: formatDecimal(given) })) ?? null,
  };
}

/** What recipients have in the order of the names; only `__unallocated__` stands among them out of order. */
function inOrderOf(names: readonly string[], byRecipient: readonly bigint[], unallocated: bigint): readonly bigint[] {
  let next = 0;
  return names.map((name) => (name === UNALLOCATED ? unallocated : byRecipient[next++]!));
}

/**
 * In order of the content, field by field as JSON text, so that the order of the input leaves no trace. Mostly the
 * first field tells rows apart.
 */
function sortByContent<Row extends object>(rows: readonly Row[]): readonly Row[] {
  const keyed: Keyed<Row>[] = rows.map((row) => ({ row, first: JSON.stringify(Object.values(row)[0]) }));
  const textOf = (keyedRow: Keyed<Row>): string =>
    (keyedRow.text ??= Object.values(keyedRow.row)
      .map((value) => JSON.stringify(value))
      .join(' '));
  return keyed.sort((a, b) => compareText(a.first, b.first) || compareText(textOf(a), textOf(b))).map(({ row }) => row);
}

/** A row, the text of its first field, and of all of them once they are compared. */
interface Keyed<Row> {
  readonly row: Row;
  readonly first: string;
  text?: string;
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The digits that hold everything that was allocated. */
function totalsScale(bill: ConvertedBill, splits: readonly PoolSplit[]): number {
  return splits.reduce((most, split) => Math.max(most, split.scale), bill.scale);
}

/** Adds up what every tenant owes: its own charges, its shares of the pools, its amortized reservations. */
function tenantTotals(bill: ConvertedBill, splits: readonly PoolSplit[], scale: number): readonly TenantTotal[] {
  const totals = new Map<string, { -readonly [K in keyof TenantTotal]: TenantTotal[K] } & { byCategory: bigint[] }>();
  const add = (
    tenantId: string,
    category: CostCategory,
    kind: 'direct' | 'shared' | 'amortized',
    units: bigint,
  ): void => {
    const known = totals.get(tenantId);
    const total = known ?? {
      tenantId,
      byCategory: COST_CATEGORIES.map(() => 0n),
      direct: 0n,
      shared: 0n,
      amortized: 0n,
      total: 0n,
    };
    if (known === undefined) totals.set(tenantId, total);
    total.byCategory[COST_CATEGORIES.indexOf(category)]! += units;
    total[kind] += units;
    total.total += units;
  };
  const ofBill = powerOfTen(scale - bill.scale);
  for (const sum of bill.direct) add(sum.tenantId, sum.category, 'direct', sum.cost * ofBill);
  for (const line of bill.amortized) add(line.tenantId, 'reserved', 'amortized', line.cost * ofBill);
  for (const split of splits) {
    const ofSplit = powerOfTen(scale - split.scale);
    split.shares.forEach((share, i) => add(split.shareWeights.names[i]!, split.category, 'shared', share * ofSplit));
  }
  return [...totals.values()].sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
}

/** A whole bill, allocated. */
export interface PeriodAllocation {
  /** Where the period begins, seconds since the epoch. */
  readonly periodStart: EpochSeconds;
  /** Where it ends, seconds since the epoch; this instant is not in it. */
  readonly periodEnd: EpochSeconds;
  /** ISO 4217 code. */
  readonly currency: string;
  /** Everything that was allocated: all charges and all amortization of the period, exactly. */
  readonly total: Decimal;
  /**
   * One for every tenant that owes or shares anything, and `__unallocated__` where something is; in order of their ids.
   */
  readonly results: readonly CostAllocationResult[];
  /** What it all rests on, for `explain` and `verifyAllocation`. */
  readonly record: AllocationRecord;
  /** The balances after the period, for the next one, where rules carry remainders forward. */
  readonly carried: readonly CarriedPool[];
  /**
   * What of the charges is not in `total`, by reason: one entry a reason, more only where a cost is in a currency
   * without a rate. The charges given = `total` − amortization + `excluded`, exactly. Empty where nothing stayed out.
   */
  readonly excluded: readonly ExcludedCost[];
}

/** Allocates a bill whose charges are already added up: settles currencies, shares the pools, totals every tenant. */
export function* allocateGroupedTask(
  grouped: GroupedBill,
  terms: CheckedConditions,
): ChunkedTask<Either<CostAllocationError, PeriodAllocation>> {
  const named = terms.reservations.flatMap(({ currency }) => (currency === undefined ? [] : [{ currency, month: '' }]));
  const currency = terms.currency === undefined ? singleCurrency([...grouped.sums, ...named]) : E.right(terms.currency);
  if (E.isLeft(currency)) return currency;
  const amortized = amortizedLines(terms.reservations, { ...terms, currency: currency.right });
  if (E.isLeft(amortized)) return amortized;
  const bill = convertCurrency(grouped, amortized.right, { ...terms, currency: currency.right });
  if (E.isLeft(bill)) return bill;
  const shared = sharePools(bill.right, { ...terms, strategy: 'proportional' });
  if (E.isLeft(shared)) return shared;
  const { splits, carried } = shared.right;
  const scale = totalsScale(bill.right, splits);
  const totals = tenantTotals(bill.right, splits, scale);
  const record = yield* writeRecordTask({
    terms,
    currency: currency.right,
    grouped,
    amortized: amortized.right,
    splits,
    totals,
    scale,
  });
  const metadata = metadataOf(splits, record, terms);
  return E.right({
    periodStart: terms.period.start,
    periodEnd: terms.period.end,
    currency: currency.right,
    total: new Decimal(record.total),
    results: totals.map((total) => resultOf(total, scale, terms, metadata, record)),
    record,
    carried,
    excluded: excludedCosts(grouped.excluded, currency.right, terms.rates),
  });
}

/** What a tenant owes that takes no part in an allocation: nothing, under the same terms. */
export function emptyResult(
  tenantId: string,
  allocation: PeriodAllocation,
  terms: CheckedConditions,
): CostAllocationResult {
  const none = {
    tenantId,
    byCategory: COST_CATEGORIES.map(() => 0n),
    direct: 0n,
    shared: 0n,
    amortized: 0n,
    total: 0n,
  };
  return resultOf(none, 0, terms, metadataOf([], allocation.record, terms), allocation.record);
}

function resultOf(
  total: TenantTotal,
  scale: number,
  terms: CheckedConditions,
  metadata: Readonly<Record<string, unknown>>,
  record: AllocationRecord,
): CostAllocationResult {
  const breakdown = {} as Record<CostCategory, Decimal>;
  COST_CATEGORIES.forEach((category, i) => (breakdown[category] = fromUnits(total.byCategory[i]!, scale)));
  return {
    allocationId: sha256Hex(`${record.digest} ${total.tenantId}`).slice(0, 32),
    tenantId: total.tenantId,
    periodStart: terms.period.start,
    periodEnd: terms.period.end,
    breakdown,
    totalAllocated: fromUnits(total.total, scale),
    allocationMetadata: {
      ...metadata,
      direct: formatUnits(total.direct, scale),
      shared: formatUnits(total.shared, scale),
      amortized: formatUnits(total.amortized, scale),
    },
  };
}

function metadataOf(
  splits: readonly PoolSplit[],
  record: AllocationRecord,
  terms: CheckedConditions,
): Readonly<Record<string, unknown>> {
  const steps = splits.flatMap((split) => split.steps);
  const rules = new Map(
    splits.flatMap((s) => [...s.interval.graph.values()].map(({ rule }) => [rule.ruleId, rule] as const)),
  );
  return {
    currency: record.currency,
    basis: terms.basis,
    view: terms.view,
    rules: [...rules.values()]
      .sort((a, b) => (a.ruleId < b.ruleId ? -1 : 1))
      .map(({ ruleId, name, strategy, effectiveFrom }) => ({ ruleId, name, strategy, effectiveFrom })),
    fallback: steps.map((step) => step.weights.fallback).find((policy) => policy !== undefined) ?? null,
    clampedWeights: [...new Set(steps.flatMap((step) => step.weights.clamped ?? []))].sort(),
    recordDigest: record.digest,
  };
}

/** A bill and everything that decides how it is allocated. */
export interface AllocationInput extends AllocationConditions {
  /** The whole bill, in any order. */
  readonly charges: readonly ChargeInput[];
}

/**
 * Allocates a whole bill at once. Every tenant owes its own charges, its shares of the shared pools, and its amortized
 * reservations; Σ over the results is exactly Σ of the charges and the amortization that fall into the period, for any
 * input, and the same whatever the order of it. What nobody can be charged with stands under `__unallocated__`.
 *
 * Charges are pro-rated by their overlap with the period and with their owners' intervals so that the parts of any
 * partition add up. O(charges + pools · tenants).
 *
 * Nothing else runs meanwhile, a few seconds for a million charges: {@link allocateBill} does the same in turns.
 *
 * @example
 * const { results, total } = orThrow(allocatePeriod({ period: march, tenants, charges, rules }));
 */
export function allocatePeriod(input: AllocationInput): Either<CostAllocationError, PeriodAllocation> {
  return tryEither(INPUT, () => runSync(allocateTask(input)));
}

/**
 * {@link allocatePeriod} for large bills: the same allocation, digit for digit, worked out in turns with whatever else
 * wants to run, with its progress told (`done` of `total` charges) and a signal that calls it off within milliseconds.
 *
 * @example
 * const bill = { period: march, tenants, charges, rules };
 * const { results } = await orThrow(allocateBill(bill, { signal: request.signal, onProgress }));
 */
export function allocateBill(
  input: AllocationInput,
  options: ProgressOptions = {},
): TaskEither<CostAllocationError | Cancelled, PeriodAllocation> {
  return tryTaskEither(INPUT, () =>
    runAsync('the allocation of a bill', input.charges?.length ?? 0, allocateTask(input), options),
  );
}

const INPUT = 'the input of the allocation';

function* allocateTask(input: AllocationInput): ChunkedTask<Either<CostAllocationError, PeriodAllocation>> {
  const terms = readConditions(input);
  if (E.isLeft(terms)) return terms;
  const reader = new ChargeReader('', terms.right.onDuplicate);
  const charges = yield* subtask(0, 0.2, reader.read(input.charges));
  if (E.isLeft(charges)) return charges;
  const grouping = groupChargesTask(charges.right, groupingOptions(terms.right), reader.duplicates);
  const grouped = yield* subtask(0.2, 0.5, grouping);
  if (E.isLeft(grouped)) return grouped;
  return yield* subtask(0.5, 1, allocateGroupedTask(grouped.right, terms.right));
}
