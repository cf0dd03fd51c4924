import { describe, expect, it } from 'vitest';
import { comparePolicies } from '../../../src/drift/cloud/index.js';
import { orThrow } from '../../../src/prelude.js';

const allow = (Action: unknown, more: object = {}) => ({ Effect: 'Allow', Action, Resource: '*', ...more });
const deny = (Action: unknown, more: object = {}) => ({ ...allow(Action, more), Effect: 'Deny' });
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const when = (...terms: readonly (readonly [operator: string, key: string, value: unknown])[]) => ({
  Condition: Object.fromEntries(terms.map(([operator, key, value]) => [operator, { [key]: value }])),
});
const compared = (desired: object, actual: object) => orThrow(comparePolicies(desired, actual));
const first = (actual: object) => compared(policy(), actual).gained[0];

const ANY = 'ForAnyValue:StringEquals';
const ANY_LIKE = 'ForAnyValue:StringLike';
const ALL = 'ForAllValues:StringEquals';
const ODD = 'StringSoundsLike';

describe('a key with several values', () => {
  it.each<[string, object, object, string]>([
    [
      'all of two are more than all of either',
      policy(allow('s3:*', when([ALL, 'k', 'a'])), allow('s3:*', when([ALL, 'k', 'b']))),
      policy(allow('s3:*', when([ALL, 'k', ['a', 'b']]))),
      'wider',
    ],
    [
      'any of two is any of either',
      policy(allow('s3:*', when([ANY, 'k', 'a'])), allow('s3:*', when([ANY, 'k', 'b']))),
      policy(allow('s3:*', when([ANY, 'k', ['a', 'b']]))),
      'equal',
    ],
    [
      'a Deny for one value reaches a request that has another, too',
      policy(allow('s3:*', when([ANY, 'k', 'a']))),
      policy(allow('s3:*', when([ANY, 'k', 'a'])), deny('s3:*', when([ANY, 'k', 'b']))),
      'narrower',
    ],
    [
      'a Deny for what cannot stand beside the one value that all have',
      policy(allow('s3:*', when([ALL, 'k', 'a']))),
      policy(allow('s3:*', when([ALL, 'k', 'a'])), deny('s3:*', when([ANY, 'k', 'b']))),
      'equal',
    ],
    [
      'all and any of the same value leave out the request without the key',
      policy(allow('s3:*', when([ALL, 'k', 'a']))),
      policy(allow('s3:*', when([ALL, 'k', 'a'], [ANY, 'k', 'a']))),
      'narrower',
    ],
  ])('%s', (_, desired, actual, relation) => {
    expect(compared(desired, actual).relation).toBe(relation);
  });

  it.each<[string, object, readonly string[]]>([
    ['two', when([ANY, 'k', 'a'], [ANY_LIKE, 'k', 'b']), ['a', 'b']],
    [
      'three',
      when([ANY, 'k', 'a'], [ANY_LIKE, 'k', 'b'], ['ForAnyValue:StringEqualsIgnoreCase', 'k', '7']),
      ['7', 'a', 'b'],
    ],
  ])('is shown with all of the %s that are asked for', (_, condition, values) => {
    const found = first(policy(allow('s3:*', condition)))?.context?.['k'];
    expect([...(found as readonly string[])].sort()).toEqual(values);
  });

  it('is shown as a text where it has one', () => {
    expect(first(policy(allow('s3:*', when([ANY, 'k', 'a']))))?.context).toEqual({ k: 'a' });
    expect(first(policy(allow('s3:*', when(['StringEquals', 'k', 'a']))))?.context).toEqual({ k: 'a' });
  });

  it('is decided for five values, and left open for nine, of which there are more than 256 sets', () => {
    const values = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`);
    const both = (count: number) =>
      compared(
        policy(...values(count).map((value) => allow('s3:*', when([ANY, 'k', value])))),
        policy(allow('s3:*', when([ANY, 'k', values(count)]))),
      );
    expect(both(5)).toStrictEqual({ relation: 'equal', gained: [], lost: [] });
    expect(both(9).undecided).toBe('whether the actual policy lets more or less through could not be decided');
  });
});

describe('the example of a request', () => {
  it.each<[unknown, unknown]>([
    [{ AWS: '111122223333' }, 'arn:aws:iam::111122223333:root'],
    [{ AWS: 'AIDA111122223333' }, 'AIDA111122223333'],
    [{ AWS: '1111222233334' }, '1111222233334'],
    [{ Service: 'ec2.amazonaws.com' }, { Service: 'ec2.amazonaws.com' }],
    ['*', '*'],
  ])('names the principal %j as %j', (Principal, principal) => {
    expect(first(policy(allow('s3:*', { Principal })))?.principal).toEqual(principal);
  });

  it.each<[unknown]>([
    [{ AWS: ['111122223333', 'arn:aws:iam::444455556666:role/a'] }],
    [{ Service: ['ec2.amazonaws.com', '*'] }],
  ])('names everyone where a statement does, although another names %j', (Principal) => {
    const named = allow('ec2:*', { Principal });
    const { gained } = compared(policy(named), policy(named, allow('s3:*', { Principal: '*' })));
    expect(gained.map(({ principal, anyone }) => [principal, anyone])).toEqual([['*', true]]);
  });

  it('gives a value to a variable, which stands in the resource', () => {
    const found = first(policy({ ...allow('s3:GetObject'), Resource: 'b/${aws:username}' }));
    const name = found?.context?.['aws:username'];
    expect(typeof name).toBe('string');
    expect(found?.resource).toBe(`b/${String(name)}`);
  });

  it('names no principal where no statement does, and no condition where none is asked', () => {
    const found = first(policy(allow('s3:*')));
    expect(found).not.toHaveProperty('principal');
    expect(found).not.toHaveProperty('context');
    expect(found).not.toHaveProperty('anyone');
  });

  it.each<[string, object]>([
    ['the only way', policy(allow('s3:*', when(['StringEquals', 'aws:PrincipalOrgID', 'o-1'])))],
    [
      'the first of two ways',
      policy(
        allow('s3:*', when(['StringEquals', 'aws:PrincipalOrgID', 'o-1'])),
        allow('sqs:*', when(['StringEquals', 'AWS:principalorgid', 'o-1'])),
      ),
    ],
    [
      'the way of a condition, not of a variable',
      policy({
        ...allow('s3:GetObject', when(['StringEquals', 'aws:PrincipalOrgID', 'o-1'])),
        Resource: 'b/${AWS:PRINCIPALORGID}',
      }),
    ],
  ])('spells a key in %s', (_, actual) => {
    for (const { context } of compared(policy(), actual).gained)
      expect(context).toEqual({ 'aws:PrincipalOrgID': 'o-1' });
    expect(first(actual)).toBeDefined();
  });

  it('leaves out the key of a condition that both sides have', () => {
    const both = allow('s3:*', when([ODD, 'k', 'a']));
    const { gained } = compared(policy(both), policy(both, allow('sqs:*')));
    expect(gained).toHaveLength(1);
    expect(gained[0]).not.toHaveProperty('context');
  });
});

describe('an operator that is not known', () => {
  const odd = allow('s3:*', when([ODD, 'Key', ['a', 'b']]));

  it.each<[string, object, string]>([
    ['the same in another spelling and order', when(['STRINGSOUNDSLIKE', 'kEY', ['b', 'a', 'b']]), 'equal'],
    ['other values', when([ODD, 'Key', ['a', 'c']]), 'wider'],
    ['fewer values', when([ODD, 'Key', 'a']), 'wider'],
    ['another key', when([ODD, 'Lock', ['a', 'b']]), 'wider'],
    ['another operator', when(['StringRhymesWith', 'Key', ['a', 'b']]), 'wider'],
    ['the same and a known one', when([ODD, 'Key', ['a', 'b']], ['StringEquals', 'l', 'x']), 'equal'],
  ])('is a condition of its own: %s', (_, condition, relation) => {
    expect(compared(policy(odd), policy(odd, allow('s3:Get*', condition))).relation).toBe(relation);
  });

  it('never decides that something is denied', () => {
    const result = compared(policy(allow('s3:*')), policy(allow('s3:*'), deny('s3:*', when([ODD, 'k', 'a']))));
    expect([result.relation, result.gained]).toEqual(['narrower', []]);
    expect(result.undecided).toBe('whether the actual policy lets less through could not be decided');
  });
});
