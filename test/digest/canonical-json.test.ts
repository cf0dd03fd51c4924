import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, canonicalPieces } from '../../src/digest/index.js';

describe('canonical JSON', () => {
  it('sorts keys by UTF-16 code unit at every level and writes no blanks', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true, B: '"' })).toBe(
      '{"B":"\\"","a":true,"b":[1,{"c":"x","d":null}]}',
    );
  });

  it('leaves out members without a value, as JSON does', () => {
    expect(canonicalJson({ a: undefined, b: [undefined] })).toBe('{"b":[null]}');
  });

  it('is the same whatever the order of the keys, and says what JSON says', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })), (record) => {
        const turned = Object.fromEntries(Object.entries(record).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(record));
        expect(JSON.parse(canonicalJson(record))).toEqual(JSON.parse(JSON.stringify(record)));
      }),
    );
  });

  it('is the same in pieces, whatever their size', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 2 })),
        fc.integer({ min: 1, max: 4 }),
        (record, size) => {
          expect([...canonicalPieces(record, size)].join('')).toBe(canonicalJson(record));
        },
      ),
    );
  });
});
