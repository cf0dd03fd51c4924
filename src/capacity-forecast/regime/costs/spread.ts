import type { CostFunction } from './segment-cost.js';

const MIN_VARIANCE = 1e-12;

/**
 * Minus twice the log-likelihood of a normal distribution of mean zero and the stretch's own variance, without
 * constants: low where the spread holds still. A floor keeps stretches of zeros finite.
 */
export const spreadCost: CostFunction = (values) => {
  const squares = new Float64Array(values.length + 1);
  values.forEach((v, i) => {
    squares[i + 1] = squares[i]! + v * v;
  });
  const floor = MIN_VARIANCE * (squares[values.length]! / Math.max(1, values.length)) || MIN_VARIANCE;
  return (from, to) => (to - from) * Math.log((squares[to]! - squares[from]!) / (to - from) + floor);
};
