import { E, type Either } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import { fitCalendar, type FittedCalendar } from './calendar.js';
import {
  type ForecastError,
  insufficientHistory,
  type InsufficientHistory,
  type InvalidForecastOption,
} from './errors.js';
import { fitGrowth } from './exhaustion/growth.js';
import type { LevelHistory } from './exhaustion/level-changes.js';
import type { LongRangeForecast } from './exhaustion/long-range-forecast.js';
import { withoutYearlySeason, withYearlySeason } from './exhaustion/season.js';
import { forecastSeries } from './forecast-series.js';
import { bucketStart, checkHistory, MIN_HISTORY_DAYS, toUsageGrid, type UsageGrid } from './grid.js';
import { DAY, type Measurements, toMeasurements } from './measurements.js';
import { METRICS } from './metrics.js';
import type { DemandCalendar } from './model/calendar.js';
import type { ResourceMetric, UsageAggregation, UsageDataPoint } from './model/usage.js';
import { findTrainingChanges, historyAfter, onWallClock, trainingAfter, type TrainingChange } from './training.js';
import { withValidInput } from './usage-input.js';

/** What is measured of a metric, and how the demand for it is to be fitted. */
export interface DemandInput {
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** In any order; those later than `now` are left out. */
  readonly points: readonly UsageDataPoint[];
  /** The present, seconds since the epoch: what is older is history. */
  readonly now: number;
  /** How measurements become the value of a step; `mean` unless given. */
  readonly aggregation?: UsageAggregation;
  /** Lasting changes of level or trend to train after; found in the points unless given. */
  readonly regimeChanges?: readonly TrainingChange[];
  /** How readily a lasting change is seen, from 0 to 1; 0.8 unless given. */
  readonly regimeSensitivity?: number;
  /** The latest days that the models of the near future are trained on; 90 unless given. Growth is fitted to all. */
  readonly trainingDays?: number;
  /** Zone, holidays, events and regressors; what recurs on days of the month and of the year is found without it. */
  readonly calendar?: DemandCalendar;
}

/**
 * The demand for a metric, fitted once: forecasts of every granularity, exhaustion dates, advice, scenarios and savings
 * are read from it. The next days are those of the ensemble, the far ones those of the growth models, joined smoothly.
 */
export interface Demand {
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** The present, seconds since the epoch. */
  readonly now: EpochSeconds;
  /** How measurements became the value of a step. */
  readonly aggregation: UsageAggregation;
  /** The latest days that the models of the near future were trained on. */
  readonly trainingDays: number;
  /** What the calendar does to ordinary demand. Everything that follows is ordinary demand, in its wall time. */
  readonly calendar: FittedCalendar;
  /** The measurements in order. */
  readonly measured: Measurements;
  /** The measurements on the days of the calendar. */
  readonly days: UsageGrid;
  /** The level, day by day. */
  readonly history: LevelHistory;
  /** Position of the last change in the days; undefined without one. */
  readonly change: number | undefined;
  /** The long run of the daily level. */
  readonly growth: LongRangeForecast;
  /** The next days by the ensemble: the middle, and quantiles by level, in the metric's unit. */
  readonly near: NearDays;
}

interface NearDays {
  readonly model: string;
  /** Position of the first day that trained level and trend. */
  readonly trainedFrom: number;
  readonly middle: readonly number[];
  /** Distances from the middle, by level. */
  readonly offsets: ReadonlyMap<number, readonly number[]>;
}

export const WEEK = 7;
const HOURS = 24;
export const TRAINING_DAYS = 90;
const SENSITIVITY = 0.8;
/** Days ahead that the ensemble is asked for; behind them it moves nothing. */
export const NEAR_DAYS = 28;
/** Growth and years are looked for in so many of the latest days. */
const MAX_HISTORY_DAYS = 1_830;
/** Days that show how usage peaks within a day. */
const PEAK_DAYS = 28;
/** The levels that the ensemble of days is asked for; others lie between them or beyond, in normal deviates. */
export const DEFAULT_LEVELS: readonly number[] = [0.01, 0.025, 0.1, 0.5, 0.9, 0.975, 0.99];

/**
 * Fits the demand for a metric once, so that any number of forecasts and dates can be read from it: see
 * `forecastDemand` and `exhaustDemand`. Needs 14 days of history, measured daily or more often. Linear in the points.
 *
 * @example
 * const demand = orThrow(fitDemand({ metric: 'storage_used_gb', points, now: Date.now() / 1000 }));
 * const full = orThrow(exhaustDemand(demand, { capacity: 900 }));
 */
export function fitDemand(
  input: DemandInput,
): Either<ForecastError | InsufficientHistory | InvalidForecastOption, Demand> {
  return withValidInput(input, (valid) => fitDemandWith(valid, DEFAULT_LEVELS));
}

/** The same with the levels that forecasts will be asked for. */
export function fitDemandWith(
  input: DemandInput,
  levels: readonly number[],
): Either<ForecastError | InsufficientHistory, Demand> {
  const { metric, now, aggregation = 'mean' } = input;
  const given = checkHistory(metric, toMeasurements(input.points, now));
  if (E.isLeft(given)) return given;
  const calendar = fitCalendar(given.right, input.calendar ?? {}, aggregation, now);
  if (E.isLeft(calendar)) return calendar;
  return fitOrdinaryDemand(input, calendar.right, levels);
}

