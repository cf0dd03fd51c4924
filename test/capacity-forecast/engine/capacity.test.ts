import { describe, expect, it } from 'vitest';
import { formatDecimal } from '../../../src/money/decimal.js';
import { O, orThrow } from '../../../src/prelude.js';
import { at, dateAt, DAY, HOUR, noisy, usage } from '../simulated-usage.js';
import { acme, cpu, engine, engineOn, setting } from './sample-engine.js';

describe('generateCapacityRecommendations', () => {
  it('asks compute for capacity and billing for rates, most urgent first, and alerts the monitor', async () => {
    const ports = setting({
      capacity: [
        { tenantId: 'acme', metric: 'instance_count', capacity: 10, resourceType: 'm6i.xlarge' },
        { tenantId: 'acme', metric: 'cpu_utilization', capacity: 60 },
      ],
    });
    const subject = engineOn(ports);
    const forecasts = [
      await orThrow(subject.forecastMetric('acme', 'cpu_utilization')),
      await orThrow(subject.forecastMetric('acme', 'instance_count')),
    ];
    const found = await orThrow(subject.generateCapacityRecommendations('acme', forecasts));
    expect(found.map(({ metric }) => metric)).toEqual(['instance_count', 'cpu_utilization']);
    expect(found[0]!.urgency).toBe('exhausted');
    expect(found[1]!.urgency).toMatch(/^within/);
    expect(found[0]!.resourceType).toBe('m6i.xlarge');
    const units = found[0]!.recommendedCapacity - 10;
    expect(formatDecimal(found[0]!.estimatedMonthlyCostDelta)).toBe(String((units * 192 * 730) / 1000));
    expect(ports.publishedRecommendations).toEqual(found);
  });
  it('takes a percentage of which nothing is known for 100, but gives none of it back', async () => {
    const subject = engine();
    const forecast = await orThrow(subject.forecastMetric('acme', 'cpu_utilization'));
    expect(await orThrow(subject.generateCapacityRecommendations('acme', forecast, 0))).toEqual([]);
  });
  it('needs to know the capacity of anything else', async () => {
    const subject = engine({ capacity: [] });
    const forecast = await orThrow(subject.forecastMetric('acme', 'instance_count'));
    expect(await subject.generateCapacityRecommendations('acme', forecast)()).toMatchObject({
      left: { _tag: 'UnknownCapacity' },
    });
    expect(await subject.generateCapacityRecommendations('other', forecast)()).toMatchObject({
      left: { _tag: 'ForeignTenant' },
    });
    expect(await subject.generateCapacityRecommendations('acme', {} as never)()).toMatchObject({
      left: { _tag: 'DecodeError' },
    });
    expect(await subject.generateCapacityRecommendations('acme', forecast, -5)()).toMatchObject({
      left: { _tag: 'DecodeError' },
    });
  });
});

describe('projectCapacityExhaustion', () => {
  it('is the P90 date, earlier than the P50 one', async () => {
    const date = await orThrow(engine().projectCapacityExhaustion('acme', 'instance_count', 35));
    const all = await orThrow(engine().explainCapacityExhaustion('acme', 'instance_count', 35));
    expect(date).toEqual(O.some(all.p90Date));
    expect(all.p90Date!).toBeLessThan(all.p50Date!);
    expect(Math.abs((all.p50Date! - at(0)) / DAY - 150)).toBeLessThan(8);
  });
  it('is none where it never comes, and now where it has come', async () => {
    expect(await orThrow(engine().projectCapacityExhaustion('acme', 'instance_count', 5_000))).toEqual(O.none);
    expect(await orThrow(engine().projectCapacityExhaustion('acme', 'instance_count', 20))).toEqual(O.some(at(90)));
  });
});

