import { isDeepStrictEqual } from 'node:util';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import isEqual from 'lodash.isequal';
import { describe, expect, it } from 'vitest';
import { compareConfigs } from '../../../src/drift/compare/compare-configs.js';
import { equalOpaque } from '../../../src/drift/compare/values.js';
import { orThrow } from '../../../src/prelude.js';
import { shortDifferences } from './differences.js';

describe('null, missing and empty', () => {
  it('are distinguished unless the rules say otherwise', () => {
    expect(shortDifferences({ a: null }, {})).toEqual(['a key_removed']);
    expect(shortDifferences({}, { a: null })).toEqual(['a key_added']);
    expect(shortDifferences({ a: [] }, {})).toEqual(['a key_removed']);
    expect(shortDifferences({ a: [] }, { a: null })).toEqual(['a value_changed']);
    expect(shortDifferences({ a: {} }, { a: [] })).toEqual(['a type_mismatch']);
  });

  it('undefined is missing', () => {
    expect(shortDifferences({ a: undefined }, {})).toEqual([]);
    expect(shortDifferences({ a: undefined }, { a: 1 })).toEqual(['a key_added']);
    expect(shortDifferences({ a: 1 }, { a: undefined })).toEqual(['a key_removed']);
    expect(shortDifferences([undefined, 1], [])).toEqual(['[1] key_removed']);
    expect(shortDifferences(undefined, undefined)).toEqual([]);
    expect(shortDifferences({}, undefined)).toEqual([' key_removed']);
  });

  it('nullEqualsMissing joins null and missing, and nothing else', () => {
    const rules = { nullEqualsMissing: true };
    expect(shortDifferences({ a: null }, {}, rules)).toEqual([]);
    expect(shortDifferences({}, { a: null }, rules)).toEqual([]);
    expect(shortDifferences({ a: '' }, {}, rules)).toEqual(['a key_removed']);
    expect(shortDifferences({ a: null }, { a: 1 }, rules)).toEqual(['a value_changed']);
  });

  it('emptyEqualsMissing joins every emptiness at any depth, but never false or 0', () => {
    const rules = { emptyEqualsMissing: true };
    for (const empty of [null, '', [], {}, { b: null }, { b: { c: '' } }]) {
      expect(shortDifferences({ a: empty }, {}, rules)).toEqual([]);
      expect(shortDifferences({}, { a: empty }, rules)).toEqual([]);
      expect(shortDifferences({ a: empty }, { a: [] }, rules)).toEqual([]);
      expect(shortDifferences({ l: [{ x: 1, a: empty }] }, { l: [{ x: 1 }] }, { ...rules, unordered: ['l'] })).toEqual(
        [],
      );
    }
    expect(shortDifferences({ a: false }, {}, rules)).toEqual(['a key_removed']);
    expect(shortDifferences({ a: 0 }, {}, rules)).toEqual(['a key_removed']);
    expect(shortDifferences({ a: [null] }, {}, rules)).toEqual(['a key_removed']);
  });

  it('offEqualsMissing joins a block that only says false with no block, and no bare false', () => {
    const rules = { offEqualsMissing: true };
    expect(shortDifferences({ encryption: { enabled: false, deep: { on: false } } }, {}, rules)).toEqual([]);
    expect(shortDifferences({ encryption: { enabled: false, key: 'k' } }, {}, rules)).toEqual([
      'encryption key_removed',
    ]);
    expect(shortDifferences({ encryption: { enabled: true } }, {}, rules)).toEqual(['encryption key_removed']);
    expect(shortDifferences({ enabled: false }, {}, rules)).toEqual(['enabled key_removed']);
    expect(shortDifferences({ encryption: {} }, {}, rules)).toEqual(['encryption key_removed']);
  });

  it('keysIgnoreCase takes the one key in another case for the declared one', () => {
    const rules = { keysIgnoreCase: true, declaredOnly: true };
    expect(shortDifferences({ sourceColumn: 'a' }, { SourceColumn: 'a' }, rules)).toEqual([]);
    expect(shortDifferences({ sourceColumn: 'a' }, { SourceColumn: 'b' }, rules)).toEqual([
      'sourceColumn value_changed',
    ]);
    expect(shortDifferences({ a: 1 }, { A: 1, á: 2 }, rules)).toEqual([]);
    expect(shortDifferences({ aa: 1 }, { AA: 1, aA: 1 }, rules)).toEqual(['aa key_removed']);
    expect(shortDifferences({ a: 1, A: 1 }, { A: 1 }, rules)).toEqual(['a key_removed']);
  });
});

