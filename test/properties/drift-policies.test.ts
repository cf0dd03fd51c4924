import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePolicies, type PolicyRelation } from '../../src/drift/cloud/index.js';
import { orThrow } from '../../src/prelude.js';
import { lets, type TestPolicy, type TestRequest, type TestStatement } from '../drift/policies/reference.js';
import { runs } from './runs.js';

/** Pairs of random policies: 300 in `npm run properties`; `POLICY_PAIRS=10000` for the long run. */
const numRuns = Number(process.env['POLICY_PAIRS'] ?? runs(300));

const listOf = <A>(member: fc.Arbitrary<A>, maxLength = 3): fc.Arbitrary<A | A[]> =>
  fc.oneof(member, fc.array(member, { minLength: 1, maxLength }));

const ACTIONS = ['s:a', 'S:A', 's:b', 's:*', 't:a', '*', 's:?', '*:a'];
const resource = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom('a', 'b', '*', '?'), { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join('')),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom('a', 'b', '*', '${u}', "${u, 'a'}", '${*}'), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('')),
  },
);
const PRINCIPALS = [
  '*',
  '111122223333',
  'arn:aws:iam::111122223333:root',
  'arn:aws:iam::111122223333:role/a',
  'arn:aws:iam::444455556666:role/b',
];
const principal = fc.oneof(
  fc.constant('*' as unknown),
  listOf(fc.constantFrom(...PRINCIPALS)).map((AWS) => ({ AWS })),
  listOf(fc.constantFrom('ec2', 'lambda')).map((Service) => ({ Service })),
);

const texts = listOf(fc.constantFrom('a', 'b', 'ab', 'A', 'a*', '*b', '?', '*', '', '${u}', 'a${u}'), 2);
const qualified = fc.constantFrom('', 'ForAllValues:', 'ForAnyValue:');
const conditions: fc.Arbitrary<readonly [string, string, unknown]> = fc.oneof(
  fc.tuple(
    fc
      .tuple(
        qualified,
        fc.constantFrom('StringEquals', 'StringNotEquals', 'StringLike', 'StringNotLike', 'StringEqualsIgnoreCase'),
        fc.constantFrom('', 'IfExists'),
      )
      .map((parts) => parts.join('')),
    fc.constantFrom('k', 'K', 'u'),
    texts,
  ),
  fc.tuple(fc.constantFrom('Null'), fc.constantFrom('k', 'u', 'n'), fc.constantFrom('true', 'false')),
  fc.tuple(fc.constantFrom('Bool', 'BoolIfExists'), fc.constant('flag'), fc.constantFrom('true', 'false', 'True')),
  fc.tuple(
    fc.constantFrom(
      'NumericEquals',
      'NumericNotEquals',
      'NumericLessThan',
      'NumericGreaterThanEquals',
      'NumericLessThanIfExists',
      'ForAllValues:NumericLessThan',
    ),
    fc.constant('n'),
    listOf(fc.constantFrom('1', '2', '2.0', '3'), 2),
  ),
  fc.tuple(
    fc.constantFrom('DateLessThanEquals', 'DateGreaterThan'),
    fc.constant('d'),
    fc.constantFrom('2026-01-01T00:00:00Z', '2026-02-01'),
  ),
  fc.tuple(
    fc.constantFrom('IpAddress', 'NotIpAddress'),
    fc.constant('ip'),
    listOf(fc.constantFrom('10.0.0.0/31', '10.0.0.2/31', '10.0.0.0/30', '10.0.0.1/32'), 2),
  ),
  fc.tuple(
    fc.constantFrom('ArnLike', 'ArnNotLike'),
    fc.constant('arn'),
    listOf(fc.constantFrom('a:*:c:*:e:f', 'a:b:c:d:e:*', 'a:b*:e:f'), 2),
  ),
);

