import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import { memoryDriftPorts } from '../../src/adapters/memory/drift.js';
import { memoryForecastPorts } from '../../src/adapters/memory/forecast.js';
import { CapacityForecastEngine, type CapacityForecastPorts } from '../../src/capacity-forecast/index.js';
import { WhatIfScenario } from '../../src/capacity-forecast/model/index.js';
import { decode, toWire } from '../../src/codec/decode.js';
import { epochSecondsCodec } from '../../src/codec/values.js';
import { allocatePeriod, CostAllocationService, month, type TenantJson } from '../../src/cost-allocation/index.js';
import { DriftDetector, type DriftPorts, Suppression, type SuppressionJson } from '../../src/drift/index.js';
import { orThrow } from '../../src/prelude.js';

const march = orThrow(month('2026-03'));
const [START, MIDDLE, END] = ['2026-03-01', '2026-03-16T12:00:00Z', '2026-04-01'].map((day) => new Date(day));
const seconds = (date: Date): number => date.getTime() / 1000;

describe('an instant in what callers write', () => {
  it.each([
    ['a number of seconds', 1_772_323_200, 1_772_323_200],
    ['a Date', new Date('2026-03-01T00:00:00.250Z'), 1_772_323_200.25],
    ['a Temporal object, by its milliseconds', { epochMilliseconds: 1_772_323_200_250 }, 1_772_323_200.25],
  ])('is read from %s', (_, written, expected) => {
    expect(orThrow(decode(epochSecondsCodec, written, 'the instant'))).toBe(expected);
  });

  it.each([
    ['an invalid Date', new Date(Number.NaN), /got Invalid Date \(not finite\)|not finite/],
    ['text', '2026-03-01', /expected a Date or seconds since the Unix epoch such as 1767225600, got "2026-03-01"/],
    [
      'a getter that throws',
      {
        get epochMilliseconds() {
          throw new Error('no');
        },
      },
      /object is not a number/,
    ],
  ])('is refused where it is %s', (_, written, message) => {
    const read = decode(epochSecondsCodec, written, 'the instant');
    expect(read).toMatchObject({ left: { message: expect.stringMatching(message) } });
  });

  it('may be a Date in every draft of an allocation, and gives the same bill', () => {
    const bill = (at: (date: Date) => Date | number) =>
      orThrow(
        allocatePeriod({
          period: march,
          tenants: [
            { tenantId: 'a', createdAt: at(START!) },
            { tenantId: 'b', deletedAt: at(MIDDLE!) },
          ],
          charges: [
            {
              chargeId: 'p',
              tenantId: null,
              category: 'shared',
              cost: '62',
              currency: 'EUR',
              start: at(START!),
              end: at(END!),
            },
            {
              chargeId: 'q',
              tenantId: 'a',
              resourceId: 'vm',
              category: 'compute',
              cost: '10',
              currency: 'EUR',
              start: at(START!),
              end: at(END!),
            },
          ],
          ownership: [{ resourceId: 'vm', tenantId: 'b', start: at(START!), end: at(MIDDLE!) }],
          rules: [
            { ruleId: 'first', strategy: 'equal' },
            { ruleId: 'later', strategy: 'custom', weightByTenant: { a: '1' }, effectiveFrom: at(MIDDLE!) },
          ],
        }),
      ).results.map(({ tenantId, totalAllocated }) => [tenantId, totalAllocated.toFixed()]);
    // Half of March is shared by both, the other half goes to a alone; the machine has an owner, b, for the first half only.
    expect(bill((date) => date)).toEqual([
      ['__unallocated__', '5'],
      ['a', '46.5'],
      ['b', '20.5'],
    ]);
    expect(bill(seconds)).toEqual(bill((date) => date));
  });

  it('may be a Date in a scenario, and is seconds on the wire', () => {
    const scenario = orThrow(
      decode(WhatIfScenario, { launches: [{ workload: { cpu: 1 }, at: START }] }, 'the scenario'),
    );
    expect(orThrow(toWire(WhatIfScenario, scenario))).toEqual({
      launches: [{ workload: { cpu: 1 }, at: 1_772_323_200 }],
    });
  });
});

