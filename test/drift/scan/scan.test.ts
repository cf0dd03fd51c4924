import { describe, expect, it } from 'vitest';
import { memoryDriftPorts, type MemoryResource } from '../../../src/adapters/memory/drift.js';
import { DriftDetector, type DriftPorts, type ScanOptions } from '../../../src/drift/index.js';
import { E, orThrow } from '../../../src/prelude.js';

const NOW = new Date('2026-03-01T00:00:00Z');
const resource = (
  resourceId: string,
  desired: unknown,
  actual: unknown,
  resourceType = 'aws_instance',
): MemoryResource => ({
  resourceId,
  resourceType,
  tenantId: 'acme',
  ...(desired !== undefined && { desired }),
  ...(actual !== undefined && { actual }),
});

const RESOURCES: readonly MemoryResource[] = [
  resource('same', { size: 1 }, { size: '1' }),
  resource('drifted', { size: 1, tags: { a: 'x' } }, { size: 2, tags: { a: 'y' } }),
  resource('gone', { size: 1 }, undefined),
  resource('wild', undefined, { size: 9 }),
  resource(
    'open',
    { ingress: [] },
    { ingress: [{ from_port: 22, to_port: 22, cidr_blocks: ['0.0.0.0/0'] }] },
    'aws_security_group',
  ),
];

const scanOf = async (ports: DriftPorts, options?: ScanOptions, types?: readonly string[]) =>
  orThrow(await new DriftDetector(ports).scanTenantResources('acme', types, options)());

