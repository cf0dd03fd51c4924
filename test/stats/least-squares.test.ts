import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invertSymmetric, lossWithout, prepareRegressors, regress } from '../../src/stats/least-squares.js';
import { whiteNoise } from '../capacity-forecast/simulated-noise.js';

const columns = (length: number): Float64Array[] => [
  new Float64Array(length).fill(1),
  Float64Array.from(whiteNoise(1, length)),
  Float64Array.from(whiteNoise(2, length)),
  Float64Array.from(whiteNoise(3, length)),
];

describe('regress', () => {
  it('finds the line through points that lie on one', () => {
    const x = [new Float64Array(4).fill(1), Float64Array.of(0, 1, 2, 3)];
    const fit = regress(prepareRegressors(x), Float64Array.of(1, 3, 5, 7));
    expect(Array.from(fit.coefficients)).toEqual([expect.closeTo(1, 10), expect.closeTo(2, 10)]);
    expect(fit.residualSquares).toBeCloseTo(0, 12);
  });

  it('leaves residuals that no column can explain', () => {
    const x = columns(50);
    const y = Float64Array.from(whiteNoise(9, 50));
    const { fitted } = regress(prepareRegressors(x), y);
    for (const column of x) {
      const product = column.reduce((sum, v, i) => sum + v * (y[i]! - fitted[i]!), 0);
      expect(product).toBeCloseTo(0, 9);
    }
  });
});

describe('lossWithout', () => {
  it('is the growth of the residual squares that fitting again without the columns shows', () => {
    const x = columns(60);
    const y = Float64Array.from(whiteNoise(4, 60), (v, i) => v + 0.5 * x[2]![i]!);
    const whole = prepareRegressors(x);
    const fit = regress(whole, y);
    const without = regress(prepareRegressors([x[0]!, x[1]!]), y);
    const loss = lossWithout(whole, fit, 2, 4);
    expect(loss.rank).toBe(2);
    expect(loss.squares).toBeCloseTo(without.residualSquares - fit.residualSquares, 9);
  });

  it('does not count columns that others already explain', () => {
    const x = columns(30);
    const doubled = [...x, x[1]!.map((v) => 2 * v)];
    const whole = prepareRegressors(doubled);
    expect(lossWithout(whole, regress(whole, x[2]!), 3, 5).rank).toBe(1);
  });
});

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
