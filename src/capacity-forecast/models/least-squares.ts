import { copyFloat64, allocFloat64 } from '../series/floats.js';
import { cholesky, substitute } from './cholesky.js';

/** One observation's regressors, those that are not zero, their columns ascending. */
export interface SparseRow {
  readonly columns: Int32Array;
  readonly entries: Float64Array;
  count: number;
}

export const createSparseRow = (most: number): SparseRow => ({
  columns: new Int32Array(most),
  entries: allocFloat64(most),
  count: 0,
});

export function addEntry(row: SparseRow, column: number, entry: number): void {
  row.columns[row.count] = column;
  row.entries[row.count] = entry;
  row.count += 1;
}

export function dotSparse(row: SparseRow, coefficients: Float64Array): number {
  let sum = 0;
  for (let a = 0; a < row.count; a++) sum += row.entries[a]! * coefficients[row.columns[a]!]!;
  return sum;
}

/** A regression's normal equations, filled one observation at a time; memory k squared, whatever the length. */
export interface NormalEquations {
  readonly size: number;
  /** X'X, row by row; only the lower triangle is filled. */
  readonly gram: Float64Array;
  /** X'y. */
  readonly moments: Float64Array;
  sumOfSquares: number;
  count: number;
}

export const createEquations = (size: number): NormalEquations => ({
  size,
  gram: allocFloat64(size * size),
  moments: allocFloat64(size),
  sumOfSquares: 0,
  count: 0,
});

export const copyEquations = ({ size, gram, moments, sumOfSquares, count }: NormalEquations): NormalEquations => ({
  size,
  gram: copyFloat64(gram),
  moments: copyFloat64(moments),
  sumOfSquares,
  count,
});

export function addObservation(
  equations: NormalEquations,
  { columns, entries, count }: SparseRow,
  target: number,
): void {
  const { size, gram, moments } = equations;
  for (let a = 0; a < count; a++) {
    const i = columns[a]!;
    const x = entries[a]!;
    const line = i * size;
    moments[i]! += x * target;
    for (let b = 0; b <= a; b++) gram[line + columns[b]!]! += x * entries[b]!;
  }
  equations.sumOfSquares += target * target;
  equations.count += 1;
}

/**
 * Coefficients with `penalty[i]` added to the diagonal (ridge regression), by Cholesky decomposition. A column that
 * depends on earlier ones gets the coefficient zero.
 */
export function solve({ size, gram, moments }: NormalEquations, penalty: Float64Array): Float64Array {
  return substitute(cholesky(gram, penalty, size), moments, size);
}

/** The variance of coefficient `i` where the noise of one observation has variance one: (X'X)^-1 at i, i. */
export function varianceFactor({ size, gram }: NormalEquations, i: number): number {
  const unit = allocFloat64(size);
  unit[i] = 1;
  return substitute(cholesky(gram, allocFloat64(size), size), unit, size)[i]!;
}
