/** The script of a worker thread: forecasts every job of a message and answers with the forecasts. */
import { parentPort } from 'node:worker_threads';
import type { PlainAnswer, PlainJob } from '../../capacity-forecast/forecast-many.js';
import { forecastSeries } from '../../capacity-forecast/forecast-series.js';
import { E } from '../../prelude.js';

parentPort?.on('message', (jobs: readonly (PlainJob | undefined)[]) => {
  const answers = jobs.map((job): PlainAnswer => {
    const forecast = job && forecastSeries(job.values, job.options);
    return forecast && E.isRight(forecast) ? forecast.right : undefined;
  });
  parentPort?.postMessage(answers);
});