describe('a scan', () => {
  it('puts every resource into exactly one outcome and states its coverage', async () => {
    const report = await scanOf(memoryDriftPorts({ resources: RESOURCES, now: NOW }));
    expect(report.outcomes.map(({ resourceId, status }) => `${resourceId}: ${status}`)).toEqual([
      'drifted: drifted',
      'gone: missing',
      'open: drifted',
      'same: in_sync',
      'wild: extra',
    ]);
    expect(report.coverage).toEqual({
      total: 5,
      inSync: 1,
      drifted: 2,
      missing: 1,
      extra: 1,
      unreadable: 0,
      fraction: 1,
    });
    expect(report.summary).toEqual({ cosmetic: 1, functional: 3, security: 0, critical: 1 });
    expect(report.ignoredByRule).toEqual({ coercion: 1 });
    expect(report.failures).toEqual([]);
  });

  it('looks at the types asked for alone', async () => {
    const report = await scanOf(memoryDriftPorts({ resources: RESOURCES, now: NOW }), {}, ['aws_security_group']);
    expect(report.resourceIds).toEqual(['open']);
  });

  it('gives the same report whatever the order of the resources and however many are read at once', async () => {
    const one = await scanOf(memoryDriftPorts({ resources: RESOURCES, now: NOW }), { concurrency: 1 });
    const ports = memoryDriftPorts({ resources: [...RESOURCES].reverse(), now: NOW });
    const slowFirst: DriftPorts = {
      ...ports,
      actual: {
        ...ports.actual,
        readResource: async (one, signal) => {
          for (let i = 0; one.resourceId < 'o' && i < 20; i++) await Promise.resolve();
          return ports.actual.readResource(one, signal);
        },
      },
    };
    const many = await scanOf(slowFirst, { concurrency: 5 });
    expect(many).toEqual(one);
  });

  it('hands low severities to the reconciler and grave ones to compliance, after history has them', async () => {
    const order: string[] = [];
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const watched: DriftPorts = {
      ...ports,
      history: {
        ...ports.history,
        append: (entry, signal) => (order.push(`history ${entry.resourceId}`), ports.history.append(entry, signal)),
      },
      reconciler: {
        reconcile: (request, signal) => (
          order.push(`reconciler ${request.action.resourceId}`),
          ports.reconciler.reconcile(request, signal)
        ),
      },
      compliance: {
        escalate: (one, signal) => (
          order.push(`compliance ${one.drift.resourceId}`),
          ports.compliance.escalate(one, signal)
        ),
      },
    };
    await scanOf(watched, { concurrency: 1 });
    expect(order).toEqual([
      'history drifted',
      'history gone',
      'history open',
      'history wild',
      'compliance open',
      'reconciler drifted',
      'reconciler gone',
      'reconciler wild',
      // The confirmations.
      'history open',
      'history drifted',
      'history gone',
      'history wild',
    ]);
    expect(
      ports.reconciliations.map(({ drifts, action }) => [
        action.resourceId,
        action.actionType,
        drifts.length,
        action.requiresApproval,
      ]),
    ).toEqual([
      ['drifted', 'update', 2, false],
      ['gone', 'create', 1, false],
      ['wild', 'delete', 1, true],
    ]);
    expect(ports.escalations.map(({ drift }) => [drift.resourceId, drift.severity])).toEqual([['open', 'critical']]);
  });

  it('hands each drift on once, however often it is repeated', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    for (let i = 0; i < 3; i++) await scanOf(ports);
    expect([ports.escalations.length, ports.reconciliations.length]).toEqual([1, 3]);
  });

  it('dispatches later, under the same key, what an interrupted scan could not', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const keys: string[] = [];
    let up = false;
    const flaky: DriftPorts = {
      ...ports,
      compliance: {
        escalate: (escalation, signal) => {
          keys.push(escalation.idempotencyKey);
          if (!up) throw new Error('down');
          return ports.compliance.escalate(escalation, signal);
        },
      },
    };
    const first = await scanOf(flaky);
    expect(first.failures.map(({ stage, resourceId }) => [stage, resourceId])).toEqual([['deliver', 'open']]);
    up = true;
    await scanOf(flaky);
    await scanOf(flaky);
    expect(ports.escalations.length).toBe(1);
    expect(keys.length).toBe(2);
    expect(new Set(keys).size).toBe(1);
  });

  it('repeats the key where a receiver confirmed and the confirmation could not be written', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES.slice(4), now: NOW });
    let appends = 0;
    const forgetful: DriftPorts = {
      ...ports,
      history: {
        ...ports.history,
        append: (entry, signal) => {
          if (++appends === 2) throw new Error('the process died');
          return ports.history.append(entry, signal);
        },
      },
    };
    await scanOf(forgetful);
    await scanOf(forgetful);
    expect(new Set(ports.escalations.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
  });

  it('hands nothing on that history does not have', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const report = await scanOf({
      ...ports,
      history: {
        ...ports.history,
        append: () => {
          throw new Error('read-only');
        },
      },
    });
    expect([ports.escalations.length, ports.reconciliations.length]).toEqual([0, 0]);
    expect(report.failures.filter(({ stage }) => stage === 'history').length).toBe(4);
    expect(report.summary.critical).toBe(1);
  });

  it('gives both of two scans that meet the whole chain, and the receivers one key', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    await Promise.all([scanOf(ports), scanOf(ports)]);
    expect(new Set(ports.escalations.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(1);
    const history = await new DriftDetector(ports).getDriftHistory({ resourceId: 'open', tenantId: 'acme' })();
    expect(E.isRight(history)).toBe(true);
  });
});

