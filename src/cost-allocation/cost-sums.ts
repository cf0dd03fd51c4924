import { Decimal } from '../money/decimal.js';
import { powerOfTen } from '../money/units.js';
import type { Charge, ExchangeRate } from './model/charge.js';
import type { CostCategory } from './model/cost-category.js';

/** How much was used in one unit. */
export interface UnitUsage {
  /** The empty text for quantities without a unit. */
  readonly unit: string;
  /** In units of 10^-usageScale. */
  readonly quantity: bigint;
  /** Some charge with a quantity in this unit costs more than zero. */
  readonly isCharged: boolean;
}

/** What the charges of one kind add up to: the smallest unit of a bill that allocation looks at. */
export interface CostSum {
  /** The tenant, `__unallocated__`, or null for a shared pool. */
  readonly tenantId: string | null;
  /** The pool's name (the category's where the charge names none); empty for a tenant. */
  readonly poolId: string;
  readonly category: CostCategory;
  /** The position of the interval. */
  readonly interval: number;
  readonly currency: string;
  /** The month (UTC) in which the charges start, `2024-03`. */
  readonly month: string;
  /** In units of 10^-costScale of the currency. */
  readonly cost: bigint;
  /** The quantities, one entry for each unit, in order of the units. */
  readonly usage: readonly UnitUsage[];
  /** Some charge costs more than zero and states no quantity, so that usage cannot stand for this group. */
  readonly unmeasured: boolean;
}

/** What a tenant used directly in one category and interval, in the currency of the allocation. */
export type DirectSum = Omit<CostSum, 'tenantId' | 'poolId' | 'currency' | 'month'> & { readonly tenantId: string };

/** The part of one charge that falls to one owner in one interval. */
export interface SourceLine {
  readonly charge: Charge;
  readonly tenantId: string | null;
  readonly poolId: string;
  readonly category: CostCategory;
  readonly interval: number;
  readonly currency: string;
  readonly month: string;
  /** In units of 10^-costScale of the currency. */
  readonly cost: bigint;
  /** In units of 10^-usageScale; undefined for a charge without a quantity. */
  readonly usage: bigint | undefined;
}

/** Why a cost is not in the total of an allocation. */
export type ExclusionReason = 'outside_period' | 'commitment_purchase' | 'duplicate';

/** What the charges that stayed out for one reason add up to. */
export interface ExcludedSum {
  readonly reason: ExclusionReason;
  readonly currency: string;
  readonly month: string;
  /** How many charges stayed out, wholly or in part. */
  readonly count: number;
  readonly cost: Decimal;
}

/** A bill after grouping, in no particular order. */
export interface GroupedBill {
  readonly costScale: number;
  readonly usageScale: number;
  readonly sums: readonly CostSum[];
  /** Empty unless the plan keeps them. */
  readonly lines: readonly SourceLine[];
  readonly excluded: readonly ExcludedSum[];
}

