/**
 * Dates of exhaustion against a known truth: how often capacity ran out before its P90 date (10 % is right), and how
 * far the P50 date is off, beside Prometheus' `predict_linear` over 7 and 28 days and a straight line through
 * everything; at the end of a row how much nearer it is than the best of them, series by series, and how sure that is.
 *
 *   npm run bench:exhaustion [-- --series 300 --seed 1]
 */
import { parseArgs } from 'node:util';
import { projectExhaustion } from '../../src/capacity-forecast/exhaustion/project-exhaustion.js';
import { orThrow } from '../../src/prelude.js';
import type { EpochSeconds } from '../../src/time/period.js';
import {
  FUTURE_DAYS,
  GROWTH_KINDS,
  type GrowthKind,
  type SimulatedGrowth,
  simulateGrowth,
} from './simulated-growth.js';

const DAY = 86_400;
const { values: given } = parseArgs({
  options: { series: { type: 'string', default: '300' }, seed: { type: 'string', default: '1' } },
});
const METHODS = ['P50 date', 'predict_linear 7d', 'predict_linear 28d', 'straight line'] as const;

interface Tally {
  dated: number;
  early: number;
  readonly errors: Record<(typeof METHODS)[number], number[]>;
}

function straightLine({ points, now, capacity }: SimulatedGrowth, days: number): number {
  const used = points.filter(({ timestamp }) => timestamp >= now - days * DAY);
  const xs = used.map(({ timestamp }) => (timestamp - now) / DAY);
  const meanX = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const meanY = used.reduce((sum, { value }) => sum + value, 0) / xs.length;
  const slope =
    xs.reduce((sum, x, i) => sum + (x - meanX) * (used[i]!.value - meanY), 0) /
    xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  const at = meanX + (capacity - meanY) / slope;
  return slope > 0 && at < FUTURE_DAYS ? Math.max(0, at) : FUTURE_DAYS;
}

function run(kind: GrowthKind, count: number, seed: number): Tally {
  const errors = Object.fromEntries(METHODS.map((name) => [name, []])) as unknown as Tally['errors'];
  const tally: Tally = { dated: 0, early: 0, errors };
  for (let i = 0; i < count; i++) {
    const series = simulateGrowth(kind, seed + 7_919 * i);
    const now = series.now as EpochSeconds;
    const made = orThrow(
      projectExhaustion({
        metric: 'request_rate',
        points: series.points,
        capacity: series.capacity,
        now,
      }),
    );
    const days = (date: number | null): number => (date === null ? Infinity : (date - series.now) / DAY);
    const p90 = days(made.p90Date);
    if (p90 < Infinity || series.truth < Infinity) tally.dated++;
    if (series.truth < p90) tally.early++;
    if (series.truth === Infinity) continue;
    const off = (name: (typeof METHODS)[number], date: number): number =>
      errors[name].push(Math.abs(Math.min(date, FUTURE_DAYS) - series.truth));
    off('P50 date', days(made.p50Date));
    off('predict_linear 7d', straightLine(series, 7));
    off('predict_linear 28d', straightLine(series, 28));
    off('straight line', straightLine(series, Infinity));
  }
  return tally;
}

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;
const standardError = (list: readonly number[], middle = mean(list)): number =>
  Math.sqrt(mean(list.map((value) => (value - middle) ** 2)) / (list.length - 1));
const began = performance.now();
let early = 0;
let dated = 0;
let won = 0;
const [ours, ...others] = METHODS;
console.log(
  `${'group'.padEnd(34)}${'before P90'.padStart(12)}${METHODS.map((name) => name.padStart(20)).join('')}${'beyond the best'.padStart(18)}   (mean days off)`,
);
for (const [i, kind] of GROWTH_KINDS.entries()) {
  const tally = run(kind, Number(given.series), Number(given.seed) + 104_729 * i);
  const off = METHODS.map((name) => mean(tally.errors[name]));
  const best = others.reduce((a, b) => (mean(tally.errors[a]) <= mean(tally.errors[b]) ? a : b));
  const beyond = tally.errors[ours].map((days, series) => days - tally.errors[best][series]!);
  early += tally.early;
  dated += tally.dated;
  if (mean(beyond) < 0) won++;
  const share = `${((100 * tally.early) / tally.dated).toFixed(1)} %`;
  const distance = `${mean(beyond).toFixed(1)} ± ${standardError(beyond).toFixed(1)}`;
  console.log(
    `${kind.name.padEnd(34)}${share.padStart(12)}${off.map((value) => value.toFixed(1).padStart(20)).join('')}${distance.padStart(18)}`,
  );
}
const total = GROWTH_KINDS.length * Number(given.series);
console.log(
  `\n${total} series: ${((100 * early) / dated).toFixed(1)} % exhausted before their P90 date (aim: 6 to 14 %)`,
);
console.log(
  `P50 date closest in ${won} of ${GROWTH_KINDS.length} groups (aim: nine in ten); ${((performance.now() - began) / total).toFixed(1)} ms a series`,
);
