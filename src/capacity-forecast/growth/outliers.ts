const HALF_WINDOW = 4;
const OUTLIER_DEVIATIONS = 5;

/**
 * The series with single outliers taken out (NaN): values more than five deviations from the median of their nine
 * neighbours, deviations being 1.4826 times the median distance from those medians (Hampel 1974).
 */
export function removeOutliers(values: Float64Array): Float64Array {
  const distances = values.map((value, t) => value - medianAround(values, t));
  const known = distances
    .map(Math.abs)
    .filter((distance) => !Number.isNaN(distance))
    .sort();
  const limit = OUTLIER_DEVIATIONS * 1.4826 * (known[known.length >> 1] ?? 0);
  if (limit === 0) return values;
  return values.map((value, t) => (Math.abs(distances[t]!) > limit ? NaN : value));
}

function medianAround(values: Float64Array, at: number): number {
  const from = Math.max(0, Math.min(at - HALF_WINDOW, values.length - 2 * HALF_WINDOW - 1));
  const near = values
    .slice(from, from + 2 * HALF_WINDOW + 1)
    .filter((value) => !Number.isNaN(value))
    .sort();
  return near[near.length >> 1] ?? NaN;
}
