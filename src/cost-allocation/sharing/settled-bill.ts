import type { CostCategory } from '../model/index.js';
import type { CostSum } from '../grouping/grouped-bill.js';

/** What a tenant used directly in one category and window, in the currency of the allocation. */
export type DirectSum = Omit<CostSum, 'tenantId' | 'poolId' | 'currency' | 'month'> & { readonly tenantId: string };

/** What is to be shared of one pool, category and window, in the currency of the allocation. */
export interface PoolSum {
  readonly poolId: string;
  readonly category: CostCategory;
  readonly window: number;
  readonly cost: bigint;
}

/** What one tenant owes for one reservation, in the currency of the allocation. */
export interface AmortizedSum {
  readonly reservationId: string;
  readonly tenantId: string;
  readonly cost: bigint;
}

/** A bill in one currency, every amount in units of 10^-scale. */
export interface ConvertedBill {
  readonly currency: string;
  readonly scale: number;
  readonly direct: ReadonlyArray<DirectSum>;
  readonly pools: ReadonlyArray<PoolSum>;
  readonly amortized: ReadonlyArray<AmortizedSum>;
}
