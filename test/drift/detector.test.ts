import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../src/adapters/memory/drift.js';
import { DriftDetector, type DriftRecord } from '../../src/drift/index.js';
import { orThrow } from '../../src/prelude.js';

// The acceptance criteria of the platform's drift detector, one test each, in the words of the contract.
const detector = (): DriftDetector =>
  new DriftDetector(memoryDriftPorts({ resources: [], now: new Date('2026-03-01T00:00:00Z') }));
const drift = (
  desired: unknown,
  actual: unknown,
  resourceType = 'aws_security_group',
  by = detector(),
): readonly DriftRecord[] =>
  orThrow(by.detectResourceDrift({ resourceId: 'sg-1', resourceType, tenantId: 'acme' }, desired, actual));

describe('the drift detector of the contract', () => {
  it('compares semantically: ports as text or number, booleans as text', () => {
    expect(drift({ port: '8080', public: 'true', secure: 'True' }, { port: 8080, public: true, secure: true })).toEqual(
      [],
    );
  });

  it('compares a field marked as unordered without regard to order', () => {
    const by = detector();
    by.markFieldUnordered('*.rules');
    const [desired, actual] = [
      { group: { rules: [{ port: 80 }, { port: 443 }] } },
      { group: { rules: [{ port: 443 }, { port: 80 }] } },
    ];
    expect(drift(desired, actual, 'x', by)).toEqual([]);
    expect(drift(desired, actual, 'x').length).toBe(2);
  });

  it('reports the full path of a nested difference', () => {
    const [record] = drift(
      { network: { subnets: [{ cidr: '10.0.0.0/24' }] } },
      { network: { subnets: [{ cidr: '10.0.1.0/24' }] } },
      'vpc',
    );
    expect(record).toMatchObject({
      configPath: 'network.subnets[0].cidr',
      driftType: 'value_changed',
      desiredValue: '10.0.0.0/24',
      actualValue: '10.0.1.0/24',
    });
  });

  it('tells null from a missing key', () => {
    expect(drift({ a: null }, {}).map(({ driftType }) => driftType)).toEqual(['key_removed']);
    expect(drift({}, { a: null }).map(({ driftType }) => driftType)).toEqual(['key_added']);
    expect(drift({ a: null }, { a: 1 }).map(({ driftType }) => driftType)).toEqual(['value_changed']);
  });

  it('classifies severity by rules that the host adds', () => {
    const by = detector();
    by.addSeverityRule('aws_instance', 'instance_type', 'security');
    expect(drift({ instance_type: 'a' }, { instance_type: 'b' }, 'aws_instance', by)[0]?.severity).toBe('security');
    expect(drift({ instance_type: 'a' }, { instance_type: 'b' }, 'aws_db_instance', by)[0]?.severity).toBe(
      'functional',
    );
  });

  it.each([
    [
      'a port of a security group',
      { ingress: [{ port: 22, cidr: '10.0.0.0/8' }] },
      { ingress: [{ port: 23, cidr: '10.0.0.0/8' }] },
      'security',
    ],
    ['a tag', { tags: { team: 'a' } }, { tags: { team: 'b' } }, 'cosmetic'],
    ['an instance type', { instance_type: 't3.micro' }, { instance_type: 'm5.large' }, 'functional'],
    ['ingress from 0.0.0.0/0', { ingress: [] }, { ingress: [{ port: 22, cidr: '0.0.0.0/0' }] }, 'critical'],
  ])('classifies a change of %s as the contract says', (_, desired, actual, severity) => {
    expect(drift(desired, actual, 'x').map((record) => record.severity)).toEqual([severity]);
  });

  it.each([
    {
      resourceType: 'aws_security_group',
      configPath: 'ingress[0].cidr',
      driftType: 'value_changed',
      desiredValue: '10.0.0.0/8',
      actualValue: '0.0.0.0/0',
      severity: 'critical',
    },
    {
      resourceType: 'aws_security_group',
      configPath: 'ingress[0]',
      driftType: 'key_added',
      actualValue: { cidr_blocks: ['0.0.0.0/0'] },
      severity: 'critical',
    },
    {
      resourceType: 'aws_security_group',
      configPath: 'ingress[0].from_port',
      driftType: 'value_changed',
      desiredValue: 22,
      actualValue: 23,
      severity: 'security',
    },
    {
      resourceType: 'aws_instance',
      configPath: 'tags.Name',
      driftType: 'key_added',
      actualValue: 'x',
      severity: 'cosmetic',
    },
    {
      resourceType: 'aws_instance',
      configPath: 'instance_type',
      driftType: 'value_changed',
      desiredValue: 'a',
      actualValue: 'b',
      severity: 'functional',
    },
    {
      resourceType: 'aws_instance',
      configPath: 'user_data',
      driftType: 'key_added',
      actualValue: '-----BEGIN RSA PRIVATE KEY-----',
      severity: 'critical',
    },
  ])('classifies a record made by hand: $configPath of $resourceType as $severity', ({ severity, ...record }) => {
    expect(detector().classifyDriftSeverity(record as unknown as DriftRecord)).toBe(severity);
  });

  it('marks security changes in a plan as requiring approval', () => {
    const by = detector();
    const records = [
      ...drift({ ingress: [] }, { ingress: [{ port: 22, cidr: '10.0.0.0/8' }] }, 'aws_security_group', by),
      ...orThrow(by.detectResourceDrift({ resourceId: 'i-1', resourceType: 'aws_instance' }, { size: 1 }, { size: 2 })),
    ];
    expect(
      by
        .generateRemediationPlan(records)
        .map(({ resourceId, actionType, requiresApproval }) => [resourceId, actionType, requiresApproval]),
    ).toEqual([
      ['i-1', 'update', false],
      ['sg-1', 'update', true],
    ]);
  });

  it('takes the place of a plain comparison of two states', async () => {
    const state = { desired: { replicas: '3', image: 'v1' }, actual: { replicas: 3, image: 'v2' } };
    const ports = memoryDriftPorts({
      resources: [{ resourceId: 'web', resourceType: 'service', tenantId: 'acme', ...state }],
      now: new Date(0),
    });
    const report = orThrow(await new DriftDetector(ports).scanTenantResources('acme')());
    expect(report.drifts.map(({ configPath }) => configPath)).toEqual(['image']);
  });

  it('keeps drift in a history, newest first', async () => {
    let now = 1_000;
    const resources = [
      {
        resourceId: 'web',
        resourceType: 'service',
        tenantId: 'acme',
        desired: { size: 1 },
        actual: { size: 2 } as object,
      },
    ];
    const ports = { ...memoryDriftPorts({ resources, now: new Date(0) }), clock: { now: () => new Date(now * 1000) } };
    const by = new DriftDetector(ports);
    await orThrow(by.scanTenantResources('acme'));
    now = 2_000;
    resources[0]!.actual = { size: 3 };
    await orThrow(by.scanTenantResources('acme'));
    const values = async (since?: number) =>
      (await orThrow(by.getDriftHistory('web', since))).map(({ actualValue }) => actualValue);
    expect(await values()).toEqual([3, 2]);
    expect(await values(1_000)).toEqual([3]);
    expect(await values(2_000)).toEqual([]);
  });

  it('lets a comparator decide what means the same', () => {
    const by = detector();
    by.registerComparator('*.size', (desired, actual) => Math.abs(Number(desired) - Number(actual)) < 2);
    expect(drift({ disk: { size: 10 } }, { disk: { size: 11 } }, 'x', by)).toEqual([]);
    expect(drift({ disk: { size: 10 } }, { disk: { size: 12 } }, 'x', by).length).toBe(1);
  });

  it('answers with what is wrong with a rule instead of passing over it', () => {
    const by = detector();
    by.addSeverityRule('x', '', 'critical');
    expect(by.detectResourceDrift('r', {}, {})).toMatchObject({ _tag: 'Left', left: { _tag: 'InvalidRule' } });
  });

  it.each([[undefined], [null], [''], [5], [{}], [{ resourceId: 5 }]])(
    'refuses %j as the name of a resource',
    (name) => {
      expect(detector().detectResourceDrift(name as never, {}, {})).toMatchObject({
        _tag: 'Left',
        left: { _tag: 'DecodeError' },
      });
    },
  );

  it('reads a configuration that is not there as a resource that is not there', () => {
    expect(drift({ a: 1 }, undefined)).toMatchObject([
      { driftType: 'resource_missing', configPath: '', desiredValue: { a: 1 } },
    ]);
    expect(drift({ a: 1 }, null).map(({ driftType }) => driftType)).toEqual(['resource_missing']);
    expect(drift(undefined, { a: 1 }).map(({ driftType }) => driftType)).toEqual(['resource_extra']);
    expect(drift(undefined, undefined)).toEqual([]);
  });

  it.each([[undefined], [null], ['text'], [[null, 5, {}]], [{ length: 3 }]])('plans nothing for %j', (drifts) => {
    expect(detector().generateRemediationPlan(drifts as never)).toEqual([]);
  });

  it('plans for a record that has the fields of the contract alone', () => {
    const record = {
      resourceId: 'r',
      resourceType: 'x',
      tenantId: 't',
      driftType: 'value_changed',
      severity: 'functional',
      configPath: 'a.b[0]',
      desiredValue: 1,
      actualValue: 2,
    };
    const [action] = detector().generateRemediationPlan([record as unknown as DriftRecord]);
    expect(action?.patch).toEqual([
      { op: 'test', path: '/a/b/0', value: 2 },
      { op: 'replace', path: '/a/b/0', value: 1 },
    ]);
  });

  it.each([
    [undefined],
    [null],
    [5],
    [{}],
    [{ configPath: {}, resourceType: {} }],
    [{ configPath: '[[', actualValue: { a: {} } }],
    [{ resourceId: 'r', dependsOn: null, tenantId: 5n, severity: 1 }],
  ])('survives %o in place of a record', (record) => {
    expect(detector().classifyDriftSeverity(record as never)).toMatch(/^(?:cosmetic|functional|security|critical)$/);
    expect(detector().generateRemediationPlan([record as never]).length).toBeLessThan(2);
  });

  it('survives 100,000 levels, and stores what it can show of them', async () => {
    let [desired, actual]: [unknown, unknown] = [{ end: 1 }, { end: 2 }];
    for (let i = 0; i < 100_000; i++) [desired, actual] = [{ a: desired }, { a: actual }];
    const resource = { resourceId: 'r', resourceType: 't', tenantId: 'acme', desired, actual };
    const scanned = new DriftDetector(memoryDriftPorts({ resources: [resource], now: new Date(0) }));
    expect((await orThrow(scanned.scanTenantResources('acme'))).drifts.length).toBe(1);
    const [record] = drift(desired, actual, 'x');
    expect(record?.driftType).toBe('value_changed');
    const [added] = drift({}, actual, 'x');
    expect(JSON.stringify(added).length).toBeLessThan(10_000);
  });
});

