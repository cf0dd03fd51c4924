import { copyFloat64 } from '../series/floats.js';
import type { NormalEquations } from './least-squares.js';

/**
 * The equations of a regression of a series on its own lags as they would be for (y - centre) / spread, without its
 * rows: columns before `ones` are zero or one, the column `ones` is one throughout, those after it are lags.
 * Precise where `centre` is not many times `spread`.
 */
export function standardizeEquations(
  { size, gram, moments, sumOfSquares, count }: NormalEquations,
  ones: number,
  centre: number,
  spread: number,
): NormalEquations {
  const constant = ones * size;
  const covered = gram[constant + ones]!;
  /** A sum of products of lags or targets whose own sums are `a` and `b`. */
  const product = (sum: number, a: number, b: number): number =>
    (sum - centre * (a + b) + centre * centre * covered) / (spread * spread);
  const total = moments[ones]!;
  const newGram = copyFloat64(gram);
  const newMoments = copyFloat64(moments);
  for (let p = 0; p <= ones; p++) newMoments[p] = (moments[p]! - centre * gram[constant + p]!) / spread;
  for (let i = ones + 1; i < size; i++) {
    const line = i * size;
    const sum = gram[line + ones]!;
    for (let p = 0; p <= ones; p++) newGram[line + p] = (gram[line + p]! - centre * gram[constant + p]!) / spread;
    for (let j = ones + 1; j <= i; j++) newGram[line + j] = product(gram[line + j]!, sum, gram[j * size + ones]!);
    newMoments[i] = product(moments[i]!, sum, total);
  }
  return { size, gram: newGram, moments: newMoments, sumOfSquares: product(sumOfSquares, total, total), count };
}
