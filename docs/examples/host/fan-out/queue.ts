import { makeWorkerUtils, type WorkerUtils } from 'graphile-worker';
import type pg from 'pg';

/** What one job is: a night of one tenant, or without a tenant the bill of everybody. */
export interface NightlyJob {
  readonly day: string;
  readonly tenantId?: string;
}

/** The name of the task, and the names of the workers: fixed, so that the jobs of one that was killed can be freed. */
export const TASK = 'nightly';
export const WORKERS: readonly string[] = ['nightly-1', 'nightly-2'];

// A worker that is killed costs its job an attempt, though the job did nothing wrong.
const MOST_ATTEMPTS = 25;

/** The queue of jobs, in the same PostgreSQL as everything else. */
export class Queue {
  readonly #pool: pg.Pool;
  readonly #utils: WorkerUtils;

  private constructor(pool: pg.Pool, utils: WorkerUtils) {
    this.#pool = pool;
    this.#utils = utils;
  }

  static async open(pool: pg.Pool): Promise<Queue> {
    const utils = await makeWorkerUtils({ pgPool: pool });
    await utils.migrate();
    return new Queue(pool, utils);
  }

  /** One job a tenant, and one for the bill. A job of the same key is replaced: adding them again adds nothing. */
  async add(day: string, tenants: readonly string[]): Promise<void> {
    const jobs: readonly NightlyJob[] = [{ day }, ...tenants.map((tenantId) => ({ day, tenantId }))];
    for (const job of jobs) {
      await this.#utils.addJob(TASK, job, { jobKey: keyOf(job), maxAttempts: MOST_ATTEMPTS });
    }
  }

  /**
   * Frees the jobs of workers that are no more, and lets those that failed try again at once; how many jobs are left.
   */
  async recover(): Promise<number> {
    await this.#utils.forceUnlockWorkers([...WORKERS]);
    const { rows } = await this.#pool.query<{ id: string }>(
      'SELECT id FROM graphile_worker.jobs WHERE task_identifier = $1 AND attempts < max_attempts',
      [TASK],
    );
    await this.#utils.rescheduleJobs(
      rows.map(({ id }) => id),
      { runAt: new Date(0) },
    );
    return rows.length;
  }

  /** What the jobs say that have failed for good. */
  async failures(): Promise<readonly string[]> {
    // A job that was replaced while a worker had it stays behind without its key: its successor does the work.
    const { rows } = await this.#pool.query<{ last_error: string | null }>(
      `SELECT last_error FROM graphile_worker.jobs
       WHERE task_identifier = $1 AND key IS NOT NULL AND attempts >= max_attempts`,
      [TASK],
    );
    return rows.map((row) => row.last_error ?? 'its workers were killed too often');
  }

  async close(): Promise<void> {
    await this.#utils.release();
  }
}

const keyOf = (job: NightlyJob): string => JSON.stringify([job.day, job.tenantId]);
