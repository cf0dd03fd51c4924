import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import { effectOn } from '../calendar.js';
import { checkRegressors } from '../regressors.js';
import {
  dayInstant,
  NEAR_DAYS,
  DEFAULT_LEVELS,
  type Demand,
  type DemandInput,
  fitDemandWith,
  measuredDays,
  WEEK,
} from '../demand.js';
import { dailyPath, effectOnDay } from '../daily-path.js';
import {
  type ForecastError,
  type InsufficientHistory,
  invalidForecastOption,
  type InvalidForecastOption,
} from '../errors.js';
import { bucketStart, checkHorizon, HOUR } from '../grid.js';
import { DAY } from '../measurements.js';
import { METRICS } from '../metrics.js';
import type { CapacityExhaustion } from '../model/capacity.js';
import { withValidInput, withValidQuestion } from '../usage-input.js';
import { levelsAhead } from './long-range-forecast.js';
import { fromLevel } from './season.js';

/**
 * The first crossing of a path that stays: where it reaches the threshold, and touches it again in each of the next two
 * seasons, as far as the path goes. A weekday peak above the threshold counts although the weekend lies below; a single
 * step above it does not. The answer is a position with a fraction, interpolated between steps; undefined without one.
 */
export function findLastingCrossing(path: ArrayLike<number>, threshold: number, season: number): number | undefined {
  const length = Math.max(1, season);
  for (let at = 0; at < path.length; at++) {
    if (path[at]! < threshold || Number.isNaN(path[at]!)) continue;
    if (!reaches(path, threshold, at + 1, length) || !reaches(path, threshold, at + 1 + length, length)) continue;
    if (at === 0) return 0;
    const below = path[at - 1]!;
    // A step earlier that was above but did not stay: the path is at the threshold from this step on.
    if (below >= threshold) return at;
    return at - 1 + (threshold - below) / (path[at]! - below);
  }
  return undefined;
}

/** Whether a stretch reaches the threshold; what lies behind the path's end is given the benefit of the doubt. */
function reaches(path: ArrayLike<number>, threshold: number, from: number, length: number): boolean {
  if (from + length > path.length) return true;
  for (let at = from; at < from + length; at++) if (path[at]! >= threshold) return true;
  return false;
}

/** What an exhaustion date rests on. */
export interface ExhaustionInput extends DemandInput {
  /** In the metric's unit, above 0. */
  readonly capacity: number;
  /** How far to look; a year unless given. */
  readonly horizonDays?: number;
}

const YEAR_DAYS = 365;

/**
 * Projects when usage reaches a capacity to stay: follows the P50, P90 and P99 of lasting demand day by day and takes
 * the first crossing that stays, interpolated between days. Lasting demand is that of {@link fitDemand}, so the path of
 * `forecastUsage` crosses the capacity on the same day. Needs 14 days of history. Linear in points and horizon.
 */
export function projectExhaustion(
  input: ExhaustionInput,
): Either<ForecastError | InsufficientHistory, CapacityExhaustion> {
  return withValidInput(input, (valid): Either<ForecastError | InsufficientHistory, CapacityExhaustion> => {
    const asked = checkCapacity(valid);
    if (E.isLeft(asked)) return asked;
    const demand = fitDemandWith(valid, DEFAULT_LEVELS);
    return E.isLeft(demand) ? demand : readExhaustion(demand.right, valid.capacity, asked.right);
  });
}

/** A capacity in the metric's unit, above 0, and how far to look; a year unless given. */
export interface CapacityQuestion {
  /** In the metric's unit, above 0. */
  readonly capacity: number;
  /** Days ahead that are looked at; 365 unless given. */
  readonly horizonDays?: number;
}

/** Reads from a fitted demand when it reaches a capacity, as {@link projectExhaustion} does from measurements. */
export function exhaustDemand(
  demand: Demand,
  question: CapacityQuestion,
): Either<InvalidForecastOption, CapacityExhaustion> {
  return withValidQuestion(demand, question, (asked) =>
    E.chain((days: number) => readExhaustion(demand, asked.capacity, days))(checkCapacity(asked)),
  );
}

function checkCapacity({ capacity, horizonDays = YEAR_DAYS }: CapacityQuestion): Either<InvalidForecastOption, number> {
  if (!Number.isFinite(capacity) || capacity <= 0) {
    const expected = 'a finite number above 0';
    return E.left(invalidForecastOption({ option: 'currentCapacity', value: capacity, expected }));
  }
  return checkHorizon(horizonDays);
}

const neverExhausted = (capacity: number, horizonDays: number): CapacityExhaustion => ({
  capacity,
  exhaustedNow: false,
  p50Date: null,
  p90Date: null,
  p99Date: null,
  probability: 0,
  horizonDays,
  risk: [],
});

