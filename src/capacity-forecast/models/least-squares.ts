/** A regression's normal equations, filled one observation at a time; memory k squared, whatever the length. */
export interface NormalEquations {
  readonly size: number;
  /** X'X, row by row; only the lower triangle is filled. */
  readonly gram: Float64Array;
  /** X'y. */
  readonly moments: Float64Array;
  /** Room for the columns of one row that are not zero: seasonal means make most of them zero. */
  readonly filled: Int32Array;
  sumOfSquares: number;
  count: number;
}

export function normalEquations(size: number): NormalEquations {
  return { size, gram: new Float64Array(size * size), moments: new Float64Array(size), filled: new Int32Array(size), sumOfSquares: 0, count: 0 };
}

export function observe(equations: NormalEquations, row: Float64Array, target: number): void {
  const { size, gram, moments, filled } = equations;
  let count = 0;
  for (let i = 0; i < size; i++) if (row[i] !== 0) filled[count++] = i;
  for (let a = 0; a < count; a++) {
    const i = filled[a]!;
    const x = row[i]!;
    const at = i * size;
    moments[i]! += x * target;
    for (let b = 0; b <= a; b++) gram[at + filled[b]!]! += x * row[filled[b]!]!;
  }
  equations.sumOfSquares += target * target;
  equations.count += 1;
}

/**
 * Coefficients with `penalty[i]` added to the diagonal (ridge regression), by Cholesky decomposition. A column that
 * depends on earlier ones gets the coefficient zero.
 */
export function solve({ size, gram, moments }: NormalEquations, penalty: Float64Array): Float64Array {
  const factor = cholesky(gram, penalty, size);
  const x = moments.slice();
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) x[i]! -= factor[i * size + j]! * x[j]!;
    const pivot = factor[i * size + i]!;
    x[i] = pivot === 0 ? 0 : x[i]! / pivot;
  }
  for (let i = size - 1; i >= 0; i--) {
    for (let j = i + 1; j < size; j++) x[i]! -= factor[j * size + i]! * x[j]!;
    const pivot = factor[i * size + i]!;
    x[i] = pivot === 0 ? 0 : x[i]! / pivot;
  }
  return x;
}

/** Lower triangular factor L of gram + penalty = L L'; a dependent column is left as zeros. */
export function cholesky(gram: Float64Array, penalty: Float64Array, size: number): Float64Array {
  const factor = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const full = gram[j * size + j]! + penalty[j]!;
    let pivot = full;
    for (let k = 0; k < j; k++) pivot -= factor[j * size + k]! ** 2;
    if (!(pivot > 1e-11 * full)) continue;
    const root = Math.sqrt(pivot);
    factor[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = gram[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = sum / root;
    }
  }
  return factor;
}
