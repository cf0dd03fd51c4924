import { type ChunkedTask, runSync, subtask } from '../host/chunked.js';
import { minorUnits } from '../money/currency.js';
import { powerOfTen } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { type MillisecondInterval, monthOf, toMillisecondIntervals, toMilliseconds } from './accrual.js';
import { codeAt, type FastColumns, rowsOfColumns, toFastColumns } from './charge-columns.js';
import { ChargeReader } from './charge-reader.js';
import {
  addUsage,
  type CostSum,
  createSumAccumulator,
  type GroupedBill,
  mergeGrouped,
  type UnitUsage,
} from './cost-sums.js';
import type { ChargesError } from './errors.js';
import { groupChargesTask, type GroupingOptions } from './group-charges.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { ChargeColumns } from './model/charge-columns.js';
import { COST_CATEGORIES } from './model/cost-category.js';
import { addSafe, createExactSums, type ExactSums, totalOf } from './sums/cost-matrix.js';

/** The sums of all charges that lie wholly in one interval, start in one month and are in one currency. */
interface IntervalSums extends MillisecondInterval {
  readonly interval: number;
  readonly currency: number;
  readonly month: string;
  /** Its charges start from `from` up to `to` and end no later than this. */
  readonly latest: number;
  readonly cost: ExactSums;
  /** By group: the quantities in the unit of its first one. */
  readonly usage: ExactSums;
  /** By group: 1 where it has a charge, and where it has one (in the first unit) that costs more than zero. */
  readonly seen: Uint8Array;
  readonly costly: Uint8Array;
  /** By group: the unit of its first quantity, one more than its code. */
  readonly unit: Int32Array;
  /** By group that has several: the quantities in the other units, by unit. */
  readonly otherUnits: Map<number, Map<number, OtherUnit>>;
}

/** The quantities of a group in a unit that is not its first. */
interface OtherUnit {
  readonly usage: ExactSums;
  isCharged: boolean;
}

/** The sums of a batch, made as charges come that lie in them. */
class IntervalSumsTable {
  readonly all: IntervalSums[] = [];
  private latest: IntervalSums | undefined;

  /** Every one has room for `groups`. */
  constructor(
    private readonly intervals: readonly MillisecondInterval[],
    private readonly groups: number,
  ) {}

  /** The sums of a charge from `from` up to `to`; `undefined` where it does not lie wholly in one interval. */
  of(currency: number, from: number, to: number): IntervalSums | undefined {
    const { latest } = this;
    if (latest !== undefined && isIn(latest, currency, from, to)) return latest;
    const found = this.all.find((sums) => isIn(sums, currency, from, to)) ?? this.add(currency, from, to);
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
    const sums: IntervalSums = {
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
      otherUnits: new Map(),
    };
    this.all.push(sums);
    return sums;
  }
}

function isIn(sums: IntervalSums, currency: number, from: number, to: number): boolean {
  return sums.currency === currency && sums.from <= from && from < sums.to && from <= to && to <= sums.latest;
}

/** How many groups an owner has: group `owner * WIDTH + category`, owners being tenants, then pools. */
const WIDTH = COST_CATEGORIES.length;

/** The rows of a batch, added up as far as they could be. */
interface AddedRows {
  readonly intervalSums: readonly IntervalSums[];
  /** The decimal places that the added amounts really have, which may be fewer than their columns'. */
  readonly costPlaces: number;
  readonly usagePlaces: number;
  /** The places of the rows that must be looked at one by one. */
  readonly slowRows: readonly number[];
}

/**
 * Adds up the rows that lie wholly in one interval, whose resource has no owner intervals and which hold nothing
 * unusual.
 */
function addFastRows(columns: FastColumns, plan: GroupingOptions): AddedRows {
  const { rows, tenant, pool, category, currency, resource, unit, cost, usage, start, end } = columns;
  const noTenant = tenant.values.length;
  const allSums = new IntervalSumsTable(
    toMillisecondIntervals(plan.intervals),
    (noTenant + (pool?.values.length ?? 0) + 1) * WIDTH,
  );
  const [costDigits, usageDigits] = [new DecimalPlaces(columns.costScale), new DecimalPlaces(columns.usageScale)];
  const plain: number[] = [];
  for (let i = 0; i < rows; i += 1) {
    const tenantAt = codeAt(tenant, i);
    const poolAt = codeAt(pool, i);
    const categoryCode = codeAt(category, i);
    const currencyCode = codeAt(currency, i);
    const unitAt = codeAt(unit, i);
    const units = cost[i]!;
    const quantity = usage === undefined ? 0 : usage[i]!;
    // A code is at least 0, or SLOW_PATH.
    const isKnown = (tenantAt | poolAt | categoryCode | currencyCode | unitAt | codeAt(resource, i)) >= 0;
    const isQuick = isKnown && Number.isSafeInteger(units) && Number.isSafeInteger(quantity);
    const sums = isQuick ? allSums.of(currencyCode, toMilliseconds(start[i]!), toMilliseconds(end[i]!)) : undefined;
    if (sums === undefined) {
      plain.push(i);
      continue;
    }
    const group = (tenantAt === noTenant ? noTenant + poolAt : tenantAt) * WIDTH + categoryCode;
    sums.seen[group] = 1;
    addSafe(sums.cost, group, units);
    costDigits.take(units);
    if (usage === undefined) {
      if (units > 0) sums.costly[group] = 1;
      continue;
    }
    usageDigits.take(quantity);
    if (sums.unit[group] === 0) sums.unit[group] = unitAt + 1;
    if (sums.unit[group] === unitAt + 1) {
      addSafe(sums.usage, group, quantity);
      if (units > 0) sums.costly[group] = 1;
    } else addOtherUnit(sums, group, unitAt + 1, quantity, units > 0);
  }
  return { intervalSums: allSums.all, costPlaces: costDigits.places, usagePlaces: usageDigits.places, slowRows: plain };
}

