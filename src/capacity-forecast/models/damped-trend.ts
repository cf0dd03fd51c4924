import type { PoolModel } from './model.js';
import { minimise } from './nelder-mead.js';

/** Exponential smoothing with a damped additive trend (Gardner and McKenzie 1985) on the adjusted series. */
export const dampedTrend: PoolModel = {
  name: 'dampedTrend',
  forecast: (history, horizon) => {
    const { values, restore } = history.adjusted();
    return values.length < 4 ? undefined : restore(dampedTrendPath(values, horizon));
  },
};

/** Parameters are searched on this many of the latest values: older ones tell little about them. */
const SEARCHED = 300;

export interface DampedTrend {
  readonly level: number;
  readonly slope: number;
  readonly squaredError: number;
}

export function dampedTrendPath(values: Float64Array, horizon: number): Float64Array {
  const [alpha, share, phi] = searchDamping(values.subarray(-SEARCHED));
  const { level, slope } = dampedTrendAt(values, alpha, alpha * share, phi);
  const path = new Float64Array(horizon);
  let at = level;
  let step = slope;
  for (let h = 0; h < horizon; h++) {
    step *= phi;
    at += step;
    path[h] = at;
  }
  return path;
}

function searchDamping(values: Float64Array): readonly [number, number, number] {
  const cost = ([a, s, p]: Float64Array): number =>
    a! < 0.001 || a! > 0.999 || s! < 0.0001 || s! > 0.999 || p! < 0.8 || p! > 0.98
      ? Infinity
      : dampedTrendAt(values, a!, a! * s!, p!).squaredError;
  const [alpha, share, phi] = minimise(cost, [0.5, 0.1, 0.9], [0.25, 0.2, 0.05], 60);
  return [alpha!, share!, phi!];
}

/**
 * Runs the smoothing at fixed parameters. The one-step errors are linear in the initial level and slope: the run from
 * zero and the responses to a unit of each go through the recursion together, and a 2 by 2 system gives both.
 */
export function dampedTrendAt(values: Float64Array, alpha: number, beta: number, phi: number): DampedTrend {
  let l = 0, b = 0; // from zero
  let ll = 1, lb = 0; // response to a unit of level
  let sl = 0, sb = 1; // response to a unit of slope
  let ee = 0, el = 0, es = 0, xx = 0, xy = 0, yy = 0;
  for (let i = 0; i < values.length; i++) {
    b *= phi;
    lb *= phi;
    sb *= phi;
    l += b;
    ll += lb;
    sl += sb;
    const e = values[i]! - l;
    ee += e * e;
    el += e * ll;
    es += e * sl;
    xx += ll * ll;
    xy += ll * sl;
    yy += sl * sl;
    l += alpha * e;
    b += beta * e;
    // a unit of the state shifts the error by minus its prediction
    lb -= beta * ll;
    ll -= alpha * ll;
    sb -= beta * sl;
    sl -= alpha * sl;
  }
  const determinant = xx * yy - xy * xy;
  const solvable = determinant > 1e-10 * xx * yy;
  const level = solvable ? (el * yy - es * xy) / determinant : el / xx;
  const slope = solvable ? (es * xx - el * xy) / determinant : 0;
  return { level: l + level * ll + slope * sl, slope: b + level * lb + slope * sb, squaredError: ee - level * el - slope * es };
}
