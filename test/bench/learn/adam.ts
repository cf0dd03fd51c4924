/** Adam (Kingma and Ba 2015), a step at a time, in place. */
export function adam(size: number) {
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let count = 0;
  return (parameters: Float64Array, gradient: Float64Array, rate: number): void => {
    count += 1;
    for (let i = 0; i < size; i++) {
      const g = gradient[i]!;
      first[i] = 0.9 * first[i]! + 0.1 * g;
      second[i] = 0.999 * second[i]! + 0.001 * g * g;
      const step = first[i]! / (1 - 0.9 ** count) / (Math.sqrt(second[i]! / (1 - 0.999 ** count)) + 1e-8);
      parameters[i]! -= rate * step;
    }
  };
}

/** Large steps first, small ones at the end. */
export const rateAt = (rate: number, progress: number): number =>
  rate * (progress < 0.6 ? 1 : progress < 0.85 ? 0.3 : 0.1);
