/** A forecast that follows a series value by value: in constant time, with a state that is plain data. */
export { advanceStream, forecastStream, startStream } from './stream.js';
export type { StreamSettings, StreamState } from './state.js';
export type { InvalidForecastOption, UnusableSeries } from '../../errors/forecast.js';
export { isError } from '../../errors/tagged.js';
export { orThrow } from '../../prelude.js';
