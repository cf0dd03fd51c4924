import { copyFloat64, allocFloat64 } from '../series/floats.js';

/**
 * Lower triangular factor L of gram + penalty = L L'; a dependent column is left as zeros. What a row has of zeros
 * before its first entry stays zero in L, and is passed over: columns that do not share observations cost least first.
 */
export function cholesky(gram: Float64Array, penalty: Float64Array, size: number): Float64Array {
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
export function substitute(factor: Float64Array, b: Float64Array, size: number): Float64Array {
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
