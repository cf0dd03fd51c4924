import {
  invalidForecastOption,
  type InvalidForecastOption,
  unusableSeries,
  type UnusableSeries,
} from '../../errors/forecast.js';
import { show } from '../../errors/show.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { advance, fitStream, MAX_STREAM_HORIZON, streamForecast, type StreamState } from './state.js';

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
 * start anew when the accuracy asks for it.
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
