import type { LogPort } from '../host/log.js';
import type { Clock, IdSource } from '../host/clock-ids.js';
import type { MaybePromise } from '../prelude.js';
import type { Interval } from '../time/period.js';
import type { CostAllocationResult } from './model/allocation-result.js';
import type { AllocationRule } from './model/allocation-rule.js';
import type { CostAnomaly } from './model/anomaly.js';
import type { ChargeTotal, ChargeTotalJson } from './model/charge-total.js';
import type { ChargeColumns } from './model/charge-columns.js';
import type { CostBasis, CostView } from './model/cost-view.js';
import type {
  AllocationRuleInput,
  ChargeInput,
  ExchangeRateInput,
  OwnershipInput,
  ReservationInput,
  TenantInput,
} from './model/drafts.js';

// What ports answer may be models, drafts of them, or the wire form of another service: all of it is read and checked.
/** Some charges at a time: a list of them, or columns. */
export type ChargeBatch = readonly ChargeInput[] | ChargeColumns;

/** Which charges are asked for. */
export interface ChargeQuery {
  /** Every charge that has an instant in common with [start, end), or accrues at an instant in it. */
  readonly period: Interval;
  /** Only charges of this tenant, and of `resourceIds` whoever they name; left out: the whole bill. */
  readonly tenantId?: string;
  /** Resources that the tenant owned for some of the period. */
  readonly resourceIds?: readonly string[];
  /** `cash`: a charge with billedFrom and billedUntil stands there and not at start and end. Left out: `accrual`. */
  readonly view?: CostView;
  /** Only what `totals` leaves out for the same query. */
  readonly excludeCoveredBy?: TotalsQuery;
}

/**
 * Which charges are to be added up: those that lie wholly in one of the intervals and are of none of the resources. On
 * any basis but `billed` a charge whose `purchaseCost` is not zero is left out: it is read line by line.
 */
export interface TotalsQuery {
  /** Adjoining stretches in order of time; a charge at an instant lies in the interval that begins with it. */
  readonly intervals: readonly Interval[];
  /** Resources whose charges are asked for line by line instead. */
  readonly exceptResources: readonly string[];
  /** Which cost of a charge counts. */
  readonly basis: CostBasis;
  /** Whether charges count when they are used or when they are invoiced. */
  readonly view: CostView;
}

/** Where the lines of the bill come from. */
export interface BillingPort {
  /** May answer at once, or in batches of rows or of columns, so that a bill of millions of lines streams through. */
  charges(
    query: ChargeQuery,
    signal: AbortSignal,
  ): MaybePromise<readonly ChargeInput[] | Iterable<ChargeBatch> | AsyncIterable<ChargeBatch>>;
  /** For stores that add up faster than they ship rows: exact sums per group, without charges that split an origin. */
  totals?(query: TotalsQuery, signal: AbortSignal): MaybePromise<readonly (ChargeTotal | ChargeTotalJson)[]>;
}

/** The registry of tenants, deleted ones included. */
export interface TenantsPort {
  /** Every tenant, those that left included. */
  list(signal: AbortSignal): MaybePromise<readonly TenantInput[]>;
}

/** The stored allocation rules. */
export interface RulesPort {
  /** Every rule there is, also those that do not hold now. */
  list(signal: AbortSignal): MaybePromise<readonly AllocationRuleInput[]>;
  /** Adds a rule; a rule of the same id is replaced. */
  save(rule: AllocationRule, signal: AbortSignal): MaybePromise<void>;
}

/** Who owned which resource, and when. */
export interface OwnershipPort {
  /** The intervals of every resource that has one in the period: all of that resource's, also those outside it. */
  intervals(period: Interval, signal: AbortSignal): MaybePromise<readonly OwnershipInput[]>;
}

/** Capacity that was paid for in advance. */
export interface ReservationsPort {
  /** The reservations whose terms touch the period. */
  during(period: Interval, signal: AbortSignal): MaybePromise<readonly ReservationInput[]>;
  /** A reservation by its id, whoever owns it; null where there is none. */
  find(reservationId: string, signal: AbortSignal): MaybePromise<ReservationInput | null>;
}

/** Exchange rates, one a month and pair of currencies. */
export interface RatesPort {
  /** The rates from any of the currencies into one, for each month (`2024-03`); what is not known is left out. */
  rates(
    query: { readonly from: readonly string[]; readonly to: string; readonly months: readonly string[] },
    signal: AbortSignal,
  ): MaybePromise<readonly ExchangeRateInput[]>;
}

/** Where results are kept. Saving a result again under its id changes nothing. */
export interface ResultsPort {
  /** Keeps a result; the same again changes nothing. */
  save(result: CostAllocationResult, signal: AbortSignal): MaybePromise<void>;
  /** The stored results of a tenant whose periods lie in the span, oldest first. */
  find(tenantId: string, within: Interval, signal: AbortSignal): MaybePromise<readonly CostAllocationResult[]>;
}

/** Where the exact entitlements behind `carryForward` rules are kept, by the instant up to which they are added up. */
export interface CarryPort {
  /** What was saved for this instant; null where nothing was. The value is plain JSON. */
  read(asOf: number, signal: AbortSignal): MaybePromise<unknown>;
  /** Keeps the shares as of the end of a period; the same again changes nothing. */
  write(asOf: number, carried: unknown, signal: AbortSignal): MaybePromise<void>;
}

/** Where anomalies are announced. */
export interface MonitorPort {
  /** Takes one anomaly; what it answers is not looked at. */
  publish(anomaly: CostAnomaly, signal: AbortSignal): MaybePromise<void>;
}

/** Everything that the service needs of its host. Only what has no question mark must be there. */
export interface CostAllocationPorts {
  /** The lines of the bill. */
  readonly billing: BillingPort;
  /** Who there is and was. */
  readonly tenants: TenantsPort;
  /** What time it is. */
  readonly clock: Clock;
  /** Where new ids come from. */
  readonly ids: IdSource;
  /** Without it the default rules hold and no rule can be created. */
  readonly rules?: RulesPort;
  /** Who owned which resource when; left out, nothing ever changed hands. */
  readonly ownership?: OwnershipPort;
  /** Commitments paid in advance; left out, there are none. */
  readonly reservations?: ReservationsPort;
  /** Without it every charge must be in the currency of the allocation. */
  readonly rates?: RatesPort;
  /** Where results are kept; left out, nowhere. */
  readonly results?: ResultsPort;
  /** Where carried shares are kept; only rules with `carryForward` need it. */
  readonly carry?: CarryPort;
  /** Who is told of anomalies; left out, nobody is. */
  readonly monitor?: MonitorPort;
  /** Where notes for operators go; left out, nowhere. */
  readonly log?: LogPort;
}
