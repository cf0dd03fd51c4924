import { describe, expect, it } from 'vitest';
import { compareConfigs } from '../../../src/drift/compare/compare-configs.js';
import { driftRules } from '../../../src/drift/rules.js';
import { orThrow } from '../../../src/prelude.js';
import { shortDifferences } from './differences.js';

describe('a list in order', () => {
  it('of equal length is compared by position', () => {
    expect(shortDifferences(['a', 'b', 'c'], ['a', 'c', 'b'])).toEqual(['[1] value_changed', '[2] value_changed']);
  });

  it.each([
    [['a', 'b', 'c'], ['b', 'c'], ['[0] key_removed']],
    [['b', 'c'], ['a', 'b', 'c'], ['[0] key_added']],
    [['a', 'c'], ['a', 'b', 'c'], ['[1] key_added']],
    [[1, 2], [1, 2, 3], ['[2] key_added']],
    [['1', true, 'x'], [1, 'true', 'y', 'x'], ['[2] key_added']],
    [[{ n: 'True' }], ['new', { n: true }], ['[0] key_added']],
    [
      ['a', 'x', 'c'],
      ['b', 'c'],
      ['[0] value_changed', '[1] key_removed'],
    ],
  ])('of another length is trimmed at its ends first: %j → %j', (desired, actual, expected) => {
    expect(shortDifferences(desired, actual)).toEqual(expected);
  });
});

describe('a list without order', () => {
  const rules = { unordered: ['l', 'l.*.inner'] };
  const inList = (desired: readonly unknown[], actual: readonly unknown[]) =>
    shortDifferences({ l: desired }, { l: actual }, rules);

  it('is a multiset: permutations are equal, counts are not', () => {
    expect(inList([{ p: '80' }, { p: '443' }], [{ p: 443 }, { p: 80 }])).toEqual([]);
    expect(inList(['a', 'a', 'b'], ['a', 'b', 'b'])).toEqual(['l[1] key_removed', 'l[1] key_added']);
    expect(inList(['True', 'x'], ['x', true])).toEqual([]);
  });

  it('removes at the desired position and adds at the actual one', () => {
    expect(inList(['a', 'b'], ['b', 'c'])).toEqual(['l[0] key_removed', 'l[1] key_added']);
  });

  it('pairs elements of which at most half the leaves differ, and says where each stands', () => {
    const [change, ...rest] = orThrow(
      compareConfigs({ l: [{ a: 1, b: 1 }, 5] }, { l: [5, { a: 1, b: 2 }] }, orThrow(driftRules(rules))),
    );
    expect(rest).toEqual([]);
    expect(change).toMatchObject({
      path: 'l[0].b',
      segments: ['l', 0, 'b'],
      pointer: '/l/0/b',
      actualSegments: ['l', 1, 'b'],
    });
  });

  it('does not pair elements that have less than half in common, nor scalars', () => {
    expect(inList([{ a: 1, b: 1, c: 1 }], [{ a: 1, b: 2, c: 2 }])).toEqual(['l[0] key_removed', 'l[0] key_added']);
    expect(inList(['a'], ['b'])).toEqual(['l[0] key_removed', 'l[0] key_added']);
  });

  it('removes and adds each of many different scalars, beside the one that is equal', () => {
    const [desired, actual] = [0, 1].map((odd) => Array.from({ length: 20_000 }, (_, i) => 2 * i + odd)) as [
      number[],
      number[],
    ];
    actual[500] = 4;
    const differences = shortDifferences({ l: desired }, { l: actual }, rules);
    expect(differences.length).toBe(2 * 19_999);
    expect(differences.slice(0, 6)).toEqual([
      'l[0] key_removed',
      'l[0] key_added',
      'l[1] key_removed',
      'l[1] key_added',
      'l[2] key_added',
      'l[3] key_removed',
    ]);
    expect(differences.filter((difference) => difference.startsWith('l[500] '))).toEqual(['l[500] key_removed']);
  });

  it('pairs so that the fewest leaves differ in all, where taking the nearest first would not', () => {
    // The first desired element is nearest to the first actual one, but only the second one can take the other.
    const desired = [
      { a: 1, b: 1, c: 1, d: 1 },
      { a: 1, b: 1, c: 2, d: 2 },
    ];
    const actual = [
      { a: 1, b: 1, c: 1, d: 2 },
      { a: 1, b: 1, c: 1, d: 9 },
    ];
    expect(inList(desired, actual)).toEqual(['l[0].d value_changed', 'l[1].c value_changed']);
  });

  it('holds lists without order inside, and ordered ones', () => {
    expect(
      inList(
        [
          { n: 1, inner: [1, 2] },
          { n: 2, inner: [3] },
        ],
        [
          { n: 2, inner: [3] },
          { n: 1, inner: [2, 1] },
        ],
      ),
    ).toEqual([]);
    expect(inList([{ n: 1, m: 2, ordered: [1, 2] }], [{ n: 1, m: 2, ordered: [2, 1] }])).toEqual([
      'l[0].ordered[0] value_changed',
      'l[0].ordered[1] value_changed',
    ]);
  });

  it('keeps ignored fields out of the matching', () => {
    const spec = { unordered: ['l'], ignore: ['l.*.id'] };
    expect(
      shortDifferences(
        {
          l: [
            { id: 1, p: 80 },
            { id: 2, p: 443 },
          ],
        },
        {
          l: [
            { id: 9, p: 443 },
            { id: 8, p: 80 },
          ],
        },
        spec,
      ),
    ).toEqual([]);
  });

  it('stays in order where `ordered` says so', () => {
    expect(
      shortDifferences({ cmd: [1, 2], l: [1, 2] }, { cmd: [2, 1], l: [2, 1] }, { unordered: ['*'], ordered: ['cmd'] }),
    ).toEqual(['cmd[0] value_changed', 'cmd[1] value_changed']);
  });

  it('uses a relation without normal form to match, with a verdict that counts', () => {
    const arns = { unordered: ['l'], comparators: { 'l.*': 'arn_name' } } as const;
    expect(
      shortDifferences(
        { l: ['role-a', 'role-b'] },
        { l: ['arn:aws:iam::1:role/role-b', 'arn:aws:iam::1:role/role-a'] },
        arns,
      ),
    ).toEqual([]);
    const always = { unordered: ['l'], comparators: { 'l.*': () => true } };
    expect(shortDifferences({ l: [1, 2] }, { l: [3, 4] }, always)).toEqual([]);
  });
});

