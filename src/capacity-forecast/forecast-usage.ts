import { E, type Either } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import type { WallClock } from '../time/zone.js';
import { computeConfidence, seasonalNaiveError, seasonalNaiveForecast } from './accuracy.js';
import { describeEffects, fitCalendar, type FittedCalendar, withCalendar } from './calendar.js';
import { checkRegressors } from './regressors.js';
import { withTransform } from './custom-model.js';
import { DEFAULT_LEVELS, type Demand, type DemandInput, fitOrdinaryDemand, measuredDays, WEEK } from './demand.js';
import { dailyPath } from './daily-path.js';
import { type ForecastError, type InsufficientHistory, insufficientHistory } from './errors.js';
import { forecastSeries } from './forecast-series.js';
import {
  bucketCalendar,
  bucketStart,
  checkHistory,
  checkHorizon,
  GRANULARITY_SEASONS,
  historyDays,
  HOUR,
  MIN_HISTORY_DAYS,
  stepsFrom,
  toUsageGrid,
  type UsageGrid,
} from './grid.js';
import { dailyPaths, fitHours, hourlyPaths, hoursOf, showsHours, type StepPaths } from './hours.js';
import { DAY, type Measurements, toMeasurements } from './measurements.js';
import { METRICS } from './metrics.js';
import type { CustomModelConfig, ForecastResult } from './model/forecast.js';
import type { ForecastGranularity, ResourceMetric, SeasonalityType, UsageAggregation } from './model/usage.js';
import { detectSeasonality } from './seasonality/detect.js';
import { lastChangePosition, onWallClock, trainingAfter } from './training.js';
import { withValidInput, withValidQuestion } from './usage-input.js';

/** Which steps of a fine forecast belong to each bucket asked for. */
interface RollUp {
  /** Start of every bucket, and the end of the last. */
  readonly starts: readonly EpochSeconds[];
  /** How many fine steps ahead are needed to fill the last bucket. */
  readonly stepsAhead: number;
  /** One value a bucket, from the measured values that reach into the first one and the fine forecast. */
  readonly apply: (forecast: ArrayLike<number>) => number[];
}

/**
 * Plans how a forecast in the grid's own steps becomes one of `count` buckets, the first being the one that holds
 * `from` (or the first after the measurements), both in wall time. Quantiles are rolled up as if errors moved together,
 * which is nearly so for long horizons and never too narrow.
 */
function planRollUp(
  grid: UsageGrid,
  clock: WallClock,
  { granularity, aggregation }: Pick<UsageForecast, 'granularity'> & { readonly aggregation: UsageAggregation },
  from: number,
  count: number,
): RollUp {
  const buckets = bucketCalendar(granularity);
  const fine = bucketCalendar(grid.granularity);
  const known = grid.values.length;
  const first = buckets.indexOf(Math.max(from, bucketStart(grid, known)));
  // Hours go by one after the other, whatever the clock shows; a day ends where the wall clock says so.
  const begin = clock.toInstant(buckets.startOf(first));
  const starts = Array.from({ length: count + 1 }, (_, i) =>
    granularity === 'hourly' ? ((begin + i * HOUR) as EpochSeconds) : clock.toInstant(buckets.startOf(first + i)),
  );
  const positions = starts.map((start) => fine.indexOf(clock.toWall(start)) - grid.first);
  const ownSteps = granularity === grid.granularity;
  return {
    starts,
    stepsAhead: Math.max(1, positions[count]! - known, positions[count - 1]! - known + 1),
    apply: (forecast) =>
      Array.from({ length: count }, (_, i) => {
        const parts: number[] = [];
        const end = ownSteps ? positions[i]! + 1 : Math.max(positions[i]! + 1, positions[i + 1]!);
        for (let at = Math.max(0, positions[i]!); at < end; at++) {
          const value = at < known ? grid.values[at]! : forecast[at - known]!;
          if (!Number.isNaN(value)) parts.push(value);
        }
        // The percentile of a week is close to the highest of its days.
        return aggregation === 'mean'
          ? parts.reduce((sum, value) => sum + value, 0) / parts.length
          : Math.max(...parts);
      }),
  };
}

