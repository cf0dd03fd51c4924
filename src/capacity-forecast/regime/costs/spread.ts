import type { CostOf } from './segment-cost.js';

const SMALLEST = 1e-12;

/**
 * Minus twice the log-likelihood of a normal distribution of mean zero and the stretch's own variance, without
 * constants: low where the spread holds still. A floor keeps stretches of zeros finite.
 */
export const spreadCost: CostOf = (values) => {
  const squares = new Float64Array(values.length + 1);
  values.forEach((v, i) => {
    squares[i + 1] = squares[i]! + v * v;
  });
  const floor = SMALLEST * (squares[values.length]! / Math.max(1, values.length)) || SMALLEST;
  return (from, to) => (to - from) * Math.log((squares[to]! - squares[from]!) / (to - from) + floor);
};
