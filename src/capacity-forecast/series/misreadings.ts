import { sortToMedian } from './moments.js';

/**
 * Positions of values that can only be errors of measurement (a counter that was reset, a unit mistaken): few, alone or
 * in pairs, and further from the median than all others by a factor that no burst has. Usually none; O(n) then.
 *
 * @param values anything that is not a finite number is missing.
 */
export function findMeasurementOutliers(values: Float64Array): readonly number[] {
  if (!mayContainOutlier(values)) return [];
  const known = values.filter(Number.isFinite);
  const centre = sortToMedian(known.slice());
  const distances = known.map((x) => Math.abs(x - centre)).sort();
  const most = Math.max(1, Math.floor(known.length * MAX_OUTLIER_SHARE));
  for (let count = 1; count <= most && count < distances.length; count++) {
    const [inner, outer] = [distances[distances.length - 1 - count]!, distances[distances.length - count]!];
    if (inner > 0 && outer > OUTLIER_FACTOR * inner) return isolatedPositions(values, centre, outer);
  }
  return [];
}

/** Further out than all others by this factor. */
const OUTLIER_FACTOR = 30;
const MAX_OUTLIER_SHARE = 0.01;
const MIN_VALUES = 8;

/**
 * A value so far out lies at least this many mean distances from the mean. From a hundred values on, the others within a
 * thirtieth of its distance and one in a hundred as far out as it is make a mean distance below a tenth of its own.
 */
const MEAN_DISTANCES = { few: 3, many: 10 };
const MANY = 100;

function mayContainOutlier(values: Float64Array): boolean {
  let [sum, count] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i]!)) continue;
    sum += values[i]!;
    count += 1;
  }
  if (count < MIN_VALUES) return false;
  const mean = sum / count;
  let [total, largest] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    const distance = Math.abs(values[i]! - mean);
    if (!Number.isFinite(distance)) continue;
    total += distance;
    if (distance > largest) largest = distance;
  }
  return largest * count > (count < MANY ? MEAN_DISTANCES.few : MEAN_DISTANCES.many) * total;
}

/** Three in a row are a new level. */
function isolatedPositions(values: Float64Array, centre: number, least: number): readonly number[] {
  const found: number[] = [];
  let run = 0;
  for (let i = 0; i < values.length; i++) {
    const distance = Math.abs(values[i]! - centre);
    run = distance >= least && distance < Infinity ? run + 1 : 0;
    if (run === 3) return [];
    if (run > 0) found.push(i);
  }
  return found;
}