describe('a scan in trouble', () => {
  const failing = (ports: DriftPorts, bad: string, error: Error): DriftPorts => ({
    ...ports,
    actual: {
      ...ports.actual,
      readResource: (one, signal) => {
        if (one.resourceId === bad) throw error;
        return ports.actual.readResource(one, signal);
      },
    },
  });

  it('goes on where one resource cannot be read, and does not call it in sync', async () => {
    const report = await scanOf(
      failing(memoryDriftPorts({ resources: RESOURCES, now: NOW }), 'same', new Error('access denied')),
    );
    expect(report.outcomes.find(({ resourceId }) => resourceId === 'same')).toMatchObject({
      status: 'unreadable',
      reason: expect.stringContaining('access denied'),
    });
    expect(report.coverage).toMatchObject({ total: 5, unreadable: 1, fraction: 0.8 });
    expect(report.drifts.length).toBe(5);
  });

  it('logs each failure in a line, and survives a log that throws', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const broken = failing(ports, 'same', new Error('access denied'));
    await scanOf(broken);
    expect(ports.logLines).toMatchObject([
      {
        level: 'warning',
        context: { tenantId: 'acme', resourceId: 'same' },
        message: expect.stringContaining('access denied'),
      },
    ]);
    const report = await scanOf({
      ...broken,
      log: {
        write: () => {
          throw new Error('disk full');
        },
      },
    });
    expect(report.failures.length).toBe(1);
  });

  it('tries again where the provider was asked too often, and nowhere else', async () => {
    const attempts = async (error: Error): Promise<number> => {
      let count = 0;
      const ports = memoryDriftPorts({ resources: RESOURCES.slice(0, 1), now: NOW });
      await scanOf(
        {
          ...ports,
          actual: {
            ...ports.actual,
            readResource: () => {
              count += 1;
              throw error;
            },
          },
        },
        { attempts: 4, backoffSeconds: 0.001 },
      );
      return count;
    };
    expect(await attempts(Object.assign(new Error('slow down'), { name: 'ThrottlingException' }))).toBe(4);
    expect(await attempts(Object.assign(new Error('too many'), { status: 429 }))).toBe(4);
    expect(await attempts(Object.assign(new Error('wait'), { retryAfterSeconds: 0 }))).toBe(4);
    expect(await attempts(Object.assign(new Error('no'), { status: 403 }))).toBe(1);
    expect(await attempts(new Error('Throttling is mentioned, and nothing more'))).toBe(1);
  });

  it('reads no more than it was told to at once', async () => {
    let running = 0;
    let most = 0;
    const ports = memoryDriftPorts({
      resources: Array.from({ length: 20 }, (_, i) => resource(`r${i}`, {}, {})),
      now: NOW,
    });
    const counted: DriftPorts = {
      ...ports,
      actual: {
        ...ports.actual,
        readResource: async (one, signal) => {
          most = Math.max(most, (running += 1));
          await Promise.resolve();
          running -= 1;
          return ports.actual.readResource(one, signal);
        },
      },
    };
    await scanOf(counted, { concurrency: 3 });
    expect(most).toBe(3);
  });

  it('stops reading at its deadline, and says what it has not seen', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const hanging: DriftPorts = {
      ...ports,
      actual: {
        ...ports.actual,
        readResource: (one, signal) =>
          one.resourceId === 'same' ? new Promise(() => undefined) : ports.actual.readResource(one, signal),
      },
    };
    const report = await scanOf(hanging, { deadlineSeconds: 0.05 });
    expect(report.coverage.unreadable).toBe(1);
    expect(report.outcomes.find(({ status }) => status === 'unreadable')?.reason).toContain('ran out of time');
  });

  it('ends as cancelled when it is called off, having handed nothing on', async () => {
    const controller = new AbortController();
    const told: number[] = [];
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const outcome = await new DriftDetector(ports).scanTenantResources('acme', undefined, {
      signal: controller.signal,
      concurrency: 1,
      onProgress: (done) => {
        told.push(done);
        if (done === 2) controller.abort();
      },
    })();
    expect(outcome).toMatchObject({ _tag: 'Left', left: { _tag: 'Cancelled' } });
    expect([ports.escalations.length, ports.reconciliations.length, ports.storedEntries.length]).toEqual([0, 0, 0]);
    expect(told).toEqual([1, 2]);
  });

  it('tells its progress after each resource, and survives a listener that throws', async () => {
    const told: string[] = [];
    await scanOf(memoryDriftPorts({ resources: RESOURCES, now: NOW }), {
      onProgress: (done, total) => {
        told.push(`${done}/${total}`);
        throw new Error('no');
      },
    });
    expect(told).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
  });

  it('refuses rows of another tenant, and the same id twice', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const [row] = await ports.desired.listResources({ tenantId: 'acme' }, new AbortController().signal);
    const foreign = await new DriftDetector({
      ...ports,
      desired: { listResources: () => [{ ...row!, tenantId: 'other' }] },
    }).scanTenantResources('acme')();
    expect(foreign).toMatchObject({ _tag: 'Left', left: { _tag: 'ForeignTenant' } });
    const twice = await new DriftDetector({
      ...ports,
      desired: { listResources: () => [row!, row!] },
    }).scanTenantResources('acme')();
    expect(twice).toMatchObject({ _tag: 'Left', left: { _tag: 'DuplicateResource' } });
  });

  it('finds what is missing where the port cannot list, and says nothing of what is extra', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const { readResource } = ports.actual;
    const report = await scanOf({ ...ports, actual: { readResource } });
    expect(report.coverage).toMatchObject({ total: 4, missing: 1, extra: 0 });
  });

  it('closes the drifts of a resource that is neither declared nor run any more', async () => {
    const before = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    await scanOf(before);
    const [wild] = await before.history.read({ tenantId: 'acme', resourceId: 'wild' }, new AbortController().signal);
    expect(wild!.episodes).toMatchObject([{ driftType: 'resource_extra', closedAt: null }]);
    const after = { ...memoryDriftPorts({ resources: [], now: NOW }), history: before.history };
    const { readResource } = after.actual;
    const last = async () =>
      (await before.history.latest({ tenantId: 'acme' }, new AbortController().signal)).map(
        ({ resourceId, episodes }) => `${resourceId}: ${episodes.map(({ closedBy }) => closedBy ?? 'open').join()}`,
      );
    // Where the port cannot list, or other types are asked for, nobody knows.
    await scanOf({ ...after, actual: { readResource } });
    await scanOf(after, {}, ['aws_vpc']);
    expect(await last()).toContain('wild: open');
    await scanOf(after);
    expect((await last()).sort()).toEqual([
      'drifted: resolved,resolved',
      'gone: resolved',
      'open: resolved',
      'wild: resolved',
    ]);
  });

  it('answers a configuration that contains itself as unreadable', async () => {
    const knot: Record<string, unknown> = { a: 1 };
    knot['self'] = knot;
    knot['again'] = knot;
    const report = await scanOf(
      memoryDriftPorts({ resources: [resource('knot', { a: 1 }, knot), ...RESOURCES], now: NOW }),
    );
    expect(report.failures).toMatchObject([{ stage: 'compare', resourceId: 'knot', errorTag: 'CyclicConfig' }]);
    expect(report.drifts.length).toBe(5);
  });

  it('leaves a whole scan above the blast radius to a person', async () => {
    const many = Array.from({ length: 4 }, (_, i) => resource(`r${i}`, { size: 1 }, { size: 2 }));
    const automatic = async (blastRadius: number): Promise<number> => {
      const ports = memoryDriftPorts({ resources: many, now: NOW });
      orThrow(await new DriftDetector(ports, { plan: { blastRadius } }).scanTenantResources('acme')());
      return ports.reconciliations.filter(({ action }) => !action.requiresApproval).length;
    };
    expect(await automatic(4)).toBe(4);
    expect(await automatic(3)).toBe(0);
  });

  it('answers a tenant that is no text, and ports that throw at once, as errors', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    expect(await new DriftDetector(ports).scanTenantResources('')()).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'DecodeError' },
    });
    const broken: DriftPorts = {
      ...ports,
      clock: {
        now: () => {
          throw new Error('no time');
        },
      },
    };
    expect(await new DriftDetector(broken).scanTenantResources('acme')()).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'PortFailure' },
    });
    expect(new DriftDetector(broken).detectResourceDrift('r', {}, { a: 1 })).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'PortFailure' },
    });
  });

  it('waits for a clock and for ids that answer later', async () => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const later = {
      ...ports,
      clock: { now: async () => ports.clock.now() },
      ids: { next: async () => ports.ids.next() },
    } as unknown as DriftPorts;
    expect(await scanOf(later)).toEqual(await scanOf(memoryDriftPorts({ resources: RESOURCES, now: NOW })));
  });

  it.each([
    ['a clock that answers with a number', { clock: { now: () => 5 } }, 'the answer of the clock port'],
    [
      'a clock that answers with an invalid Date',
      { clock: { now: () => new Date(Number.NaN) } },
      'the answer of the clock port',
    ],
    ['ids that answer with nothing', { ids: { next: () => undefined } }, 'the answer of the ids port'],
    ['ids that answer with an object', { ids: { next: () => ({}) } }, 'the answer of the ids port'],
  ])('refuses %s', async (_, wrong, what) => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const detector = new DriftDetector({ ...ports, ...wrong } as unknown as DriftPorts);
    const refused = { _tag: 'Left', left: { _tag: 'DecodeError', what } };
    expect(await detector.scanTenantResources('acme')()).toMatchObject(refused);
    expect(detector.detectResourceDrift('r', {}, { a: 1 })).toMatchObject(refused);
    expect([ports.escalations.length, ports.reconciliations.length, ports.storedEntries.length]).toEqual([0, 0, 0]);
  });

  it('says so where a clock or ids answer later and the drift of one resource is asked for at once', () => {
    const ports = memoryDriftPorts({ resources: [], now: NOW });
    const late = () => Promise.reject(new Error('later'));
    for (const wrong of [{ clock: { now: late } }, { ids: { next: late } }])
      expect(
        new DriftDetector({ ...ports, ...wrong } as unknown as DriftPorts).detectResourceDrift('r', {}, { a: 1 }),
      ).toMatchObject({
        left: { _tag: 'PortFailure', reason: 'expected a value, got a promise' },
      });
  });

  it('lets a log and a listener reject later', async () => {
    const unobserved: unknown[] = [];
    const watch = (cause: unknown): void => void unobserved.push(cause);
    process.on('unhandledRejection', watch);
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const late = (): void => Promise.reject(new Error('later')) as unknown as void;
    await scanOf(
      {
        ...ports,
        actual: {
          readResource: () => {
            throw new Error('no');
          },
        },
        log: { write: late },
      },
      { onProgress: late },
    );
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', watch);
    expect(unobserved).toEqual([]);
  });

  it.each([
    [
      'desired.listResources',
      (ports: DriftPorts, hang: () => Promise<never>): DriftPorts => ({ ...ports, desired: { listResources: hang } }),
    ],
    [
      'actual.listResources',
      (ports: DriftPorts, hang: () => Promise<never>): DriftPorts => ({
        ...ports,
        actual: { ...ports.actual, listResources: hang },
      }),
    ],
    [
      'suppressions.listSuppressions',
      (ports: DriftPorts, hang: () => Promise<never>): DriftPorts => ({
        ...ports,
        suppressions: { listSuppressions: hang },
      }),
    ],
    [
      'history.latest',
      (ports: DriftPorts, hang: () => Promise<never>): DriftPorts => ({
        ...ports,
        history: { ...ports.history, latest: hang },
      }),
    ],
  ])('does not wait longer than its deadline for %s', async (name, hanging) => {
    const ports = memoryDriftPorts({ resources: RESOURCES, now: NOW });
    const outcome = await new DriftDetector(hanging(ports, () => new Promise(() => undefined))).scanTenantResources(
      'acme',
      undefined,
      { deadlineSeconds: 0.05 },
    )();
    const told = E.isLeft(outcome) ? [outcome.left.message] : outcome.right.failures.map(({ message }) => message);
    const [port, method] = name.split('.');
    expect(told).toContainEqual(expect.stringContaining(`the ${port} port failed in ${method}: no answer within`));
  });
});
