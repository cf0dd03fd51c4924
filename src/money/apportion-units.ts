import { compareRationals, floorRational, type Rational, rational, subtract } from './rational.js';

/** Up to this many values a sort is the quickest selection. */
const MAX_SORT_LENGTH = 64;
const MAX_BUCKETS = 4096;

/**
 * The value that would stand at a position if the values, whole numbers from `low` to `high`, were sorted ascending.
 * They are counted by ranges of equal width, and the range that holds the position is looked into in the same way:
 * O(n) whatever the values, since a few rounds leave a range of one number.
 */
export function select(values: Float64Array, position: number, low: number, high: number): number {
  if (values.length <= MAX_SORT_LENGTH) return values.slice().sort()[position]!;
  if (low === high) return low;
  const counts = new Uint32Array(Math.min(MAX_BUCKETS, values.length) + 1);
  const factor = (counts.length - 1) / (high - low + 1);
  for (let i = 0; i < values.length; i += 1) counts[Math.floor((values[i]! - low) * factor)]! += 1;
  let bucket = 0;
  let below = 0;
  while (below + counts[bucket]! <= position) below += counts[bucket++]!;
  const inBucket = new Float64Array(counts[bucket]!);
  let lowest = high;
  let highest = low;
  let found = 0;
  for (let i = 0; i < values.length; i += 1) {
    const value = values[i]!;
    if (Math.floor((value - low) * factor) !== bucket) continue;
    inBucket[found++] = value;
    if (value < lowest) lowest = value;
    if (value > highest) highest = value;
  }
  return select(inBucket, position - below, lowest, highest);
}

/**
 * Hamilton's method (largest remainder) on whole units: each recipient gets the floor of its exact quota N·wᵢ/W, and
 * the units left over go to the largest remainders, ties to the earlier position. Σ shares = N, and every share is
 * within one unit of its quota. Balinski & Young, "Fair Representation", 1982, §2.
 */
function hamilton(total: bigint, weights: readonly bigint[], weightSum: bigint): bigint[] {
  const floors = weights.map((weight) => (total * weight) / weightSum);
  const remainders = weights.map((weight, i) => total * weight - floors[i]! * weightSum);
  return addExtraUnits(total, floors, (a, b) => Number(remainders[b]! - remainders[a]!));
}

/**
 * Whole shares as close as possible to exact ones, adding up to a whole total: the floor of each, then one more for the
 * largest remainders, ties to the earlier position. Where the exact shares do not add up to the total, the difference
 * is spread evenly first.
 */
export function apportionExactShares(total: bigint, exact: readonly Rational[]): bigint[] {
  const floors = exact.map(floorRational);
  const remainders = exact.map((share, i) => subtract(share, rational(floors[i]!)));
  return addExtraUnits(total, floors, (a, b) => compareRationals(remainders[b]!, remainders[a]!));
}

/** Adds the units that floors leave of a total: evenly, then one each to the first positions in an order. */
function addExtraUnits(
  total: bigint,
  floors: readonly bigint[],
  byRemainder: (a: number, b: number) => number,
): bigint[] {
  let left = total;
  for (const floor of floors) left -= floor;
  const count = BigInt(floors.length);
  const even = floorRational({ n: left, d: count });
  // A sort leaves what is equal in its order.
  const order = floors.map((_, i) => i).sort(byRemainder);
  const extraUnits = new Set(order.slice(0, Number(left - even * count)));
  return floors.map((floor, i) => floor + even + (extraUnits.has(i) ? 1n : 0n));
}

/** Up to these sizes {@link hamiltonSafe} is exact. */
export const SAFE_TOTAL: number = Number.MAX_SAFE_INTEGER;
export const SAFE_WEIGHT_SUM: number = 2 ** 51;

/**
 * The same method, digit for digit, on doubles that hold whole numbers: total ≤ {@link SAFE_TOTAL} and Σ weights ≤
 * {@link SAFE_WEIGHT_SUM}. Products are kept exactly as a sum of two doubles (Dekker 1971), so nothing is rounded.
 * Many times faster than whole numbers of any length; O(n) on average.
 */
export function hamiltonSafe(total: number, weights: Float64Array, weightSum: number): Float64Array {
  const n = weights.length;
  const shares = new Float64Array(n);
  const remainders = new Float64Array(n);
  const totalHigh = highBits(total);
  const totalLow = total - totalHigh;
  const sumHigh = highBits(weightSum);
  const sumLow = weightSum - sumHigh;
  let left = total;
  for (let i = 0; i < n; i += 1) {
    const weight = weights[i]!;
    if (weight === 0) continue;
    const weightHigh = highBits(weight);
    const weightLow = weight - weightHigh;
    const product = total * weight;
    const productLow =
      totalLow * weightLow - (product - totalHigh * weightHigh - totalLow * weightHigh - totalHigh * weightLow);
    let share = Math.floor(product / weightSum);
    const shareHigh = highBits(share);
    const shareLow = share - shareHigh;
    const taken = share * weightSum;
    const takenLow = shareLow * sumLow - (taken - shareHigh * sumHigh - shareLow * sumHigh - shareHigh * sumLow);
    let remainder = product - taken + (productLow - takenLow);
    // The quotient of doubles may be a unit or two off; the exact remainder says so.
    for (; remainder < 0; remainder += weightSum) share -= 1;
    for (; remainder >= weightSum; remainder -= weightSum) share += 1;
    shares[i] = share;
    remainders[i] = remainder;
    left -= share;
  }
  giveByRemainder(shares, remainders, left, weightSum - 1);
  return shares;
}

