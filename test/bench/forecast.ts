/**
 * Forecasts every series of a file and writes what it said, for a scorer to judge; it never reads `test`.
 *
 *   npm run bench:forecast -- --data FILE.jsonl[.gz] --out FILE.jsonl [--limit N] [--peers]
 *   npm run bench:forecast -- --year
 *
 * `--limit N` takes the first N series of each kind. `--peers` also runs R's ets, thetaf and auto.arima (where
 * `Rscript` with `forecast` is installed) and the npm package `arima` on the same series, each into a file beside OUT;
 * they are slow, so give a limit. `--year` times 30 days ahead of one, two and four years of hours with a day and a
 * week in them.
 */
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { forecastSeries } from '../../src/capacity-forecast/forecast-series.js';
import { orThrow } from '../../src/prelude.js';
import { runPeers } from './forecast-peers.js';
import { type BenchSeries, readSeries, valuesOf } from './read-series.js';

const LEVELS = [0.025, 0.1, 0.9, 0.975];
/** Rounds on some series of each kind that let the compiler settle: `ms` is what a running service pays. */
const SETTLING = { rounds: 3, series: 60 };

const { values: flags } = parseArgs({
  options: {
    data: { type: 'string' },
    out: { type: 'string' },
    limit: { type: 'string' },
    peers: { type: 'boolean' },
    year: { type: 'boolean' },
  },
});
if (flags.year) timeYears();
else if (flags.data && flags.out) await run(flags.data, flags.out);
else {
  console.error(
    'usage: npm run bench:forecast -- --data FILE.jsonl[.gz] --out FILE.jsonl [--limit N] [--peers] | --year',
  );
  process.exitCode = 2;
}

async function run(data: string, out: string): Promise<void> {
  const series = firstOfEachKind(readSeries(data), flags.limit === undefined ? Infinity : Number(flags.limit));
  for (let round = 0; round < SETTLING.rounds; round++) firstOfEachKind(series, SETTLING.series).forEach(forecastOne);
  const lines = series.map((one) => {
    const before = process.cpuUsage();
    const forecast = forecastOne(one);
    const { user, system } = process.cpuUsage(before);
    return { id: one.id, ...forecast, ms: (user + system) / 1000 };
  });
  write(out, lines);
  printTimes('forecastSeries', series, lines);
  if (!flags.peers) return;
  for (const { name, lines: said } of await runPeers(series)) {
    write(out.replace(/(\.jsonl)?$/, `.${name.replaceAll(/\W+/g, '-')}.jsonl`), said);
    printTimes(name, series, said);
  }
}

function write(file: string, lines: readonly object[]): void {
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

function printTimes(
  name: string,
  series: readonly BenchSeries[],
  lines: readonly { readonly id: string; readonly ms: number }[],
): void {
  const kinds = new Map(series.map(({ id, freq }) => [id, freq]));
  const spent = new Map<string, number[]>();
  for (const { id, ms } of lines) {
    const times = spent.get(kinds.get(id)!);
    if (times) times.push(ms);
    else spent.set(kinds.get(id)!, [ms]);
  }
  for (const [kind, ms] of spent) {
    const mean = ms.reduce((sum, x) => sum + x, 0) / ms.length;
    const [count, each] = [String(ms.length).padStart(6), mean.toFixed(3).padStart(9)];
    console.log(`${name.padEnd(16)} ${kind.padEnd(18)} ${count} series ${each} ms CPU each`);
  }
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

function timeYears(): void {
  for (const years of [1, 1, 2, 4]) {
    const values = Float64Array.from({ length: years * 8760 }, (_, t) => {
      const day = 20 * Math.sin((2 * Math.PI * t) / 24);
      return 60 + t / 2000 + day + (t % 168 < 120 ? 8 : 0) + ((t * 31) % 17) / 4;
    });
    const [before, held] = [process.cpuUsage(), process.memoryUsage().arrayBuffers];
    orThrow(forecastSeries(values, { horizon: 720, periods: [24, 168] }));
    const { user, system } = process.cpuUsage(before);
    const ms = ((user + system) / 1000).toFixed(1);
    const megabytes = ((process.memoryUsage().arrayBuffers - held) / 1e6).toFixed(2);
    console.log(`${values.length} hours, 720 ahead: ${ms} ms CPU, ${megabytes} MB of arrays`);
  }
}
