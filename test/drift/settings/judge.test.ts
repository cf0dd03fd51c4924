import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/index.js';
import { cloudRules } from '../../../src/drift/cloud/index.js';
import {
  DriftDetector,
  type DriftRecord,
  driftRules,
  type DriftSeverity,
  terraformRules,
} from '../../../src/drift/index.js';
import { plainType } from '../../../src/drift/plain-data.js';
import { selects } from '../../../src/drift/security-fields.js';
import { judgeSetting } from '../../../src/drift/settings/judge.js';
import { orThrow } from '../../../src/prelude.js';

const ORDER: readonly (DriftSeverity | 'silent')[] = ['silent', 'cosmetic', 'functional', 'security', 'critical'];
const ports = () => memoryDriftPorts({ resources: [], now: new Date('2026-03-01T00:00:00Z') });
const RULES = { plain: driftRules({}), terraform: driftRules(terraformRules), cloud: driftRules(cloudRules) };

function records(
  type: string,
  desired: unknown,
  actual: unknown,
  by: keyof typeof RULES = 'plain',
): readonly DriftRecord[] {
  const detector = new DriftDetector(ports(), { rules: orThrow(RULES[by]) });
  return orThrow(detector.detectResourceDrift({ resourceId: 'r', resourceType: type, tenantId: 't' }, desired, actual));
}
const worst = (...given: Parameters<typeof records>): DriftSeverity | 'silent' =>
  records(...given).reduce<DriftSeverity | 'silent'>(
    (w, { severity }) => (ORDER.indexOf(severity) > ORDER.indexOf(w) ? severity : w),
    'silent',
  );

describe('spellings', () => {
  it.each([
    'minimum_tls_version',
    'minimumTlsVersion',
    'MinimumTlsVersion',
    'minimum-tls-version',
    'MINIMUM_TLS_VERSION',
  ])('%s is one setting', (key) => {
    expect(worst('azurerm_redis_cache', { [key]: '1.2' }, { [key]: '1.0' })).toBe('security');
    expect(worst('azurerm_redis_cache', { [key]: '1.0' }, { [key]: '1.2' })).toBe('functional');
  });

  it.each([
    ['google_compute_firewall', 'googlecomputefirewall'],
    ['compute.googleapis.com/Firewall', 'googlecomputefirewall'],
    ['compute.v1.firewall', 'googlecomputefirewall'],
    ['AWS::S3::Bucket', 'awss3bucket'],
    ['aws_s3_bucket', 'awss3bucket'],
    ['Microsoft.Storage/storageAccounts@2023-01-01', 'microsoftstoragestorageaccounts'],
    ['networking.k8s.io/v1/NetworkPolicy', 'networkpolicy'],
    ['kubernetes_network_policy_v1', 'networkpolicy'],
    ['v1/Pod', 'pod'],
  ])('%s is the type %s', (type, plain) => {
    expect(plainType(type)).toBe(plain);
  });
});