describe('a keyed list', () => {
  const rules = { keyed: { l: ['name'] } };
  const inList = (desired: readonly unknown[], actual: readonly unknown[]) =>
    shortDifferences({ l: desired }, { l: actual }, rules);

  it('pairs by identity, however much differs, and tells new from changed', () => {
    const desired = [
      { name: 'a', x: 1 },
      { name: 'b', x: 1, y: 1 },
    ];
    expect(
      inList(desired, [
        { name: 'b', x: 2, y: 2 },
        { name: 'a', x: 1 },
      ]),
    ).toEqual(['l[1].x value_changed', 'l[1].y value_changed']);
    expect(
      inList(desired, [
        { name: 'c', x: 1 },
        { name: 'a', x: 1 },
      ]),
    ).toEqual(['l[0] key_added', 'l[1] key_removed']);
  });

  it('coerces identities, takes several fields together and survives duplicates', () => {
    expect(
      shortDifferences(
        { l: [{ p: 53, q: 'U', n: 1 }] },
        { l: [{ p: '53', q: 'U', n: 2 }] },
        { keyed: { l: ['p', 'q'] } },
      ),
    ).toEqual(['l[0].n value_changed']);
    expect(
      inList(
        [
          { name: 'a', v: 1 },
          { name: 'a', v: 2 },
        ],
        [{ name: 'a', v: 1 }],
      ),
    ).toEqual(['l[1] key_removed']);
    expect(inList([{ v: 1 }, { name: 'a' }], [{ name: 'a' }, { v: 1 }])).toEqual([]);
  });

  it('is found by the own name of its elements, and is then a map in the dress of a list', () => {
    const named = { namedElements: true, unordered: ['*'], declaredOnly: true };
    const Parameters = [{ ParameterName: 'x', Value: 1 }];
    expect(
      shortDifferences(
        { Parameters },
        {
          Parameters: [
            { ParameterName: 'y', Value: 1 },
            { ParameterName: 'x', Value: 2 },
          ],
        },
        named,
      ),
    ).toEqual(['Parameters[0].Value value_changed']);
    // A field that names something else does not name the element, so what was added to the list shows.
    const Ingress = [{ SourceGroupId: 'sg-1', Port: 22 }];
    expect(
      shortDifferences({ Ingress }, { Ingress: [...Ingress, { SourceGroupId: 'sg-2', Port: 22 }] }, named),
    ).toEqual(['Ingress[1] key_added']);
  });
});
