import type { SegmentCost } from '../costs/segment-cost.js';

/**
 * Binary segmentation (Scott and Knott 1974): splits the stretch whose best split gains most, again and again, while
 * the gain exceeds the penalty and at most `most` times. O(n · most).
 */
export function binarySearch(
  cost: SegmentCost,
  length: number,
  shortest: number,
  penalty: number,
  most: number,
): number[] {
  const stretches = [findBestSplit(cost, 0, length, shortest)];
  const found: number[] = [];
  while (found.length < most) {
    let best = 0;
    for (let i = 1; i < stretches.length; i++) if (stretches[i]!.gain > stretches[best]!.gain) best = i;
    const { from, at, to, gain } = stretches[best]!;
    if (!(gain > penalty)) break;
    found.push(at);
    stretches.splice(best, 1, findBestSplit(cost, from, at, shortest), findBestSplit(cost, at, to, shortest));
  }
  return found.sort((a, b) => a - b);
}

interface Split {
  readonly from: number;
  readonly at: number;
  readonly to: number;
  readonly gain: number;
}

function findBestSplit(cost: SegmentCost, from: number, to: number, shortest: number): Split {
  const whole = cost(from, to);
  let best: Split = { from, at: from, to, gain: -Infinity };
  for (let at = from + shortest; at <= to - shortest; at++) {
    const gain = whole - cost(from, at) - cost(at, to);
    if (gain > best.gain) best = { from, at, to, gain };
  }
  return best;
}
