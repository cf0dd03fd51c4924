import { allocFloat64, generateFloat64 } from './float64.js';

const GOLDEN = (Math.sqrt(5) - 1) / 2;
/** Costs that differ by less are the same but for rounding. */
const TIE = 1e-9;

/**
 * The point of [low, high] where `cost` is least: the best of a few evenly spaced points, then golden section between
 * its neighbors, so that a second valley does not trap the search. Of equal points the last counts.
 */
export function minimizeOnInterval(cost: (x: number) => number, low: number, high: number, steps = 14): number {
  const start = 6;
  let best = low;
  let least = Infinity;
  for (let i = 0; i <= start; i++) {
    const x = low + ((high - low) * i) / start;
    const c = cost(x);
    if (c <= least + TIE * Math.abs(least)) [best, least] = [x, Math.min(c, least)];
  }
  let a = Math.max(low, best - (high - low) / start);
  let b = Math.min(high, best + (high - low) / start);
  let x1 = b - GOLDEN * (b - a);
  let x2 = a + GOLDEN * (b - a);
  let c1 = cost(x1);
  let c2 = cost(x2);
  for (let i = 0; i < steps; i++) {
    if (c1 < c2) {
      [b, x2, c2] = [x2, x1, c1];
      x1 = b - GOLDEN * (b - a);
      c1 = cost(x1);
    } else {
      [a, x1, c1] = [x1, x2, c2];
      x2 = a + GOLDEN * (b - a);
      c2 = cost(x2);
    }
  }
  return c1 < c2 ? x1 : x2;
}

/**
 * Minimizes `cost` by the simplex method of Nelder and Mead (1965), from `start` and one step along each axis. The
 * cost may answer Infinity outside the allowed region; it is handed the same array every time, to read, not to keep.
 * Deterministic; about `tries` evaluations.
 */
export function minimize(
  cost: (x: Float64Array) => number,
  start: readonly number[],
  step: readonly number[],
  tries: number,
): Float64Array {
  const size = start.length;
  const points: Float64Array[] = [];
  for (let i = 0; i <= size; i++)
    points.push(generateFloat64(size, (j) => (j === i - 1 ? start[j]! + step[j]! : start[j]!)));
  const costs = generateFloat64(size + 1, (i) => cost(points[i]!));
  const center = allocFloat64(size);
  let trial = allocFloat64(size);
  let used = size + 1;
  const tryAt = (factor: number, worst: Float64Array): number => {
    for (let j = 0; j < size; j++) trial[j] = center[j]! + factor * (worst[j]! - center[j]!);
    used++;
    return cost(trial);
  };
  while (used < tries) {
    const { best, worst, second } = rankCosts(costs);
    const last = points[worst]!;
    for (let j = 0; j < size; j++) {
      let sum = -last[j]!;
      for (const point of points) sum += point[j]!;
      center[j] = sum / size;
    }
    let reached = tryAt(-1, last);
    let factor = -1;
    if (reached < costs[best]!) {
      const further = tryAt(-2, last);
      if (further < reached) [reached, factor] = [further, -2];
    } else if (reached >= costs[second]!) {
      factor = reached < costs[worst]! ? -0.5 : 0.5;
      reached = Math.min(reached, costs[worst]!);
      const nearer = tryAt(factor, last);
      [reached, factor] = nearer < reached ? [nearer, factor] : [Infinity, 0];
    }
    if (factor === 0) {
      used += shrink(points, costs, best, cost);
      continue;
    }
    for (let j = 0; j < size; j++) trial[j] = center[j]! + factor * (last[j]! - center[j]!);
    [points[worst], trial] = [trial, last];
    costs[worst] = reached;
  }
  return points[rankCosts(costs).best]!;
}

/** Where the least, the largest and the second largest cost stand. */
function rankCosts(costs: Float64Array): { readonly best: number; readonly worst: number; readonly second: number } {
  let best = 0;
  let worst = 0;
  for (let i = 1; i < costs.length; i++) {
    if (costs[i]! < costs[best]!) best = i;
    if (costs[i]! >= costs[worst]!) worst = i;
  }
  let second = best;
  for (let i = 0; i < costs.length; i++) if (i !== worst && costs[i]! >= costs[second]!) second = i;
  return { best, worst, second };
}

/** Pulls every point halfway to the best one; answers how many costs it took. */
function shrink(
  points: readonly Float64Array[],
  costs: Float64Array,
  best: number,
  cost: (x: Float64Array) => number,
): number {
  for (let i = 0; i < points.length; i++) {
    if (i === best) continue;
    const point = points[i]!;
    for (let j = 0; j < point.length; j++) point[j] = (point[j]! + points[best]![j]!) / 2;
    costs[i] = cost(point);
  }
  return points.length - 1;
}
