import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/drift.js';
import {
  pairTerraformResources,
  readTerraformPlan,
  readTerraformSchemas,
  readTerraformState,
} from '../../../src/adapters/terraform/index.js';
import { parseExactJson } from '../../../src/adapters/terraform/resource.js';
import { DriftDetector } from '../../../src/drift/index.js';
import { orThrow } from '../../../src/prelude.js';

const tenantId = 'acme';
const aws = 'provider["registry.terraform.io/hashicorp/aws"].west';

const STATE = `{
  "version": 4, "terraform_version": "1.9.0", "serial": 3, "lineage": "x", "outputs": {},
  "resources": [
    { "mode": "data", "type": "aws_ami", "name": "base", "provider": ${JSON.stringify(aws)}, "instances": [{ "attributes": { "id": "ami" } }] },
    { "mode": "managed", "type": "aws_vpc", "name": "main", "provider": ${JSON.stringify(aws)},
      "instances": [{ "schema_version": 1, "attributes": { "id": "vpc-1", "serial": 9634892481091551233 } }] },
    { "module": "module.db[\\"eu\\"]", "mode": "managed", "type": "aws_db_instance", "name": "this", "provider": "provider.aws",
      "instances": [
        { "index_key": "a", "attributes": { "id": "db-a", "password": "hunter2", "users": [{ "key": "k" }] },
          "sensitive_attributes": [[{ "type": "get_attr", "value": "password" }], [{ "type": "get_attr", "value": "users" }, { "type": "index", "value": { "value": 0, "type": "number" } }, { "type": "get_attr", "value": "key" }]],
          "dependencies": ["aws_vpc.main", "data.aws_ami.base"] },
        { "index_key": 1, "attributes_flat": { "id": "db-1", "tags.%": "0" } },
        { "index_key": 2, "deposed": "0a1b", "attributes": { "id": "old" } }
      ] }
  ]
}`;

describe('a Terraform state', () => {
  const resources = orThrow(readTerraformState(STATE, { tenantId }));

  it('gives its managed resources by address, with provider, marks and what they rest on', () => {
    expect(resources).toEqual([
      {
        tenantId,
        resourceId: 'aws_vpc.main',
        resourceType: 'aws_vpc',
        provider: 'aws',
        configuration: { id: 'vpc-1', serial: 9634892481091551233n },
        marks: {},
        dependsOn: [],
      },
      {
        tenantId,
        resourceId: 'module.db["eu"].aws_db_instance.this["a"]',
        resourceType: 'aws_db_instance',
        provider: 'aws',
        configuration: { id: 'db-a', password: 'hunter2', users: [{ key: 'k' }] },
        marks: { sensitive: ['password', 'users[0].key'] },
        dependsOn: ['aws_vpc.main'],
      },
      {
        tenantId,
        resourceId: 'module.db["eu"].aws_db_instance.this[1]',
        resourceType: 'aws_db_instance',
        provider: 'aws',
        configuration: { id: 'db-1', 'tags.%': '0' },
        marks: {},
        dependsOn: [],
      },
    ]);
  });

  it('keeps its secrets through a scan', async () => {
    const changed = orThrow(
      readTerraformState(STATE.replace('hunter2', 'hunter3').replace('"key": "k"', '"key": "l"'), { tenantId }),
    );
    const report = orThrow(
      await new DriftDetector(
        memoryDriftPorts({ resources: orThrow(pairTerraformResources(resources, changed)), now: new Date(0) }),
      ).scanTenantResources(tenantId)(),
    );
    expect(report.drifts.map(({ configPath, redacted }) => [configPath, redacted])).toEqual([
      ['password', true],
      ['users[0].key', true],
    ]);
    expect(JSON.stringify(report)).not.toMatch(/hunter|"l"/);
  });

  it('sees the last digit of a large number', async () => {
    const changed = orThrow(
      readTerraformState(STATE.replace('9634892481091551233', '9634892481091551234'), { tenantId }),
    );
    const report = orThrow(
      await new DriftDetector(
        memoryDriftPorts({ resources: orThrow(pairTerraformResources(resources, changed)), now: new Date(0) }),
      ).scanTenantResources(tenantId)(),
    );
    expect(report.drifts).toMatchObject([{ configPath: 'serial', actualValue: 9634892481091551234n }]);
  });

  it('pairs what is in one of two states alone as missing and extra', () => {
    const pairs = orThrow(pairTerraformResources(resources.slice(0, 2), resources.slice(1)));
    expect(
      pairs.map(({ resourceId, desired, actual }) => [resourceId, desired !== undefined, actual !== undefined]),
    ).toEqual([
      ['aws_vpc.main', true, false],
      ['module.db["eu"].aws_db_instance.this["a"]', true, true],
      ['module.db["eu"].aws_db_instance.this[1]', false, true],
    ]);
  });

  it.each([
    ['{"version": 3, "modules": []}', 'version 3'],
    ['{"version": 1}', 'expected version 4'],
    ['{"serial": 1}', 'no version'],
    ['{"format_version": "1.0", "values": {}}', 'show -json'],
    ['[]', 'expected an object'],
    ['{', 'not JSON'],
    ['{"version": 4, "resources": [{"mode": 5}]}', 'resources[0].mode'],
  ])('refuses %s and says why', (text, reason) => {
    const outcome = readTerraformState(text, { tenantId });
    expect(outcome._tag === 'Left' && outcome.left.message).toContain(reason);
  });
});