describe('runWhatIfScenario', () => {
  const values = (forecast: { predictions: ReadonlyArray<readonly [number, number]> } | undefined): number[] =>
    forecast!.predictions.map(([, value]) => value);
  it('gives every metric; the identity gives the baseline, bit for bit', async () => {
    const baseline = await orThrow(engine().forecastMetric('acme', 'cpu_utilization'));
    for (const scenario of [{}, { traffic_multiplier: 1 }, { new_workload: { cpu: 0 } }]) {
      const found = await orThrow(engine().runWhatIfScenario('acme', scenario));
      expect(Object.keys(found)).toEqual(['cpu_utilization', 'instance_count']);
      expect(found.cpu_utilization).toEqual(baseline);
    }
  });
  it('reads both spellings, several changes at once', async () => {
    const snake = await orThrow(
      engine().runWhatIfScenario('acme', {
        traffic_multiplier: 1.5,
        new_workload: { instances: 4 },
        remove_workload_id: 'batch',
      }),
    );
    const camel = await orThrow(
      engine().runWhatIfScenario('acme', {
        trafficMultiplier: 1.5,
        newWorkload: { instances: 4 },
        removeWorkloadId: 'batch',
      }),
    );
    expect(snake).toEqual(camel);
    const base = await orThrow(engine().runWhatIfScenario('acme', {}));
    expect(values(snake.instance_count)[3]).toBeCloseTo(values(base.instance_count)[3]! * 1.5 + 4, 9);
    expect(values(snake.cpu_utilization)[3]).toBeCloseTo((values(base.cpu_utilization)[3]! - 10) * 1.5, 9);
  });
  it('launches and retires at dates', async () => {
    const scenario = {
      launches: [{ workload: { instances: 6 }, at: at(95) }],
      retirements: [{ workload_id: 'batch', at: at(100) }],
    };
    const found = await orThrow(engine().runWhatIfScenario('acme', scenario));
    const base = await orThrow(engine().runWhatIfScenario('acme', {}));
    const change = (metric: 'cpu_utilization' | 'instance_count', h: number): number =>
      values(found[metric])[h]! - values(base[metric])[h]!;
    expect([change('instance_count', 4), change('instance_count', 5)].map(Math.round)).toEqual([0, 6]);
    expect([change('cpu_utilization', 9), change('cpu_utilization', 10)].map(Math.round)).toEqual([0, -10]);
  });
  it('turns provisioned units into percent where the cluster is known', async () => {
    const capacity = [{ tenantId: 'acme', metric: 'cpu_utilization', capacity: 80, provisionedUnits: 400 }] as const;
    const found = await orThrow(engine({ capacity }).runWhatIfScenario('acme', { new_workload: { cpu: 20 } }));
    const base = await orThrow(engine({ capacity }).runWhatIfScenario('acme', {}));
    expect(values(found.cpu_utilization)[0]! - values(base.cpu_utilization)[0]!).toBeCloseTo(5, 9);
  });
  it('keeps and publishes nothing', async () => {
    const ports = setting();
    await orThrow(engineOn(ports).runWhatIfScenario('acme', { traffic_multiplier: 2 }));
    expect(ports.publishedForecasts).toEqual([]);
  });
  it('refuses what it does not know', async () => {
    expect(await engine().runWhatIfScenario('acme', { remove_workload_id: 'ghost' })()).toMatchObject({
      left: { _tag: 'UnknownWorkload' },
    });
    expect(await engine().runWhatIfScenario('acme', { traffic_multiplier: -1 })()).toMatchObject({
      left: { _tag: 'DecodeError' },
    });
    expect(await engine().runWhatIfScenario('acme', { new_workload: { gpus: 1 } })()).toMatchObject({
      left: { _tag: 'InvalidForecastOption' },
    });
    expect(await engine().runWhatIfScenario('nobody', {})()).toMatchObject({ right: {} });
    expect(await engine().runWhatIfScenario('acme', null as never)()).toMatchObject({ left: { _tag: 'DecodeError' } });
  });
});

describe('estimateReservedCapacitySavings', () => {
  it('tells units, savings and break-even, in Decimal', async () => {
    const found = await orThrow(engine().estimateReservedCapacitySavings('acme'));
    expect(found).toMatchObject({
      metric: 'instance_count',
      currency: 'USD',
      recommendedOfferId: 'no-upfront',
      reservationTermMonths: 12,
    });
    expect(found.breakEvenUtilization).toBeCloseTo(0.121 / 0.192, 12);
    expect(found.recommendedReservedUnits).toBeGreaterThan(28);
    expect(found.costWithReservation.plus(found.estimatedSavings).equals(found.onDemandCost)).toBe(true);
  });
  it.each([0, 6, 24, 12.5, '12', NaN])('refuses a term of %j months', async (term) => {
    expect(await engine().estimateReservedCapacitySavings('acme', term as never)()).toMatchObject({
      left: { _tag: 'InvalidReservationTerm' },
    });
  });
  it('has nothing to offer for 36 months where billing has no such offer', async () => {
    const found = await orThrow(engine().estimateReservedCapacitySavings('acme', 36));
    expect(found).toMatchObject({ recommendedReservedUnits: 0, breakEvenUtilization: null, termHours: 26_280 });
  });
  it('needs prices', async () => {
    expect(await engine({ prices: [] }).estimateReservedCapacitySavings('acme')()).toMatchObject({
      left: { _tag: 'UnknownPrice' },
    });
    const { prices: _, ...rest } = setting();
    expect(await engineOn(rest).estimateReservedCapacitySavings('acme')()).toMatchObject({
      left: { _tag: 'MissingPort', port: 'prices' },
    });
  });
});

