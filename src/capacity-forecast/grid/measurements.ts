import type { UsageDataPoint } from '../model/index.js';

/** Measurements in order of time, one an instant. */
export interface Measurements {
  readonly times: Float64Array;
  readonly values: Float64Array;
  /** The median gap in seconds; 0 with fewer than two. */
  readonly spacing: number;
}

/** The points measured up to an instant; whatever is no list has none. */
export function measuredUntil(points: ReadonlyArray<UsageDataPoint>, until: number): Measurements {
  return measurementsOf(Array.isArray(points) ? points.filter((point) => !(point?.timestamp > until)) : []);
}

/**
 * Puts points in order, whatever order they come in: values of one instant are averaged, what is no finite number is
 * left out. O(n) where the points are in order, else O(n log n).
 */
export function measurementsOf(points: ReadonlyArray<UsageDataPoint>): Measurements {
  const usable = points.filter((point) => Number.isFinite(point?.timestamp) && Number.isFinite(point.value));
  const sorted = isSorted(usable)
    ? usable
    : usable.slice().sort((a, b) => a.timestamp - b.timestamp || a.value - b.value);
  const times = new Float64Array(sorted.length);
  const values = new Float64Array(sorted.length);
  let count = 0;
  for (let i = 0; i < sorted.length;) {
    const { timestamp } = sorted[i]!;
    let sum = 0;
    let same = 0;
    for (; i < sorted.length && sorted[i]!.timestamp === timestamp; i++, same++) sum += sorted[i]!.value;
    times[count] = timestamp;
    values[count++] = sum / same;
  }
  return {
    times: times.subarray(0, count),
    values: values.subarray(0, count),
    spacing: medianGap(times.subarray(0, count)),
  };
}

/** Strictly rising, or equal stamps with rising values: then no order of arrival can matter. */
function isSorted(points: ReadonlyArray<UsageDataPoint>): boolean {
  for (let i = 1; i < points.length; i++) {
    const step = points[i]!.timestamp - points[i - 1]!.timestamp;
    if (step < 0 || (step === 0 && points[i]!.value < points[i - 1]!.value)) return false;
  }
  return true;
}

function medianGap(times: Float64Array): number {
  if (times.length < 2) return 0;
  const gaps = new Float64Array(times.length - 1);
  for (let i = 1; i < times.length; i++) gaps[i - 1] = times[i]! - times[i - 1]!;
  return gaps.sort()[(gaps.length - 1) >> 1]!;
}
