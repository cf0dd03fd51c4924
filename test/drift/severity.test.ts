import { describe, expect, it } from 'vitest';
import { type DriftRecord, driftRules, type DriftSeverity, type Path } from '../../src/drift/index.js';
import { toRedacted } from '../../src/drift/redaction.js';
import type { JudgedChange } from '../../src/drift/security-fields.js';
import { classify, classifyRecord, powersOfValues } from '../../src/drift/severity.js';
import { orThrow } from '../../src/prelude.js';

const severityOf = (segments: Path, desired: unknown, actual: unknown, resourceType = 'x'): DriftSeverity => {
  const powers = powersOfValues(desired, actual, segments, { resourceType, isShown: () => true });
  return classify({ resourceType, segments, driftType: 'value_changed', desired, actual, powers }, undefined).severity;
};

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: '2012-10-17', Statement: statements });
const allow = (terms: object): object => ({
  Effect: 'Allow',
  Action: ['s3:GetObject'],
  Resource: 'arn:aws:s3:::b/*',
  ...terms,
});

describe('direction', () => {
  it.each<[string, unknown, unknown, DriftSeverity, DriftSeverity]>([
    ['publicly_accessible', false, true, 'critical', 'functional'],
    ['PubliclyAccessible', 'false', 'true', 'critical', 'functional'],
    ['public_network_access', 'Disabled', 'Enabled', 'critical', 'functional'],
    ['endpoint_public_access', false, true, 'critical', 'functional'],
    ['acl', 'private', 'public-read', 'critical', 'functional'],
    ['AccessControl', 'Private', 'PublicReadWrite', 'critical', 'functional'],
    ['container_access_type', 'private', 'blob', 'critical', 'functional'],
    ['authorization_type', 'AWS_IAM', 'NONE', 'critical', 'functional'],
    ['scheme', 'internal', 'internet-facing', 'critical', 'functional'],
    ['members', ['user:a@x'], ['user:a@x', 'allUsers'], 'critical', 'functional'],
    ['storage_encrypted', true, false, 'security', 'functional'],
    ['deletion_protection', true, false, 'security', 'functional'],
    ['block_public_acls', true, false, 'security', 'functional'],
    ['transit_encryption_enabled', true, undefined, 'security', 'functional'],
    ['http_tokens', 'required', 'optional', 'security', 'functional'],
    ['backup_retention_period', 7, 0, 'security', 'functional'],
    ['enable_key_rotation', true, false, 'security', 'functional'],
  ])('counts for %s from %j to %j', (key, safe, unsafe, weakened, hardened) => {
    expect(severityOf([key], safe, unsafe)).toBe(weakened);
    expect(severityOf([key], unsafe, safe)).toBe(hardened);
  });

  it('counts inside an object that came or went', () => {
    expect(severityOf(['db'], undefined, { publicly_accessible: true })).toBe('critical');
    expect(severityOf(['db'], undefined, { publicly_accessible: false })).toBe('functional');
    expect(severityOf(['options'], { storage_encrypted: true }, undefined)).toBe('security');
  });
});

describe('places', () => {
  it.each<[Path, string, DriftSeverity]>([
    [['tags', 'team'], 'aws_instance', 'cosmetic'],
    [['Tags', 0, 'Value'], 'AWS::EC2::Instance', 'cosmetic'],
    [['ingress', 0, 'description'], 'aws_security_group', 'cosmetic'],
    [['name'], 'aws_instance', 'cosmetic'],
    [['name'], 'aws_route53_record', 'functional'],
    [['instance_type'], 'aws_instance', 'functional'],
    [['vpc_security_group_ids', 0], 'aws_instance', 'security'],
    [['kms_key_id'], 'aws_ebs_volume', 'security'],
    [['max_session_duration'], 'aws_iam_role', 'security'],
    [['security_groups', 0, 'rules', 2, 'port'], '', 'security'],
  ])('%j of %s is %s', (segments, resourceType, severity) => {
    expect(severityOf(segments, 'a', 'b', resourceType)).toBe(severity);
  });

  it('lets a tag be called what it wants', () => {
    expect(severityOf(['tags', 'publicly_accessible'], 'false', 'true')).toBe('cosmetic');
    expect(severityOf(['config'], { tags: {} }, { tags: { acl: 'public-read' } })).toBe('functional');
  });
});