describe('a change from safe to unsafe is grave, the other way is not critical', () => {
  it.each<[string, string, object, object, keyof typeof RULES]>([
    [
      'a queue without a key',
      'aws_sqs_queue',
      { kms_master_key_id: 'alias/q' },
      { kms_master_key_id: '' },
      'terraform',
    ],
    [
      'a cluster reachable from outside',
      'AWS::EKS::Cluster',
      { ResourcesVpcConfig: { EndpointPublicAccess: false } },
      { ResourcesVpcConfig: { EndpointPublicAccess: true } },
      'cloud',
    ],
    [
      'a listener in clear',
      'AWS::ElasticLoadBalancingV2::Listener',
      { Protocol: 'HTTPS' },
      { Protocol: 'HTTP' },
      'cloud',
    ],
    [
      'a log of which a kind is gone',
      'aws_eks_cluster',
      { enabled_cluster_log_types: ['api', 'audit'] },
      { enabled_cluster_log_types: ['api'] },
      'terraform',
    ],
    [
      'an attribute of a balancer',
      'AWS::ElasticLoadBalancingV2::LoadBalancer',
      { LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'true' }] },
      { LoadBalancerAttributes: [{ Key: 'access_logs.s3.enabled', Value: 'false' }] },
      'cloud',
    ],
    [
      'a snapshot for all',
      'aws_db_snapshot',
      { shared_accounts: ['111122223333'] },
      { shared_accounts: ['111122223333', 'all'] },
      'terraform',
    ],
    ['an image for all', 'aws_ami_launch_permission', { group: '' }, { group: 'all' }, 'terraform'],
    [
      'containers as JSON text',
      'aws_ecs_task_definition',
      { container_definitions: '[{"name":"a","readonlyRootFilesystem":true}]' },
      { container_definitions: '[{"name":"a","readonlyRootFilesystem":false}]' },
      'terraform',
    ],
    [
      'an app without TLS',
      'Microsoft.Web/sites',
      { properties: { httpsOnly: true } },
      { properties: { httpsOnly: false } },
      'cloud',
    ],
    [
      'a vault without its network rules',
      'Microsoft.KeyVault/vaults',
      { properties: { networkAcls: { defaultAction: 'Deny' } } },
      { properties: {} },
      'cloud',
    ],
    [
      'a server parameter',
      'azurerm_postgresql_configuration',
      { name: 'log_connections', value: 'on' },
      { name: 'log_connections', value: 'off' },
      'terraform',
    ],
    [
      'a server parameter named after its server',
      'Microsoft.DBforPostgreSQL/servers/configurations',
      { name: 'db/log_connections', properties: { value: 'on' } },
      { name: 'db/log_connections', properties: { value: 'off' } },
      'cloud',
    ],
    [
      'a cluster in the open',
      'azurerm_kubernetes_cluster',
      { private_cluster_enabled: true },
      { private_cluster_enabled: false },
      'terraform',
    ],
    [
      'the owner role by its id',
      'Microsoft.Authorization/roleAssignments',
      {
        properties: {
          roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/acdd72a7-3385-48ef-bd42-f606fba81ae7',
        },
      },
      {
        properties: {
          roleDefinitionId: '/providers/Microsoft.Authorization/roleDefinitions/8e3af657-a8ff-443c-a75c-2fe8c4bcb635',
        },
      },
      'cloud',
    ],
    [
      'a database with a public address',
      'google_sql_database_instance',
      { settings: [{ ip_configuration: [{ ipv4_enabled: false }] }] },
      { settings: [{ ip_configuration: [{ ipv4_enabled: true }] }] },
      'terraform',
    ],
    [
      'a flag of a database',
      'google_sql_database_instance',
      {
        settings: [
          {
            database_flags: [
              { name: 'log_connections', value: 'on' },
              { name: 'x', value: '1' },
            ],
          },
        ],
      },
      { settings: [{ database_flags: [{ name: 'x', value: '1' }] }] },
      'terraform',
    ],
    [
      'a master for everyone',
      'container.googleapis.com/Cluster',
      { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: '10.0.0.0/8' }] } },
      { masterAuthorizedNetworksConfig: { cidrBlocks: [{ cidrBlock: '0.0.0.0/0' }] } },
      'cloud',
    ],
    [
      'a pod of a cron job as root',
      'CronJob',
      { spec: { jobTemplate: { spec: { template: { spec: { securityContext: { runAsNonRoot: true } } } } } } },
      { spec: { jobTemplate: { spec: { template: { spec: { securityContext: { runAsNonRoot: false } } } } } } },
      'plain',
    ],
    [
      'a capability more',
      'Pod',
      { spec: { containers: [{ securityContext: { capabilities: { drop: ['ALL'], add: [] } } }] } },
      { spec: { containers: [{ securityContext: { capabilities: { drop: ['ALL'], add: ['SYS_PTRACE'] } } }] } },
      'plain',
    ],
    [
      'a flag of the API server',
      'Pod',
      { spec: { containers: [{ command: ['kube-apiserver', '--anonymous-auth=false'] }] } },
      { spec: { containers: [{ command: ['kube-apiserver', '--anonymous-auth=true'] }] } },
      'plain',
    ],
    [
      'a flag of the API server that is gone',
      'Pod',
      { spec: { containers: [{ command: ['kube-apiserver', '--profiling=false', '--v=2'] }] } },
      { spec: { containers: [{ command: ['kube-apiserver', '--v=2'] }] } },
      'plain',
    ],
    ['a policy for every source', 'NetworkPolicy', { spec: { ingress: [] } }, { spec: { ingress: [{}] } }, 'terraform'],
    [
      'a balancer for every source',
      'Service',
      { spec: { type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] } },
      { spec: { type: 'LoadBalancer' } },
      'plain',
    ],
    [
      'an annotation that makes it internal',
      'Service',
      { metadata: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'true' } } },
      { metadata: { annotations: { 'service.beta.kubernetes.io/aws-load-balancer-internal': 'false' } } },
      'plain',
    ],
    [
      'an address in clear',
      'azurerm_api_management_backend',
      { url: 'https://api.example' },
      { url: 'http://api.example' },
      'terraform',
    ],
    [
      'a block that only forbade',
      'Deployment',
      {
        spec: {
          template: { spec: { containers: [{ name: 'a', securityContext: { allowPrivilegeEscalation: false } }] } },
        },
      },
      { spec: { template: { spec: { containers: [{ name: 'a' }] } } } },
      'cloud',
    ],
    [
      'a gateway with an old protocol',
      'Microsoft.ApiManagement/service',
      { properties: {} },
      {
        properties: {
          customProperties: { 'Microsoft.WindowsAzure.ApiManagement.Gateway.Security.Protocols.Tls10': 'True' },
        },
      },
      'cloud',
    ],
    [
      'a resource that is itself the switch',
      'Microsoft.Sql/servers/databases/transparentDataEncryption',
      { properties: { status: 'Enabled' } },
      { properties: { status: 'Disabled' } },
      'cloud',
    ],
    [
      'kinds of logs as objects',
      'AWS::EKS::Cluster',
      { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }, { Type: 'audit' }] } } },
      { Logging: { ClusterLogging: { EnabledTypes: [{ Type: 'api' }] } } },
      'cloud',
    ],
    [
      'a protocol of a classic balancer',
      'aws_load_balancer_policy',
      { policy_attribute: [{ name: 'Protocol-TLSv1.2', value: 'true' }] },
      {
        policy_attribute: [
          { name: 'Protocol-TLSv1.2', value: 'true' },
          { name: 'Protocol-TLSv1', value: 'true' },
        ],
      },
      'terraform',
    ],
  ])('%s (%s)', (_, type, safe, unsafe, by) => {
    expect(['security', 'critical']).toContain(worst(type, safe, unsafe, by));
    expect(worst(type, unsafe, safe, by)).not.toBe('critical');
  });

  it.each<[string, string, object, object]>([
    ['a larger machine', 'aws_instance', { instance_type: 'm5.large' }, { instance_type: 'm5.xlarge' }],
    [
      'tracing',
      'aws_lambda_function',
      { tracing_config: [{ mode: 'Active' }] },
      { tracing_config: [{ mode: 'PassThrough' }] },
    ],
    ['detailed monitoring', 'aws_instance', { monitoring: true }, { monitoring: false }],
    ['a second zone', 'aws_db_instance', { multi_az: true }, { multi_az: false }],
    [
      'HTTP/2',
      'azurerm_linux_web_app',
      { site_config: [{ http2_enabled: true }] },
      { site_config: [{ http2_enabled: false }] },
    ],
    [
      'a variable of the user that is called like a setting',
      'aws_lambda_function',
      { environment: [{ variables: { ENCRYPTION_ENABLED: 'true' } }] },
      { environment: [{ variables: { ENCRYPTION_ENABLED: 'false' } }] },
    ],
    [
      'a key of a ConfigMap that is called like a setting',
      'ConfigMap',
      { data: { tls_enabled: 'true' } },
      { data: { tls_enabled: 'false' } },
    ],
    ['one replica more', 'Deployment', { spec: { replicas: 2 } }, { spec: { replicas: 3 } }],
  ])('%s is never grave, either way', (_, type, one, other) => {
    expect(['cosmetic', 'functional']).toContain(worst(type, one, other, 'terraform'));
    expect(['cosmetic', 'functional']).toContain(worst(type, other, one, 'terraform'));
  });
});

