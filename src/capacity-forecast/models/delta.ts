import { allocFloat64, generateFloat64, mapFloat64 } from '../series/floats.js';
import type { SeriesHistory } from '../series/history.js';
import { mean } from '../series/moments.js';
import { toLogScale } from './log-scale.js';
import type { PoolModel } from './model.js';

/**
 * Delta (Doornik, Castle and Hendry 2020): growth so damped that it must show in the recent past, on the whole and
 * without its largest steps, with the smallest of those; and a season that weighs the latest cycles most.
 */
export const delta: PoolModel = {
  name: 'delta',
  forecast: (history, horizon) => {
    if (history.values.length < 4) return undefined;
    const { scaled, back } = toLogScale(history);
    return back(deltaPath(scaled, horizon));
  },
};

/** Only to be read: others may have asked for it before. */
export const deltaPath = (history: SeriesHistory, horizon: number): Float64Array =>
  history.shared(`delta ${horizon}`, () => (history.stationary() ? levelPath : growthPath)(history, horizon));

function growthPath(history: SeriesHistory, horizon: number): Float64Array {
  const { values, periods } = history;
  const steps = history.steps();
  const period = periods[0] ?? 1;
  const seasonal = history.varies();
  const rates = seasonal ? cycleMeans(steps, period) : steps;
  const recent = mean(rates.subarray(-(seasonal ? 6 : Math.max(6, period))));
  const first = smallerIfSameSign(smallerIfSameSign(recent, mean(rates)), meanWithoutLargest(rates, 1));
  const later = smallerIfSameSign(first, meanWithoutLargest(rates, 3));
  const shape = seasonal ? cycleShape(steps, period, [1, 2, 3, 9]) : undefined;
  const path = allocFloat64(horizon);
  let at = values[values.length - 1]!;
  for (let h = 0; h < horizon; h++) {
    at += (h === 0 ? first : later) + (shape?.[h % period] ?? 0);
    path[h] = at;
  }
  return path;
}

function levelPath(history: SeriesHistory, horizon: number): Float64Array {
  const { values, periods } = history;
  const period = periods[0] ?? 1;
  const seasonal = history.varies();
  const means = seasonal ? cycleMeans(values, period) : values;
  const level = (mean(means.subarray(-1)) + mean(means.subarray(-6))) / 2;
  const shape = seasonal ? cycleShape(values, period, [1, 2, 3, 4, 5, 20]) : undefined;
  return generateFloat64(horizon, (h) => level + (shape?.[h % period] ?? 0));
}

/** The smaller of two numbers in size where they agree in sign, zero where they do not. */
export const smallerIfSameSign = (a: number, b: number): number => (a * b <= 0 ? 0 : Math.abs(a) < Math.abs(b) ? a : b);

/** Means of the whole cycles, oldest first, counted back from the end. */
export function cycleMeans(values: Float64Array, period: number): Float64Array {
  const cycles = Math.floor(values.length / period);
  const start = values.length - cycles * period;
  return generateFloat64(cycles, (c) => mean(values.subarray(start + c * period, start + (c + 1) * period)));
}

/** Weighted mean over the last cycles at each step of the season, less its own mean; the last weight is the latest. */
export function cycleShape(values: Float64Array, period: number, weights: readonly number[]): Float64Array {
  const cycles = Math.min(weights.length, Math.floor(values.length / period));
  const used = weights.slice(weights.length - cycles);
  const total = used.reduce((sum, w) => sum + w, 0);
  const start = values.length - cycles * period;
  const shape = allocFloat64(period);
  for (let c = 0; c < cycles; c++) {
    const share = used[c]! / total;
    for (let p = 0; p < period; p++) shape[p]! += values[start + c * period + p]! * share;
  }
  const centre = mean(shape);
  return mapFloat64(shape, (s) => s - centre);
}

/** The mean but for the `count` values furthest from zero (and any that tie with those kept stay). */
export function meanWithoutLargest(values: Float64Array, count: number): number {
  const limit = values.length <= count ? Infinity : sizeAfterLargest(values, count);
  let sum = 0;
  let kept = 0;
  for (let i = 0; i < values.length; i++) {
    if (Math.abs(values[i]!) > limit) continue;
    sum += values[i]!;
    kept += 1;
  }
  return kept === 0 ? 0 : sum / kept;
}

/** The largest size but for the `count` largest ones. */
function sizeAfterLargest(values: Float64Array, count: number): number {
  const largest = allocFloat64(count + 1);
  for (let i = 0; i < values.length; i++) {
    const size = Math.abs(values[i]!);
    if (size <= largest[count]!) continue;
    let at = count;
    while (at > 0 && largest[at - 1]! < size) largest[at] = largest[--at]!;
    largest[at] = size;
  }
  return largest[count]!;
}
