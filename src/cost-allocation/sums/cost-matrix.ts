import { formatUnits, fromUnits, type Decimal } from '../../money/index.js';
import type { CostCategory } from '../model/index.js';
import { totalOf, type ExactSums } from './exact-sums.js';

/** What every tenant has cost in every category, exactly. */
export interface CostMatrix {
  /** In order of UTF-16 code units; null, last, are the shared pools that name no tenant. */
  readonly tenantIds: ReadonlyArray<string | null>;
  /** The columns, in order. */
  readonly categories: ReadonlyArray<CostCategory>;
  /** Sums are whole numbers of 10^-scale. */
  readonly scale: number;
  /** The sum of a tenant in a category; zero where either is unknown. */
  cost(tenantId: string | null, category: CostCategory): Decimal;
  /** The same in units, by position. */
  units(tenant: number, category: number): bigint;
  /** Everything, in order of tenants and categories, amounts as plain text. Sums of zero are left out. */
  entries(): ReadonlyArray<readonly [tenantId: string | null, category: CostCategory, cost: string]>;
  /** The sums behind it: group `tenant * categories.length + category`. */
  readonly sums: ExactSums;
}

export function costMatrix(
  tenantIds: ReadonlyArray<string | null>,
  categories: ReadonlyArray<CostCategory>,
  scale: number,
  sums: ExactSums,
): CostMatrix {
  const units = (tenant: number, category: number): bigint => totalOf(sums, tenant * categories.length + category);
  return {
    tenantIds,
    categories,
    scale,
    sums,
    units,
    cost: (tenantId, category) => {
      const [tenant, column] = [tenantIds.indexOf(tenantId), categories.indexOf(category)];
      return fromUnits(tenant < 0 || column < 0 ? 0n : units(tenant, column), scale);
    },
    entries: () =>
      tenantIds.flatMap((tenantId, tenant) =>
        categories.flatMap((category, column) => {
          const sum = units(tenant, column);
          return sum === 0n ? [] : [[tenantId, category, formatUnits(sum, scale)] as const];
        }),
      ),
  };
}
