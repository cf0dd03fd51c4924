import { E, type Either } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import { type ForecastError, type InsufficientHistory, insufficientHistory } from './errors.js';
import { forecastSeries, type SeriesForecast } from './forecast-series.js';
import {
  bucketCalendar,
  bucketStart,
  checkHistory,
  checkHorizon,
  DAY,
  GRANULARITY_SEASONS,
  historyDays,
  type Measurements,
  MIN_HISTORY_DAYS,
  stepsIn,
  toMeasurements,
  toUsageGrid,
  type UsageGrid,
} from './grid.js';
import { METRICS } from './metrics.js';
import type { CustomModelConfig, ForecastResult } from './model/forecast.js';
import type {
  ForecastGranularity,
  ResourceMetric,
  SeasonalityType,
  UsageAggregation,
  UsageDataPoint,
} from './model/usage.js';
import { lastChangePosition, trainingAfter, type TrainingChange } from './training.js';
import { withValidInput } from './usage-input.js';

/** Mean absolute error of a normal variable over the distance from its P10 to its P90. */
const ERROR_PER_WIDTH = 0.3113;

/**
 * How far a forecast can be trusted: 1 / (1 + expected absolute error / level), from the width of its own calibrated
 * intervals. 1 is no error at all, 0.5 an error as large as the level itself.
 */
export function computeConfidence(mean: readonly number[], p10: readonly number[], p90: readonly number[]): number {
  let width = 0;
  let level = 0;
  for (let h = 0; h < mean.length; h++) {
    width += Math.abs(p90[h]! - p10[h]!);
    level += Math.abs(mean[h]!);
  }
  if (width === 0) return 1;
  return level === 0 ? 0 : 1 / (1 + (ERROR_PER_WIDTH * width) / level);
}

type Bounds = readonly [low: number | null, high: number | null];

/**
 * Forecasts the logarithms of values (of value + 1 where some are not above zero), and takes them back. Quantiles and
 * medians pass through unchanged; bounds are given in the values' own unit.
 */
export function withTransform(
  transform: 'none' | 'log',
  values: Float64Array,
  bounds: Bounds,
  forecast: (values: Float64Array, bounds: Bounds) => Either<ForecastError, SeriesForecast>,
): Either<ForecastError, SeriesForecast> {
  if (transform === 'none') return forecast(values, bounds);
  const least = values.reduce((low, value) => (value < low ? value : low), Infinity);
  const shift = least > 0 ? 0 : 1 - least;
  const there = (bound: number | null, open: number): number => {
    const value = bound === null ? open : bound + shift;
    return value > 0 ? Math.log(value) : -Infinity;
  };
  const back = (list: readonly number[]): number[] => list.map((value) => Math.exp(Math.min(value, 700)) - shift);
  return E.map((made: SeriesForecast) => ({
    ...made,
    mean: back(made.mean),
    quantiles: Object.fromEntries(Object.entries(made.quantiles).map(([level, list]) => [level, back(list)])),
  }))(
    forecast(
      values.map((value) => Math.log(value + shift)),
      [there(bounds[0], 0), there(bounds[1], Infinity)],
    ),
  );
}

/** Which steps of a fine forecast belong to each bucket asked for. */
interface RollUp {
  /** Index of the first bucket in the calendar of the granularity. */
  readonly first: number;
  readonly count: number;
  /** How many fine steps ahead are needed to fill the last bucket. */
  readonly stepsAhead: number;
  /** One value a bucket, from the measured values that reach into the first one and the fine forecast. */
  readonly apply: (forecast: ArrayLike<number>) => number[];
}

/**
 * Plans how a forecast in the grid's own steps becomes one of `count` buckets, the first being the one that holds
 * `from` (or the first after the measurements). Quantiles are rolled up as if errors moved together, which is nearly so
 * for long horizons and never too narrow.
 */
function planRollUp(
  grid: UsageGrid,
  granularity: ForecastGranularity,
  aggregation: UsageAggregation,
  from: number,
  count: number,
): RollUp {
  const calendar = bucketCalendar(granularity);
  const fine = bucketCalendar(grid.granularity);
  const known = grid.values.length;
  const first = calendar.indexOf(Math.max(from, bucketStart(grid, known)));
  const positions = Array.from({ length: count + 1 }, (_, i) => fine.indexOf(calendar.startOf(first + i)) - grid.first);
  return {
    first,
    count,
    stepsAhead: Math.max(1, positions[count]! - known),
    apply: (forecast) =>
      Array.from({ length: count }, (_, i) => {
        const parts: number[] = [];
        for (let at = Math.max(0, positions[i]!); at < Math.max(positions[i]! + 1, positions[i + 1]!); at++) {
          const value = at < known ? grid.values[at]! : forecast[at - known]!;
          if (!Number.isNaN(value)) parts.push(value);
        }
        return aggregation === 'maximum'
          ? Math.max(...parts)
          : parts.reduce((sum, value) => sum + value, 0) / parts.length;
      }),
  };
}

/**
 * What the seasonal naive method says: every step repeats the last known value at its place in the season. `length` is
 * that of the season in steps, 1 for the last value.
 */
function seasonalNaiveForecast(values: Float64Array, length: number, horizon: number): number[] {
  const season = values.length >= length ? length : 1;
  return Array.from({ length: horizon }, (_, h) => {
    for (let at = values.length - season + (h % season); at >= 0; at -= season) {
      if (!Number.isNaN(values[at]!)) return values[at]!;
    }
    return values.findLast((value) => !Number.isNaN(value)) ?? 0;
  });
}