describe('policies', () => {
  it.each<[string, string, string, DriftSeverity]>([
    ['access for everyone', policy(allow({ Principal: { AWS: '1' } })), policy(allow({ Principal: '*' })), 'critical'],
    [
      'access for everyone under a condition',
      policy(allow({ Principal: { AWS: '1' } })),
      policy(allow({ Principal: '*', Condition: { StringEquals: { 'aws:SourceVpc': 'v' } } })),
      'security',
    ],
    ['every action on everything', policy(allow({})), policy(allow({ Action: '*', Resource: '*' })), 'critical'],
    ['every action on one thing', policy(allow({})), policy(allow({ Action: '*' })), 'security'],
    ['a whole service', policy(allow({})), policy(allow({ Action: 's3:*' })), 'security'],
    [
      'less for everyone',
      policy(allow({ Principal: '*', Action: ['s3:GetObject', 's3:PutObject'] })),
      policy(allow({ Principal: '*' })),
      'functional',
    ],
    [
      'a denial for everyone',
      policy(),
      policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }),
      'functional',
    ],
    ['a denial less', policy({ Effect: 'Deny', Principal: '*', Action: '*', Resource: '*' }), policy(), 'security'],
  ])('that grant %s', (_, desired, actual, severity) => {
    expect(severityOf(['policy'], desired, actual, 'aws_s3_bucket')).toBe(severity);
    expect(severityOf(['policy'], JSON.parse(desired), JSON.parse(actual), 'aws_s3_bucket')).toBe(severity);
  });

  it('are judged at the element that changed', () => {
    expect(severityOf(['policy', 'Statement', 0, 'Principal'], { AWS: '1' }, '*')).toBe('critical');
    expect(severityOf(['policy', 'Statement', 0, 'Principal', 'AWS'], '1', '*')).toBe('critical');
    expect(severityOf(['policy', 'Statement', 0, 'Action'], 's3:GetObject', '*')).toBe('critical');
  });
});

describe('precedence', () => {
  const rules = (...severities: readonly { resourceType: string; pattern: string; severity: DriftSeverity }[]) =>
    orThrow(driftRules({ severities }));
  const judged = (given: ReturnType<typeof rules>, segments: Path = ['a', 'b']) =>
    classify({ resourceType: 't', segments, driftType: 'value_changed', desired: 1, actual: 2 }, given);

  it('takes the most severe rule that matches, in whatever order they were given', () => {
    const [low, high] = [
      { resourceType: 't', pattern: 'a.*', severity: 'cosmetic' },
      { resourceType: '*', pattern: 'a.b', severity: 'security' },
    ] as const;
    expect(judged(rules(low, high)).severity).toBe('security');
    expect(judged(rules(high, low)).severity).toBe('security');
  });

  it('puts a rule before what the library thinks, and below the floor', () => {
    const cosmetic = rules({ resourceType: '*', pattern: '*', severity: 'cosmetic' });
    expect(judged(cosmetic, ['kms_key_id']).severity).toBe('cosmetic');
    expect(
      classify(
        {
          resourceType: 't',
          segments: ['publicly_accessible'],
          driftType: 'value_changed',
          desired: false,
          actual: true,
        },
        cosmetic,
      ).severity,
    ).toBe('critical');
  });

  it('applies a rule for everything to a whole resource, and no other', () => {
    expect(judged(rules({ resourceType: 't', pattern: '*', severity: 'security' }), []).severity).toBe('security');
    expect(judged(rules({ resourceType: 't', pattern: 'a', severity: 'security' }), []).severity).toBe('functional');
  });

  it('leaves a rule for another type of resource alone', () => {
    expect(judged(rules({ resourceType: 'u', pattern: 'a.b', severity: 'security' })).severity).toBe('functional');
  });

  it('names the pattern of the most severe rule, not of the first', () => {
    const [low, high] = [
      { resourceType: 't', pattern: 'a.*', severity: 'cosmetic' },
      { resourceType: 't', pattern: 'a.b', severity: 'security' },
    ] as const;
    expect(judged(rules(low, high)).reasons).toEqual(['a rule for a.b says so']);
  });

  it('gives its reasons', () => {
    expect(judged(rules({ resourceType: 't', pattern: 'a.b', severity: 'security' })).reasons).toEqual([
      'a rule for a.b says so',
    ]);
  });
});

