import { select } from './select.js';

/**
 * Hamilton's method (largest remainder) on whole units: each recipient gets the floor of its exact quota N·wᵢ/W, and the
 * units left over go to the largest remainders, ties to the earlier position. Σ shares = N, and every share is within
 * one unit of its quota. Balinski & Young, "Fair Representation", 1982, §2.
 */
export function hamilton(total: bigint, weights: readonly bigint[], weightSum: bigint): bigint[] {
  const remainders = new Array<bigint>(weights.length);
  let left = total;
  const shares = weights.map((weight, i) => {
    const share = (total * weight) / weightSum;
    remainders[i] = total * weight - share * weightSum;
    left -= share;
    return share;
  });
  const byRemainder = remainders.map((_, i) => i).sort((a, b) => compare(remainders[b]!, remainders[a]!) || a - b);
  for (const i of byRemainder.slice(0, Number(left))) shares[i]! += 1n;
  return shares;
}

function compare(a: bigint, b: bigint): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Up to these sizes {@link hamiltonSafe} is exact. */
export const SAFE_TOTAL = Number.MAX_SAFE_INTEGER;
export const SAFE_WEIGHT_SUM = 2 ** 51;

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
  giveByRemainder(shares, remainders, left);
  return shares;
}

/** The upper 26 bits of a double (Veltkamp's split). */
function highBits(value: number): number {
  const c = 134217729 * value;
  return c - (c - value);
}

function giveByRemainder(shares: Float64Array, remainders: Float64Array, units: number): void {
  if (units === 0) return;
  const n = remainders.length;
  const threshold = select(remainders.slice(), n - units);
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
