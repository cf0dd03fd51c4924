import type { EpochSeconds } from '../../time/index.js';
import type { ForecastGranularity, UsageAggregation } from '../model/index.js';
import { bucketCalendar } from './calendar.js';
import type { Measurements } from './measurements.js';

/** Usage on an even grid of calendar buckets, ready to be forecast. */
export interface UsageGrid {
  readonly granularity: ForecastGranularity;
  /** Index of the first bucket in its calendar. */
  readonly first: number;
  /** One value a bucket, NaN where too little was measured: a gap is missing, never zero. */
  readonly values: Float64Array;
  /** Mean distance of the measurements from their bucket's start, in seconds: where in time a value really stands. */
  readonly center: number;
}

/** A bucket with less than this share of the usual number of measurements is missing. */
const MIN_BUCKET_SHARE = 0.5;

/**
 * Aggregates measurements into UTC calendar buckets, by mean or by maximum. The first and the last bucket count only
 * where measurements reach their edges, because a part of a day is not a day. O(n).
 */
export function toUsageGrid(
  measured: Measurements,
  granularity: ForecastGranularity,
  aggregation: UsageAggregation,
): UsageGrid {
  const { times, values } = measured;
  const calendar = bucketCalendar(granularity);
  const first = times.length === 0 ? 0 : calendar.indexOf(times[0]!);
  const last = times.length === 0 ? -1 : calendar.indexOf(times.at(-1)!);
  const cells = new Float64Array(last - first + 1).fill(aggregation === 'maximum' ? -Infinity : 0);
  const counts = new Float64Array(cells.length);
  let offsets = 0;
  let start = 0;
  let end = -Infinity;
  let cell = -1;
  for (let i = 0; i < times.length; i++) {
    if (times[i]! >= end) {
      const index = calendar.indexOf(times[i]!);
      cell = index - first;
      start = calendar.startOf(index);
      end = calendar.startOf(index + 1);
    }
    offsets += times[i]! - start;
    counts[cell]! += 1;
    cells[cell] = aggregation === 'maximum' ? Math.max(cells[cell]!, values[i]!) : cells[cell]! + values[i]!;
  }
  const usual = medianCount(counts);
  for (let i = 0; i < cells.length; i++) {
    if (counts[i]! < MIN_BUCKET_SHARE * usual || counts[i] === 0) cells[i] = NaN;
    else if (aggregation === 'mean') cells[i]! /= counts[i]!;
  }
  const head = cells.length > 1 && startsLate(measured, calendar.startOf(first)) ? 1 : 0;
  const tail = cells.length > 1 && endsEarly(measured, calendar.startOf(last + 1)) ? cells.length - 1 : cells.length;
  return {
    granularity,
    first: first + head,
    values: cells.subarray(head, Math.max(head, tail)),
    center: times.length === 0 ? 0 : offsets / times.length,
  };
}

/** The start of a bucket of the grid; positions behind the last are the future. */
export function bucketStart(grid: UsageGrid, position: number): EpochSeconds {
  return bucketCalendar(grid.granularity).startOf(grid.first + position);
}

/** The first bucket that starts at or after an instant; the number of buckets where none does. */
export function positionOf(grid: UsageGrid, timestamp: number): number {
  let low = 0;
  let high = grid.values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bucketStart(grid, middle) < timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Median count of the buckets that have any: samples rarer than buckets give 1. */
function medianCount(counts: Float64Array): number {
  const some = counts.filter((count) => count > 0).sort();
  return some[some.length >> 1] ?? 0;
}

// One and a half spacings, because stamps jitter; a spacing longer than the bucket leaves every bucket whole.
const startsLate = ({ times, spacing }: Measurements, start: number): boolean => times[0]! - start > 1.5 * spacing;
const endsEarly = ({ times, spacing }: Measurements, end: number): boolean => end - times.at(-1)! > 1.5 * spacing;
