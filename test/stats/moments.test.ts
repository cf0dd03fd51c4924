import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { weightedMedian } from '../../src/stats/moments.js';

const medianOf = (pairs: readonly (readonly [value: number, weight: number])[]): number => {
  const total = pairs.reduce((sum, [, weight]) => sum + weight, 0);
  const weights = Float64Array.from(pairs, ([, weight]) => weight / total);
  return weightedMedian(
    Float64Array.from(pairs, ([value]) => value),
    weights,
    new Uint16Array(pairs.length),
  );
};

describe('weightedMedian', () => {
  it('of equal weights is the median', () => {
    expect(medianOf([[9, 1], [1, 1], [2, 1]])).toBe(2); // prettier-ignore
    expect(medianOf([[4, 1], [1, 1], [2, 1], [9, 1]])).toBeCloseTo(3, 12); // prettier-ignore
  });

  it('lies between two values in proportion to where the half falls between the middles of their shares', () => {
    // Shares 0.25 and 0.75 have their middles at 0.125 and 0.625: the half is three quarters of the way.
    expect(medianOf([[10, 1], [20, 3]])).toBeCloseTo(17.5, 12); // prettier-ignore
  });

  it('is the value that holds more than half at either end, and the only one where there is one', () => {
    expect(medianOf([[10, 1], [20, 0], [30, 0]])).toBe(10); // prettier-ignore
    expect(medianOf([[NaN, 0], [30, 1]])).toBe(30); // prettier-ignore
    expect(medianOf([[1, 1], [5, 1e6]])).toBeCloseTo(5, 3); // prettier-ignore
  });

  it('is not moved by how far away an outlier lies', () => {
    const near = medianOf([[1, 2], [2, 2], [3, 1]]); // prettier-ignore
    expect(medianOf([[1, 2], [2, 2], [1e9, 1]])).toBe(near); // prettier-ignore
  });

  it('lies within the values and does not depend on their order', () => {
    const pair = fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.uniqueArray(pair, { minLength: 1, maxLength: 12, selector: ([value]) => value }), (pairs) => {
        const median = medianOf(pairs);
        const values = pairs.map(([value]) => value);
        expect(median).toBeGreaterThanOrEqual(Math.min(...values));
        expect(median).toBeLessThanOrEqual(Math.max(...values));
        expect(medianOf([...pairs].reverse())).toBeCloseTo(median, 9);
      }),
    );
  });
});
