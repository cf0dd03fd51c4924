import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../../src/adapters/memory/drift.js';
import { DriftDetector, type DriftReport } from '../../../src/drift/index.js';
import { failsGate } from '../../../src/drift/reports/index.js';
import { orThrow } from '../../../src/prelude.js';

const scan = async (desired: object, actual: object): Promise<DriftReport> => {
  const resource = { resourceId: 'r', resourceType: 'aws_db_instance', tenantId: 't', desired, actual };
  const ports = memoryDriftPorts({ resources: [resource], now: new Date(0) });
  return orThrow(await new DriftDetector(ports).scanTenantResources('t')());
};

describe('a gate', () => {
  it('fails from its severity on', async () => {
    const encrypted = await scan({ storage_encrypted: true, tags: { a: '1' } }, { storage_encrypted: false, tags: {} });
    expect(['cosmetic', 'functional', 'security', 'critical'].map((one) => failsGate(encrypted, one as never))).toEqual(
      [true, true, true, false],
    );
    expect(failsGate(await scan({ size: 1 }, { size: 2 }), 'security')).toBe(false);
  });

  it('does not count what is suppressed', async () => {
    const report = await scan({ storage_encrypted: true }, { storage_encrypted: false });
    const suppressed = report.drifts.map((drift) => ({ suppressionId: 's', drift }));
    expect(failsGate({ ...report, drifts: [], suppressed }, 'security')).toBe(false);
  });

  it('fails where resources were not read, unless less is enough', async () => {
    const report = await scan({ size: 1 }, { size: 1 });
    const half = { ...report, coverage: { ...report.coverage, unreadable: 1, fraction: 0.5 } };
    expect(failsGate(half, 'critical')).toBe(true);
    expect(failsGate(half, 'critical', { minCoverage: 0.5 })).toBe(false);
    const unlisted = { stage: 'list', errorTag: 'PortFailure', message: 'no' } as const;
    expect(failsGate({ ...report, failures: [unlisted] }, 'critical')).toBe(true);
  });

  it('fails for what is no report, and for a severity that does not exist', async () => {
    expect(failsGate(undefined as never, 'security')).toBe(true);
    expect(failsGate({} as never, 'security')).toBe(true);
    expect(failsGate(await scan({}, {}), 'grave' as never)).toBe(true);
  });
});
