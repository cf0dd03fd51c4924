import { describe, expect, it } from 'vitest';
import { memoryDriftPorts } from '../../src/adapters/memory/drift.js';
import { decode } from '../../src/codec/decode.js';
import { listOf } from '../../src/codec/record.js';
import { Baseline, DriftDetector, driftRules, type DriftRuleSpec } from '../../src/drift/index.js';
import { orThrow } from '../../src/prelude.js';

const KEY = 'a key for these tests';
const desired = { size: 1, rules: [{ port: 80 }] };
const running = { ...desired, type: 'ClusterIP', password: 'hunter2', tier: 'b' };

/** A scan of one resource, and the baselines that there are after it. */
async function scan(actual: unknown, baselines: readonly Baseline[] = [], spec: DriftRuleSpec = {}) {
  const resource = { resourceId: 'r', resourceType: 'service', tenantId: 't', desired, actual };
  const ports = memoryDriftPorts({ resources: [resource], now: new Date(86_400_000), digestKey: KEY, baselines });
  const detector = new DriftDetector(ports, { rules: orThrow(driftRules(spec)), scan: { baselineOwner: 'ops' } });
  const report = orThrow(await detector.scanTenantResources('t')());
  const stored = orThrow(decode(listOf(Baseline), ports.storedBaselines, 'the baselines'));
  const found = report.drifts.map(({ configPath, driftType }) => `${driftType} ${configPath}`);
  return { ports, detector, report, stored, found };
}

describe('a baseline', () => {
  it('is recorded by the first scan, without secrets, and with who answers for it', async () => {
    const { found, stored, ports } = await scan(running);
    expect(found).toEqual([]);
    expect(stored).toMatchObject([{ resourceId: 'r', owner: 'ops', acceptedAt: 86_400, configuration: { tier: 'b' } }]);
    expect(JSON.stringify(ports.storedBaselines)).not.toContain('hunter2');
  });

  it('keeps quiet what is as it was accepted, and reports what has moved since, with owner and date', async () => {
    const { stored } = await scan(running);
    expect((await scan(running, stored)).found).toEqual([]);
    const moved = await scan({ ...running, type: 'NodePort', password: 'hunter3', extra: 1 }, stored);
    expect(moved.found).toEqual(['key_added extra', 'value_changed password', 'value_changed type']);
    expect(moved.report.drifts[2]).toMatchObject({
      desiredValue: 'ClusterIP',
      actualValue: 'NodePort',
      baseline: { owner: 'ops', acceptedAt: 86_400 },
      remediationAction: 'set type to the accepted value',
    });
    expect(JSON.stringify([moved.report, moved.ports.storedEntries])).not.toMatch(/hunter[23]/);
  });

  it('leaves what is declared to the declaration', async () => {
    const { stored } = await scan({ ...running, size: 5 });
    expect((await scan({ ...running, size: 5 }, stored)).found).toEqual(['value_changed size']);
    expect((await scan({ ...running, size: 1 }, stored)).found).toEqual([]);
  });

  it('is not replaced by a later scan, and none is made of what does not run', async () => {
    const { stored } = await scan(running);
    expect((await scan({ ...running, tier: 'c' }, stored)).stored).toEqual(stored);
    expect((await scan(undefined)).stored).toEqual([]);
  });

  it('reports a failure of its port, and hides nothing for it', async () => {
    const resource = {
      resourceId: 'r',
      resourceType: 'service',
      tenantId: 't',
      desired,
      actual: { ...running, size: 2 },
    };
    const ports = memoryDriftPorts({ resources: [resource], now: new Date(0), baselines: [] });
    const refuse = () => Promise.reject(new Error('no'));
    const report = orThrow(
      await new DriftDetector({
        ...ports,
        baselines: { listBaselines: refuse, saveBaseline: refuse },
      }).scanTenantResources('t')(),
    );
    expect(report.failures).toMatchObject([{ stage: 'baselines' }]);
    expect(report.drifts.map(({ configPath }) => configPath)).toContain('size');
  });
});
