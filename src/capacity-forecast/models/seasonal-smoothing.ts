import { floats, mapped } from '../series/floats.js';
import { seasonalDifferences } from '../series/seasonal-adjustment.js';
import { dampedPath, initialState } from './damped-trend.js';
import type { PoolModel, Settings } from './model.js';
import { minimise } from './nelder-mead.js';

/**
 * Exponential smoothing with a damped trend and an additive season that may change (the AAdA model of Hyndman et al.
 * 2008), on the series as it is.
 */
export const seasonalSmoothing: PoolModel = {
  name: 'seasonalSmoothing',
  tune: ({ values, periods }) => (isLongEnough(values, periods) ? searchSmoothing(values, periods[0]!) : undefined),
  forecast: ({ values, periods }, horizon, settings) =>
    isLongEnough(values, periods) ? seasonalSmoothingPath(values, periods[0]!, horizon, settings) : undefined,
};

/** The same on logarithms: a season in proportion to the level. */
export const logSeasonalSmoothing: PoolModel = {
  name: 'logSeasonalSmoothing',
  tune: (history) => (history.smallest > 0 ? seasonalSmoothing.tune!(history.logged()) : undefined),
  forecast: (history, horizon, settings) => {
    const path = history.smallest > 0 ? seasonalSmoothing.forecast(history.logged(), horizon, settings) : undefined;
    return path && mapped(path, Math.exp);
  },
};

const isLongEnough = (values: Float64Array, [period]: readonly number[]): boolean =>
  period !== undefined && values.length >= 3 * period;

/** The state after the last value; the season is kept by step of the season, counted from the first value. */
export interface SeasonalState {
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
  readonly squaredError: number;
}

export function seasonalSmoothingPath(
  values: Float64Array,
  period: number,
  horizon: number,
  settings: Settings = searchSmoothing(values, period),
): Float64Array {
  const { level, slope, season } = seasonalSmoothingAt(values, period, seasonalDifferences(values, period), settings);
  const path = dampedPath(level, slope, settings[3]!, horizon);
  for (let h = 0; h < horizon; h++) path[h]! += season[(values.length + h) % period]!;
  return path;
}

/** Seasons that the settings are searched on, the latest ones, and at least so many values. */
const SEASONS_SEARCHED = 20;
const LEAST_SEARCHED = 120;

/** Alpha, beta as a share of alpha, gamma and phi at the least squared one-step error. */
export function searchSmoothing(values: Float64Array, period: number): Settings {
  const season = seasonalDifferences(values, period);
  const wanted = Math.max(SEASONS_SEARCHED, Math.ceil(LEAST_SEARCHED / period)) * period;
  const spare = Math.max(0, values.length - wanted);
  const latest = values.subarray(spare - (spare % period));
  const room = roomFor(period);
  const cost = (x: Float64Array): number => {
    const [alpha, share, gamma, phi] = [x[0]!, x[1]!, x[2]!, x[3]!];
    const allowed = alpha >= 0.001 && alpha <= 0.999 && share >= 0.0001 && share <= 0.999;
    const allowedToo = gamma >= 0.0001 && gamma <= 1 - alpha && phi >= 0.8 && phi <= 0.98;
    return allowed && allowedToo ? seasonalSmoothingAt(latest, period, season, x, room).squaredError : Infinity;
  };
  return Array.from(minimise(cost, [0.4, 0.1, 0.1, 0.9], [0.25, 0.2, 0.15, 0.05], 55));
}

/** Room for one run: the season, and the responses of its steps to a unit of level (`ls`) and of slope (`ss`). */
interface Room {
  readonly season: Float64Array;
  readonly ls: Float64Array;
  readonly ss: Float64Array;
}

const roomFor = (period: number): Room => ({ season: floats(period), ls: floats(period), ss: floats(period) });

/**
 * One run at fixed settings from a given season. The errors are linear in the initial level and slope, which are
 * solved as in the damped trend; the responses to a unit of each also move the season.
 *
 * @param room is overwritten, and holds the season that is answered.
 */
export function seasonalSmoothingAt(
  values: Float64Array,
  period: number,
  initialSeason: Float64Array,
  settings: ArrayLike<number>,
  room = roomFor(period),
): SeasonalState {
  const [alpha, beta, gamma, phi] = [settings[0]!, settings[0]! * settings[1]!, settings[2]!, settings[3]!];
  const { season, ls, ss } = room;
  season.set(initialSeason);
  ls.fill(0);
  ss.fill(0);
  let [l, b, ll, lb, sl, sb] = [0, 0, 1, 0, 0, 1];
  let [ee, el, es, xx, xy, yy] = [0, 0, 0, 0, 0, 0];
  let phase = 0;
  for (let i = 0; i < values.length; i++) {
    b *= phi;
    lb *= phi;
    sb *= phi;
    l += b;
    ll += lb;
    sl += sb;
    const e = values[i]! - l - season[phase]!;
    const p = ll + ls[phase]!;
    const q = sl + ss[phase]!;
    ee += e * e;
    el += e * p;
    es += e * q;
    xx += p * p;
    xy += p * q;
    yy += q * q;
    l += alpha * e;
    b += beta * e;
    season[phase]! += gamma * e;
    ll -= alpha * p;
    lb -= beta * p;
    ls[phase]! -= gamma * p;
    sl -= alpha * q;
    sb -= beta * q;
    ss[phase]! -= gamma * q;
    phase = phase + 1 === period ? 0 : phase + 1;
  }
  const { level, slope } = initialState(el, es, xx, xy, yy);
  for (let p = 0; p < period; p++) season[p]! += level * ls[p]! + slope * ss[p]!;
  return {
    level: l + level * ll + slope * sl,
    slope: b + level * lb + slope * sb,
    season,
    squaredError: ee - level * el - slope * es,
  };
}