function addOtherUnit(
  { otherUnits }: IntervalSums,
  group: number,
  unit: number,
  quantity: number,
  isCharged: boolean,
): void {
  const units = otherUnits.get(group) ?? new Map<number, OtherUnit>();
  if (units.size === 0) otherUnits.set(group, units);
  const known = units.get(unit);
  const other = known ?? { usage: createExactSums(1), isCharged: false };
  if (known === undefined) units.set(unit, other);
  addSafe(other.usage, 0, quantity);
  other.isCharged ||= isCharged;
}

/** Finds out how many decimal places whole units of a scale have, zeros at the end not counted. */
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

/** Gives the sums their names and the scale that their charges would have had as rows. */
function nameIntervalSums(added: AddedRows, columns: ChargeColumns, plan: GroupingOptions): GroupedBill {
  const { intervalSums: allSums, costPlaces, usagePlaces } = added;
  const { currency, cost, usageQuantity } = columns;
  let costScale = Math.max(plan.scale, costPlaces);
  for (const sums of allSums) {
    const minor = minorUnits(currency.names[sums.currency]!);
    if (E.isRight(minor)) costScale = Math.max(costScale, minor.right);
  }
  const usageScale = usageQuantity === undefined || allSums.length === 0 ? 0 : Math.max(usagePlaces, 9);
  const accumulator = createSumAccumulator();
  for (const sums of allSums) {
    sums.seen.forEach((isSeen, group) => {
      if (isSeen === 0) return;
      accumulator.add({
        ...ownerOf(group, columns, plan),
        interval: sums.interval,
        currency: currency.names[sums.currency]!,
        month: sums.month,
        cost: rescale(sums.cost, group, cost.scale, costScale),
        usage: usageQuantity === undefined ? [] : usageOf(sums, group, columns, usageScale),
        unmeasured: usageQuantity === undefined && sums.costly[group] === 1,
      });
    });
  }
  return { costScale, usageScale, sums: accumulator.sums(), lines: [], excluded: [] };
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

function usageOf(
  sums: IntervalSums,
  group: number,
  { usageQuantity, usageUnit }: ChargeColumns,
  scale: number,
): readonly UnitUsage[] {
  const columnScale = usageQuantity!.scale;
  // One more than the meaning, which is one more than the code.
  const nameOf = (code: number): string => usageUnit?.names[code - 2] ?? '';
  const first = {
    unit: nameOf(sums.unit[group]!),
    quantity: rescale(sums.usage, group, columnScale, scale),
    isCharged: sums.costly[group] === 1,
  };
  const others = [...(sums.otherUnits.get(group) ?? [])].map(([code, { usage, isCharged }]) => ({
    unit: nameOf(code),
    quantity: rescale(usage, 0, columnScale, scale),
    isCharged,
  }));
  return others.reduce<readonly UnitUsage[]>((all, other) => addUsage(all, [other]), [first]);
}

/** Exact: what a smaller scale leaves out are zeros. */
function rescale(sums: ExactSums, group: number, from: number, to: number): bigint {
  const total = totalOf(sums, group);
  return from <= to ? total * powerOfTen(to - from) : total / powerOfTen(from - to);
}

/**
 * {@link groupChargesTask} of a batch of columns: the same sums and errors as from its rows. Rows that lie wholly in
 * one interval and whose resource has no intervals of ownership are added up where they stand, about 0.2 µs each; the
 * others, and whole batches of which the lines are kept, take the way of rows. Row i is named `first + i`; `source`
 * says in errors where the batch is from.
 */
export function* groupColumnsTask(
  columns: ChargeColumns,
  plan: GroupingOptions,
  first: number,
  source = '',
): ChunkedTask<Either<ChargesError, GroupedBill>> {
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
): ChunkedTask<Either<ChargesError, GroupedBill>> {
  const rows = rowsOfColumns(columns, first, places);
  if (E.isLeft(rows)) return rows;
  const charges = yield* subtask(0, 0.5, new ChargeReader(source).read(rows.right));
  return E.isLeft(charges) ? charges : yield* subtask(0.5, 1, groupChargesTask(charges.right, plan));
}