/** Everything that a forecast of one metric rests on. */
export interface UsageForecastInput extends DemandInput {
  /** The length of a step. */
  readonly granularity: ForecastGranularity;
  /** How far ahead to look. */
  readonly horizonDays: number;
  /** Quantiles wanted besides 0.1, 0.5, 0.9 and 0.99. */
  readonly levels?: readonly number[];
  /** The season, where it is known already; found in the points unless given. */
  readonly seasonality?: SeasonalityType;
  /** Exactly these steps instead: the bucket that holds `from`, and how many. `horizonDays` is not read then. */
  readonly steps?: { readonly from: number; readonly count: number };
  /** A custom model's configuration, and its id. */
  readonly custom?: { readonly modelId: string; readonly config: CustomModelConfig };
}

/** A forecast before it belongs to somebody and is kept: no ids, no tenant, no time of making. */
export type UsageForecast = Omit<ForecastResult, 'forecastId' | 'tenantId' | 'generatedAt'>;

const REQUIRED_LEVELS = [0.1, 0.5, 0.9, 0.99];

/**
 * Forecasts usage as it was measured: puts the points on a grid of UTC calendar buckets, trains after the last lasting
 * change, keeps to the metric's bounds. The first step is the bucket that holds `now`, or the first behind the data.
 * Days are read from {@link fitDemand}; hours are the shape of the week on them, weeks and months are days rolled up,
 * so that all granularities agree with each other and with exhaustion dates. A custom model, or measurements rarer than
 * days, are forecast in steps of their own.
 */
export function forecastUsage(input: UsageForecastInput): Either<ForecastError | InsufficientHistory, UsageForecast> {
  return withValidInput(input, forecastChecked);
}

function forecastChecked(input: UsageForecastInput): Either<ForecastError | InsufficientHistory, UsageForecast> {
  const horizon = checkHorizon(input.horizonDays);
  if (E.isLeft(horizon)) return horizon;
  const measured = checkHistory(input.metric, toMeasurements(input.points, input.now));
  if (E.isLeft(measured)) return measured;
  const asked: AskedSteps = {
    granularity: input.granularity ?? 'daily',
    horizonDays: horizon.right,
    levels: sortLevels(input.levels ?? []),
    seasonality: input.seasonality ?? seasonOf(measured.right),
    ...(input.steps && { steps: input.steps }),
  };
  const calendar = fitCalendar(measured.right, input.calendar ?? {}, input.aggregation ?? 'mean', input.now);
  if (E.isLeft(calendar)) return calendar;
  if (input.custom !== undefined || measured.right.spacing > 1.01 * DAY)
    return forecastGrid(input, calendar.right, asked);
  const levels = [...new Set([...DEFAULT_LEVELS, ...asked.levels])].sort((a, b) => a - b);
  const demand = fitOrdinaryDemand(input, calendar.right, levels);
  if (E.isLeft(demand)) return demand;
  return readSteps(demand.right, asked);
}

/** Which steps are wanted of a fitted demand; everything has a default. */
export interface DemandForecastOptions {
  /** The length of a step; `daily` unless given. */
  readonly granularity?: ForecastGranularity;
  /** How far ahead to look; 30 days unless given. */
  readonly horizonDays?: number;
  /** Quantiles wanted besides 0.1, 0.5, 0.9 and 0.99. */
  readonly levels?: readonly number[];
  /** The season, where it is known already; found in the measurements unless given. */
  readonly seasonality?: SeasonalityType;
}

/** The same, complete. */
interface AskedSteps {
  readonly granularity: ForecastGranularity;
  readonly horizonDays: number;
  readonly levels: readonly number[];
  readonly seasonality: SeasonalityType;
  readonly steps?: { readonly from: number; readonly count: number };
}

const FORECAST_DAYS = 30;

/** Reads a forecast from a fitted demand, as {@link forecastUsage} makes it from measurements. */
export function forecastDemand(
  demand: Demand,
  options: DemandForecastOptions = {},
): Either<ForecastError, UsageForecast> {
  return withValidQuestion(
    demand,
    options,
    ({ granularity = 'daily', horizonDays = FORECAST_DAYS, levels = [], seasonality }) => {
      const horizon = checkHorizon(horizonDays);
      if (E.isLeft(horizon)) return horizon;
      return readSteps(demand, {
        granularity,
        horizonDays: horizon.right,
        levels: sortLevels(levels),
        seasonality: seasonality ?? seasonOf(demand.measured),
      });
    },
  );
}

const seasonOf = ({ times, values }: Measurements): SeasonalityType =>
  detectSeasonality(Array.from(times, (timestamp, i) => ({ timestamp, value: values[i]! }))).type;

