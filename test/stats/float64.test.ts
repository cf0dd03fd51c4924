import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allocFloat64, copyFloat64, generateFloat64, mapFloat64, toArray } from '../../src/stats/float64.js';

const lengths = fc.array(fc.nat({ max: 3000 }), { minLength: 1, maxLength: 20 });

describe('floats', () => {
  it('are zeros of the length asked for, short or long, and shared with nobody', () => {
    fc.assert(
      fc.property(lengths, (wanted) => {
        const arrays = wanted.map((length, k) => {
          const made = allocFloat64(length);
          expect(made.length).toBe(length);
          expect(made.some((x) => x !== 0)).toBe(false);
          return made.fill(k + 1);
        });
        arrays.forEach((array, k) => expect(array.some((x) => x !== k + 1)).toBe(false));
      }),
    );
  });

  it('change value by value as the built-in does, and leave what they were made from', () => {
    const values = Float64Array.of(3, -1, NaN, Infinity);
    const change = (x: number, i: number): number => 2 * x + i;
    expect(mapFloat64(values, change)).toEqual(values.map(change));
    expect(toArray(values, change)).toEqual(Array.from(values, change));
    expect(generateFloat64(4, (i) => i * i)).toEqual(Float64Array.of(0, 1, 4, 9));
    copyFloat64(values).fill(0);
    expect(values).toEqual(Float64Array.of(3, -1, NaN, Infinity));
  });
});
