import { type ForecastError, forecastModelFailed, unknownForecastModel } from '../errors/forecast.js';
import { E, type Either } from '../prelude.js';
import { combine } from './ensemble/combine.js';
import { offsetsOf } from './intervals/offsets.js';
import { MODEL_NAMES, MODELS, modelNamed } from './models/registry.js';
import { historyOf } from './series/history.js';
import { readInput } from './series/input.js';
import { type ForecastOptions, planOf } from './series/options.js';

/** A forecast of one series, step by step. */
export interface SeriesForecast {
  /** The point forecast. */
  readonly mean: number[];
  /** Per level asked for, keyed by `String(level)`: the value that the step stays below with that probability. */
  readonly quantiles: Record<string, number[]>;
  /** The model used, or `ensemble`. */
  readonly model: string;
  /** What each model contributed; the weights add up to one. */
  readonly weights: readonly { readonly model: string; readonly weight: number }[];
}

/**
 * Forecasts one series: point forecasts and calibrated quantiles for every step ahead.
 *
 * @param values evenly spaced, oldest first, any scale; NaN is a missing value. At least 2 known values.
 */
export function forecastSeries(values: ArrayLike<number>, options: ForecastOptions): Either<ForecastError, SeriesForecast> {
  const planned = planOf(options);
  if (E.isLeft(planned)) return planned;
  const plan = planned.right;
  const read = readInput(values, plan.periods[0]);
  if (E.isLeft(read)) return read;
  const input = read.right;
  const history = historyOf(input.values, plan.periods);
  const chosen = plan.model === 'auto' ? MODELS : [modelNamed(String(plan.model))!];
  if (!chosen[0]) return E.left(unknownForecastModel({ model: String(plan.model), known: MODEL_NAMES }));
  const combined = combine(history, chosen, plan.horizon);
  if (!combined) return E.left(forecastModelFailed({ model: chosen[0].name, reason: 'it gave no forecast' }));
  const [low, high] = plan.bounds;
  const clamp = (v: number): number => Math.min(high, Math.max(low, v * input.unit));
  const quantiles: Record<string, number[]> = Object.fromEntries(
    plan.levels.map((level) => {
      const offsets = offsetsOf(history, plan.horizon, level);
      return [String(level), Array.from(combined.mean, (v, h) => clamp(v + offsets[h]!))];
    }),
  );
  return E.right({
    mean: Array.from(combined.mean, clamp),
    quantiles,
    model: combined.weights.length === 1 ? combined.weights[0]!.model : 'ensemble',
    weights: combined.weights,
  });
}
