import { lineCost } from './costs/line.js';
import { meanCost } from './costs/mean.js';
import { type ScoredChangePoint, scoreChangePoints } from './graded.js';
import { standardizeSeries } from './standardise.js';

/** Beyond this many values a series is read in blocks first: a regime is no matter of a few values among thousands. */
const MAX_VALUES = 1024;

/** Graded change points of a series of any length, as it comes. O(n) beyond a thousand values. */
export function findChangePoints(values: ArrayLike<number>, sensitivity: number): ReadonlyArray<ScoredChangePoint> {
  const standard = standardizeSeries(values);
  if (standard === undefined) return [];
  const block = Math.ceil(standard.length / MAX_VALUES);
  if (block === 1) return scoreChangePoints(standard, sensitivity);
  const coarse = standardizeSeries(blockMeans(standard, block));
  if (coarse === undefined) return [];
  const place = createRefiner(standard, block);
  return scoreChangePoints(coarse, sensitivity).map((p) => ({ ...p, index: place(p.index * block) }));
}

function blockMeans(values: Float64Array, block: number): Float64Array {
  return Float64Array.from({ length: Math.floor(values.length / block) }, (_, b) => {
    let sum = 0;
    for (let i = b * block; i < (b + 1) * block; i++) sum += values[i]!;
    return sum / block;
  });
}

/** Moves a point found in blocks to the exact value where the two sides are told apart best. */
function createRefiner(values: Float64Array, block: number): (rough: number) => number {
  const mean = meanCost(values);
  const line = lineCost(values);
  const reach = 8 * block;
  return (rough) => {
    const from = Math.max(0, rough - reach);
    const to = Math.min(values.length, rough + reach);
    const steps = mean(from, rough) + mean(rough, to) <= 2 * (line(from, rough) + line(rough, to));
    const cost = steps ? mean : line;
    let best = rough;
    let least = Infinity;
    for (let at = Math.max(from + 3, rough - block); at <= Math.min(to - 3, rough + block); at++) {
      const total = cost(from, at) + cost(at, to);
      if (total < least) [least, best] = [total, at];
    }
    return best;
  };
}