describe('defaults', () => {
  it('judge a side that says nothing', () => {
    const { metadata_options } = { metadata_options: [{ http_tokens: 'required' }] };
    expect(worst('aws_instance', { metadata_options }, { metadata_options: [] }, 'terraform')).toBe('security');
    expect(worst('aws_instance', {}, { metadata_options: [{ http_tokens: 'optional' }] })).toBe('functional');
    expect(worst('aws_instance', {}, { metadata_options })).not.toBe('security');
  });

  it('take a block that goes with its owner for no loss', () => {
    const disk = { device_name: 'sdf', encrypted: true };
    expect(
      worst(
        'aws_instance',
        { ebs_block_device: [{ ...disk, device_name: 'sdg' }, disk] },
        { ebs_block_device: [{ ...disk, device_name: 'sdg' }] },
      ),
    ).toBe('functional');
    expect(worst('aws_db_instance', { storage_encrypted: true }, undefined)).toBe('functional');
  });
});

describe('resources that protect', () => {
  it.each([
    'aws_flow_log',
    'AWS::EC2::FlowLog',
    'aws_s3_bucket_public_access_block',
    'aws_s3_bucket_server_side_encryption_configuration',
    'aws_guardduty_detector',
    'AWS::CloudTrail::Trail',
    'azurerm_management_lock',
    'google_project_iam_audit_config',
    'NetworkPolicy',
    'kubernetes_network_policy_v1',
    'ValidatingWebhookConfiguration',
  ])('%s is missed', (type) => {
    expect(worst(type, { name: 'x' }, undefined)).toBe('security');
    expect(['cosmetic', 'functional', 'security']).toContain(worst(type, undefined, { name: 'x' }));
  });

  const acl = (more: object): object => ({
    rule_number: 90,
    egress: false,
    protocol: '-1',
    rule_action: 'deny',
    cidr_block: '203.0.113.0/24',
    ...more,
  });
  it('rules that deny are judged by what they stopped', () => {
    expect(worst('aws_network_acl_rule', acl({}), undefined)).toBe('security');
    expect(worst('aws_network_acl_rule', acl({}), acl({ cidr_block: '203.0.113.0/25' }))).toBe('security');
    expect(worst('aws_network_acl_rule', acl({}), acl({ rule_number: 900 }))).toBe('security');
    expect(worst('aws_network_acl_rule', acl({ cidr_block: '203.0.113.0/25' }), acl({}))).not.toBe('critical');
  });
});

