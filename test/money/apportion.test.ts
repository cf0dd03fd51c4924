import fc from 'fast-check';
import { expect, it } from 'vitest';
import { select } from '../../src/money/apportion.js';

const values = fc.oneof(
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 400 }),
  fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 400 }),
);

it('finds the value that a sort would put at the position', () => {
  fc.assert(
    fc.property(values, fc.nat(), (list, seed) => {
      const position = seed % list.length;
      const expected = Float64Array.from(list).sort()[position]!;
      expect(select(Float64Array.from(list), position) === expected).toBe(true);
    }),
  );
});

it.each(['ascending', 'descending', 'all equal', 'organ pipe'])(
  'finds every position of 2,000 values that are %s',
  (shape) => {
    const n = 2_000;
    const value = {
      ascending: (i: number) => i,
      descending: (i: number) => -i,
      'all equal': () => 7,
      'organ pipe': (i: number) => Math.min(i, n - i),
    }[shape]!;
    const list = Float64Array.from({ length: n }, (_, i) => value(i));
    const sorted = list.slice().sort();
    for (let position = 0; position < n; position += 37) expect(select(list.slice(), position)).toBe(sorted[position]);
  },
);
