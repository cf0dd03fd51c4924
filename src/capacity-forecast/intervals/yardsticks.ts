import type { Combination } from '../ensemble/combine.js';
import { generateFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';

/** What the likely size of an error is judged by, in the order of `yardsticksOf`; all in the unit of the series. */
export const SCALE_FEATURE_NAMES = [
  'seasonal change',
  'recent seasonal change',
  'change',
  'recent change',
  'disagreement of the models',
  'error of the combination in the backtest',
  'size of the recent values',
] as const;

/** Sizes that errors of a series go with; none is zero unless the series is constant. O(n). */
export function computeScaleFeatures({ values, periods }: SeriesHistory, combination: Combination): Float64Array {
  const period = periods[0] ?? 1;
  const recent = values.subarray(-Math.max(12, 3 * period));
  const seasonal = meanChange(values, period);
  const lately = meanChange(recent, period);
  let size = 0;
  for (let i = 0; i < recent.length; i++) size += Math.abs(recent[i]!) / recent.length;
  const own = Number.isFinite(combination.backtestError) ? combination.backtestError : lately;
  const apart = combination.weights.length > 1 ? combination.disagreement : NaN;
  const sizes = [seasonal, lately, meanChange(values, 1), meanChange(recent, 1), apart, own, size];
  const least = 1e-3 * Math.max(seasonal, lately, sizes[2]!, own);
  return generateFloat64(sizes.length, (i) => Math.max(sizes[i]!, least));
}

function meanChange(values: Float64Array, lag: number): number {
  if (values.length <= lag) return 0;
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += Math.abs(values[i]! - values[i - lag]!);
  return sum / (values.length - lag);
}
