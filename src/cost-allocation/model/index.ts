export { ALLOCATION_STRATEGIES, AllocationStrategy } from './allocation-strategy.js';
export {
  AllocationRule,
  type AllocationRuleJson,
  type WeightMode,
  type ZeroWeightPolicy,
} from './allocation-rule.js';
export { CostAllocationResult, UNALLOCATED, type CostAllocationResultJson } from './allocation-result.js';
export { Charge, type ChargeJson, type CostBasis } from './charge.js';
export type { ChargeColumns, DecimalColumn, DictionaryColumn } from './charge-columns.js';
export { ChargeTotal, type ChargeTotalJson } from './charge-total.js';
export { COST_CATEGORIES, CostCategory } from './cost-category.js';
export { CostTag } from './cost-tag.js';
export { ExchangeRate, type ExchangeRateJson } from './exchange-rate.js';
export { Ownership, type OwnershipJson } from './ownership.js';
export { Reservation, type ReservationJson } from './reservation.js';
export { Tenant, type TenantJson, type TierChange } from './tenant.js';
