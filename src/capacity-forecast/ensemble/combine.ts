import type { PoolModel } from '../models/model.js';
import { allocFloat64, mapFloat64 } from '../series/floats.js';
import { type SeriesHistory, withPrefixes } from '../series/history.js';
import { backtest, meanAbsoluteErrors, type BacktestWindow, backtestOrigins } from './backtest.js';
import { type CandidatePaths, runModels } from './candidates.js';
import { computeFeatures } from './features.js';
import {
  type BlendMethod,
  type WeightEvidence,
  type WeightTable,
  LAST_DISTINCT_STEP,
  relativeErrors,
  computeScores,
  computeWeightsAt,
} from './gate.js';
import { weightedMedian } from './weighted-median.js';

/** Everything known about a series before its models are weighed. */
export interface Trial {
  readonly models: readonly PoolModel[];
  readonly candidates: CandidatePaths;
  readonly windows: readonly BacktestWindow[];
  readonly evidence: WeightEvidence;
}

/** A combined path, what each model gave to it, and how the same combination did on the folds of the backtest. */
export interface Combination {
  readonly mean: Float64Array;
  /** Mean weight over the steps, per model. */
  readonly weights: Float64Array;
  /** Mean absolute deviation of the models from the combined path. */
  readonly disagreement: number;
  /** Mean absolute error of the combination over the folds; NaN without folds. */
  readonly backtestError: number;
}

export function tryModels(given: SeriesHistory, models: readonly PoolModel[], horizon: number): Trial {
  const history = withPrefixes(given, backtestOrigins(given, horizon));
  const settings = models.map((model) => model.tune?.(history));
  const candidates = runModels(history, models, settings, horizon);
  const folds = backtest(history, models, settings, horizon);
  const present = candidates.map((path) => path !== undefined);
  const relativeError = relativeErrors(meanAbsoluteErrors(folds, models.length), present);
  return {
    models,
    candidates,
    windows: folds,
    evidence: { features: computeFeatures(history), present, relativeError },
  };
}

/** The blend of the candidates, or `undefined` where no model gave a forecast. */
export function combine(trial: Trial, table: WeightTable, horizon: number): Combination | undefined {
  const { candidates, windows: folds, evidence } = trial;
  if (!evidence.present.includes(true)) return undefined;
  const { base, slope } = computeScores(table, evidence);
  const { path, weights, disagreement } = blend(candidates, base, slope, table.blend, horizon);
  return { mean: path, weights, disagreement, backtestError: backtestError(folds, base, slope, table.blend) };
}

function blend(candidates: CandidatePaths, base: Float64Array, slope: Float64Array, how: BlendMethod, horizon: number) {
  const path = allocFloat64(horizon);
  const weights = allocFloat64(candidates.length);
  const at = allocFloat64(candidates.length);
  const values = allocFloat64(candidates.length);
  const order = new Uint16Array(candidates.length);
  let apart = 0;
  for (let h = 0; h < horizon; h++) {
    if (h <= LAST_DISTINCT_STEP) computeWeightsAt(base, slope, h, at);
    for (let k = 0; k < at.length; k++) {
      values[k] = candidates[k]?.[h] ?? NaN;
      weights[k]! += at[k]!;
    }
    const centre = how === 'median' ? weightedMedian(values, at, order) : weightedMean(values, at);
    path[h] = centre;
    for (let k = 0; k < at.length; k++) if (at[k]! > 0) apart += at[k]! * Math.abs(values[k]! - centre);
  }
  return { path, weights: mapFloat64(weights, (w) => w / horizon), disagreement: apart / horizon };
}

/** Only values of weight above zero count; rounding does not carry the mean of equal numbers away from them. */
function weightedMean(values: Float64Array, weights: Float64Array): number {
  let sum = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let k = 0; k < weights.length; k++) {
    if (!(weights[k]! > 0)) continue;
    sum += weights[k]! * values[k]!;
    low = Math.min(low, values[k]!);
    high = Math.max(high, values[k]!);
  }
  return Math.max(low, Math.min(high, sum));
}

function backtestError(
  folds: readonly BacktestWindow[],
  base: Float64Array,
  slope: Float64Array,
  how: BlendMethod,
): number {
  let sum = 0;
  let count = 0;
  for (const { actual, candidates } of folds) {
    const reachable = mapFloat64(base, (score, k) => (candidates[k] ? score : -Infinity));
    if (!reachable.some(Number.isFinite)) continue;
    const { path } = blend(candidates, reachable, slope, how, actual.length);
    for (let i = 0; i < actual.length; i++) sum += Math.abs(actual[i]! - path[i]!);
    count += actual.length;
  }
  return count === 0 ? NaN : sum / count;
}
