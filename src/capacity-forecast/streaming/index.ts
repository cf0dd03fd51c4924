/**
 * A forecast that follows a series value by value: in constant time, with a state that is plain data.
 *
 * @packageDocumentation
 */
import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { invalidForecastOption, type InvalidForecastOption, unusableSeries, type UnusableSeries } from '../errors.js';
import { dampedPath, initialState, searchDamping } from '../forecasters/exponential-smoothing.js';

export type { InvalidForecastOption, UnusableSeries } from '../errors.js';
export { isError } from '../../errors/tagged.js';
export { orThrow } from '../../prelude.js';
export type * from '../../shared-types.js';

/**
 * The additive season of a series as one value for each phase: the mean deviation from a centered mean over one cycle,
 * with mean zero. Zeros where the series has fewer than two cycles, or no season was asked for (length 1).
 */
function estimateAdditiveSeason(values: Float64Array, period: number): Float64Array {
  const season = new Float64Array(period);
  if (period < 2 || values.length < 2 * period) return season;
  const counts = new Float64Array(period);
  let [sum, known] = [0, 0];
  for (let end = 0; end < values.length; end++) {
    const [first, last] = [values[end - period] ?? Number.NaN, values[end]!];
    if (!Number.isNaN(first)) [sum, known] = [sum - first, known - 1];
    if (!Number.isNaN(last)) [sum, known] = [sum + last, known + 1];
    // Added up again once a cycle: what a huge value that has left the cycle took from the digits comes back.
    if ((end + 1) % period === 0)
      sum = values.subarray(end + 1 - period, end + 1).reduce((all, v) => (Number.isNaN(v) ? all : all + v), 0);
    const at = end + 1 - period + (period >> 1);
    if (end + 1 < period || Number.isNaN(values[at]!) || known < period / 2) continue;
    season[at % period]! += values[at]! - sum / known;
    counts[at % period]! += 1;
  }
  const means = season.map((sum, phase) => (counts[phase]! > 0 ? sum / counts[phase]! : 0));
  const middle = means.reduce((sum, v) => sum + v, 0) / period;
  return means.map((v) => v - middle);
}

/** What a fit has found once and a stream keeps: how fast it forgets, and the season's shape. */
export interface StreamSettings {
  /** Share of a one-step error that the level takes up, 0 to 1. */
  readonly alpha: number;
  /** Share of it that the slope takes up, 0 to `alpha`. */
  readonly beta: number;
  /** What is left of the slope after a step, 0.8 to 0.98. */
  readonly phi: number;
  /** One value for each phase, mean zero; one zero without a season. */
  readonly season: readonly number[];
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
  readonly run: readonly number[];
  /** Products of the one-step errors and those answers, from which the best initial state follows. */
  readonly products: readonly number[];
}

const MIN_VALUES = 4;
const MAX_STREAM_HORIZON = 100_000;

/** Finds the settings of a series, then runs through it. */
function fitStream(values: ArrayLike<number>, period: number): Either<UnusableSeries, StreamState> {
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
function refit(values: ArrayLike<number>, settings: StreamSettings): StreamState {
  let state: StreamState = { settings, count: 0, run: [0, 0, 1, 0, 0, 1], products: [0, 0, 0, 0, 0] };
  for (let i = 0; i < values.length; i++) state = advance(state, values[i]!);
  return state;
}

/**
 * One more value. Exponential smoothing is linear in its initial state, so the run from zero and its responses to that
 * state go through the recursion side by side (variable projection; Golub and Pereyra 1973).
 */
function advance(state: StreamState, value: number): StreamState {
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

function streamForecast({ settings, count, run, products }: StreamState, horizon: number): Float64Array {
  const [l, b, ll, lb, sl, sb] = run as [number, number, number, number, number, number];
  const initial = initialState(...(products as [number, number, number, number, number]));
  const level = l + initial.level * ll + initial.slope * sl;
  const slope = b + initial.level * lb + initial.slope * sb;
  const { phi, season } = settings;
  return dampedPath(level, slope, phi, horizon).map((v, h) => v + season[(count + h) % season.length]!);
}

/**
 * Fits a series that is to be continued value by value: finds the settings of a damped trend and the season's shape,
 * then runs through the series. NaN is a gap. At least 4 values must be known.
 *
 * @param period seasonal length in steps; 1 for none
 * @example
 * let state = orThrow(startStream(hourly, 24));
 * for await (const value of live) state = orThrow(advanceStream(state, value));
 * orThrow(forecastStream(state, 24)); // the next day
 */
export function startStream(values: ArrayLike<number>, period = 1): Either<UnusableSeries, StreamState> {
  return tryRead(() => fitStream(values, period));
}

/**
 * Takes one more value in, in constant time; a value that is not finite is a gap, over which level and slope run on.
 * The state is what a run of the same settings through the whole series gives, bit for bit. Settings do not move:
 * start again when the accuracy asks for it.
 */
export function advanceStream(state: StreamState, value: number): Either<UnusableSeries, StreamState> {
  return withValidState(state, () => E.right(advance(state, value)));
}

/** Point forecasts of the next `horizon` steps, 1 to 100,000. */
export function forecastStream(
  state: StreamState,
  horizon: number,
): Either<UnusableSeries | InvalidForecastOption, number[]> {
  return withValidState<InvalidForecastOption, number[]>(state, () => {
    if (Number.isSafeInteger(horizon) && horizon >= 1 && horizon <= MAX_STREAM_HORIZON)
      return E.right(Array.from(streamForecast(state, horizon)));
    const expected = `a whole number from 1 to ${MAX_STREAM_HORIZON}`;
    return E.left(invalidForecastOption({ option: 'horizon', value: horizon, expected }));
  });
}

/** A state may have been stored and come back damaged: its shape is looked at, in constant time. */
function withValidState<L, A>(state: StreamState, compute: () => Either<L, A>): Either<L | UnusableSeries, A> {
  return tryRead((): Either<L | UnusableSeries, A> => {
    const { settings, count, run, products } = state;
    const numbers = [
      settings.alpha,
      settings.beta,
      settings.phi,
      count,
      ...hasLength(run, 6),
      ...hasLength(products, 5),
    ];
    const seasonal = Array.isArray(settings.season) && settings.season.length > 0;
    if (seasonal && numbers.every(Number.isFinite)) return compute();
    return E.left(unusableSeries({ found: show(state), expected: 'a state of a stream' }));
  });
}

const hasLength = (list: unknown, length: number): readonly unknown[] =>
  Array.isArray(list) && list.length === length ? list : [NaN];

function tryRead<L, A>(compute: () => Either<L, A>): Either<L | UnusableSeries, A> {
  try {
    return compute();
  } catch (thrown) {
    return E.left(unusableSeries({ found: show(thrown), expected: 'a series or a state that can be read' }, thrown));
  }
}
