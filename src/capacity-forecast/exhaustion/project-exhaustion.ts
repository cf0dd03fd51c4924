import { E, type Either } from '../../prelude.js';
import { normalQuantile } from '../../stats/normal.js';
import type { EpochSeconds } from '../../time/period.js';
import { type InsufficientHistory, invalidForecastOption, type InvalidForecastOption } from '../errors.js';
import {
  bucketStart,
  checkHistory,
  checkHorizon,
  DAY,
  type Measurements,
  toMeasurements,
  toUsageGrid,
} from '../grid.js';
import { METRICS } from '../metrics.js';
import type { CapacityExhaustion } from '../model/capacity.js';
import type { ResourceMetric, UsageAggregation, UsageDataPoint } from '../model/usage.js';
import { lastChangePosition, trainingAfter, type TrainingChange } from '../training.js';
import { withValidInput } from '../usage-input.js';
import { fitGrowth } from './growth.js';
import { exceedance, type LongRangeForecast } from './long-range-forecast.js';

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

/** What is assumed about the daily level of a metric in the long run. */
export interface LongRangeUsage {
  readonly forecast: LongRangeForecast;
  /** The instant that step 0, the last day measured, stands for. */
  readonly origin: number;
  /** The least of the last three days measured: what usage has reached to stay, whatever one day was. */
  readonly reached: number;
}

export const WEEK = 7;
/** Days that show how usage peaks within a day. */
const PEAK_DAYS = 28;
const HOURS = 24;
/** So many days since a change are enough to fit growth to them alone. */
const MIN_DAYS_SINCE_CHANGE = 8;

/**
 * Fits the long run of measured usage in days: a level under the week's shape since the last regime change, raised to
 * the day's usual peak hour where samples show one. Undefined where fewer than three days are known.
 */
export function forecastLongRangeUsage(
  measured: Measurements,
  aggregation: UsageAggregation,
  changes: readonly TrainingChange[],
): LongRangeUsage | undefined {
  const days = toUsageGrid(measured, 'daily', aggregation);
  const change = lastChangePosition(days, changes);
  const { values } =
    days.values.length - (change ?? 0) >= MIN_DAYS_SINCE_CHANGE
      ? { values: days.values.subarray(change ?? 0) }
      : trainingAfter(days.values, change, WEEK);
  const hours = aggregation === 'mean' && measured.spacing <= DAY / 4 ? lastHours(measured) : undefined;
  const longRange = fitGrowth(values, {
    period: WEEK,
    lasting: WEEK,
    ...(hours && { subSteps: { values: hours, count: HOURS } }),
  });
  if (longRange === undefined) return undefined;
  return {
    forecast: longRange,
    origin: bucketStart(days, days.values.length - 1) + days.center,
    reached: Math.min(...days.values.filter((value) => !Number.isNaN(value)).slice(-3)),
  };
}

function lastHours(measured: Measurements): Float64Array {
  const since = measured.times.at(-1)! - PEAK_DAYS * DAY;
  const from = measured.times.findIndex((time) => time > since);
  const recent = { ...measured, times: measured.times.subarray(from), values: measured.values.subarray(from) };
  return toUsageGrid(recent, 'hourly', 'mean').values;
}

/** What an exhaustion date rests on. */
export interface ExhaustionInput {
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** In any order; those later than `now` are left out. */
  readonly points: readonly UsageDataPoint[];
  /** In the metric's unit, above 0. */
  readonly capacity: number;
  /** The present, seconds since the epoch: what is older is history. */
  readonly now: EpochSeconds;
  /** How far to look; a year unless given. */
  readonly horizonDays?: number;
  /** Lasting changes of level or trend, as `detectRegimeChange` finds them; none unless given. */
  readonly regimeChanges?: readonly TrainingChange[];
  /** `mean` (with the day's usual peak put on top) unless given; `maximum` follows the highest sample of each day. */
  readonly aggregation?: UsageAggregation;
}

const YEAR_DAYS = 365;
/** Probabilities nearer to 0 or 1 than this many deviations are not told apart. */
const MAX_DEVIATIONS = 8;

/**
 * Projects when usage reaches a capacity to stay: follows the P50, P90 and P99 of lasting demand day by day, each a
 * mixture of straight and exponential growth under several kinds of noise (`growth/fit-growth.ts`), and takes the first
 * crossing that stays, interpolated between days. Needs 14 days of history. Linear in points and horizon.
 */
export function projectExhaustion(
  input: ExhaustionInput,
): Either<InsufficientHistory | InvalidForecastOption, CapacityExhaustion> {
  return withValidInput(input, projectChecked);
}

function projectChecked(
  input: ExhaustionInput,
): Either<InsufficientHistory | InvalidForecastOption, CapacityExhaustion> {
  const { capacity, now, horizonDays = YEAR_DAYS } = input;
  if (!Number.isFinite(capacity) || capacity <= 0) {
    return E.left(
      invalidForecastOption({ option: 'currentCapacity', value: capacity, expected: 'a finite number above 0' }),
    );
  }
  const horizon = checkHorizon(horizonDays);
  if (E.isLeft(horizon)) return horizon;
  const measured = checkHistory(input.metric, toMeasurements(input.points, now));
  if (E.isLeft(measured)) return measured;
  const usage = forecastLongRangeUsage(measured.right, input.aggregation ?? 'mean', input.regimeChanges ?? []);
  const never = usage === undefined || capacity > METRICS[input.metric].bounds[1];
  const risk = never ? [] : dailyRisk(usage, capacity, now, horizon.right);
  return E.right(toExhaustion(capacity, now, horizon.right, risk, !never && usage.reached >= capacity));
}

function dailyRisk(
  { forecast: longRange, origin }: LongRangeUsage,
  capacity: number,
  now: number,
  days: number,
): [EpochSeconds, number][] {
  const from = Math.max(0, Math.floor((now - origin) / DAY));
  return Array.from({ length: Math.ceil(days) + 1 }, (_, i) => [
    (origin + (from + i) * DAY) as EpochSeconds,
    exceedance(longRange, from + i, capacity),
  ]);
}

function toExhaustion(
  capacity: number,
  now: EpochSeconds,
  horizonDays: number,
  risk: readonly (readonly [EpochSeconds, number])[],
  above: boolean,
): CapacityExhaustion {
  // Deviates are nearly straight in time where probabilities are not, so that is where to interpolate.
  const deviates = risk.map(([, chance]) =>
    Math.max(-MAX_DEVIATIONS, Math.min(MAX_DEVIATIONS, normalQuantile(chance))),
  );
  const last = now + horizonDays * DAY;
  const crossing = (chance: number): EpochSeconds | null => {
    const at = findLastingCrossing(deviates, normalQuantile(chance), WEEK);
    if (at === undefined) return null;
    const date = Math.max(now, risk[0]![0] + at * DAY) as EpochSeconds;
    return date <= last ? date : null;
  };
  const p50Date = above ? now : crossing(0.5);
  const exhaustedNow = above || p50Date === now;
  return {
    capacity,
    exhaustedNow,
    p50Date,
    p90Date: exhaustedNow ? now : crossing(0.1),
    p99Date: exhaustedNow ? now : crossing(0.01),
    probability: exhaustedNow ? 1 : risk.reduce((most, [, chance]) => Math.max(most, chance), 0),
    horizonDays,
    risk: risk.map(([at, chance]) => [at, Math.max(0, Math.min(1, chance))] as const),
  };
}
