import {
  customModelWorse,
  type CustomModelWorse,
  type ForecastError,
  type InsufficientHistory,
} from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { forecastSeries } from '../forecast-series.js';
import { checkHistory } from '../grid/history-days.js';
import { toMeasurements } from '../grid/measurements.js';
import { bucketStart, toUsageGrid } from '../grid/usage-grid.js';
import { metricBounds } from '../metric-bounds.js';
import { GRANULARITY_SEASONS, stepsIn } from '../metric-forecast/horizon.js';
import { withTransform } from '../metric-forecast/log-transform.js';
import { seasonalNaiveError } from '../metric-forecast/seasonal-naive.js';
import type {
  CustomModelConfig,
  ForecastGranularity,
  ResourceMetric,
  TrainedModel,
  UsageAggregation,
  UsageDataPoint,
} from '../model/index.js';
import { scoreForecasts } from './rolling-origin.js';
import { fnv1a } from './training-hash.js';

/** What a custom model is trained on. */
export interface TrainingInput {
  readonly metric: ResourceMetric;
  readonly points: ReadonlyArray<UsageDataPoint>;
  readonly config: CustomModelConfig;
  readonly aggregation: UsageAggregation;
}

/** A trained model before it belongs to somebody and is kept. */
export type Training = Omit<TrainedModel, 'modelId' | 'tenantId' | 'trainedAt'>;

const SCORED_DAYS = 14;

/**
 * Trains a custom model: forecasts the held-back ends of its training set by rolling origin, side by side with the
 * default on the same steps. A model that does worse is refused unless `force` is set.
 */
export function trainModel(
  input: TrainingInput,
): Either<ForecastError | InsufficientHistory | CustomModelWorse, Training> {
  const { metric, config } = input;
  const measured = checkHistory(metric, toMeasurements(input.points));
  if (E.isLeft(measured)) return measured;
  const granularity = config.granularity ?? 'daily';
  const grid = toUsageGrid(measured.right, granularity, input.aggregation);
  const steps = config.scoredSteps ?? stepsIn(SCORED_DAYS, granularity);
  const score = (chosen: CustomModelConfig) =>
    scoreForecasts(grid.values, Math.max(1, steps), (history, horizon) =>
      forecastWith(chosen, metric, granularity, history, horizon),
    );
  const own = score(config);
  if (E.isLeft(own)) return own;
  const standard = score({});
  if (E.isLeft(standard)) return standard;
  const scale = seasonalNaiveError(grid.values, GRANULARITY_SEASONS[granularity][0] ?? 1) || 1;
  const mase = own.right.error / scale;
  const defaultMase = standard.right.error / scale;
  const { origins } = own.right;
  if (mase > defaultMase && config.force !== true)
    return E.left(customModelWorse({ metric, mase, defaultMase, origins }));
  return E.right({
    metric,
    config,
    trainingHash: fnv1a(`${granularity}:${grid.first}:${grid.values.join(',')}`),
    trainingPoints: measured.right.times.length,
    trainedFrom: bucketStart(grid, 0),
    trainedUntil: bucketStart(grid, grid.values.length),
    mase,
    defaultMase,
    origins,
  });
}

function forecastWith(
  { models, periods, transform = 'none', bounds }: CustomModelConfig,
  metric: ResourceMetric,
  granularity: ForecastGranularity,
  history: Float64Array,
  horizon: number,
): Either<ForecastError, ReadonlyArray<number>> {
  const made = withTransform(transform, history, bounds ?? metricBounds(metric), (values, within) =>
    forecastSeries(values, {
      horizon,
      periods: periods ?? GRANULARITY_SEASONS[granularity],
      levels: [0.5],
      bounds: within,
      ...(models && { model: models }),
    }),
  );
  return E.isLeft(made) ? made : E.right(made.right.mean);
}
