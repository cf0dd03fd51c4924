import { allocFloat64, toArray } from './floats.js';
import { centeredMovingAverage } from './seasonal-adjustment.js';
import { straightLine } from './straight-line.js';

/** A forecast taken apart: at every step, level + trend + season is the point forecast. */
export interface ForecastParts {
  /** Where the series stands now, without its season: the same at every step. */
  readonly level: number[];
  /** How far the course without season has moved from there. */
  readonly trend: number[];
  /** What the season adds. */
  readonly season: number[];
}

/**
 * Takes a path apart. The course is the centred moving average over one season of the history's end and the path
 * joined; within half a season of the path's end it goes on along its last straight line.
 */
export function decomposeForecast(values: Float64Array, path: Float64Array, period: number): ForecastParts {
  if (period < 2) return splitPath(path, path, values[values.length - 1]!);
  const before = Math.min(values.length, 2 * period);
  const joined = allocFloat64(before + path.length);
  joined.set(values.subarray(values.length - before));
  joined.set(path, before);
  const course = extendToEnd(centeredMovingAverage(joined, period), period);
  return splitPath(path, course.subarray(before), course[before - 1]!);
}

function splitPath(path: Float64Array, course: Float64Array, now: number): ForecastParts {
  return {
    level: toArray(path, () => now),
    trend: toArray(course, (x) => x - now),
    season: toArray(path, (x, h) => x - course[h]!),
  };
}

/** Fills the end that the moving average leaves open with the straight line through its last season. */
function extendToEnd(course: Float64Array, period: number): Float64Array {
  let last = course.length - 1;
  while (last > 0 && Number.isNaN(course[last]!)) last--;
  const known = course.subarray(Math.max(0, last + 1 - period), last + 1).filter((x) => !Number.isNaN(x));
  const { slope } = straightLine(known);
  for (let i = last + 1; i < course.length; i++) course[i] = course[last]! + slope * (i - last);
  return course;
}
