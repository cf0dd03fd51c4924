import { describe, expect, it } from 'vitest';
import { memoryCostPorts, memoryDriftPorts, memoryForecastPorts } from '../../src/adapters/memory/index.js';
import { CapacityForecastEngine, CostAllocationService, DriftDetector, orThrow } from '../../src/index.js';
import { fixedClock } from '../../src/testing/index.js';

/** What a clock of `Temporal` answers: an instant that is no Date. */
const at = (text: string) => ({ epochMilliseconds: Date.parse(text) });
const now = at('2026-04-01T00:00:00Z');
const clock = { now: () => now };

describe('a clock that tells the time by Temporal', () => {
  it('serves the history of costs and the beginning of a rule', async () => {
    const ports = memoryCostPorts({ tenants: [{ tenantId: 'a' }], charges: [], now: at('2020-01-01T00:00:00Z') });
    const service = new CostAllocationService({ ...ports, clock });
    const [march] = await orThrow(service.getHistoricalCosts('a', 1));
    expect(march?.periodEnd).toBe(now.epochMilliseconds / 1000);
    await orThrow(service.createAllocationRule({ strategy: 'equal' }));
    expect(ports.stored.rules[0]?.effectiveFrom).toBe(now.epochMilliseconds / 1000);
  });

  it('stamps drifts and ends the history of a forecast', async () => {
    const detector = new DriftDetector({ ...memoryDriftPorts({ resources: [], now: at('2020-01-01') }), clock });
    expect(orThrow(detector.detectResourceDrift('x', { a: 1 }, { a: 2 }))[0]?.detectedAt).toBe(1775001600);
    const points = Array.from({ length: 40 }, (_, i) => ({ timestamp: 1775001600 - (40 - i) * 86_400, value: i }));
    const usage = [{ tenantId: 'a', metric: 'storage_used_gb' as const, points }] as never;
    const engine = new CapacityForecastEngine({ ...memoryForecastPorts({ usage, now: at('2020-01-01') }), clock });
    expect((await orThrow(engine.forecastMetric('a', 'storage_used_gb', 3))).generatedAt).toBe(1775001600);
  });

  it('is no clock where the time is none', async () => {
    const broken = { now: () => ({ epochMilliseconds: Number.NaN }) };
    const detector = new DriftDetector({
      ...memoryDriftPorts({ resources: [], now: at('2020-01-01') }),
      clock: broken,
    });
    expect(detector.detectResourceDrift('x', 1, 2)).toMatchObject({ left: { _tag: 'DecodeError' } });
  });

  it('starts a fixed clock, and a period that is written by hand', async () => {
    expect(fixedClock(now).now()).toEqual(new Date('2026-04-01T00:00:00Z'));
    const service = new CostAllocationService(memoryCostPorts({ tenants: [{ tenantId: 'a' }], charges: [], now }));
    const period = { start: at('2026-03-01T00:00:00Z'), end: now };
    expect((await orThrow(service.calculateTenantAllocation('a', period))).totalAllocated.toFixed()).toBe('0');
  });
});
