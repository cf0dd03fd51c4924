import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/drift.js';
import { attributeDrifts, AuditEvent, readAuditEvents } from '../../../src/drift/history/index.js';
import { DriftDetector } from '../../../src/drift/index.js';
import { reportAsText } from '../../../src/drift/reports/index.js';
import { orThrow } from '../../../src/prelude.js';

const cloudTrail = {
  eventVersion: '1.09',
  eventTime: '2026-03-01T10:15:00Z',
  eventSource: 'ec2.amazonaws.com',
  eventName: 'AuthorizeSecurityGroupIngress',
  userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/Admin/ann' },
  requestParameters: { groupId: 'sg-1', ipPermissions: { items: [{ ipProtocol: 'tcp', fromPort: 22, ipRanges: {} }] } },
  requestID: 'req-1',
  readOnly: false,
};
const azure = {
  caller: 'bob@example.com',
  eventTimestamp: '2026-03-01T10:15:00.5Z',
  operationName: { value: 'Microsoft.Storage/storageAccounts/write', localizedValue: 'Update' },
  resourceId: '/subscriptions/s/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a',
  correlationId: 'cor-1',
  status: { value: 'Succeeded' },
  properties: { requestbody: '{"properties":{"allowBlobPublicAccess":true}}' },
};
const kubernetes = {
  kind: 'Event',
  apiVersion: 'audit.k8s.io/v1',
  auditID: 'aud-1',
  stage: 'ResponseComplete',
  verb: 'patch',
  user: { username: 'system:serviceaccount:ci:deployer' },
  objectRef: { resource: 'deployments', namespace: 'shop', name: 'web', apiGroup: 'apps', apiVersion: 'v1' },
  requestObject: { spec: { replicas: 7 } },
  responseStatus: { code: 200 },
  requestReceivedTimestamp: '2026-03-01T10:15:00.000000Z',
};
const read = (trail: unknown) => orThrow(readAuditEvents(trail, { tenantId: 'acme' }));
const AT = Date.parse('2026-03-01T10:15:00Z') / 1000;

describe('audit events', () => {
  it('of CloudTrail say who, when, which request and which fields', () => {
    const [event] = read({ Records: [cloudTrail] });
    expect(event).toMatchObject({
      tenantId: 'acme',
      principal: 'arn:aws:sts::111122223333:assumed-role/Admin/ann',
      at: AT,
      request: 'req-1',
      action: 'AuthorizeSecurityGroupIngress',
      resources: ['sg-1'],
    });
    expect(event!.fields).toEqual(expect.arrayContaining(['ippermissions', 'fromport']));
    expect(AuditEvent.is(event)).toBe(true);
  });

  it('of the Azure activity log say the same', () => {
    expect(read({ value: [azure] })).toMatchObject([
      { principal: 'bob@example.com', at: AT + 0.5, request: 'cor-1', resources: [azure.resourceId] },
    ]);
    expect(read([azure])[0]!.fields).toEqual(expect.arrayContaining(['allowblobpublicaccess']));
  });

  it('of a cluster say the same', () => {
    expect(read({ kind: 'EventList', apiVersion: 'audit.k8s.io/v1', items: [kubernetes] })).toMatchObject([
      { principal: 'system:serviceaccount:ci:deployer', at: AT, request: 'aud-1', action: 'patch deployments.apps' },
    ]);
    expect(read(kubernetes)[0]!.resources).toEqual(expect.arrayContaining(['web', 'shop/web']));
  });

  it('are read from text, from lines, and from envelopes', () => {
    expect(read(JSON.stringify({ Records: [cloudTrail] }))).toHaveLength(1);
    expect(read(`${JSON.stringify(kubernetes)}\n${JSON.stringify(kubernetes)}\n`)).toHaveLength(2);
    expect(read({ Events: [{ EventName: 'x', CloudTrailEvent: JSON.stringify(cloudTrail) }] })).toHaveLength(1);
    expect(read({ 'detail-type': 'AWS API Call via CloudTrail', detail: cloudTrail })).toHaveLength(1);
  });

  it.each([
    ['what only read', { ...cloudTrail, readOnly: true }],
    ['what was refused', { ...cloudTrail, errorCode: 'AccessDenied' }],
    ['a read of Azure', { ...azure, operationName: 'Microsoft.Storage/storageAccounts/read' }],
    ['a failure of Azure', { ...azure, status: { value: 'Failed' } }],
    ['a list of a cluster', { ...kubernetes, verb: 'list' }],
    ['a refusal of a cluster', { ...kubernetes, responseStatus: { code: 403 } }],
    ['an event without a principal', { ...kubernetes, user: {} }],
    ['an event of another kind', { kind: 'Event', apiVersion: 'v1' }],
  ])('leave out %s', (_, event) => expect(read([event])).toEqual([]));

  it('are refused where there are none at all', () => {
    for (const trail of ['no json', 5, null])
      expect(readAuditEvents(trail, { tenantId: 'acme' })).toMatchObject({
        _tag: 'Left',
        left: { _tag: 'DecodeError' },
      });
  });
});

