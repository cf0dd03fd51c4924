/** Below this many values a sort is the quickest selection. */
const MIN_SELECT_LENGTH = 64;

/**
 * The value that would stand at a position if the values were sorted ascending. The array is reordered. Hoare's FIND
 * (1961) with the median of three as pivot, O(n) on average; when the pivots are bad again and again, the rest is
 * sorted, so O(n log n) at worst.
 */
export function select(values: Float64Array, position: number): number {
  let from = 0;
  let until = values.length - 1;
  for (
    let rounds = 2 * Math.ceil(Math.log2(values.length + 1));
    until - from > MIN_SELECT_LENGTH && rounds > 0;
    rounds -= 1
  ) {
    const pivot = medianOfThree(values[from]!, values[(from + until) >> 1]!, values[until]!);
    let left = from;
    let right = until;
    while (left <= right) {
      while (values[left]! < pivot) left += 1;
      while (values[right]! > pivot) right -= 1;
      if (left > right) break;
      const moved = values[left]!;
      values[left] = values[right]!;
      values[right] = moved;
      left += 1;
      right -= 1;
    }
    if (position <= right) until = right;
    else if (position >= left) from = left;
    else return pivot;
  }
  return values.subarray(from, until + 1).sort()[position - from]!;
}

function medianOfThree(a: number, b: number, c: number): number {
  return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
}
