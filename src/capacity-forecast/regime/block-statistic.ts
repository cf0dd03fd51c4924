import { findChangePoints } from './coarse-to-fine.js';
import type { ScoredChangePoint } from './graded.js';

/** Fewer blocks than this show no change of their statistic. */
const MIN_BLOCKS = 8;

/**
 * Change points of a statistic of a series: it is computed on consecutive blocks and searched like any series, then the
 * place is the first value of the block.
 */
export function findBlockChangePoints(
  values: Float64Array,
  block: number,
  statistic: (block: Float64Array, from: number) => number,
  sensitivity: number,
): ReadonlyArray<ScoredChangePoint> {
  const count = Math.floor(values.length / block);
  if (count < MIN_BLOCKS) return [];
  const series = Float64Array.from({ length: count }, (_, b) =>
    statistic(values.subarray(b * block, (b + 1) * block), b * block),
  );
  return findChangePoints(series, sensitivity).map((p) => ({ ...p, index: p.index * block }));
}
