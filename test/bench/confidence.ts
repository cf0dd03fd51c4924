/**
 * Whether the confidence score means something: Spearman's rank correlation between the score of a forecast and the
 * relative error that it later has, over simulated usage of every kind. -1 is a perfect ranking, 0 is none.
 *
 *   npx tsx test/bench/confidence.ts [--series 400]
 */
import { parseArgs } from 'node:util';
import { forecastUsage } from '../../src/capacity-forecast/index.js';
import { E } from '../../src/prelude.js';
import type { EpochSeconds } from '../../src/time/period.js';
import { GROWTH_KINDS, HISTORY_DAYS, simulateGrowth } from './simulated-growth.js';

const { values: given } = parseArgs({ options: { series: { type: 'string', default: '400' } } });
const DAY = 86_400;
const AHEAD = 14;
const scores: number[] = [];
const errors: number[] = [];
for (let i = 0; i < Number(given.series); i++) {
  const { points } = simulateGrowth(GROWTH_KINDS[i % GROWTH_KINDS.length]!, 11 + 6_151 * i);
  const start = points[0]!.timestamp;
  const now = (start + (HISTORY_DAYS - AHEAD) * DAY) as EpochSeconds;
  const known = points.filter(({ timestamp }) => timestamp < now);
  const made = forecastUsage({ metric: 'request_rate', points: known, now, granularity: 'daily', horizonDays: AHEAD });
  if (E.isLeft(made)) continue;
  let error = 0;
  let size = 0;
  for (const [at, value] of made.right.predictions) {
    const day = points.filter(({ timestamp }) => timestamp >= at && timestamp < at + DAY);
    if (day.length === 0) continue;
    const actual = day.reduce((sum, point) => sum + point.value, 0) / day.length;
    error += Math.abs(value - actual);
    size += actual;
  }
  scores.push(made.right.confidenceScore);
  errors.push(error / size);
}

function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => values[a]! - values[b]!);
  const found = new Array<number>(values.length);
  for (const [rank, index] of order.entries()) found[index] = rank;
  return found;
}

function correlation(a: readonly number[], b: readonly number[]): number {
  const mean = (a.length - 1) / 2;
  const product = (x: readonly number[], y: readonly number[]): number =>
    x.reduce((sum, value, i) => sum + (value - mean) * (y[i]! - mean), 0);
  return product(a, b) / Math.sqrt(product(a, a) * product(b, b));
}

console.log(
  `${scores.length} forecasts: rank correlation of confidence and later error ${correlation(ranks(scores), ranks(errors)).toFixed(3)}`,
);
const byScore = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]!);
for (let fifth = 0; fifth < 5; fifth++) {
  const part = byScore.slice(Math.floor((fifth * byScore.length) / 5), Math.floor(((fifth + 1) * byScore.length) / 5));
  const mean = (list: readonly number[]): number => part.reduce((sum, i) => sum + list[i]!, 0) / part.length;
  console.log(
    `  fifth ${fifth + 1}: confidence ${mean(scores).toFixed(3)}, later error ${(100 * mean(errors)).toFixed(1)} %`,
  );
}
