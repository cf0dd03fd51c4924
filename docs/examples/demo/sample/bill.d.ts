import { type AllocationRule, type Charge, type Reservation, type Tenant } from '@omnicloud/domain/cost-allocation';
export declare const OCTOBER: {
    start: Date;
    end: Date;
};
export declare const CURRENCY = "EUR";
/** Four customers: one small, one large, one that left in the middle of October, one that has just begun. */
export declare const tenants: readonly Tenant[];
/** The platform's own costs go 70 % by compute used and 30 % by storage used. */
export declare const rules: readonly AllocationRule[];
/** A year of two instances, paid in January. */
export declare const reservations: readonly Reservation[];
/** October's bill: one line a day and resource, the same every time. */
export declare function sampleBill(): readonly Charge[];
