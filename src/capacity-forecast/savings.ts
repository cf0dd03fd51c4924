import { Decimal } from '../money/decimal.js';
import { E, type Either } from '../prelude.js';
import { mean } from '../stats/moments.js';
import type { EpochSeconds } from '../time/period.js';
import { checkRegressors } from './regressors.js';
import { dayInstant, type Demand, type DemandInput, fitDemand, WEEK, cautiousGrowth } from './demand.js';
import { effectOnDay } from './daily-path.js';
import {
  type ForecastError,
  type InsufficientHistory,
  invalidForecastOption,
  type InvalidForecastOption,
} from './errors.js';
import { samplePaths } from './exhaustion/long-range-forecast.js';
import { HOUR, toUsageGrid } from './grid.js';
import { DAY, type Measurements } from './measurements.js';
import { showsHours } from './hours.js';
import type {
  OnlineReservations,
  PurchaseStep,
  ReservationFloor,
  ReservationOffer,
  ReservationOfferSavings,
  ReservationTerm,
  ReservationTerms,
  ReservedCapacitySavings,
  ResourcePrice,
  StagedPurchases,
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
  return offer.upfront.plus(usedRate(offer).isZero() ? offer.hourly.times(hours) : 0);
}

/** What a used hour of a reserved unit costs beyond that. */
function usedRate({ hourly, hourlyBilling }: ReservationOffer): Decimal {
  return hourlyBilling === 'used_hours' ? hourly : new Decimal(0);
}

/** The same an hour, the upfront payment spread over the term. */
export function effectiveHourly(offer: ReservationOffer, hours: number): Decimal {
  return unitCost(offer, hours).div(hours).plus(usedRate(offer)).toDecimalPlaces(RATE_DECIMALS);
}

/**
 * The share of hours that a reserved unit must be used to cost no more than on demand: effective over on-demand rate.
 * Infinite demand is never worth an offer where on-demand use is free.
 */
