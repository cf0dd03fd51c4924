import { powerOfTen } from '../money/index.js';
import { COST_CATEGORIES, type CostCategory } from './model/index.js';
import type { PoolSplit } from './sharing/share-pools.js';
import type { ConvertedBill } from './sharing/settled-bill.js';

/** What one tenant owes, in units of the totals' scale. */
export interface TenantTotal {
  readonly tenantId: string;
  /** In the order of `COST_CATEGORIES`. */
  readonly byCategory: ReadonlyArray<bigint>;
  readonly direct: bigint;
  readonly shared: bigint;
  readonly amortized: bigint;
  readonly total: bigint;
}

/** The digits that hold everything that was allocated. */
export function totalsScale(bill: ConvertedBill, splits: ReadonlyArray<PoolSplit>): number {
  return splits.reduce((most, split) => Math.max(most, split.scale), bill.scale);
}

/** Adds up what every tenant owes: its own charges, its shares of the pools, its amortised reservations. */
export function tenantTotals(
  bill: ConvertedBill,
  splits: ReadonlyArray<PoolSplit>,
  scale: number,
): ReadonlyArray<TenantTotal> {
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
    split.shares.forEach((share, i) => add(split.entitlement.names[i]!, split.category, 'shared', share * ofSplit));
  }
  return [...totals.values()].sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
}