const statement: fc.Arbitrary<TestStatement> = fc
  .record({
    Effect: fc.constantFrom('Allow', 'Allow', 'Deny'),
    action: fc.tuple(fc.constantFrom('Action', 'Action', 'NotAction'), listOf(fc.constantFrom(...ACTIONS), 2)),
    resource: fc.tuple(fc.constantFrom('Resource', 'Resource', 'NotResource'), listOf(resource)),
    principal: fc.option(fc.tuple(fc.constantFrom('Principal', 'Principal', 'NotPrincipal'), principal), { freq: 1 }),
    conditions: fc.array(conditions, { maxLength: 2 }),
  })
  .map(({ Effect, action, resource: object, principal: subject, conditions: list }) => ({
    Effect: Effect as 'Allow' | 'Deny',
    [action[0]]: action[1],
    [object[0]]: object[1],
    ...(subject === null ? {} : { [subject[0]]: subject[1] }),
    ...(list.length === 0
      ? {}
      : { Condition: Object.fromEntries(list.map(([operator, key, values]) => [operator, { [key]: values }])) }),
  }));

const policy: fc.Arbitrary<TestPolicy> = fc.record({
  Version: fc.constantFrom('2012-10-17', '2012-10-17', '2008-10-17'),
  Statement: fc.array(statement, { minLength: 1, maxLength: 3 }),
});

/** A policy and another near it: most policies picked apart from each other say nothing of small differences. */
const pair: fc.Arbitrary<readonly [TestPolicy, TestPolicy]> = fc.oneof(
  fc.tuple(policy, policy),
  fc
    .tuple(policy, statement, fc.nat({ max: 2 }))
    .map(
      ([one, extra, at]) => [one, { ...one, Statement: one.Statement.with(at % one.Statement.length, extra) }] as const,
    ),
  fc.tuple(policy, statement).map(([one, extra]) => [one, { ...one, Statement: [...one.Statement, extra] }] as const),
  fc.tuple(policy, conditions).map(([one, [operator, key, values]]) => {
    const first = one.Statement[0]!;
    return [
      one,
      {
        ...one,
        Statement: [
          { ...first, Condition: { ...first.Condition, [operator]: { [key]: values } } },
          ...one.Statement.slice(1),
        ],
      },
    ] as const;
  }),
);

/** All requests over few values that bear on what the two policies name. */
function requestsFor(pairOf: readonly TestPolicy[]): readonly TestRequest[] {
  const statements = pairOf.flatMap(({ Statement }) => Statement);
  const text = JSON.stringify(statements);
  const words = ['a', 'b', 'c'].flatMap((a) => [
    a,
    ...['a', 'b', 'c'].flatMap((b) => [a + b, ...['a', 'b', 'c'].map((c) => a + b + c)]),
  ]);
  const resources = [...words, '*', 'a*', '*a', 'abab', 'aabb'];
  const principals = statements.some((one) => one.Principal !== undefined || one.NotPrincipal !== undefined)
    ? [
        '*',
        ...PRINCIPALS.slice(2),
        'arn:aws:iam::111122223333:role/z',
        { Service: 'ec2' },
        { Service: 'lambda' },
        { Service: 'x' },
      ]
    : [undefined];
  const multi = (key: string): boolean => new RegExp(`"For\\w+:\\w+":\\{"${key}"`, 'i').test(text);
  const values: Record<string, readonly (string | readonly string[] | undefined)[]> = {
    k: [
      undefined,
      'a',
      'b',
      'ab',
      'A',
      'c',
      '',
      'aa',
      ...(multi('k')
        ? [
            ['a', 'b'],
            ['b', 'c'],
            ['a', 'c'],
            ['ab', 'A'],
          ]
        : []),
    ],
    u: [
      undefined,
      'a',
      'b',
      'c',
      'ab',
      '*',
      ...(multi('u')
        ? [
            ['a', 'b'],
            ['b', 'c'],
          ]
        : []),
    ],
    n: [undefined, '0', '1', '1.5', '2', '3', '4', ...(multi('n') ? [['1', '4']] : [])],
    flag: [undefined, 'true', 'false'],
    d: [
      undefined,
      '2025-12-31T00:00:00Z',
      '2026-01-01T00:00:00Z',
      '2026-01-15T00:00:00Z',
      '2026-02-01T00:00:00Z',
      '2026-03-01T00:00:00Z',
    ],
    ip: [undefined, '10.0.0.0', '10.0.0.1', '10.0.0.2', '10.0.0.3', '10.0.0.4', '2001:db8::1'],
    arn: [undefined, 'a:b:c:d:e:f', 'a:b:c:d:e:g', 'a:x:c:x:e:f', 'a:b:x:x:e:f', 'f'],
  };
  const used = Object.keys(values).filter(
    (key) => text.toLowerCase().includes(`{"${key}":`) || (key === 'u' && text.includes('${u')),
  );
  let contexts: TestRequest['context'][] = [{}];
  for (const key of used) {
    contexts = contexts.flatMap((context) =>
      values[key]!.map((value) => (value === undefined ? context : { ...context, [key]: value })),
    );
    // A fixed step through too many of them.
    const step = Math.ceil(contexts.length / 120);
    contexts = contexts.filter((_, i) => i % step === 0);
  }
  const heads = ['s:a', 's:b', 't:a', 't:c'].flatMap((action) =>
    principals.map((one) => ({ action, ...(one === undefined ? {} : { principal: one }) })),
  );
  const step = Math.ceil((heads.length * resources.length * contexts.length) / 6_000);
  let i = 0;
  return heads.flatMap((head) =>
    resources.flatMap((object) =>
      contexts.flatMap((context) => (i++ % step === 0 ? [{ ...head, resource: object, context: context! }] : [])),
    ),
  );
}

