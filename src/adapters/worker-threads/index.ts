/**
 * Worker threads of Node for `forecastMany`.
 *
 * @packageDocumentation
 */
import { availableParallelism } from 'node:os';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import {
  answerJob,
  type ForecastAnswer,
  type ForecastExecutor,
  type ForecastJob,
  type PlainAnswer,
  type PlainJob,
} from '../../capacity-forecast/forecast-many.js';
import { E } from '../../prelude.js';

/** Worker threads for `forecastMany`, to be closed when done. */
export interface ForecastWorkers extends ForecastExecutor {
  /** Ends the threads, and no new ones start; without it the process does not end. Jobs that run are rejected. */
  readonly close: () => Promise<void>;
}

/**
 * Starts worker threads for `forecastMany`: one per processor unless `size` says otherwise.
 *
 * @param entry the worker's script; the package's own unless given.
 * @example
 * const executor = forecastWorkers();
 * for await (const { id, forecast } of forecastMany(jobs, { executor })) keep(id, forecast);
 * await executor.close();
 */
export function forecastWorkers(
  size: number = availableParallelism(),
  entry: URL = new URL('./worker.js', getModuleLocation()),
): ForecastWorkers {
  const width = Math.max(1, Math.floor(size) || 1);
  const living = new Set<Worker>();
  const idle: Worker[] = [];
  const waiting: Waiting[] = [];
  let closed = false;
  const release = (worker: Worker): void => {
    const next = waiting.shift();
    if (next) next.take(worker);
    else idle.push(worker);
  };
  const start = (): void => {
    const worker = new Worker(entry);
    living.add(worker);
    // An error while nobody waits for an answer; the exit that follows it is seen by the next job.
    worker.on('error', () => undefined);
    release(worker);
  };
  for (let i = 0; i < width; i += 1) start();
  return {
    width,
    run: async (jobs) => {
      if (closed) throw new Error('the workers are closed');
      const worker = idle.pop() ?? (await new Promise<Worker>((take, refuse) => waiting.push({ take, refuse })));
      try {
        const answers = await runJobs(worker, jobs);
        release(worker);
        return answers;
      } catch (thrown) {
        living.delete(worker);
        await worker.terminate();
        if (!closed) start();
        throw thrown;
      }
    },
    close: async () => {
      closed = true;
      for (const { refuse } of waiting.splice(0)) refuse(new Error('the workers are closed'));
      await Promise.all([...living].map((worker) => worker.terminate()));
    },
  };
}

/** A batch that waits for a worker. */
interface Waiting {
  readonly take: (worker: Worker) => void;
  readonly refuse: (reason: Error) => void;
}

/**
 * Sends what can be sent. Plug-in models are functions and stay here; so do failures, which lose their tags on the
 * way: the job that failed there fails here just as fast, with the same error.
 */
async function runJobs(worker: Worker, jobs: readonly ForecastJob[]): Promise<ForecastAnswer[]> {
  const plain = jobs.map((job) => (isTransferable(job) ? job : undefined));
  const answers = await post(worker, plain);
  return jobs.map((job, i) => {
    const answer = answers[i];
    return answer ? { id: job.id, forecast: E.right(answer) } : answerJob(job);
  });
}

function isTransferable({ options }: ForecastJob): boolean {
  const model = options?.model;
  return model === undefined || typeof model === 'string' || Array.isArray(model);
}

function post(worker: Worker, jobs: readonly (PlainJob | undefined)[]): Promise<readonly PlainAnswer[]> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      worker.off('message', answered);
      worker.off('error', failed);
      worker.off('exit', failed);
    };
    const answered = (answers: readonly PlainAnswer[]): void => {
      finish();
      resolve(answers);
    };
    const failed = (reason: unknown): void => {
      finish();
      reject(reason);
    };
    worker.on('message', answered);
    worker.on('error', failed);
    worker.on('exit', failed);
    worker.postMessage(jobs);
  });
}

/** Where this file is: a CommonJS file knows its name, an ES module its address. */
function getModuleLocation(): string | URL {
  return typeof __filename === 'string' ? pathToFileURL(__filename) : import.meta.url;
}
export type * from '../../shared-types.js';