const SSH = { direction: 'ingress', protocol: 'tcp', ports: '22', addresses: '0.0.0.0/0' } as const;
const SAME = { opened: [], exposedToInternet: false, unchanged: true };
const CLOSED = { opened: [], exposedToInternet: false, unchanged: false };

const verdictOf = (change: Partial<JudgedChange>) =>
  classify(
    { resourceType: 'x', segments: ['a'], driftType: 'value_changed', desired: 1, actual: 2, ...change },
    undefined,
  );

describe('the reason', () => {
  it.each<[string, Partial<JudgedChange>, DriftSeverity, readonly string[]]>([
    [
      'a port opened to the world',
      { exposure: { opened: [SSH], exposedToInternet: true, unchanged: false } },
      'critical',
      ['tcp port 22 (0.0.0.0/0) became reachable from the whole internet'],
    ],
    [
      'an opening without regions',
      { exposure: { opened: [], exposedToInternet: true, unchanged: false } },
      'critical',
      ['all port all (addresses) became reachable from the whole internet'],
    ],
    [
      'an exposed secret',
      { exposedSecret: 'a private key' },
      'critical',
      ['a private key stands in clear where none was declared'],
    ],
    [
      'a port opened to some',
      { exposure: { opened: [{ ...SSH, addresses: '10.0.0.0/8' }], exposedToInternet: false, unchanged: false } },
      'security',
      ['tcp port 22 (10.0.0.0/8) became reachable'],
    ],
    ['rules that closed', { exposure: CLOSED }, 'security', ['the rules of a firewall changed']],
    [
      'rules that mean the same',
      { exposure: SAME },
      'functional',
      ['the rules together let pass exactly what was declared'],
    ],
    [
      'more power, before the rules of a firewall',
      { exposure: SAME, powers: { severity: 'security', sentence: 'r may now s3:GetObject' } },
      'security',
      ['r may now s3:GetObject'],
    ],
    [
      'the rules of a firewall, before less power',
      { exposure: CLOSED, powers: { severity: 'functional', sentence: 'r may no longer s3:GetObject' } },
      'security',
      ['the rules of a firewall changed', 'r may no longer s3:GetObject'],
    ],
    [
      'less power alone',
      { powers: { severity: 'functional', sentence: 'r may no longer s3:GetObject' } },
      'functional',
      ['r may no longer s3:GetObject'],
    ],
    ['a secret', { sensitive: true }, 'security', ['a secret was changed']],
    ['a place that decides on access', { segments: ['role_arn'] }, 'security', ['it decides who has access']],
    [
      'a place in the rules that let in',
      { segments: ['inbound', 'weight'] },
      'security',
      ['it belongs to the rules of a firewall'],
    ],
    [
      'a place in the rules that let out',
      { segments: ['outbound', 'weight'] },
      'security',
      ['it belongs to the rules of a firewall'],
    ],
    [
      'a resource about access',
      { resourceType: 'aws_iam_role', segments: ['max_session_duration'] },
      'security',
      ['the resource is about access'],
    ],
    ['another place', {}, 'functional', ['it may change how the resource behaves']],
    ['a name below a name', { segments: ['name', 0] }, 'functional', ['it may change how the resource behaves']],
    [
      'a resource that is gone',
      { segments: [], driftType: 'resource_missing', desired: { a: 1 }, actual: undefined },
      'functional',
      ['what was declared does not run'],
    ],
    [
      'a resource that is extra',
      { segments: [], driftType: 'resource_extra', desired: undefined, actual: { a: 1 } },
      'functional',
      ['it runs and nobody declared it'],
    ],
  ])('of %s', (_, change, severity, reasons) => {
    expect(verdictOf(change)).toEqual({ severity, reasons });
  });
});

