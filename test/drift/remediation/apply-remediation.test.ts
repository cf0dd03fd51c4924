import { describe, expect, it } from 'vitest';
import { applyRemediation, type RemediationAction } from '../../../src/drift/index.js';
import { toRedacted } from '../../../src/drift/redaction.js';
import { addAt, removeAt, replaceAt, valueAt } from '../../../src/drift/remediation/apply-remediation.js';
import { E, orThrow } from '../../../src/prelude.js';

const NO_POINTER = 'it is not an RFC 6901 pointer';
const NO_VALUE = 'there is no such value';
const NO_CONTAINER = 'there is no object or list to hold it';
const NOT_THE_VALUE = 'the value is not the one that the patch was made for';

const DOCUMENT = { a: { b: 1 }, list: ['x', 'y'], text: 'xy', nothing: null };

describe('a pointer (RFC 6901)', () => {
  it.each<[string, unknown]>([
    ['', DOCUMENT],
    ['/a/b', 1],
    ['/list/0', 'x'],
    ['/list/1', 'y'],
    ['/nothing', null],
  ])('%j leads to %j', (pointer, value) => {
    expect(valueAt(DOCUMENT, pointer)).toEqual(E.right(value));
  });

  it.each<[string, string]>([
    ['a', NO_POINTER],
    ['/b', NO_VALUE],
    ['/b/c', NO_VALUE],
    ['/toString', NO_VALUE],
    ['/text/0', NO_CONTAINER],
    ['/nothing/x', NO_CONTAINER],
    ['/list/2', NO_VALUE],
    ['/list/-', NO_VALUE],
    ['/list/length', NO_VALUE],
    ['/list/00', NO_VALUE],
    ['/list/01', NO_VALUE],
    ['/list/x0', NO_VALUE],
    ['/list/0x', NO_VALUE],
    ['/list/1.0', NO_VALUE],
    ['/list/', NO_VALUE],
  ])('%j leads nowhere, neither to read, to replace nor to remove: %s', (pointer, reason) => {
    expect(valueAt(DOCUMENT, pointer)).toEqual(E.left(reason));
    expect(replaceAt(DOCUMENT, pointer, 2)).toEqual(E.left(reason));
    expect(removeAt(DOCUMENT, pointer)).toEqual(E.left(reason));
  });

  it('counts positions of two digits', () => {
    const list = Array.from({ length: 12 }, (_, i) => i);
    expect(valueAt(list, '/11')).toEqual(E.right(11));
    expect(replaceAt(list, '/10', 'x')).toEqual(E.right([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 'x', 11]));
    expect(valueAt(list, '/12')).toEqual(E.left(NO_VALUE));
  });
});

describe('an addition (RFC 6902 §4.1)', () => {
  it.each<[unknown, string, unknown]>([
    [['x', 'y'], '/0', ['new', 'x', 'y']],
    [['x', 'y'], '/1', ['x', 'new', 'y']],
    [['x', 'y'], '/2', ['x', 'y', 'new']],
    [['x', 'y'], '/-', ['x', 'y', 'new']],
    [{ a: 1 }, '/b', { a: 1, b: 'new' }],
    [{ a: 1 }, '/-', { a: 1, '-': 'new' }],
    [{ list: [{ a: 1 }] }, '/list/0/b', { list: [{ a: 1, b: 'new' }] }],
    [{ a: 1 }, '', 'new'],
  ])('to %j at %j is %j', (document, pointer, expected) => {
    expect(addAt(document, pointer, 'new')).toEqual(E.right(expected));
  });

  it.each<[unknown, string, string]>([
    [['x', 'y'], '/3', 'a list of 2 has no such position'],
    [['x', 'y'], '/x', 'a list of 2 has no such position'],
    [['x', 'y'], '/01', 'a list of 2 has no such position'],
    [[], '/length', 'a list of 0 has no such position'],
    [{ a: 1 }, '/a', 'there is already a value'],
    [{ a: 1 }, '/a/b', NO_CONTAINER],
    [{ a: 1 }, '/b/c', NO_VALUE],
    [undefined, '/a', NO_CONTAINER],
    [{ a: 1 }, 'b', NO_POINTER],
  ])('to %j at %j is refused: %s', (document, pointer, reason) => {
    expect(addAt(document, pointer, 'new')).toEqual(E.left(reason));
  });
});

describe('a replacement (RFC 6902 §4.3)', () => {
  it.each(['first', 'second', 'third'])('keeps the key %s at its place', (key) => {
    const before = { first: 1, second: 2, third: 3 };
    const after = orThrow(replaceAt(before, `/${key}`, 0) as E.Either<Error, object>);
    expect(Object.entries(after)).toEqual(Object.entries({ ...before, [key]: 0 }));
  });

  it('shares what it does not touch, and changes nothing that it was given', () => {
    const given = { a: { b: 1 }, c: [{ d: 1 }] };
    const after = orThrow(replaceAt(given, '/c/0/d', 2) as E.Either<Error, typeof given>);
    expect(after).toEqual({ a: { b: 1 }, c: [{ d: 2 }] });
    expect(after.a).toBe(given.a);
    expect(given.c).toEqual([{ d: 1 }]);
  });
});