/** When the demand reaches a capacity, as {@link projectExhaustion} says it. */
export function readExhaustion(
  demand: Demand,
  capacity: number,
  horizonDays: number,
): Either<InvalidForecastOption, CapacityExhaustion> {
  const from = bucketStart(demand.days, demand.days.values.length);
  const until = demand.calendar.clock.toWall(demand.now) + horizonDays * DAY;
  return E.map(() => exhaustionOf(demand, capacity, horizonDays))(checkRegressors(demand.calendar, from, until));
}

function exhaustionOf(demand: Demand, capacity: number, horizonDays: number): CapacityExhaustion {
  if (capacity > METRICS[demand.metric].bounds[1]) return neverExhausted(capacity, horizonDays);
  const { growth, now, calendar } = demand;
  const { toWall, toInstant } = calendar.clock;
  // Day -1 is the last one measured.
  const first = Math.max(-1, Math.floor((toWall(now) - dayInstant(demand, -1)) / DAY) - 1);
  const count = Math.ceil(horizonDays) + 1;
  const { shift } = dailyPath(demand, NEAR_DAYS);
  const levels = levelsAhead(growth);
  const effects = Array.from({ length: count }, (_, i) => effectOnDay(demand, first + i));
  const risk = Array.from({ length: count }, (_, i) => {
    const day = first + i;
    const { factor, amount } = effects[i]!;
    const ordinary = (capacity - amount) / Math.max(factor, MIN_FACTOR) - (shift[day] ?? 0);
    const chance = levels.exceedance(day + 1, ordinary);
    return [toInstant(dayInstant(demand, day)), Math.max(0, Math.min(1, chance))] as const;
  });
  const last = now + horizonDays * DAY;
  const ordinary = (chance: number, day: number): number =>
    (shift[day] ?? 0) +
    growth.unit * fromLevel(growth.season, growth.last + day + 1, levels.quantile(1 - chance, day + 1), true);
  const crossing = (chance: number): EpochSeconds | null => {
    const chances = risk.map(([, p]) => p - chance);
    const whole = findLastingCrossing(chances, 0, WEEK);
    if (whole === undefined) return null;
    const at = Math.ceil(whole);
    const lasting = (i: number): number => ordinary(chance, first + i) * effects[i]!.factor + effects[i]!.amount;
    // Between two days demand is taken to move in a straight line, as the path of a forecast does.
    const [below, above] = at === 0 ? [0, 0] : [lasting(at - 1), lasting(at)];
    const since = above > below ? Math.max(0, Math.min(1, (above - capacity) / (above - below))) : 0;
    const hour = at > 0 ? eventHour(demand, capacity, first + at, ordinary(chance, first + at)) : undefined;
    const date = Math.max(now, toInstant(hour ?? dayInstant(demand, first) + (at - since) * DAY)) as EpochSeconds;
    return date <= last ? date : null;
  };
  const reached =
    Math.min(
      ...measuredDays(demand)
        .values.filter((value) => !Number.isNaN(value))
        .slice(-3),
    ) >= capacity;
  const p50Date = reached ? now : crossing(0.5);
  const exhaustedNow = reached || p50Date === now;
  const p90Date = exhaustedNow ? now : earlier(crossing(0.1), p50Date);
  return {
    capacity,
    exhaustedNow,
    p50Date,
    p90Date,
    p99Date: exhaustedNow ? now : earlier(crossing(0.01), p90Date),
    probability: exhaustedNow ? 1 : risk.reduce((most, [, chance]) => Math.max(most, chance), 0),
    horizonDays,
    risk,
  };
}

/** A factor of zero leaves no demand to be exceeded. */
const MIN_FACTOR = 1e-9;

/** The wall time at which a day with an event that the day before had not, or not as much of, reaches a capacity. */
function eventHour(demand: Demand, capacity: number, day: number, usualPeak: number): number | undefined {
  const { calendar, days } = demand;
  const { profile } = calendar;
  const [before, today] = [effectOnDay(demand, day - 1), effectOnDay(demand, day)];
  if (profile === undefined || (before.factor === today.factor && before.amount === today.amount)) return undefined;
  const most = Math.max(...profile);
  const start = bucketStart(days, days.values.length + day);
  const levels = Array.from(profile, (share, hour) => {
    const { factor, amount } = effectOn(calendar, start + hour * HOUR, start + (hour + 1) * HOUR);
    return (usualPeak * share * factor) / most + amount;
  });
  const at = levels.findIndex((level) => level >= capacity);
  if (at <= 0) return at < 0 ? undefined : start;
  return start + (at - (levels[at]! - capacity) / (levels[at]! - levels[at - 1]!)) * HOUR;
}

/** The earlier of two dates, of which one may never come: dates of one day are told apart by a straight line alone. */
function earlier(date: EpochSeconds | null, other: EpochSeconds | null): EpochSeconds | null {
  return date === null || (other !== null && other < date) ? other : date;
}
