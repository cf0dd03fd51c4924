import type { ForecastJob } from '../../capacity-forecast/forecast-many.js';
import type { SeriesForecast } from '../../capacity-forecast/forecast-series.js';

/** A job as it goes to a worker: no functions in it. */
export type PlainJob = Pick<ForecastJob, 'values' | 'options'>;

/** A forecast as it comes back, or nothing where there is none. */
export type PlainAnswer = SeriesForecast | undefined;