describe('a removal (RFC 6902 §4.2)', () => {
  it.each<[unknown, string, unknown]>([
    [['x', 'y', 'z'], '/1', ['x', 'z']],
    [{ a: 1, b: 2 }, '/a', { b: 2 }],
    [{ a: [1] }, '/a/0', { a: [] }],
    [{ a: 1 }, '', undefined],
  ])('from %j at %j leaves %j', (document, pointer, expected) => {
    expect(removeAt(document, pointer)).toEqual(E.right(expected));
  });
});

const apply = (document: unknown, patch: unknown, secrets?: { desired: unknown; digestKey: string }) =>
  applyRemediation(document, { patch } as unknown as RemediationAction, secrets);

describe('a patch that does not fit', () => {
  const unreadable = {
    op: 'remove',
    path: '/a',
    get value(): unknown {
      throw new Error('not for you');
    },
  };

  it.each<[string, unknown, string, string]>([
    ['no list', undefined, '', 'the action has no patch'],
    ['an operation without a path', [{ op: 'remove' }], '', 'an operation has no path'],
    ['an operation that is null', [null], '', 'an operation has no path'],
    ['a path that is no text', [{ op: 'remove', path: 7 }], '', 'an operation has no path'],
    ['a path that is no pointer', [{ op: 'test', path: 'a', value: 1 }], 'a', NO_POINTER],
    [
      'an operation of another name',
      [{ op: 'move', path: '/a' }],
      '/a',
      'its operation is not test, add, replace or remove',
    ],
    ['another value', [{ op: 'test', path: '/a', value: 2 }], '/a', NOT_THE_VALUE],
    ['a text for a number', [{ op: 'test', path: '/a', value: '1' }], '/a', NOT_THE_VALUE],
    ['a value that refuses to be read', [unreadable], '/a', 'it cannot be read'],
    [
      'a second operation that fails',
      [
        { op: 'remove', path: '/a' },
        { op: 'remove', path: '/a' },
      ],
      '/a',
      NO_VALUE,
    ],
  ])('is refused for %s', (_, patch, path, reason) => {
    expect(apply({ a: 1 }, patch)).toMatchObject({ _tag: 'Left', left: { _tag: 'PatchRefused', path, reason } });
  });

  it('takes null for a resource that does not exist', () => {
    const patch = [
      { op: 'test', path: '', value: null },
      { op: 'add', path: '', value: { a: 1 } },
    ];
    expect(apply(undefined, patch)).toEqual(E.right({ a: 1 }));
    expect(apply({ a: 1 }, patch)).toMatchObject({ _tag: 'Left', left: { path: '', reason: NOT_THE_VALUE } });
  });
});

describe('a digest of another process', () => {
  const KEY = 'a key for these tests';
  const sealed = (value: unknown) => ({ ...toRedacted(value, KEY) });
  const nested = (depth: number, value: unknown): unknown => (depth === 0 ? value : { a: nested(depth - 1, value) });

  it.each(['add', 'replace'])('is never written as it is by %s', (op) => {
    const document = op === 'add' ? {} : { p: 'old' };
    const refused = { _tag: 'Left', left: { _tag: 'RedactedPatch', path: '/p' } };
    const patch = [{ op, path: '/p', value: sealed('right-one') }];
    expect(apply(document, patch)).toMatchObject(refused);
    expect(apply(document, patch, { desired: { p: 'other-one' }, digestKey: KEY })).toMatchObject(refused);
    expect(apply(document, patch, { desired: { p: 'right-one' }, digestKey: KEY })).toEqual(
      E.right({ p: 'right-one' }),
    );
  });

  it('is found behind values of the same length and other members', () => {
    const desired = { z: { y: 'wrong-one' }, list: ['wrong-two', { p: 'right-one' }], last: 'wrong-six' };
    const patch = [{ op: 'add', path: '/p', value: sealed('right-one') }];
    expect(apply({}, patch, { desired, digestKey: KEY })).toEqual(E.right({ p: 'right-one' }));
  });

  it.each<[number, 'Right' | 'Left']>([
    [200, 'Right'],
    [201, 'Left'],
  ])('is looked for %i levels deep: %s', (depth, tag) => {
    const patch = [{ op: 'add', path: '/p', value: sealed('right-one') }];
    expect(apply({}, patch, { desired: nested(depth, 'right-one'), digestKey: KEY })._tag).toBe(tag);
  });

  it('is not found where it is given with another length', () => {
    const patch = [{ op: 'add', path: '/p', value: { ...sealed('right-one'), length: 8 } }];
    expect(apply({}, patch, { desired: 'right-one', digestKey: KEY })).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'RedactedPatch', path: '/p' },
    });
  });

  it('is tested against the value that runs', () => {
    const patch = [{ op: 'test', path: '/p', value: sealed('right-one') }];
    expect(apply({ p: 'right-one' }, patch, { desired: {}, digestKey: KEY })).toEqual(E.right({ p: 'right-one' }));
    expect(apply({ p: 'wrong-one' }, patch, { desired: {}, digestKey: KEY })).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'RedactedPatch', path: '/p' },
    });
  });
});
