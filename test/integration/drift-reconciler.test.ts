import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleWorld } from '../../docs/examples/host/platform/sample-world.js';
import { HttpActualState, HttpCompliance, HttpDesiredState, HttpReconciler } from '../../src/adapters/http/index.js';
import { memoryDriftPorts } from '../../src/adapters/memory/index.js';
import { cloudRules } from '../../src/drift/cloud/index.js';
import { DriftDetector, driftRules } from '../../src/drift/index.js';
import { orThrow } from '../../src/prelude.js';
import { seededRandom } from '../../src/testing/index.js';
import { json } from '../adapters/http/faulty-server.js';
import { unreliablePlatform, type UnreliablePlatform } from './unreliable-platform.js';

let platform: UnreliablePlatform;
beforeEach(async () => {
  platform = await unreliablePlatform(sampleWorld('2026-11-23', { tenants: 2, charges: 1, days: 1 }));
});
afterEach(() => platform.close());

function detectorOver() {
  const memory = memoryDriftPorts({ resources: [], now: new Date(1.79e12), digestKey: 'a key for tests alone' });
  const ports = {
    ...memory,
    desired: new HttpDesiredState(platform.client('state')),
    actual: new HttpActualState(platform.client('inventory')),
    reconciler: new HttpReconciler(platform.client('reconciler')),
    compliance: new HttpCompliance(platform.client('compliance')),
  };
  return { detector: new DriftDetector(ports, { rules: orThrow(driftRules(cloudRules)) }), memory };
}

const kinds = (): Record<string, number> => ({
  escalations: platform.inbox.received('escalations').length,
  reconciliations: platform.inbox.received('reconciliations').length,
});

describe('drift with a reconciler and a compliance service', () => {
  it('hands what is grave to compliance, the rest to the reconciler, each once however often it scans', async () => {
    const { detector } = detectorOver();
    const first = await orThrow(detector.scanTenantResources('tenant-1'));
    expect(first.failures).toEqual([]);
    expect(first.coverage).toMatchObject({ total: 4, drifted: 3, inSync: 1 });
    const grave = first.drifts.filter(({ severity }) => severity === 'security' || severity === 'critical');
    expect(grave.length).toBeGreaterThan(0);
    expect(kinds()).toEqual({ escalations: grave.length, reconciliations: 2 });
    await orThrow(detector.scanTenantResources('tenant-1'));
    expect(kinds()).toEqual({ escalations: grave.length, reconciliations: 2 });
    expect(platform.inbox.repeated).toBe(0);
    const keys = platform.server.seen
      .filter(({ method }) => method === 'POST')
      .map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('takes effect once where the receiver has it and the answer is lost', async () => {
    const lost = new Set<unknown>();
    platform.lose = ({ method, headers }) => {
      const key = headers['idempotency-key'];
      if (method !== 'POST' || lost.has(key)) return undefined;
      lost.add(key);
      return { kind: 'drop' };
    };
    const report = await orThrow(detectorOver().detector.scanTenantResources('tenant-1'));
    expect(report.failures).toEqual([]);
    expect(platform.inbox.repeated).toBe(lost.size);
    expect(kinds().reconciliations).toBe(2);
  });

  it('keeps what a receiver would not take, and hands it on at the next scan', async () => {
    const { detector } = detectorOver();
    platform.interfere = ({ url }) => (url.endsWith('/escalations') ? { kind: 'status', status: 500 } : undefined);
    const first = await orThrow(detector.scanTenantResources('tenant-1'));
    expect(first.failures.map(({ stage }) => stage)).toContain('deliver');
    expect(kinds().escalations).toBe(0);
    platform.interfere = () => undefined;
    const second = await orThrow(detector.scanTenantResources('tenant-1'));
    expect(second.failures).toEqual([]);
    expect(kinds().escalations).toBeGreaterThan(0);
  });

  it('shows what it could not read, and hides nothing else', async () => {
    const calm = await orThrow(detectorOver().detector.scanTenantResources('tenant-1'));
    platform.interfere = ({ url }) =>
      url.includes('/running-resources/tenant-1-aws_db_instance') ? { kind: 'status', status: 403 } : undefined;
    const report = await orThrow(detectorOver().detector.scanTenantResources('tenant-1'));
    expect(report.coverage).toMatchObject({ total: 4, unreadable: 1 });
    const readable = calm.drifts.filter(({ resourceId }) => resourceId !== 'tenant-1-aws_db_instance');
    expect(report.drifts.map(({ resourceId, configPath }) => [resourceId, configPath])).toEqual(
      readable.map(({ resourceId, configPath }) => [resourceId, configPath]),
    );
  });

  it('finds the same when one request in four fails', async () => {
    const calm = await orThrow(detectorOver().detector.scanTenantResources('tenant-1'));
    const random = seededRandom(9);
    platform.lose = () =>
      random.next() < 0.25
        ? random.pick([{ kind: 'drop' }, { kind: 'status', status: 429 }, { kind: 'text', body: '<' }] as const)
        : undefined;
    const stormy = await orThrow(detectorOver().detector.scanTenantResources('tenant-1'));
    expect(stormy.drifts.map(({ pointer, severity }) => [pointer, severity])).toEqual(
      calm.drifts.map(({ pointer, severity }) => [pointer, severity]),
    );
  });

  it('refuses the resources of another tenant', async () => {
    const foreign = platform.world.declared.filter((row) => row['tenant_id'] === 'tenant-2');
    platform.interfere = ({ url }) =>
      url.includes('declared-resources') ? json({ items: foreign, next_cursor: null }) : undefined;
    const { detector, memory } = detectorOver();
    const outcome = await detector.scanTenantResources('tenant-1')();
    expect(outcome).toMatchObject({ _tag: 'Left', left: { _tag: 'ForeignTenant' } });
    expect([memory.storedEntries, kinds()]).toEqual([[], { escalations: 0, reconciliations: 0 }]);
  });
});
