import { describe, expect, it } from 'vitest';
import { driftRules, type DriftSeverity, type Path } from '../../src/drift/index.js';
import { classify, powersOfValues } from '../../src/drift/severity.js';
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

  it('gives its reasons', () => {
    expect(judged(rules({ resourceType: 't', pattern: 'a.b', severity: 'security' })).reasons).toEqual([
      'a rule for a.b says so',
    ]);
  });
});