const sortLevels = (levels: readonly number[]): readonly number[] =>
  [...new Set([...REQUIRED_LEVELS, ...levels])].sort((a, b) => a - b);

function readSteps(demand: Demand, asked: AskedSteps): Either<ForecastError, UsageForecast> {
  const { aggregation, days, calendar } = demand;
  const { granularity, levels } = asked;
  const { toWall, toInstant } = calendar.clock;
  const from = toWall(asked.steps?.from ?? demand.now);
  const count = asked.steps?.count ?? stepsFrom(from, asked.horizonDays, granularity);
  const hours = granularity === 'hourly' && showsHours(demand) ? fitHours(demand, levels) : undefined;
  if (hours !== undefined && E.isLeft(hours)) return hours;
  const grid = hours?.right.grid ?? days;
  const shown = hours ? hoursOf(demand, calendar.raw, grid) : measuredDays(demand);
  const plan = planRollUp(shown, calendar.clock, { granularity, aggregation }, from, count);
  const known = checkRegressors(calendar, toWall(plan.starts[0]!), toWall(plan.starts[count]!));
  if (E.isLeft(known)) return known;
  const daysAhead = grid.granularity === 'hourly' ? daysThrough(grid, days, plan.stepsAhead) : plan.stepsAhead;
  const path = dailyPath(demand, Math.max(daysAhead, WEEK));
  const made = hours
    ? hourlyPaths(hours.right, path, days, plan.stepsAhead, levels)
    : dailyPaths(path, plan.stepsAhead, levels);
  return E.right({
    ...toForecast(demand, plan, granularity, aheadOf(made, calendar, grid), shown),
    modelType: hours?.right.model ?? demand.near.model,
    seasonalityDetected: asked.seasonality,
    trainedFrom: toInstant(bucketStart(days, demand.near.trainedFrom)),
    ...(demand.change !== undefined && { regimeChangedAt: toInstant(bucketStart(days, demand.change)) }),
  });
}

/** Ordinary steps with what the calendar does to them. */
function aheadOf(made: StepPaths, calendar: FittedCalendar, grid: UsageGrid): StepPaths {
  const known = grid.values.length;
  const length = grid.granularity === 'hourly' ? HOUR : DAY;
  return withCalendar(calendar, made, (step) => bucketStart(grid, known + step), length);
}

/** Days ahead that hold so many hours ahead. */
function daysThrough(hours: UsageGrid, days: UsageGrid, count: number): number {
  const last = bucketStart(hours, hours.values.length + count - 1);
  return Math.floor(last / DAY) - days.first - days.values.length + 1;
}

/** The same in steps of the granularity itself, by the ensemble or a custom model alone. */
function forecastGrid(
  input: UsageForecastInput,
  calendar: FittedCalendar,
  asked: AskedSteps,
): Either<ForecastError | InsufficientHistory, UsageForecast> {
  const { metric, aggregation = 'mean' } = input;
  const { granularity, levels } = asked;
  const { toWall, toInstant } = calendar.clock;
  const gridOf = (measured: Measurements): UsageGrid =>
    toUsageGrid(measured, gridGranularity(granularity, measured), aggregation);
  const grid = gridOf(calendar.ordinary);
  if (grid.values.length < 2) return E.left(insufficient(metric, calendar.raw));
  const shown = calendar.raw === calendar.ordinary ? grid : gridOf(calendar.raw);
  const from = toWall(asked.steps?.from ?? input.now);
  const count = asked.steps?.count ?? stepsFrom(from, asked.horizonDays, granularity);
  const plan = planRollUp(shown, calendar.clock, { granularity, aggregation }, from, count);
  const known = checkRegressors(calendar, toWall(plan.starts[0]!), toWall(plan.starts[count]!));
  if (E.isLeft(known)) return known;
  const periods = seasonalPeriods(input.custom?.config, grid.granularity);
  const change = lastChangePosition(grid, onWallClock(input.regimeChanges ?? [], calendar.clock));
  const training = trainingAfter(grid.values, change, periods[0] ?? 1);
  const { transform = 'none', bounds = METRICS[metric].bounds } = input.custom?.config ?? {};
  const made = withTransform(transform, training.values, bounds, (values, bounds) =>
    forecastSeries(values, {
      horizon: plan.stepsAhead,
      periods,
      levels,
      bounds,
      ...(input.custom?.config.models && { model: input.custom.config.models }),
    }),
  );
  if (E.isLeft(made)) return made;
  const demand = { metric, aggregation, calendar };
  return E.right({
    ...toForecast(demand, plan, granularity, aheadOf(made.right, calendar, grid), shown, periods[0] ?? 1),
    modelType: input.custom === undefined ? made.right.model : `custom:${input.custom.modelId}`,
    seasonalityDetected: asked.seasonality,
    trainedFrom: toInstant(bucketStart(grid, training.regimeStart)),
    ...(change !== undefined && { regimeChangedAt: toInstant(bucketStart(grid, change)) }),
  });
}