describe('what is compared at all', () => {
  it('declaredOnly leaves out what only runs, at any depth, but not elements of ordered lists', () => {
    const rules = { declaredOnly: true };
    expect(shortDifferences({ a: { b: 1 } }, { a: { b: 1, c: 2 }, d: 3 }, rules)).toEqual([]);
    expect(shortDifferences({ a: { b: 1 } }, { a: { b: 2, c: 2 } }, rules)).toEqual(['a.b value_changed']);
    expect(shortDifferences({ a: [1] }, { a: [1, 2] }, rules)).toEqual(['a[1] key_added']);
  });

  it('a declared null that counts as missing declares nothing', () => {
    expect(shortDifferences({ a: null }, { a: 5 }, { declaredOnly: true, emptyEqualsMissing: true })).toEqual([]);
    expect(shortDifferences({ a: [] }, { a: [5] }, { declaredOnly: true, emptyEqualsMissing: true })).toEqual([
      'a[0] key_added',
    ]);
  });

  it('ignored places are left out with everything below, and nothing beside them', () => {
    expect(shortDifferences({ a: { b: 1, c: 1 } }, { a: { b: 2, c: 2 } }, { ignore: ['a.b'] })).toEqual([
      'a.c value_changed',
    ]);
    expect(shortDifferences({ a: { b: { c: 1 } } }, { a: { b: 5 } }, { ignore: ['a.b'] })).toEqual([]);
    expect(shortDifferences({ a: { b: 1 } }, {}, { ignore: ['a.b'] })).toEqual([]);
    expect(shortDifferences({ a: { b: 1, c: 1 } }, {}, { ignore: ['a.b'] })).toEqual(['a key_removed']);
    expect(shortDifferences({ l: [1, 2] }, { l: [1, 3] }, { ignore: ['l[1]'] })).toEqual([]);
  });

  it('unreadable places may be missing from what runs, but not differ', () => {
    const rules = { writeOnly: ['*.password', 'login'] };
    expect(shortDifferences({ db: { password: 'x', user: 'u' } }, { db: { user: 'u' } }, rules)).toEqual([]);
    expect(shortDifferences({ db: { password: 'x' } }, { db: { password: 'y' } }, rules)).toEqual([
      'db.password value_changed',
    ]);
    expect(shortDifferences({}, { login: 1 }, rules)).toEqual(['login key_added']);
  });

  it('lists that allow extra elements may hold more than was declared', () => {
    const rules = { allowExtra: ['roles'], unordered: ['*'] };
    expect(shortDifferences({ roles: ['a'] }, { roles: ['b', 'a'] }, rules)).toEqual([]);
    expect(shortDifferences({ roles: ['a'] }, { roles: ['b'] }, rules)).toEqual(['roles[0] key_removed']);
  });
});

