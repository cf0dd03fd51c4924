/**
 * What the seasonal naive method says: every step repeats the last known value at its place in the season. `length` is
 * that of the season in steps, 1 for the last value.
 */
export function seasonalNaiveForecast(values: Float64Array, length: number, horizon: number): number[] {
  const season = values.length >= length ? length : 1;
  return Array.from({ length: horizon }, (_, h) => {
    for (let at = values.length - season + (h % season); at >= 0; at -= season) {
      if (!Number.isNaN(values[at]!)) return values[at]!;
    }
    return values.findLast((value) => !Number.isNaN(value)) ?? 0;
  });
}

/**
 * Mean absolute error of the seasonal naive method over its own history; undefined where no pair of values is known.
 */
export function seasonalNaiveError(values: Float64Array, length: number): number | undefined {
  const season = values.length > length ? length : 1;
  let sum = 0;
  let count = 0;
  for (let t = season; t < values.length; t++) {
    const error = Math.abs(values[t]! - values[t - season]!);
    if (Number.isNaN(error)) continue;
    sum += error;
    count++;
  }
  return count === 0 ? undefined : sum / count;
}
