import { makeWorkerUtils, type WorkerUtils } from 'graphile-worker';
import type pg from 'pg';

/** What one job is: a night of one tenant. */
export interface TenantJob {
  readonly day: string;
  readonly tenantId: string;
}

/** The name of the task, and the names of the workers: fixed, so that the jobs of one that was killed can be freed. */
export const TASK = 'nightly-tenant';
export const WORKERS: readonly string[] = ['nightly-1', 'nightly-2'];

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

  /** One job a tenant. A job of the same key is replaced, so adding them again after a crash adds nothing. */
  async add(day: string, tenants: readonly string[]): Promise<void> {
    for (const tenantId of tenants) {
      const job: TenantJob = { day, tenantId };
      await this.#utils.addJob(TASK, job, { jobKey: keyOf(job), maxAttempts: 5 });
    }
  }

  /** Frees the jobs of workers that are no more, and lets those that failed try again at once; how many jobs are left. */
  async recover(): Promise<number> {
    await this.#utils.forceUnlockWorkers([...WORKERS]);
    const { rows } = await this.#pool.query<{ id: string }>(
      'SELECT id FROM graphile_worker.jobs WHERE task_identifier = $1 AND attempts < max_attempts',
      [TASK],
    );
    await this.#utils.rescheduleJobs(rows.map(({ id }) => id), { runAt: new Date(0) });
    return rows.length;
  }

  /** What the jobs say that have failed for good. */
  async failures(): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ last_error: string }>(
      'SELECT last_error FROM graphile_worker.jobs WHERE task_identifier = $1 AND attempts >= max_attempts',
      [TASK],
    );
    return rows.map((row) => row.last_error);
  }

  async close(): Promise<void> {
    await this.#utils.release();
  }
}

const keyOf = ({ day, tenantId }: TenantJob): string => `${day} ${tenantId}`;
