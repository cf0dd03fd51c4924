import { Decimal } from '../../money/index.js';
import type {
  ReservationOffer,
  ReservationOfferSavings,
  ReservationTerm,
  ReservedCapacitySavings,
  ResourcePrice,
} from '../model/index.js';
import { mean } from '../series/moments.js';
import { breakEvenUtilization, effectiveHourly, unitCost } from './offer-cost.js';
import { pooledDemand, type TermDemand, computeUse } from './term-demand.js';

/** A year has 8,760 hours, as reservations count them. */
export const HOURS_PER_YEAR = 8_760;
/** Money is told to so many digits behind the point. */
const MONEY_DECIMALS = 6;
/** Mean use is an estimate: more digits of it would be noise. */
const USE_DECIMALS = 9;

/**
 * The best reservation for a term. A unit pays while it is used in more than the break-even share of hours, so the best
 * number is the demand that is exceeded in just that share: the newsvendor's quantile (Arrow, Harris & Marschak 1951)
 * of hourly demand over the term. Whole units; of the two next to the quantile the one with the larger expected saving.
 */
export function reservationSavings(
  price: ResourcePrice,
  termMonths: ReservationTerm,
  demand: TermDemand,
): Omit<ReservedCapacitySavings, 'tenantId' | 'metric'> {
  const pooled = pooledDemand(demand);
  const offers = (price.offers ?? []).filter((offer) => offer.termMonths === termMonths);
  const weighed = offers.map((offer) => evaluateOffer(offer, price.onDemandHourly, demand, pooled)).sort(compareOffers);
  const onDemandCost = costOfUse(mean(computeUse(demand, 0).total), price.onDemandHourly, demand.hours);
  const best = weighed[0];
  const worth = best !== undefined && best.recommendedReservedUnits > 0;
  const estimatedSavings = worth ? best.expectedSavings : new Decimal(0);
  return {
    currency: price.currency,
    reservationTermMonths: termMonths,
    recommendedReservedUnits: worth ? best.recommendedReservedUnits : 0,
    recommendedOfferId: worth ? best.offerId : null,
    estimatedSavings,
    p10Savings: worth ? best.p10Savings : new Decimal(0),
    breakEvenUtilization: best?.breakEvenUtilization ?? null,
    onDemandCost,
    costWithReservation: onDemandCost.minus(estimatedSavings),
    termHours: demand.hours,
    offers: weighed,
  };
}

function evaluateOffer(
  offer: ReservationOffer,
  onDemand: Decimal,
  demand: TermDemand,
  pooled: Float64Array,
): ReservationOfferSavings {
  const share = breakEvenUtilization(offer, onDemand, demand.hours);
  const near =
    share >= 1 || pooled.length === 0
      ? 0
      : pooled[Math.min(pooled.length - 1, Math.floor((1 - share) * pooled.length))]!;
  const candidates = [Math.floor(near), Math.ceil(near)].map((units) => computeOutcome(offer, onDemand, demand, units));
  const [low, high] = candidates as [ReservationOutcome, ReservationOutcome];
  const chosen = high.expected.greaterThan(low.expected) ? high : low;
  const { units, expected, p10, used } = chosen.expected.greaterThan(0)
    ? chosen
    : computeOutcome(offer, onDemand, demand, 0);
  return {
    offerId: offer.offerId,
    paymentOption: offer.paymentOption,
    effectiveHourly: effectiveHourly(offer, demand.hours),
    breakEvenUtilization: share,
    recommendedReservedUnits: units,
    expectedSavings: expected,
    p10Savings: p10,
    expectedUtilization: units === 0 ? 0 : Math.min(1, used / units),
  };
}

interface ReservationOutcome {
  readonly units: number;
  readonly expected: Decimal;
  readonly p10: Decimal;
  readonly used: number;
}

/** What reserving so many units saves: what their use would have cost on demand, less what they cost. */
function computeOutcome(
  offer: ReservationOffer,
  onDemand: Decimal,
  demand: TermDemand,
  units: number,
): ReservationOutcome {
  const { reserved } = computeUse(demand, units);
  const paid = unitCost(offer, demand.hours).times(units);
  const saved = (use: number): Decimal =>
    costOfUse(use, onDemand, demand.hours).minus(paid).toDecimalPlaces(MONEY_DECIMALS);
  const used = mean(reserved);
  const poor = reserved.slice().sort()[Math.floor(0.1 * reserved.length)] ?? 0;
  return { units, expected: saved(used), p10: saved(poor), used };
}

function costOfUse(units: number, onDemand: Decimal, hours: number): Decimal {
  return new Decimal(units.toFixed(USE_DECIMALS)).times(onDemand).times(hours).toDecimalPlaces(MONEY_DECIMALS);
}

/** Largest expected saving first; where none saves, the lowest break-even; then by id. */
function compareOffers(a: ReservationOfferSavings, b: ReservationOfferSavings): number {
  return (
    b.expectedSavings.comparedTo(a.expectedSavings) ||
    a.breakEvenUtilization - b.breakEvenUtilization ||
    (a.offerId < b.offerId ? -1 : a.offerId > b.offerId ? 1 : 0)
  );
}
