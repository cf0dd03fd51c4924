/**
 * 10,000 calls of a service of which every fifth request fails (silence, resets, cut answers, garbage, 500, 503, 429):
 * how they end, how long the slowest takes, and what they leave behind.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { faultStorm } from '../adapters/http/fault-storm.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const heapMegabytes = (): number => {
  collect();
  return process.memoryUsage().heapUsed / 1e6;
};

const calls = Number(process.argv[2] ?? 10_000);
for (const [round, seed] of [1, 2, 3].entries()) {
  const began = performance.now();
  const storm = await faultStorm({ calls, seed, atOnce: 20 });
  const seconds = (performance.now() - began) / 1000;
  // The closed connections of the last moment get time to go.
  await new Promise((resolve) => setTimeout(resolve, 200));
  const sockets = process.getActiveResourcesInfo().filter((resource) => resource === 'TCPSocketWrap').length;
  console.log({ round, ...storm, seconds, sockets, heapMegabytes: heapMegabytes() });
}
