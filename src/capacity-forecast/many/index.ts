/** Forecasts of any number of series, in a stream: in batches, on worker threads where there are some. */
export {
  forecastMany,
  type ForecastAnswer,
  type ForecastExecutor,
  type ForecastJob,
  type ForecastManyOptions,
} from './forecast-many.js';
export type { SeriesForecast } from '../forecast-series.js';
export type { ForecastOptions } from '../series/options.js';
export type {
  ForecastError,
  ForecastModelFailed,
  InvalidForecastOption,
  UnknownForecastModel,
  UnusableSeries,
} from '../../errors/forecast.js';
export {
  isForecastModelFailed,
  isInvalidForecastOption,
  isUnknownForecastModel,
  isUnusableSeries,
} from '../../errors/forecast.js';
export { orThrow } from '../../prelude.js';
