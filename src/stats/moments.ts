export function sum(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum;
}

/** Mean; zero for an empty list. */
export const mean = (values: Float64Array): number => (values.length === 0 ? 0 : sum(values) / values.length);

/** Mean squared distance from the mean; zero for an empty list. */
export const variance = (values: Float64Array): number =>
  values.length === 0 ? 0 : squaresAround(mean(values), values) / values.length;

function squaresAround(center: number, values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += (values[i]! - center) ** 2;
  return sum;
}

/** So few values are sorted by insertion: the built-in sort takes longer to begin. */
const MAX_INSERTIONS = 16;

/** The median, zero for an empty list; sorts its argument, NaN last. */
export const sortToMedian = (values: Float64Array): number => medianOfSorted(sortFloat64(values), values.length);

/** The same as `sort` in less time where there are few values, or they are in order already. */
export function sortFloat64(values: Float64Array): Float64Array {
  if (values.length <= MAX_INSERTIONS) {
    for (let i = 1; i < values.length; i++) insertSorted(values, i, values[i]!);
    return values;
  }
  for (let i = 1; i < values.length; i++) if (!(values[i - 1]! <= values[i]!)) return values.sort();
  return values;
}

/** Inserts a value among the first `count`, which are in order. */
export function insertSorted(sorted: Float64Array, count: number, value: number): void {
  let at = count;
  for (; at > 0 && (sorted[at - 1]! > value || Number.isNaN(sorted[at - 1]!)); at--) sorted[at] = sorted[at - 1]!;
  sorted[at] = value;
}

/** The median of the first `count` values, which are in order; zero for none. */
export function medianOfSorted(sorted: Float64Array, count: number): number {
  if (count === 0) return 0;
  const middle = count >> 1;
  return count % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/**
 * The median of weighted values: each stands at the middle of its share of the total weight, and between the two
 * around one half it is interpolated, so that it moves steadily with the weights. Only values of weight above zero
 * count; the weights add up to one. `order` is room to work in, one entry a value.
 */
export function weightedMedian(values: Float64Array, weights: Float64Array, order: Uint16Array): number {
  const count = sortByValue(values, weights, order);
  let middle = weights[order[0]!]! / 2;
  for (let i = 1; i < count && middle < 0.5; i++) {
    const [from, to] = [order[i - 1]!, order[i]!];
    const step = (weights[from]! + weights[to]!) / 2;
    if (middle + step >= 0.5) {
      const [low, high] = [values[from]!, values[to]!];
      return low === high ? low : low + ((high - low) * (0.5 - middle)) / step;
    }
    middle += step;
  }
  return values[order[middle < 0.5 ? count - 1 : 0]!]!;
}

/** Insertion sort of the indices of the values that count: there are about ten. */
function sortByValue(values: Float64Array, weights: Float64Array, order: Uint16Array): number {
  let count = 0;
  for (let k = 0; k < values.length; k++) {
    if (!(weights[k]! > 0)) continue;
    let at = count++;
    while (at > 0 && values[order[at - 1]!]! > values[k]!) order[at] = order[--at]!;
    order[at] = k;
  }
  return count;
}