describe('undeclared', () => {
  it.each<[string, string, object, object]>([
    [
      'an address for everyone',
      'AWS::EC2::SecurityGroup',
      {},
      { SecurityGroupIngress: [{ IpProtocol: '-1', CidrIpv6: '::/0' }] },
    ],
    ['a public database', 'AWS::RDS::DBInstance', {}, { PubliclyAccessible: 'true' }],
    [
      'a policy for everyone',
      'AWS::SQS::Queue',
      {},
      { Policy: { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sqs:SendMessage', Resource: '*' }] } },
    ],
    ['a host network', 'Pod', { spec: { containers: [] } }, { spec: { containers: [], hostNetwork: true } }],
  ])('%s is a record under rules that compare only what is declared', (_, type, declared, more) => {
    const found = records(type, { Name: 'n', ...declared }, { Name: 'n', ...declared, ...more }, 'cloud');
    expect(found.map(({ driftType }) => driftType)).toEqual(['key_added']);
    expect(['security', 'critical']).toContain(found[0]!.severity);
  });

  it.each<[string, string, object]>([
    [
      'everything may go out',
      'AWS::EC2::SecurityGroup',
      { SecurityGroupEgress: [{ IpProtocol: '-1', CidrIp: '0.0.0.0/0' }] },
    ],
    [
      'an endpoint gives full access',
      'AWS::EC2::VPCEndpoint',
      { PolicyDocument: { Statement: [{ Effect: 'Allow', Principal: '*', Action: '*', Resource: '*' }] } },
    ],
    [
      'a key trusts its account',
      'AWS::KMS::Key',
      {
        KeyPolicy: {
          Statement: [
            { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'kms:*', Resource: '*' },
          ],
        },
      },
    ],
    [
      'a bucket is encrypted with the key of the provider',
      'AWS::S3::Bucket',
      {
        BucketEncryption: {
          ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }],
        },
      },
    ],
    [
      'privilege escalation is not forbidden',
      'Pod',
      { spec: { containers: [{ securityContext: { allowPrivilegeEscalation: true } }] } },
    ],
    ['logs are off', 'AWS::CloudFront::Distribution', { DistributionConfig: { Logging: { Enabled: false } } }],
  ])('what a provider documents as its default is none: %s', (_, type, live) => {
    expect(records(type, { Name: 'n' }, { Name: 'n', ...live }, 'cloud')).toEqual([]);
  });

  it('a policy of a key for everyone is no default', () => {
    const KeyPolicy = { Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' }] };
    expect(worst('AWS::KMS::Key', { Name: 'n' }, { Name: 'n', KeyPolicy }, 'cloud')).toBe('critical');
  });
});

describe('labels and tags that act', () => {
  it('are not cosmetic', () => {
    expect(selects('google_compute_instance', ['tags', 0])).toBe(true);
    expect(selects('compute.googleapis.com/Instance', ['tags', 'items', 0])).toBe(false);
    expect(selects('Deployment', ['spec', 'template', 'metadata', 'labels', 'app'])).toBe(true);
    expect(selects('Deployment', ['spec', 'selector', 'matchLabels', 'app'])).toBe(false);
    expect(selects('Pod', ['metadata', 'labels', 'app'])).toBe(true);
    expect(selects('Deployment', ['metadata', 'labels', 'app'])).toBe(false);
    expect(selects('aws_instance', ['tags', 'app'])).toBe(false);
  });

  it('are judged by what they enforce', () => {
    const enforce = (level: string): object => ({
      metadata: { labels: { 'pod-security.kubernetes.io/enforce': level } },
    });
    expect(worst('Namespace', enforce('restricted'), enforce('privileged'))).toBe('security');
    expect(worst('Namespace', enforce('restricted'), enforce('baseline'))).toBe('security');
    expect(worst('Namespace', enforce('privileged'), enforce('restricted'))).toBe('functional');
  });
});

describe('records that came from elsewhere', () => {
  const detector = new DriftDetector(ports());
  detector.addSeverityRule('*', '*', 'cosmetic');
  const bare = (
    configPath: string,
    actualValue: unknown,
    desiredValue?: unknown,
    resourceType = 'security_group',
  ): DriftSeverity =>
    detector.classifyDriftSeverity({
      driftId: 'd',
      resourceId: 'r',
      resourceType,
      tenantId: 't',
      driftType: desiredValue === undefined ? 'key_added' : 'value_changed',
      severity: 'functional',
      configPath,
      pointer: '',
      actualPointer: '',
      actualValue,
      ...(desiredValue !== undefined && { desiredValue }),
      detectedAt: 1 as DriftRecord['detectedAt'],
      remediationAction: '',
      autoRemediable: false,
      reasons: [],
    });

  it.each<[string, unknown]>([
    ['ingress_rules[1].cidr', '0.0.0.0/0'],
    ['cidr_blocks', ['10.0.0.0/8', '0.0.0.0/0']],
    ['IpRanges[0].CidrIp', ' 0.0.0.0/0 '],
    ['ipv6', '::/0'],
    ['ipv6', '0:0:0:0:0:0:0:0/0'],
    ['source_address_prefix', '*'],
    ['sourceAddressPrefix', 'INTERNET'],
    ['source', 'Any'],
    ['allowed', ['0.0.0.0/1', '128.0.0.0/1']],
    ['ingress[0]', { cidr_blocks: ['0.0.0.0/0'], from_port: 22, to_port: 22 }],
  ])('%s: %j is critical, whatever a rule of the host says', (path, value) => {
    expect(bare(path, value)).toBe('critical');
    expect(bare(path, value, '192.0.2.0/24')).toBe('critical');
    expect(bare(path, value, undefined, 'some_unknown_type')).toBe('critical');
  });

  it.each<[string, unknown, string]>([
    ['destination_cidr_block', '0.0.0.0/0', 'aws_route'],
    ['egress[0].cidr', '0.0.0.0/0', 'security_group'],
    ['policy.Statement[0].Resource', '*', 'aws_sns_topic'],
    ['image', '*', 'x'],
    ['ingress_rules[1].cidr', '10.2.0.0/16', 'security_group'],
  ])('%s: %j of %s is not', (path, value, type) => {
    expect(bare(path, value, undefined, type)).toBe('cosmetic');
  });

  it('one that names everyone on both sides opened nothing', () => {
    expect(bare('ingress[0].cidr', '0.0.0.0/0', '0.0.0.0/0')).toBe('cosmetic');
  });
});

describe('hostile values', () => {
  it('neither throw nor take long', () => {
    const deep = JSON.parse(`${'{"a":'.repeat(3_000)}1${'}'.repeat(3_000)}`) as unknown;
    const cyclic: Record<string, unknown> = {};
    cyclic['encrypted'] = cyclic;
    for (const value of [
      deep,
      cyclic,
      '['.repeat(500_000),
      '{'.repeat(10),
      Object.create(null),
      { __proto__: null },
      [null, undefined],
      Number.NaN,
    ])
      expect(
        Array.isArray(
          judgeSetting({ resourceType: 'aws_s3_bucket', path: ['x', 0, 'encrypted'], before: undefined, after: value }),
        ),
      ).toBe(true);
  });
});