/** Adds up sums of the same kind. */
interface SumAccumulator {
  add(sum: CostSum): void;
  sums(): readonly CostSum[];
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An empty accumulator. All that is added to it must be in the same units. */
export function createSumAccumulator(): SumAccumulator {
  const byKey = new Map<string, Mutable<CostSum>>();
  return {
    add(sum) {
      const key = keyOf(sum);
      const known = byKey.get(key);
      if (known === undefined) {
        byKey.set(key, { ...sum });
        return;
      }
      known.cost += sum.cost;
      known.unmeasured ||= sum.unmeasured;
      if (sum.usage.length > 0) known.usage = addUsage(known.usage, sum.usage);
    },
    sums: () => [...byKey.values()],
  };
}

function keyOf({ tenantId, poolId, category, interval, currency, month }: CostSum): string {
  // Only the names that users choose can hold a separator, and their lengths say where they end.
  const owner = tenantId === null ? '' : `:${tenantId}`;
  return `${category} ${interval} ${currency} ${month} ${poolId.length} ${poolId}${owner}`;
}

/** The quantities of two groups together. Most have one unit, and the same. */
export function addUsage(a: readonly UnitUsage[], b: readonly UnitUsage[]): readonly UnitUsage[] {
  const [first, second] = [a[0], b[0]];
  if (a.length === 1 && b.length === 1 && first!.unit === second!.unit) return [joinUsage(first!, second!)];
  const byUnit = new Map(a.map((usage) => [usage.unit, usage]));
  for (const usage of b) {
    const known = byUnit.get(usage.unit);
    byUnit.set(usage.unit, known === undefined ? usage : joinUsage(known, usage));
  }
  return [...byUnit.values()].sort((x, y) => (x.unit < y.unit ? -1 : 1));
}

function joinUsage(a: UnitUsage, b: UnitUsage): UnitUsage {
  return { unit: a.unit, quantity: a.quantity + b.quantity, isCharged: a.isCharged || b.isCharged };
}

/** Adds up what stayed out, by reason, currency and month. */
export function addExcluded(sums: Iterable<ExcludedSum>): readonly ExcludedSum[] {
  const byKey = new Map<string, ExcludedSum>();
  for (const sum of sums) {
    const key = `${sum.reason} ${sum.currency} ${sum.month}`;
    const known = byKey.get(key);
    byKey.set(
      key,
      known === undefined ? sum : { ...sum, count: known.count + sum.count, cost: known.cost.plus(sum.cost) },
    );
  }
  return [...byKey.values()];
}

/** Puts the groups of several batches of one bill together, exactly. */
export function mergeGrouped(bills: readonly GroupedBill[]): GroupedBill {
  if (bills.length === 1) return bills[0]!;
  const costScale = bills.reduce((most, bill) => Math.max(most, bill.costScale), 0);
  const usageScale = bills.reduce((most, bill) => Math.max(most, bill.usageScale), 0);
  const accumulator = createSumAccumulator();
  const excluded: ExcludedSum[] = [];
  const lines: SourceLine[] = [];
  for (const bill of bills) {
    const costFactor = powerOfTen(costScale - bill.costScale);
    const usageFactor = powerOfTen(usageScale - bill.usageScale);
    const isSame = costFactor === 1n && usageFactor === 1n;
    for (const sum of bill.sums) {
      const usage = sum.usage.map((part) => ({ ...part, quantity: part.quantity * usageFactor }));
      accumulator.add(isSame ? sum : { ...sum, cost: sum.cost * costFactor, usage });
    }
    for (const line of bill.lines) {
      const usage = line.usage === undefined ? undefined : line.usage * usageFactor;
      lines.push(isSame ? line : { ...line, cost: line.cost * costFactor, usage });
    }
    excluded.push(...bill.excluded);
  }
  return { costScale, usageScale, sums: accumulator.sums(), lines, excluded: addExcluded(excluded) };
}

/** Costs of a bill that an allocation left out, for one reason. */
export interface ExcludedCost {
  /**
   * `outside_period`: the part of charges that accrues before or after the period. `commitment_purchase`: what buying a
   * commitment cost, which comes back in the charges that the commitment covers. `duplicate`: the same charge again.
   */
  readonly reason: ExclusionReason;
  /** How many charges stayed out, wholly or in part. */
  readonly count: number;
  /** What they add up to, in `currency`. */
  readonly cost: Decimal;
  /** ISO 4217: the currency of the allocation, or the charges' own where there is no rate into it. */
  readonly currency: string;
}

/** Brings what stayed out into the currency of the allocation, as far as there are rates, in order of the reasons. */
export function excludedCosts(
  sums: readonly ExcludedSum[],
  currency: string,
  rates: readonly ExchangeRate[],
): readonly ExcludedCost[] {
  const byKey = new Map<string, ExcludedCost>();
  for (const sum of sums) {
    const rate = rateOf(sum, currency, rates);
    const into = rate === undefined ? sum.currency : currency;
    const key = `${sum.reason} ${into === currency ? '' : into}`;
    const known = byKey.get(key) ?? { reason: sum.reason, count: 0, cost: new Decimal(0), currency: into };
    const cost = known.cost.plus(rate === undefined ? sum.cost : sum.cost.times(rate));
    byKey.set(key, { ...known, count: known.count + sum.count, cost });
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cost]) => cost);
}

function rateOf(sum: ExcludedSum, to: string, rates: readonly ExchangeRate[]): Decimal | undefined {
  if (sum.currency === to) return new Decimal(1);
  return rates.find((rate) => rate.from === sum.currency && rate.to === to && rate.month === sum.month)?.rate;
}
