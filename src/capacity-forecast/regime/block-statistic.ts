import { changePointsOf } from './coarse-to-fine.js';
import type { GradedChangePoint } from './graded.js';

/** Fewer blocks than this show no change of their statistic. */
const LEAST_BLOCKS = 8;

/**
 * Change points of a statistic of a series: it is computed on consecutive blocks and searched like any series, then the
 * place is the first value of the block.
 */
export function blockChangePoints(
  values: Float64Array,
  block: number,
  statistic: (block: Float64Array, from: number) => number,
  sensitivity: number,
): ReadonlyArray<GradedChangePoint> {
  const count = Math.floor(values.length / block);
  if (count < LEAST_BLOCKS) return [];
  const series = Float64Array.from({ length: count }, (_, b) =>
    statistic(values.subarray(b * block, (b + 1) * block), b * block),
  );
  return changePointsOf(series, sensitivity).map((p) => ({ ...p, index: p.index * block }));
}
