import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hmacHex, sha256Hex, sha256HexOf, canonicalJson, canonicalPieces } from '../../src/codec/digest.js';

describe('SHA-256', () => {
  it('agrees with the vectors of FIPS 180-2, appendix B', () => {
    expect(sha256Hex('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
    expect(sha256Hex('abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq')).toBe(
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    );
  });

  it('agrees with the vector of the empty message', () => {
    expect(sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  it('agrees with an independent implementation on any text, around every block boundary', () => {
    const agrees = (text: string): void => {
      expect(sha256Hex(text)).toBe(createHash('sha256').update(text, 'utf8').digest('hex'));
    };
    for (let length = 0; length <= 200; length++) agrees('a'.repeat(length));
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 100 }), agrees));
  });

  it('is the same however a text is cut into pieces', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 90 })), (pieces) => {
        const hashing = sha256HexOf(pieces);
        for (let i = 0; i < pieces.length; i++) hashing.next();
        expect(hashing.next().value).toBe(sha256Hex(pieces.join('')));
      }),
    );
  });
});

describe('HMAC-SHA256', () => {
  it('agrees with RFC 4231, test case 2', () => {
    expect(hmacHex('Jefe', 'what do ya want for nothing?')).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('agrees with an independent implementation for keys of any length', () => {
    fc.assert(
      fc.property(fc.nat(150), fc.string(), (length, text) => {
        const key = 'k'.repeat(length);
        expect(hmacHex(key, text)).toBe(createHmac('sha256', key).update(text, 'utf8').digest('hex'));
      }),
    );
  });
});

describe('where the platform has no hashing that answers at once', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('all digests are the same', async () => {
    vi.stubGlobal('process', { ...process, getBuiltinModule: undefined });
    const copy = new URL('../../src/codec/digest.ts?elsewhere', import.meta.url).href;
    const elsewhere = (await import(copy)) as typeof import('../../src/codec/digest.js');
    expect(elsewhere.sha256Hex).not.toBe(sha256Hex);
    for (const text of ['', 'abc', 'x'.repeat(300), 'ä€😀', '\ud800 alone']) {
      expect(elsewhere.sha256Hex(text)).toBe(sha256Hex(text));
      expect(elsewhere.hmacHex(`key ${text}`, text)).toBe(hmacHex(`key ${text}`, text));
      const [here, there] = [sha256HexOf([text, text]), elsewhere.sha256HexOf([text, text])];
      const last = (hashing: Generator<void, string>): unknown => [hashing.next(), hashing.next(), hashing.next()][2];
      expect(last(there)).toEqual(last(here));
    }
  });
});

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
