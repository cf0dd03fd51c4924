import {
  allocatePeriod,
  type AllocationInput,
  type AllocationRule,
  type Charge,
  type Ownership,
  type PeriodAllocation,
  type Reservation,
  type Tenant,
} from '../../src/cost-allocation/index.js';
import { Decimal } from '../../src/money/decimal.js';
import { period, type Period } from '../../src/time/period.js';
import { orThrow } from '../../src/prelude.js';

/** An allocation's input in models alone. */
export interface Bill extends AllocationInput {
  readonly tenants: readonly Tenant[];
  readonly charges: readonly Charge[];
  readonly rules?: readonly AllocationRule[];
  readonly reservations?: readonly Reservation[];
  readonly ownership?: readonly Ownership[];
}

/** Seconds since the epoch of a date. */
export const at = (text: string): number => Date.parse(text) / 1000;
export const D = (text: string): Decimal => new Decimal(text);
export const between = (start: string, end: string): Period => orThrow(period(new Date(start), new Date(end)));

/** Thirty days. */
export const JUNE = between('2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z');
export const JUNE_START = at('2024-06-01T00:00:00Z');
export const JUNE_END = at('2024-07-01T00:00:00Z');
/** The instant `days` days into June 2024. */
export const juneDay = (days: number): number => JUNE_START + days * 86_400;

export const tenant = (tenantId: string, more: Partial<Tenant> = {}): Tenant => ({
  tenantId,
  tier: 'standard',
  createdAt: 0,
  deletedAt: null,
  ...more,
});
export const tenants = (...ids: string[]): Tenant[] => ids.map((id) => tenant(id));

let made = 0;
export const charge = (tenantId: string | null, cost: string, more: Partial<Charge> = {}): Charge => ({
  chargeId: `charge-${(made += 1)}`,
  tenantId,
  category: tenantId === null ? 'shared' : 'compute',
  cost: D(cost),
  currency: 'USD',
  start: JUNE_START,
  end: JUNE_END,
  tags: {},
  ...more,
});

/** A charge with a quantity, which is what `proportional` weighs. */
export const usage = (tenantId: string, quantity: string, more: Partial<Charge> = {}): Charge =>
  charge(tenantId, '0', { usageQuantity: D(quantity), ...more });

export const rule = (ruleId: string, more: Partial<AllocationRule> = {}): AllocationRule => ({
  ruleId,
  name: ruleId,
  category: 'shared',
  strategy: 'proportional',
  weightByCategory: {},
  effectiveFrom: 0,
  effectiveUntil: null,
  isActive: true,
  ...more,
});

export const weights = (table: Record<string, string>): Record<string, Decimal> =>
  Object.fromEntries(Object.entries(table).map(([key, weight]) => [key, D(weight)]));

export const reservation = (
  upfront: string,
  start: string,
  end: string,
  more: Partial<Reservation> = {},
): Reservation => ({
  reservationId: 'reservation',
  tenantId: 'a',
  upfrontCost: D(upfront),
  start: at(start),
  end: at(end),
  ...more,
});

/** Allocates June unless told otherwise. */
export const allocate = (input: Omit<AllocationInput, 'period'> & { period?: Period }): PeriodAllocation =>
  orThrow(allocatePeriod({ period: JUNE, ...input }));

/** The totals by tenant as plain text with two digits. */
export const totals = (allocation: PeriodAllocation, digits = 2): Record<string, string> =>
  Object.fromEntries(allocation.results.map((result) => [result.tenantId, result.totalAllocated.toFixed(digits)]));

/** What each tenant got of the shared pools, as text. */
export const shared = (allocation: PeriodAllocation, digits = 2): Record<string, string> =>
  Object.fromEntries(allocation.results.map((result) => [result.tenantId, result.breakdown.shared.toFixed(digits)]));

export const texts = (record: Readonly<Record<string, Decimal>>, digits = 2): Record<string, string> =>
  Object.fromEntries(Object.entries(record).map(([key, amount]) => [key, amount.toFixed(digits)]));
