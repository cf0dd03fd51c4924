import { WEEK, type LongRangeUsage } from '../exhaustion/usage-outlook.js';
import { DAY } from '../grid/calendar.js';
import { samplePaths } from '../growth/sample-paths.js';
import type { HourlySpread } from './hourly-spread.js';

/** Hourly demand over a term, as weeks of many equally likely courses times the spread of hours within a week. */
export interface TermDemand {
  /** One course a row, one level a week. */
  readonly paths: ReadonlyArray<Float64Array>;
  readonly spread: HourlySpread;
  readonly hours: number;
}

const PATH_COUNT = 200;
const HOURS_PER_WEEK = 168;

/** Demand over the hours from `now`, weighed at the middle of every week. */
export function computeTermDemand(
  { forecast: outlook, origin }: LongRangeUsage,
  spread: HourlySpread,
  now: number,
  hours: number,
): TermDemand {
  const lag = Math.max(0, Math.floor((now - origin) / DAY));
  const weeks = Array.from({ length: Math.ceil(hours / HOURS_PER_WEEK) }, (_, week) => lag + WEEK * week + 4);
  const paths = samplePaths(outlook, weeks, PATH_COUNT).map((path) => path.map((level) => Math.max(0, level)));
  return { paths, spread, hours };
}

/** All hours of all courses in order: demand at any probability is a look-up. */
export function pooledDemand({ paths, spread }: TermDemand): Float64Array {
  const levels = Float64Array.from(paths.flatMap((path) => [...path])).sort();
  // A few hundred levels stand for all: the quantile of a product needs no more.
  const thin = Float64Array.from(
    { length: Math.min(400, levels.length) },
    (_, i, n = Math.min(400, levels.length)) => levels[Math.floor(((i + 0.5) * levels.length) / n)]!,
  );
  const pooled = new Float64Array(thin.length * spread.length);
  for (let i = 0; i < thin.length; i++)
    for (let j = 0; j < spread.length; j++) pooled[i * spread.length + j] = thin[i]! * spread[j]!;
  return pooled.sort();
}

/** Mean units used of `units` reserved ones and mean units used at all, an hour, in every course. */
export function computeUse(
  { paths, spread }: TermDemand,
  units: number,
): { readonly reserved: Float64Array; readonly total: Float64Array } {
  const sums = Float64Array.from(spread);
  for (let j = 1; j < sums.length; j++) sums[j]! += sums[j - 1]!;
  const all = sums.at(-1)!;
  const reserved = new Float64Array(paths.length);
  const total = new Float64Array(paths.length);
  for (const [i, path] of paths.entries()) {
    for (const level of path) {
      // Factors are in order, so that those below the reservation are a prefix.
      const below = countBelow(spread, level > 0 ? units / level : Infinity);
      reserved[i]! += (below > 0 ? level * sums[below - 1]! : 0) + units * (spread.length - below);
      total[i]! += level * all;
    }
    reserved[i]! /= path.length * spread.length;
    total[i]! /= path.length * spread.length;
  }
  return { reserved, total };
}

function countBelow(sorted: Float64Array, limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
