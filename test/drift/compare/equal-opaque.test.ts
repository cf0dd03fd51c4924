import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import isEqual from 'lodash.isequal';
import { describe, expect, it } from 'vitest';
import { equalOpaque } from '../../../src/drift/compare/equal-opaque.js';

// Few values, so that two of them are often equal.
const plain = fc.constantFrom<unknown>(0, 1, NaN, '1', 'a', '', true, null, undefined, 10n);
const opaque = fc.oneof(
  fc.constantFrom(0, 1).map((instant) => new Date(instant)),
  fc.tuple(fc.constantFrom('a', 'b'), fc.constantFrom('', 'i')).map(([source, flags]) => new RegExp(source, flags)),
  fc.constantFrom('a', 'b').map((message) => new Error(message)),
  fc
    .array(fc.constantFrom(0, 1, NaN), { maxLength: 3 })
    .chain((numbers) =>
      fc.constantFrom<unknown>(
        new Uint8Array(numbers),
        new Int8Array(numbers),
        new Float64Array(numbers),
        new Uint8Array(numbers).buffer,
        new DataView(new Uint8Array(numbers).buffer),
        new BigUint64Array(numbers.map((number) => BigInt(number || 0))),
      ),
    ),
);
const leaf = fc.oneof(plain, opaque);
const flat = fc.oneof(
  opaque,
  fc.array(leaf, { maxLength: 3 }),
  fc.dictionary(fc.constantFrom('a', 'b', '__proto__'), leaf, { maxKeys: 2 }),
  fc.array(fc.oneof(plain, opaque), { maxLength: 3 }).map((members) => new Set(members)),
);
const nested: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b'), tie('value'), { maxKeys: 2, noNullPrototype: true }),
    fc.array(tie('value'), { maxLength: 3 }).map((members) => new Set(members)),
    fc.array(fc.tuple(tie('value'), tie('value')), { maxLength: 3 }).map((entries) => new Map(entries)),
  ),
})).value;

describe('equality of opaque leaves', () => {
  it('is that of lodash.isequal where no list or map stands inside a set or map', () => {
    const ofNodeDifferent = fc.constantFrom<unknown>(
      -0,
      [-0],
      new Float64Array([-0]),
      new Set([-0]),
      { a: -0 },
      new Date(NaN),
    );
    const value = fc.oneof({ weight: 9, arbitrary: flat }, { weight: 1, arbitrary: ofNodeDifferent });
    fc.assert(
      fc.property(value, value, (left, right) => {
        expect(equalOpaque(left, right)).toBe(isEqual(left, right));
      }),
      { numRuns: 5_000 },
    );
  });

  it('is that of util.isDeepStrictEqual, however maps, sets and lists are nested', () => {
    fc.assert(
      fc.property(nested, nested, (left, right) => {
        expect(equalOpaque(left, right)).toBe(isDeepStrictEqual(left, right));
      }),
      { numRuns: 5_000 },
    );
  });

  it('calls a copy equal, and one with its entries in another order', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(nested, nested), { maxLength: 4 }), (entries) => {
        const copies = structuredClone(entries).reverse();
        expect(equalOpaque(new Map(entries), new Map(copies))).toBe(
          isDeepStrictEqual(new Map(entries), new Map(copies)),
        );
        expect(equalOpaque(entries, structuredClone(entries))).toBe(true);
      }),
    );
  });

  it.each([
    ['a map and the same map with key and value exchanged', new Map([['a', 'b']]), new Map([['b', 'a']]), false],
    ['sets of lists in another order', new Set([[1, 2]]), new Set([[2, 1]]), false],
    ['sets of equal objects', new Set([{ a: 1 }, { b: 1 }]), new Set([{ b: 1 }, { a: 1 }]), true],
    ['a set that holds one value twice over', new Set([[1], [2]]), new Set([[1], [1]]), false],
    ['a date of another realm', new Date(5), runInNewContext('new Date(5)'), true],
    ['a map and a set', new Map(), new Set(), false],
    ['two functions', () => 1, () => 1, false],
    ['boxed numbers', Object(1), Object(1), true],
    [
      'an object and one of a class with the same fields',
      { a: 1 },
      new (class {
        a = 1;
      })(),
      true,
    ],
    ['objects with symbols', { [Symbol.iterator]: 1 }, { [Symbol.iterator]: 2 }, false],
  ])('of %s', (_, left, right, expected) => {
    expect(equalOpaque(left, right)).toBe(expected);
    expect(equalOpaque(right, left)).toBe(expected);
  });

  it('follows cycles', () => {
    const ring = (length: number): Map<string, unknown> => {
      const first = new Map<string, unknown>();
      let last = first;
      for (let i = 1; i < length; i++) last = new Map([['next', last]]);
      return first.set('next', last);
    };
    expect(equalOpaque(ring(2), ring(2))).toBe(true);
    expect(equalOpaque(ring(1).set('x', 1), ring(1).set('x', 2))).toBe(false);
  });
});