describe('ports answer models in either spelling', () => {
  const resource = { resourceId: 'db', resourceType: 'aws_db_instance', tenantId: 'acme' };
  const accepted: SuppressionJson = {
    suppression_id: 's1',
    tenant_id: 'acme',
    resource_id: 'db',
    resource_type: '*',
    pattern: 'engine',
    owner: 'ann',
    reason: 'an upgrade',
    created_at: 1_772_323_200,
    expires_at: 1_774_915_200,
  };

  it('drift: resources, configurations and suppressions as another service writes them', async () => {
    const ports: DriftPorts = {
      ...memoryDriftPorts({ resources: [], now: new Date('2026-03-10') }),
      desired: {
        listResources: () => [
          {
            resource_id: 'db',
            resource_type: 'aws_db_instance',
            tenant_id: 'acme',
            configuration: { engine: '8.0', port: 1 },
          },
        ],
      },
      actual: {
        listResources: () => [{ resource_id: 'db', resource_type: 'aws_db_instance', tenant_id: 'acme' }],
        readResource: () => ({ configuration: { engine: '8.4', port: 2 } }),
      },
      suppressions: { listSuppressions: () => [accepted] },
    };
    const report = await orThrow(new DriftDetector(ports).scanTenantResources('acme'));
    expect(report.drifts.map(({ configPath }) => configPath)).toEqual(['port']);
    expect(report.suppressed.map(({ suppressionId }) => suppressionId)).toEqual(['s1']);
  });

  it.each([
    ['its JSON form', accepted],
    [
      'a model with Dates',
      { ...orThrow(decode(Suppression, accepted, 'it')), createdAt: START!, expiresAt: new Date('2026-03-31') },
    ],
  ])('drift: a suppression in memory may be %s', async (_, suppression) => {
    const sides = { desired: { engine: '8.0' }, actual: { engine: '8.4' } };
    const scan = async (now: Date) => {
      const ports = memoryDriftPorts({ resources: [{ ...resource, ...sides }], now, suppressions: [suppression] });
      return (await orThrow(new DriftDetector(ports).scanTenantResources('acme'))).drifts.length;
    };
    expect([await scan(new Date('2026-03-10')), await scan(new Date('2026-04-10'))]).toEqual([0, 1]);
  });

  it('drift: a suppression that cannot be read is told, not left out', async () => {
    const sides = { desired: { engine: '8.0' }, actual: { engine: '8.4' } };
    const suppressions = [{ resourceId: 'db', owner: 'ann' }] as never;
    const ports = memoryDriftPorts({ resources: [{ ...resource, ...sides }], now: START!, suppressions });
    const { failures } = await orThrow(new DriftDetector(ports).scanTenantResources('acme'));
    expect(failures.map(({ message }) => message).join()).toMatch(/the suppressions are not as expected: \[0\]/);
  });

  it('capacity: usage, capacity and prices as another service writes them', async () => {
    const now = START!;
    const points = Array.from({ length: 60 * 24 }, (_, i) => ({
      timestamp: seconds(now) - (1440 - i) * 3600,
      value: 10 + (i % 24),
    }));
    const ports: CapacityForecastPorts = {
      ...memoryForecastPorts({ usage: [], now }),
      usage: { readUsage: ({ tenantId, metric }) => ({ tenant_id: tenantId, metric, points }) },
      capacity: { readCapacity: ({ tenantId, metric }) => ({ tenant_id: tenantId, metric, capacity: 30 }) },
      prices: {
        listPrices: ({ tenantId }) => [
          { tenant_id: tenantId, metric: 'instance_count', currency: 'EUR', on_demand_hourly: '0.10' },
        ],
      },
    };
    const engine = new CapacityForecastEngine(ports);
    const forecast = await orThrow(engine.forecastMetric('acme', 'instance_count', 7));
    expect(forecast.predictions).toHaveLength(7);
    expect((await orThrow(engine.generateCapacityRecommendations('acme', forecast))).length).toBeGreaterThan(0);
  });

  it('cost: tenants as another service writes them', async () => {
    const tenants: readonly TenantJson[] = [{ tenant_id: 'acme', tier: 'pro', created_at: 0, deleted_at: null }];
    const service = new CostAllocationService(memoryCostPorts({ tenants, charges: [], now: END! }));
    expect((await orThrow(service.calculateTenantAllocation('acme', march))).totalAllocated.toFixed()).toBe('0');
  });
});
