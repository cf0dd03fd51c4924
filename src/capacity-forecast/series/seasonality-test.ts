/**
 * Whether a seasonal length shows in the autocorrelation, at 90 % confidence: the test that the M4 competition put
 * before its decompositions (Makridakis, Spiliotis, Assimakopoulos 2020). Needs three whole cycles.
 */
export function isSeasonal(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (period < 2 || n < 3 * period) return false;
  const mean = average(values);
  const variance = autocovariance(values, mean, 0);
  if (!(variance > 0)) return false;
  let squares = 0;
  for (let lag = 1; lag < period; lag++) squares += (autocovariance(values, mean, lag) / variance) ** 2;
  const limit = (1.645 * Math.sqrt(1 + 2 * squares)) / Math.sqrt(n);
  return Math.abs(autocovariance(values, mean, period) / variance) > limit;
}

export function average(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function autocovariance(values: Float64Array, mean: number, lag: number): number {
  let sum = 0;
  for (let i = lag; i < values.length; i++) sum += (values[i]! - mean) * (values[i - lag]! - mean);
  return sum;
}
