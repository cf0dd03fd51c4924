import type { WallClock } from '../time/zone.js';
import { epochSeconds } from '../time/period.js';

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
  const usable = sortSamples(usableSamples(points, until));
  const times = new Float64Array(usable.length);
  const values = new Float64Array(usable.length);
  let count = 0;
  for (let i = 0; i < usable.length;) {
    const { timestamp } = usable[i]!;
    let sum = 0;
    let same = 0;
    for (; i < usable.length && usable[i]!.timestamp === timestamp; i++, same++) sum += usable[i]!.value;
    times[count] = timestamp;
    values[count++] = sum / same;
  }
  return {
    times: times.subarray(0, count),
    values: values.subarray(0, count),
    spacing: medianGap(times.subarray(0, count)),
  };
}

/** Copies, read once: what a getter says the second time does not matter. */
function usableSamples(points: readonly Sample[], until: number): Sample[] {
  const usable: Sample[] = [];
  const length = lengthOf(points);
  for (let i = 0; i < length; i++) {
    try {
      const { timestamp, value } = points[i]!;
      if (timestamp <= until && Number.isFinite(value) && epochSeconds(timestamp)._tag === 'Right')
        usable.push({ timestamp, value });
    } catch {
      // No point, or one that will not be read.
    }
  }
  return usable;
}

function lengthOf(points: unknown): number {
  try {
    return Array.isArray(points) ? points.length : 0;
  } catch {
    return 0;
  }
}

/** By time, then by value: then no order of arrival can matter. Points that are in order already are not sorted. */
function sortSamples(samples: Sample[]): Sample[] {
  const order = (a: Sample, b: Sample): number => a.timestamp - b.timestamp || a.value - b.value;
  return samples.every((sample, i) => i === 0 || order(samples[i - 1]!, sample) <= 0) ? samples : samples.sort(order);
}

function medianGap(times: Float64Array): number {
  if (times.length < 2) return 0;
  const gaps = new Float64Array(times.length - 1);
  for (let i = 1; i < times.length; i++) gaps[i - 1] = times[i]! - times[i - 1]!;
  return gaps.sort()[(gaps.length - 1) >> 1]!;
}

/** The same on the wall clock of a zone. A value of a day or longer stands for the day that its middle lies in. */
export function toWallTime(measured: Measurements, clock: WallClock): Measurements {
  const byDay = measured.spacing > DAY / 2;
  const toWall = (time: number): number =>
    byDay ? Math.floor(clock.toWall(time + DAY / 2) / DAY) * DAY : clock.toWall(time);
  return { ...measured, times: measured.times.map(toWall) };
}

export const DAY = 86_400;
