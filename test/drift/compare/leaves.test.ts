import { describe, expect, it } from 'vitest';
import { compareConfigs } from '../../../src/drift/compare/index.js';
import { orThrow } from '../../../src/prelude.js';
import { shortDifferences } from './differences.js';

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
    expect(lost).toMatchObject({ lossy: true });
    expect(kept).not.toHaveProperty('lossy');
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
