import { findProblem } from '../codec/decode.js';
import { optionsOf } from '../codec/record.js';
import { lookedAtLater } from '../codec/values.js';
import { yieldWhenDue } from '../host/chunked.js';
import { ignoreErrors } from '../host/try.js';
import { show } from '../errors/show.js';
import { E, type Either, type MaybePromise } from '../prelude.js';
import { type ForecastError, invalidForecastOption, unusableSeries } from './errors.js';
import { forecastSeries, type SeriesForecast } from './forecast-series.js';
import type { ForecastOptions } from './series-input.js';

/** One series among many. */
export interface ForecastJob {
  /** Handed back with the answer. */
  readonly id: string;
  /** One value a step, oldest first; NaN is missing. */
  readonly values: ArrayLike<number>;
  /** How it is forecast: the horizon at least. */
  readonly options: ForecastOptions;
}

/** A job as it is sent to a worker: no functions in it. */
export type PlainJob = Pick<ForecastJob, 'values' | 'options'>;

/** The forecast that a worker sends back; nothing where there is none. */
export type PlainAnswer = SeriesForecast | undefined;

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
 * number. Never throws: jobs that cannot be drawn, and unknown options, end the stream with a failed answer whose id is
 * empty.
 */
export async function* forecastMany(
  jobs: Iterable<ForecastJob> | AsyncIterable<ForecastJob>,
  options: ForecastManyOptions = {},
): AsyncGenerator<ForecastAnswer, void, undefined> {
  const wrong = findProblem(ForecastManyOptions, options ?? {}, 'options');
  if (wrong !== undefined) {
    yield { id: '', forecast: E.left(invalidForecastOption(wrong)) };
    return;
  }
  const { signal, onProgress, executor, width, batchSize } = readManyOptions(options);
  const total = countJobs(jobs);
  const batches = toBatches(jobs, batchSize);
  const running: Promise<readonly ForecastAnswer[]>[] = [];
  let [done, failed, drawn] = [0, 0, false];
  while (!isAborted(signal)) {
    while (!drawn && running.length < width) {
      const { value: batch } = await batches.next();
      if (batch) running.push(runBatch(batch, executor));
      else drawn = true;
    }
    const answers = await running.shift();
    if (!answers || isAborted(signal)) return;
    done += answers.length;
    failed += answers.filter(({ forecast }) => E.isLeft(forecast)).length;
    report(onProgress, { done, failed, ...total });
    yield* answers;
  }
}

const ForecastManyOptions = optionsOf<ForecastManyOptions>('the options', {
  signal: lookedAtLater,
  onProgress: lookedAtLater,
  executor: lookedAtLater,
  batchSize: lookedAtLater,
});

type Settings = Pick<ForecastManyOptions, 'signal' | 'onProgress'> & {
  readonly executor: ForecastExecutor;
  readonly width: number;
  readonly batchSize: number;
};

/** The options, read once; what cannot be read or makes no sense is as if it were left out. */
function readManyOptions(options: ForecastManyOptions | null): Settings {
  try {
    const { signal, onProgress, executor = LOCAL_EXECUTOR, batchSize = 16 } = options ?? {};
    const atLeastOne = (given: number): number => Math.max(1, Math.floor(given) || 1);
    return {
      ...(signal && { signal }),
      ...(onProgress && { onProgress }),
      executor,
      width: atLeastOne(executor.width),
      batchSize: atLeastOne(batchSize),
    };
  } catch {
    return { executor: LOCAL_EXECUTOR, width: 1, batchSize: 16 };
  }
}

/** How many jobs a list has; nothing is known of a stream, or of a list that cannot be read. */
function countJobs(jobs: unknown): { readonly total?: number } {
  try {
    return Array.isArray(jobs) ? { total: jobs.length } : {};
  } catch {
    return {};
  }
}

function isAborted(signal: ForecastManyOptions['signal']): boolean {
  try {
    return signal?.aborted === true;
  } catch {
    return false;
  }
}

/** The answer to one job; whatever the job is, it never throws. */
export function answerJob(job: ForecastJob): ForecastAnswer {
  try {
    const { id, values, options } = job;
    return { id, forecast: forecastSeries(values, options) };
  } catch (thrown) {
    return { id: '', forecast: unreadableJob(thrown) };
  }
}

const LOCAL_EXECUTOR: ForecastExecutor = {
  width: 1,
  run: async (jobs) => {
    const answers: ForecastAnswer[] = [];
    for (const job of jobs) {
      await yieldWhenDue();
      answers.push(answerJob(job));
    }
    return answers;
  },
};

async function runBatch(batch: Batch, executor: ForecastExecutor): Promise<readonly ForecastAnswer[]> {
  if ('broken' in batch) return [{ id: '', forecast: unreadableJob(batch.broken) }];
  try {
    const answers = await executor.run(batch.jobs);
    if (answers.length === batch.jobs.length && answers.every(isForecastAnswer)) return answers;
  } catch {
    // A worker that died is no reason to leave series without a forecast.
  }
  return LOCAL_EXECUTOR.run(batch.jobs);
}

const isForecastAnswer = ({ forecast }: ForecastAnswer): boolean => E.isLeft(forecast) || E.isRight(forecast);

type Batch = { readonly jobs: readonly ForecastJob[] } | { readonly broken: unknown };

async function* toBatches(
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

type OnProgress = NonNullable<ForecastManyOptions['onProgress']>;

function report(onProgress: OnProgress | undefined, progress: Parameters<OnProgress>[0]): void {
  ignoreErrors(() => onProgress?.(progress));
}

const unreadableJob = (thrown: unknown): Either<ForecastError, never> =>
  E.left(unusableSeries({ found: show(thrown), expected: 'jobs {id, values, options} that can be read' }, thrown));
