import { describe, expect, it } from 'vitest';
import { decode } from '../../src/codec/decode.js';
import {
  listOf,
  mapOf,
  nullable,
  oneOrMapOf,
  optional,
  pairOf,
  record,
  withDefault,
  snakeCase,
} from '../../src/codec/record.js';
import {
  count,
  decimalCodec,
  epochSecondsCodec,
  finiteNumber,
  nonEmptyText,
  oneOf,
  text,
} from '../../src/codec/values.js';
import { Decimal } from '../../src/money/decimal.js';
import { E, orThrow } from '../../src/prelude.js';

interface Thing {
  readonly thingId: string;
  readonly weightByName: Readonly<Record<string, Decimal>>;
  readonly at: number;
  readonly note?: string;
  readonly size: number | null;
  readonly kind: 'a' | 'b';
}
const Thing = record<Thing>('a thing', {
  thingId: nonEmptyText,
  weightByName: mapOf(decimalCodec),
  at: finiteNumber,
  note: optional(text),
  size: withDefault(nullable(count), () => null),
  kind: oneOf(['a', 'b']),
});
const good = { thing_id: 'x', weight_by_name: { compute: '0.70' }, at: 1, kind: 'a' };
const messageOf = (value: unknown, what = 'the thing'): string => {
  const outcome = decode(Thing, value, what);
  return E.isLeft(outcome) ? outcome.left.message : 'no error';
};

describe('record', () => {
  it('reads both spellings and writes the wire form', () => {
    const read = orThrow(decode(Thing, good, 'x'));
    expect(read.thingId).toBe('x');
    expect(read.size).toBeNull();
    expect(orThrow(decode(Thing, read, 'x'))).toEqual(read);
    expect(Thing.encode(read)).toEqual({
      thing_id: 'x',
      weight_by_name: { compute: '0.7' },
      at: 1,
      size: null,
      kind: 'a',
    });
    expect(Thing.is(read)).toBe(true);
  });
  it('names path, value and expectation in one line', () => {
    expect(messageOf({ ...good, weight_by_name: { compute: 0.7 } })).toBe(
      'the thing is not as expected: weight_by_name.compute: expected a decimal such as "12.34", got 0.7 (a number is a float; write "0.7")',
    );
    expect(messageOf({ ...good, kind: 'c' })).toBe('the thing is not as expected: kind: expected one of a, b, got "c"');
    expect(messageOf({ ...good, thing_id: '' })).toContain('thing_id: expected text that is not empty, got ""');
    expect(messageOf({})).toMatch(/thingId: expected text that is not empty, but it is missing; .*\(and 1 more\)/);
    expect(messageOf(null)).toBe('the thing is not as expected: expected a thing, got null');
  });
  it('refuses two spellings that disagree', () => {
    expect(messageOf({ ...good, thingId: 'y' })).toContain('stands twice');
    expect(messageOf({ ...good, thingId: 'x' })).toBe('no error');
  });
  it('leaves out what it does not know', () =>
    expect(Object.keys(orThrow(decode(Thing, { ...good, more: 1 }, 'x')))).not.toContain('more'));
  it('answers lists, dates, cycles, depths and getters that throw', () => {
    const cyclic: Record<string, unknown> = { ...good };
    cyclic['weight_by_name'] = cyclic;
    let deep: unknown = 1;
    for (let i = 0; i < 50_000; i += 1) deep = { deep };
    const hostile = {
      get thing_id(): string {
        throw new Error('boom');
      },
    };
    for (const value of [[], new Date(), cyclic, { ...good, weight_by_name: deep }, hostile, 'x', 7n, Symbol('s')]) {
      expect(messageOf(value).startsWith('the thing is not as expected')).toBe(true);
    }
  });
  it('spells keys as the wire does', () =>
    expect(['weightByCategory', 'lowerBoundP10', 'p10'].map(snakeCase)).toEqual([
      'weight_by_category',
      'lower_bound_p10',
      'p10',
    ]));
});

describe('pieces', () => {
  it('hostile keys of a map are keys like any other', () => {
    const map = orThrow(decode(mapOf(text), JSON.parse('{"__proto__": "x", "constructor": "y"}'), 'x'));
    expect(Object.entries(map)).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
    expect(JSON.stringify(mapOf(text).encode(map))).toBe('{"__proto__":"x","constructor":"y"}');
  });
  it('lists name the position', () => {
    const outcome = decode(listOf(count), [1, -1, 2.5], 'the counts');
    expect(E.isLeft(outcome) && outcome.left.issues.map((issue) => issue.path)).toEqual(['[1]', '[2]']);
  });
  it('a hole of a list is a missing value, and a long list of mistakes is told like a short one', () => {
    const holed = decode(listOf(count), new Array(1), 'the counts');
    expect(E.isLeft(holed) && holed.left.issues).toEqual([
      { path: '[0]', message: 'expected a whole number from 0, got undefined' },
    ]);
    const wrong = decode(mapOf(listOf(count)), { a: new Array(200_000).fill('x') }, 'the counts');
    expect(wrong).toMatchObject({ left: { omittedIssues: 199_000, issues: { length: 1000 } } });
    expect(E.isLeft(wrong) && wrong.left.message).toContain('(and 199997 more)');
  });
  it('pairs read and write either side by its own codec', () => {
    const pair = pairOf(decimalCodec, count, 'a price and a count');
    const read = orThrow(decode(pair, ['1.50', 2], 'x'));
    expect(read).toEqual([new Decimal('1.5'), 2]);
    expect(pair.encode(read)).toEqual(['1.5', 2]);
    expect([pair.is(read), pair.is(['1.50', 2]), pair.is([new Decimal(1)])]).toEqual([true, false, false]);
    const paths = (value: unknown): unknown => {
      const outcome = decode(pair, value, 'x');
      return E.isLeft(outcome) ? outcome.left.issues.map((issue) => issue.path) : 'no error';
    };
    expect(paths(['x', -1])).toEqual(['[0]', '[1]']);
    expect(paths(['1', 2, 3])).toEqual(['']);
    expect(paths('12')).toEqual(['']);
  });
  it('one value stands for every key, or a record names them', () => {
    const codec = oneOrMapOf(decimalCodec, 'a rate, or one a name');
    expect(orThrow(decode(codec, '2', 'x'))).toEqual(new Decimal(2));
    const map = orThrow(decode(codec, { a: '2' }, 'x'));
    expect(map).toEqual({ a: new Decimal(2) });
    expect([codec.encode(map), codec.encode(new Decimal(2)), codec.is(map), codec.is('2')]).toEqual([
      { a: '2' },
      '2',
      true,
      false,
    ]);
    const outcome = decode(codec, { a: 'x' }, 'x');
    expect(E.isLeft(outcome) && outcome.left.issues[0]?.path).toBe('a');
  });
  it('instants refuse milliseconds, numbers refuse NaN', () => {
    expect(E.isLeft(decode(epochSecondsCodec, 1_700_000_000_000, 'x'))).toBe(true);
    expect(E.isLeft(decode(finiteNumber, Number.NaN, 'x'))).toBe(true);
    expect(E.isLeft(decode(count, 2 ** 53, 'x'))).toBe(true);
    expect(decimalCodec.encode(new Decimal('1e-8'))).toBe('0.00000001');
    expect(nullable(text).encode(null)).toBeNull();
  });
});
