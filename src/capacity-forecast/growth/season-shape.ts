/**
 * Variance between positions over that within them, from which on they are a season: noise of a week is higher in one
 * series of a hundred.
 */
const MIN_SEASON_RATIO = 3;

/**
 * What each position of a season adds to the level: means of what a centred moving average over one season leaves over,
 * shrunk by how far they stand out of the noise (James & Stein 1961), adding up to zero. All zeros where the series
 * has less than three seasons or nothing stands out clearly: the highest of seven noisy means is a peak as well, and
 * would bring every date forward.
 */
export function estimateSeasonShape(values: Float64Array, period: number): Float64Array {
  const shape = new Float64Array(period);
  if (period < 2 || values.length < 3 * period) return shape;
  const rest = removeTrend(values, period);
  const counts = new Float64Array(period);
  let squares = 0;
  let known = 0;
  for (let t = 0; t < rest.length; t++) {
    if (Number.isNaN(rest[t]!)) continue;
    shape[t % period]! += rest[t]!;
    counts[t % period]! += 1;
    squares += rest[t]! * rest[t]!;
    known++;
  }
  if (counts.some((count) => count < 2)) return shape.fill(0);
  let explained = 0;
  for (let i = 0; i < period; i++) {
    shape[i]! /= counts[i]!;
    explained += counts[i]! * shape[i]! * shape[i]!;
  }
  const within = Math.max(0, squares - explained) / Math.max(1, known - period);
  const ratio = explained / (period - 1) / Math.max(within, Number.MIN_VALUE);
  const kept = ratio < MIN_SEASON_RATIO ? 0 : 1 - 1 / ratio;
  const centre = shape.reduce((sum, value) => sum + value, 0) / period;
  return shape.map((value) => kept * (value - centre));
}

function removeTrend(values: Float64Array, period: number): Float64Array {
  const rest = new Float64Array(values.length).fill(NaN);
  const half = period >> 1;
  const even = period % 2 === 0;
  for (let t = half; t < values.length - half; t++) {
    let sum = 0;
    let weight = 0;
    for (let i = -half; i <= half; i++) {
      const share = even && Math.abs(i) === half ? 0.5 : 1;
      const value = values[t + i]!;
      if (Number.isNaN(value)) continue;
      sum += share * value;
      weight += share;
    }
    if (weight > 0.8 * period) rest[t] = values[t]! - sum / weight;
  }
  return rest;
}
