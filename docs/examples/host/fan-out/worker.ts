/** One worker process: takes tenants' jobs from the queue until there are none. Started by `main.ts`. */
import { runTaskListOnce } from 'graphile-worker';
import pg from 'pg';
import { openHost } from '../host.js';
import { nightOf } from '../night.js';
import { runTenant } from '../nightly.js';
import { settingsFrom } from '../settings.js';
import { TASK, type TenantJob } from './queue.js';

// A worker whose parent is gone must not go on beside the workers of the next one.
process.on('disconnect', () => process.exit(1));

const settings = settingsFrom(process.env);
const pool = new pg.Pool({ connectionString: settings.databaseUrl, max: 4 });
pool.on('error', () => undefined);
const host = await openHost(pool, settings);
const client = await pool.connect();
const tasks = {
  [TASK]: (payload: unknown) => {
    const { day, tenantId } = payload as TenantJob;
    return runTenant(host, nightOf(day), tenantId);
  },
};
await runTaskListOnce({ workerId: String(process.env['WORKER']), noHandleSignals: true }, tasks, client).promise;
client.release();
await pool.end();
process.disconnect?.();
