import { findBlockChangePoints } from './block-statistic.js';
import { spreadCost } from './costs/spread.js';
import type { ScoredChangePoint } from './graded.js';

const BLOCK = 8;
/** A spread must change by half or more to count, whatever its significance. */
const MIN_SPREAD_RATIO = 1.5;

/**
 * Where the spread of a series changes for good: change points of the logarithm of the variance in blocks of eight,
 * each moved to the value where two normal distributions of different spread part best.
 *
 * @param noise a series without season and changes of level; NaN is a gap
 */
export function findSpreadChanges(noise: Float64Array, sensitivity: number): ReadonlyArray<ScoredChangePoint> {
  const filled = noise.map((v) => (Number.isNaN(v) ? 0 : v));
  const floor = 1e-6 * meanSquare(filled);
  if (!(floor > 0)) return [];
  const found = findBlockChangePoints(filled, BLOCK, (b) => Math.log(meanSquare(b) + floor), sensitivity);
  const cost = spreadCost(filled);
  const edges = [0, ...found.map((p) => p.index), filled.length];
  return found.flatMap((p, i) => {
    const [from, to] = [edges[i]!, edges[i + 2]!];
    const ratio = meanSquare(filled.subarray(from, p.index)) / meanSquare(filled.subarray(p.index, to));
    if (Math.abs(Math.log(ratio)) < 2 * Math.log(MIN_SPREAD_RATIO)) return [];
    return [{ ...p, index: refinePlace(cost, from, p.index, to) }];
  });
}

function refinePlace(cost: (from: number, to: number) => number, from: number, rough: number, to: number): number {
  let best = rough;
  let least = Infinity;
  for (let at = Math.max(from + 4, rough - 2 * BLOCK); at <= Math.min(to - 4, rough + 2 * BLOCK); at++) {
    const total = cost(from, at) + cost(at, to);
    if (total < least) [least, best] = [total, at];
  }
  return best;
}

const meanSquare = (x: Float64Array): number => x.reduce((sum, v) => sum + v * v, 0) / x.length;
