import { allocFloat64, mapFloat64 } from './floats.js';

/** A series without its season, and how to put the season back on a path that follows it. */
export interface SeasonallyAdjusted {
  readonly values: Float64Array;
  readonly seasonal: boolean;
  readonly restore: (path: Float64Array) => Float64Array;
}

/**
 * Classical decomposition by centred moving averages, where there is a season at all: by ratios if
 * every value is above zero, by differences otherwise.
 */
export function adjustSeason(
  values: Float64Array,
  period: number,
  seasonal: boolean,
  positive: boolean,
): SeasonallyAdjusted {
  if (!seasonal) return { values, seasonal: false, restore: unchanged };
  const figure = positive ? seasonalRatios(values, period) : seasonalDifferences(values, period);
  const n = values.length;
  const adjusted = allocFloat64(n);
  for (let i = 0; i < n; i++)
    adjusted[i] = positive ? values[i]! / figure[i % period]! : values[i]! - figure[i % period]!;
  const restore = (path: Float64Array): Float64Array =>
    mapFloat64(path, (value, h) => (positive ? value * figure[(n + h) % period]! : value + figure[(n + h) % period]!));
  return { values: adjusted, seasonal: true, restore };
}

const unchanged = (path: Float64Array): Float64Array => path;

/** Mean ratio to the moving average at each step of the season, normalised to average one. */
export function seasonalRatios(values: Float64Array, period: number): Float64Array {
  const figure = phaseMeans(values, period, true);
  const mean = figure.reduce((sum, f) => sum + f, 0) / period;
  return mapFloat64(figure, (f) => Math.max(f / mean, 1e-6));
}

/** Mean difference from the moving average at each step of the season, normalised to sum to zero. */
export function seasonalDifferences(values: Float64Array, period: number): Float64Array {
  const figure = phaseMeans(values, period, false);
  const mean = figure.reduce((sum, f) => sum + f, 0) / period;
  return mapFloat64(figure, (f) => f - mean);
}

/** Mean ratio or difference at each step of the season. */
function phaseMeans(values: Float64Array, period: number, ratios: boolean): Float64Array {
  const level = centeredMovingAverage(values, period);
  const half = Math.floor(period / 2);
  const sums = allocFloat64(period);
  const counts = allocFloat64(period);
  for (let i = half; i < values.length - half; i++) {
    sums[i % period]! += ratios ? values[i]! / level[i]! : values[i]! - level[i]!;
    counts[i % period]! += 1;
  }
  return mapFloat64(sums, (sum, phase) => sum / counts[phase]!);
}

/** Centred moving average over one cycle (half weights at both ends where the length is even); the ends are NaN. */
export function centeredMovingAverage(values: Float64Array, period: number): Float64Array {
  const n = values.length;
  const half = Math.floor(period / 2);
  const even = period % 2 === 0;
  const level = allocFloat64(n).fill(NaN);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += values[i]!;
    if (i >= period) sum -= values[i - period]!;
    // `sum` covers the `period` values ending at i; an even window centred at c also needs half of the value before.
    const centre = i - half;
    if (even && i >= period) level[centre] = (sum + (values[i - period]! - values[i]!) / 2) / period;
    if (!even && i >= period - 1) level[centre] = sum / period;
  }
  return level;
}
