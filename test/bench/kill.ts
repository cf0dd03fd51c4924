/**
 * Kills the example host (SIGKILL) at 200 random moments, starts it again each time, and holds what is there in the end
 * against an undisturbed run: every allocation, drift entry and forecast, and everything that the services received.
 */
import { killHost } from '../integration/host-runs.js';

const [kills = 200, seed = 1] = process.argv.slice(2).map(Number);
const began = performance.now();
const outcome = await killHost({ kills, seed, onCycle: (done) => process.stderr.write(`\r${done} kills`) });
console.log({ ...outcome, seconds: (performance.now() - began) / 1000 });
process.exitCode = outcome.differences.length === 0 ? 0 : 1;