describe('a Terraform plan', () => {
  const change = (before: unknown, after: unknown, more: object = {}) => ({
    actions: ['update'],
    before,
    after,
    ...more,
  });
  const entry = (address: string, given: object, more: object = {}) => ({
    address,
    mode: 'managed',
    type: address.split('.')[0],
    name: 'x',
    provider_name: 'registry.opentofu.org/hashicorp/aws',
    change: given,
    ...more,
  });
  const plan = (parts: object): string => JSON.stringify({ format_version: '1.2', ...parts });

  it('tells drift as what was known against what is, and changes as what would be against what is', () => {
    const text = plan({
      resource_drift: [
        entry(
          'aws_a.x',
          change(
            { size: 1, key: 's' },
            { size: 2, key: 't' },
            { before_sensitive: { key: true }, after_sensitive: { key: true, list: [false, { 'a.b': true }] } },
          ),
        ),
        entry('aws_gone.x', change({ a: 1 }, null)),
      ],
      resource_changes: [
        entry(
          'aws_b.x',
          change(
            { zone: 'a' },
            { zone: 'b' },
            { after_unknown: { arn: true }, replace_paths: [['zone'], ['rule', 0]] },
          ),
        ),
        entry('aws_new.x', change(null, { a: 1 })),
        entry('data.aws_c.x', change({}, {}), { mode: 'data' }),
      ],
    });
    const { drift, changes } = orThrow(readTerraformPlan(text, { tenantId }));
    expect(drift).toEqual([
      {
        tenantId,
        resourceId: 'aws_a.x',
        resourceType: 'aws_a',
        provider: 'aws',
        desired: { size: 1, key: 's' },
        actual: { size: 2, key: 't' },
        marks: { sensitive: ['key', 'list[1]["a.b"]'] },
        dependsOn: [],
      },
      {
        tenantId,
        resourceId: 'aws_gone.x',
        resourceType: 'aws_gone',
        provider: 'aws',
        desired: { a: 1 },
        marks: {},
        dependsOn: [],
      },
    ]);
    expect(changes.map(({ resourceId, desired, actual, marks }) => ({ resourceId, desired, actual, marks }))).toEqual([
      {
        resourceId: 'aws_b.x',
        desired: { zone: 'b' },
        actual: { zone: 'a' },
        marks: { computed: ['arn'], createOnly: ['rule[0]', 'zone'] },
      },
      { resourceId: 'aws_new.x', desired: { a: 1 }, actual: undefined, marks: {} },
    ]);
  });

  it('leads to a replacement where a field forces one', async () => {
    const text = plan({
      resource_changes: [
        entry(
          'aws_b.x',
          change({ zone: 'a', arn: 'x' }, { zone: 'b' }, { after_unknown: { arn: true }, replace_paths: [['zone']] }),
        ),
      ],
    });
    const detector = new DriftDetector(
      memoryDriftPorts({ resources: orThrow(readTerraformPlan(text, { tenantId })).changes, now: new Date(0) }),
    );
    const report = orThrow(await detector.scanTenantResources(tenantId)());
    expect(report.drifts.map(({ configPath }) => configPath)).toEqual(['zone']);
    expect(detector.generateRemediationPlan(report.drifts)).toMatchObject([
      { actionType: 'replace', requiresApproval: true },
    ]);
  });

  it('says of how many resources it speaks, and what it leaves out', () => {
    const none = '{"format_version": "1.2", "planned_values": {"root_module": {}}, "resource_changes": []}';
    expect(orThrow(readTerraformPlan(none, { tenantId }))).toMatchObject({
      resources: 0,
      notices: ['the plan is about no managed resource, so nothing was compared'],
    });
    const part = plan({ resource_changes: [entry('aws_b.x', change({ a: 1 }, { a: 2 }))], complete: false });
    const read = orThrow(readTerraformPlan(part, { tenantId }));
    expect([read.resources, read.notices.length]).toEqual([1, 1]);
  });

  it.each([
    ['{}', 'no format_version'],
    ['{"format_version": "2.0"}', 'format 2.0'],
    ['null', 'expected an object'],
    ['{"format_version": "1.0", "values": {"root_module": {}}}', 'it is a state'],
    ['{"format_version": "1.0"}', 'neither planned_values nor resource_changes'],
    ['{"format_version": "1.2", "errored": true, "resource_changes": []}', 'ended with errors'],
    ['{"format_version": "1.0", "resource_drift": [{}]}', 'resource_drift[0]'],
  ])('refuses %s and says why', (text, reason) => {
    const outcome = readTerraformPlan(text, { tenantId });
    expect(outcome._tag === 'Left' && outcome.left.message).toContain(reason);
  });
});

