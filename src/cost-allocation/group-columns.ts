import { type DecodeError, notAsExpected } from '../errors/kernel.js';
import { type ChunkedTask, runSync, subtask } from '../host/chunked.js';
import { minorUnits } from '../money/currency.js';
import { fromUnits, powerOfTen } from '../money/decimal.js';
import { E, type Either } from '../prelude.js';
import type { CostAllocationError } from './errors.js';
import {
  type CostSum,
  createSumAccumulator,
  groupChargesTask,
  type GroupedBill,
  type GroupingOptions,
  mergeGrouped,
} from './group-charges.js';
import { ChargeReader } from './input.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { ChargeColumns, DecimalColumn, DictionaryColumn } from './model/charge.js';
import { COST_CATEGORIES } from './model/cost-category.js';
import { addSafe, createExactSums, type ExactSums, totalOf } from './sums/exact-sums.js';
import { type MillisecondInterval, monthOf, toMillisecondIntervals, toMilliseconds } from './time-rules.js';

/**
 * The rows of a batch of columns, to be checked like any others: all of them, or those of the given places. Row i is
 * named `first + i`.
 */
export function rowsOfColumns(
  columns: ChargeColumns,
  first: number,
  places?: readonly number[],
): Either<DecodeError, readonly unknown[]> {
  try {
    const rows = places?.map((i) => rowOf(columns, i, first));
    return E.right(rows ?? Array.from({ length: columns.rows }, (_, i) => rowOf(columns, i, first)));
  } catch (cause) {
    return E.left(notAsExpected('a batch of columns of the billing port', 'a column cannot be read', cause));
  }
}

function rowOf(columns: ChargeColumns, i: number, first: number): unknown {
  const named = Object.entries({
    poolId: nameAt(columns.poolId, i),
    resourceId: nameAt(columns.resourceId, i),
    usageUnit: nameAt(columns.usageUnit, i),
    usageQuantity: columns.usageQuantity === undefined ? undefined : amountAt(columns.usageQuantity, i),
  }).filter(([, value]) => value !== undefined && value !== null);
  return {
    chargeId: `row ${first + i}`,
    tenantId: nameAt(columns.tenantId, i),
    category: nameAt(columns.category, i),
    cost: amountAt(columns.cost, i),
    currency: nameAt(columns.currency, i),
    start: columns.start[i],
    end: columns.end[i],
    tags: {},
    ...Object.fromEntries(named),
  };
}

function nameAt<Name>(column: DictionaryColumn<Name> | undefined, i: number): Name | undefined {
  return column === undefined ? undefined : column.names[column.codes[i]!];
}

function amountAt(column: DecimalColumn, i: number): unknown {
  // A double that holds no whole number makes BigInt throw: the batch is then refused.
  return fromUnits(BigInt(column.units[i]!), column.scale);
}

/** What a code stands for where its row must be looked at on its own. */
const SLOW_PATH = -1;

/** A dictionary column with what each of its codes means to grouping, or {@link SLOW_PATH}. */
interface CodeColumn {
  readonly codes: DictionaryColumn<unknown>['codes'];
  readonly values: Int32Array;
}

