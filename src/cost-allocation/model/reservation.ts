import type { Codec } from '../../codec/io-ts.js';
import { nullable, optional, record } from '../../codec/record.js';
import { count, decimalCodec, nonEmptyText, seconds } from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';

/**
 * Capacity paid for in advance, to be spread evenly over its term [start, end). Its whole cost is
 * `upfrontCost + recurringCost · recurringPayments`.
 */
export interface Reservation {
  /** Unique to the commitment. */
  readonly reservationId: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What was paid at its start. */
  readonly upfrontCost: Decimal;
  /** One recurring payment, or all of them together where `recurringPayments` is left out. */
  readonly recurringCost?: Decimal;
  /** How many recurring payments the term has. Default 1. */
  readonly recurringPayments?: number;
  /** ISO 4217; the bill's currency where left out. */
  readonly currency?: string;
  /** Seconds since the Unix epoch. */
  readonly start: number;
  /** Seconds since the epoch, the first instant after the term. */
  readonly end: number;
  /**
   * From here on nothing is amortized: what is left is a refund or a loss, see `cancellationRemainder`
   * (`cost-allocation/closing`).
   */
  readonly cancelledAt?: number | null;
}

/** {@link Reservation} as it goes over the wire. */
export interface ReservationJson {
  readonly reservation_id: string;
  readonly tenant_id: string;
  readonly upfront_cost: string;
  readonly recurring_cost?: string;
  readonly recurring_payments?: number;
  readonly currency?: string;
  readonly start: number;
  readonly end: number;
  readonly cancelled_at?: number | null;
}

export const Reservation: Codec<Reservation, ReservationJson> = record<Reservation, ReservationJson>('a reservation', {
  reservationId: nonEmptyText,
  tenantId: nonEmptyText,
  upfrontCost: decimalCodec,
  recurringCost: optional(decimalCodec),
  recurringPayments: optional(count),
  currency: optional(nonEmptyText),
  start: seconds,
  end: seconds,
  cancelledAt: optional(nullable(seconds)),
});