describe('coercion between kinds', () => {
  it.each([
    ['8080', 8080],
    ['-1', -1],
    ['0.5', 0.5],
    ['true', true],
    ['True', true],
    ['FALSE', false],
    ['123456789012', 123_456_789_012],
    ['1000000000000000000000', 1e21],
    ['0.00000015', 1.5e-7],
    ['-0.00000015', -1.5e-7],
    ['9007199254740993', 9_007_199_254_740_993n],
    [10, 10n],
    [Number.NaN, Number.NaN],
    [-0, 0],
  ])('calls %o and %o the same, either way round', (left, right) => {
    expect(shortDifferences({ v: left }, { v: right })).toEqual([]);
    expect(shortDifferences({ v: right }, { v: left })).toEqual([]);
  });

  it.each([
    ['8080', 8081, 'value_changed'],
    ['9007199254740993', 9_007_199_254_740_992, 'value_changed'],
    ['true', false, 'value_changed'],
    ['http', 80, 'type_mismatch'],
    ['1e3', 1000, 'type_mismatch'],
    [' 8080 ', 8080, 'type_mismatch'],
    ['+5', 5, 'type_mismatch'],
    ['1.0', 1, 'type_mismatch'],
    ['-0', 0, 'type_mismatch'],
    ['012345678901', 12_345_678_901, 'type_mismatch'],
    ['', 0, 'type_mismatch'],
    ['yes', true, 'type_mismatch'],
    [1, true, 'type_mismatch'],
    [{ 0: 'a' }, ['a'], 'type_mismatch'],
    [null, 'null', 'value_changed'],
    [null, 0, 'value_changed'],
    ['007', '7', 'value_changed'],
    ['1.10', '1.1', 'value_changed'],
    ['1e10', '10000000000', 'value_changed'],
    ['TCP', 'tcp', 'value_changed'],
    [10n, 11, 'value_changed'],
  ])('tells %o from %o, either way round, as %s', (left, right, type) => {
    expect(shortDifferences({ v: left }, { v: right })).toEqual([`v ${type}`]);
    expect(shortDifferences({ v: right }, { v: left })).toEqual([`v ${type}`]);
  });

  it('can be switched off', () => {
    expect(shortDifferences({ v: '8080' }, { v: 8080 }, { coerce: false })).toEqual(['v type_mismatch']);
    expect(shortDifferences({ v: ['true'] }, { v: [true] }, { coerce: false, unordered: ['v'] })).toHaveLength(2);
  });

  it('marks whole numbers that may have lost digits on the way', () => {
    const [lost] = orThrow(compareConfigs({ n: 2 ** 60 }, { n: '5' }));
    const [kept] = orThrow(compareConfigs({ n: 2 ** 40 }, { n: '5' }));
    expect(lost).toMatchObject({ precisionLost: true });
    expect(kept).not.toHaveProperty('precisionLost');
  });
});

describe('opaque leaves', () => {
  class Setting {
    constructor(readonly size: number) {}
  }
  const shared = () => 1;

  it.each([
    [new Date(5), new Date(5)],
    [new Map([['a', 1]]), new Map([['a', 1]])],
    [new Set([1]), new Set([1])],
    [new Uint8Array([1, 2]), new Uint8Array([1, 2])],
    [/a/g, /a/g],
    [shared, shared],
    [new Setting(3), { size: 3 }],
    [Object.create(null), {}],
  ])('are the same by content: %o', (left, right) => {
    expect(shortDifferences({ v: left }, { v: right })).toEqual([]);
    expect(shortDifferences({ v: [left, 1] }, { v: [1, right] }, { unordered: ['v'] })).toEqual([]);
  });

  it.each([
    [new Date(5), new Date(6), 'v value_changed'],
    [new Map([['a', 1]]), new Map([['a', 2]]), 'v value_changed'],
    [new Uint8Array([1]), new Uint8Array([2]), 'v value_changed'],
    [new Date(5), '1970-01-01T00:00:00.005Z', 'v type_mismatch'],
    [() => 1, () => 1, 'v value_changed'],
    [new Setting(3), { size: 4 }, 'v.size value_changed'],
  ])('differ by content: %o', (left, right, expected) => {
    expect(shortDifferences({ v: left }, { v: right })).toEqual([expected]);
  });
});

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
