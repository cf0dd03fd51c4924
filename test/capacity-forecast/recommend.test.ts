import { describe, expect, it } from 'vitest';
import type { ForecastResult, ResourcePrice } from '../../src/capacity-forecast/index.js';
import { recommend, type RecommendationInput } from '../../src/capacity-forecast/recommend.js';
import { Decimal, formatDecimal } from '../../src/money/decimal.js';
import { at } from './simulated-usage.js';

const forecast = (p90: number[], p99 = p90): ForecastResult => ({
  forecastId: 'f',
  tenantId: 'acme',
  metric: 'instance_count',
  granularity: 'daily',
  predictions: p90.map((value, day) => [at(day), value - 2]),
  lowerBoundP10: p90.map((value) => value - 4),
  upperBoundP90: p90,
  quantiles: { '0.1': p90.map((value) => value - 4), '0.5': p90.map((value) => value - 2), '0.9': p90, '0.99': p99 },
  modelType: 'theta',
  seasonalityDetected: 'none',
  confidenceScore: 0.9,
  generatedAt: at(0),
});
const rising = (from: number): number[] => Array.from({ length: 30 }, (_, day) => from + day);
const price: ResourcePrice = {
  tenantId: 'acme',
  metric: 'instance_count',
  currency: 'EUR',
  onDemandHourly: new Decimal('0.10'),
};
const weigh = (p90: number[], capacity: number, extra: Partial<RecommendationInput> = {}) =>
  recommend({
    forecast: forecast(p90),
    capacity: { tenantId: 'acme', metric: 'instance_count', capacity },
    headroomPercent: 20,
    now: at(0),
    ...extra,
  });

describe('a recommendation', () => {
  it('covers the P90 peak plus headroom, in whole instances', () => {
    const advice = weigh(rising(10), 30)!;
    // P90 peaks at 39; 39 x 1.2 = 46.8.
    expect(advice).toMatchObject({ urgency: 'within_horizon', recommendedCapacity: 47, currentCapacity: 30 });
    expect(advice.projectedExhaustionDate).toBe(at(20));
  });
  it('costs units x rate x 730 hours, exactly', () => {
    const advice = weigh(rising(10), 30, { price })!;
    expect(formatDecimal(advice.estimatedMonthlyCostDelta)).toBe('1241');
    expect(advice.currency).toBe('EUR');
  });
  it('quotes the figures that it rests on', () => {
    const { reason } = weigh(rising(10), 30, { price })!;
    for (const figure of ['30', '37 (P50)', '39 (P90)', '20 %', '47', '2025-01-26', '0.1 EUR', '1241 EUR'])
      expect(reason).toContain(figure);
  });
  it('says so where billing has no price', () => {
    const advice = weigh(rising(10), 30)!;
    expect(advice.reason).toContain('no price');
    expect(formatDecimal(advice.estimatedMonthlyCostDelta)).toBe('0');
  });
  it.each([
    [5, 'exhausted'],
    [12, 'within_week'],
    [30, 'within_horizon'],
    [45, 'headroom'],
  ] as const)('for a capacity of %s is %s', (capacity, urgency) =>
    expect(weigh(rising(10), capacity)?.urgency).toBe(urgency),
  );
  it('is none where capacity fits', () => {
    expect(weigh(rising(10), 47)).toBeUndefined();
  });
  it('gives capacity back only where P99 plus headroom leaves room', () => {
    const flat = rising(10).map(() => 10);
    const roomy = weigh(flat, 30)!;
    expect(roomy).toMatchObject({ urgency: 'scale_down', recommendedCapacity: 12 });
    const wild = recommend({
      forecast: forecast(
        flat,
        flat.map(() => 26),
      ),
      capacity: { tenantId: 'acme', metric: 'instance_count', capacity: 30 },
      headroomPercent: 20,
      now: at(0),
    });
    expect(wild).toBeUndefined();
  });
  it('saves what it gives back', () => {
    expect(
      weigh(
        rising(10).map(() => 10),
        30,
        { price },
      )!.estimatedMonthlyCostDelta.isNegative(),
    ).toBe(true);
  });
  it('infers P99 from P90 where the forecast has none', () => {
    const flat = rising(10).map(() => 10);
    const { '0.99': _, ...quantiles } = forecast(flat).quantiles;
    const advice = recommend({
      forecast: { ...forecast(flat), quantiles },
      capacity: { tenantId: 'acme', metric: 'instance_count', capacity: 30 },
      headroomPercent: 0,
      now: at(0),
    })!;
    // 10 + 0.8152 x (10 - 8) = 11.63.
    expect(advice.recommendedCapacity).toBe(12);
  });
  it('buys in increments', () => {
    const capacity = { tenantId: 'acme', metric: 'instance_count', capacity: 30, increment: 8 } as const;
    expect(weigh(rising(10), 30, { capacity })!.recommendedCapacity).toBe(48);
  });
  it('counts a utilization in provisioned units', () => {
    const cpu: ForecastResult = { ...forecast(rising(60)), metric: 'cpu_utilization' };
    const advice = recommend({
      forecast: cpu,
      capacity: { tenantId: 'acme', metric: 'cpu_utilization', capacity: 80, provisionedUnits: 10 },
      headroomPercent: 0,
      now: at(0),
      price: { ...price, metric: 'cpu_utilization' },
    })!;
    // 9 points of 10 units: 0.9 units x 0.10 x 730.
    expect(advice.recommendedCapacity).toBe(89);
    expect(formatDecimal(advice.estimatedMonthlyCostDelta)).toBe('65.7');
  });
});

