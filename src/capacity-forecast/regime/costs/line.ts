import type { CostFunction } from './segment-cost.js';

/** Squared deviation from the stretch's own straight line: low where a trend, flat or not, goes on. */
export const lineCost: CostFunction = (values) => {
  const sums = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  const moments = new Float64Array(values.length + 1);
  for (let i = 0; i < values.length; i++) {
    const v = values[i]!;
    sums[i + 1] = sums[i]! + v;
    squares[i + 1] = squares[i]! + v * v;
    moments[i + 1] = moments[i]! + i * v;
  }
  return (from, to) => {
    const n = to - from;
    if (n < 3) return 0;
    const sum = sums[to]! - sums[from]!;
    const product = moments[to]! - moments[from]! - ((from + to - 1) / 2) * sum;
    const left = squares[to]! - squares[from]! - (sum * sum) / n - (product * product * 12) / (n * (n * n - 1));
    return left > 0 ? left : 0;
  };
};
