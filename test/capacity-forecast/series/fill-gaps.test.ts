import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countKnown, fillGaps } from '../../../src/capacity-forecast/series/fill-gaps.js';

const fill = (values: number[], period?: number): number[] | undefined => {
  const filled = fillGaps(Float64Array.from(values), period);
  return filled && Array.from(filled);
};

describe('fillGaps', () => {
  it('hands back the very same array where nothing is missing', () => {
    const values = Float64Array.of(1, 2, 3);
    expect(fillGaps(values, 7)).toBe(values);
  });

  it('never changes the array it was given', () => {
    const values = Float64Array.of(1, NaN, 3);
    fillGaps(values, undefined);
    expect(Array.from(values)).toEqual([1, NaN, 3]);
  });

  it('draws a straight line across a gap without season', () => {
    expect(fill([1, NaN, NaN, 4])).toEqual([1, 2, 3, 4]);
  });

  it('repeats the nearest value at the ends', () => {
    expect(fill([NaN, 5, 6, NaN, NaN])).toEqual([5, 5, 6, 6, 6]);
  });

  it('takes the mean of one season before and one after, not the line between neighbours', () => {
    expect(fill([0, 10, 0, NaN, 0, 20], 2)).toEqual([0, 10, 0, 15, 0, 20]);
  });

  it('carries the season through a gap of several seasons', () => {
    expect(fill([1, 9, NaN, NaN, NaN, NaN, 1, 9], 2)).toEqual([1, 9, 1, 9, 1, 9, 1, 9]);
  });

  it('counts infinities as missing', () => {
    expect(fill([1, Infinity, 3])).toEqual([1, 2, 3]);
  });

  it('gives nothing with fewer than two values known', () => {
    expect(fill([NaN, 1, NaN])).toBeUndefined();
  });

  it('leaves no gap and moves no known value, whatever the series', () => {
    const series = fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(NaN)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(series, fc.integer({ min: 2, max: 9 }), (values, period) => {
        const given = Float64Array.from(values);
        const filled = fillGaps(given, period);
        expect(filled === undefined).toBe(countKnown(given) < 2);
        const whole = filled?.every((x, i) => Number.isFinite(x) && (Number.isNaN(given[i]!) || x === given[i]));
        expect(whole ?? true).toBe(true);
      }),
    );
  });
});
