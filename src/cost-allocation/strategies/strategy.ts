import type { Either } from '../../prelude.js';
import type { WeightsError } from '../errors.js';
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
  /** The category whose usage or cost counts; null for the direct cost in all of them. */
  readonly category: CostCategory | null;
  /** What the amounts are, in words: `usage in GB-hour`, `cost`. */
  readonly description: string;
  readonly amounts: readonly bigint[];
  /** Tenants whose amount was below zero. */
  readonly clamped: readonly string[];
  /** In what the quantities are counted, where it is usage that counts. */
  readonly usageUnit?: string;
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

/** A driver of a split, and how much it counts among the drivers of the split. */
export interface WeightedDriver {
  readonly weight: bigint;
  /** Undefined where all its amounts were zero, so that a policy stepped in. */
  readonly driver: Driver | undefined;
  /** What each recipient has of it, in their order. */
  readonly amounts: readonly bigint[];
  /** What it leaves unallocated. */
  readonly unallocated: bigint;
}

/** How a strategy weighs the recipients. Weights are whole numbers of any length; only their ratios matter. */
export interface Weights {
  readonly byRecipient: readonly bigint[];
  /** The weight of nobody: what the zero-weight policy leaves unallocated. */
  readonly unallocated: bigint;
  /** What was weighed, in words: `active time`, `70% compute (usage in hour), 30% storage (cost)`. */
  readonly driver: string;
  /**
   * The drivers behind the weights with the part that each has in them, for whoever divides a share further. Empty
   * where only the tenants count: their time, their tier, a fixed weight.
   */
  readonly drivers?: readonly WeightedDriver[];
  /** The policy that stepped in for weights that were all zero. */
  readonly fallback?: Exclude<ZeroWeightPolicy, 'error'>;
  /** Tenants whose usage was below zero and counts as zero. */
  readonly clamped?: readonly string[];
}

/** One way to share a cost: a pure function of a rule and what happened. */
export type Strategy = (rule: AllocationRule, context: SharingContext) => Either<WeightsError, Weights>;
