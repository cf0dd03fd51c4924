import { allocFloat64, generateFloat64 } from '../../stats/float64.js';
import { sortToMedian } from '../../stats/median.js';
import type { PoolModel } from './model.js';

/** The last value, carried forward: the best guess for a random walk. */
export const naive: PoolModel = {
  name: 'naive',
  forecast: ({ values }, horizon) => allocFloat64(horizon).fill(values[values.length - 1]!),
};

/** The last whole cycle of one seasonal length, repeated; `which` picks the shortest or the longest length. */
const createSeasonalNaive = (name: string, which: 'shortest' | 'longest'): PoolModel => ({
  name,
  forecast: ({ values, periods }, horizon) => {
    const period = which === 'shortest' ? periods[0] : periods[periods.length - 1];
    return period === undefined ? undefined : repeatLastCycle(values, period, horizon);
  },
});

function repeatLastCycle(values: Float64Array, period: number, horizon: number): Float64Array {
  const start = values.length - period;
  const path = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) path[h] = values[start + (h % period)]!;
  return path;
}

/** The same step of the last short cycle, such as yesterday at this hour. */
export const seasonalNaive: PoolModel = createSeasonalNaive('seasonalNaive', 'shortest');

/** The same step of the last long cycle, such as last week at this hour. */
export const longSeasonalNaive: PoolModel = createSeasonalNaive('longSeasonalNaive', 'longest');

/** Mean of the recent cycles at the same step of the short season: seven days of hours, or as many as there are. */
export const cycleMean: PoolModel = {
  name: 'cycleMean',
  forecast: ({ values, periods }, horizon) => {
    const period = periods[0];
    return period === undefined ? undefined : meanOfCycles(values, period, 7, horizon);
  },
};

function meanOfCycles(values: Float64Array, period: number, most: number, horizon: number): Float64Array {
  const cycles = Math.min(most, Math.floor(values.length / period));
  const start = values.length - cycles * period;
  const shape = allocFloat64(period);
  for (let i = start; i < values.length; i++) shape[(i - start) % period]! += values[i]!;
  const path = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) path[h] = shape[h % period]! / cycles;
  return path;
}

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

function medianOfCycles(values: Float64Array, period: number, most: number, horizon: number): Float64Array {
  const cycles = Math.min(most, Math.floor(values.length / period));
  const start = values.length - cycles * period;
  const column = allocFloat64(cycles);
  const shape = generateFloat64(Math.min(period, horizon), (phase) => {
    for (let c = 0; c < cycles; c++) column[c] = values[start + c * period + phase]!;
    return sortToMedian(column);
  });
  return generateFloat64(horizon, (h) => shape[h % period]!);
}
