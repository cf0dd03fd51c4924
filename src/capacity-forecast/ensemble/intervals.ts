import { normalQuantile } from '../../stats/distributions.js';
import { allocFloat64, generateFloat64, mapFloat64 } from '../../stats/float64.js';
import { CHANGE_LEVELS, type PastChanges } from '../forecasters/past-changes.js';
import { familyOf, stepHours } from '../season-family.js';
import type { SeriesHistory } from '../series-history.js';
import { SPREAD_TABLES } from './learned-tables.js';
import { type Combination, type SpreadTable, standardize, type Trial } from './weights.js';

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

/**
 * Quantiles of each step ahead: the point forecast and the learned distance of the level from it, in the units of what
 * this series' own errors and changes were.
 */
export function computeQuantiles(
  history: SeriesHistory,
  trial: Trial,
  combination: Combination,
  levels: readonly number[],
): readonly Float64Array[] {
  const family = familyOf(history.periods);
  const table = SPREAD_TABLES[family];
  const scales = computeScaleFeatures(history.values, history.periods[0] ?? 1, combination);
  const inputs = computeSpreadInputs(scales, trial.evidence.features);
  const learned = learnedOffsets(table, scales[0]!, inputs, combination.mean.length, stepHours(history.periods));
  const nodes = toQuantileNodes(learned, table.levels);
  const least = stepHours(history.periods) < 1 ? MIN_FINE_WIDTH : MIN_OWN_WIDTH;
  const own =
    family !== 'day' && family !== 'week'
      ? 1
      : ownWidth(combination, offsetsAt(nodes, 0.1), offsetsAt(nodes, 0.9), least);
  return levels.map((level) => mapFloat64(offsetsAt(nodes, level), (offset, h) => combination.mean[h]! + own * offset));
}

/** The intervals that the past changes ask for, where they are to be trusted. */
export function withOwnSpread(
  { changes, trust }: { readonly changes: PastChanges; readonly trust: number },
  mean: Float64Array,
  levels: readonly number[],
  learned: readonly Float64Array[],
): readonly Float64Array[] {
  const outer = CHANGE_LEVELS.filter((level) => level !== 0.5);
  const middle = changes.quantiles[CHANGE_LEVELS.indexOf(0.5)]!;
  const distances = outer.map((level) =>
    mapFloat64(changes.quantiles[CHANGE_LEVELS.indexOf(level)]!, (value, h) => value - middle[h]!),
  );
  const nodes = toQuantileNodes(orderLevels(distances, outer), outer);
  return levels.map((level, i) =>
    mapFloat64(offsetsAt(nodes, level), (offset, h) => trust * (mean[h]! + offset) + (1 - trust) * learned[i]![h]!),
  );
}

/** How much of what the series' own errors say about the width of its intervals is taken. */
const OWN_SHARE = 0.75;
const MIN_OWN_WIDTH = 0.95;
/** Of days in steps finer than hours, for which the tables were not learned. */
const MIN_FINE_WIDTH = 0.3;
const MAX_OWN_WIDTH = 1.4;
/** Fewer errors than this say nothing. */
const MIN_OWN_ERRORS = 10;

/**
 * By how much the intervals of this series are wider than the learned ones: where eight in ten of its own errors in the
 * backtest end, over where P10 and P90 lie, halfway.
 */
function ownWidth({ backtestErrors }: Combination, low: Float64Array, high: Float64Array, least: number): number {
  const ratios: number[] = [];
  for (const errors of backtestErrors)
    for (let h = 0; h < Math.min(errors.length, low.length); h++) {
      const limit = errors[h]! > 0 ? high[h]! : -low[h]!;
      if (limit > 0) ratios.push(Math.abs(errors[h]!) / limit);
    }
  if (ratios.length < MIN_OWN_ERRORS) return 1;
  const reached = ratios.sort((a, b) => a - b)[Math.floor(0.8 * ratios.length)]!;
  return Math.max(least, Math.min(MAX_OWN_WIDTH, reached ** OWN_SHARE));
}