describe('a drift', () => {
  const resource = {
    resourceId: 'sg-1',
    resourceType: 'aws_security_group',
    tenantId: 'acme',
    desired: { ip_permissions: [], description: 'web' },
    actual: { ip_permissions: [{ from_port: 22, cidr: '0.0.0.0/0' }], description: 'Web' },
  };
  const later = {
    ...cloudTrail,
    eventName: 'ModifyTags',
    requestParameters: undefined,
    requestID: 'req-2',
    eventTime: '2026-03-01T10:20:00Z',
    resources: [{ ARN: 'arn:aws:ec2:eu-west-1:1:security-group/sg-1' }],
  };
  const scan = async (trail: unknown, now = '2026-03-01T12:00:00Z') => {
    const ports = memoryDriftPorts({ resources: [resource], now: new Date(now), events: read(trail) });
    return { ports, report: orThrow(await new DriftDetector(ports).scanTenantResources('acme')()) };
  };

  it('is attributed to the request that names its field, else to the last one that names none', async () => {
    const { report, ports } = await scan([cloudTrail, later]);
    expect(
      report.drifts.map(({ configPath, attribution }) => [configPath, attribution?.request, attribution?.basis]),
    ).toEqual([
      ['description', 'req-2', 'resource'],
      ['ip_permissions[0]', 'req-1', 'field'],
    ]);
    expect(ports.escalations.map(({ drift }) => drift.attribution?.request)).toEqual(['req-1']);
    expect(JSON.stringify(ports.storedEntries)).toContain('"request":"req-1"');
    expect(reportAsText(report)).toContain(
      'by arn:aws:sts::111122223333:assumed-role/Admin/ann at 2026-03-01T10:15:00.000Z (AuthorizeSecurityGroupIngress, request req-1)',
    );
  });

  it('is attributed to nobody by what came later, long before, or to another resource or tenant', async () => {
    expect((await scan([cloudTrail], '2026-03-01T10:00:00Z')).report.drifts[1]).not.toHaveProperty('attribution');
    expect((await scan([cloudTrail], '2026-03-09T10:00:00Z')).report.drifts[1]).not.toHaveProperty('attribution');
    const { report } = await scan([{ ...cloudTrail, requestParameters: { groupId: 'sg-2', ipPermissions: {} } }]);
    expect(report.drifts[1]).not.toHaveProperty('attribution');
    const foreign = read([cloudTrail]).map((event) => ({ ...event, tenantId: 'globex' }));
    expect(attributeDrifts(report.drifts, foreign)).toEqual(report.drifts);
  });

  it('is attributed by the id or the ARN that its configuration states, where Terraform knows it by an address', async () => {
    const by = async (names: object) => {
      const addressed = {
        ...resource,
        resourceId: 'aws_security_group.web',
        desired: { ...resource.desired, ...names },
        actual: { ...resource.actual, ...names },
      };
      const ports = memoryDriftPorts({
        resources: [addressed],
        now: new Date('2026-03-01T12:00:00Z'),
        events: read([cloudTrail]),
      });
      const report = orThrow(await new DriftDetector(ports).scanTenantResources('acme')());
      return report.drifts[1]!.attribution?.request;
    };
    expect(await by({ id: 'sg-1' })).toBe('req-1');
    expect(await by({ id: 'sg-2' })).toBeUndefined();
    expect(await by({})).toBeUndefined();
  });

  it('keeps its plan, and a port that fails is told of', async () => {
    const { ports, report } = await scan([cloudTrail]);
    expect(new DriftDetector(ports).generateRemediationPlan(report.drifts)[0]!.patch.length).toBeGreaterThan(2);
    const broken = { ...ports, audit: { listEvents: () => Promise.reject(new Error('denied')) } };
    const failed = orThrow(await new DriftDetector(broken).scanTenantResources('acme')());
    expect(failed.failures).toMatchObject([{ stage: 'audit', errorTag: 'PortFailure' }]);
    expect(failed.drifts).toHaveLength(2);
  });
});