describe('a recommendation from a catalog', () => {
  const types = [
    { instanceType: 'large', size: 8, hourly: new Decimal('0.40') },
    { instanceType: 'small', size: 2, hourly: new Decimal('0.11') },
  ];
  it('says what to have at least cost, and the difference to what runs today', () => {
    const catalog = { currency: 'EUR', types, current: [{ instanceType: 'large', count: 4 }] };
    const capacity = { tenantId: 'acme', metric: 'instance_count', capacity: 30, catalog } as const;
    const advice = weigh(rising(10), 30, { capacity })!;
    // 47 needed: five large and four small hold 48 for 2.44 an hour; six large hold it for 2.40.
    expect(advice.instances!.instances).toEqual([{ instanceType: 'large', count: 6 }]);
    expect(formatDecimal(advice.estimatedMonthlyCostDelta)).toBe('584'); // (2.40 - 1.60) x 730
    expect(advice.currency).toBe('EUR');
    expect(advice.reason).toMatch(/cheapest of the catalog is 6 large, which changes the bill by 584 EUR/);
  });
  it('of a percentage counts the units behind it: 8 of them at 97.5 under 90 with 20 % headroom are 10.4', () => {
    const cpu = { ...forecast([97.5, 97.5]), metric: 'cpu_utilization' as const };
    const catalog = { currency: 'EUR', types: [{ instanceType: 'pair', size: 2, hourly: new Decimal('0.2') }] };
    const capacity = {
      tenantId: 'acme',
      metric: 'cpu_utilization',
      capacity: 90,
      provisionedUnits: 8,
      catalog,
    } as const;
    const advice = weigh([], 0, { forecast: cpu, capacity })!;
    expect(advice).toMatchObject({ currentUnits: 8, recommendedUnits: 11 });
    expect(advice.instances!.instances).toEqual([{ instanceType: 'pair', count: 6 }]);
    // Four pairs hold the eight units of today: two more for 0.4 x 730.
    expect(formatDecimal(advice.estimatedMonthlyCostDelta)).toBe('292');
  });
  it('says so where no type is large enough', () => {
    const catalog = { currency: 'EUR', types, largestUnit: 9 };
    const advice = weigh(rising(10), 30, {
      capacity: { tenantId: 'acme', metric: 'instance_count', capacity: 30, catalog },
    })!;
    expect(advice.instances).toBeUndefined();
    expect(advice.reason).toMatch(/No type of the catalog is large enough/);
  });
});

describe('a recommendation from percentiles', () => {
  it('says of what', () => {
    const daily = { ...forecast(rising(10)), aggregation: 'p95' as const };
    expect(weigh([], 30, { forecast: daily })!.reason).toMatch(/the 95th percentile of its days peaks at/);
  });
});
