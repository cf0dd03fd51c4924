import { allocFloat64, mapFloat64 } from '../../stats/float64.js';
import { minimize } from '../../stats/minimize.js';
import { seasonalDifferences } from '../decomposition.js';
import type { PoolModel, Settings } from './forecaster.js';

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
interface DampedTrend {
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
export function initialState(
  el: number,
  es: number,
  xx: number,
  xy: number,
  yy: number,
): { readonly level: number; readonly slope: number } {
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-10 * xx * yy)) return { level: xx > 0 ? el / xx : 0, slope: 0 };
  return { level: (el * yy - es * xy) / determinant, slope: (es * xx - el * xy) / determinant };
}

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
    return path && mapFloat64(path, Math.exp);
  },
};

const isLongEnough = (values: Float64Array, [period]: readonly number[]): boolean =>
  period !== undefined && values.length >= 3 * period;

/** The state after the last value; the season is kept by step of the season, counted from the first value. */
interface SeasonalState {
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
const SEARCH_SEASONS = 20;
const MIN_SEARCH_VALUES = 120;

/** Alpha, beta as a share of alpha, gamma and phi at the least squared one-step error. */
function searchSmoothing(values: Float64Array, period: number): Settings {
  const season = seasonalDifferences(values, period);
  const wanted = Math.max(SEARCH_SEASONS, Math.ceil(MIN_SEARCH_VALUES / period)) * period;
  const spare = Math.max(0, values.length - wanted);
  const latest = values.subarray(spare - (spare % period));
  const run = createRun(period);
  const cost = (x: Float64Array): number => {
    const [alpha, share, gamma, phi] = [x[0]!, x[1]!, x[2]!, x[3]!];
    const allowed = alpha >= 0.001 && alpha <= 0.999 && share >= 0.0001 && share <= 0.999;
    const allowedToo = gamma >= 0.0001 && gamma <= 1 - alpha && phi >= 0.8 && phi <= 0.98;
    return allowed && allowedToo ? seasonalSmoothingAt(latest, period, season, x, run).squaredError : Infinity;
  };
  return Array.from(minimize(cost, [0.4, 0.1, 0.1, 0.9], [0.25, 0.2, 0.15, 0.05], 55));
}

/** A run under way. */
interface SmoothingRun {
  readonly season: Float64Array;
  /** How the season responds to a unit of initial level and of initial slope. */
  readonly ls: Float64Array;
  readonly ss: Float64Array;
  /** Level and slope, the responses of both, and the sums of products of the errors and their two responses. */
  readonly state: Float64Array;
}

const createRun = (period: number): SmoothingRun => ({
  season: allocFloat64(period),
  ls: allocFloat64(period),
  ss: allocFloat64(period),
  state: allocFloat64(START.length),
});

/** From a level and a slope of zero; their responses to a unit of each. In the order in which a run reads them. */
const START = Float64Array.of(0, 0, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0);

/**
 * A run is taken in stretches of this many steps, so that the compiler takes over a long first one after one of them.
 */
const CHUNK = 256;

/**
 * One run at fixed settings from a given season. The errors are linear in the initial level and slope, which are
 * solved as in the damped trend; the responses to a unit of each also move the season.
 *
 * @param run room to work in; its season is the one that is answered.
 */
export function seasonalSmoothingAt(
  values: Float64Array,
  period: number,
  initialSeason: Float64Array,
  settings: ArrayLike<number>,
  run: SmoothingRun = createRun(period),
): SeasonalState {
  const { season, ls, ss, state } = run;
  const [alpha, beta, gamma, phi] = [settings[0]!, settings[0]! * settings[1]!, settings[2]!, settings[3]!];
  season.set(initialSeason);
  ls.fill(0);
  ss.fill(0);
  state.set(START);
  for (let from = 0; from < values.length; from += CHUNK)
    advanceRun(run, values, from, Math.min(values.length, from + CHUNK), alpha, beta, gamma, phi);
  const [l, b, ll, lb, sl, sb] = [state[0]!, state[1]!, state[2]!, state[3]!, state[4]!, state[5]!];
  const [ee, el, es] = [state[6]!, state[7]!, state[8]!];
  const { level, slope } = initialState(el, es, state[9]!, state[10]!, state[11]!);
  for (let p = 0; p < period; p++) season[p]! += level * ls[p]! + slope * ss[p]!;
  return {
    level: l + level * ll + slope * sl,
    slope: b + level * lb + slope * sb,
    season,
    squaredError: ee - level * el - slope * es,
  };
}

/** The steps from `from` until before `to`. */
function advanceRun(
  { season, ls, ss, state }: SmoothingRun,
  values: Float64Array,
  from: number,
  to: number,
  alpha: number,
  beta: number,
  gamma: number,
  phi: number,
): void {
  const period = season.length;
  let [l, b, ll, lb, sl, sb] = [state[0]!, state[1]!, state[2]!, state[3]!, state[4]!, state[5]!];
  let [ee, el, es, xx, xy, yy] = [state[6]!, state[7]!, state[8]!, state[9]!, state[10]!, state[11]!];
  let phase = from % period;
  for (let i = from; i < to; i++) {
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
  [state[0], state[1], state[2], state[3], state[4], state[5]] = [l, b, ll, lb, sl, sb];
  [state[6], state[7], state[8], state[9], state[10], state[11]] = [ee, el, es, xx, xy, yy];
}