/** The columns of a batch in a form in which most rows can be added up without being looked at one by one. */
interface FastColumns {
  readonly rows: number;
  /** The code of the tenant; for rows that name none, the number of tenants. */
  readonly tenant: CodeColumn;
  /** One more than the code of the pool; 0 where there is none. */
  readonly pool: CodeColumn | undefined;
  /** The position in `COST_CATEGORIES`. */
  readonly category: CodeColumn;
  /** The code of the currency. */
  readonly currency: CodeColumn;
  /** 0 for resources without intervals of ownership. */
  readonly resource: CodeColumn | undefined;
  /** One more than the code of the unit; 0 where there is none. */
  readonly unit: CodeColumn | undefined;
  /** Safe integers; anything else says that the row must be looked at on its own. */
  readonly cost: Float64Array;
  readonly costScale: number;
  readonly usage: Float64Array | undefined;
  readonly usageScale: number;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** Reads the dictionaries of a batch; `undefined` where a column is not of the kind and length that it should be. */
function toFastColumns(columns: ChargeColumns, { owners }: GroupingOptions): FastColumns | undefined {
  const { rows, tenantId, category, currency, start, end, cost } = columns;
  const { poolId, resourceId, usageUnit, usageQuantity } = columns;
  const optional = [poolId, resourceId, usageUnit].filter((column) => column !== undefined);
  const dictionaries = [tenantId, category, currency, ...optional];
  const decimals = [cost, ...(usageQuantity === undefined ? [] : [usageQuantity])];
  const isSound =
    Number.isSafeInteger(rows) &&
    rows >= 0 &&
    dictionaries.every((column) => isDictionary(column, rows)) &&
    decimals.every((column) => isDecimals(column, rows)) &&
    [start, end].every((column: unknown) => column instanceof Float64Array && column.length >= rows);
  if (!isSound) return undefined;
  const orNone = (isFine: (name: string) => boolean) => (name: unknown, code: number) =>
    name === null || name === undefined ? 0 : typeof name === 'string' && isFine(name) ? code + 1 : SLOW_PATH;
  const nobody = tenantId.names.length;
  return {
    rows,
    tenant: toCodeColumn(tenantId, (name, code) => (name === null ? nobody : isName(name) ? code : SLOW_PATH)),
    pool: poolId && toCodeColumn(poolId, orNone(isName)),
    category: toCodeColumn(category, (name) => COST_CATEGORIES.indexOf(name as never)),
    currency: toCodeColumn(currency, (name, code) => (isName(name) && E.isRight(minorUnits(name)) ? code : SLOW_PATH)),
    resource:
      resourceId &&
      toCodeColumn(
        resourceId,
        orNone((name) => !owners.has(name)),
      ),
    unit:
      usageUnit &&
      toCodeColumn(
        usageUnit,
        orNone(() => true),
      ),
    cost: safeUnits(cost, rows),
    costScale: cost.scale,
    usage: usageQuantity && safeUnits(usageQuantity, rows),
    usageScale: usageQuantity?.scale ?? 0,
    start,
    end,
  };
}

/** What row i of a column means; 0 where there is no column. */
function codeAt(column: CodeColumn | undefined, i: number): number {
  if (column === undefined) return 0;
  const code = column.codes[i]!;
  return code < column.values.length ? column.values[code]! : SLOW_PATH;
}

function toCodeColumn(
  { codes, names }: DictionaryColumn<unknown>,
  meaning: (name: unknown, code: number) => number,
): CodeColumn {
  return { codes, values: Int32Array.from(names, meaning) };
}

function isName(name: unknown): name is string {
  return typeof name === 'string' && name !== '';
}

function isDictionary(column: DictionaryColumn<unknown>, rows: number): boolean {
  const codes: unknown = column?.codes;
  const isCodes = codes instanceof Uint8Array || codes instanceof Uint16Array || codes instanceof Uint32Array;
  return isCodes && codes.length >= rows && Array.isArray(column.names);
}

function isDecimals(column: DecimalColumn, rows: number): boolean {
  const units: unknown = column?.units;
  const isUnits = units instanceof Float64Array || units instanceof BigInt64Array;
  return isUnits && units.length >= rows && Number.isInteger(column.scale) && column.scale >= 0 && column.scale <= 15;
}

function safeUnits({ units }: DecimalColumn, rows: number): Float64Array {
  if (units instanceof Float64Array) return units;
  const doubles = new Float64Array(rows);
  // What is beyond the safe integers stays there, however it is rounded.
  for (let i = 0; i < rows; i += 1) doubles[i] = Number(units[i]!);
  return doubles;
}

/** The sums of all charges that lie wholly in one interval, start in one month and are in one currency. */
interface IntervalSums extends MillisecondInterval {
  readonly interval: number;
  readonly currency: number;
  readonly month: string;
  /** Its charges start from `from` up to `to` and end no later than this. */
  readonly latest: number;
  readonly cost: ExactSums;
  readonly usage: ExactSums;
  /** By group: 1 where it has a charge, and where it has one that costs more than zero. */
  readonly seen: Uint8Array;
  readonly costly: Uint8Array;
  /** By group: the unit of its first quantity, and all of them where there are several. */
  readonly unit: Int32Array;
  readonly units: Map<number, Set<number>>;
}

/** The slices of a batch, made as charges come that lie in them. */
class IntervalSumsTable {
  readonly all: IntervalSums[] = [];
  private latest: IntervalSums | undefined;

  /** Every slice has sums for `groups`. */
  constructor(
    private readonly intervals: readonly MillisecondInterval[],
    private readonly groups: number,
  ) {}

  /** The slice of a charge from `from` up to `to`; `undefined` where it does not lie wholly in one interval. */
  of(currency: number, from: number, to: number): IntervalSums | undefined {
    const { latest } = this;
    if (latest !== undefined && isIn(latest, currency, from, to)) return latest;
    const found = this.all.find((slice) => isIn(slice, currency, from, to)) ?? this.add(currency, from, to);
    if (found !== undefined) this.latest = found;
    return found;
  }

