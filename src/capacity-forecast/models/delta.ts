import type { History } from '../series/history.js';
import { seasonalByVariance } from '../series/variance-test.js';
import { mean, variance } from '../series/moments.js';
import type { PoolModel } from './model.js';

/**
 * Delta (Doornik, Castle and Hendry 2020): growth so damped that it must show in the recent past, on the whole and
 * without its largest steps, with the smallest of those; and a season that weighs the latest cycles most.
 */
export const delta: PoolModel = {
  name: 'delta',
  forecast: (history, horizon) => {
    const { values, back } = logScale(history);
    return values.length < 4 ? undefined : back(deltaPath(values, history.periods[0] ?? 1, horizon));
  },
};

/** Logarithms where all values exceed one, as the authors do, and the way back. */
export function logScale({ values, smallest }: History): {
  readonly values: Float64Array;
  readonly back: (path: Float64Array) => Float64Array;
} {
  if (smallest <= 1) return { values, back: (path) => path };
  return { values: values.map(Math.log), back: (path) => path.map(Math.exp) };
}

export function deltaPath(values: Float64Array, period: number, horizon: number): Float64Array {
  const steps = differences(values);
  return isStationary(values, steps) ? levelPath(values, period, horizon) : growthPath(values, steps, period, horizon);
}

export function differences(values: Float64Array): Float64Array {
  const steps = new Float64Array(values.length - 1);
  for (let i = 0; i < steps.length; i++) steps[i] = values[i + 1]! - values[i]!;
  return steps;
}

export const isStationary = (values: Float64Array, steps: Float64Array): boolean => variance(steps) > 1.2 * variance(values);

function growthPath(values: Float64Array, steps: Float64Array, period: number, horizon: number): Float64Array {
  const seasonal = seasonalByVariance(steps, period);
  const rates = seasonal ? cycleMeans(steps, period) : steps;
  const recent = mean(rates.subarray(-(seasonal ? 6 : Math.max(6, period))));
  const [withoutOne, withoutThree] = [mean(withoutLargest(rates, 1)), mean(withoutLargest(rates, 3))];
  const first = agreed(agreed(recent, mean(rates)), withoutOne);
  const later = agreed(first, withoutThree);
  const shape = seasonal ? cycleShape(steps, period, [1, 2, 3, 9]) : undefined;
  const path = new Float64Array(horizon);
  let at = values[values.length - 1]!;
  for (let h = 0; h < horizon; h++) {
    at += (h === 0 ? first : later) + (shape?.[h % period] ?? 0);
    path[h] = at;
  }
  return path;
}

function levelPath(values: Float64Array, period: number, horizon: number): Float64Array {
  const seasonal = seasonalByVariance(values, period);
  const means = seasonal ? cycleMeans(values, period) : values;
  const level = (mean(means.subarray(-1)) + mean(means.subarray(-6))) / 2;
  const shape = seasonal ? cycleShape(values, period, [1, 2, 3, 4, 5, 20]) : undefined;
  return new Float64Array(horizon).map((_, h) => level + (shape?.[h % period] ?? 0));
}

/** The smaller of two numbers in size where they agree in sign, zero where they do not. */
export const agreed = (a: number, b: number): number => (a * b <= 0 ? 0 : Math.abs(a) < Math.abs(b) ? a : b);

/** Means of the whole cycles, oldest first, counted back from the end. */
export function cycleMeans(values: Float64Array, period: number): Float64Array {
  const cycles = Math.floor(values.length / period);
  const start = values.length - cycles * period;
  return new Float64Array(cycles).map((_, c) => mean(values.subarray(start + c * period, start + (c + 1) * period)));
}

/** Weighted mean over the last cycles at each step of the season, less its own mean; the last weight is the latest. */
export function cycleShape(values: Float64Array, period: number, weights: readonly number[]): Float64Array {
  const cycles = Math.min(weights.length, Math.floor(values.length / period));
  const used = weights.slice(weights.length - cycles);
  const total = used.reduce((sum, w) => sum + w, 0);
  const start = values.length - cycles * period;
  const shape = new Float64Array(period);
  for (let i = start; i < values.length; i++) {
    shape[(i - start) % period]! += (values[i]! * used[Math.floor((i - start) / period)]!) / total;
  }
  const centre = mean(shape);
  return shape.map((s) => s - centre);
}

function withoutLargest(values: Float64Array, count: number): Float64Array {
  if (values.length <= count) return values;
  const sizes = values.map(Math.abs).sort();
  const limit = sizes[sizes.length - 1 - count]!;
  return values.filter((value) => Math.abs(value) <= limit);
}
