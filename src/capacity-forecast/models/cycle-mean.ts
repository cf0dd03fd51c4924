import { allocFloat64 } from '../series/floats.js';
import type { PoolModel } from './model.js';

/** Mean of the recent cycles at the same step of the short season: seven days of hours, or as many as there are. */
export const cycleMean: PoolModel = {
  name: 'cycleMean',
  forecast: ({ values, periods }, horizon) => {
    const period = periods[0];
    return period === undefined ? undefined : meanOfCycles(values, period, 7, horizon);
  },
};

export function meanOfCycles(values: Float64Array, period: number, most: number, horizon: number): Float64Array {
  const cycles = Math.min(most, Math.floor(values.length / period));
  const start = values.length - cycles * period;
  const shape = allocFloat64(period);
  for (let i = start; i < values.length; i++) shape[(i - start) % period]! += values[i]!;
  const path = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) path[h] = shape[h % period]! / cycles;
  return path;
}
