import { describe, expect, it } from 'vitest';
import { isSignificantF, logFTail, tQuantile, tTail } from '../../src/stats/distributions.js';

describe('tQuantile', () => {
  it.each([
    [0.05, 1, 6.313751514675043],
    [0.025, 2, 4.302652729749464],
    [0.01, 5, 3.364929998907223],
    [0.1, 11, 1.3634303180205214],
    [0.025, 120, 1.979930405052777],
  ])('at a tail of %d with %d degrees is what the tables say', (tail, freedom, expected) => {
    expect(tQuantile(tail, freedom)).toBeCloseTo(expected, 8);
  });

  it('is mirrored around its middle', () => {
    expect(tQuantile(0.5, 4)).toBeCloseTo(0, 12);
    expect(tQuantile(0.9, 4)).toBeCloseTo(-tQuantile(0.1, 4), 12);
  });
});

describe('tTail', () => {
  it('undoes the quantile', () => {
    for (const freedom of [1, 2, 3, 8, 31]) expect(tTail(tQuantile(0.0228, freedom), freedom)).toBeCloseTo(0.0228, 10);
    expect(tTail(-2, 7)).toBeCloseTo(1 - tTail(2, 7), 12);
  });
});

describe('logFTail', () => {
  it.each([
    [1, 1, 1, -0.6931471805599455],
    [4.5, 3, 20, -4.242386813779774],
    [10, 6, 14, -8.432853156942487],
    [250, 12, 800, -599.2293025128494],
    [0.3, 5, 9, -0.10433421454880189],
  ])('of %d with (%d, %d) degrees of freedom is what SciPy f.logsf gives', (f, d1, d2, expected) => {
    expect(logFTail(f, d1, d2) / expected).toBeCloseTo(1, 7);
  });

  it('keeps the order of chances far below the smallest double', () => {
    expect(logFTail(2000, 4, 1000)).toBeLessThan(-800);
    expect(logFTail(4000, 4, 1000)).toBeLessThan(logFTail(2000, 4, 1000));
  });

  it('is certain for no effect and impossible for an infinite one', () => {
    expect(logFTail(0, 3, 10)).toBe(0);
    expect(logFTail(Number.NaN, 3, 10)).toBe(0);
    expect(logFTail(Infinity, 3, 10)).toBe(-Infinity);
  });
});

describe('isSignificantF', () => {
  // Quantiles of the F distribution at 90 %, from the tables in common use.
  it.each([
    [3, 20, 2.38],
    [11, 100, 1.64],
    [6, 40, 1.93],
    [23, 120, 1.46],
  ])('crosses at the tabled 10 %% point of F(%i, %i) = %f', (above, below, point) => {
    expect(isSignificantF(point * 1.03, above, below)).toBe(true);
    expect(isSignificantF(point * 0.97, above, below)).toBe(false);
  });
});
