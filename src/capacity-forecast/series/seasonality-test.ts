import { allocFloat64, mapFloat64 } from './floats.js';
import { mean } from './moments.js';

/**
 * Whether a seasonal length shows in the autocorrelation, at 90 % confidence: the test that the M4 competition put
 * before its decompositions (Makridakis, Spiliotis, Assimakopoulos 2020). Needs three whole cycles. O(n times period).
 */
export function isSeasonal(values: Float64Array, period: number): boolean {
  const n = values.length;
  if (period < 2 || n < 3 * period) return false;
  const centre = mean(values);
  const centred = mapFloat64(values, (value) => value - centre);
  const sums = laggedProducts(centred, period);
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
function laggedProducts(centred: Float64Array, most: number): Float64Array {
  const lags = 4 * (Math.floor(most / 4) + 1);
  const padded = allocFloat64(lags + centred.length);
  padded.set(centred, lags);
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
