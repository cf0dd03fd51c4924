/** Least squares line through the values against their index 0, 1, 2 and so on. */
export function straightLine(values: Float64Array): { readonly intercept: number; readonly slope: number } {
  const n = values.length;
  const centre = (n - 1) / 2;
  let sum = 0;
  let moment = 0;
  for (let t = 0; t < n; t++) {
    sum += values[t]!;
    moment += (t - centre) * values[t]!;
  }
  const slope = n > 1 ? moment / ((n * (n * n - 1)) / 12) : 0;
  return { intercept: sum / n - slope * centre, slope };
}
