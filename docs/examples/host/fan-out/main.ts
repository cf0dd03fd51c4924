/**
 * The nightly job on several processes: one job a tenant in a queue, two workers that take them. Whichever process is
 * killed, start this one again (or let it go on): jobs are freed, and each goes on where it was.
 */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { openHost } from '../host.js';
import { nightOf } from '../night.js';
import { tenantsOf } from '../nightly.js';
import { poolOf } from '../pool.js';
import { settingsFrom } from '../settings.js';
import { Queue, WORKERS } from './queue.js';

const MOST_ROUNDS = 20;

const settings = settingsFrom(process.env);
const workerProgram = process.env['WORKER_PROGRAM'] ?? fileURLToPath(new URL('./worker.ts', import.meta.url));
const pool = poolOf(settings.databaseUrl);
const night = nightOf(settings.day);

// Only one at a time: it says which workers are no more, so there must be nobody else who starts them.
const lock = await pool.connect();
await lock.query("SELECT pg_advisory_lock(hashtext('nightly fan-out'))");
const queue = await Queue.open(pool);
await queue.recover();
await queue.add(night.day, await tenantsOf(await openHost(pool, settings), night));
for (let round = 0; round < MOST_ROUNDS && (await queue.recover()) > 0; round += 1) {
  await Promise.all(WORKERS.map(workToEnd));
}
const left = await queue.recover();
const failures = await queue.failures();
for (const failure of failures) console.error(failure);
process.exitCode = failures.length === 0 && left === 0 ? 0 : 1;
await queue.close();
lock.release(true);
await pool.end();

/** Runs one worker until it has nothing to do or is killed. */
function workToEnd(name: string): Promise<void> {
  const child = fork(workerProgram, { env: { ...process.env, WORKER: name } });
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
