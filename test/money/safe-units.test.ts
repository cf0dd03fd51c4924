import { Decimal as HostDecimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decimal, apportion, fromSafeUnits, fromUnits, toDecimal, toSafeUnits } from '../../src/money/index.js';
import { orThrow } from '../../src/prelude.js';

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
