import { allocFloat64, mapFloat64 } from '../../stats/float64.js';
import { mean, variance } from '../../stats/moments.js';
import type { PoolModel } from '../forecasters/forecaster.js';
import type { SeriesHistory } from '../series-history.js';

/** What the weights of the models depend on, in the order of `computeFeatures`. */
export const FEATURE_NAMES = [
  'length in seasons',
  'autocorrelation',
  'autocorrelation of the steps',
  'seasonal autocorrelation',
  'seasonal autocorrelation of the steps',
  'size of the steps',
  'drift',
  'recent drift',
  'recent size of the steps',
  'relative spread',
  'position of the last value',
] as const;

/** Numbers that describe a history whatever its scale; O(n). */
export function computeFeatures({ values, periods }: SeriesHistory): Float64Array {
  const n = values.length;
  const period = periods[0] ?? 1;
  const center = mean(values);
  const deviation = Math.sqrt(variance(values));
  const steps = allocFloat64(n - 1);
  for (let i = 1; i < n; i++) steps[i - 1] = values[i]! - values[i - 1]!;
  const drift = mean(steps);
  const stepDeviation = Math.sqrt(variance(steps));
  const recent = steps.subarray(-Math.max(6, period));
  const size = meanAbsolute(steps);
  const recentSize = meanAbsolute(recent);
  const tiny = 1e-9 * Math.max(Math.abs(center), deviation, 1e-200);
  return Float64Array.of(
    Math.log(n / period),
    autocorrelation(values, 1, center),
    autocorrelation(steps, 1, drift),
    period > 1 ? autocorrelation(values, period, center) : 0,
    period > 1 ? autocorrelation(steps, period, drift) : 0,
    Math.min(3, Math.log((stepDeviation + tiny) / (deviation + tiny))),
    clamp(2, (drift * Math.sqrt(n)) / (stepDeviation + tiny) / 3),
    clamp(2, (mean(recent) * Math.sqrt(recent.length)) / (recentSize + tiny)),
    Math.log((recentSize + tiny) / (size + tiny)),
    Math.log((deviation + tiny) / (Math.abs(center) + tiny)),
    (values[n - 1]! - center) / (deviation + tiny),
  );
}

const clamp = (limit: number, x: number): number => Math.max(-limit, Math.min(limit, x));

function meanAbsolute(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum / values.length;
}

function autocorrelation(values: Float64Array, lag: number, center: number): number {
  let shared = 0;
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    const x = values[i]! - center;
    total += x * x;
    if (i >= lag) shared += x * (values[i - lag]! - center);
  }
  return total > 0 ? shared / total : 0;
}

/**
 * The mean of the weighted paths, or their median, which one path that runs away with a burst does not move: better
 * for usage by hours and days.
 */
export type BlendMethod = 'mean' | 'median';

/**
 * Weights of the models: a softmax that is linear in the features of the series, in the logarithm of the step ahead
 * and in the logarithm of each model's error in the backtest. (Feature-based combination: Montero-Manso et al. 2020;
 * a softmax in place of their boosted trees fits in a few kilobytes.)
 */
export interface WeightTable {
  readonly models: readonly string[];
  /** What is made of the weighted paths at each step. */
  readonly blend: BlendMethod;
  /** Center and spread of each feature in the data it was learned on. */
  readonly center: readonly number[];
  readonly spread: readonly number[];
  /** How much a model's error in the backtest counts: weights go with error to the power of minus this. */
  readonly errorExponent: number;
  /** Per model: constant, coefficient of the step, coefficients of the features. */
  readonly rows: readonly (readonly number[])[];
}

/** What the weights of one series rest on. */
export interface WeightEvidence {
  readonly features: Float64Array;
  /** Per model: whether it gave a forecast. */
  readonly present: readonly boolean[];
  /** Per model: logarithm of its error in the backtest relative to the others'. */
  readonly relativeError: Float64Array;
}

/** Features further than this from the center, in spreads, say no more than those there. */
const MAX_DEVIATION = 3;

