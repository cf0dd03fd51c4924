import type { PoolModel } from './model.js';

/** The last value, carried forward: the best guess for a random walk. */
export const naive: PoolModel = {
  name: 'naive',
  forecast: ({ values }, horizon) => new Float64Array(horizon).fill(values[values.length - 1]!),
};