export function breakEvenUtilization(offer: ReservationOffer, onDemandHourly: Decimal, hours: number): number {
  const gained = onDemandHourly.minus(usedRate(offer));
  return gained.greaterThan(0) ? unitCost(offer, hours).div(gained.times(hours)).toNumber() : Number.MAX_VALUE;
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
function pooledDemand({ paths, spread }: TermDemand, from = 0, until?: number): Float64Array {
  const levels = Float64Array.from(paths.flatMap((path) => [...path.subarray(from, until)])).sort();
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

/**
 * Mean units used of reserved ones (`units`, or so many a week) and mean units used at all, an hour, in every course.
 */
export function computeUse(
  { paths, spread }: TermDemand,
  units: number | ArrayLike<number>,
): { readonly reserved: Float64Array; readonly total: Float64Array } {
  const sums = Float64Array.from(spread);
  for (let j = 1; j < sums.length; j++) sums[j]! += sums[j - 1]!;
  const all = sums.at(-1)!;
  const reserved = new Float64Array(paths.length);
  const total = new Float64Array(paths.length);
  for (const [i, path] of paths.entries()) {
    for (const [week, level] of path.entries()) {
      const held = typeof units === 'number' ? units : units[week]!;
      // Factors are in order, so that those below the reservation are a prefix.
      const below = countBelow(spread, level > 0 ? held / level : Infinity);
      reserved[i]! += (below > 0 ? level * sums[below - 1]! : 0) + held * (spread.length - below);
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
  history?: { readonly use: Float64Array; readonly now: EpochSeconds },
): Omit<ReservedCapacitySavings, 'tenantId' | 'metric'> {
  const pooled = pooledDemand(demand);
  const offers = (price.offers ?? []).filter((offer) => offer.termMonths === termMonths);
  const weighed = offers.map((offer) => evaluateOffer(offer, price.onDemandHourly, demand, pooled)).sort(compareOffers);
  const onDemandCost = costOfUse(mean(computeUse(demand, 0).total), price.onDemandHourly, demand.hours);
  const best = weighed[0];
  const offer = offers.find(({ offerId }) => offerId === best?.offerId);
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
    ...(history && offer && { floor: computeFloor(offer, price.onDemandHourly, history.use, demand.hours) }),
    ...(history &&
      offer &&
      worth && { staged: stagePurchases(offer, price.onDemandHourly, demand, history.now, atOnce(best)) }),
  };
}

const atOnce = (best: ReservationOfferSavings): ReservationOutcome => ({
  units: best.recommendedReservedUnits,
  expected: best.expectedSavings,
  p10: best.p10Savings,
  used: 0,
});

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
  return { units, ...computeSavings(offer, onDemand, demand, units, unitCost(offer, demand.hours).times(units)) };
}

/** What reserved units save that cost so much, used or not. */
function computeSavings(
  offer: ReservationOffer,
  onDemand: Decimal,
  demand: TermDemand,
  units: number | ArrayLike<number>,
  paid: Decimal,
): Omit<ReservationOutcome, 'units'> {
  const { reserved } = computeUse(demand, units);
  const gained = onDemand.minus(usedRate(offer));
  const saved = (use: number): Decimal =>
    costOfUse(use, gained, demand.hours).minus(paid).toDecimalPlaces(MONEY_DECIMALS);
  const used = mean(reserved);
  const poor = reserved.slice().sort()[Math.floor(0.1 * reserved.length)] ?? 0;
  return { expected: saved(used), p10: saved(poor), used };
}

/** Weeks between two purchases of a plan that buys in steps: a quarter of a year. */
const STAGE_WEEKS = 13;

/**
 * Buys in steps: at each date as many units more as are used in the break-even share of the hours both until the next
 * date and over what is left of the term (the newsvendor's quantile, date by date). All at once where that is expected
 * to save as much.
 */
function stagePurchases(
  offer: ReservationOffer,
  onDemand: Decimal,
  demand: TermDemand,
  now: EpochSeconds,
  atOnce: ReservationOutcome,
): StagedPurchases {
  const share = breakEvenUtilization(offer, onDemand, demand.hours);
  const weeks = demand.paths[0]?.length ?? 0;
  const worth = (from: number, until?: number): number => {
    const pooled = pooledDemand(demand, from, until);
    return share < 1 ? Math.floor(pooled[Math.floor((1 - share) * pooled.length)] ?? 0) : 0;
  };
  const held = new Float64Array(weeks);
  const steps: PurchaseStep[] = [];
  let paid = new Decimal(0);
  for (let week = 0; week < weeks; week += STAGE_WEEKS) {
    const units = Math.min(worth(week, week + STAGE_WEEKS), worth(week)) - held[week]!;
    if (units <= 0) continue;
    held.subarray(week).forEach((before, i, rest) => (rest[i] = before + units));
    steps.push({ at: (now + week * HOURS_PER_WEEK * HOUR) as EpochSeconds, units });
    const left = (demand.hours - week * HOURS_PER_WEEK) / demand.hours;
    paid = paid.plus(unitCost(offer, demand.hours).times(units).times(left));
  }
  const { expected, p10 } = computeSavings(offer, onDemand, demand, held, paid);
  if (expected.greaterThan(atOnce.expected)) return { steps, expectedSavings: expected, p10Savings: p10 };
  const once = { steps: [{ at: now, units: atOnce.units }], expectedSavings: atOnce.expected };
  return { ...once, p10Savings: atOnce.p10 };
}

/**
 * Buys reservations hour by hour without knowing what comes: a unit is reserved once it has cost on demand, within one
 * term, what a reservation saves on it at most. That is never worse than 2 − α times the best in hindsight, and no rule
 * without knowledge of the future is better (the Bahncard problem, Fleischer 2001; for instances Wang, Li & Liang
 * 2013).
 *
 * @param use units used in each hour, from 0; a part of a unit is a unit. Time grows with hours times units.
 * @example
 * const terms = { fee: 438, reservedHourly: 0, onDemandHourly: 0.1, termHours: 8_760 };
 * const { purchases, cost } = orThrow(reserveOnline(hours, terms));
 */
export function reserveOnline(
  use: ArrayLike<number>,
  terms: ReservationTerms,
): Either<InvalidForecastOption, OnlineReservations> {
  const refuse = (option: string, value: unknown, expected: string): Either<InvalidForecastOption, never> =>
    E.left(invalidForecastOption({ option, value, expected }));
  try {
    const wrong = TERMS.find((name) => !(Number.isFinite(terms[name]) && terms[name] >= 0));
    if (wrong !== undefined) return refuse(`terms.${wrong}`, terms[wrong], 'a number from 0');
    if (terms.onDemandHourly === 0) return refuse('terms.onDemandHourly', 0, 'a number above 0');
    const hours = Float64Array.from(use);
    const at = hours.findIndex((units) => !(units >= 0 && units <= MAX_UNITS));
    if (at >= 0) return refuse(`use[${at}]`, use[at], `a number from 0 to ${MAX_UNITS}`);
    return E.right(playThrough(hours, terms));
  } catch {
    return refuse('use', use, 'units used in each hour, and the terms of a reservation');
  }
}

const TERMS = ['fee', 'reservedHourly', 'onDemandHourly', 'termHours'] as const;
/** More units than these are not looked at one by one. */
const MAX_UNITS = 10_000;

function playThrough(use: Float64Array, terms: ReservationTerms): OnlineReservations {
  const { fee, reservedHourly, onDemandHourly, termHours } = terms;
  const breakEven = fee / (onDemandHourly - reservedHourly);
  const bought = new Map<number, number>();
  let cost = 0;
  const most = use.reduce((high, units) => Math.max(high, Math.ceil(units)), 0);
  for (let unit = 1; unit <= most; unit++) {
    const onDemand: number[] = [];
    let first = 0;
    let until = -Infinity;
    for (let hour = 0; hour < use.length; hour++) {
      if (!(use[hour]! > unit - 1)) continue;
      if (hour < until) {
        cost += reservedHourly;
        continue;
      }
      while (first < onDemand.length && onDemand[first]! <= hour - termHours) first++;
      if (onDemand.length - first + 1 >= breakEven) {
        [first, until] = [onDemand.length, hour + termHours];
        bought.set(hour, (bought.get(hour) ?? 0) + 1);
        cost += fee + reservedHourly;
      } else {
        onDemand.push(hour);
        cost += onDemandHourly;
      }
    }
  }
  const purchases = [...bought].sort(([a], [b]) => a - b).map(([hour, units]) => ({ hour, units }));
  return { purchases, cost, guarantee: 2 - reservedHourly / onDemandHourly };
}

/** What the rule of {@link reserveOnline} would hold today, by the use of the latest term. */
function computeFloor(offer: ReservationOffer, onDemand: Decimal, use: Float64Array, hours: number): ReservationFloor {
  const alpha = onDemand.greaterThan(0) ? usedRate(offer).div(onDemand).toNumber() : 1;
  const breakEvenHours = Math.min(Number.MAX_SAFE_INTEGER, breakEvenUtilization(offer, onDemand, hours) * hours);
  // The unit that was used in so many of the latest hours: the hours in order, counted from the highest.
  const latest = use
    .slice(-hours)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const at = latest.length - Math.max(1, Math.ceil(breakEvenHours));
  return { units: at < 0 ? 0 : Math.ceil(Math.max(0, latest[at]!)), breakEvenHours, guarantee: 2 - alpha };
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
  const { price, termMonths, ...measured } = input;
  const { now } = measured;
  const fitted = fitDemand({ ...measured, metric: price.metric });
  if (E.isLeft(fitted)) return fitted;
  const hours = (termMonths / 12) * HOURS_PER_YEAR;
  const { calendar } = fitted.right;
  const [from, until] = [calendar.clock.toWall(now), calendar.clock.toWall(now + hours * HOUR)];
  const known = checkRegressors(calendar, from, until);
  if (E.isLeft(known)) return known;
  const demand = computeTermDemand(fitted.right, computeHourlySpread(fitted.right.measured), now, hours);
  const history = { use: toUsageGrid(calendar.raw, 'hourly', 'mean').values, now: now as EpochSeconds };
  const savings = reservationSavings(price, termMonths, demand, showsHours(fitted.right) ? history : undefined);
  return E.right({ tenantId: price.tenantId, metric: price.metric, ...savings });
}
