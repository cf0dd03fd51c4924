import { describe, expect, it } from 'vitest';
import { comparePolicies } from '../../../src/drift/cloud/index.js';
import { compareDenials } from '../../../src/drift/policies/compare-policies.js';
import { orThrow } from '../../../src/prelude.js';

const allow = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown = '*', more: object = {}) => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});
const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });
const relation = (desired: unknown, actual: unknown) => orThrow(comparePolicies(desired, actual)).relation;

describe('comparePolicies', () => {
  it.each([
    [
      'a wildcard in the middle is more than none',
      policy(allow('s3:GetObject', 'arn:aws:s3:::a-*/in/*')),
      policy(allow('s3:GetObject', 'arn:aws:s3:::a-*')),
      'wider',
    ],
    ['actions have no case', policy(allow('ec2:runinstances')), policy(allow('EC2:RunInstances')), 'equal'],
    [
      'resources have',
      policy(allow('s3:GetObject', 'arn:aws:s3:::b/K')),
      policy(allow('s3:GetObject', 'arn:aws:s3:::b/k')),
      'incomparable',
    ],
    ['every action has a service, so that * is *:*', policy(allow('*')), policy(allow('*:*')), 'equal'],
    [
      'all but a list, of which all are allowed elsewhere',
      policy(allow('*')),
      policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }, allow('iam:*')),
      'equal',
    ],
    ['a Deny that reaches nothing allowed', policy(allow('s3:*')), policy(allow('s3:*'), deny('ec2:*')), 'equal'],
    [
      'an escaped star is a star',
      policy(allow('s3:GetObject', 'arn:aws:s3:::b/${*}')),
      policy(allow('s3:GetObject', 'arn:aws:s3:::b/*')),
      'wider',
    ],
    [
      'a variable is none in the version of 2008',
      policy(allow('s3:GetObject', 'arn:aws:s3:::b/${aws:username}')),
      { Statement: allow('s3:GetObject', 'arn:aws:s3:::b/${aws:username}') },
      'incomparable',
    ],
    [
      'a variable whose value is fixed by a condition',
      policy(allow('s3:GetObject', 'b/${aws:username}', when('StringEquals', 'aws:username', 'ann'))),
      policy(allow('s3:GetObject', 'b/ann', when('StringEquals', 'aws:username', 'ann'))),
      'equal',
    ],
    [
      'a Deny for one value of a variable',
      policy(allow('s3:GetObject', 'b/${aws:username}')),
      policy(allow('s3:GetObject', 'b/${aws:username}'), deny('s3:GetObject', 'b/root')),
      'narrower',
    ],
    [
      'the default of a variable',
      policy(allow('s3:GetObject', "b/${aws:username, 'none'}")),
      policy(allow('s3:GetObject', 'b/${aws:username}')),
      'narrower',
    ],
    [
      'a number below ten or at least ten is any number',
      policy(
        allow('s3:*', '*', when('NumericLessThan', 'n', '10')),
        allow('s3:*', '*', when('NumericGreaterThanEquals', 'n', 10)),
      ),
      policy(allow('s3:*', '*', when('Null', 'n', 'false'))),
      'equal',
    ],
    [
      'no number is below 1 and above 1',
      policy(allow('s3:*', '*', { Condition: { NumericLessThan: { n: '1' }, NumericGreaterThan: { n: '1.0' } } })),
      policy(),
      'equal',
    ],
    [
      'a flag that is not false is true',
      policy(allow('s3:*', '*', when('Bool', 'aws:SecureTransport', 'true'))),
      policy(
        allow('s3:*', '*', when('Null', 'aws:SecureTransport', 'false')),
        deny('s3:*', '*', when('Bool', 'aws:SecureTransport', 'false')),
      ),
      'equal',
    ],
    [
      'quarters of a network',
      policy(allow('s3:*', '*', when('IpAddress', 'aws:SourceIp', '10.0.0.0/8'))),
      policy(allow('s3:*', '*', when('IpAddress', 'aws:SourceIp', ['10.0.0.0/10', '10.64.0.0/10', '10.128.0.0/9']))),
      'equal',
    ],
    [
      'IPv4 alone is not both',
      policy(allow('s3:*', '*', when('NotIpAddress', 'aws:SourceIp', '0.0.0.0/0'))),
      policy(allow('s3:*', '*', when('NotIpAddress', 'aws:SourceIp', ['0.0.0.0/0', '::/0']))),
      'narrower',
    ],
    [
      'an ARN wildcard stays within its part',
      policy(allow('s3:*', '*', when('ArnLike', 'aws:SourceArn', 'arn:aws:*:*:1:x'))),
      policy(allow('s3:*', '*', when('StringLike', 'aws:SourceArn', 'arn:aws:*:*:1:x'))),
      'wider',
    ],
    [
      'ForAllValues holds without the key, plain equality does not',
      policy(allow('s3:*', '*', when('ForAllValues:StringEquals', 'k', 'a'))),
      policy(
        allow('s3:*', '*', when('ForAllValues:StringEquals', 'k', 'a')),
        deny('s3:*', '*', when('Null', 'k', 'true')),
      ),
      'narrower',
    ],
    [
      'the keys of conditions have no case',
      policy(allow('s3:*', '*', when('StringEquals', 'aws:PrincipalOrgID', 'o-1'))),
      policy(allow('s3:*', '*', when('StringEquals', 'AWS:principalorgid', 'o-1'))),
      'equal',
    ],
    [
      'an account holds its roles',
      policy(allow('s3:*', '*', { Principal: { AWS: ['111122223333', 'arn:aws:iam::111122223333:role/a'] } })),
      policy(allow('s3:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } })),
      'equal',
    ],
    [
      'a role holds its sessions',
      policy(allow('s3:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:role/path/a' } })),
      policy(allow('s3:*', '*', { Principal: { AWS: 'arn:aws:sts::111122223333:assumed-role/a/session' } })),
      'narrower',
    ],
    [
      'a Deny that negates misses no request without the key',
      policy(allow('s3:*'), deny('s3:*', '*', when('StringNotLike', 'k', 'a*'))),
      policy(allow('s3:*', '*', when('StringLike', 'k', 'a*'))),
      'equal',
    ],
    [
      'a Deny for all but one is a grant to that one',
      policy(
        allow('s3:*', '*', { Principal: '*' }),
        deny('s3:*', '*', { NotPrincipal: { AWS: 'arn:aws:iam::111122223333:role/a' } }),
      ),
      policy(allow('s3:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:role/a' } })),
      'equal',
    ],
    [
      'values of a negated operator are a nor',
      policy(allow('s3:*', '*', when('StringNotEquals', 'k', ['a', 'b']))),
      policy(
        allow('s3:*', '*', when('StringNotEquals', 'k', 'a')),
        allow('s3:*', '*', when('StringNotEquals', 'k', 'b')),
      ),
      'wider',
    ],
    [
      'BoolIfExists denies more than Bool',
      policy(allow('s3:*'), deny('s3:*', '*', when('BoolIfExists', 'aws:MultiFactorAuthPresent', 'false'))),
      policy(allow('s3:*'), deny('s3:*', '*', when('Bool', 'aws:MultiFactorAuthPresent', 'false'))),
      'wider',
    ],
    ['no policy allows nothing', undefined, policy(allow('s3:*')), 'wider'],
    ['JSON text is read', JSON.stringify(policy(allow('s3:*'))), policy(allow('s3:Get*')), 'narrower'],
  ])('%s', (_, desired, actual, expected) => {
    expect(relation(desired, actual)).toBe(expected);
  });

  it('gives requests that people know, with the statement that lets them through', () => {
    const desired = policy(allow('s3:GetObject', 'arn:aws:s3:::b/public/*', { Principal: '*' }));
    const actual = policy(
      allow('s3:GetObject', ['arn:aws:s3:::b/public/*', 'arn:aws:s3:::b/private/*'], { Principal: '*' }),
    );
    expect(orThrow(comparePolicies(desired, actual))).toEqual({
      relation: 'wider',
      gained: [
        {
          principal: '*',
          action: 's3:GetObject',
          resource: 'arn:aws:s3:::b/private/example',
          grant: { statement: 0, action: 's3:GetObject', resource: 'arn:aws:s3:::b/private/*' },
          anyone: true,
        },
      ],
      lost: [],
    });
  });

  it('an operator that is not known is undecided, and counts as wider unless both sides have it', () => {
    const odd = allow('s3:*', '*', when('StringSoundsLike', 'k', 'a'));
    const result = orThrow(comparePolicies(policy(allow('ec2:*')), policy(allow('ec2:*'), odd)));
    expect([result.relation, result.gained, result.undecided]).toEqual([
      'wider',
      [],
      'whether the actual policy lets more through could not be decided',
    ]);
    expect(relation(policy(odd), policy(odd, allow('s3:Get*', '*', when('StringSoundsLike', 'k', ['a', 'a']))))).toBe(
      'equal',
    );
    expect(orThrow(comparePolicies(policy(odd), policy(allow('s3:*')))).relation).toBe('wider');
  });

  it('references of a template are undecided where they differ', () => {
    const to = (name: string) => policy(allow('s3:*', { Ref: name }));
    expect(relation(to('A'), to('A'))).toBe('equal');
    expect(orThrow(comparePolicies(to('A'), to('B'))).undecided).toContain('not text');
  });

  it('refuses what is no policy, and says which side', () => {
    for (const wrong of [42, 'no json', [1], { Statement: [1] }, { Statement: { Effect: 'Maybe' } }]) {
      const result = comparePolicies(policy(), wrong);
      expect(result).toMatchObject({ _tag: 'Left', left: { _tag: 'UnreadableConfig', path: 'actual' } });
    }
    const hostile = new Proxy(
      {},
      {
        get: () => {
          throw new Error('no');
        },
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    expect(comparePolicies(hostile, policy())).toMatchObject({
      _tag: 'Left',
      left: { path: '', reason: 'reading a policy failed; expected plain data' },
    });
    expect(comparePolicies(42, policy())).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'UnreadableConfig', path: 'desired' },
    });
    expect(comparePolicies(42, 'no json')).toMatchObject({ _tag: 'Left', left: { path: 'desired' } });
    expect(compareDenials(42, policy())).toBeUndefined();
    expect(compareDenials(policy(), 42)).toBeUndefined();
  });

  it('a text of a megabyte is undecided, and not looked at', () => {
    const long = (text: string) => policy(allow('s3:*', text.repeat(1_000_000 / text.length)));
    expect(orThrow(comparePolicies(long('*a'), long('${v}*'))).undecided).toBeDefined();
    expect(relation(long('*a'), long('*a'))).toBe('equal');
  });

  it('hostile wildcards end within a bounded number of steps', () => {
    const letters = [...'abcdefghijklmnopqrst'];
    const many = policy(
      ...letters.map((letter) => allow('s3:*', `*${letter}*${'?'.repeat(12)}`)),
      allow(
        's3:*',
        letters.map((letter) => `*a*${letter}*`),
      ),
    );
    const other = policy(
      ...letters.map((letter) => deny('s3:*', `*${letter}*b*`)),
      allow('s3:*', `*a${'?'.repeat(40)}`),
    );
    expect(['wider', 'incomparable']).toContain(relation(other, many));
    const keys = policy(
      ...letters.flatMap((a) =>
        letters.map((b) =>
          deny('s3:*', '*', { Condition: { StringLike: { [a]: `*${b}*` }, StringNotLike: { [b]: `${a}*` } } }),
        ),
      ),
      allow('s3:*'),
    );
    expect(['equal', 'narrower', 'incomparable', 'wider']).toContain(relation(keys, policy(allow('s3:*'))));
  });

  it('says nothing more of policies that are the same', () => {
    const same = policy(allow('s3:*'), deny('s3:Delete*'));
    expect(orThrow(comparePolicies(same, same))).toStrictEqual({ relation: 'equal', gained: [], lost: [] });
    const [less, more] = [policy(allow('s3:GetObject')), policy(allow('s3:*'))];
    expect(orThrow(comparePolicies(less, more))).not.toHaveProperty('undecided');
  });

  const MORE_OR_LESS = 'whether the actual policy lets more or less through could not be decided';

  it('looks at texts of up to 4,096 characters, on either side', () => {
    const long = (length: number) => policy(allow('s3:GetObject', 'a'.repeat(length)));
    const short = policy(allow('s3:GetObject', 'b'));
    expect(orThrow(comparePolicies(long(4_096), short)).gained).toMatchObject([{ resource: 'b' }]);
    expect(orThrow(comparePolicies(short, long(4_096))).lost).toMatchObject([{ resource: 'b' }]);
    for (const [desired, actual] of [
      [long(4_097), short],
      [short, long(4_097)],
    ]) {
      expect(orThrow(comparePolicies(desired, actual))).toStrictEqual({
        relation: 'incomparable',
        gained: [],
        lost: [],
        undecided: MORE_OR_LESS,
      });
    }
  });

  it('a text too long in a part that both sides have leaves open only what else differs', () => {
    const long = allow('s3:GetObject', 'a'.repeat(4_097));
    expect(orThrow(comparePolicies(policy(long), policy(long, allow('ec2:*'))))).toStrictEqual({
      relation: 'wider',
      gained: [],
      lost: [],
      undecided: 'whether the actual policy lets more through could not be decided',
    });
    expect(orThrow(comparePolicies(policy(long, allow('ec2:*')), policy(long)))).toStrictEqual({
      relation: 'narrower',
      gained: [],
      lost: [],
      undecided: 'whether the actual policy lets less through could not be decided',
    });
  });

  it('an operator that is not known and went is undecided, and counts as narrower', () => {
    const odd = allow('s3:*', '*', when('StringSoundsLike', 'k', 'a'));
    expect(orThrow(comparePolicies(policy(allow('ec2:*'), odd), policy(allow('ec2:*'))))).toStrictEqual({
      relation: 'narrower',
      gained: [],
      lost: [],
      undecided: 'whether the actual policy lets less through could not be decided',
    });
  });

  it('is decided where an example is found, whatever else is not known', () => {
    const odd = allow('s3:*', '*', when('StringSoundsLike', 'k', 'a'));
    const result = orThrow(comparePolicies(policy(allow('ec2:*')), policy(allow('ec2:*'), allow('sqs:*'), odd)));
    expect(result.relation).toBe('wider');
    expect(result.gained.map(({ grant }) => grant.action)).toEqual(['sqs:*']);
    expect(result).not.toHaveProperty('undecided');
  });

  it('a Deny with a reference only takes away', () => {
    const both = allow('s3:*', { Ref: 'A' });
    const result = orThrow(comparePolicies(policy(both), policy(both, deny('s3:*', ['*', { Ref: 'B' }]))));
    expect([result.relation, result.gained]).toEqual(['narrower', []]);
  });

  it('gives at most 20 examples of what was gained, and of what was lost', () => {
    const many = policy(...Array.from({ length: 25 }, (_, i) => allow(`s3:Action${i}`)));
    const [gain, loss] = [orThrow(comparePolicies(policy(), many)), orThrow(comparePolicies(many, policy()))];
    expect([gain.relation, gain.gained.length, gain.lost.length]).toEqual(['wider', 20, 0]);
    expect([loss.relation, loss.gained.length, loss.lost.length]).toEqual(['narrower', 0, 20]);
  });

  it.each([
    [2, 'equal', 'equal', undefined, undefined],
    [12, 'wider', 'narrower', 'lets more through', 'lets less through'],
  ])('knows of %i variables that what they allow is allowed: %s', (count, came, went, more, less) => {
    const all = allow('s3:*', 'b/*');
    const parts = Array.from({ length: count }, (_, i) => allow('s3:*', `b/\${aws:PrincipalTag/t${i}}/x`));
    const [gain, loss] = [
      orThrow(comparePolicies(policy(all), policy(all, ...parts))),
      orThrow(comparePolicies(policy(all, ...parts), policy(all))),
    ];
    const undecided = (what: string | undefined) => what && `whether the actual policy ${what} could not be decided`;
    expect([gain.relation, gain.gained, gain.undecided]).toEqual([came, [], undecided(more)]);
    expect([loss.relation, loss.lost, loss.undecided]).toEqual([went, [], undecided(less)]);
  });

  it('compares denials by what they leave, whatever the policy itself allows', () => {
    const relationOfDenials = (desired: unknown, actual: unknown) => compareDenials(desired, actual)?.relation;
    expect(relationOfDenials(policy(deny('s3:*')), policy(deny('s3:Get*')))).toBe('wider');
    expect(relationOfDenials(policy(deny('s3:Get*')), policy(deny('s3:*')))).toBe('narrower');
    expect(relationOfDenials(policy(allow('s3:*'), deny('ec2:*')), policy(deny('ec2:*')))).toBe('equal');
  });
});

describe('long lists of resources', () => {
  const shapes: readonly (readonly [string, (i: number) => string])[] = [
    ['tables', (i) => `arn:aws:dynamodb:eu-west-1:123456789012:table/orders-${i}`],
    ['folders', (i) => `arn:aws:s3:::reports-of-a-department-${i}/year-${(i * 7) % 13}/*.csv.${i}`],
  ];
  it.each(shapes)('of 20 to 100 %s are decided, with the one that went and the one that came', (_, resource) => {
    for (const count of [20, 40, 60, 100]) {
      const all = Array.from({ length: count }, (__, i) => resource(i));
      const changed = orThrow(
        comparePolicies(policy(allow('*', all)), policy(allow('*', [...all.slice(1), resource(7777)]))),
      );
      expect(changed).toMatchObject({ relation: 'incomparable', gained: [{}], lost: [{}] });
      expect(changed.undecided).toBeUndefined();
      expect(relation(policy(allow('*', all)), policy(allow('*', all.slice(1))))).toBe('narrower');
    }
  });
});
