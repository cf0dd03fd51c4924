import { allocFloat64 } from '../series/floats.js';
import type { PoolModel, Settings } from './model.js';
import { minimize } from './nelder-mead.js';

/** Exponential smoothing with a damped additive trend (Gardner and McKenzie 1985) on the adjusted series. */
export const dampedTrend: PoolModel = {
  name: 'dampedTrend',
  tune: (history) => (history.values.length < 4 ? undefined : searchDamping(history.adjusted().values)),
  forecast: (history, horizon, settings) => {
    const { values, restore } = history.adjusted();
    return values.length < 4 ? undefined : restore(dampedTrendPath(values, horizon, settings));
  },
};

/** The state after the last value, and how well the run fitted. */
export interface DampedTrend {
  readonly level: number;
  readonly slope: number;
  readonly squaredError: number;
}

export function dampedTrendPath(
  values: Float64Array,
  horizon: number,
  [alpha, share, phi]: Settings = searchDamping(values),
): Float64Array {
  const { level, slope } = dampedTrendAt(values, alpha!, alpha! * share!, phi!);
  return dampedPath(level, slope, phi!, horizon);
}

export function dampedPath(level: number, slope: number, phi: number, horizon: number): Float64Array {
  const path = allocFloat64(horizon);
  let at = level;
  let step = slope;
  for (let h = 0; h < horizon; h++) {
    step *= phi;
    at += step;
    path[h] = at;
  }
  return path;
}

/** Settings are searched on this many of the latest values: older ones tell little about them. */
const DAMPING_SEARCH_VALUES = 300;

/** Alpha, beta as a share of alpha, and phi between 0.80 and 0.98, at the least squared one-step error. */
export function searchDamping(values: Float64Array): Settings {
  const latest = values.subarray(-DAMPING_SEARCH_VALUES);
  const cost = (x: Float64Array): number => {
    const [alpha, share, phi] = [x[0]!, x[1]!, x[2]!];
    const allowed = alpha >= 0.001 && alpha <= 0.999 && share >= 0.0001 && share <= 0.999 && phi >= 0.8 && phi <= 0.98;
    return allowed ? dampedTrendAt(latest, alpha, alpha * share, phi).squaredError : Infinity;
  };
  return Array.from(minimize(cost, [0.5, 0.1, 0.9], [0.25, 0.2, 0.05], 60));
}

/**
 * Runs the smoothing at fixed parameters. The one-step errors are linear in the initial level and slope: the run from
 * zero (`l`, `b`) and the responses to a unit of level (`ll`, `lb`) and of slope (`sl`, `sb`) go through the recursion
 * together, and two normal equations give the best initial state.
 */
export function dampedTrendAt(values: Float64Array, alpha: number, beta: number, phi: number): DampedTrend {
  let [l, b, ll, lb, sl, sb] = [0, 0, 1, 0, 0, 1];
  let [ee, el, es, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
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
    lb -= beta * ll;
    ll -= alpha * ll;
    sb -= beta * sl;
    sl -= alpha * sl;
  }
  const { level, slope } = initialState(el, es, xx, xy, yy);
  return {
    level: l + level * ll + slope * sl,
    slope: b + level * lb + slope * sb,
    squaredError: ee - level * el - slope * es,
  };
}

/** Least squares of errors on the two responses; without a slope where they can hardly be told apart. */
export function initialState(el: number, es: number, xx: number, xy: number, yy: number) {
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-10 * xx * yy)) return { level: xx > 0 ? el / xx : 0, slope: 0 };
  return { level: (el * yy - es * xy) / determinant, slope: (es * xx - el * xy) / determinant };
}
