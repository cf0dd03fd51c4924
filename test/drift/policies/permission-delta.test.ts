import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/index.js';
import { cloudRules } from '../../../src/drift/cloud/index.js';
import { DriftDetector, type DriftRecord, driftRules } from '../../../src/drift/index.js';
import { reportAsMarkdown } from '../../../src/drift/reports/index.js';
import { orThrow } from '../../../src/prelude.js';

const plain = new DriftDetector(memoryDriftPorts({ resources: [], now: new Date('2026-05-01T00:00:00Z') }));
const ofClouds = new DriftDetector(memoryDriftPorts({ resources: [], now: new Date('2026-05-01T00:00:00Z') }), {
  rules: orThrow(driftRules(cloudRules)),
});
const detect = (resourceType: string, desired: unknown, actual: unknown, by = plain): readonly DriftRecord[] =>
  orThrow(by.detectResourceDrift({ resourceId: 'r', resourceType }, desired, actual));
const judged = (resourceType: string, desired: unknown, actual: unknown, by = plain) =>
  detect(resourceType, desired, actual, by).map(({ severity, powers }) => [severity, powers?.sentence]);

const policy = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...more,
});
const deny = (Action: unknown, Resource: unknown, more: object = {}) => ({
  Effect: 'Deny',
  Action,
  Resource,
  ...more,
});
const open = allow('s3:GetObject', 'arn:aws:s3:::b/private/*', { Principal: '*' });
const own = allow('s3:GetObject', 'arn:aws:s3:::b/own/*');

