import { type ForecastError, unusableSeries } from '../errors/forecast.js';
import { show } from '../errors/show.js';
import { E, type Either, type MaybePromise } from '../prelude.js';
import { forecastSeries, type SeriesForecast } from './forecast-series.js';
import type { ForecastOptions } from './series/options.js';

/** One series among many. */
export interface ForecastJob {
  /** Handed back with the answer. */
  readonly id: string;
  /** One value a step, oldest first; NaN is missing. */
  readonly values: ArrayLike<number>;
  /** How it is forecast: the horizon at least. */
  readonly options: ForecastOptions;
}

/** What became of one job. */
export interface ForecastAnswer {
  /** The job's id. */
  readonly id: string;
  /** What came of it. */
  readonly forecast: Either<ForecastError, SeriesForecast>;
}

/**
 * Where batches of jobs are worked on: worker threads, say. Answers come in the order of the jobs. A batch that fails
 * is worked on here instead.
 */
export interface ForecastExecutor {
  /** How many batches it works on at once. */
  readonly width: number;
  /** Works on one batch. */
  readonly run: (jobs: readonly ForecastJob[]) => MaybePromise<readonly ForecastAnswer[]>;
}

/** How many series are forecast: in what batches, where, and how to follow or stop it. */
export interface ForecastManyOptions {
  /** Stops the stream before the next batch; what was yielded until then stands. */
  readonly signal?: { readonly aborted: boolean };
  /** Called after every batch. `total` is how many jobs there are, where they are a list. */
  readonly onProgress?: (progress: { readonly done: number; readonly failed: number; readonly total?: number }) => void;
  /** Left out, everything is worked on in this thread, which other work gets back after every batch. */
  readonly executor?: ForecastExecutor;
  /** Jobs in a batch; 16 unless given. */
  readonly batchSize?: number;
}

/**
 * Forecasts any number of series as a stream, in the order of the jobs: `for await (const { id, forecast } of
 * forecastMany(jobs))`. Jobs are drawn only as fast as answers are taken, so that memory does not grow with their
 * number. Never throws: jobs that cannot be drawn end the stream with a failed answer whose id is empty.
 */
export async function* forecastMany(
  jobs: Iterable<ForecastJob> | AsyncIterable<ForecastJob>,
  options: ForecastManyOptions = {},
): AsyncGenerator<ForecastAnswer, void, undefined> {
  const { signal, executor = HERE } = options;
  const total = Array.isArray(jobs) ? { total: jobs.length } : {};
  const batches = batchesOf(jobs, Math.max(1, Math.floor(options.batchSize ?? 16) || 1));
  const running: Promise<readonly ForecastAnswer[]>[] = [];
  let [done, failed, drawn] = [0, 0, false];
  while (!signal?.aborted) {
    while (!drawn && running.length < Math.max(1, executor.width)) {
      const { value: batch } = await batches.next();
      if (batch) running.push(answersTo(batch, executor));
      else drawn = true;
    }
    const answers = await running.shift();
    if (!answers || signal?.aborted) return;
    done += answers.length;
    failed += answers.filter(({ forecast }) => E.isLeft(forecast)).length;
    report(options, { done, failed, ...total });
    yield* answers;
  }
}

/** The answer to one job; whatever the job is, it never throws. */
export function answerTo(job: ForecastJob): ForecastAnswer {
  try {
    const { id, values, options } = job;
    return { id, forecast: forecastSeries(values, options) };
  } catch (thrown) {
    return { id: '', forecast: unreadable(thrown) };
  }
}

const HERE: ForecastExecutor = {
  width: 1,
  run: async (jobs) => {
    const answers = jobs.map(answerTo);
    await new Promise((resume) => setTimeout(resume, 0));
    return answers;
  },
};

async function answersTo(batch: Batch, executor: ForecastExecutor): Promise<readonly ForecastAnswer[]> {
  if ('broken' in batch) return [{ id: '', forecast: unreadable(batch.broken) }];
  try {
    const answers = await executor.run(batch.jobs);
    if (answers.length === batch.jobs.length) return answers;
  } catch {
    // A worker that died is no reason to leave series without a forecast.
  }
  return HERE.run(batch.jobs);
}

type Batch = { readonly jobs: readonly ForecastJob[] } | { readonly broken: unknown };

async function* batchesOf(
  jobs: Iterable<ForecastJob> | AsyncIterable<ForecastJob>,
  size: number,
): AsyncGenerator<Batch, undefined, undefined> {
  let batch: ForecastJob[] = [];
  try {
    for await (const job of jobs) {
      batch.push(job);
      if (batch.length < size) continue;
      yield { jobs: batch };
      batch = [];
    }
    if (batch.length > 0) yield { jobs: batch };
  } catch (thrown) {
    if (batch.length > 0) yield { jobs: batch };
    yield { broken: thrown };
  }
  return undefined;
}

function report({ onProgress }: ForecastManyOptions, progress: Parameters<NonNullable<ForecastManyOptions['onProgress']>>[0]): void {
  try {
    onProgress?.(progress);
  } catch {
    // A listener's own trouble must not end the stream.
  }
}

const unreadable = (thrown: unknown): Either<ForecastError, never> =>
  E.left(unusableSeries({ found: show(thrown), expected: 'jobs {id, values, options} that can be read' }, thrown));
