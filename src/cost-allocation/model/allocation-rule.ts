import type { Codec } from '../../codec/io-ts.js';

import { mapOf, nullable, optional, record, withDefault } from '../../codec/record.js';
import { decimalCodec, flag, nonEmptyText, oneOf, text, seconds } from '../../codec/values.js';
import type { ApportionMethod } from '../../money/apportion-units.js';
import type { Decimal } from '../../money/decimal.js';
import { CostCategory } from './cost-category.js';

/** Every strategy there is. */
export const ALLOCATION_STRATEGIES = ['proportional', 'equal', 'tiered', 'custom'] as const;

/** How a rule splits a shared cost among tenants. */
export type AllocationStrategy = (typeof ALLOCATION_STRATEGIES)[number];

export const AllocationStrategy: Codec<AllocationStrategy> = oneOf(ALLOCATION_STRATEGIES);

/** What happens to a cost whose weights are all zero. */
export type ZeroWeightPolicy = 'equal' | 'unallocated' | 'error';

/** Whether weights are taken as they are, or as per cent that must add up to 100. */
export type WeightMode = 'weight' | 'percent';

/**
 * How the shared costs of one category, or of one pool, are split among tenants. It holds during
 * [effectiveFrom, effectiveUntil); where several do, the latest `effectiveFrom` counts, then the first `ruleId`.
 */
export interface AllocationRule {
  /** Its id; the service gives one to a draft. */
  readonly ruleId: string;
  /** For people. */
  readonly name: string;
  /** Of which pools it splits. */
  readonly category: CostCategory;
  /** By what it splits. */
  readonly strategy: AllocationStrategy;
  /**
   * `proportional`: how much the usage in each category counts, say compute 0.7 and storage 0.3. Empty: the default
   * driver.
   */
  readonly weightByCategory: Readonly<Record<string, Decimal>>;
  /** `tiered`: the weight of a tenant on each tier. */
  readonly weightByTier?: Readonly<Record<string, Decimal>>;
  /** `custom`: the weight of each tenant; one that is not listed gets nothing. */
  readonly weightByTenant?: Readonly<Record<string, Decimal>>;
  /** Seconds since the Unix epoch. */
  readonly effectiveFrom: number;
  /** Seconds since the epoch, the first instant at which it does not hold any more; null for no end. */
  readonly effectiveUntil: number | null;
  /** False takes it out of use, whatever its dates. */
  readonly isActive: boolean;
  /** Only for this pool, whatever the category of the money in it; such a rule goes before one for the category. */
  readonly poolId?: string;
  /** The parts (of 1) that go on to other pools before the tenants share the rest: `{ security: 0.2 }`. */
  readonly shareToPools?: Readonly<Record<string, Decimal>>;
  /** Pools that share onto each other in a circle are solved exactly if all of their rules say so. */
  readonly reciprocal?: boolean;
  /** How `weightByCategory`, `weightByTier` and `weightByTenant` are read. Default `weight`. */
  readonly weightMode?: WeightMode;
  /** Default `equal`. */
  readonly onZeroWeights?: ZeroWeightPolicy;
  /** Default `hamilton`. */
  readonly method?: ApportionMethod;
  /** Remainders are carried from one period to the next, so that many small splits add up to a fair one. */
  readonly carryForward?: boolean;
}

/** {@link AllocationRule} as it goes over the wire. */
export interface AllocationRuleJson {
  readonly rule_id: string;
  readonly name: string;
  readonly category: CostCategory;
  readonly strategy: AllocationStrategy;
  readonly weight_by_category: Readonly<Record<string, string>>;
  readonly weight_by_tier?: Readonly<Record<string, string>>;
  readonly weight_by_tenant?: Readonly<Record<string, string>>;
  readonly effective_from: number;
  readonly effective_until: number | null;
  readonly is_active: boolean;
  readonly pool_id?: string;
  readonly share_to_pools?: Readonly<Record<string, string>>;
  readonly reciprocal?: boolean;
  readonly weight_mode?: WeightMode;
  readonly on_zero_weights?: ZeroWeightPolicy;
  readonly method?: ApportionMethod;
  readonly carry_forward?: boolean;
}

const weights = mapOf(decimalCodec);

export const AllocationRule: Codec<AllocationRule, AllocationRuleJson> = record<AllocationRule, AllocationRuleJson>(
  'an allocation rule',
  {
    ruleId: nonEmptyText,
    name: withDefault(text, () => ''),
    category: CostCategory,
    strategy: AllocationStrategy,
    weightByCategory: withDefault(weights, () => ({})),
    weightByTier: optional(weights),
    weightByTenant: optional(weights),
    effectiveFrom: seconds,
    effectiveUntil: withDefault(nullable(seconds), () => null),
    isActive: withDefault(flag, () => true),
    poolId: optional(nonEmptyText),
    shareToPools: optional(weights),
    reciprocal: optional(flag),
    weightMode: optional(oneOf<WeightMode>(['weight', 'percent'])),
    onZeroWeights: optional(oneOf<ZeroWeightPolicy>(['equal', 'unallocated', 'error'])),
    method: optional(oneOf<ApportionMethod>(['hamilton', 'sainteLague'])),
    carryForward: optional(flag),
  },
);
