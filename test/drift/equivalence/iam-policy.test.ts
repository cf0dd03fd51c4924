import { describe, expect, it } from 'vitest';
import { shortDifferences } from '../compare/differences.js';

const statement = { Effect: 'Allow', Action: ['s3:GetObject', 's3:PutObject'], Resource: 'arn:aws:s3:::b/*' };
const policy = (changed: object = {}, ...more: readonly object[]) => ({
  Version: '2012-10-17',
  Statement: [{ ...statement, ...changed }, ...more],
});
const same = (left: unknown, right: unknown): boolean =>
  shortDifferences({ p: left }, { p: right }, { comparators: { p: 'iam_policy' } }).length === 0;

describe('two policies say the same', () => {
  it.each([
    ['in another order of actions', policy({ Action: ['s3:PutObject', 's3:GetObject'] })],
    ['with actions in another case', policy({ Action: ['S3:getobject', 's3:PUTOBJECT'] })],
    ['with a list of one for a single value', policy({ Resource: ['arn:aws:s3:::b/*'] })],
    ['with the statement outside a list', { ...policy(), Statement: policy().Statement[0] }],
    ['with an empty or generated Sid', policy({ Sid: '' })],
    ['with a numeric Sid', policy({ Sid: '1636363' })],
    ['with allow in lower case', policy({ Effect: 'allow' })],
    ['with an empty principal', policy({ Principal: { Service: [] } })],
    ['as text', JSON.stringify(policy())],
    ['as text with blanks', JSON.stringify(policy(), null, 2)],
    ['as URL-encoded text', encodeURIComponent(JSON.stringify(policy()))],
  ])('%s', (_, other) => {
    expect(same(policy(), other)).toBe(true);
    expect(same(JSON.stringify(policy()), other)).toBe(true);
    expect(same(other, policy())).toBe(true);
  });

  it.each([
    [{ Principal: { AWS: '123456789012' } }, { Principal: { AWS: ['arn:aws:iam::123456789012:root'] } }],
    [{ Principal: { AWS: '123456789012' } }, { Principal: { AWS: 'arn:aws-cn:iam::123456789012:root' } }],
    [{ Principal: '*' }, { Principal: { AWS: '*' } }],
    [{ Condition: { Bool: { 'aws:MFA': true } } }, { Condition: { Bool: { 'AWS:mfa': ['true'] } } }],
    [{ Condition: { StringLike: { k: ['a', 'b'] } } }, { Condition: { StringLike: { k: ['b', 'a'] } } }],
    [{ NotAction: ['a:b', 'a:c'] }, { NotAction: ['A:C', 'A:B'] }],
  ])('%j and %j', (left, right) => {
    expect(same(policy(left), policy(right))).toBe(true);
  });

  it('with a missing Version, which is the oldest', () => {
    expect(same({ Statement: [statement] }, { Version: '2008-10-17', Statement: [statement] })).toBe(true);
  });

  it('when neither says anything', () => {
    for (const nothing of ['', '{}', '[]', {}, []]) expect(same('{}', nothing)).toBe(true);
  });

  it('in another order of statements', () => {
    const deny = { Effect: 'Deny', Action: '*', Resource: '*' };
    expect(same(policy({}, deny), { ...policy(), Statement: [deny, statement] })).toBe(true);
  });
});

describe('two policies say different things', () => {
  it.each([
    ['resource case', { Resource: 'arn:aws:s3:::B/*' }],
    ['another Sid', { Sid: 'Other' }],
    ['NotAction for Action', { Action: undefined, NotAction: statement.Action }],
    ['the effect', { Effect: 'Deny' }],
    ['one action more', { Action: [...statement.Action, 's3:DeleteObject'] }],
    ['a condition', { Condition: { Bool: { 'aws:MFA': 'true' } } }],
    ['a principal', { Principal: { AWS: '123456789012' } }],
  ])('%s', (_, changed) => {
    expect(same(policy(), policy(changed))).toBe(false);
    expect(same(JSON.stringify(policy()), JSON.stringify(policy(changed)))).toBe(false);
  });

  it('how often a statement stands', () => {
    expect(same(policy({}, statement), policy())).toBe(false);
    expect(
      same(
        policy({}, statement, { ...statement, Sid: 'a' }),
        policy({}, { ...statement, Sid: 'a' }, { ...statement, Sid: 'a' }),
      ),
    ).toBe(false);
  });

  it('an unreadable text is only itself', () => {
    expect(same('{"Statement":', '{"Statement": ')).toBe(false);
    expect(same('%zz', '%zz')).toBe(true);
    expect(same('%7B', '%7B ')).toBe(false);
  });
});
