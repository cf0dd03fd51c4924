import { allocFloat64, generateFloat64 } from '../series/floats.js';
import { sortToMedian } from '../series/moments.js';
import type { PoolModel } from './model.js';

/** Median of the recent cycles at each step of the short season: a burst in one of them leaves no mark. */
export const cycleMedian: PoolModel = {
  name: 'cycleMedian',
  forecast: ({ values, periods }, horizon) =>
    periods[0] === undefined ? undefined : medianOfCycles(values, periods[0], 7, horizon),
};

/** Median of the recent long cycles at each step, such as the last weeks at this hour of the week. */
export const longCycleMedian: PoolModel = {
  name: 'longCycleMedian',
  forecast: ({ values, periods }, horizon) =>
    periods.length < 2 ? undefined : medianOfCycles(values, periods[periods.length - 1]!, 4, horizon),
};

/** Median of everything in the last seven short cycles (or 28 values): what a series without shape does. */
export const recentMedian: PoolModel = {
  name: 'recentMedian',
  forecast: ({ values, periods }, horizon) =>
    allocFloat64(horizon).fill(sortToMedian(values.slice(-(periods[0] === undefined ? 28 : 7 * periods[0])))),
};

export function medianOfCycles(values: Float64Array, period: number, most: number, horizon: number): Float64Array {
  const cycles = Math.min(most, Math.floor(values.length / period));
  const start = values.length - cycles * period;
  const column = allocFloat64(cycles);
  const shape = generateFloat64(Math.min(period, horizon), (phase) => {
    for (let c = 0; c < cycles; c++) column[c] = values[start + c * period + phase]!;
    return sortToMedian(column);
  });
  return generateFloat64(horizon, (h) => shape[h % period]!);
}
