/** The script of a worker thread: forecasts every job of a message and answers with the forecasts. */
import { parentPort } from 'node:worker_threads';
import type { ForecastJob } from '../../capacity-forecast/forecast-many.js';
import { forecastSeries, type SeriesForecast } from '../../capacity-forecast/forecast-series.js';
import { E } from '../../prelude.js';

parentPort?.on('message', (jobs: readonly (PlainJob | undefined)[]) => {
  const answers = jobs.map((job): PlainAnswer => {
    const forecast = job && forecastSeries(job.values, job.options);
    return forecast && E.isRight(forecast) ? forecast.right : undefined;
  });
  parentPort?.postMessage(answers);
});

/** A job as it goes to a worker: no functions in it. */
export type PlainJob = Pick<ForecastJob, 'values' | 'options'>;

/** A forecast as it comes back, or nothing where there is none. */
export type PlainAnswer = SeriesForecast | undefined;
