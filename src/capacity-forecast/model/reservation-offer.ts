import { checked, nonEmptyText, oneOf, record, type t } from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';
import { unitPrice } from './unit-price.js';

/** How long a reservation binds, in months. */
export const RESERVATION_TERMS = [12, 36] as const;
/** How long a reservation binds, in months. */
export type ReservationTerm = (typeof RESERVATION_TERMS)[number];
export const ReservationTerm: t.Type<ReservationTerm> = checked(
  '12 or 36',
  (v): v is ReservationTerm => v === 12 || v === 36,
);

/** How much of a reservation is paid when it is bought. */
export const PAYMENT_OPTIONS = ['no_upfront', 'partial_upfront', 'all_upfront'] as const;
/** When a reservation is paid: by the hour, partly at its start, or wholly. */
export type PaymentOption = (typeof PAYMENT_OPTIONS)[number];
export const PaymentOption: t.Type<PaymentOption> = oneOf(PAYMENT_OPTIONS);

/** One way to commit to a unit for a term. */
export interface ReservationOffer {
  /** As the provider names it. */
  readonly offerId: string;
  /** How long it binds: 12 or 36. */
  readonly termMonths: ReservationTerm;
  /** How much is paid at the start. */
  readonly paymentOption: PaymentOption;
  /** Paid once for one unit; zero with `no_upfront`. */
  readonly upfront: Decimal;
  /** Paid for one unit every hour of the term, used or not; zero with `all_upfront`. */
  readonly hourly: Decimal;
}

export const ReservationOffer: t.Type<ReservationOffer, object> = record<ReservationOffer>('a reservation offer', {
  offerId: nonEmptyText,
  termMonths: ReservationTerm,
  paymentOption: PaymentOption,
  upfront: unitPrice,
  hourly: unitPrice,
});
