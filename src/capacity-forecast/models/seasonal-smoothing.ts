import { seasonalDifferences } from '../series/seasonal-adjustment.js';
import type { PoolModel } from './model.js';
import { minimise } from './nelder-mead.js';

/**
 * Exponential smoothing with a damped trend and an additive season that may change (Hyndman et al. 2008, AAdA), on the
 * series as it is.
 */
export const seasonalSmoothing: PoolModel = {
  name: 'seasonalSmoothing',
  forecast: ({ values, periods }, horizon) => {
    const period = periods[0];
    return period === undefined || values.length < 3 * period ? undefined : seasonalSmoothingPath(values, period, horizon);
  },
};

/** The same on logarithms: a season in proportion to the level. */
export const logSeasonalSmoothing: PoolModel = {
  name: 'logSeasonalSmoothing',
  forecast: ({ values, periods, positive }, horizon) => {
    const period = periods[0];
    if (period === undefined || values.length < 3 * period || !positive) return undefined;
    return seasonalSmoothingPath(values.map(Math.log), period, horizon).map(Math.exp);
  },
};

interface Smoothed {
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
  readonly squaredError: number;
}

export function seasonalSmoothingPath(values: Float64Array, period: number, horizon: number): Float64Array {
  const initial = seasonalDifferences(values, period);
  const cost = ([a, s, g, p]: Float64Array): number =>
    a! < 0.001 || a! > 0.999 || s! < 0.0001 || s! > 0.999 || g! < 0.0001 || g! > 1 - a! || p! < 0.8 || p! > 0.98
      ? Infinity
      : smoothAt(values, period, initial, a!, a! * s!, g!, p!).squaredError;
  const [alpha, share, gamma, phi] = minimise(cost, [0.4, 0.1, 0.1, 0.9], [0.25, 0.2, 0.15, 0.05], 80);
  const { level, slope, season } = smoothAt(values, period, initial, alpha!, alpha! * share!, gamma!, phi!);
  const path = new Float64Array(horizon);
  let at = level;
  let step = slope;
  for (let h = 0; h < horizon; h++) {
    step *= phi!;
    at += step;
    path[h] = at + season[(values.length + h) % period]!;
  }
  return path;
}

/** One run at fixed parameters; the errors are linear in the initial level and slope, which are solved (see damped trend). */
function smoothAt(
  values: Float64Array, period: number, initial: Float64Array, alpha: number, beta: number, gamma: number, phi: number,
): Smoothed {
  const season = initial.slice();
  const ls = new Float64Array(period);
  const ss = new Float64Array(period);
  let l = 0, b = 0, ll = 1, lb = 0, sl = 0, sb = 1;
  let ee = 0, el = 0, es = 0, xx = 0, xy = 0, yy = 0;
  let phase = 0;
  for (let i = 0; i < values.length; i++) {
    b *= phi; lb *= phi; sb *= phi;
    l += b; ll += lb; sl += sb;
    const e = values[i]! - l - season[phase]!;
    const p = ll + ls[phase]!;
    const q = sl + ss[phase]!;
    ee += e * e; el += e * p; es += e * q; xx += p * p; xy += p * q; yy += q * q;
    l += alpha * e; b += beta * e; season[phase]! += gamma * e;
    ll -= alpha * p; lb -= beta * p; ls[phase]! -= gamma * p;
    sl -= alpha * q; sb -= beta * q; ss[phase]! -= gamma * q;
    if (++phase === period) phase = 0;
  }
  const determinant = xx * yy - xy * xy;
  const solvable = determinant > 1e-10 * xx * yy;
  const level = solvable ? (el * yy - es * xy) / determinant : el / xx;
  const slope = solvable ? (es * xx - el * xy) / determinant : 0;
  for (let p = 0; p < period; p++) season[p]! += level * ls[p]! + slope * ss[p]!;
  return { level: l + level * ll + slope * sl, slope: b + level * lb + slope * sb, season, squaredError: ee - level * el - slope * es };
}
