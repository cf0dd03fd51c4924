import { allocFloat64, mapFloat64 } from '../series/floats.js';
import { straightLine } from '../series/straight-line.js';
import type { PoolModel } from './model.js';
import { searchAlpha, smoothWithAlpha } from './simple-smoothing.js';

/**
 * The theta method (Assimakopoulos and Nikolopoulos 2000), as the M4 competition ran it: the mean of the straight line
 * through the seasonally adjusted series and of the exponential smoothing of twice the series minus that line.
 */
export const theta: PoolModel = {
  name: 'theta',
  tune: (history) => [thetaAlpha(history.adjusted().values)],
  forecast: (history, horizon, settings) => {
    const { values, restore } = history.adjusted();
    return restore(thetaPath(values, horizon, settings?.[0]));
  },
};

export const thetaAlpha = (values: Float64Array): number => searchAlpha(doubledCurvature(values).doubled);

export function thetaPath(values: Float64Array, horizon: number, alpha?: number): Float64Array {
  const { doubled, intercept, slope } = doubledCurvature(values);
  const { level } = smoothWithAlpha(doubled, alpha ?? searchAlpha(doubled));
  const path = allocFloat64(horizon);
  for (let h = 0; h < horizon; h++) path[h] = (level + intercept + slope * (values.length + h)) / 2;
  return path;
}

/** The line through the values, and twice the values minus that line. */
function doubledCurvature(values: Float64Array) {
  const { intercept, slope } = straightLine(values);
  return { intercept, slope, doubled: mapFloat64(values, (value, t) => 2 * value - (intercept + slope * t)) };
}
