import type * as t from '../../codec/io-ts.js';
import type { Codec } from '../../codec/io-ts.js';
import { listOf, nullable, optional, record } from '../../codec/record.js';
import { type WireForm } from '../../codec/wire-form.js';
import {
  checked,
  count,
  decimalCodec,
  epochSecondsCodec,
  finiteNumber,
  nonEmptyText,
  oneOf,
  refineCodec,
} from '../../codec/values.js';
import type { Decimal } from '../../money/decimal.js';
import type { EpochSeconds } from '../../time/period.js';
import { ResourceMetric, share } from './usage.js';

/** What something costs: an amount from zero. */
export const unitPrice: t.Type<Decimal, string> = refineCodec(decimalCodec, (amount) =>
  amount.gte(0) ? undefined : `expected an amount from zero, got ${amount.toFixed()}`,
);

/** How long a reservation binds, in months. */
export const RESERVATION_TERMS = [12, 36] as const;
/** How long a reservation binds, in months. */
export type ReservationTerm = (typeof RESERVATION_TERMS)[number];
export const ReservationTerm: Codec<ReservationTerm> = checked(
  '12 or 36',
  (v): v is ReservationTerm => v === 12 || v === 36,
);

/** How much of a reservation is paid when it is bought. */
export const PAYMENT_OPTIONS = ['no_upfront', 'partial_upfront', 'all_upfront'] as const;
/** When a reservation is paid: by the hour, partly at its start, or wholly. */
export type PaymentOption = (typeof PAYMENT_OPTIONS)[number];
export const PaymentOption: Codec<PaymentOption> = oneOf(PAYMENT_OPTIONS);

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
  /** Paid for one unit every hour of the term; zero with `all_upfront`. */
  readonly hourly: Decimal;
  /** Whether `hourly` is paid for `every_hour`, used or not (the default), or for `used_hours` alone. */
  readonly hourlyBilling?: 'every_hour' | 'used_hours';
}

/** The JSON form of {@link ReservationOffer}. */
export type ReservationOfferJson = WireForm<ReservationOffer>;
export const ReservationOffer: Codec<ReservationOffer, ReservationOfferJson> = record<ReservationOffer>(
  'a reservation offer',
  {
    offerId: nonEmptyText,
    termMonths: ReservationTerm,
    paymentOption: PaymentOption,
    upfront: unitPrice,
    hourly: unitPrice,
    hourlyBilling: optional(oneOf(['every_hour', 'used_hours'])),
  },
);

/** What billing charges a tenant for one unit of a metric. */
export interface ResourcePrice {
  /** Whose it is. */
  readonly tenantId: string;
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** ISO 4217. */
  readonly currency: string;
  /** Price of one unit for one hour without any commitment. */
  readonly onDemandHourly: Decimal;
  /** What the same unit costs with a commitment; none where absent. */
  readonly offers?: readonly ReservationOffer[];
}

/** The JSON form of {@link ResourcePrice}. */
export type ResourcePriceJson = WireForm<ResourcePrice>;
export const ResourcePrice: Codec<ResourcePrice, ResourcePriceJson> = record<ResourcePrice>('a price', {
  tenantId: nonEmptyText,
  metric: ResourceMetric,
  currency: nonEmptyText,
  onDemandHourly: unitPrice,
  offers: optional(listOf(ReservationOffer)),
});

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

/** A purchase of a plan that buys in steps. */
export interface PurchaseStep {
  /** When to buy. */
  readonly at: EpochSeconds;
  /** How many units more. */
  readonly units: number;
}

/**
 * Buying in steps instead of all at once, for demand that grows. Counted over the term; what binds longer, pro rata.
 */
export interface StagedPurchases {
  /** By date; a single one where nothing is gained by waiting. */
  readonly steps: readonly PurchaseStep[];
  /** What is saved over the term against on-demand prices, on average over the forecast. */
  readonly expectedSavings: Decimal;
  /** What is saved at least nine times in ten. */
  readonly p10Savings: Decimal;
}

/** What to hold by a rule that looks at the past alone, and so needs no forecast to come true. */
export interface ReservationFloor {
  /** Units that have been used, within one term, for as many hours as a reservation of them costs on demand. */
  readonly units: number;
  /** So many hours of use on demand cost what a reservation does. */
  readonly breakEvenHours: number;
  /** Who always buys by this rule never pays more than this many times the least possible in hindsight: 2 − α. */
  readonly guarantee: number;
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
  readonly offers: readonly ReservationOfferSavings[];
  /** The best offer bought in steps; absent where none pays. */
  readonly staged?: StagedPurchases;
  /** A floor that rests on no forecast, for the best offer; absent where there is none. */
  readonly floor?: ReservationFloor;
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

const Staged = record<StagedPurchases>('staged purchases', {
  steps: listOf(record<PurchaseStep>('a purchase', { at: epochSecondsCodec, units: count })),
  expectedSavings: decimalCodec,
  p10Savings: decimalCodec,
});
const Floor = record<ReservationFloor>('a floor of reservations', {
  units: count,
  breakEvenHours: finiteNumber,
  guarantee: finiteNumber,
});

/** The JSON form of {@link ReservedCapacitySavings}. */
export type ReservedCapacitySavingsJson = WireForm<ReservedCapacitySavings>;
export const ReservedCapacitySavings: Codec<ReservedCapacitySavings, ReservedCapacitySavingsJson> =
  record<ReservedCapacitySavings>('reserved capacity savings', {
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
    staged: optional(Staged),
    floor: optional(Floor),
  });

/** Every price of a tenant: at most one a metric. */
export const ResourcePrices: Codec<readonly ResourcePrice[], readonly ResourcePriceJson[]> = refineCodec(
  listOf(ResourcePrice),
  (prices) => {
    const duplicate = prices.find(({ metric }, i) => prices.findIndex((price) => price.metric === metric) < i);
    return duplicate && `expected at most one price a metric, got two of ${duplicate.metric}`;
  },
);

/** A reservation as the rule of {@link reserveOnline} sees it, in prices of one unit. */
export interface ReservationTerms {
  /** Paid for the whole term, used or not: upfront, and by the hour where every hour is paid. */
  readonly fee: number;
  /** Paid for each used hour beyond that; 0 where the fee is all. */
  readonly reservedHourly: number;
  /** Paid for an hour without a reservation. */
  readonly onDemandHourly: number;
  /** How long a reservation binds. */
  readonly termHours: number;
}

/** What {@link reserveOnline} bought and paid. */
export interface OnlineReservations {
  /** The purchases by hour. */
  readonly purchases: readonly { readonly hour: number; readonly units: number }[];
  /** What all hours cost with them. */
  readonly cost: number;
  /**
   * Never more than so many times the least possible cost in hindsight: 2 − α, α the reserved over the on-demand rate.
   */
  readonly guarantee: number;
}
