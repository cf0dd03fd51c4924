import { type AllocationInput, type AllocationRule, type Charge, type PeriodAllocation, type Reservation, type Tenant } from '../../src/cost-allocation/index.js';
import { Decimal } from '../../src/money/index.js';
import { type Period } from '../../src/time/index.js';
/** Seconds since the epoch of a date. */
export declare const at: (text: string) => number;
export declare const D: (text: string) => Decimal;
export declare const between: (start: string, end: string) => Period;
/** Thirty days. */
export declare const JUNE: Period;
export declare const JUNE_START: number;
export declare const JUNE_END: number;
/** The instant `days` days into June 2024. */
export declare const juneDay: (days: number) => number;
export declare const tenant: (tenantId: string, more?: Partial<Tenant>) => Tenant;
export declare const tenants: (...ids: string[]) => Tenant[];
export declare const charge: (tenantId: string | null, cost: string, more?: Partial<Charge>) => Charge;
/** A charge with a quantity, which is what `proportional` weighs. */
export declare const usage: (tenantId: string, quantity: string, more?: Partial<Charge>) => Charge;
export declare const rule: (ruleId: string, more?: Partial<AllocationRule>) => AllocationRule;
export declare const weights: (table: Record<string, string>) => Record<string, Decimal>;
export declare const reservation: (upfront: string, start: string, end: string, more?: Partial<Reservation>) => Reservation;
/** Allocates June unless told otherwise. */
export declare const allocate: (input: Omit<AllocationInput, 'period'> & {
    period?: Period;
}) => PeriodAllocation;
/** The totals by tenant as plain text with two digits. */
export declare const totals: (allocation: PeriodAllocation, digits?: number) => Record<string, string>;
/** What each tenant got of the shared pools, as text. */
export declare const shared: (allocation: PeriodAllocation, digits?: number) => Record<string, string>;
export declare const texts: (record: Readonly<Record<string, Decimal>>, digits?: number) => Record<string, string>;
