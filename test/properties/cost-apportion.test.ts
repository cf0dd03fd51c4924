import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apportion } from '../../src/money/apportion.js';
import { apportionUnits, apportionExactShares } from '../../src/money/apportion-units.js';
import { Decimal } from '../../src/money/decimal.js';
import { sum } from '../../src/money/units.js';
import {
  add,
  compareRationals,
  divide,
  floorRational,
  formatRational,
  multiply,
  parseRational,
  rational,
  subtract,
  divideRounded,
} from '../../src/money/rational.js';
import { orThrow } from '../../src/prelude.js';

const big = fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n });
const natural = fc.oneof(fc.bigInt({ min: 0n, max: 20n }), fc.bigInt({ min: 0n, max: 10n ** 25n }));
const weights = fc.array(natural, { minLength: 1, maxLength: 30 }).filter((list) => list.some((w) => w > 0n));
const method = fc.constantFrom('hamilton' as const, 'sainteLague' as const);
const total = (list: readonly bigint[]): bigint => list.reduce((a, b) => a + b, 0n);
const fraction = fc
  .tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 60n }))
  .map(([n, d]) => rational(n, d));

describe('apportionment', () => {
  it('shares add up to the total', () => {
    fc.assert(fc.property(big, weights, method, (units, by, how) => total(apportionUnits(units, by, how)) === units));
  });
  it('Hamilton stays within a unit of every quota', () => {
    fc.assert(
      fc.property(big, weights, (units, by) => {
        const whole = total(by);
        return apportionUnits(units, by).every((share, i) => {
          const off = share * whole - units * by[i]!;
          return (off < 0n ? -off : off) < whole;
        });
      }),
    );
  });
  it('a weight of zero gets nothing', () => {
    fc.assert(
      fc.property(big, weights, method, (units, by, how) =>
        apportionUnits(units, by, how).every((share, i) => by[i] !== 0n || share === 0n),
      ),
    );
  });
  it('a heavier weight never gets less', () => {
    fc.assert(
      fc.property(natural, weights, method, (units, by, how) => {
        const shares = apportionUnits(units, by, how);
        return shares.every((a, i) => shares.every((b, j) => by[i]! <= by[j]! || a >= b));
      }),
    );
  });
  it('a negative total is the mirror', () => {
    fc.assert(
      fc.property(big, weights, method, (units, by, how) =>
        apportionUnits(-units, by, how).every((share, i) => share === -apportionUnits(units, by, how)[i]!),
      ),
      { numRuns: 50 },
    );
  });
  it('only the ratios of the weights matter', () => {
    fc.assert(
      fc.property(big, weights, method, fc.bigInt({ min: 1n, max: 10n ** 9n }), (units, by, how, factor) => {
        expect(
          apportionUnits(
            units,
            by.map((w) => w * factor),
            how,
          ),
        ).toEqual(apportionUnits(units, by, how));
      }),
    );
  });
  it('a permutation of different weights permutes the shares', () => {
    const different = fc
      .uniqueArray(natural, { minLength: 1, maxLength: 12 })
      .filter((list) => list.some((w) => w > 0n));
    fc.assert(
      fc.property(natural, different, (units, by) => {
        const there = apportionUnits(units, by);
        const back = apportionUnits(units, [...by].reverse()).reverse();
        // Different weights may still tie in their remainders, where the earlier position wins.
        const gap = there.map((share, i) => share - back[i]!);
        const whole = total(by);
        return gap.every(
          (d, i) => d === 0n || gap.some((e, j) => e === -d && (units * by[i]!) % whole === (units * by[j]!) % whole),
        );
      }),
    );
  });
  it('Sainte-Laguë never takes a unit back when there is one more', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 500n }), weights, (units, by) => {
        const more = apportionUnits(units + 1n, by, 'sainteLague');
        return apportionUnits(units, by, 'sainteLague').every((share, i) => more[i]! >= share);
      }),
    );
  });
  it('decimals split like their units, whatever the scales', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat(12))
      .map(([n, s]) => new Decimal(`${n}e-${s}`));
    fc.assert(
      fc.property(
        decimal,
        fc.array(
          decimal.map((d) => d.abs()),
          { minLength: 1, maxLength: 10 },
        ),
        fc.nat(6),
        (amount, by, scale) => {
          const shares = orThrow(apportion(amount, by, { scale }));
          expect(sum(shares).eq(amount)).toBe(true);
          expect(shares.every((share) => share.decimalPlaces() <= Math.max(scale, amount.decimalPlaces()))).toBe(true);
        },
      ),
    );
  });
});

describe('fractions', () => {
  it('follow the laws of a field', () => {
    fc.assert(
      fc.property(fraction, fraction, fraction, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(add(subtract(a, b), b)).toEqual(a);
        if (b.n !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(Math.sign(compareRationals(a, b))).toBe(Math.sign(Number(subtract(a, b).n)));
        expect(floorRational(a)).toBe(BigInt(Math.floor(Number(a.n) / Number(a.d))));
      }),
    );
  });
  it('are read as they are written', () => {
    fc.assert(
      fc.property(fraction, (a) => {
        expect(parseRational(formatRational(a))).toEqual(a);
      }),
    );
    for (const text of ['', '1/0', '1/-2', 'x', '1.5', '1/2/3']) expect(parseRational(text)).toBeUndefined();
  });
  it('entitlements that add up to the total are met within a unit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -1000n, max: 1000n }), weights, (units, by) => {
        const due = by.map((w) => rational(units * w, total(by)));
        const shares = apportionExactShares(units, due);
        expect(total(shares)).toBe(units);
        shares.forEach((share, i) =>
          expect(
            Math.abs(Number(subtract(rational(share), due[i]!).n) / Number(subtract(rational(share), due[i]!).d)),
          ).toBeLessThan(1),
        );
      }),
    );
  });
  it('entitlements that do not are still given out to the last unit', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: -99n, max: 99n }),
        fc.array(fraction, { minLength: 1, maxLength: 9 }),
        (units, due) => total(apportionExactShares(units, due)) === units,
      ),
    );
  });
});

describe('rounding', () => {
  it('every mode is within a unit, on its side, and exact where there is nothing to round', () => {
    fc.assert(
      fc.property(
        big,
        big.filter((d) => d !== 0n),
        (n, d) => {
          const exact = rational(n, d);
          for (const mode of ['halfEven', 'halfUp', 'floor', 'ceil'] as const) {
            const off = subtract(rational(divideRounded(n, d, mode)), exact);
            expect(compareRationals(off, rational(1n)) < 0 && compareRationals(off, rational(-1n)) > 0).toBe(true);
            if (mode === 'floor') expect(off.n <= 0n).toBe(true);
            if (mode === 'ceil') expect(off.n >= 0n).toBe(true);
            if (mode.startsWith('half')) expect(compareRationals(multiply(off, off), rational(1n, 4n)) <= 0).toBe(true);
          }
        },
      ),
    );
  });
  it('halves go to the even unit, or away from zero', () => {
    const halves = [-5n, -3n, -1n, 1n, 3n, 5n];
    expect(halves.map((n) => divideRounded(n, 2n))).toEqual([-2n, -2n, 0n, 0n, 2n, 2n]);
    expect(halves.map((n) => divideRounded(n, 2n, 'halfUp'))).toEqual([-3n, -2n, -1n, 1n, 2n, 3n]);
    expect(halves.map((n) => divideRounded(n, -2n, 'floor'))).toEqual([2n, 1n, 0n, -1n, -2n, -3n]);
  });
});
