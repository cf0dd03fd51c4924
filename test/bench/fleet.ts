/**
 * A fleet on one core: every tenant's six metrics, 90 days of hours each, forecast for 30 days and checked for
 * exhaustion within a year, with progress. Series are made a tenant at a time, so that memory is the library's own.
 *
 *   npm run bench:fleet [-- --tenants 1000]
 */
import { parseArgs } from 'node:util';
import { fitDemand } from '../../src/capacity-forecast/demand.js';
import { exhaustDemand } from '../../src/capacity-forecast/exhaustion/project-exhaustion.js';
import { forecastDemand } from '../../src/capacity-forecast/forecast-usage.js';
import { RESOURCE_METRICS, type UsageDataPoint } from '../../src/capacity-forecast/index.js';
import { E, orThrow } from '../../src/prelude.js';
import type { EpochSeconds } from '../../src/time/period.js';
import { chance } from './simulated-growth.js';

const { values: given } = parseArgs({ options: { tenants: { type: 'string', default: '1000' } } });
const HOURS = 90 * 24;
const START = 1_750_032_000;
const NOW = (START + HOURS * 3_600) as EpochSeconds;

function usage(seed: number): UsageDataPoint[] {
  const { uniform, normal } = chance(seed);
  const [base, growth, amplitude, noise] = [uniform(10, 40), uniform(-0.1, 0.5), uniform(0, 0.4), uniform(0.01, 0.1)];
  return Array.from({ length: HOURS }, (_, hour) => {
    const level = base * (1 + (growth * hour) / HOURS) * (1 + amplitude * Math.sin((2 * Math.PI * hour) / 24));
    return { timestamp: START + hour * 3_600, value: Math.max(0, level + noise * base * normal()) };
  });
}

/** Time on the processor, so that other work on the machine does not count. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

const tenants = Number(given.tenants);
const began = performance.now();
let spent = 0;
let failed = 0;
let dated = 0;
let peak = 0;
for (let tenant = 0; tenant < tenants; tenant++) {
  const measured = RESOURCE_METRICS.map((_, i) => usage(tenant * RESOURCE_METRICS.length + i + 1));
  const start = cpuSeconds();
  for (const [i, metric] of RESOURCE_METRICS.entries()) {
    const points = measured[i]!;
    const demand = orThrow(fitDemand({ metric, points, now: NOW }));
    const forecast = forecastDemand(demand, { seasonality: 'none' });
    const dates = exhaustDemand(demand, { capacity: 70 });
    if (E.isLeft(forecast) || E.isLeft(dates)) failed++;
    else if (dates.right.p90Date !== null) dated++;
  }
  spent += cpuSeconds() - start;
  peak = Math.max(peak, process.memoryUsage().rss);
  if ((tenant + 1) % Math.max(1, Math.floor(tenants / 10)) === 0) {
    console.log(`${tenant + 1} of ${tenants} tenants, ${spent.toFixed(1)} s, ${(peak / 2 ** 20).toFixed(0)} MB`);
  }
}
const series = tenants * RESOURCE_METRICS.length;
console.log(
  `\n${series} series forecast and dated in ${spent.toFixed(1)} s of processor time, ${((1000 * spent) / series).toFixed(2)} ms each (aim: under 60 s for 6,000)`,
);
console.log(
  `${dated} run out within a year, ${failed} failed; peak memory ${(peak / 2 ** 20).toFixed(0)} MB (aim: under 300); ${((performance.now() - began) / 1000).toFixed(1)} s with making the data`,
);
