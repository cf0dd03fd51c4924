import type { PoolModel } from './model.js';

/**
 * What came after a level shift at the very end, and nothing before it: the median of the values since, carried on.
 * It speaks only where the latest values lie clear of all that came in the seasons before them.
 */
export const shiftedLevel: PoolModel = {
  name: 'shiftedLevel',
  forecast: ({ values, periods }, horizon) => {
    const start = latestShift(values, periods[0] ?? 1);
    return start === undefined ? undefined : new Float64Array(horizon).fill(median(values.subarray(start)));
  },
};

const LEAST_SINCE = 3;
const TRANSITION = 3;
const CLEAR = 0.5;

/** Index of the first value after the shift. */
export function latestShift(values: Float64Array, period: number): number | undefined {
  const n = values.length;
  const most = Math.min(Math.floor(n / 3), Math.max(12, 2 * period));
  let best: number | undefined;
  let low = Infinity;
  let high = -Infinity;
  for (let since = 1; since <= most; since++) {
    const x = values[n - since]!;
    low = Math.min(low, x);
    high = Math.max(high, x);
    if (since < LEAST_SINCE) continue;
    const step = values[n - since - 1]!;
    if (step >= low && step <= high) continue;
    if (clear(values.subarray(Math.max(0, n - since - TRANSITION - Math.max(20, 4 * period)), n - since - TRANSITION), low, high)) best = since;
  }
  return best === undefined ? undefined : n - best;
}

function clear(before: Float64Array, low: number, high: number): boolean {
  if (before.length < 12) return false;
  const sorted = before.slice().sort();
  const least = sorted[Math.floor(0.02 * sorted.length)]!;
  const most = sorted[Math.ceil(0.98 * sorted.length) - 1]!;
  const gap = Math.max(low - most, least - high);
  return gap > CLEAR * Math.max(most - least, high - low);
}

function median(values: Float64Array): number {
  const sorted = values.slice().sort();
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