/** The same of measurements that the calendar was taken out of. */
export function fitOrdinaryDemand(
  input: DemandInput,
  calendar: FittedCalendar,
  levels: readonly number[],
): Either<ForecastError | InsufficientHistory, Demand> {
  const { metric, now, aggregation = 'mean', trainingDays = TRAINING_DAYS } = input;
  const measured = calendar.ordinary;
  const days = toUsageGrid(latestDays(measured, MAX_HISTORY_DAYS), 'daily', aggregation);
  const changes = input.regimeChanges && onWallClock(input.regimeChanges, calendar.clock);
  const history =
    changes === undefined
      ? findTrainingChanges(days, input.regimeSensitivity ?? SENSITIVITY)
      : historyAfter(days, changes);
  const growth = fitDailyGrowth(metric, measured, aggregation, history);
  if (growth === undefined) return E.left(tooFewDays(metric, measured, days));
  const change = history.changes.at(-1)?.at;
  const near = fitNearDays(days, history, growth, trainingDays, levels);
  return E.map((made: NearDays) => ({
    metric,
    now: now as EpochSeconds,
    aggregation,
    trainingDays,
    calendar,
    measured,
    days,
    history,
    change,
    growth,
    near: made,
  }))(near);
}

function tooFewDays(metric: ResourceMetric, measured: Measurements, days: UsageGrid): InsufficientHistory {
  const known = days.values.filter((value) => !Number.isNaN(value)).length;
  return insufficientHistory({ metric, days: known, neededDays: MIN_HISTORY_DAYS, points: measured.times.length });
}

/**
 * The long run of measured usage in days: a level under the week's and the year's shape, raised to the day's usual peak
 * hour where samples show one. Undefined where fewer than three days are known.
 */
export function fitDailyGrowth(
  metric: ResourceMetric,
  measured: Measurements,
  aggregation: UsageAggregation,
  { values, start, other, stepwise }: LevelHistory,
  prior: 'usual' | 'cautious' = 'usual',
): LongRangeForecast | undefined {
  const hours = aggregation === 'mean' && measured.spacing <= DAY / 4 ? lastHours(measured) : undefined;
  return fitGrowth(values, {
    period: WEEK,
    lasting: WEEK,
    start,
    other,
    prior,
    kind: stepwise ? 'steps' : prior === 'cautious' || METRICS[metric].kind === 'amount' ? 'amount' : 'level',
    ...(hours && { subSteps: { values: hours, count: HOURS } }),
  });
}

const lastHours = (measured: Measurements): Float64Array =>
  toUsageGrid(latestDays(measured, PEAK_DAYS), 'hourly', 'mean').values;

/** The measurements of the latest days. */
export function latestDays(measured: Measurements, days: number): Measurements {
  const since = measured.times.at(-1)! - days * DAY;
  const from = measured.times.findIndex((time) => time > since);
  return { ...measured, times: measured.times.subarray(from), values: measured.values.subarray(from) };
}

function fitNearDays(
  days: UsageGrid,
  { values, stepwise, start }: LevelHistory,
  { season }: LongRangeForecast,
  trainingDays: number,
  levels: readonly number[],
): Either<ForecastError, NearDays> {
  const known = days.values.length;
  const from = Math.max(0, known - Math.max(2 * WEEK, Math.ceil(trainingDays)));
  const recent = (stepwise ? days.values : values)
    .subarray(from)
    .map((value, t) => withoutYearlySeason(season, from + t, value));
  const { values: training, regimeStart } = trainingAfter(recent, start > from ? start - from : undefined, WEEK);
  return E.map(({ mean, quantiles, model }: Forecast) => {
    const inYear = (path: readonly number[]): number[] =>
      path.map((value, i) => withYearlySeason(season, known + i, value));
    const middle = inYear(mean);
    const offsets = new Map(
      Object.entries(quantiles).map(([level, path]) => [Number(level), inYear(path).map((v, i) => v - middle[i]!)]),
    );
    return { model, trainedFrom: from + regimeStart, middle, offsets };
  })(forecastSeries(training, { horizon: NEAR_DAYS, periods: [WEEK], levels }));
}

type Forecast = { readonly mean: number[]; readonly quantiles: Record<string, number[]>; readonly model: string };

/** What was measured of the days, whatever the calendar did to them. */
export function measuredDays({ calendar, days, aggregation }: Demand): UsageGrid {
  return calendar.raw === calendar.ordinary
    ? days
    : toUsageGrid(latestDays(calendar.raw, MAX_HISTORY_DAYS), 'daily', aggregation);
}

/** The wall time that a day stands for: where in time its measurements lie. */
export function dayInstant({ days }: Demand, day: number): number {
  return bucketStart(days, days.values.length + day) + days.center;
}

/** The same demand where only growth counts that the measurements show: for purchases that bind for years. */
export function cautiousGrowth({ metric, measured, aggregation, history, growth }: Demand): LongRangeForecast {
  return fitDailyGrowth(metric, measured, aggregation, history, 'cautious') ?? growth;
}
