import type { CostCategory } from './model/cost-category.js';

/** Where a cost stands: with a tenant (or `__unallocated__`), or in a pool where `tenantId` is null. */
export interface RecordedSum {
  /** Whose charges they are; null for a pool. */
  readonly tenantId: string | null;
  /** The pool; pools are named by `poolId` of a charge, or by its category. */
  readonly poolId: string;
  /** The kind of cost. */
  readonly category: CostCategory;
  /** Where their time begins, seconds since the epoch. */
  readonly from: number;
  /** Where it ends, seconds since the epoch. */
  readonly until: number;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The month whose exchange rate holds, `2026-03`. */
  readonly month: string;
  /** In its own currency. */
  readonly cost: string;
}

/** What a charge says of itself; what it does not state is left out. */
export interface LineDetails {
  /** The project that it belongs to. */
  readonly projectId?: string;
  /** What was paid for. */
  readonly resourceId?: string;
  /** The labels of the resource. */
  readonly tags?: Readonly<Record<string, string>>;
  /** How much was used, as decimal text: the part that belongs to the line. */
  readonly usage?: string;
  /** In what it is counted; empty where the charge names no unit. */
  readonly usageUnit?: string;
}

/** The part of one charge that went into a sum. */
export interface RecordedLine extends RecordedSum, LineDetails {
  /** The charge, by its id on the bill. */
  readonly chargeId: string;
}

/** What the tenants were weighed by in a step, or in a part of it. */
export interface RecordedDriver {
  /** By usage, by cost, or by what is known of the tenants alone, such as the time for which they existed. */
  readonly by: 'usage' | 'cost' | 'tenants';
  /** The category whose usage or cost counts; null for all of them. */
  readonly category: CostCategory | null;
  /** In what the usage is counted; null for cost. */
  readonly unit: string | null;
  /** How much it counts: a weight of the step is Σ weight · amount over its drivers. */
  readonly weight: string;
  /**
   * What each tenant has of it, in the order of the shares; empty for an only driver, whose amounts are the weights.
   */
  readonly amounts: readonly string[];
}

/** What of a reservation fell into the period, and to whom. */
export interface RecordedAmortization {
  /** The commitment. */
  readonly reservationId: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The month whose exchange rate holds, `2026-03`. */
  readonly month: string;
  /** The amount as decimal text. */
  readonly cost: string;
}

/** One pool on the way of a shared cost, and what the tenants were weighed by in it. */
export interface RecordedStep {
  /** The pool; pools are named by `poolId` of a charge, or by its category. */
  readonly poolId: string;
  /** The rule that split it. */
  readonly ruleId: string;
  /** The part of the cost that the tenants take out of this pool, as a fraction. */
  readonly part: string;
  /** By what this part was split. */
  readonly driver: string;
  /** What was done where nobody had any weight. */
  readonly fallback: string | null;
  /** Tenants whose negative weight counted as zero. */
  readonly clamped: readonly string[];
  /** The weights in this pool, in the order of the shares. */
  readonly weights: readonly string[];
  /** The drivers behind the weights; records made before 0.2 have none. */
  readonly drivers?: readonly RecordedDriver[];
}

/** What a tenant got of a split: weight, quota and amount. */
export interface RecordedShare {
  /** Whose it is. */
  readonly tenantId: string;
  /** A whole number; the shares are in the ratio of these. */
  readonly weight: string;
  /** What it got, as decimal text. */
  readonly amount: string;
}

/** One apportionment: an amount, whole weights, and shares that add up to it. */
export interface RecordedSplit {
  /** The pool; pools are named by `poolId` of a charge, or by its category. */
  readonly poolId: string;
  /** The kind of cost. */
  readonly category: CostCategory;
  /** Where the time of the split begins, seconds since the epoch. */
  readonly from: number;
  /** Where it ends, seconds since the epoch. */
  readonly until: number;
  /** What was split, as decimal text. */
  readonly amount: string;
  /** Shares are whole multiples of 10^-scale. */
  readonly scale: number;
  /** The rule that split it. */
  readonly ruleId: string;
  /** By what the rule splits. */
  readonly strategy: string;
  /** How units left over were given out. */
  readonly method: 'hamilton' | 'sainteLague';
  /** The parts that were split each by a driver of its own. */
  readonly legs: readonly RecordedStep[];
  /** Who got how much. */
  readonly shares: readonly RecordedShare[];
  /** The balances before, under a rule that carries remainders forward. */
  readonly carried: ReadonlyArray<{
    readonly tenantId: string;
    readonly entitled: string;
    readonly given: string;
  }> | null;
}

/** What a tenant owes, as the record states it. */
export interface RecordedResult {
  /** Whose it is. */
  readonly tenantId: string;
  /** Amounts by category, as decimal text. */
  readonly breakdown: Readonly<Record<string, string>>;
  /** Their sum, as decimal text. */
  readonly total: string;
}
