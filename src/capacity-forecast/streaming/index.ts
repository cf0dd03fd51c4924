/** A forecast that follows a series value by value: in constant time, with a state that is plain data. */
export { advanceStream, forecastStream, startStream, type StreamSettings, type StreamState } from './state.js';
export type { InvalidForecastOption, UnusableSeries } from '../errors.js';
export { isError } from '../../errors/tagged.js';
export { orThrow } from '../../prelude.js';
export type * from '../../shared-types.js';
