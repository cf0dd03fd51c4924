import { mean } from '../series/moments.js';
import { findBlockChangePoints } from './block-statistic.js';
import type { DeseasonalizedSeries } from './deseasonalise.js';
import type { ScoredChangePoint } from './graded.js';

/** How much the season's size must change, as a share of its usual size. */
const MIN_CHANGE = 0.3;

/** Size of the season in each cycle, as a multiple of its profile: 1 is as usual, 0 is gone. Value by value. */
export function seasonSizes({ rest, season, cycle }: DeseasonalizedSeries, level: Float64Array): Float64Array {
  const size = new Float64Array(rest.length).fill(1);
  if (cycle === 0) return size;
  for (let from = 0; from < rest.length; from += cycle) {
    const to = Math.min(rest.length, from + cycle);
    size.fill(cycleSize(rest, season, level, to - from === cycle ? from : Math.max(0, to - cycle), to), from, to);
  }
  return size;
}

/**
 * Where the season itself changes for good: change points of its size from cycle to cycle. At least eight cycles are
 * needed.
 */
export function findSeasonChanges(
  parts: DeseasonalizedSeries,
  size: Float64Array,
  sensitivity: number,
): ReadonlyArray<ScoredChangePoint> {
  if (parts.cycle === 0) return [];
  const found = findBlockChangePoints(size, parts.cycle, (block) => block[0]!, sensitivity);
  const edges = [0, ...found.map((p) => p.index), size.length];
  return found.filter((p, i) => {
    const before = mean(size.subarray(edges[i]!, p.index));
    return Math.abs(mean(size.subarray(p.index, edges[i + 2]!)) - before) >= MIN_CHANGE;
  });
}

/** Least squares of one cycle, level taken out, on the profile. */
function cycleSize(rest: Float64Array, season: Float64Array, level: Float64Array, from: number, to: number): number {
  let product = 0;
  let square = 0;
  for (let i = from; i < to; i++) {
    const s = season[i]!;
    const v = rest[i]! - level[i]! + s;
    if (Number.isNaN(v)) continue;
    product += v * s;
    square += s * s;
  }
  return square > 0 ? product / square : 1;
}
