import { allocFloat64, copyFloat64 } from './float64.js';

/**
 * Lower triangular factor L of gram + penalty = L L'; a dependent column is left as zeros. What a row has of zeros
 * before its first entry stays zero in L, and is passed over: columns that do not share observations cost least first.
 */
function cholesky(gram: Float64Array, penalty: Float64Array, size: number): Float64Array {
  const factor = allocFloat64(size * size);
  const starts = startsOf(gram, size);
  for (let j = 0; j < size; j++) {
    const full = gram[j * size + j]! + penalty[j]!;
    let pivot = full;
    for (let k = starts[j]!; k < j; k++) pivot -= factor[j * size + k]! ** 2;
    if (!(pivot > 1e-11 * full)) continue;
    const root = Math.sqrt(pivot);
    factor[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      if (starts[i]! > j) continue;
      let sum = gram[i * size + j]!;
      for (let k = Math.max(starts[i]!, starts[j]!); k < j; k++) sum -= factor[i * size + k]! * factor[j * size + k]!;
      factor[i * size + j] = sum / root;
    }
  }
  return factor;
}

/** The first column of each row that is not zero, the diagonal at the latest. */
function startsOf(gram: Float64Array, size: number): Int32Array {
  const starts = new Int32Array(size);
  for (let i = 0; i < size; i++) {
    let start = 0;
    while (start < i && gram[i * size + start] === 0) start++;
    starts[i] = start;
  }
  return starts;
}

/** Solves L L' x = b. */
function substitute(factor: Float64Array, b: Float64Array, size: number): Float64Array {
  const x = copyFloat64(b);
  for (let i = 0; i < size; i++) {
    let sum = x[i]!;
    for (let j = 0; j < i; j++) sum -= factor[i * size + j]! * x[j]!;
    const pivot = factor[i * size + i]!;
    x[i] = pivot === 0 ? 0 : sum / pivot;
  }
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i]!;
    for (let j = i + 1; j < size; j++) sum -= factor[j * size + i]! * x[j]!;
    const pivot = factor[i * size + i]!;
    x[i] = pivot === 0 ? 0 : sum / pivot;
  }
  return x;
}

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