/** The upper 26 bits of a double (Veltkamp's split). */
function highBits(value: number): number {
  const c = 134217729 * value;
  return c - (c - value);
}

function giveByRemainder(shares: Float64Array, remainders: Float64Array, units: number, highest: number): void {
  if (units === 0) return;
  const n = remainders.length;
  const threshold = select(remainders, n - units, 0, highest);
  let atThreshold = units;
  for (let i = 0; i < n; i += 1) if (remainders[i]! > threshold) atThreshold -= 1;
  for (let i = 0; i < n; i += 1) {
    if (remainders[i]! > threshold) shares[i]! += 1;
    else if (remainders[i] === threshold && atThreshold > 0) {
      shares[i]! += 1;
      atThreshold -= 1;
    }
  }
}

/**
 * The method of Sainte-Laguë (Webster) on whole units: the N units with the highest claims wᵢ/1, wᵢ/3, wᵢ/5, … are
 * given out, ties to the earlier position. A larger total never takes a unit from anyone (house monotone), at the
 * price that a share may leave its quota by more than one unit. Balinski & Young, "Fair Representation", 1982, §8.
 *
 * The search begins at the rounded quotas, which are at most n/2 units away, so the cost is O(n log n) for any total.
 */
function sainteLague(total: bigint, weights: readonly bigint[], weightSum: bigint): bigint[] {
  // A quota's half is rounded down: then the units given are exactly those with a claim above W/2N.
  const shares = weights.map((weight) => (2n * total * weight + weightSum - 1n) / (2n * weightSum));
  let left = total;
  for (const share of shares) left -= share;
  if (left >= 0n) addUnits(shares, weights, left);
  else removeUnits(shares, weights, -left);
  return shares;
}

function addUnits(shares: bigint[], weights: readonly bigint[], units: bigint): void {
  // The next unit goes to the highest claim w/(2s+1), then to the earlier position.
  const heap = createHeap([...weights.keys()], (a, b) => {
    const [left, right] = [weights[a]! * (2n * shares[b]! + 1n), weights[b]! * (2n * shares[a]! + 1n)];
    return left === right ? a < b : left > right;
  });
  for (let u = 0n; u < units; u += 1n) {
    shares[heap.top()]! += 1n;
    heap.sink();
  }
}

function removeUnits(shares: bigint[], weights: readonly bigint[], units: bigint): void {
  // The unit to come back is the one with the lowest claim w/(2s-1), then of the later position. Who has none left
  // comes last: there 2s-1 is below zero, which turns the comparison around.
  const heap = createHeap([...shares.keys()], (a, b) => {
    const [left, right] = [weights[a]! * (2n * shares[b]! - 1n), weights[b]! * (2n * shares[a]! - 1n)];
    return left === right ? a > b : left < right;
  });
  for (let u = 0n; u < units; u += 1n) {
    shares[heap.top()]! -= 1n;
    heap.sink();
  }
}

/** A binary heap of positions whose top may change its rank in place. */
function createHeap(items: number[], before: (a: number, b: number) => boolean) {
  const sinkFrom = (start: number): void => {
    for (let at = start; ;) {
      const left = 2 * at + 1;
      let first = at;
      if (left < items.length && before(items[left]!, items[first]!)) first = left;
      if (left + 1 < items.length && before(items[left + 1]!, items[first]!)) first = left + 1;
      if (first === at) return;
      [items[at], items[first]] = [items[first]!, items[at]!];
      at = first;
    }
  };
  for (let at = (items.length >> 1) - 1; at >= 0; at -= 1) sinkFrom(at);
  return { top: () => items[0]!, sink: () => sinkFrom(0) };
}

/** How the units that no exact quota covers are given out. */
export type ApportionMethod = 'hamilton' | 'sainteLague';

/**
 * Splits a whole number of units by whole weights, so that the shares add up to it exactly. The weights must be zero or
 * more and at least one; all zero means equal shares. A negative total is the exact mirror of the positive one.
 */
export function apportionUnits(
  units: bigint,
  weights: readonly bigint[],
  method: ApportionMethod = 'hamilton',
): bigint[] {
  if (units < 0n) return apportionUnits(-units, weights, method).map((share) => -share);
  let weightSum = 0n;
  for (const weight of weights) weightSum += weight;
  if (weightSum === 0n)
    return apportionUnits(
      units,
      weights.map(() => 1n),
      method,
    );
  if (method === 'sainteLague') return sainteLague(units, weights, weightSum);
  if (units > SAFE_TOTAL || weightSum > SAFE_WEIGHT_SUM) return hamilton(units, weights, weightSum);
  const shares = hamiltonSafe(Number(units), Float64Array.from(weights, Number), Number(weightSum));
  return Array.from(shares, BigInt);
}
