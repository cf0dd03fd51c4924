/** A pivot below this share of its own diagonal entry means that earlier columns explain the column. */
const COLLINEAR = 1e-7;

/**
 * Generalised inverse of a symmetric, positive semi-definite matrix (row by row, `size` × `size`) by the sweep operator
 * (Goodnight 1979). Columns that depend on earlier ones are left out: their rows and columns of the inverse are zero.
 * O(size³).
 */
export function invertSymmetric(
  matrix: Float64Array,
  size: number,
): { readonly inverse: Float64Array; readonly independent: ReadonlyArray<boolean> } {
  const a = Float64Array.from(matrix);
  const independent = Array.from({ length: size }, (_, k) => {
    const usable = a[k * size + k]! > COLLINEAR * matrix[k * size + k]!;
    if (usable) sweep(a, size, k);
    return usable;
  });
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) a[i * size + j] = independent[i]! && independent[j]! ? -a[i * size + j]! : 0;
  }
  return { inverse: a, independent };
}

/**
 * One sweep: exchanges row and column `k` with its solution. Sweeping every row turns the matrix into minus its
 * inverse.
 */
function sweep(a: Float64Array, size: number, k: number): void {
  const pivot = a[k * size + k]!;
  for (let i = 0; i < size; i++) {
    if (i === k) continue;
    const factor = a[i * size + k]! / pivot;
    if (factor === 0) continue;
    for (let j = 0; j < size; j++) if (j !== k) a[i * size + j]! -= factor * a[k * size + j]!;
  }
  for (let i = 0; i < size; i++) {
    if (i === k) continue;
    a[i * size + k]! /= pivot;
    a[k * size + i]! /= pivot;
  }
  a[k * size + k] = -1 / pivot;
}