/**
 * Mean absolute error of the seasonal naive method over its own history; undefined where no pair of values is known.
 */
export function seasonalNaiveError(values: Float64Array, length: number): number | undefined {
  const season = values.length > length ? length : 1;
  let sum = 0;
  let count = 0;
  for (let t = season; t < values.length; t++) {
    const error = Math.abs(values[t]! - values[t - season]!);
    if (Number.isNaN(error)) continue;
    sum += error;
    count++;
  }
  return count === 0 ? undefined : sum / count;
}

/** Everything that a forecast of one metric rests on. */
export interface UsageForecastInput {
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** In any order; those later than `now` are left out. */
  readonly points: readonly UsageDataPoint[];
  /** The present, seconds since the epoch: what is older is history. */
  readonly now: EpochSeconds;
  /** The length of a step. */
  readonly granularity: ForecastGranularity;
  /** How far ahead to look. */
  readonly horizonDays: number;
  /** Quantiles wanted besides 0.1, 0.5, 0.9 and 0.99. */
  readonly levels?: readonly number[];
  /** `mean` unless given. */
  readonly aggregation?: UsageAggregation;
  /** Lasting changes of level or trend, as `detectRegimeChange` finds them; none unless given. */
  readonly regimeChanges?: readonly TrainingChange[];
  /** The season, where it is known already. */
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
 * Forecasts usage as it was measured: puts the points on a grid of UTC calendar buckets, trains after the last regime
 * change, keeps to the metric's bounds. The first step is the bucket that holds `now`, or the first behind the data.
 * Weeks and months are forecast in days, where the data has days, and rolled up.
 */
export function forecastUsage(input: UsageForecastInput): Either<ForecastError | InsufficientHistory, UsageForecast> {
  return withValidInput(input, forecastChecked);
}

function forecastChecked(input: UsageForecastInput): Either<ForecastError | InsufficientHistory, UsageForecast> {
  const horizon = checkHorizon(input.horizonDays);
  if (E.isLeft(horizon)) return horizon;
  const measured = checkHistory(input.metric, toMeasurements(input.points, input.now));
  if (E.isLeft(measured)) return measured;
  const { granularity = 'daily', aggregation = 'mean' } = input;
  const grid = toUsageGrid(measured.right, gridGranularity(granularity, measured.right), aggregation);
  if (grid.values.length < 2) return E.left(insufficient(input.metric, measured.right));
  const plan = planRollUp(
    grid,
    granularity,
    aggregation,
    input.steps?.from ?? input.now,
    input.steps?.count ?? stepsIn(horizon.right, granularity),
  );
  const periods = seasonalPeriods(input.custom?.config, grid.granularity);
  const change = lastChangePosition(grid, input.regimeChanges ?? []);
  const training = trainingAfter(grid.values, change, periods[0] ?? 1);
  const levels = [...new Set([...REQUIRED_LEVELS, ...(input.levels ?? [])])].sort((a, b) => a - b);
  const { transform = 'none', bounds = METRICS[input.metric].bounds } = input.custom?.config ?? {};
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
  const naive = seasonalNaiveForecast(grid.values, periods[0] ?? 1, plan.stepsAhead);
  const ownGrid = granularity === grid.granularity ? grid : toUsageGrid(measured.right, granularity, aggregation);
  const naiveError = seasonalNaiveError(ownGrid.values, GRANULARITY_SEASONS[granularity][0] ?? 1);
  const steps = rollUpForecast(made.right, plan.apply, METRICS[input.metric].bounds);
  const calendar = bucketCalendar(granularity);
  return E.right({
    metric: input.metric,
    granularity,
    predictions: steps.mean.map((value, i) => [calendar.startOf(plan.first + i), value] as const),
    lowerBoundP10: steps.quantiles['0.1']!,
    upperBoundP90: steps.quantiles['0.9']!,
    quantiles: steps.quantiles,
    modelType: input.custom === undefined ? made.right.model : `custom:${input.custom.modelId}`,
    seasonalityDetected: input.seasonality ?? 'none',
    confidenceScore: computeConfidence(steps.mean, steps.quantiles['0.1']!, steps.quantiles['0.9']!),
    aggregation,
    trainedFrom: bucketStart(grid, training.regimeStart),
    trainedUntil: bucketStart(grid, grid.values.length),
    ...(change !== undefined && { regimeChangedAt: bucketStart(grid, change) }),
    seasonalNaive: plan.apply(naive),
    ...(naiveError !== undefined && { naiveError }),
  });
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
  made: SeriesForecast,
  of: (values: ArrayLike<number>) => number[],
  [low, high]: readonly [number, number],
): Pick<SeriesForecast, 'mean' | 'quantiles'> {
  // Days measured already are part of a week, and nobody has kept those within bounds.
  const within = (values: ArrayLike<number>): number[] => of(values).map((v) => Math.min(high, Math.max(low, v)));
  const quantiles = Object.entries(made.quantiles).map(([level, values]) => [level, within(values)] as const);
  return { mean: within(made.mean), quantiles: Object.fromEntries(quantiles) };
}

function insufficient(metric: ResourceMetric, measured: Measurements): InsufficientHistory {
  const days = Math.floor(historyDays(measured) * 100) / 100;
  return insufficientHistory({ metric, days, neededDays: MIN_HISTORY_DAYS, points: measured.times.length });
}
