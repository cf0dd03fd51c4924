import type { Either } from '../../prelude.js';
import type { CostAllocationError } from '../errors.js';
import type { AllocationRule, ZeroWeightPolicy } from '../model/allocation-rule.js';
import type { CostCategory } from '../model/cost-category.js';

/** A tenant that exists for some of the time in which a cost is shared. */
export interface Recipient {
  readonly tenantId: string;
  readonly activeMilliseconds: number;
  /** The plans of the tenant with their milliseconds, which add up to the active ones. */
  readonly tiers: readonly { readonly tier: string; readonly milliseconds: number }[];
}

/** What the recipients used in a category, in their order; amounts below zero are already zero. */
export interface Driver {
  /** `usage in GB-hour`, `cost`. */
  readonly unit: string;
  readonly amounts: readonly bigint[];
  /** Tenants whose amount was below zero. */
  readonly clamped: readonly string[];
}

/** What a strategy may look at. */
export interface SharingContext {
  /** In order of their ids (UTF-16 code units). At least one. */
  readonly recipients: readonly Recipient[];
  readonly onZeroWeights: ZeroWeightPolicy;
  /** The usage in a category, or its cost where usage cannot be added up. */
  driverOf(category: CostCategory): Driver;
  /** The direct cost in all categories. */
  directCost(): Driver;
}

/** How a strategy weighs the recipients. Weights are whole numbers of any length; only their ratios matter. */
export interface Weights {
  readonly byRecipient: readonly bigint[];
  /** The weight of nobody: what the zero-weight policy leaves unallocated. */
  readonly unallocated: bigint;
  /** What was weighed, in words: `active time`, `70% compute (usage in hour), 30% storage (cost)`. */
  readonly driver: string;
  /** The policy that stepped in for weights that were all zero. */
  readonly fallback?: Exclude<ZeroWeightPolicy, 'error'>;
  /** Tenants whose usage was below zero and counts as zero. */
  readonly clamped?: readonly string[];
}

/** One way to share a cost: a pure function of a rule and what happened. */
export type Strategy = (rule: AllocationRule, context: SharingContext) => Either<CostAllocationError, Weights>;
