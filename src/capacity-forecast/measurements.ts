import { sortFloat64 } from '../stats/moments.js';
import { isEpochSeconds } from '../time/period.js';
import type { WallClock } from '../time/zone.js';

/** Seconds in a day. */
export const DAY = 86_400;

/** Measurements in order of time, one an instant. */
export interface Measurements {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** The median gap in seconds; 0 with fewer than two. */
  readonly spacing: number;
}

/** The least a point must tell; anything beyond it is ignored. */
export interface Sample {
  readonly timestamp: number;
  readonly value: number;
}

/**
 * Puts points up to an instant in order, whatever order they come in: values of one instant are averaged; what is no
 * finite number at an instant, or cannot be read, is left out, and whatever is no list has no points. O(n) where the
 * points are in order, else O(n log n).
 */
export function toMeasurements(points: readonly Sample[], until: number = Infinity): Measurements {
  const [times, values] = sortSamples(...readSamples(points, until));
  let count = 0;
  for (let i = 0; i < times.length; count++) {
    const time = times[i]!;
    let sum = 0;
    let same = 0;
    for (; i < times.length && times[i] === time; i++, same++) sum += values[i]!;
    times[count] = time;
    values[count] = sum / same;
  }
  const distinct = times.subarray(0, count);
  return { times: distinct, values: values.subarray(0, count), spacing: medianGap(distinct) };
}

/** Times and values; a point is read once: what a getter says the second time does not matter. */
function readSamples(points: readonly Sample[], until: number): readonly [Float64Array, Float64Array] {
  const length = lengthOf(points);
  const times: number[] = [];
  const values: number[] = [];
  for (let i = 0; i < length; i++) {
    try {
      const { timestamp, value } = points[i]!;
      if (!(timestamp <= until) || !Number.isFinite(value) || !isEpochSeconds(timestamp)) continue;
      times.push(timestamp);
      values.push(value);
    } catch {
      // No point, or one that will not be read.
    }
  }
  return [new Float64Array(times), new Float64Array(values)];
}

function lengthOf(points: unknown): number {
  try {
    return Array.isArray(points) ? points.length : 0;
  } catch {
    return 0;
  }
}

/** By time, then by value: then no order of arrival can matter. Points that are in order already are not sorted. */
function sortSamples(times: Float64Array, values: Float64Array): readonly [Float64Array, Float64Array] {
  const order = (a: number, b: number): number => times[a]! - times[b]! || values[a]! - values[b]!;
  let sorted = 1;
  while (sorted < times.length && order(sorted - 1, sorted) <= 0) sorted++;
  if (sorted >= times.length) return [times, values];
  const places = Uint32Array.from(times.keys()).sort(order);
  return [Float64Array.from(places, (i) => times[i]!), Float64Array.from(places, (i) => values[i]!)];
}

function medianGap(times: Float64Array): number {
  if (times.length < 2) return 0;
  const gaps = new Float64Array(times.length - 1);
  for (let i = 1; i < times.length; i++) gaps[i - 1] = times[i]! - times[i - 1]!;
  return sortFloat64(gaps)[(gaps.length - 1) >> 1]!;
}

/** The same on the wall clock of a zone. A value of a day or longer stands for the day that its middle lies in. */
export function toWallTime(measured: Measurements, clock: WallClock): Measurements {
  const byDay = measured.spacing > DAY / 2;
  const toWall = (time: number): number =>
    byDay ? Math.floor(clock.toWall(time + DAY / 2) / DAY) * DAY : clock.toWall(time);
  return { ...measured, times: measured.times.map(toWall) };
}