/** What every forecast tells, from the measured grid and the steps ahead of it. */
function toForecast(
  { metric, aggregation, calendar }: Pick<Demand, 'metric' | 'aggregation' | 'calendar'>,
  plan: RollUp,
  granularity: ForecastGranularity,
  made: StepPaths,
  grid: UsageGrid,
  season: number = GRANULARITY_SEASONS[grid.granularity][0]!,
): Omit<UsageForecast, 'modelType' | 'seasonalityDetected' | 'trainedFrom' | 'regimeChangedAt'> {
  const { mean, quantiles } = rollUpForecast(made, plan.apply, METRICS[metric].bounds);
  const [p10, p90] = [quantiles['0.1']!, quantiles['0.9']!];
  const naive = seasonalNaiveForecast(grid.values, season, plan.stepsAhead);
  const ownGrid = granularity === grid.granularity ? grid : toUsageGrid(calendar.raw, granularity, aggregation);
  const naiveError = seasonalNaiveError(ownGrid.values, GRANULARITY_SEASONS[granularity][0] ?? 1);
  const calendarEffects = describeEffects(calendar);
  return {
    metric,
    granularity,
    predictions: mean.map((value, i) => [plan.starts[i]!, value] as const),
    lowerBoundP10: p10,
    upperBoundP90: p90,
    quantiles,
    confidenceScore: computeConfidence(mean, p10, p90),
    aggregation,
    trainedUntil: calendar.clock.toInstant(bucketStart(grid, grid.values.length)),
    seasonalNaive: plan.apply(naive),
    ...(naiveError !== undefined && { naiveError }),
    ...(calendar.clock.zone !== 'UTC' && { zone: calendar.clock.zone }),
    ...(calendarEffects && { calendarEffects }),
  };
}

/** A custom model's seasons are counted in the steps it was trained in; in other steps they mean nothing. */
function seasonalPeriods(config: CustomModelConfig | undefined, granularity: ForecastGranularity): readonly number[] {
  const own = (config?.granularity ?? 'daily') === granularity ? config?.periods : undefined;
  return own ?? GRANULARITY_SEASONS[granularity];
}

/** Days for weeks and months, unless samples are rarer than days. */
function gridGranularity(granularity: ForecastGranularity, measured: Measurements): UsageGrid['granularity'] {
  const coarse = granularity === 'weekly' || granularity === 'monthly';
  return coarse && measured.spacing <= 1.01 * DAY ? 'daily' : granularity;
}

function rollUpForecast(
  made: StepPaths,
  of: (values: ArrayLike<number>) => number[],
  [low, high]: readonly [number, number],
): StepPaths {
  const kept = (value: number): number => Math.min(high, Math.max(low, value));
  // Every step is kept, so that a week is the mean of its days; and days measured already, which nobody has kept.
  const within = (values: ArrayLike<number>): number[] => of(Array.from(values, kept)).map(kept);
  const mean = within(made.mean);
  const levels = Object.keys(made.quantiles).sort((a, b) => Number(a) - Number(b));
  const lists = levels.map((level) => within(made.quantiles[level]!));
  // Levels that cross are put in order, step by step (Chernozhukov, Fernández-Val & Galichon 2010).
  mean.forEach((_, step) => {
    const ordered = lists.map((list) => list[step]!).sort((a, b) => a - b);
    ordered.forEach((value, i) => (lists[i]![step] = value));
  });
  return { mean, quantiles: Object.fromEntries(levels.map((level, i) => [level, lists[i]!])) };
}

function insufficient(metric: ResourceMetric, measured: Measurements): InsufficientHistory {
  const days = Math.floor(historyDays(measured) * 100) / 100;
  return insufficientHistory({ metric, days, neededDays: MIN_HISTORY_DAYS, points: measured.times.length });
}
