import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sampleWorld } from '../../docs/examples/host/platform/sample-world.js';
import { HttpBilling, HttpCompute, HttpMonitor } from '../../src/adapters/http/index.js';
import { memoryForecastPorts } from '../../src/adapters/memory/index.js';
import {
  CapacityForecastEngine,
  CapacityLevel,
  ResourcePrice,
  UsageSeries,
} from '../../src/capacity-forecast/index.js';
import { decode } from '../../src/codec/decode.js';
import { listOf } from '../../src/codec/record.js';
import { orThrow } from '../../src/prelude.js';
import { json } from '../adapters/http/faulty-server.js';
import { unreliablePlatform, type UnreliablePlatform } from './unreliable-platform.js';

const world = sampleWorld('2026-11-23', { tenants: 2, charges: 1, days: 40 });
const now = new Date('2026-11-23T00:00:00Z');

let platform: UnreliablePlatform;
beforeEach(async () => {
  platform = await unreliablePlatform(world);
});
afterEach(() => platform.close());

const memory = () =>
  memoryForecastPorts({
    usage: orThrow(decode(listOf(UsageSeries), world.usage, 'usage')),
    capacity: orThrow(decode(listOf(CapacityLevel), world.capacity, 'capacity')),
    prices: orThrow(decode(listOf(ResourcePrice), world.prices, 'prices')) as never,
    now,
  });

function engineOver() {
  const stores = memory();
  const compute = new HttpCompute(platform.client('compute'));
  const prices = new HttpBilling(platform.client('billing'));
  const monitor = new HttpMonitor(platform.client('monitor'));
  return {
    engine: new CapacityForecastEngine({
      ...stores,
      usage: compute,
      capacity: compute,
      workloads: compute,
      prices,
      monitor,
    }),
    stores,
  };
}

describe('forecast with compute and billing services', () => {
  it('forecasts and recommends as it does in memory, and tells the monitor', async () => {
    const { engine } = engineOver();
    const reference = new CapacityForecastEngine(memory());
    const forecast = await orThrow(engine.forecastMetric('tenant-1', 'instance_count'));
    expect(forecast).toEqual(await orThrow(reference.forecastMetric('tenant-1', 'instance_count')));
    const advice = await orThrow(engine.generateCapacityRecommendations('tenant-1', forecast));
    expect(advice.length).toBeGreaterThan(0);
    expect(advice).toEqual(await orThrow(reference.generateCapacityRecommendations('tenant-1', forecast)));
    expect(advice[0]!.currency).toBe('USD');
    expect(platform.inbox.received('forecasts').map((body) => body['forecast_id'])).toEqual([forecast.forecastId]);
    expect(platform.inbox.received('capacity-recommendations')).toHaveLength(1);
  });

  it('forecasts the same when every answer is lost once', async () => {
    const asked = new Set<string>();
    platform.lose = ({ method, url }) => {
      if (asked.has(method + url)) return undefined;
      asked.add(method + url);
      return { kind: 'drop' };
    };
    const forecast = await orThrow(engineOver().engine.forecastMetric('tenant-1', 'cpu_utilization'));
    expect(forecast).toEqual(
      await orThrow(new CapacityForecastEngine(memory()).forecastMetric('tenant-1', 'cpu_utilization')),
    );
    expect(platform.inbox.received('forecasts')).toHaveLength(1);
  });

  it('fails by name when compute is down, slow or of no use, and keeps nothing', async () => {
    for (const behaviour of [
      { kind: 'status', status: 500 },
      { kind: 'text', body: 'usage: fine' },
      json({ points: [] }),
    ] as const) {
      platform.interfere = ({ url }) => (url.includes('/usage/') ? behaviour : undefined);
      const { engine, stores } = engineOver();
      const outcome = await engine.forecastMetric('tenant-1', 'cpu_utilization')();
      expect(outcome).toMatchObject({ _tag: 'Left', left: { _tag: 'PortFailure', port: 'usage' } });
      const query = { tenantId: 'tenant-1', metric: 'cpu_utilization', limit: 1 } as const;
      expect(await stores.forecasts.latestForecasts(query, new AbortController().signal)).toEqual([]);
    }
  });

  it('refuses usage, capacity and prices of another tenant', async () => {
    const of = (list: 'usage' | 'capacity' | 'prices', tenant: string) =>
      world[list].filter((row) => row['tenant_id'] === tenant);
    platform.interfere = ({ url }) => (url.includes('/usage/') ? json(of('usage', 'tenant-2')[0]) : undefined);
    const { engine } = engineOver();
    expect(await engine.forecastMetric('tenant-1', 'cpu_utilization')()).toMatchObject({
      left: { _tag: 'ForeignTenant' },
    });
    platform.interfere = () => undefined;
    const forecast = await orThrow(engine.forecastMetric('tenant-1', 'instance_count'));
    platform.interfere = ({ url }) => (url.includes('/capacity/') ? json(of('capacity', 'tenant-2')[0]) : undefined);
    expect(await engine.generateCapacityRecommendations('tenant-1', forecast)()).toMatchObject({
      left: { _tag: 'ForeignTenant' },
    });
    platform.interfere = ({ url }) => (url.endsWith('/prices') ? json(of('prices', 'tenant-2')) : undefined);
    expect(await engine.generateCapacityRecommendations('tenant-1', forecast)()).toMatchObject({
      left: { _tag: 'ForeignTenant' },
    });
    expect(platform.inbox.received('capacity-recommendations')).toEqual([]);
  });
});
