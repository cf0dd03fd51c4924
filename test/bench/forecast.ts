/**
 * Forecasts every series of a file and writes what it said, for a scorer to judge; it never reads `test`.
 *
 *   npm run bench:forecast -- --data FILE.jsonl[.gz] --out FILE.jsonl [--limit N]
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { forecastSeries } from '../../src/capacity-forecast/forecast-series.js';
import { orThrow } from '../../src/prelude.js';

interface BenchSeries {
  readonly id: string;
  readonly freq: string;
  readonly modelPeriods: readonly number[];
  readonly horizon: number;
  readonly train: readonly (number | null)[];
  readonly bounds?: readonly [number | null, number | null];
}

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
for (const some of firstOfEachKind(series, 30)) forecastOne(some);
const lines: string[] = [];
const spent = new Map<string, number[]>();
for (const one of series) {
  const before = process.cpuUsage();
  const forecast = forecastOne(one);
  const { user, system } = process.cpuUsage(before);
  const ms = (user + system) / 1000;
  lines.push(JSON.stringify({ id: one.id, ...forecast, ms }));
  spent.set(one.freq, [...(spent.get(one.freq) ?? []), ms]);
}
writeFileSync(flags.out, `${lines.join('\n')}\n`);
for (const [freq, ms] of spent) {
  const mean = ms.reduce((sum, x) => sum + x, 0) / ms.length;
  console.log(`${freq.padEnd(20)} ${String(ms.length).padStart(6)} series  ${mean.toFixed(3)} ms CPU each`);
}

function readSeries(file: string): BenchSeries[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => {
      const { test: _unseen, ...known } = JSON.parse(line) as BenchSeries & { readonly test?: unknown };
      return known;
    });
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
  const values = Float64Array.from(train, (value) => value ?? NaN);
  const { mean, quantiles } = orThrow(
    forecastSeries(values, { horizon, periods: modelPeriods, levels: LEVELS, ...(bounds ? { bounds } : {}) }),
  );
  const at = (level: number): number[] => quantiles[String(level)]!;
  return { mean, lo80: at(0.1), hi80: at(0.9), lo95: at(0.025), hi95: at(0.975) };
}
