import type { Measurements } from '../grid/measurements.js';
import { toUsageGrid } from '../grid/usage-grid.js';

/** How hours differ from the level of their week, as factors that are equally likely; their mean is 1. */
export type HourlySpread = Float64Array;

const WEEK_HOURS = 168;
/** So many factors stand for the whole distribution. */
const FACTOR_COUNT = 100;

/**
 * The distribution of hours around the level of the week they lie in: every hour over the centred mean of 168 hours, at
 * 100 evenly spaced probabilities. Peaks, nights, weekends and bursts are all in it. A single 1 where usage is not
 * measured by the hour or the level is zero.
 */
export function computeHourlySpread(measured: Measurements): HourlySpread {
  const { values } = toUsageGrid(measured, 'hourly', 'mean');
  const factors = ratiosToLevel(values).sort();
  if (factors.length < WEEK_HOURS) return Float64Array.of(1);
  const quantiles = Float64Array.from(
    { length: FACTOR_COUNT },
    (_, i) => factors[Math.floor(((i + 0.5) * factors.length) / FACTOR_COUNT)]!,
  );
  const mean = quantiles.reduce((sum, value) => sum + value, 0) / FACTOR_COUNT;
  return mean > 0 ? quantiles.map((value) => value / mean) : Float64Array.of(1);
}

function ratiosToLevel(values: Float64Array): Float64Array {
  const ratios = new Float64Array(values.length);
  let count = 0;
  let sum = 0;
  let known = 0;
  const half = WEEK_HOURS / 2;
  const move = (at: number, sign: 1 | -1): void => {
    const value = values[at];
    if (value === undefined || Number.isNaN(value)) return;
    sum += sign * value;
    known += sign;
  };
  for (let at = 0; at < Math.min(half, values.length); at++) move(at, 1);
  for (let at = 0; at < values.length; at++) {
    move(at + half, 1);
    move(at - half, -1);
    const level = sum / known;
    if (level > 0 && !Number.isNaN(values[at]!)) ratios[count++] = values[at]! / level;
  }
  return ratios.slice(0, count);
}