/** The step as the gate sees it: about -0.6 for the next one, 0.9 for the 24th, never above 2. */
export const stepFeature = (h: number): number => Math.min(2, Math.log2(1 + h) / 3 - 0.6);

/** Steps after this one are all the same to the gate: 1 + h has passed 2 to the power of 7.8. */
export const LAST_DISTINCT_STEP = 222;

export function standardize(
  features: Float64Array,
  center: readonly number[],
  spread: readonly number[],
): Float64Array {
  return mapFloat64(features, (x, j) => {
    const z = (x - center[j]!) / spread[j]!;
    return Number.isFinite(z) ? Math.max(-MAX_DEVIATION, Math.min(MAX_DEVIATION, z)) : 0;
  });
}

/** Per model a score without the step and the score's change with the step; weights are the softmax of both. */
export function computeScores(
  table: WeightTable,
  evidence: WeightEvidence,
): { readonly base: Float64Array; readonly slope: Float64Array } {
  const x = standardize(evidence.features, table.center, table.spread);
  const base = allocFloat64(table.rows.length);
  const slope = allocFloat64(table.rows.length);
  table.rows.forEach((row, k) => {
    let score = row[0]! - table.errorExponent * evidence.relativeError[k]!;
    for (let j = 0; j < x.length; j++) score += row[2 + j]! * x[j]!;
    base[k] = evidence.present[k] ? score : -Infinity;
    slope[k] = row[1]!;
  });
  return { base, slope };
}

/** The weights at one step ahead (from 0), adding up to one; written into `out`. */
export function computeWeightsAt(base: Float64Array, slope: Float64Array, h: number, out: Float64Array): Float64Array {
  const step = stepFeature(h);
  let largest = -Infinity;
  for (let k = 0; k < base.length; k++) {
    out[k] = base[k]! + slope[k]! * step;
    largest = Math.max(largest, out[k]!);
  }
  let total = 0;
  for (let k = 0; k < base.length; k++) {
    out[k] = Math.exp(out[k]! - largest);
    total += out[k]!;
  }
  for (let k = 0; k < base.length; k++) out[k]! /= total;
  return out;
}

/**
 * Logarithm of each error over their geometric mean, within a factor of e squared; a model without one counts as
 * 20 % worse.
 */
export function relativeErrors(errors: Float64Array, present: readonly boolean[]): Float64Array {
  const known = errors.filter((error, k) => present[k] && error > 0 && Number.isFinite(error));
  if (known.length === 0) return allocFloat64(errors.length);
  const center = Math.exp(known.reduce((sum, error) => sum + Math.log(error), 0) / known.length);
  return mapFloat64(errors, (error) =>
    Number.isFinite(error) ? Math.max(-2, Math.min(2, Math.log(error / center + 1e-9))) : 0.2,
  );
}

/** One path per model, in the order of the models; `undefined` where a model does not suit the history. */
export type CandidatePaths = readonly (Float64Array | undefined)[];

/** What the models would have said at one earlier moment, and what came. */
export interface BacktestWindow {
  readonly actual: Float64Array;
  readonly candidates: CandidatePaths;
}

/** Everything known about a series before its models are weighed. */
export interface Trial {
  readonly models: readonly PoolModel[];
  readonly candidates: CandidatePaths;
  readonly windows: readonly BacktestWindow[];
  readonly evidence: WeightEvidence;
}

/** A combined path, what each model gave to it, and how the same combination did on the windows of the backtest. */
export interface Combination {
  readonly mean: Float64Array;
  /** Mean weight over the steps, per model. */
  readonly weights: Float64Array;
  /** Mean absolute deviation of the models from the combined path; NaN with a single model. */
  readonly disagreement: number;
  /** Mean absolute error of the combination over the windows; NaN without windows. */
  readonly backtestError: number;
  /** What came in the windows of the backtest less what the combination had said, each list by step. */
  readonly backtestErrors: readonly Float64Array[];
}
