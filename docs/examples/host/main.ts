/**
 * The nightly job as a process: `DATABASE_URL=… PLATFORM_URL=… DIGEST_KEY=… tsx docs/examples/host/main.ts`. Ends
 * with 0 when everything is done; otherwise, and whenever it is killed, start it again: it goes on where it was.
 */
import { openHost } from './host.js';
import { nightOf } from './night.js';
import { runNight } from './nightly.js';
import { poolOf } from './pool.js';
import { settingsFrom } from './settings.js';

const settings = settingsFrom(process.env);
const pool = poolOf(settings.databaseUrl);
try {
  const failures = await runNight(await openHost(pool, settings), nightOf(settings.day));
  for (const failure of failures) console.error(failure.message);
  process.exitCode = failures.length === 0 ? 0 : 1;
} finally {
  await pool.end();
}