const compare = (desired: TestPolicy, actual: TestPolicy) => orThrow(comparePolicies(desired, actual));
const isWider = (relation: PolicyRelation): boolean => relation === 'wider' || relation === 'incomparable';
const isNarrower = (relation: PolicyRelation): boolean => relation === 'narrower' || relation === 'incomparable';
const isAtMost = (relation: PolicyRelation): boolean => relation === 'equal' || relation === 'narrower';

describe('comparePolicies against every request over small alphabets', () => {
  it(`${numRuns} random pairs: the relation is right and every witness holds`, () => {
    fc.assert(
      fc.property(pair, ([desired, actual]) => {
        const { relation, gained, lost, undecided } = compare(desired, actual);
        for (const witness of gained) expect([lets(actual, witness), lets(desired, witness)]).toEqual([true, false]);
        for (const witness of lost) expect([lets(actual, witness), lets(desired, witness)]).toEqual([false, true]);
        // Only the values of variables may be too many to try all of them.
        if (!JSON.stringify([desired, actual]).includes('${u')) expect(undecided).toBeUndefined();
        if (undecided === undefined) {
          expect([gained.length > 0, lost.length > 0]).toEqual([isWider(relation), isNarrower(relation)]);
        }
        for (const request of requestsFor([desired, actual])) {
          const [before, after] = [lets(desired, request), lets(actual, request)];
          if (after && !before && !isWider(relation)) expect.fail(`${relation}, but gained ${JSON.stringify(request)}`);
          if (before && !after && !isNarrower(relation))
            expect.fail(`${relation}, but lost ${JSON.stringify(request)}`);
        }
      }),
      { numRuns },
    );
  }, 1_000_000);
});

describe('laws of comparePolicies', () => {
  it('is reflexive, and turning the sides turns the answer', () => {
    fc.assert(
      fc.property(pair, ([one, other]) => {
        expect(compare(one, { ...one, Statement: one.Statement.toReversed() }).relation).toBe('equal');
        if (compare(one, other).undecided !== undefined) return;
        const mirror = { equal: 'equal', wider: 'narrower', narrower: 'wider', incomparable: 'incomparable' } as const;
        expect(compare(other, one).relation).toBe(mirror[compare(one, other).relation]);
      }),
      { numRuns },
    );
  }, 1_000_000);

  it('is transitive: at most as much as at most as much is at most as much', () => {
    fc.assert(
      fc.property(
        policy,
        fc.array(statement, { maxLength: 2 }),
        fc.array(statement, { maxLength: 2 }),
        (one, more, others) => {
          const second = { ...one, Statement: [...one.Statement, ...more] };
          const third = { ...one, Statement: [...second.Statement, ...others] };
          if (compare(one, third).undecided !== undefined) return;
          if (isAtMost(compare(one, second).relation) && isAtMost(compare(second, third).relation)) {
            expect(isAtMost(compare(one, third).relation)).toBe(true);
          }
        },
      ),
      { numRuns },
    );
  }, 1_000_000);

  it('adding a Deny never widens, adding an Allow never narrows', () => {
    fc.assert(
      fc.property(policy, statement, (one, extra) => {
        const added = { ...one, Statement: [...one.Statement, extra] };
        expect(extra.Effect === 'Deny' ? ['equal', 'narrower'] : ['equal', 'wider']).toContain(
          compare(one, added).relation,
        );
      }),
      { numRuns },
    );
  }, 1_000_000);
});
