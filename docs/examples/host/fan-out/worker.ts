/** One worker process: takes jobs from the queue until there are none. Started by `main.ts`. */
import { runTaskListOnce } from 'graphile-worker';
import { openHost } from '../host.js';
import { nightOf } from '../night.js';
import { runBill, runTenant } from '../nightly.js';
import { poolOf } from '../pool.js';
import { settingsFrom } from '../settings.js';
import { TASK, type NightlyJob } from './queue.js';

// A worker whose parent is gone must not go on beside the workers of the next one.
process.on('disconnect', () => process.exit(1));

const settings = settingsFrom(process.env);
const pool = poolOf(settings.databaseUrl);
const host = await openHost(pool, settings);
const client = await pool.connect();
const tasks = {
  [TASK]: (payload: unknown) => {
    const { day, tenantId } = payload as NightlyJob;
    return tenantId === undefined ? runBill(host, nightOf(day)) : runTenant(host, nightOf(day), tenantId);
  },
};
await runTaskListOnce({ workerId: String(process.env['WORKER']), noHandleSignals: true }, tasks, client).promise;
client.release();
await pool.end();
process.disconnect?.();
