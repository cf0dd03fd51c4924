import { E, type Either } from '../prelude.js';
import { seasonalNaiveError } from './accuracy.js';
import { fitCalendar } from './calendar.js';
import { customModelWorse, type CustomModelWorse, type ForecastError, type InsufficientHistory } from './errors.js';
import { forecastSeries, type SeriesForecast } from './forecast-series.js';
import { bucketStart, checkHistory, GRANULARITY_SEASONS, stepsIn, toUsageGrid } from './grid.js';
import { toMeasurements } from './measurements.js';
import { METRICS } from './metrics.js';
import type { DemandCalendar } from './model/calendar.js';
import type { CustomModelConfig, TrainedModel } from './model/forecast.js';
import type { ForecastGranularity, ResourceMetric, UsageAggregation, UsageDataPoint } from './model/usage.js';

/** Forecasts made from several moments of the past, held against what came after each. */
interface RollingScore {
  /** Mean absolute error over every step of every origin. */
  readonly error: number;
  readonly origins: number;
  readonly steps: number;
}

/** At most so many origins, the latest ones. */
const MAX_ORIGINS = 5;
/** The shortest history that an origin has, as a share of the whole. */
const MIN_HISTORY_SHARE = 0.6;

/** Positions to forecast from and how far: windows of equal length that touch, back from the end (Tashman 2000). */
export function rollingOrigins(
  length: number,
  steps: number,
): { readonly origins: readonly number[]; readonly horizon: number } {
  const least = Math.ceil(MIN_HISTORY_SHARE * length);
  const horizon = Math.max(1, Math.min(steps, length - least));
  const origins: number[] = [];
  for (let at = length - horizon; at >= least && origins.length < MAX_ORIGINS; at -= horizon) origins.push(at);
  return { origins, horizon };
}

/** Mean absolute error of a method over the origins; missing values are not scored. */
export function scoreForecasts(
  values: Float64Array,
  steps: number,
  forecast: (history: Float64Array, horizon: number) => Either<ForecastError, readonly number[]>,
): Either<ForecastError, RollingScore> {
  const { origins, horizon } = rollingOrigins(values.length, steps);
  let sum = 0;
  let scored = 0;
  for (const origin of origins) {
    const made = forecast(values.subarray(0, origin), horizon);
    if (E.isLeft(made)) return made;
    for (let h = 0; h < horizon; h++) {
      const error = Math.abs(made.right[h]! - values[origin + h]!);
      if (Number.isNaN(error)) continue;
      sum += error;
      scored++;
    }
  }
  return E.right({ error: scored === 0 ? 0 : sum / scored, origins: origins.length, steps: scored });
}

const OFFSET = 0xcbf29ce484222325n;
const PRIME = 0x100000001b3n;
const MASK = 0xffffffffffffffffn;

/** The 64-bit FNV-1a hash (Fowler, Noll & Vo) of ASCII text, as 16 hexadecimal digits. */
export function fnv1a(text: string): string {
  let hash = OFFSET;
  for (let i = 0; i < text.length; i++) hash = ((hash ^ BigInt(text.charCodeAt(i))) * PRIME) & MASK;
  return hash.toString(16).padStart(16, '0');
}

/** What a custom model is trained on. */
interface TrainingInput {
  readonly metric: ResourceMetric;
  readonly points: readonly UsageDataPoint[];
  readonly config: CustomModelConfig;
  readonly aggregation: UsageAggregation;
  /** What is known of the metric's calendar: it is taken out before, as forecasts do. */
  readonly calendar?: DemandCalendar;
}

/** A trained model before it belongs to somebody and is kept. */
type Training = Omit<TrainedModel, 'modelId' | 'tenantId' | 'trainedAt'>;

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
  const latest = measured.right.times.at(-1)!;
  const calendar = fitCalendar(measured.right, input.calendar ?? {}, input.aggregation, latest);
  if (E.isLeft(calendar)) return calendar;
  const { ordinary, clock } = calendar.right;
  const grid = toUsageGrid(ordinary, granularity, input.aggregation);
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
    trainedFrom: clock.toInstant(bucketStart(grid, 0)),
    trainedUntil: clock.toInstant(bucketStart(grid, grid.values.length)),
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
): Either<ForecastError, readonly number[]> {
  const made = withTransform(transform, history, bounds ?? METRICS[metric].bounds, (values, within) =>
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
