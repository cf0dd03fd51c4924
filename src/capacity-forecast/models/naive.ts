import { allocFloat64 } from '../series/floats.js';
import type { PoolModel } from './model.js';

/** The last value, carried forward: the best guess for a random walk. */
export const naive: PoolModel = {
  name: 'naive',
  forecast: ({ values }, horizon) => allocFloat64(horizon).fill(values[values.length - 1]!),
};
