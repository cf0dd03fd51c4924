import { mean } from './moments.js';

/**
 * Whether a seasonal length shows in the autocorrelation, at 90 % confidence: the test that the M4 competition put
 * before its decompositions (Makridakis, Spiliotis, Assimakopoulos 2020). Needs three whole cycles. O(n times period).
 */
export function isSeasonal(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (period < 2 || n < 3 * period) return false;
  const centre = mean(values);
  const centred = values.map((value) => value - centre);
  const variance = product(centred, 0);
  if (!(variance > 0)) return false;
  let squares = 0;
  for (let lag = 1; lag < period; lag++) squares += (product(centred, lag) / variance) ** 2;
  const limit = (1.645 * Math.sqrt(1 + 2 * squares)) / Math.sqrt(n);
  return Math.abs(product(centred, period) / variance) > limit;
}

/** Sum of the products of each value with the one `lag` steps before it. */
function product(centred: Float64Array, lag: number): number {
  let sum = 0;
  for (let i = lag; i < centred.length; i++) sum += centred[i]! * centred[i - lag]!;
  return sum;
}
