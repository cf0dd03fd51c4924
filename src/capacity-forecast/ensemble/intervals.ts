import { normalQuantile } from '../../stats/distributions.js';
import { allocFloat64, generateFloat64, mapFloat64 } from '../../stats/float64.js';
import { standardize } from './weights.js';

/**
 * What the likely size of an error is judged by, in the order of `computeScaleFeatures`; all in the unit of the series.
 */
export const SCALE_FEATURE_NAMES = [
  'seasonal change',
  'recent seasonal change',
  'change',
  'recent change',
  'disagreement of the models',
  'error of the combination in the backtest',
  'size of the recent values',
] as const;

/** How the models did and how far they are apart; NaN where that is not known. */
interface ModelErrors {
  /** Mean absolute error of the combined forecast in the backtest. */
  readonly backtestError: number;
  /** Mean absolute deviation of the models from the combined forecast. */
  readonly disagreement: number;
}

/** Sizes that errors of a series go with; none is zero unless the series is constant. O(n). */
export function computeScaleFeatures(
  values: Float64Array,
  period: number,
  { backtestError, disagreement }: ModelErrors,
): Float64Array {
  const recent = values.subarray(-Math.max(12, 3 * period));
  const seasonal = meanChange(values, period);
  const lately = meanChange(recent, period);
  let size = 0;
  for (let i = 0; i < recent.length; i++) size += Math.abs(recent[i]!) / recent.length;
  const own = Number.isFinite(backtestError) ? backtestError : lately;
  const sizes = [seasonal, lately, meanChange(values, 1), meanChange(recent, 1), disagreement, own, size];
  const least = 1e-3 * Math.max(seasonal, lately, sizes[2]!, own);
  return generateFloat64(sizes.length, (i) => Math.max(sizes[i]!, least));
}

function meanChange(values: Float64Array, lag: number): number {
  if (values.length <= lag) return 0;
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += Math.abs(values[i]! - values[i - lag]!);
  return sum / (values.length - lag);
}

/**
 * How far the quantiles of the errors lie from the forecast: per level learned, the logarithm of that distance over
 * the first scale feature is linear in the scale features, in the features and in the step ahead (quantile regression,
 * learned on errors of forecasts of series held back).
 */
export interface SpreadTable {
  /** Levels learned, ascending, none of them 0.5: there the forecast itself stands. */
  readonly levels: readonly number[];
  readonly center: readonly number[];
  readonly spread: readonly number[];
  /** Per level: constant, coefficients of the two functions of the step, coefficients of the inputs. */
  readonly rows: readonly (readonly number[])[];
}

/** Inputs of a spread table: the scale features relative to the first of them, then the features of the series. */
export function computeSpreadInputs(scales: Float64Array, features: Float64Array): Float64Array {
  const inputs = allocFloat64(scales.length - 1 + features.length);
  for (let i = 1; i < scales.length; i++) inputs[i - 1] = Math.log(scales[i]! / scales[0]!);
  inputs.set(features, scales.length - 1);
  return inputs;
}

/** The step ahead (from 0) as the spread sees it: its logarithm, and how far that lies beyond one day of hours. */
export const spreadStepFeatures = (h: number): readonly [number, number] => {
  const step = Math.log2(1 + h) / 3;
  return [step, Math.max(0, step - 1)];
};

/** The distances at one level, which stands at its normal quantile. */
interface QuantileNode {
  readonly z: number;
  readonly distances: Float64Array;
}

/** The levels learned, ascending, and between them the forecast itself, at no distance. */
export function toQuantileNodes(learned: readonly Float64Array[], levels: readonly number[]): readonly QuantileNode[] {
  const nodes = levels.map((level, i) => ({ z: normalQuantile(level), distances: learned[i]! }));
  const middle = levels.findIndex((level) => level > 0.5);
  nodes.splice(middle, 0, { z: 0, distances: allocFloat64(learned[0]!.length) });
  return nodes;
}

/**
 * Distance from the forecast of the quantile of `level`, step by step: never nearer further out. Between the levels
 * learned it is interpolated, beyond them extended, in proportion to the normal distribution's quantiles.
 */
export function offsetsAt(nodes: readonly QuantileNode[], level: number): Float64Array {
  const z = normalQuantile(level);
  let right = 1;
  while (right < nodes.length - 1 && nodes[right]!.z < z) right++;
  const [low, high] = [nodes[right - 1]!, nodes[right]!];
  const share = (z - low.z) / (high.z - low.z);
  return mapFloat64(low.distances, (distance, h) => distance + share * (high.distances[h]! - distance));
}

/**
 * The distances at every level learned, from the furthest below the forecast to the furthest above it. The tables count
 * hours: a finer step is `stepHours` of one.
 */
export function learnedOffsets(
  table: SpreadTable,
  unit: number,
  inputs: Float64Array,
  horizon: number,
  stepHours = 1,
): Float64Array[] {
  const x = standardize(inputs, table.center, table.spread);
  const offsets = table.rows.map((row, i) => {
    let base = row[0]!;
    for (let j = 0; j < x.length; j++) base += row[3 + j]! * x[j]!;
    const sign = table.levels[i]! < 0.5 ? -1 : 1;
    return stepDistances(row, base, unit * sign, horizon, stepHours);
  });
  return orderLevels(offsets, table.levels);
}

function stepDistances(
  row: readonly number[],
  base: number,
  unit: number,
  horizon: number,
  stepHours: number,
): Float64Array {
  const offsets = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) {
    const [near, far] = spreadStepFeatures(h * stepHours);
    offsets[h] = unit * Math.exp(Math.min(50, base + row[1]! * near + row[2]! * far));
  }
  return offsets;
}

/**
 * From the forecast outwards, each level lies beyond the one before it by a distance that never shrinks with the step:
 * so levels never cross, and no two of them come nearer to each other further out.
 */
function orderLevels(offsets: readonly Float64Array[], levels: readonly number[]): Float64Array[] {
  const middle = levels.findIndex((level) => level > 0.5);
  const above = accumulateOutwards(offsets.slice(middle), 1);
  const below = accumulateOutwards(offsets.slice(0, middle).reverse(), -1);
  return [...below.reverse(), ...above];
}

function accumulateOutwards(offsets: readonly Float64Array[], sign: 1 | -1): Float64Array[] {
  let inner: Float64Array | undefined;
  return offsets.map((offset) => {
    const nearer = inner;
    let gap = 0;
    inner = mapFloat64(offset, (x, h) => {
      const from = nearer?.[h] ?? 0;
      gap = Math.max(gap, sign * (x - from));
      return from + sign * gap;
    });
    return inner;
  });
}
