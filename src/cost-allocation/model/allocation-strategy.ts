import { oneOf, type t } from '../../codec/index.js';

/** How a rule splits a shared cost among tenants. */
export type AllocationStrategy = 'proportional' | 'equal' | 'tiered' | 'custom';

/** Every strategy there is. */
export const ALLOCATION_STRATEGIES: readonly AllocationStrategy[] = ['proportional', 'equal', 'tiered', 'custom'];

export const AllocationStrategy: t.Type<AllocationStrategy> = oneOf(ALLOCATION_STRATEGIES);
