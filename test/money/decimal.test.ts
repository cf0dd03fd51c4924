import { Decimal as HostDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../src/money/apportion.js';
import { minorUnits } from '../../src/money/currency.js';
import { Decimal, formatDecimal, getScale, isDecimal, parseDecimal, toDecimal } from '../../src/money/decimal.js';
import { formatUnits, fromSafeUnits, fromUnits, sum, toSafeUnits, toUnits } from '../../src/money/units.js';
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

const safe = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -9_999, max: 9_999 }).chain((n) => fc.nat(11).map((zeros) => n * 10 ** zeros)),
);
const scale = fc.nat(20);

describe('amounts as whole doubles', () => {
  it('makes the same decimal as from a whole number of any length, field by field', () => {
    fc.assert(
      fc.property(safe, scale, (units, places) => {
        const quick = fromSafeUnits(units, places);
        const plain = fromUnits(BigInt(units), places);
        expect([quick.s, quick.e, quick.d, quick.toFixed()]).toEqual([plain.s, plain.e, plain.d, plain.toFixed()]);
        expect(quick.constructor).toBe(Decimal);
      }),
      { numRuns: 2_000 },
    );
  });

  it('reads a decimal back as the same whole double, or says that it cannot', () => {
    fc.assert(
      fc.property(safe, scale, (units, places) => {
        const back = toSafeUnits(fromUnits(BigInt(units), places), places);
        const mayRefuse = places > 15 || Math.abs(units) >= 1e15;
        expect(back === units || (mayRefuse && Number.isNaN(back))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  it('splits the same on doubles and on whole numbers of any length', () => {
    const weight = fc.tuple(fc.nat(1_000_000), fc.nat(9)).map(([n, places]) => fromUnits(BigInt(n), places));
    fc.assert(
      fc.property(
        fc.maxSafeInteger(),
        fc.nat(12),
        fc.array(weight, { minLength: 1, maxLength: 60 }),
        (n, places, weights) => {
          const total = fromUnits(BigInt(n), places);
          // Thirty more digits on every weight change no ratio, but they do not fit a double.
          const long = weights.map((w) => w.times('1e30'));
          const digits = (list: readonly Decimal[]) => list.map((share) => share.toFixed());
          expect(digits(orThrow(apportion(total, weights)))).toEqual(digits(orThrow(apportion(total, long))));
        },
      ),
      { numRuns: 500 },
    );
  });
});

it('makes a decimal of the host its own, so that 20-digit arithmetic of the host does not round our sums', () => {
  const own = orThrow(toDecimal(new HostDecimal('123456789012345678901.5')));
  expect(own.plus('0.000001').toFixed()).toBe('123456789012345678901.500001');
});