describe('a history that outlives the process', () => {
  const resource = { resourceId: 'r', resourceType: 't', tenantId: 'acme', desired: { a: 1 }, actual: { a: 2 } };
  const scanWith = (history: object, digestKey?: unknown) => {
    const ports = memoryDriftPorts({ resources: [resource], now: new Date(0) });
    const made = { ...ports, history: { ...ports.history, ...history }, ...(digestKey !== undefined && { digestKey }) };
    return new DriftDetector(made as typeof ports).scanTenantResources('acme')();
  };

  it('needs a digest key of at least 16 characters', async () => {
    expect(await scanWith({ ephemeral: false })).toMatchObject({ _tag: 'Left', left: { _tag: 'MissingDigestKey' } });
    for (const key of ['too short', 5, ''])
      expect(await scanWith({}, key)).toMatchObject({ _tag: 'Left', left: { _tag: 'MissingDigestKey' } });
    expect(await scanWith({ ephemeral: false }, 'a key for these tests')).toMatchObject({ _tag: 'Right' });
    expect(await scanWith({})).toMatchObject({ _tag: 'Right' });
  });

  it('is read within the seconds of a call', async () => {
    const ports = memoryDriftPorts({ resources: [], now: new Date(0) });
    const hanging = { ...ports.history, read: () => new Promise<never>(() => undefined) };
    const made = new DriftDetector({ ...ports, history: hanging }, { scan: { callSeconds: 0.05 } });
    expect(await made.getDriftHistory('r')()).toMatchObject({ _tag: 'Left', left: { _tag: 'PortFailure' } });
  });
});
