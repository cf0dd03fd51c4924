import { Decimal as HostDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Decimal,
  formatDecimal,
  formatUnits,
  fromUnits,
  isDecimal,
  minorUnits,
  parseDecimal,
  getScale,
  sum,
  toDecimal,
  toUnits,
} from '../../src/money/index.js';
import { E, orThrow } from '../../src/prelude.js';

describe('parseDecimal', () => {
  it.each(['0', '-0', '7', '-7.50', '007', '1e3', '1E-3', '5.862e-7', '12345678901234567890.123456789012345'])(
    'reads %s',
    (text) => {
      expect(orThrow(parseDecimal(text)).eq(new HostDecimal(text))).toBe(true);
    },
  );
  it.each([
    '',
    ' ',
    ' 1',
    '1 ',
    '+1',
    '.5',
    '5.',
    'NaN',
    'Infinity',
    '-Infinity',
    '0x10',
    '0b1',
    '1_000',
    '1,000',
    '$1',
    '1e',
    '1e5.5',
    '--1',
    '１',
    '1\n',
    'NULL',
    '1e99999',
  ])('refuses %j', (text) => expect(E.isLeft(parseDecimal(text))).toBe(true));
  it('refuses what would fill memory', () => {
    for (const text of ['1e121', '1e-121', '1e9999', '9'.repeat(10_000)])
      expect(E.isLeft(parseDecimal(text))).toBe(true);
    expect(orThrow(parseDecimal('1e120')).toFixed().length).toBe(121);
  });
  it('never gives minus zero', () => expect(formatDecimal(orThrow(parseDecimal('-0.00')))).toBe('0'));
  it('answers values that are no text', () => {
    for (const value of [1, null, undefined, {}, [], Number.NaN])
      expect(E.isLeft(parseDecimal(value as string))).toBe(true);
  });
});

describe('toDecimal', () => {
  it('takes text, whole numbers and decimals of any copy, never a float', () => {
    expect(orThrow(toDecimal('1.10')).toFixed(2)).toBe('1.10');
    expect(orThrow(toDecimal(10n ** 30n)).toFixed()).toBe('1' + '0'.repeat(30));
    const own = orThrow(toDecimal(new HostDecimal('0.1')));
    expect(own instanceof Decimal).toBe(true);
    const refused = toDecimal(0.1);
    expect(E.isLeft(refused) && refused.left.message).toContain('float');
    for (const value of [new HostDecimal(Number.NaN), new HostDecimal(Infinity), null, {}, () => 1])
      expect(E.isLeft(toDecimal(value))).toBe(true);
  });
  it('a host that changes its own Decimal changes nothing here', () => {
    HostDecimal.set({ precision: 3 });
    const shares = new Decimal('123456789.123').plus('0.001');
    HostDecimal.set({ precision: 20 });
    expect(shares.toFixed()).toBe('123456789.124');
  });
});

describe('units', () => {
  const amount = fc.tuple(fc.bigInt({ min: -(10n ** 40n), max: 10n ** 40n }), fc.nat(30));
  it('go there and back without a digit lost', () => {
    fc.assert(
      fc.property(amount, ([units, scale]) => {
        expect(toUnits(fromUnits(units, scale), scale)).toBe(units);
        expect(formatUnits(units, scale)).toBe(fromUnits(units, scale).toFixed());
      }),
    );
  });
  it('a sum has every digit of every amount', () => {
    expect(sum([new Decimal('1e12'), ...Array.from({ length: 10 }, () => new Decimal('1e-11'))]).toFixed()).toBe(
      '1000000000000.0000000001',
    );
    expect(sum([]).toFixed()).toBe('0');
    expect(getScale(new Decimal('1.2300'))).toBe(2);
    expect(isDecimal('1')).toBe(false);
  });
});

describe('minorUnits', () => {
  it.each([
    ['USD', 2],
    ['EUR', 2],
    ['JPY', 0],
    ['KWD', 3],
    ['CLF', 4],
    ['ISK', 0],
    ['MGA', 2],
  ])('%s has %d', (code, digits) => expect(orThrow(minorUnits(code))).toBe(digits));
  it.each(['usd', 'XXX1', '', '__proto__', 'toString'])('%j is no currency', (code) => {
    const unknown = minorUnits(code);
    expect(E.isLeft(unknown) && unknown.left._tag).toBe('UnknownCurrency');
  });
});