describe('rules of a firewall that let pass the same', () => {
  const nested = (depth: number, value: unknown): unknown => (depth === 0 ? value : { a: nested(depth - 1, value) });

  it.each<[unknown, DriftSeverity]>([
    [{ port: 22, source_security_group_id: 'sg-1' }, 'security'],
    [{ security_groups: ['sg-1'] }, 'security'],
    [{ security_groups: { length: 0 } }, 'security'],
    [{ prefix_list_ids: ['pl-1'] }, 'security'],
    [{ group_id: 'sg-1' }, 'security'],
    [{ group_name: 'web' }, 'security'],
    [{ source_service_accounts: ['a@x'] }, 'security'],
    [{ source_tags: ['web'] }, 'security'],
    [{ self: true }, 'security'],
    [[{ self: true }], 'security'],
    [{ itself: true, selfish: true }, 'functional'],
    [{ port: 22 }, 'functional'],
    [{ self: false }, 'functional'],
    [{ group_id: '' }, 'functional'],
    [{ group_id: null }, 'functional'],
    [{ group_id: undefined }, 'functional'],
    [{ security_groups: [] }, 'functional'],
    ['sg-1', 'functional'],
    [nested(10, { self: true }), 'security'],
    [nested(11, { self: true }), 'functional'],
  ])('are %j: %s where they may let in other sources', (rule, severity) => {
    const severityFor = (desired: unknown, actual: unknown) => verdictOf({ exposure: SAME, desired, actual }).severity;
    expect(severityFor({ port: 1 }, rule)).toBe(severity);
    expect(severityFor(rule, { port: 1 })).toBe(severity);
  });
});

describe('what two values alone change in power', () => {
  const powersAt = (segments: Path, desired: unknown, actual: unknown) =>
    powersOfValues(desired, actual, segments, { resourceType: 'x', isShown: () => true });
  const read = allow({ Principal: { AWS: '1' } });
  const write = allow({ Principal: { AWS: '1' }, Action: ['s3:PutObject'] });

  it('is nothing for a policy that is spelled in another way', () => {
    const other = allow({ Principal: { AWS: '1' }, Action: 's3:GetObject' });
    expect(powersAt(['policy'], policy(read), policy(other))).toBeUndefined();
  });

  it.each<[string, unknown, unknown, DriftSeverity, string]>([
    ['came', undefined, read, 'security', 's3:GetObject'],
    ['went', read, undefined, 'functional', 's3:GetObject'],
    ['allows another action', read, write, 'security', 's3:PutObject'],
  ])('is read from a statement that %s', (_, desired, actual, severity, action) => {
    const powers = powersAt(['rules', 0], desired, actual);
    expect(powers?.severity).toBe(severity);
    expect(powers?.sentence).toContain(action);
  });

  it('is nothing for a statement that says the same', () => {
    expect(powersAt(['rules', 0], read, allow({ Principal: { AWS: '1' }, Action: 's3:GetObject' }))).toBeUndefined();
  });

  const everyone = { severity: 'critical', sentence: 'a policy grants access to everyone' };
  const everything = { severity: 'critical', sentence: 'a policy grants every action' };

  it.each<[Path, unknown, unknown, object | undefined]>([
    [['Statement', 0, 'Principal'], undefined, '*', everyone],
    [['Statement', 0, 'Principal', 'AWS'], '1', '*', everyone],
    [['Statement', 0, 'Principal'], '*', undefined, undefined],
    [['Principal', 'a', 'b'], '1', '*', undefined],
    [['Statement', 0, 'Action'], undefined, '*', everything],
    [['Statement', 0, 'Action', 0], 's3:GetObject', '*', everything],
    [['Statement', 0, 'Action'], 's3:GetObject', 's3:PutObject', undefined],
    [['Statement', 0, 'Action'], '*', undefined, undefined],
    [['Statement', 0, 'Sid'], 'a', '*', undefined],
  ])('at %j from %j to %j', (segments, desired, actual, expected) => {
    expect(powersAt(segments, desired, actual)).toEqual(expected);
  });
});

