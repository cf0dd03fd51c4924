import { allocFloat64 } from '../series/floats.js';
import type { PoolModel } from './model.js';

/** The last whole cycle of one seasonal length, repeated; `which` picks the shortest or the longest length. */
const createSeasonalNaive = (name: string, which: 'shortest' | 'longest'): PoolModel => ({
  name,
  forecast: ({ values, periods }, horizon) => {
    const period = which === 'shortest' ? periods[0] : periods[periods.length - 1];
    return period === undefined ? undefined : repeatLastCycle(values, period, horizon);
  },
});

export function repeatLastCycle(values: Float64Array, period: number, horizon: number): Float64Array {
  const start = values.length - period;
  const path = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) path[h] = values[start + (h % period)]!;
  return path;
}

/** The same step of the last short cycle, such as yesterday at this hour. */
export const seasonalNaive = createSeasonalNaive('seasonalNaive', 'shortest');

/** The same step of the last long cycle, such as last week at this hour. */
export const longSeasonalNaive = createSeasonalNaive('longSeasonalNaive', 'longest');