describe('getHistoricalAccuracy', () => {
  it('compares stored forecasts with what then happened', async () => {
    const later = acme(
      'instance_count',
      usage(
        120,
        noisy((day) => 20 + 0.1 * day, 0.3, 2),
        HOUR,
      ),
    );
    const ports = setting({ usage: [later] });
    const subject = engineOn(ports);
    await orThrow(subject.forecastMetric('acme', 'instance_count'));
    expect((await orThrow(subject.getHistoricalAccuracy('acme', 'instance_count'))).samples).toBe(0);
    ports.setNow(dateAt(120));
    const found = await orThrow(subject.getHistoricalAccuracy('acme', 'instance_count'));
    expect(found).toMatchObject({ samples: 30, forecasts: 1, zeros: 0 });
    expect(found.mape!).toBeLessThan(3);
    expect(found.byHorizon.reduce((sum, { samples }) => sum + samples, 0)).toBe(30);
  });
  it('needs a store and a whole number', async () => {
    const { forecasts: _, ...rest } = setting();
    expect(await engineOn(rest).getHistoricalAccuracy('acme', 'cpu_utilization')()).toMatchObject({
      left: { _tag: 'MissingPort' },
    });
    expect(await engine().getHistoricalAccuracy('acme', 'cpu_utilization', 0.5)()).toMatchObject({
      left: { _tag: 'DecodeError' },
    });
  });
});

describe('trainCustomModel', () => {
  it('keeps a model that forecastMetric then uses, for that tenant and metric alone', async () => {
    const subject = engine();
    const id = await orThrow(
      subject.trainCustomModel('acme', 'cpu_utilization', cpu, { models: ['theta'], force: true }),
    );
    expect((await orThrow(subject.forecastMetric('acme', 'cpu_utilization'))).modelType).toBe(`custom:${id}`);
    expect((await orThrow(subject.forecastMetric('acme', 'instance_count'))).modelType).not.toContain('custom');
    expect((await orThrow(subject.forecastMetric('other', 'cpu_utilization'))).modelType).not.toContain('custom');
  });
  it('refuses what forecasts worse, and keeps nothing of it', async () => {
    const ports = setting();
    const season = usage(
      90,
      noisy((day) => 50 + 20 * Math.sin((2 * Math.PI * day) / 7), 1),
    );
    const outcome = await engineOn(ports).trainCustomModel('acme', 'request_rate', season, {
      models: ['naive'],
      periods: [],
    })();
    expect(outcome).toMatchObject({ left: { _tag: 'CustomModelWorse' } });
    expect(
      await ports.models.latestModel({ tenantId: 'acme', metric: 'request_rate' }, new AbortController().signal),
    ).toBeNull();
  });
  it('refuses data and configurations of another shape', async () => {
    expect(await engine().trainCustomModel('acme', 'cpu_utilization', 'many' as never)()).toMatchObject({
      left: { _tag: 'DecodeError' },
    });
    expect(
      await engine().trainCustomModel('acme', 'cpu_utilization', cpu, { transform: 'sqrt' } as never)(),
    ).toMatchObject({ left: { _tag: 'DecodeError' } });
  });
});

describe('detection through the engine', () => {
  it('finds the daily season and the migration', () => {
    expect(engine().detectSeasonality(cpu).type).toBe('daily');
    const moved = usage(
      90,
      noisy((day) => (day < 45 ? 100 : 160), 2),
    );
    expect(
      engine()
        .detectRegimeChange(moved)
        .map(({ timestamp, direction }) => [timestamp, direction]),
    ).toContainEqual([at(45), 'up']);
  });
});

describe('advice on the percentile of a day', () => {
  it('rests on the days of the forecast: the 95th of 10 to 50 in any order is 47.9, with 20 % headroom 57.5', async () => {
    // 89 and 288 have no common divisor: every day has the same 288 values, in an order of its own.
    const shuffled = usage(
      60,
      (day) => 10 + (40 * ((((Math.round(day * 288) % 288) * 89 + Math.floor(day) * 31) % 288) + 0.5)) / 288,
      300,
    );
    const ports = setting({
      usage: [acme('cpu_utilization', shuffled)],
      capacity: [{ tenantId: 'acme', metric: 'cpu_utilization', capacity: 100 }],
      now: dateAt(60),
    });
    const subject = engineOn(ports, { aggregation: 'p95' });
    const month = await orThrow(subject.forecastMetric('acme', 'cpu_utilization', 30));
    for (const [, value] of month.predictions) expect(Math.abs(value - 47.94)).toBeLessThan(0.5);
    const [advice] = await orThrow(subject.generateCapacityRecommendations('acme', month));
    expect(Math.abs(advice!.recommendedCapacity / 57.5 - 1)).toBeLessThan(0.01);
    expect(advice!.reason).toMatch(/95th percentile of its days/);
  });
});

describe('estimateReservedCapacitySavings', () => {
  it('answers with purchases in steps and a floor as well', async () => {
    const savings = await orThrow(engine().estimateReservedCapacitySavings('acme', 12));
    expect(savings.staged!.steps[0]!.at).toBe(at(90));
    expect(savings.staged!.expectedSavings.greaterThanOrEqualTo(savings.estimatedSavings)).toBe(true);
    // 90 days of hours are fewer than a reservation takes to pay.
    expect(savings.floor).toMatchObject({ units: 0, guarantee: 2 });
  });
});