describe('provider schemas', () => {
  const schemas = orThrow(
    readTerraformSchemas(
      JSON.stringify({
        provider_schemas: {
          aws: {
            resource_schemas: {
              aws_sg: {
                block: {
                  attributes: {
                    arn: { type: 'string', computed: true },
                    id: { type: 'string', computed: true, optional: true },
                    token: { type: 'string', sensitive: true },
                    ids: { type: ['set', 'string'] },
                    nested: { type: ['list', ['object', { members: ['set', 'string'] }]] },
                  },
                  block_types: {
                    ingress: { nesting_mode: 'set', block: { attributes: { cidrs: { type: ['set', 'string'] } } } },
                    timeouts: {
                      nesting_mode: 'single',
                      block: { attributes: { secret: { type: 'string', sensitive: true } } },
                    },
                  },
                },
              },
            },
          },
        },
      }),
    ),
  );

  it('say which lists are sets, which fields are secret and which the provider fills in', () => {
    expect(schemas.get('aws_sg')).toEqual({
      computed: ['arn'],
      sensitive: ['timeouts.secret', 'token'],
      unordered: ['ids', 'ingress', 'ingress.*.cidrs', 'nested.*.members'],
    });
  });

  it('make a state silent about the order of its sets', async () => {
    const state = (...cidrs: readonly string[]) =>
      JSON.stringify({
        version: 4,
        resources: [
          {
            mode: 'managed',
            type: 'aws_sg',
            name: 'x',
            provider: aws,
            instances: [{ attributes: { ingress: cidrs.map((cidr) => ({ cidrs: [cidr, '10.0.0.0/8'] })) } }],
          },
        ],
      });
    const [left, right] = [state('a', 'b'), state('b', 'a')].map((text) =>
      orThrow(readTerraformState(text, { tenantId, schemas })),
    );
    const report = orThrow(
      await new DriftDetector(
        memoryDriftPorts({ resources: orThrow(pairTerraformResources(left!, right!)), now: new Date(0) }),
      ).scanTenantResources(tenantId)(),
    );
    expect(report.drifts).toEqual([]);
  });
});

describe('JSON with exact numbers', () => {
  it('is what JSON.parse gives, but for whole numbers from 2^53', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        if (/\d{16}/.test(JSON.stringify(value))) return;
        expect(orThrow(parseExactJson(JSON.stringify(value), 'text'))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 2n ** 53n, max: 2n ** 80n }), fc.string({ unit: 'binary' }), (big, text) => {
        expect(
          orThrow(
            parseExactJson(`{"a": [${big}, -${big}, ${JSON.stringify(`${text}\ue000${big}`)}, 1.5e300]}`, 'text'),
          ),
        ).toEqual({ a: [big, -big, `${text}\ue000${big}`, 1.5e300] });
      }),
    );
  });

  it('fails as JSON does, and on nothing else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(parseExactJson(text, 'text')._tag).toBe(valid ? 'Right' : 'Left');
      }),
    );
    expect(parseExactJson(undefined as never, 'text')._tag).toBe('Left');
    expect(parseExactJson('['.repeat(1_000_000), 'text')._tag).toBe('Left');
  });
});
