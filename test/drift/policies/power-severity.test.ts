import { describe, expect, it } from 'vitest';
import { comparePolicies, isPolicyAt, reportPermissions, severityOfPowers } from '../../../src/drift/cloud/index.js';
import { orThrow } from '../../../src/prelude.js';

const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const judged = (desired: unknown, actual: unknown) => severityOfPowers(orThrow(comparePolicies(desired, actual)));
const logs = allow('s3:GetObject', 'arn:aws:s3:::b/logs/*');

describe('severityOfPowers', () => {
  it('everyone who gains anything is critical, in one sentence with the pattern', () => {
    expect(judged(policy(), policy(allow('s3:GetObject', 'arn:aws:s3:::b/private/*', { Principal: '*' })))).toEqual({
      severity: 'critical',
      sentence: 'anyone may now s3:GetObject on arn:aws:s3:::b/private/*',
    });
  });

  it('everyone within a network or an organization is not everyone', () => {
    const Condition = { StringEquals: { 'aws:PrincipalOrgID': 'o-1' } };
    expect(judged(policy(), policy(allow('s3:GetObject', 'arn:aws:s3:::b/*', { Principal: '*', Condition })))).toEqual({
      severity: 'security',
      sentence: 'anyone may now s3:GetObject on arn:aws:s3:::b/* (aws:PrincipalOrgID o-1)',
    });
  });

  it.each([
    ['*', '*'],
    ['iam:*', '*'],
    ['iam:PassRole', 'arn:aws:iam::1:role/x'],
    ['s3:GetObject', '*'],
    ['s3:*', 'arn:aws:s3:::*'],
    ['s3:GetObject', 'arn:aws:s3:::*/*'],
  ])('%s on %s is administration, or the data of others: critical', (action, resource) => {
    expect(judged(policy(logs), policy(logs, allow(action, resource))).severity).toBe('critical');
  });

  it('any other gain is security, less is functional, the same is silent', () => {
    const more = policy(logs, allow('s3:PutObject', 'arn:aws:s3:::b/logs/*'));
    expect(judged(policy(logs), more)).toEqual({
      severity: 'security',
      sentence: 'whoever has the policy may now s3:PutObject on arn:aws:s3:::b/logs/*',
    });
    expect(judged(more, policy(logs))).toEqual({
      severity: 'functional',
      sentence: 'whoever has the policy may no longer s3:PutObject on arn:aws:s3:::b/logs/*',
    });
    expect(judged(policy(logs), policy(logs, logs)).severity).toBeUndefined();
    expect(judged(policy(logs), policy(allow('s3:PutObject', 'arn:aws:s3:::b/logs/*'))).severity).toBe('security');
  });

  it('what is undecided is security', () => {
    expect(judged(policy(), policy(allow('s3:*', 'x', { Condition: { Odd: { k: 'v' } } }))).severity).toBe('security');
  });
});

describe('isPolicyAt', () => {
  it('knows documents of CloudFormation and Terraform, as data and as text', () => {
    expect(isPolicyAt(['Properties', 'PolicyDocument'], policy(logs))).toBe(true);
    expect(isPolicyAt(['assume_role_policy'], JSON.stringify(policy(logs)))).toBe(true);
    expect(isPolicyAt(['policy'], { Version: '2012-10-17', Statement: [] })).toBe(true);
    for (const [path, value] of [
      [['policy'], 'gold'],
      [['Statement'], [logs]],
      [['x'], { Statement: [1] }],
      [['bucket_policy'], null],
      [['a'], '{"a":1}'],
    ] as const) {
      expect(isPolicyAt([...path], value)).toBe(false);
    }
  });
});

describe('reportPermissions', () => {
  it('takes anything for a list of resources, and throws at nothing', () => {
    for (const wrong of [null, 42, [null, 7], [{}]]) expect(reportPermissions(wrong as never).changes).toEqual([]);
  });

  it('lists what changed in power, the gravest first, and counts the rest', () => {
    const report = reportPermissions([
      { resourceId: 'narrowed', desired: { p: policy(logs) }, actual: { p: policy() } },
      { resourceId: 'reworded', desired: { p: policy(logs) }, actual: { p: JSON.stringify(policy(logs)) } },
      { resourceId: 'opened', desired: {}, actual: { inline: [{ PolicyDocument: policy(allow('*', '*')) }] } },
      { resourceId: 'broken', desired: { policy: policy(logs) }, actual: { policy: policy({ Effect: 'Perhaps' }) } },
    ]);
    expect(
      report.changes.map(({ resourceId, path, severity, sentence }) => [resourceId, path, severity, sentence]),
    ).toEqual([
      [
        'opened',
        ['inline', 0, 'PolicyDocument'],
        'critical',
        'whoever has the policy may now iam:PassRole on every resource',
      ],
      ['narrowed', ['p'], 'functional', 'whoever has the policy may no longer s3:GetObject on arn:aws:s3:::b/logs/*'],
    ]);
    expect([report.resources, report.policies, report.unreadable.map(({ resourceId }) => resourceId)]).toEqual([
      4,
      4,
      ['broken'],
    ]);
  });
});
