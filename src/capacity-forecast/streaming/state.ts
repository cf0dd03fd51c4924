import { unusableSeries, type UnusableSeries } from '../../errors/forecast.js';
import { show } from '../../errors/show.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { dampedPath, initialState, searchDamping } from '../models/damped-trend.js';
import { estimateAdditiveSeason } from './season.js';

/** What a fit has found once and a stream keeps: how fast it forgets, and the season's shape. */
export interface StreamSettings {
  /** Share of a one-step error that the level takes up, 0 to 1. */
  readonly alpha: number;
  /** Share of it that the slope takes up, 0 to `alpha`. */
  readonly beta: number;
  /** What is left of the slope after a step, 0.8 to 0.98. */
  readonly phi: number;
  /** One value for each phase, mean zero; one zero without a season. */
  readonly season: ReadonlyArray<number>;
}

/**
 * A fitted damped trend that new values update. Plain data: it can be stored as JSON and taken up again.
 */
export interface StreamState {
  /** Found once; updates keep them. */
  readonly settings: StreamSettings;
  /** How many values have gone in, gaps included. */
  readonly count: number;
  /** Level and slope of the run from zero, and their answers to a unit of initial level and of initial slope. */
  readonly run: ReadonlyArray<number>;
  /** Products of the one-step errors and those answers, from which the best initial state follows. */
  readonly products: ReadonlyArray<number>;
}

const MIN_VALUES = 4;
export const MAX_STREAM_HORIZON = 100_000;

/** Finds the settings of a series, then runs through it. */
export function fitStream(values: ArrayLike<number>, period: number): Either<UnusableSeries, StreamState> {
  const x = Float64Array.from(values ?? [], (v) => (typeof v === 'number' && Number.isFinite(v) ? v : Number.NaN));
  const known = x.filter((v) => !Number.isNaN(v)).length;
  const length = Number.isSafeInteger(period) && period >= 1 && period <= 10_000 ? period : 0;
  if (known < MIN_VALUES || length === 0) {
    const expected = `at least ${MIN_VALUES} finite numbers and a whole period from 1 to 10000`;
    return E.left(unusableSeries({ found: `${known} numbers and a period of ${show(period)}`, expected }));
  }
  const season = estimateAdditiveSeason(x, length);
  const adjusted = x.map((v, i) => v - season[i % length]!).filter((v) => !Number.isNaN(v));
  const [alpha, share, phi] = searchDamping(adjusted) as [number, number, number];
  return E.right(refit(x, { alpha, beta: alpha * share, phi, season: Array.from(season) }));
}

/** Runs known settings through a whole series: what a stream of the same values has arrived at. O(n). */
export function refit(values: ArrayLike<number>, settings: StreamSettings): StreamState {
  let state: StreamState = { settings, count: 0, run: [0, 0, 1, 0, 0, 1], products: [0, 0, 0, 0, 0] };
  for (let i = 0; i < values.length; i++) state = advance(state, values[i]!);
  return state;
}

/**
 * Takes one more value in, in constant time; a value that is not finite is a gap, over which level and slope run on.
 * The result is that of {@link refit} on the longer series with the same settings, bit for bit.
 *
 * Method: exponential smoothing is linear in its initial state, so the run from zero and its responses to that state go
 * through the recursion side by side (variable projection; Golub and Pereyra 1973).
 */
export function advance(state: StreamState, value: number): StreamState {
  const { alpha, beta, phi, season } = state.settings;
  let [l, b, ll, lb, sl, sb] = state.run as [number, number, number, number, number, number];
  let [el, es, xx, xy, yy] = state.products as [number, number, number, number, number];
  [b, lb, sb] = [b * phi, lb * phi, sb * phi];
  [l, ll, sl] = [l + b, ll + lb, sl + sb];
  if (Number.isFinite(value)) {
    const error = value - season[state.count % season.length]! - l;
    el += error * ll;
    es += error * sl;
    xx += ll * ll;
    xy += ll * sl;
    yy += sl * sl;
    [l, b] = [l + alpha * error, b + beta * error];
    [lb, ll] = [lb - beta * ll, ll - alpha * ll];
    [sb, sl] = [sb - beta * sl, sl - alpha * sl];
  }
  const run = [l, b, ll, lb, sl, sb];
  return { settings: state.settings, count: state.count + 1, run, products: [el, es, xx, xy, yy] };
}

/** Point forecasts of the next `horizon` steps. */
export function streamForecast({ settings, count, run, products }: StreamState, horizon: number): Float64Array {
  const [l, b, ll, lb, sl, sb] = run as [number, number, number, number, number, number];
  const initial = initialState(...(products as [number, number, number, number, number]));
  const level = l + initial.level * ll + initial.slope * sl;
  const slope = b + initial.level * lb + initial.slope * sb;
  const { phi, season } = settings;
  return dampedPath(level, slope, phi, horizon).map((v, h) => v + season[(count + h) % season.length]!);
}
