import { isSignificantF } from '../stats/distributions.js';
import { allocFloat64, mapFloat64 } from '../stats/float64.js';
import { mean } from '../stats/moments.js';

/** Kinds of seasonality that the learned tables tell apart, each named after the data it is typical of. */
export type SeasonFamily = 'plain' | 'quarter' | 'week' | 'year' | 'day' | 'weeksOfYear';

/** The seasonal length that each family is learned on. */
const TYPICAL_PERIODS: readonly (readonly [SeasonFamily, number])[] = [
  ['quarter', 4],
  ['week', 7],
  ['year', 12],
  ['day', 24],
];
/** Lengths of a year in weeks and in days. */
const YEARS: readonly (readonly [number, number])[] = [
  [51, 54],
  [364, 367],
];

/**
 * The family of a series: the one whose season has the nearest length, in proportion, to the shortest season of the
 * series. A short season inside a longer one that is seven times as long (as a day in a week), and a long one that is
 * no calendar year, is a `day` whatever its length in steps, so that 96 quarter hours are treated as 24 hours are.
 */
export function familyOf(periods: readonly number[]): SeasonFamily {
  const [period, second] = periods;
  if (period === undefined) return 'plain';
  if (second !== undefined && second === 7 * period) return 'day';
  if (YEARS.some(([low, high]) => period >= low && period <= high)) return 'weeksOfYear';
  let nearest: SeasonFamily = 'quarter';
  let least = Infinity;
  for (const [family, length] of TYPICAL_PERIODS) {
    const distance = Math.abs(Math.log(period / length));
    if (distance < least) [nearest, least] = [family, distance];
  }
  return nearest;
}

/** Of days in finer steps than hours, the length of a step in hours; 1 for everything else. */
export function stepHours(periods: readonly number[]): number {
  return familyOf(periods) === 'day' ? Math.min(1, 24 / periods[0]!) : 1;
}

/**
 * Whether a seasonal length shows in the autocorrelation, at 90 % confidence: the test that the M4 competition put
 * before its decompositions (Makridakis, Spiliotis, Assimakopoulos 2020). Needs three whole cycles. O(n times period).
 */
export function isSeasonal(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (period < 2 || n < 3 * period) return false;
  const center = mean(values);
  const centered = mapFloat64(values, (value) => value - center);
  const sums = laggedProducts(centered, period);
  const variance = sums[0]!;
  if (!(variance > 0)) return false;
  let squares = 0;
  for (let lag = 1; lag < period; lag++) squares += (sums[lag]! / variance) ** 2;
  const limit = (1.645 * Math.sqrt(1 + 2 * squares)) / Math.sqrt(n);
  return Math.abs(sums[period]! / variance) > limit;
}

/**
 * Sums of the products of each value with the one `lag` steps before it, for lags up to `most` at least. Four at a
 * time: each addition waits for the one before it in its own sum, not for those of the others.
 */
function laggedProducts(centered: Float64Array, most: number): Float64Array {
  const lags = 4 * (Math.floor(most / 4) + 1);
  const padded = allocFloat64(lags + centered.length);
  padded.set(centered, lags);
  const sums = allocFloat64(lags);
  for (let lag = 0; lag < lags; lag += 4) sumFour(padded, lags, lag, sums);
  return sums;
}

/** Writes the sums for `lag` and the three lags after it; the values begin at `start`. */
function sumFour(padded: Float64Array, start: number, lag: number, sums: Float64Array): void {
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = start; i < padded.length; i++) {
    const value = padded[i]!;
    const back = i - lag;
    a += value * padded[back]!;
    b += value * padded[back - 1]!;
    c += value * padded[back - 2]!;
    d += value * padded[back - 3]!;
  }
  sums[lag] = a;
  sums[lag + 1] = b;
  sums[lag + 2] = c;
  sums[lag + 3] = d;
}

/**
 * Whether the mean differs between the steps of the season (one-way analysis of variance, F at 10 %), after a trend in
 * the level of the cycles is taken out. Needs three whole cycles.
 */
export function hasSeasonalVariance(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (period < 2 || n < 3 * period) return false;
  const sums = allocFloat64(period);
  const counts = allocFloat64(period);
  let total = 0;
  for (let i = 0; i < n; i++) {
    sums[i % period]! += values[i]!;
    counts[i % period]! += 1;
    total += values[i]!;
  }
  let within = 0;
  let between = 0;
  for (let i = 0; i < n; i++) within += (values[i]! - sums[i % period]! / counts[i % period]!) ** 2;
  for (let p = 0; p < period; p++) between += counts[p]! * (sums[p]! / counts[p]! - total / n) ** 2;
  const ratio = between / (period - 1) / (within / (n - period));
  return isSignificantF(ratio, period - 1, n - period);
}
