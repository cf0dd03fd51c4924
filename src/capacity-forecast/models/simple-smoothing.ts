import { minimizeOnInterval } from './golden-section.js';

/** A run of simple exponential smoothing at one alpha. */
export interface SimpleSmoothing {
  /** After the last value: the forecast of every later one. */
  readonly level: number;
  readonly initialLevel: number;
  readonly squaredError: number;
}

/** Alpha is searched on this many of the latest values: older ones hardly move it. */
const ALPHA_SEARCH_VALUES = 400;

/** The alpha of least squared one-step error. */
export function searchAlpha(values: Float64Array): number {
  const latest = values.subarray(-ALPHA_SEARCH_VALUES);
  return minimizeOnInterval((alpha) => smoothWithAlpha(latest, alpha).squaredError, 0.0001, 0.9999);
}

/**
 * Smooths at one alpha. The one-step errors are linear in the initial level (`e_t = e0_t - l0 (1 - alpha)^(t-1)`), so
 * that the best one is solved, not searched (variable projection; Golub and Pereyra 1973). O(n).
 */
export function smoothWithAlpha(values: Float64Array, alpha: number): SimpleSmoothing {
  let level = 0;
  let unit = 1;
  let ee = 0;
  let eu = 0;
  let uu = 0;
  for (let i = 0; i < values.length; i++) {
    const error = values[i]! - level;
    ee += error * error;
    eu += error * unit;
    uu += unit * unit;
    level += alpha * error;
    unit *= 1 - alpha;
  }
  const initialLevel = eu / uu;
  return { initialLevel, level: level + initialLevel * unit, squaredError: ee - (eu * eu) / uu };
}
