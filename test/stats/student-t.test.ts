import { describe, expect, it } from 'vitest';
import { tQuantile, tTail } from '../../src/stats/student-t.js';

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
