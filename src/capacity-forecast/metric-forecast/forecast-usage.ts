import type { ForecastError, InsufficientHistory } from '../../errors/forecast.js';
import { insufficientHistory } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import { forecastSeries, type SeriesForecast } from '../forecast-series.js';
import { bucketCalendar, DAY } from '../grid/calendar.js';
import { checkHistory, historyDays, MIN_HISTORY_DAYS } from '../grid/history-days.js';
import { toMeasurements, type Measurements } from '../grid/measurements.js';
import { bucketStart, toUsageGrid, type UsageGrid } from '../grid/usage-grid.js';
import { metricBounds } from '../metric-bounds.js';
import type {
  CustomModelConfig,
  ForecastGranularity,
  ForecastResult,
  ResourceMetric,
  SeasonalityType,
  UsageAggregation,
  UsageDataPoint,
} from '../model/index.js';
import { withValidInput } from './check-input.js';
import { computeConfidence } from './confidence.js';
import { checkHorizon, GRANULARITY_SEASONS, stepsIn } from './horizon.js';
import { lastChangePosition, type TrainingChange } from './last-change.js';
import { withTransform } from './log-transform.js';
import { planRollUp } from './roll-up.js';
import { seasonalNaiveError, seasonalNaiveForecast } from './seasonal-naive.js';
import { trainingAfter } from './training.js';

/** Everything that a forecast of one metric rests on. */
export interface UsageForecastInput {
  /** What is measured. */
  readonly metric: ResourceMetric;
  /** In any order; those later than `now` are left out. */
  readonly points: ReadonlyArray<UsageDataPoint>;
  /** The present, seconds since the epoch: what is older is history. */
  readonly now: EpochSeconds;
  /** The length of a step. */
  readonly granularity: ForecastGranularity;
  /** How far ahead to look. */
  readonly horizonDays: number;
  /** Quantiles wanted besides 0.1, 0.5, 0.9 and 0.99. */
  readonly levels?: ReadonlyArray<number>;
  /** `mean` unless given. */
  readonly aggregation?: UsageAggregation;
  /** Lasting changes of level or trend, as `detectRegimeChange` finds them; none unless given. */
  readonly regimeChanges?: ReadonlyArray<TrainingChange>;
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
  const { transform = 'none', bounds = metricBounds(input.metric) } = input.custom?.config ?? {};
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
  const steps = rollUpForecast(made.right, plan.apply, metricBounds(input.metric));
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
