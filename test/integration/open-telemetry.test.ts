import { describe, expect, it } from 'vitest';
import { openTelemetryObserver } from '../../docs/examples/host/observe/open-telemetry.js';
import { memoryDriftPorts } from '../../src/adapters/memory/index.js';
import { DriftDetector } from '../../src/drift/index.js';
import { orThrow } from '../../src/prelude.js';

describe('the bridge to OpenTelemetry', () => {
  it('shows each port call as a span with its tenant, and as a count and a duration without', async () => {
    const spans: Record<string, unknown>[] = [];
    const points: unknown[] = [];
    const tracer = {
      startSpan(name: string, options?: { attributes?: Record<string, string> }) {
        const span: Record<string, unknown> = { name, ...options?.attributes };
        spans.push(span);
        return { setStatus: (status: object) => (span['status'] = status), end: () => (span['ended'] = true) };
      },
    };
    const meter = {
      createCounter: () => ({ add: (value: number, attributes?: object) => points.push([value, attributes]) }),
      createHistogram: () => ({ record: (value: number, attributes?: object) => points.push([value, attributes]) }),
    };
    let now = 0;
    const observer = openTelemetryObserver(tracer, meter, () => (now += 500));
    const ports = { ...memoryDriftPorts({ resources: [], now: new Date(1.79e12) }), observer };
    await orThrow(new DriftDetector(ports).scanTenantResources('acme'));
    expect(spans).toContainEqual({ name: 'omnicloud.desired.listResources', 'omnicloud.tenant': 'acme', ended: true });
    expect(points).toContainEqual([1, { name: 'desired.listResources', outcome: 'ok' }]);
    expect(points).toContainEqual([0.5, { name: 'desired.listResources', outcome: 'ok' }]);
    expect(JSON.stringify(points)).not.toContain('acme');
    const broken = { ...ports, desired: { listResources: () => Promise.reject(new Error('down')) } };
    await new DriftDetector(broken).scanTenantResources('acme')();
    expect(spans).toContainEqual(
      expect.objectContaining({ name: 'omnicloud.desired.listResources', status: { code: 2, message: 'PortFailure' } }),
    );
  });
});
