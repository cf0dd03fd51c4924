import fc from 'fast-check';
import { expect, it } from 'vitest';
import { apportion } from '../../src/money/apportion.js';
import { apportionUnits, select } from '../../src/money/apportion-units.js';
import { Decimal } from '../../src/money/decimal.js';
import { toUnits } from '../../src/money/units.js';
import { orThrow } from '../../src/prelude.js';

const MAX = 2 ** 51 - 1;
const values = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 400 }),
  fc.array(fc.maxSafeNat(), { minLength: 1, maxLength: 400 }).map((list) => list.map((value) => value % (MAX + 1))),
);

it('finds the value that a sort would put at the position', () => {
  fc.assert(
    fc.property(values, fc.nat(), (list, seed) => {
      const position = seed % list.length;
      const expected = Float64Array.from(list).sort()[position]!;
      expect(select(Float64Array.from(list), position, 0, MAX)).toBe(expected);
    }),
  );
});

it.each(['ascending', 'descending', 'all equal', 'organ pipe', 'powers of two', 'two far apart'])(
  'finds every position of 2,000 values that are %s, and leaves them as they are',
  (shape) => {
    const n = 2_000;
    const value = {
      ascending: (i: number) => i,
      descending: (i: number) => n - i,
      'all equal': () => 7,
      'organ pipe': (i: number) => Math.min(i, n - i),
      'powers of two': (i: number) => 2 ** (i % 51),
      'two far apart': (i: number) => (i % 2) * MAX,
    }[shape]!;
    const list = Float64Array.from({ length: n }, (_, i) => value(i));
    const sorted = list.slice().sort();
    for (let position = 0; position < n; position += 37) expect(select(list, position, 0, MAX)).toBe(sorted[position]);
    expect(list).toEqual(Float64Array.from({ length: n }, (_, i) => value(i)));
  },
);

it('splits among more recipients than are made at once as whole numbers of any length do', () => {
  const n = 20_001;
  const weights = Array.from({ length: n }, (_, i) => i % 7);
  const shares = orThrow(
    apportion(
      '-123456.789',
      weights.map((weight) => new Decimal(weight)),
      { scale: 6 },
    ),
  );
  const huge = weights.map((weight) => BigInt(weight) * 10n ** 30n);
  expect(shares.map((share) => toUnits(share, 6))).toEqual(apportionUnits(-123_456_789_000n, huge));
});
