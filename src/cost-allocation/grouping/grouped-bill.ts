import type { Interval } from '../../time/index.js';
import type { CostBasis, CostCategory, Ownership } from '../model/index.js';
import type { CostView } from '../ports.js';

/** What grouping must know. Two groupings of the same charges under the same plan give the same digits. */
export interface GroupingOptions {
  /** Adjoining parts of the period in order of time: a new one begins wherever a rule begins or ends. */
  readonly windows: ReadonlyArray<Interval>;
  readonly basis: CostBasis;
  readonly view: CostView;
  /** The least number of digits to which a charge is pro-rated, beside its own and its currency's. */
  readonly scale: number;
  /** Every known tenant; a charge of another counts as unallocated. */
  readonly tenantIds: ReadonlySet<string>;
  /** By resource, in order of time and without overlap; a resource with none belongs to whom its charges name. */
  readonly owners: ReadonlyMap<string, ReadonlyArray<Ownership>>;
  /** Whether the lines are kept beside the sums, for explanations. */
  readonly keepLines: boolean;
}

/** What the charges of one kind add up to: the smallest unit of a bill that allocation looks at. */
export interface CostSum {
  /** The tenant, `__unallocated__`, or null for a shared pool. */
  readonly tenantId: string | null;
  /** The pool's name (the category's where the charge names none); empty for a tenant. */
  readonly poolId: string;
  readonly category: CostCategory;
  /** The position of the window. */
  readonly window: number;
  readonly currency: string;
  /** The month (UTC) in which the charges start, `2024-03`. */
  readonly month: string;
  /** In units of 10^-costScale of the currency. */
  readonly cost: bigint;
  /** In units of 10^-usageScale. */
  readonly usage: bigint;
  /** The different units of the quantities, sorted; the empty text for quantities without one. */
  readonly usageUnits: ReadonlyArray<string>;
  /** Some charge costs more than zero and states no quantity, so that usage cannot stand for this group. */
  readonly unmeasured: boolean;
}

/** The part of one charge that falls to one owner in one window. */
export interface SourceLine {
  readonly chargeId: string;
  readonly tenantId: string | null;
  readonly poolId: string;
  readonly category: CostCategory;
  readonly window: number;
  readonly currency: string;
  readonly month: string;
  /** In units of 10^-costScale of the currency. */
  readonly cost: bigint;
}

/** A bill after grouping, in no particular order. */
export interface GroupedBill {
  readonly costScale: number;
  readonly usageScale: number;
  readonly sums: ReadonlyArray<CostSum>;
  /** Empty unless the plan keeps them. */
  readonly lines: ReadonlyArray<SourceLine>;
}
