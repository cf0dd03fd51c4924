import { allocFloat64, mapFloat64 } from '../series/floats.js';
import type { PoolModel } from './model.js';
import { thetaPath } from './theta.js';

/**
 * Theta, and how the level moved over the same steps of the long cycles before: what a year does to daily data.
 * Of the mean movement over `c` cycles c/(c + 1) is believed, as if habit and chance were equal in one. Without a
 * long cycle it is theta.
 */
export const longSeasonDrift: PoolModel = {
  name: 'longSeasonDrift',
  forecast: (history, horizon) => {
    const [short, long] = history.periods;
    const { values, restore } = history.adjusted();
    if (short === undefined || long === undefined) return restore(thetaPath(values, horizon));
    const ratios = history.smallest > 0;
    const level = smoothOver(ratios ? mapFloat64(values, Math.log) : values, short);
    const cycles = Math.min(MAX_CYCLES, Math.floor((values.length - short) / long));
    const now = values.length - 1 - (short >> 1);
    const path = mapFloat64(thetaPath(values, horizon), (x, h) => {
      let moved = 0;
      for (let c = 1; c <= cycles; c++) {
        const then = values.length + (h % long) - c * long;
        moved += level(then) - level(now - c * long);
      }
      moved /= cycles + 1;
      return ratios ? x * Math.exp(moved) : x + moved;
    });
    return restore(path);
  },
};

const MAX_CYCLES = 3;

/** Mean over one short season to either side, as far as there are values. */
function smoothOver(values: Float64Array, reach: number): (t: number) => number {
  const sums = allocFloat64(values.length + 1);
  for (let i = 0; i < values.length; i++) sums[i + 1] = sums[i]! + values[i]!;
  return (t) => {
    const from = Math.max(0, t - reach);
    const to = Math.min(values.length, t + reach + 1);
    return (sums[to]! - sums[from]!) / (to - from);
  };
}
