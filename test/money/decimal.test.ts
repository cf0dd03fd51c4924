import { Decimal as HostDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../src/money/apportion.js';
import { minorUnits } from '../../src/money/currency.js';
import {
  Decimal,
  formatDecimal,
  getScale,
  isAmount,
  isDecimal,
  isWritable,
  parseDecimal,
  toDecimal,
} from '../../src/money/decimal.js';
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

describe('what is no amount', () => {
  const float = (value: number) => `a number is a float; write "${value}"`;
  const tooLong = 'more than 120 digits on one side of the point';
  const unread = 'only digits, a point and an exponent are read';
  const hostile = {
    get toStringTag(): never {
      throw new Error('no');
    },
  };
  it.each([
    ['a text with other characters', '1,000', unread, undefined],
    ['a text that is longer than any amount', `1.${'0'.repeat(479)}`, unread, undefined],
    ['a large exponent', '1e121', tooLong, undefined],
    ['many places', '1e-121', tooLong, undefined],
    ['many places that are not zero', `1.${'1'.repeat(121)}`, tooLong, undefined],
    ['a large whole number', 10n ** 121n, tooLong, undefined],
    ['a large whole number below zero', -(10n ** 121n), tooLong, undefined],
    ['a float', 0.1, float(0.1), undefined],
    ['nothing', null, 'not a decimal', undefined],
    ['NaN', new Decimal(Number.NaN), 'not finite', 'NaN'],
    ['Infinity', new HostDecimal(-Infinity), 'not finite', '-Infinity'],
  ])('says so of %s', (_, input, reason, value) => {
    expect(toDecimal(input)).toMatchObject({ left: { _tag: 'InvalidDecimal', reason, value: value ?? input } });
  });
  it('says so of an object that throws', () => {
    const refused = toDecimal(hostile);
    expect(E.isLeft(refused) && [refused.left._tag, refused.left.reason]).toEqual([
      'InvalidDecimal',
      'it cannot be read',
    ]);
  });
  it('says so of a number that is read as text', () => {
    const left = { _tag: 'InvalidDecimal', value: 1, reason: 'number is not text' };
    expect(parseDecimal(1 as never)).toMatchObject({ left });
  });
});

describe('the limits of an amount', () => {
  it.each([
    [
      '1e120',
      '-1e120',
      '1e-120',
      `0.${'0'.repeat(119)}1`,
      `1.${'0'.repeat(478)}`,
      `${'9'.repeat(121)}`,
      '1e59',
      '1e-60',
    ],
  ])('hold %s and the like', (...texts) => {
    for (const text of texts) {
      const read = orThrow(toDecimal(text));
      expect(read.eq(text)).toBe(true);
      expect(isAmount(read)).toBe(true);
    }
  });
  it('hold whole numbers of 121 digits', () => {
    for (const whole of [10n ** 121n - 1n, 1n - 10n ** 121n])
      expect(orThrow(toDecimal(whole)).toFixed()).toBe(`${whole}`);
  });
  it('are those of a decimal that was read', () => {
    const amounts = ['0', '1.5', '-1.5', `1e59`, `${'1'.repeat(60)}.5`].map((text) => new Decimal(text));
    expect(amounts.map(isAmount)).toEqual(amounts.map(() => true));
    const others = [
      ...['-0', '1e121', '-1e121', '1e-121', 'NaN', 'Infinity'].map((text) => new Decimal(text)),
      new HostDecimal(1),
      1,
      '1',
      null,
      { constructor: Decimal, isFinite: () => true },
    ];
    expect(others.map(isAmount)).toEqual(others.map(() => false));
  });
  it('minus zero is read as zero, and nothing else changes', () => {
    expect(Object.is(orThrow(toDecimal(new HostDecimal('-0'))).toNumber(), 0)).toBe(true);
    const [minus, own] = [new Decimal('-5'), new Decimal('5')];
    expect([orThrow(toDecimal(minus)), orThrow(toDecimal(own))]).toEqual([minus, own]);
    expect(orThrow(toDecimal(own))).toBe(own);
  });
});

describe('the text of an amount', () => {
  it.each([
    ['1e3', '1000', true],
    ['-1.50', '-1.5', true],
    ['1e1000', `1${'0'.repeat(1000)}`, true],
    ['1e1001', 'NaN', false],
    ['1e-1000', `0.${'0'.repeat(999)}1`, true],
    ['1e-1001', 'NaN', false],
    ['NaN', 'NaN', true],
    ['Infinity', 'Infinity', true],
  ])('of %s', (amount, text, writable) => {
    expect(formatDecimal(new Decimal(amount))).toBe(text);
    expect(isWritable(new Decimal(amount))).toBe(writable);
  });
  it('is NaN of what is none', () => {
    const broken = Object.assign(Object.create(Decimal.prototype) as object, { d: 1, e: 0, s: 1 });
    for (const value of ['1', 1, null, { d: null, toFixed: () => '1' }, broken])
      expect(formatDecimal(value as never)).toBe('NaN');
    const hostile = {
      toStringTag: '[object Decimal]',
      get d(): never {
        throw new Error('no');
      },
    };
    expect(formatDecimal(hostile as never)).toBe('NaN');
  });
  it('has at most a thousand words of digits', () => {
    const words = (count: number) => isWritable({ e: 7, d: Array.from({ length: count }, () => 1) } as never);
    expect([words(1000), words(1001)]).toEqual([true, false]);
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
