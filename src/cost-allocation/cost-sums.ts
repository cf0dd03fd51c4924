import { powerOfTen } from '../money/units.js';
import type { CostCategory } from './model/cost-category.js';

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
  /** In units of 10^-usageScale. */
  readonly usage: bigint;
  /** The different units of the quantities, sorted; the empty text for quantities without one. */
  readonly usageUnits: readonly string[];
  /** Some charge costs more than zero and states no quantity, so that usage cannot stand for this group. */
  readonly unmeasured: boolean;
}

/** The part of one charge that falls to one owner in one interval. */
export interface SourceLine {
  readonly chargeId: string;
  readonly tenantId: string | null;
  readonly poolId: string;
  readonly category: CostCategory;
  readonly interval: number;
  readonly currency: string;
  readonly month: string;
  /** In units of 10^-costScale of the currency. */
  readonly cost: bigint;
}

/** A bill after grouping, in no particular order. */
export interface GroupedBill {
  readonly costScale: number;
  readonly usageScale: number;
  readonly sums: readonly CostSum[];
  /** Empty unless the plan keeps them. */
  readonly lines: readonly SourceLine[];
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
      known.usage += sum.usage;
      known.unmeasured ||= sum.unmeasured;
      if (sum.usageUnits.some((unit) => !known.usageUnits.includes(unit))) {
        known.usageUnits = [...new Set([...known.usageUnits, ...sum.usageUnits])].sort();
      }
    },
    sums: () => [...byKey.values()],
  };
}

function keyOf({ tenantId, poolId, category, interval, currency, month }: CostSum): string {
  // Only the names that users choose can hold a separator, and their lengths say where they end.
  const owner = tenantId === null ? '' : `:${tenantId}`;
  return `${category} ${interval} ${currency} ${month} ${poolId.length} ${poolId}${owner}`;
}

/** Puts the groups of several batches of one bill together, exactly. */
export function mergeGrouped(bills: readonly GroupedBill[]): GroupedBill {
  if (bills.length === 1) return bills[0]!;
  const costScale = bills.reduce((most, bill) => Math.max(most, bill.costScale), 0);
  const usageScale = bills.reduce((most, bill) => Math.max(most, bill.usageScale), 0);
  const accumulator = createSumAccumulator();
  for (const bill of bills) {
    const costFactor = powerOfTen(costScale - bill.costScale);
    const usageFactor = powerOfTen(usageScale - bill.usageScale);
    for (const sum of bill.sums)
      accumulator.add({ ...sum, cost: sum.cost * costFactor, usage: sum.usage * usageFactor });
  }
  const lines = bills.flatMap((bill) => {
    const factor = powerOfTen(costScale - bill.costScale);
    return bill.lines.map((line) => (factor === 1n ? line : { ...line, cost: line.cost * factor }));
  });
  return { costScale, usageScale, sums: accumulator.sums(), lines };
}
