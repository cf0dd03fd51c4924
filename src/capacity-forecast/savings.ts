import { Decimal } from '../money/decimal.js';
import { E, type Either } from '../prelude.js';
import { mean } from '../stats/moments.js';
import { checkRegressors } from './calendar.js';
import { cautiousGrowth, dayInstant, type Demand, type DemandInput, effectOnDay, fitDemand, WEEK } from './demand.js';
import type { ForecastError, InsufficientHistory } from './errors.js';
import { samplePaths } from './exhaustion/long-range-forecast.js';
import { DAY, HOUR, type Measurements, toUsageGrid } from './grid.js';
import type {
  ReservationOffer,
  ReservationOfferSavings,
  ReservationTerm,
  ReservedCapacitySavings,
  ResourcePrice,
} from './model/reservation.js';

/** How hours differ from the level of their week, as factors that are equally likely; their mean is 1. */
type HourlySpread = Float64Array;

const WEEK_HOURS = 168;
/** So many factors stand for the whole distribution. */
const FACTOR_COUNT = 100;

/**
 * The distribution of hours around the level of the week they lie in: every hour over the centered mean of 168 hours,
 * at 100 evenly spaced probabilities. Peaks, nights, weekends and bursts are all in it. A single 1 where usage is not
 * measured by the hour or the level is zero.
 */
export function computeHourlySpread(measured: Measurements): HourlySpread {
  const { values } = toUsageGrid(measured, 'hourly', 'mean');
  const factors = ratiosToLevel(values).sort();
  if (factors.length < WEEK_HOURS) return Float64Array.of(1);
  const quantiles = Float64Array.from(
    { length: FACTOR_COUNT },
    (_, i) => factors[Math.floor(((i + 0.5) * factors.length) / FACTOR_COUNT)]!,
  );
  const mean = quantiles.reduce((sum, value) => sum + value, 0) / FACTOR_COUNT;
  return mean > 0 ? quantiles.map((value) => value / mean) : Float64Array.of(1);
}

function ratiosToLevel(values: Float64Array): Float64Array {
  const ratios = new Float64Array(values.length);
  let count = 0;
  let sum = 0;
  let known = 0;
  const half = WEEK_HOURS / 2;
  const move = (at: number, sign: 1 | -1): void => {
    const value = values[at];
    if (value === undefined || Number.isNaN(value)) return;
    sum += sign * value;
    known += sign;
  };
  for (let at = 0; at < Math.min(half, values.length); at++) move(at, 1);
  for (let at = 0; at < values.length; at++) {
    move(at + half, 1);
    move(at - half, -1);
    const level = sum / known;
    if (level > 0 && !Number.isNaN(values[at]!)) ratios[count++] = values[at]! / level;
  }
  return ratios.slice(0, count);
}

/** Rates are told to so many digits; the totals they stand for are exact. */
const RATE_DECIMALS = 12;

/** What one reserved unit costs over the whole term, used or not. Exact. */
function unitCost(offer: ReservationOffer, hours: number): Decimal {
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

/** Hourly demand over a term, as weeks of many equally likely courses times the spread of hours within a week. */
interface TermDemand {
  /** One course a row, one level a week. */
  readonly paths: readonly Float64Array[];
  readonly spread: HourlySpread;
  readonly hours: number;
}

const PATH_COUNT = 200;
const HOURS_PER_WEEK = 168;

/** Demand over the hours from `now`, weighed at the middle of every week. */
function computeTermDemand(demand: Demand, spread: HourlySpread, now: number, hours: number): TermDemand {
  const wallNow = demand.calendar.clock.toWall(now);
  const lag = Math.max(0, Math.floor((wallNow - dayInstant(demand, -1)) / DAY));
  const weeks = Array.from({ length: Math.ceil(hours / HOURS_PER_WEEK) }, (_, week) => lag + WEEK * week + 4);
  const effects = weeks.map((middle) => {
    const days = Array.from({ length: WEEK }, (_, i) => effectOnDay(demand, middle - 4 + i));
    return { factor: meanOf(days, ({ factor }) => factor), amount: meanOf(days, ({ amount }) => amount) };
  });
  const paths = samplePaths(cautiousGrowth(demand), weeks, PATH_COUNT).map((path) =>
    path.map((level, week) => Math.max(0, level * effects[week]!.factor + effects[week]!.amount)),
  );
  return { paths, spread, hours };
}

const meanOf = <A>(list: readonly A[], of: (one: A) => number): number =>
  list.reduce((sum, one) => sum + of(one), 0) / list.length;

/** All hours of all courses in order: demand at any probability is a look-up. */
function pooledDemand({ paths, spread }: TermDemand): Float64Array {
  const levels = Float64Array.from(paths.flatMap((path) => [...path])).sort();
  // A few hundred levels stand for all: the quantile of a product needs no more.
  const thin = Float64Array.from(
    { length: Math.min(400, levels.length) },
    (_, i, n = Math.min(400, levels.length)) => levels[Math.floor(((i + 0.5) * levels.length) / n)]!,
  );
  const pooled = new Float64Array(thin.length * spread.length);
  for (let i = 0; i < thin.length; i++)
    for (let j = 0; j < spread.length; j++) pooled[i * spread.length + j] = thin[i]! * spread[j]!;
  return pooled.sort();
}

/** Mean units used of `units` reserved ones and mean units used at all, an hour, in every course. */
export function computeUse(
  { paths, spread }: TermDemand,
  units: number,
): { readonly reserved: Float64Array; readonly total: Float64Array } {
  const sums = Float64Array.from(spread);
  for (let j = 1; j < sums.length; j++) sums[j]! += sums[j - 1]!;
  const all = sums.at(-1)!;
  const reserved = new Float64Array(paths.length);
  const total = new Float64Array(paths.length);
  for (const [i, path] of paths.entries()) {
    for (const level of path) {
      // Factors are in order, so that those below the reservation are a prefix.
      const below = countBelow(spread, level > 0 ? units / level : Infinity);
      reserved[i]! += (below > 0 ? level * sums[below - 1]! : 0) + units * (spread.length - below);
      total[i]! += level * all;
    }
    reserved[i]! /= path.length * spread.length;
    total[i]! /= path.length * spread.length;
  }
  return { reserved, total };
}

function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A year has 8,760 hours, as reservations count them. */
const HOURS_PER_YEAR = 8_760;
/** Money is told to so many decimal places. */
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

/** What savings rest on: usage in units that can be reserved, such as instances. */
interface SavingsInput extends Omit<DemandInput, 'metric' | 'aggregation'> {
  /** Price and offers of the metric that is reserved. */
  readonly price: ResourcePrice;
  readonly termMonths: ReservationTerm;
}

/** Estimates what reserving for a term saves, on the hourly demand forecast for the term. Needs 14 days of history. */
export function estimateSavings(
  input: SavingsInput,
): Either<ForecastError | InsufficientHistory, ReservedCapacitySavings> {
  const { price, now, termMonths } = input;
  const fitted = fitDemand({ ...input, metric: price.metric });
  if (E.isLeft(fitted)) return fitted;
  const hours = (termMonths / 12) * HOURS_PER_YEAR;
  const { calendar } = fitted.right;
  const [from, until] = [calendar.clock.toWall(now), calendar.clock.toWall(now + hours * HOUR)];
  const known = checkRegressors(calendar, from, until);
  if (E.isLeft(known)) return known;
  const demand = computeTermDemand(fitted.right, computeHourlySpread(fitted.right.measured), now, hours);
  return E.right({ tenantId: price.tenantId, metric: price.metric, ...reservationSavings(price, termMonths, demand) });
}
