import {
  count,
  decimalCodec,
  finiteNumber,
  listOf,
  nonEmptyText,
  nullable,
  record,
  type t,
} from '../../codec/index.js';
import type { Decimal } from '../../money/index.js';
import { PaymentOption, ReservationTerm } from './reservation-offer.js';
import { share } from './share.js';
import { ResourceMetric } from './usage.js';

/**
 * What one offer brings if its best number of units is bought. Money is for the whole term, against on-demand alone.
 */
export interface ReservationOfferSavings {
  /** The offer that the figures are about. */
  readonly offerId: string;
  /** How much of it is paid at the start. */
  readonly paymentOption: PaymentOption;
  /** Everything the offer costs for a unit and an hour, the upfront payment spread over the term. */
  readonly effectiveHourly: Decimal;
  /** Effective over on-demand rate: the share of hours a reserved unit must be used to pay. Above 1 it never pays. */
  readonly breakEvenUtilization: number;
  /** How many units of it are worth reserving. */
  readonly recommendedReservedUnits: number;
  /** What is saved over the term against on-demand prices, on average over the forecast. */
  readonly expectedSavings: Decimal;
  /** What is saved at least nine times in ten; negative where the reservation may lose. */
  readonly p10Savings: Decimal;
  /** The share of reserved hours that are expected to be used; 0 where nothing is reserved. */
  readonly expectedUtilization: number;
}

/** What to reserve for a term, and what that saves. */
export interface ReservedCapacitySavings {
  /** Whose it is. */
  readonly tenantId: string;
  /** The metric whose units are reserved. */
  readonly metric: ResourceMetric;
  /** ISO 4217 code. */
  readonly currency: string;
  /** The term that was asked about. */
  readonly reservationTermMonths: ReservationTerm;
  /** Units of the metric to reserve with the best offer; 0 where none pays. */
  readonly recommendedReservedUnits: number;
  /** The best offer; null where none pays or there is none. */
  readonly recommendedOfferId: string | null;
  /** Expected savings over the term against on-demand alone. */
  readonly estimatedSavings: Decimal;
  /** Nine times in ten at least this is saved. */
  readonly p10Savings: Decimal;
  /** Of the best offer, or of the cheapest where none pays; null where there is no offer. */
  readonly breakEvenUtilization: number | null;
  /** Expected cost of the term without and with the reservation. */
  readonly onDemandCost: Decimal;
  /** What the term is expected to cost with the recommended offer. */
  readonly costWithReservation: Decimal;
  /** Hours in the term that the forecast was weighed over. */
  readonly termHours: number;
  /** Every offer of the term, best first. */
  readonly offers: ReadonlyArray<ReservationOfferSavings>;
}

const OfferSavings: t.Type<ReservationOfferSavings, object> = record<ReservationOfferSavings>(
  'the savings of an offer',
  {
    offerId: nonEmptyText,
    paymentOption: PaymentOption,
    effectiveHourly: decimalCodec,
    breakEvenUtilization: finiteNumber,
    recommendedReservedUnits: count,
    expectedSavings: decimalCodec,
    p10Savings: decimalCodec,
    expectedUtilization: share,
  },
);

export const ReservedCapacitySavings: t.Type<ReservedCapacitySavings, object> = record<ReservedCapacitySavings>(
  'reserved capacity savings',
  {
    tenantId: nonEmptyText,
    metric: ResourceMetric,
    currency: nonEmptyText,
    reservationTermMonths: ReservationTerm,
    recommendedReservedUnits: count,
    recommendedOfferId: nullable(nonEmptyText),
    estimatedSavings: decimalCodec,
    p10Savings: decimalCodec,
    breakEvenUtilization: nullable(finiteNumber),
    onDemandCost: decimalCodec,
    costWithReservation: decimalCodec,
    termHours: count,
    offers: listOf(OfferSavings),
  },
);