  private add(currency: number, from: number, to: number): IntervalSums | undefined {
    const interval = this.intervals.findIndex((w) => w.from <= from && from < w.to && from <= to && to <= w.to);
    if (interval < 0) return undefined;
    const { from: opens, to: closes } = this.intervals[interval]!;
    const month = new Date(from);
    month.setUTCHours(0, 0, 0, 0);
    const begins = month.setUTCDate(1);
    const ends = month.setUTCMonth(month.getUTCMonth() + 1);
    const slice: IntervalSums = {
      interval,
      currency,
      month: monthOf(from),
      from: Math.max(opens, begins),
      to: Math.min(closes, ends),
      latest: closes,
      cost: createExactSums(this.groups),
      usage: createExactSums(this.groups),
      seen: new Uint8Array(this.groups),
      costly: new Uint8Array(this.groups),
      unit: new Int32Array(this.groups),
      units: new Map(),
    };
    this.all.push(slice);
    return slice;
  }
}

function isIn(slice: IntervalSums, currency: number, from: number, to: number): boolean {
  return slice.currency === currency && slice.from <= from && from < slice.to && from <= to && to <= slice.latest;
}

/** How many groups an owner has in a slice: group `owner * WIDTH + category`, owners being tenants, then pools. */
const WIDTH = COST_CATEGORIES.length;

/** The rows of a batch, added up as far as they could be. */
interface AddedRows {
  readonly intervalSums: readonly IntervalSums[];
  /** The digits behind the point that the added amounts really have, which may be fewer than their columns'. */
  readonly costPlaces: number;
  readonly usagePlaces: number;
  /** The places of the rows that must be looked at one by one. */
  readonly slowRows: readonly number[];
}

/** Adds up the rows that lie wholly in one interval, whose resource is nobody's and which hold nothing odd. */
function addFastRows(columns: FastColumns, plan: GroupingOptions): AddedRows {
  const { rows, tenant, pool, category, currency, resource, unit, cost, usage, start, end } = columns;
  const nobody = tenant.values.length;
  const slices = new IntervalSumsTable(
    toMillisecondIntervals(plan.intervals),
    (nobody + (pool?.values.length ?? 0) + 1) * WIDTH,
  );
  const [costDigits, usageDigits] = [new DecimalPlaces(columns.costScale), new DecimalPlaces(columns.usageScale)];
  const plain: number[] = [];
  for (let i = 0; i < rows; i += 1) {
    const tenantAt = codeAt(tenant, i);
    const poolAt = codeAt(pool, i);
    const kind = codeAt(category, i);
    const coin = codeAt(currency, i);
    const unitAt = codeAt(unit, i);
    const units = cost[i]!;
    const quantity = usage === undefined ? 0 : usage[i]!;
    // A meaning is at least 0, or PLAIN.
    const isKnown = (tenantAt | poolAt | kind | coin | unitAt | codeAt(resource, i)) >= 0;
    const isQuick = isKnown && Number.isSafeInteger(units) && Number.isSafeInteger(quantity);
    const slice = isQuick ? slices.of(coin, toMilliseconds(start[i]!), toMilliseconds(end[i]!)) : undefined;
    if (slice === undefined) {
      plain.push(i);
      continue;
    }
    const group = (tenantAt === nobody ? nobody + poolAt : tenantAt) * WIDTH + kind;
    slice.seen[group] = 1;
    if (units > 0) slice.costly[group] = 1;
    addSafe(slice.cost, group, units);
    costDigits.take(units);
    if (usage === undefined) continue;
    addSafe(slice.usage, group, quantity);
    usageDigits.take(quantity);
    addUnit(slice, group, unitAt + 1);
  }
  return { intervalSums: slices.all, costPlaces: costDigits.places, usagePlaces: usageDigits.places, slowRows: plain };
}

function addUnit({ unit, units }: IntervalSums, group: number, code: number): void {
  const known = unit[group]!;
  if (known === code) return;
  if (known === 0) unit[group] = code;
  else units.set(group, (units.get(group) ?? new Set([known])).add(code));
}

/** Finds out how many digits behind the point whole units of a scale have, zeros at the end not counted. */
class DecimalPlaces {
  places = 0;
  /** Every amount so far is a whole number of this many units. */
  private step: number;

  constructor(private readonly scale: number) {
    this.step = 10 ** scale;
  }

