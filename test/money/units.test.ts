import { describe, expect, it } from 'vitest';
import { Decimal } from '../../src/money/decimal.js';
import {
  formatUnits,
  fromSafeUnits,
  fromSafeUnitsList,
  fromUnits,
  powerOfTen,
  sum,
  toSafeUnits,
  toUnits,
} from '../../src/money/units.js';

/** The documented fields of a decimal: its sign, its exponent, its digits in words of seven. */
const fieldsOf = ({ s, e, d, constructor }: Decimal) => ({ s, e, d, isOurs: constructor === Decimal });

describe('powers of ten', () => {
  it.each([
    [0, 1n],
    [1, 10n],
    [19, 10_000_000_000_000_000_000n],
  ])('10^%d', (exponent, power) => expect(powerOfTen(exponent)).toBe(power));

  it('as large as they are asked for', () => {
    expect(`${powerOfTen(63)}`).toBe(`1${'0'.repeat(63)}`);
    expect(`${powerOfTen(64)}`).toBe(`1${'0'.repeat(64)}`);
    expect(`${powerOfTen(300)}`).toBe(`1${'0'.repeat(300)}`);
  });
});

describe('amounts as whole units', () => {
  it.each([
    ['0', 0, 0n, '0'],
    ['0', 2, 0n, '0'],
    ['7', 0, 7n, '7'],
    ['-7', 0, -7n, '-7'],
    ['12.34', 2, 1234n, '12.34'],
    ['12.34', 4, 123_400n, '12.34'],
    ['-0.05', 2, -5n, '-0.05'],
    ['0.001', 3, 1n, '0.001'],
    ['100', 2, 10_000n, '100'],
    ['10.10', 2, 1010n, '10.1'],
    ['-1000.5', 1, -10_005n, '-1000.5'],
    ['9007199254740993', 0, 9_007_199_254_740_993n, '9007199254740993'],
    ['-90071992547409.93', 2, -9_007_199_254_740_993n, '-90071992547409.93'],
  ])('%s in units of 10^-%d', (amount, scale, units, text) => {
    expect(toUnits(new Decimal(amount), scale)).toBe(units);
    expect(fieldsOf(fromUnits(units, scale))).toEqual(fieldsOf(new Decimal(amount)));
    expect(formatUnits(units, scale)).toBe(text);
  });
});

describe('amounts as whole doubles', () => {
  // Of every length of the first word, with words of zeros at the end and in between, up to the largest safe integer.
  const units = [
    0, 1, 9, 10, 99, 100, 999, 1000, 9999, 10_000, 99_999, 100_000, 999_999, 1_000_000, 9_999_999, 10_000_000,
    10_000_001, 12_345_678, 70_000_000_000_000, 70_000_000_000_001, 99_999_999_999_999, 100_000_000_000_000,
    100_000_010_000_000, 123_456_789_012_345, 9_000_000_000_000_000, 9_007_199_254_740_991,
  ];

  it.each([0, 1, 2, 6, 7, 8, 13, 14, 15, 21])('are laid down as decimals of %d places', (scale) => {
    for (const size of units)
      for (const signed of size === 0 ? [0] : [size, -size]) {
        const expected = fieldsOf(new Decimal(`${signed}e-${scale}`));
        expect(fieldsOf(fromSafeUnits(signed, scale))).toEqual(expected);
        expect(fieldsOf(fromUnits(BigInt(signed), scale))).toEqual(expected);
      }
  });

  it('zero is one decimal, whatever its places', () => expect(fromSafeUnits(0, 2)).toBe(fromSafeUnits(0, 9)));

  it.each([
    ['0', 0, 0],
    ['0', 30, 0],
    ['1', 0, 1],
    ['1', 15, 1e15],
    ['1', 16, Number.NaN],
    ['12.34', 2, 1234],
    ['12.34', 3, 12_340],
    ['-12.34', 2, -1234],
    ['0.0000001', 7, 1],
    ['0.00000012', 8, 12],
    ['1e-14', 14, 1],
    ['9007199254740991', 0, 9_007_199_254_740_991],
    ['9007199254740992', 0, Number.NaN],
    ['90071992.54740991', 8, 9_007_199_254_740_991],
    // Four words with three digits of the last: 1 | 0000000 | 0000000 | 1000000.
    ['100000000000000.1', 1, 1_000_000_000_000_001],
    // Five words.
    ['1000000000000000000000.0000001', 7, Number.NaN],
    ['1e21', 0, Number.NaN],
    ['1e15', 0, 1e15],
    ['70000000', 0, 70_000_000],
    ['7e14', 0, 7e14],
    ['NaN', 2, Number.NaN],
    ['Infinity', 2, Number.NaN],
  ])('%s in units of 10^-%d is read back as %d', (amount, scale, expected) =>
    expect(toSafeUnits(new Decimal(amount), scale)).toBe(expected),
  );

  it.each([0, 1, 3, 8191, 8192, 8193, 20_000])('a list of %d is made as one by one is', (length) => {
    const list = Float64Array.from({ length }, (_, i) => i * 7);
    const made = fromSafeUnitsList(list, -1, 2);
    expect(made).toHaveLength(length);
    expect(Array.isArray(made)).toBe(true);
    for (const i of [0, 1, 8191, 8192, length - 1])
      if (i >= 0 && i < length) expect(made[i]!.toFixed()).toBe(new Decimal(`-${i * 7}e-2`).plus(0).toFixed());
    expect(fromSafeUnitsList(list, 1, 2).at(-1)?.toFixed()).toBe(
      length === 0 ? undefined : new Decimal(`${(length - 1) * 7}e-2`).toFixed(),
    );
  });
});

describe('a sum', () => {
  it('has every digit of every amount', () => {
    expect(sum([new Decimal('1e12'), new Decimal('1e-11'), new Decimal('-0.5')]).toFixed()).toBe(
      '999999999999.50000000001',
    );
    expect(sum(new Set([new Decimal('0.1'), new Decimal('0.20')])).toFixed()).toBe('0.3');
    expect(sum([]).toFixed()).toBe('0');
  });

  it.each([
    ['an amount that is not finite', [new Decimal(Number.NaN)]],
    ['an amount with more digits than can be written', [new Decimal('1e2000')]],
    ['what is no amount', [null]],
    ['what is no list', null],
  ])('of %s is no number', (_, amounts) => expect(sum(amounts as readonly Decimal[]).isNaN()).toBe(true));
});
