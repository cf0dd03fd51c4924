import { minimiseOnInterval } from './golden-section.js';

/** Simple exponential smoothing at its least squared one-step error. */
export interface SimpleSmoothing {
  readonly alpha: number;
  readonly level: number;
  readonly initialLevel: number;
  readonly squaredError: number;
}

/**
 * Fits simple exponential smoothing. For a fixed alpha the one-step errors are linear in the initial level
 * (`e_t = e0_t - l0 (1 - alpha)^(t-1)`), so that level is solved in closed form and only alpha is searched
 * (variable projection; Golub and Pereyra 1973). O(n) a try.
 */
export function fitSimpleSmoothing(values: Float64Array): SimpleSmoothing {
  const latest = values.subarray(-400);
  const alpha = minimiseOnInterval((a) => smoothAt(latest, a).squaredError, 0.0001, 0.9999);
  return smoothAt(values, alpha);
}

export function smoothAt(values: Float64Array, alpha: number): SimpleSmoothing {
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
  return { alpha, initialLevel, level: level + initialLevel * unit, squaredError: ee - (eu * eu) / uu };
}
