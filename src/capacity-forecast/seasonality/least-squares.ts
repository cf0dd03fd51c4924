import { invertSymmetric } from './sweep.js';

/** A regression's columns with the inverse of their normal equations, ready for any number of right-hand sides. */
export interface Regressors {
  readonly columns: ReadonlyArray<Float64Array>;
  readonly inverse: Float64Array;
  /** Columns that are not a combination of earlier ones; the others get coefficient 0. */
  readonly independent: ReadonlyArray<boolean>;
  readonly rank: number;
}

export interface Fit {
  readonly coefficients: Float64Array;
  readonly fitted: Float64Array;
  readonly residualSquares: number;
}

/** Prepares ordinary least squares on these columns. O(rows · columns²). */
export function regressors(columns: ReadonlyArray<Float64Array>): Regressors {
  const size = columns.length;
  const products = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = i; j < size; j++) products[i * size + j] = products[j * size + i] = dot(columns[i]!, columns[j]!);
  }
  const { inverse, independent } = invertSymmetric(products, size);
  return { columns, inverse, independent, rank: independent.filter(Boolean).length };
}

/** Least squares of `y` on the columns. */
export function regress({ columns, inverse }: Regressors, y: Float64Array): Fit {
  const moments = Float64Array.from(columns, (column) => dot(column, y));
  const coefficients = Float64Array.from(columns, (_, i) =>
    dot(inverse.subarray(i * columns.length, (i + 1) * columns.length), moments),
  );
  const fitted = combine(columns, coefficients, 0, columns.length);
  let residualSquares = 0;
  for (let i = 0; i < y.length; i++) residualSquares += (y[i]! - fitted[i]!) ** 2;
  return { coefficients, fitted, residualSquares };
}

/** The part of a fit that the columns `from` (included) to `to` (excluded) make. */
export function combine(
  columns: ReadonlyArray<Float64Array>,
  coefficients: Float64Array,
  from: number,
  to: number,
): Float64Array {
  const total = new Float64Array(columns[0]!.length);
  for (let j = from; j < to; j++) {
    const column = columns[j]!;
    const weight = coefficients[j]!;
    if (weight !== 0) for (let i = 0; i < total.length; i++) total[i]! += weight * column[i]!;
  }
  return total;
}

/**
 * By how much the residual sum of squares grows when the columns `from` to `to` are left out of the regression, and how
 * many independent columns that takes away; without fitting again (the Wald form of the drop-one F test).
 */
export function lossWithout(
  { columns, inverse, independent }: Regressors,
  { coefficients }: Fit,
  from: number,
  to: number,
): { readonly squares: number; readonly rank: number } {
  const chosen: number[] = [];
  for (let j = from; j < to; j++) if (independent[j]!) chosen.push(j);
  const block = Float64Array.from(chosen.flatMap((i) => chosen.map((j) => inverse[i * columns.length + j]!)));
  const precision = invertSymmetric(block, chosen.length).inverse;
  let squares = 0;
  chosen.forEach((i, r) =>
    chosen.forEach((j, c) => {
      squares += coefficients[i]! * precision[r * chosen.length + c]! * coefficients[j]!;
    }),
  );
  return { squares, rank: chosen.length };
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}