describe('a record made by hand', () => {
  const judgedRecord = (given: object) =>
    classifyRecord({ driftType: 'value_changed', resourceType: 'x', ...given } as unknown as DriftRecord, undefined);
  const changed = (configPath: unknown, desiredValue: unknown, actualValue: unknown, more: object = {}) =>
    judgedRecord({ configPath, desiredValue, actualValue, ...more });
  const OPEN = 'all port all (0.0.0.0/0) became reachable from the whole internet';
  // The widest of what was not declared: below 10.0.0.0/8 there are fewer addresses than above it.
  const BEYOND = 'all port all (11.0.0.0-255.255.255.255) became reachable from the whole internet';
  const EVERYONE = 'all port all (every address) became reachable from the whole internet';
  const PLAIN = 'it may change how the resource behaves';
  const FIREWALL = { resourceType: 'aws_security_group' };

  it.each<[string, unknown, unknown, object, DriftSeverity, string]>([
    ['ingress[0].cidr_blocks[0]', '10.0.0.0/8', '0.0.0.0/0', FIREWALL, 'critical', BEYOND],
    ['ingress[0].cidr_blocks', ['10.0.0.0/8'], ['0.0.0.0/0'], FIREWALL, 'critical', BEYOND],
    ['ingress[0].cidr_blocks[0]', undefined, '0.0.0.0/0', FIREWALL, 'critical', OPEN],
    ['cidr_ip', '10.0.0.0/8', '0.0.0.0/0', { resourceType: 'AWS::EC2::SecurityGroupIngress' }, 'critical', BEYOND],
    [
      'ingress[0]',
      undefined,
      { cidr_blocks: ['0.0.0.0/0'], from_port: 22, to_port: 22, protocol: 'tcp' },
      FIREWALL,
      'critical',
      'tcp port 22 (0.0.0.0/0) became reachable from the whole internet',
    ],
    [
      'ingress[0].cidr_blocks[0]',
      '10.0.0.0/8',
      '11.0.0.0/8',
      FIREWALL,
      'security',
      'all port all (11.0.0.0/8) became reachable',
    ],
    ['ingress[0].cidr_blocks[0]', '10.0.0.0/8', undefined, FIREWALL, 'security', 'the rules of a firewall changed'],
    ['ingress[0]', { cidr_blocks: ['10.0.0.0/8'] }, undefined, FIREWALL, 'security', 'the rules of a firewall changed'],
    [
      'ingress[0].cidr_blocks[0]',
      '10.0.0.0/8',
      '10.0.0.0-10.255.255.255',
      FIREWALL,
      'functional',
      'the rules together let pass exactly what was declared',
    ],
  ])('is judged by its piece of a firewall: %s from %j to %j', (path, desired, actual, more, severity, reason) => {
    expect(changed(path, desired, actual, more)).toEqual({ severity, reasons: [reason] });
  });

  const deep = (depth: number, value: unknown): unknown => (depth === 0 ? value : { a: deep(depth - 1, value) });

  it.each<[string, unknown, DriftSeverity, string]>([
    ['allowed_hosts', '*', 'critical', EVERYONE],
    ['allowed_hosts', ['a.example', 'any'], 'critical', EVERYONE],
    ['allowed_hosts.x', '*', 'critical', EVERYONE],
    ['x', '0.0.0.0/0', 'critical', EVERYONE],
    ['x', '::/0', 'critical', EVERYONE],
    ['x', '*', 'functional', PLAIN],
    ['x', '*,10', 'functional', PLAIN],
    ['destination', '0.0.0.0/0', 'functional', PLAIN],
    ['x', { hosts: '*', mode: 1 }, 'critical', EVERYONE],
    ['x', { hosts: { y: '*' } }, 'critical', EVERYONE],
    ['x', { y: '0.0.0.0/0' }, 'critical', EVERYONE],
    ['x', { y: '*' }, 'functional', PLAIN],
    ['x', { y: 1 }, 'functional', PLAIN],
    ['x', { destination: '0.0.0.0/0' }, 'functional', PLAIN],
    ['x', deep(4, { hosts: '*' }), 'critical', EVERYONE],
    ['x', deep(5, { hosts: '*' }), 'functional', PLAIN],
  ])('opens a place that names everyone: %s as %j', (path, actual, severity, reason) => {
    expect(changed(path, undefined, actual)).toEqual({ severity, reasons: [reason] });
    expect(changed(path, actual, actual).severity).toBe('functional');
  });

  it('does not take the name of a resource type for a source', () => {
    expect(changed('mode', 'one', 'any', { resourceType: 'my_client' }).severity).toBe('functional');
  });

  it.each<[string, object, DriftSeverity, string]>([
    ['a type that is no text', { resourceType: 7, configPath: 'role_arn' }, 'security', 'it decides who has access'],
    [
      'a type about access',
      { resourceType: 'aws_iam_role', configPath: 'max_session_duration' },
      'security',
      'the resource is about access',
    ],
    ['a path that cannot be read', { configPath: 'role_arn[' }, 'security', 'it decides who has access'],
    ['a path that is no text', { configPath: 7 }, 'functional', PLAIN],
  ])('may have %s', (_, given, severity, reason) => {
    expect(judgedRecord({ desiredValue: 1, actualValue: 2, ...given })).toEqual({ severity, reasons: [reason] });
  });

  it('has the empty type where its own is no text', () => {
    const rule = (resourceType: string) =>
      orThrow(driftRules({ severities: [{ resourceType, pattern: '*', severity: 'security' }] }));
    const record = { resourceType: 7, configPath: 'a', driftType: 'value_changed' } as unknown as DriftRecord;
    expect(classifyRecord(record, rule('')).severity).toBe('security');
    expect(classifyRecord(record, rule('7')).severity).toBe('functional');
  });

  it('has the path of the whole resource where its own is no text', () => {
    const rule = (pattern: string) =>
      orThrow(driftRules({ severities: [{ resourceType: '*', pattern, severity: 'security' }] }));
    const record = { resourceType: 'x', configPath: 7, driftType: 'value_changed' } as unknown as DriftRecord;
    expect(classifyRecord(record, rule('*')).severity).toBe('security');
    expect(classifyRecord(record, rule('**')).severity).toBe('functional');
  });

  it.each([undefined, null, 7, 'x', {}])('is functional where it shows nothing: %j', (record) => {
    expect(classifyRecord(record as unknown as DriftRecord, undefined)).toEqual({
      severity: 'functional',
      reasons: [PLAIN],
    });
  });

  it('is about a secret where its place or its value is', () => {
    const secret = { severity: 'security', reasons: ['a secret was changed'] };
    expect(changed('db_password', 'a', 'b')).toEqual(secret);
    expect(changed('x', toRedacted('a', 'key'), 'b')).toEqual(secret);
    expect(changed('x', 'a', toRedacted('b', 'key'))).toEqual(secret);
    expect(changed('x', 'a', 'b').severity).toBe('functional');
  });

  it('tells what its policy allows, and not where the policy is a secret', () => {
    const [desired, actual] = [policy(allow({})), policy(allow({ Action: ['s3:GetObject', 's3:PutObject'] }))];
    expect(changed('policy', desired, actual).reasons.join()).toContain('s3:PutObject');
    expect(changed('policy', toRedacted(desired, 'key'), toRedacted(actual, 'key'))).toEqual({
      severity: 'security',
      reasons: ['more is allowed than was declared'],
    });
  });

  it('is trusted in what it says of exposure and power', () => {
    const exposure = { opened: [SSH], exposedToInternet: true, unchanged: false };
    expect(changed('x', 1, 2, { exposure }).reasons).toEqual([
      'tcp port 22 (0.0.0.0/0) became reachable from the whole internet',
    ]);
    expect(changed('x', 1, 2, { powers: { severity: 'security', sentence: 's' } })).toEqual({
      severity: 'security',
      reasons: ['s'],
    });
  });

  it('with reasons is one of this library, and says all it knew', () => {
    const reasons = ['what was found'];
    expect(changed('allowed_hosts', 'a', '*', { reasons }).severity).toBe('functional');
    expect(changed('allowed_hosts', 'a', '*', { reasons: [] }).severity).toBe('critical');
    expect(changed('db_password', 'a', 'b', { reasons }).severity).toBe('functional');
    expect(changed('x', 'a', toRedacted('b', 'key'), { reasons }).reasons).toEqual(['a secret was changed']);
    expect(changed('x', 1, 2, { reasons, exposedSecret: 'a token' }).reasons).toEqual([
      'a token stands in clear where none was declared',
    ]);
  });
});