describe('a record of an IAM policy', () => {
  it('names the gravest request that was gained, as data and as text', () => {
    const expected = [['critical', 'anyone may now s3:GetObject on arn:aws:s3:::b/private/*']];
    const [before, after] = [policy(), policy(open)];
    expect(judged('aws_s3_bucket_policy', { policy: before }, { policy: after }, ofClouds)).toEqual(expected);
    const texts = [before, after].map((value) => ({ policy: JSON.stringify(value) }));
    expect(judged('aws_s3_bucket_policy', texts[0], texts[1])).toEqual(expected);
  });

  it('shows the request in its reasons and in reports, and when it is judged again', () => {
    const [record] = detect('aws_s3_bucket_policy', { policy: policy() }, { policy: policy(open) }, ofClouds);
    expect(record!.reasons).toEqual(['anyone may now s3:GetObject on arn:aws:s3:::b/private/*']);
    expect(ofClouds.classifyDriftSeverity(record!)).toBe('critical');
    expect(ofClouds.classifyDriftSeverity({ ...record!, actualValue: undefined })).toBe('critical');
    expect(typeof reportAsMarkdown).toBe('function');
  });

  it('is none where both sides let the same through', () => {
    const reworded = policy(
      { Sid: 'Renamed', ...allow(['S3:GetObject', 's3:GetObject'], 'arn:aws:s3:::b/own/*') },
      allow('s3:Get*', 'arn:aws:s3:::b/own/a*', { Condition: { StringLike: { 'aws:PrincipalTag/team': 'a*' } } }),
    );
    const declared = policy(
      own,
      allow('s3:Get*', ['arn:aws:s3:::b/own/a*', 'arn:aws:s3:::b/own/ab?'], {
        Condition: { StringLike: { 'aws:PrincipalTag/team': 'a*' } },
      }),
    );
    for (const by of [plain, ofClouds]) {
      expect(judged('aws_iam_policy', { policy: declared }, { policy: reworded }, by)).toEqual([]);
      expect(judged('aws_iam_policy', { policy: JSON.stringify(declared) }, { policy: reworded }, ofClouds)).toEqual(
        [],
      );
    }
  });

  it('that got narrower is functional, one that lost and gained is security', () => {
    const wide = allow(['s3:GetObject', 's3:ListBucket'], '*');
    expect(
      judged('aws_iam_policy', { policy: JSON.stringify(policy(wide)) }, { policy: JSON.stringify(policy(own)) }),
    ).toEqual([
      ['functional', 'whoever has the policy may no longer s3:GetObject on every resource, and 1 more like it'],
    ]);
    const other = policy(allow('s3:ListBucket', 'arn:aws:s3:::b'));
    expect(
      judged('aws_iam_policy', { policy: JSON.stringify(policy(own)) }, { policy: JSON.stringify(other) }),
    ).toEqual([['security', 'whoever has the policy may now s3:ListBucket on arn:aws:s3:::b']]);
  });

  it('tells the part that gained from those that did not', () => {
    const declared = policy({ Sid: 'A', ...own }, allow(['sqs:SendMessage', 'sqs:ReceiveMessage'], 'arn:aws:sqs:::q'));
    const actual = policy({ Sid: 'B', ...own }, allow('sqs:SendMessage', 'arn:aws:sqs:::q'), open);
    expect(judged('aws_iam_policy', { policy: declared }, { policy: actual }, ofClouds)).toEqual([
      ['cosmetic', 'by itself it changes nothing that is allowed'],
      ['functional', 'whoever has the policy may no longer sqs:ReceiveMessage on arn:aws:sqs:::q'],
      ['critical', 'anyone may now s3:GetObject on arn:aws:s3:::b/private/*'],
    ]);
  });

  it('judges several changes as one where none opens by itself what all do together', () => {
    const Condition = { StringEquals: { 'aws:PrincipalAccount': '111122223333' } };
    const declared = policy(
      allow('s3:GetObject', 'arn:aws:s3:::b/*', { Principal: '*', Condition }),
      deny('s3:GetObject', 'arn:aws:s3:::b/*', {
        Principal: '*',
        Condition: { StringNotEquals: { 'aws:PrincipalAccount': '111122223333' } },
      }),
    );
    const actual = policy(allow('s3:GetObject', 'arn:aws:s3:::b/*', { Principal: '*' }));
    const sentence = 'anyone may now s3:GetObject on arn:aws:s3:::b/*';
    expect(judged('aws_s3_bucket_policy', { policy: declared }, { policy: actual }, ofClouds)).toEqual([
      ['critical', sentence],
      ['critical', sentence],
    ]);
  });

  it('a Deny that is gone is security even where the policy itself allows nothing', () => {
    const guard = deny('s3:*', 'arn:aws:s3:::b/*', {
      Principal: '*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    });
    const sentence = 'anyone is no longer denied s3:GetObject on arn:aws:s3:::b/* (aws:SecureTransport false)';
    expect(judged('aws_s3_bucket_policy', { policy: policy(guard) }, { policy: policy() }, ofClouds)).toEqual([
      ['security', sentence],
    ]);
    expect(judged('aws_s3_bucket_policy', { policy: policy() }, { policy: policy(guard) }, ofClouds)).toEqual([
      ['functional', sentence.replace('no longer', 'now')],
    ]);
    const kept = policy(own, deny('s3:DeleteBucket', 'arn:aws:s3:::b'));
    expect(judged('aws_iam_policy', { policy: JSON.stringify(kept) }, { policy: JSON.stringify(policy(own)) })).toEqual(
      [['security', 'whoever has the policy is no longer denied s3:DeleteBucket on arn:aws:s3:::b']],
    );
  });

  it('names nothing of a policy that holds a secret', () => {
    const secret = 'hunter2-hunter2-hunter2';
    const Condition = { StringEquals: { 'aws:PrincipalTag/password': secret } };
    const actual = policy(allow('s3:GetObject', 'arn:aws:s3:::b/private/*', { Principal: '*', Condition }));
    const records = detect(
      'aws_s3_bucket_policy',
      { policy: JSON.stringify(policy()) },
      { policy: JSON.stringify(actual) },
    );
    expect(records.map(({ severity, powers }) => [severity, powers?.sentence])).toEqual([
      ['security', 'more is allowed than was declared'],
    ]);
    expect(JSON.stringify(records)).not.toContain(secret);
    expect(JSON.stringify(records)).not.toContain('private');
  });

  it('an endpoint of a network is reached from that network alone', () => {
    const wider = policy(own, allow('s3:PutObject', '*', { Principal: '*' }));
    const [record] = detect('aws_vpc_endpoint', { policy: policy(own) }, { policy: wider }, ofClouds);
    expect(record!.severity).toBe('security');
  });

  it('an undeclared policy that opens is reported, one that opens nothing is left to the rules', () => {
    const inline = (...statements: object[]) => ({
      Policies: [{ PolicyName: 'p', PolicyDocument: policy(...statements) }],
    });
    expect(
      judged('AWS::IAM::Role', { RoleName: 'a' }, { RoleName: 'a', ...inline(allow('*', '*')) }, ofClouds),
    ).toEqual([['critical', 'whoever has the policy may now iam:PassRole on every resource']]);
    // What is not critical may be a policy that a resource of its own declares.
    for (const statement of [deny('*', '*'), allow('sqs:SendMessage', 'arn:aws:sqs:::q')])
      expect(judged('AWS::IAM::Role', { RoleName: 'a' }, { RoleName: 'a', ...inline(statement) }, ofClouds)).toEqual(
        [],
      );
  });

  it('policies that left a list and came into it hold together', () => {
    const inline = (...documents: object[]) => ({ Policies: documents });
    const [a, b] = [policy(allow('s3:GetObject', 'arn:aws:s3:::b/*')), policy(allow('s3:*', 'arn:aws:s3:::b/*'))];
    expect(judged('AWS::Serverless::Function', inline(a), inline(b), ofClouds)).toEqual([
      ['cosmetic', 'by itself it changes nothing that is allowed'],
      ['security', 'whoever has the policy may now s3:PutObject on arn:aws:s3:::b/*'],
    ]);
    expect(judged('AWS::Serverless::Function', inline(b, a), inline({ ...b, Id: 'x' }), ofClouds)).toEqual([]);
  });

  it('a plan that restores what matters ends in sync, whatever the words', () => {
    const declared = policy({ Sid: 'A', ...own });
    const actual = policy({ Sid: 'B', ...own }, allow('s3:PutObject', 'arn:aws:s3:::b/own/*'));
    const records = detect('aws_iam_policy', { policy: declared, path: '/' }, { policy: actual, path: '/' }, ofClouds);
    const [action] = ofClouds.generateRemediationPlan(records);
    expect(action!.reason).toBe('needs approval: the drift is security');
  });
});

describe('who everyone is', () => {
  const under = (Condition: object): unknown[] =>
    judged('aws_s3_bucket_policy', { policy: policy() }, { policy: policy({ ...open, Condition }) }, ofClouds)[0]!;

  it.each<[string, object]>([
    ['any IPv4 address', { IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } }],
    ['any IPv6 address, in halves', { IpAddress: { 'aws:SourceIp': ['::/1', '8000::/1'] } }],
    ['all but one address', { NotIpAddress: { 'aws:SourceIp': '192.0.2.1/32' } }],
    ['any organization', { StringLike: { 'aws:PrincipalOrgID': 'o-*' } }],
    ['any role of any account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/*' } }],
    ['all who are not a service', { Bool: { 'aws:PrincipalIsAWSService': 'false' } }],
    ['whoever says so', { StringEquals: { 'aws:Referer': 'https://example.com/' } }],
    ['whoever encrypts', { Bool: { 'aws:SecureTransport': 'true' } }],
  ])('%s is everyone', (_, condition) => expect(under(condition)[0]).toBe('critical'));

  it.each<[string, object]>([
    ['one network', { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } }],
    ['half of the internet', { IpAddress: { 'aws:SourceIp': '0.0.0.0/1' } }],
    ['one organization', { StringEquals: { 'aws:PrincipalOrgID': 'o-abc' } }],
    ['roles of one account', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/*' } }],
    ['services of AWS', { Bool: { 'aws:PrincipalIsAWSService': 'true' } }],
    ['one endpoint', { StringEquals: { 'aws:sourceVpce': 'vpce-1' } }],
  ])('%s is not', (_, condition) => expect(under(condition)[0]).toBe('security'));

  it('a provider of identities for anybody is everyone unless the subject is named', () => {
    const trust = (Condition: object) =>
      policy({
        Effect: 'Allow',
        Principal: { Federated: 'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com' },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition,
      });
    const aud = { 'token.actions.githubusercontent.com:aud': 'sts.amazonaws.com' };
    const sub = (text: string) => ({
      StringLike: { 'token.actions.githubusercontent.com:sub': text },
      StringEquals: aud,
    });
    const severity = (before: object, after: object) =>
      judged('aws_iam_role', { assume_role_policy: trust(before) }, { assume_role_policy: trust(after) })[0]?.[0];
    expect(severity(sub('repo:acme/app:*'), { StringEquals: aud })).toBe('critical');
    expect(severity(sub('repo:acme/app:*'), sub('repo:*'))).toBe('critical');
    expect(severity(sub('repo:acme/app:*'), sub('repo:acme/*'))).toBe('security');
  });
});

describe('administration and the data of others', () => {
  const gained = (statement: object): unknown =>
    judged('aws_iam_policy', { policy: policy(own) }, { policy: policy(own, statement) }, ofClouds)[0]![0];

  it.each<[string, object]>([
    ['everything', allow('*', '*')],
    ['all but a few actions', { Effect: 'Allow', NotAction: 's3:*', Resource: '*' }],
    ['any role', allow('sts:AssumeRole', '*')],
    ['the keys of a user', allow('iam:CreateAccessKey', 'arn:aws:iam::111122223333:user/root')],
    ['objects wherever they lie', allow('s3:Get*', '*')],
  ])('%s is critical', (_, statement) => expect(gained(statement)).toBe('critical'));

  it.each<[string, object]>([
    ['everything with one bucket', allow('*', 'arn:aws:s3:::b/*')],
    ['one role', allow('sts:AssumeRole', 'arn:aws:iam::111122223333:role/reader')],
    ['keys of one’s own', allow('iam:CreateAccessKey', 'arn:aws:iam::111122223333:user/${aws:username}')],
    ['a service without data', allow('cloudwatch:*', '*')],
  ])('%s is security', (_, statement) => expect(gained(statement)).toBe('security'));

  it('a trust or key policy gives power over its own resource alone', () => {
    const trust = (AWS: unknown) => ({
      assume_role_policy: policy({ Effect: 'Allow', Principal: { AWS }, Action: 'sts:AssumeRole' }),
    });
    expect(judged('aws_iam_role', trust('111122223333'), trust(['111122223333', '444455556666']), ofClouds)).toEqual([
      ['security', 'account 444455556666 may now sts:AssumeRole on arn:aws:sts:::example'],
    ]);
    const key = (...more: object[]) => ({
      policy: policy(allow('kms:*', '*', { Principal: { AWS: 'arn:aws:iam::111122223333:root' } }), ...more),
    });
    const reader = allow('kms:Decrypt', '*', { Principal: { AWS: '444455556666' } });
    expect(judged('aws_kms_key', key(), key(reader), ofClouds)[0]![0]).toBe('security');
  });
});

describe('records of other systems', () => {
  const role = (...rules: object[]) => ({ kind: 'Role', metadata: { name: 'r', namespace: 'web' }, rules });
  const rule = (verbs: string[], resources: string[], apiGroups = ['']) => ({ apiGroups, resources, verbs });

  it('rules of Kubernetes, from manifests and from Terraform', () => {
    const [before, after] = [role(rule(['get'], ['pods'])), role(rule(['get'], ['pods', 'secrets']))];
    const sentence = 'whoever is bound to Role web/r may now get on secrets (namespace web)';
    expect(judged('Role', before, after).map(([, text]) => text)).toEqual([sentence]);
    const block = (...resources: string[]) => ({
      metadata: [{ name: 'r', namespace: 'web' }],
      rule: [{ api_groups: [''], resources, verbs: ['get'] }],
    });
    expect(judged('kubernetes_role_v1', block('pods'), block('pods', 'secrets')).map(([, text]) => text)).toEqual([
      sentence,
    ]);
    expect(
      judged('Role', role(rule(['get', 'list'], ['pods'])), role(rule(['list'], ['pods']), rule(['get'], ['pods']))),
    ).toEqual([]);
    expect(
      judged('Role', role(rule(['get', 'list'], ['pods'])), role(rule(['list'], ['pods']))).map(([one]) => one),
    ).toEqual(['functional']);
  });

  it('the power to give power, and no other verb of that name', () => {
    expect(
      judged(
        'ClusterRole',
        { ...role(), kind: 'ClusterRole' },
        { ...role(rule(['*'], ['*'], ['*'])), kind: 'ClusterRole' },
      )[0]![0],
    ).toBe('critical');
    expect(judged('Role', role(rule(['get'], ['pods'])), role(rule(['*'], ['pods'])))[0]![0]).toBe('security');
  });

  it('role assignments of Azure, by id or by name', () => {
    const assigned = (more: object) => ({ principal_id: 'p', scope: '/subscriptions/s', ...more });
    const reader =
      '/subscriptions/s/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7';
    expect(
      judged(
        'azurerm_role_assignment',
        assigned({ role_definition_name: 'Reader' }),
        assigned({ role_definition_name: 'Owner' }),
      ),
    ).toEqual([['critical', 'p may now Microsoft.Authorization/roleAssignments/write on /subscriptions/s']]);
    expect(
      judged(
        'azurerm_role_assignment',
        assigned({ role_definition_name: 'Owner' }),
        assigned({ role_definition_name: 'Reader' }),
      )[0]![0],
    ).toBe('functional');
    expect(
      judged(
        'azurerm_role_assignment',
        assigned({ role_definition_id: reader }),
        assigned({ role_definition_name: 'Reader', role_definition_id: reader.replace('acdd', 'ACDD') }),
      ),
    ).toEqual([]);
  });

  it('a role definition of Azure, for whoever has the role', () => {
    const definition = (...actions: string[]) => ({ name: 'ops', permissions: [{ actions }] });
    expect(
      judged(
        'azurerm_role_definition',
        definition('*/read'),
        definition('*/read', 'Microsoft.Compute/virtualMachines/write'),
      ),
    ).toEqual([['security', 'whoever has the role ops may now Microsoft.Compute/virtualMachines/write on /']]);
  });

  it('bindings of Google, as resources and as documents', () => {
    const bound = (...members: string[]) => ({ role: 'roles/storage.objectViewer', members });
    expect(
      judged('google_storage_bucket_iam_binding', bound('user:a@x.org'), bound('user:a@x.org', 'allUsers')),
    ).toEqual([['critical', 'anyone may now roles/storage.objectViewer on *']]);
    expect(
      judged('google_storage_bucket_iam_binding', bound('user:a@x.org', 'user:b@x.org'), bound('user:b@x.org'))[0]![0],
    ).toBe('functional');
    const text = (...members: string[]) => ({ policy_data: JSON.stringify({ bindings: [bound(...members)] }) });
    expect(judged('google_project_iam_policy', text('user:a@x.org'), text('user:a@x.org', 'user:b@x.org'))).toEqual([
      ['security', 'user:b@x.org may now roles/storage.objectViewer on *'],
    ]);
  });
});