  take(units: number): void {
    while (this.step > 1 && units % this.step !== 0) {
      this.step = 10 ** (this.scale - (this.places += 1));
    }
  }
}

/** Gives the sums of slices their names and the scale that their charges would have had as rows. */
function nameIntervalSums(added: AddedRows, columns: ChargeColumns, plan: GroupingOptions): GroupedBill {
  const { intervalSums: slices, costPlaces, usagePlaces } = added;
  const { currency, cost, usageQuantity } = columns;
  let costScale = Math.max(plan.scale, costPlaces);
  for (const slice of slices) {
    const minor = minorUnits(currency.names[slice.currency]!);
    if (E.isRight(minor)) costScale = Math.max(costScale, minor.right);
  }
  const usageScale = usageQuantity === undefined || slices.length === 0 ? 0 : Math.max(usagePlaces, 9);
  const tally = createSumAccumulator();
  for (const slice of slices) {
    slice.seen.forEach((isSeen, group) => {
      if (isSeen === 0) return;
      tally.add({
        ...ownerOf(group, columns, plan),
        interval: slice.interval,
        currency: currency.names[slice.currency]!,
        month: slice.month,
        cost: rescale(slice.cost, group, cost.scale, costScale),
        usage: rescale(slice.usage, group, usageQuantity?.scale ?? 0, usageScale),
        usageUnits: usageQuantity === undefined ? [] : unitsOf(slice, group, columns),
        unmeasured: usageQuantity === undefined && slice.costly[group] === 1,
      });
    });
  }
  return { costScale, usageScale, sums: tally.sums(), lines: [] };
}

function ownerOf(
  group: number,
  { tenantId, poolId }: ChargeColumns,
  { tenantIds }: GroupingOptions,
): Pick<CostSum, 'tenantId' | 'poolId' | 'category'> {
  const category = COST_CATEGORIES[group % WIDTH]!;
  const owner = Math.floor(group / WIDTH);
  const pool = owner - tenantId.names.length;
  if (pool >= 0) return { tenantId: null, poolId: poolId?.names[pool - 1] ?? category, category };
  const name = tenantId.names[owner]!;
  return { tenantId: tenantIds.has(name) ? name : UNALLOCATED, poolId: '', category };
}

function unitsOf({ unit, units }: IntervalSums, group: number, { usageUnit }: ChargeColumns): readonly string[] {
  const codes = units.get(group) ?? [unit[group]!];
  // One more than the meaning, which is one more than the code.
  return [...new Set(Array.from(codes, (code) => usageUnit?.names[code - 2] ?? ''))].sort();
}

/** Exact: what a smaller scale leaves out are zeros. */
function rescale(sums: ExactSums, group: number, from: number, to: number): bigint {
  const total = totalOf(sums, group);
  return from <= to ? total * powerOfTen(to - from) : total / powerOfTen(from - to);
}

/**
 * {@link groupChargesTask} of a batch of columns: the same sums and errors as from its rows. Rows that lie wholly in one
 * interval and whose resource has no intervals of ownership are added up where they stand, about 0.2 µs each; the others,
 * and whole batches of which the lines are kept, take the way of rows. Row i is named `first + i`; `source`
 * says in errors where the batch is from.
 */
export function* groupColumnsTask(
  columns: ChargeColumns,
  plan: GroupingOptions,
  first: number,
  source = '',
): ChunkedTask<Either<CostAllocationError, GroupedBill>> {
  const quick = plan.keepLines ? undefined : groupFastRows(columns, plan);
  return quick === undefined ? yield* groupSlowRows(columns, plan, first, source) : E.right(quick);
}

/** `undefined` where something is wrong: the way of rows then says what it is, and in which row of the batch. */
function groupFastRows(columns: ChargeColumns, plan: GroupingOptions): GroupedBill | undefined {
  try {
    const quick = toFastColumns(columns, plan);
    if (quick === undefined) return undefined;
    const added = addFastRows(quick, plan);
    const summed = nameIntervalSums(added, columns, plan);
    if (added.slowRows.length === 0) return summed;
    const others = runSync(groupSlowRows(columns, plan, 0, '', added.slowRows));
    return E.isLeft(others) ? undefined : mergeGrouped([summed, others.right]);
  } catch {
    return undefined;
  }
}

function* groupSlowRows(
  columns: ChargeColumns,
  plan: GroupingOptions,
  first: number,
  source: string,
  places?: readonly number[],
): ChunkedTask<Either<CostAllocationError, GroupedBill>> {
  const rows = rowsOfColumns(columns, first, places);
  if (E.isLeft(rows)) return rows;
  const charges = yield* subtask(0, 0.5, new ChargeReader(source).read(rows.right));
  return E.isLeft(charges) ? charges : yield* subtask(0.5, 1, groupChargesTask(charges.right, plan));
}
