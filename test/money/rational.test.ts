import { describe, expect, it } from 'vitest';
import {
  add,
  compareRationals,
  divide,
  divideRounded,
  floorRational,
  formatRational,
  greatestCommonDivisor,
  leastCommonMultiple,
  multiply,
  parseRational,
  rational,
  type RoundingMode,
  subtract,
} from '../../src/money/rational.js';

describe('a rational', () => {
  it('is in lowest terms, and its denominator is above zero', () => {
    expect(rational(6n, 4n)).toEqual({ n: 3n, d: 2n });
    expect(rational(6n, -4n)).toEqual({ n: -3n, d: 2n });
    expect(rational(-6n, -4n)).toEqual({ n: 3n, d: 2n });
    expect(rational(0n, 7n)).toEqual({ n: 0n, d: 1n });
    expect(rational(5n)).toEqual({ n: 5n, d: 1n });
  });

  it('is added and subtracted exactly', () => {
    expect(add(rational(1n, 6n), rational(1n, 4n))).toEqual({ n: 5n, d: 12n });
    expect(subtract(rational(1n, 6n), rational(1n, 4n))).toEqual({ n: -1n, d: 12n });
    expect(add(rational(2n, 3n), rational(1n, 3n))).toEqual({ n: 1n, d: 1n });
  });

  it('is multiplied, divided and rounded down', () => {
    expect(multiply(rational(2n, 3n), rational(-3n, 8n))).toEqual({ n: -1n, d: 4n });
    expect(divide(rational(2n, 3n), rational(4n, 9n))).toEqual({ n: 3n, d: 2n });
    const floors = [
      rational(7n, 2n),
      rational(-7n, 2n),
      rational(-4n),
      rational(0n),
      rational(-1n, 3n),
      rational(4n, 3n),
    ].map(floorRational);
    expect(floors).toEqual([3n, -4n, -4n, 0n, -1n, 1n]);
  });

  it('has the common divisors and multiples of the integers', () => {
    expect([greatestCommonDivisor(-12n, 18n), greatestCommonDivisor(12n, -18n)]).toEqual([6n, 6n]);
    expect([greatestCommonDivisor(0n, 5n), greatestCommonDivisor(0n, 0n)]).toEqual([5n, 1n]);
    expect([leastCommonMultiple(4n, 6n), leastCommonMultiple(3n, 5n)]).toEqual([12n, 15n]);
  });

  it('is compared by its value', () => {
    expect(compareRationals(rational(1n, 3n), rational(1n, 2n))).toBe(-1);
    expect(compareRationals(rational(2n, 3n), rational(1n, 2n))).toBe(1);
    expect(compareRationals(rational(-1n, 2n), rational(-1n, 3n))).toBe(-1);
    expect(compareRationals(rational(2n, 4n), rational(1n, 2n))).toBe(0);
  });

  it('is written as a fraction, or as a whole number where it is one', () => {
    expect(formatRational(rational(45n, 2n))).toBe('45/2');
    expect(formatRational(rational(-45n, 2n))).toBe('-45/2');
    expect(formatRational(rational(12n, 4n))).toBe('3');
  });

  it('is read as it is written', () => {
    expect(parseRational('45/2')).toEqual({ n: 45n, d: 2n });
    expect(parseRational('-10/20')).toEqual({ n: -1n, d: 2n });
    expect(parseRational('123')).toEqual({ n: 123n, d: 1n });
    expect(parseRational('7/10')).toEqual({ n: 7n, d: 10n });
  });

  it.each(['', 'x', 'x1', '1x', '1/', '/2', '1/-2', '1/0', '1/00', '1/02', '1.5', ' 1', '--1'])('is not %j', (text) => {
    expect(parseRational(text)).toBeUndefined();
  });

  it('is not read where it is endless', () => {
    expect(parseRational('1'.repeat(1_000_000))).toBeUndefined();
    expect(parseRational('1'.repeat(10_001))).toBeUndefined();
    expect(parseRational(`${'1'.repeat(9_998)}/3`)?.d).toBe(3n);
  });
});

describe('division with rounding', () => {
  const cases: readonly (readonly [RoundingMode, readonly bigint[]])[] = [
    // Of -7/2, -5/2, -9/4, -7/4, -2, 2, 7/4, 9/4, 5/2, 7/2.
    ['floor', [-4n, -3n, -3n, -2n, -2n, 2n, 1n, 2n, 2n, 3n]],
    ['ceil', [-3n, -2n, -2n, -1n, -2n, 2n, 2n, 3n, 3n, 4n]],
    ['halfUp', [-4n, -3n, -2n, -2n, -2n, 2n, 2n, 2n, 3n, 4n]],
    ['halfEven', [-4n, -2n, -2n, -2n, -2n, 2n, 2n, 2n, 2n, 4n]],
  ];
  const quotients: readonly (readonly [bigint, bigint])[] = [
    [-7n, 2n],
    [-5n, 2n],
    [-9n, 4n],
    [-7n, 4n],
    [-8n, 4n],
    [8n, 4n],
    [7n, 4n],
    [9n, 4n],
    [5n, 2n],
    [7n, 2n],
  ];

  it.each(cases)('by %s', (mode, expected) => {
    expect(quotients.map(([n, d]) => divideRounded(n, d, mode))).toEqual(expected);
    // The same with both signs turned.
    expect(quotients.map(([n, d]) => divideRounded(-n, -d, mode))).toEqual(expected);
  });

  it('is half to even where nothing is said', () => {
    expect([divideRounded(5n, 2n), divideRounded(7n, 2n)]).toEqual([2n, 4n]);
  });
});
