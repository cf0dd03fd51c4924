import { Decimal } from '../../money/index.js';
import type { ReservationOffer } from '../model/index.js';

/** Rates are told to so many digits; the totals they stand for are exact. */
const RATE_DECIMALS = 12;

/** What one reserved unit costs over the whole term, used or not. Exact. */
export function unitCost(offer: ReservationOffer, hours: number): Decimal {
  return offer.upfront.plus(offer.hourly.times(hours));
}

/** The same an hour, the upfront payment spread over the term. */
export function effectiveHourly(offer: ReservationOffer, hours: number): Decimal {
  return unitCost(offer, hours).div(hours).toDecimalPlaces(RATE_DECIMALS);
}

/**
 * The share of hours that a reserved unit must be used to cost no more than on demand: effective over on-demand rate.
 * Infinite demand is never worth an offer where on-demand use is free.
 */
export function breakEvenUtilization(offer: ReservationOffer, onDemandHourly: Decimal, hours: number): number {
  if (!onDemandHourly.greaterThan(0)) return Number.MAX_VALUE;
  return unitCost(offer, hours).div(onDemandHourly.times(hours)).toNumber();
}
