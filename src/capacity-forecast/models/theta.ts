import { straightLine } from '../series/straight-line.js';
import type { PoolModel } from './model.js';
import { fitSimpleSmoothing } from './simple-smoothing.js';

/**
 * The theta method (Assimakopoulos and Nikolopoulos 2000), as the M4 competition ran it: the mean of the straight line
 * through the seasonally adjusted series and of the exponential smoothing of twice the series minus that line.
 */
export const theta: PoolModel = {
  name: 'theta',
  forecast: (history, horizon) => {
    const { values, restore } = history.adjusted();
    return restore(thetaPath(values, horizon));
  },
};

export function thetaPath(values: Float64Array, horizon: number): Float64Array {
  const n = values.length;
  const { intercept, slope } = straightLine(values);
  const doubled = values.map((value, t) => 2 * value - (intercept + slope * t));
  const { level } = fitSimpleSmoothing(doubled);
  const path = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) path[h] = (level + intercept + slope * (n + h)) / 2;
  return path;
}
