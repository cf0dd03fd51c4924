import { allocFloat64 } from './floats.js';

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

/** Whether an F ratio is significant at 10 %, by Paulson's normal approximation (1942). */
export function isSignificantF(ratio: number, above: number, below: number): boolean {
  if (ratio === Infinity) return true;
  const a = 2 / (9 * above);
  const b = 2 / (9 * below);
  const root = Math.cbrt(ratio);
  return ((1 - b) * root - (1 - a)) / Math.sqrt(b * root * root + a) > 1.2816;
}
