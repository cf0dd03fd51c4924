import type { CostFunction } from './segment-cost.js';

/** Squared deviation from the stretch's own mean: low where the level holds still. */
export const meanCost: CostFunction = (values) => {
  const sums = new Float64Array(values.length + 1);
  const squares = new Float64Array(values.length + 1);
  values.forEach((v, i) => {
    sums[i + 1] = sums[i]! + v;
    squares[i + 1] = squares[i]! + v * v;
  });
  return (from, to) => {
    const sum = sums[to]! - sums[from]!;
    return Math.max(0, squares[to]! - squares[from]! - (sum * sum) / (to - from));
  };
};
