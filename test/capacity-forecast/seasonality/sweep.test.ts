import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invertSymmetric } from '../../../src/capacity-forecast/seasonality/sweep.js';

describe('invertSymmetric', () => {
  it('inverts a matrix worked out by hand', () => {
    const { inverse, independent } = invertSymmetric(Float64Array.of(4, 2, 2, 3), 2);
    expect(Array.from(inverse)).toEqual([0.375, -0.25, -0.25, 0.5].map((v) => expect.closeTo(v, 12)));
    expect(independent).toEqual([true, true]);
  });

  it('leaves out a column that repeats an earlier one', () => {
    const { inverse, independent } = invertSymmetric(Float64Array.of(2, 2, 0, 2, 2, 0, 0, 0, 5), 3);
    expect(independent).toEqual([true, false, true]);
    expect(Array.from(inverse)).toEqual([0.5, 0, 0, 0, 0, 0, 0, 0, 0.2].map((v) => expect.closeTo(v, 12)));
  });

  it('times the matrix is the identity, for any positive definite matrix', () => {
    const entry = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(entry, { minLength: 36, maxLength: 36 }), (size, b) => {
        const at = (i: number, j: number): number => b[i * 6 + j]!;
        const matrix = new Float64Array(size * size);
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            for (let k = 0; k < size; k++) matrix[i * size + j]! += at(i, k) * at(j, k);
            if (i === j) matrix[i * size + j]! += 1;
          }
        }
        const { inverse } = invertSymmetric(matrix, size);
        let worst = 0;
        for (let i = 0; i < size; i++) {
          for (let j = 0; j < size; j++) {
            let product = 0;
            for (let k = 0; k < size; k++) product += matrix[i * size + k]! * inverse[k * size + j]!;
            worst = Math.max(worst, Math.abs(product - (i === j ? 1 : 0)));
          }
        }
        expect(worst).toBeLessThan(1e-8);
      }),
    );
  });
});
