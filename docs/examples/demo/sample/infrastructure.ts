/** A resource of the sample platform, as it was declared and as it runs. */
export interface SampleResource {
  readonly resourceId: string;
  readonly resourceType: string;
  readonly tenantId: string;
  readonly desired?: unknown;
  readonly actual?: unknown;
}

const rule = (from: number | string, to: number | string, cidr: string): object => ({
  protocol: 'tcp',
  from_port: from,
  to_port: to,
  cidr_blocks: [cidr],
});

/**
 * Noise that a detector must not report (ports as text, rules in another order, an equal policy written differently), and
 * changes that matter: the world let in by way of two half-worlds, a database made public, a lost bucket.
 */
export const resources: readonly SampleResource[] = [
  {
    resourceId: 'sg-web',
    resourceType: 'aws_security_group',
    tenantId: 'acme',
    desired: {
      name: 'web',
      ingress: [rule(443, 443, '10.0.0.0/8'), rule(8080, 8080, '10.1.0.0/16')],
      tags: { team: 'platform' },
    },
    actual: {
      name: 'web',
      ingress: [
        rule('8080', '8080', '10.1.0.0/16'),
        rule(443, 443, '10.0.0.0/8'),
        rule(22, 22, '0.0.0.0/1'),
        rule(22, 22, '128.0.0.0/1'),
      ],
      tags: { team: 'platform' },
    },
  },
  {
    resourceId: 'db-orders',
    resourceType: 'aws_db_instance',
    tenantId: 'acme',
    desired: {
      engine: 'postgres',
      instance_class: 'db.r6g.large',
      publicly_accessible: false,
      storage_encrypted: true,
      password: 'correct horse',
    },
    actual: {
      engine: 'postgres',
      instance_class: 'db.r6g.xlarge',
      publicly_accessible: true,
      storage_encrypted: true,
      password: 'battery staple',
    },
  },
  {
    resourceId: 'web-1',
    resourceType: 'aws_instance',
    tenantId: 'acme',
    desired: { instance_type: 'm6i.large', tags: { Name: 'web-1', owner: 'platform' }, ebs_optimized: 'true' },
    actual: { instance_type: 'm6i.large', tags: { Name: 'web one', owner: 'platform' }, ebs_optimized: true },
  },
  {
    resourceId: 'queue-jobs',
    resourceType: 'aws_sqs_queue',
    tenantId: 'acme',
    desired: { visibility_timeout_seconds: 30, message_retention_seconds: 345_600 },
    actual: { visibility_timeout_seconds: 45, message_retention_seconds: '345600' },
  },
  {
    resourceId: 'bucket-logs',
    resourceType: 'aws_s3_bucket',
    tenantId: 'acme',
    desired: { bucket: 'acme-logs', versioning: { enabled: true } },
  },
];
