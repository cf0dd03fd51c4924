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
