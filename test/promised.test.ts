import { describe, expect, expectTypeOf, it } from 'vitest';
import { memoryCostPorts, memoryDriftPorts, memoryForecastPorts } from '../src/adapters/memory/index.js';
import {
  CapacityForecastEngine,
  type CostAllocationResult,
  CostAllocationService,
  Decimal,
  DriftDetector,
  type DriftRecord,
  type DriftSeverity,
  type ForecastResult,
  isError,
  orThrow,
  period,
  type PeriodInput,
  promised,
} from '../src/index.js';

const march = orThrow(period(new Date('2026-03-01'), new Date('2026-04-01')));
const costPorts = () =>
  memoryCostPorts({
    tenants: [{ tenantId: 'acme', tier: 'pro', createdAt: 0, deletedAt: null }],
    charges: [
      {
        chargeId: '1',
        tenantId: 'acme',
        category: 'compute',
        cost: new Decimal('2.5'),
        currency: 'EUR',
        start: Date.parse('2026-03-01') / 1000,
        end: Date.parse('2026-03-02') / 1000,
        tags: {},
      },
    ],
    now: new Date('2026-04-01'),
  });
const driftPorts = memoryDriftPorts({ resources: [], now: new Date('2026-04-01') });

describe('promised', () => {
  it('gives the value of a method that answers a TaskEither', async () => {
    const service = promised(new CostAllocationService(costPorts()));
    const result = await service.calculateTenantAllocation('acme', march);
    expect(result.totalAllocated.toFixed(2)).toBe('2.50');
  });

  it('rejects with the tagged error', async () => {
    const service = promised(new CostAllocationService(costPorts()));
    await expect(service.calculateTenantAllocation('ghost', march)).rejects.toMatchObject({ _tag: 'UnknownTenant' });
  });

  it('starts the work without a second call: an awaited rule is stored', async () => {
    const ports = costPorts();
    await promised(new CostAllocationService(ports)).createAllocationRule({ category: 'shared', strategy: 'equal' });
    expect(ports.stored.rules).toHaveLength(1);
  });

  it('turns an Either into a promise, and leaves a plain answer as it is', async () => {
    const detector = promised(new DriftDetector(driftPorts));
    const [record] = await detector.detectResourceDrift('vm', { tags: { a: '1' } }, { tags: { a: '2' } });
    expect(detector.classifyDriftSeverity(record!)).toBe('cosmetic');
    await expect(detector.detectResourceDrift(42 as never, {}, {})).rejects.toHaveProperty('_tag');
  });

  it('wraps methods of a base class and own functions, not the constructor', () => {
    class Base {
      first(): number {
        return 1;
      }
    }
    class Derived extends Base {
      second = (): number => this.first() + 1;
    }
    const wrapped = promised(new Derived());
    expect(Object.keys(wrapped).sort()).toEqual(['first', 'second']);
    expect(wrapped.second()).toBe(2);
  });

  it('keeps parameters, defaults and results in the types of all three classes', () => {
    const cost = promised(new CostAllocationService(costPorts()));
    expectTypeOf(cost.calculateTenantAllocation).parameter(1).toEqualTypeOf<PeriodInput>();
    expectTypeOf(cost.getHistoricalCosts).returns.resolves.toEqualTypeOf<readonly CostAllocationResult[]>();
    const drift = promised(new DriftDetector(driftPorts));
    expectTypeOf(drift.detectResourceDrift).returns.resolves.toEqualTypeOf<readonly DriftRecord[]>();
    expectTypeOf(drift.classifyDriftSeverity).returns.toEqualTypeOf<DriftSeverity>();
    const engine = promised(new CapacityForecastEngine(memoryForecastPorts({ usage: [], now: new Date(0) })));
    expectTypeOf(engine.forecastMetric).returns.resolves.toEqualTypeOf<ForecastResult>();
    expectTypeOf(engine.forecastMetric).toBeCallableWith('acme', 'request_rate');
  });

  it('keeps overloads', () => {
    interface Overloaded {
      find(id: number): () => Promise<{ _tag: 'Right'; right: string }>;
      find(name: string, exact: boolean): () => Promise<{ _tag: 'Right'; right: string[] }>;
    }
    expectTypeOf<ReturnType<typeof promised<Overloaded>>['find']>().toBeCallableWith(1);
    expectTypeOf<ReturnType<typeof promised<Overloaded>>['find']>().toBeCallableWith('a', true);
  });
});

describe('isError', () => {
  const outcome = period(new Date(1), new Date(0));
  const error = outcome._tag === 'Left' ? outcome.left : undefined;

  it('narrows a value of unknown type to the error with its facts', () => {
    const caught: unknown = error;
    expect(isError(caught, 'InvalidPeriod') && caught.reason).toBe('start must be before end');
    if (isError(caught, 'PoolCycle')) expectTypeOf(caught.pools).toEqualTypeOf<readonly string[]>();
  });

  it('narrows a union to its member, so that a switch over the tags ends', () => {
    if (error === undefined) throw new Error('a reversed period is an error');
    const tag: 'InvalidPeriod' = error._tag;
    expect(isError(error, tag)).toBe(true);
  });

  it('knows tags of adapters too, and nothing that only looks like an error', () => {
    const own = Object.assign(new Error('x'), { _tag: 'ServiceFailure' });
    expect(isError(own, 'ServiceFailure')).toBe(true);
    for (const value of [null, undefined, {}, { _tag: 'InvalidPeriod' }, 'InvalidPeriod', new Error('x')])
      expect(isError(value, 'InvalidPeriod')).toBe(false);
  });
});
