import type { CostSum } from './grouped-bill.js';

/** Adds up sums of the same kind. */
export interface SumAccumulator {
  add(sum: CostSum): void;
  sums(): ReadonlyArray<CostSum>;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** An empty tally. All that is added to it must be in the same units. */
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

function keyOf({ tenantId, poolId, category, window, currency, month }: CostSum): string {
  // Only the names that users choose can hold a separator, and their lengths say where they end.
  const owner = tenantId === null ? '' : `:${tenantId}`;
  return `${category} ${window} ${currency} ${month} ${poolId.length} ${poolId}${owner}`;
}
