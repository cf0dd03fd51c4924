/**
 * Forecasts every series of a file and writes what it said, for a scorer to judge; it never reads `test`.
 *
 *   npm run bench:forecast -- --data FILE.jsonl[.gz] --out FILE.jsonl [--limit N]
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { forecastSeries } from '../../src/capacity-forecast/forecast-series.js';
import { orThrow } from '../../src/prelude.js';
import { type BenchSeries, readSeries, valuesOf } from './read-series.js';

const LEVELS = [0.025, 0.1, 0.9, 0.975];

const { values: flags } = parseArgs({
  options: { data: { type: 'string' }, out: { type: 'string' }, limit: { type: 'string' } },
});
if (!flags.data || !flags.out) {
  console.error('usage: npm run bench:forecast -- --data FILE.jsonl[.gz] --out FILE.jsonl [--limit N]');
  process.exit(2);
}

const series = readSeries(flags.data).slice(0, flags.limit === undefined ? undefined : Number(flags.limit));
// A first round on a few series of each kind lets the compiler settle, so that `ms` is what a running service pays.
for (const one of firstOfEachKind(series, 30)) forecastOne(one);
const lines: string[] = [];
const spent = new Map<string, number[]>();
for (const one of series) {
  const before = process.cpuUsage();
  const forecast = forecastOne(one);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  lines.push(JSON.stringify({ id: one.id, ...forecast, ms }));
  const times = spent.get(one.freq);
  if (times) times.push(ms);
  else spent.set(one.freq, [ms]);
}
writeFileSync(flags.out, `${lines.join('\n')}\n`);
for (const [freq, ms] of spent) {
  const mean = ms.reduce((sum, x) => sum + x, 0) / ms.length;
  console.log(`${freq.padEnd(20)} ${String(ms.length).padStart(6)} series  ${mean.toFixed(3)} ms CPU each`);
}

function firstOfEachKind(all: readonly BenchSeries[], most: number): BenchSeries[] {
  const counts = new Map<string, number>();
  return all.filter(({ freq }) => {
    const count = (counts.get(freq) ?? 0) + 1;
    counts.set(freq, count);
    return count <= most;
  });
}

function forecastOne({ train, horizon, modelPeriods, bounds }: BenchSeries): Record<string, readonly number[]> {
  const options = { horizon, periods: modelPeriods, levels: LEVELS, ...(bounds ? { bounds } : {}) };
  const { mean, quantiles } = orThrow(forecastSeries(valuesOf(train), options));
  const at = (level: number): number[] => quantiles[String(level)]!;
  return { mean, lo80: at(0.1), hi80: at(0.9), lo95: at(0.025), hi95: at(0.975) };
}
