import { describe, expect, it } from 'vitest';
import {
  CapacityForecastEngine,
  type CapacityForecastPorts,
  Decimal,
  type TrainedModel,
} from '../../../src/capacity-forecast/index.js';
import { orThrow } from '../../../src/prelude.js';
import { acme, engine, engineOn, instances, setting } from './sample-engine.js';

const price = {
  tenantId: 'acme',
  metric: 'instance_count',
  currency: 'USD',
  onDemandHourly: new Decimal('0.2'),
} as const;
const offer = { offerId: 'o', termMonths: 12, paymentOption: 'no_upfront', upfront: new Decimal(0) } as const;
const refused = (path: string) => ({ left: { _tag: 'DecodeError', issues: [{ path }] } });
const trained: TrainedModel = {
  modelId: 'm1',
  tenantId: 'acme',
  metric: 'request_rate',
  config: {},
  trainingHash: '0',
  trainingPoints: 90,
  trainedFrom: 0 as never,
  trainedUntil: 1 as never,
  trainedAt: 2 as never,
  mase: 1,
  defaultMase: 1,
  origins: 3,
};

describe('an answer about something else than was asked', () => {
  it('of the capacity port is an error', async () => {
    const ports = setting();
    const forecast = await orThrow(engineOn(ports).forecastMetric('acme', 'instance_count', 7));
    const readCapacity = () => ({ tenantId: 'acme', metric: 'cpu_utilization' as const, capacity: 100 });
    const lying = engineOn({ ...ports, capacity: { readCapacity } });
    expect(await lying.generateCapacityRecommendations('acme', forecast)()).toMatchObject(refused('metric'));
  });
  it('of the model store is an error', async () => {
    const ports = setting();
    const models = { saveModel: () => undefined, latestModel: () => trained };
    const answer = engineOn({ ...ports, models }).forecastMetric('acme', 'instance_count', 7);
    expect(await answer()).toMatchObject(refused('metric'));
  });
  it('of the workload port is an error', async () => {
    const readWorkload = () => ({ tenantId: 'acme', workloadId: 'other', demand: [] });
    const answer = engineOn({ ...setting(), workloads: { readWorkload } }).runWhatIfScenario('acme', {
      removeWorkloadId: 'batch',
    });
    expect(await answer()).toMatchObject(refused('workloadId'));
  });
});

describe('prices', () => {
  const savings = (...prices: object[]) =>
    engineOn({ ...setting(), prices: { listPrices: () => prices as never } }).estimateReservedCapacitySavings('acme')();
  it('below zero are an error', async () => {
    expect(await savings({ ...price, onDemandHourly: '-0.2' })).toMatchObject({ left: { _tag: 'DecodeError' } });
    const paying = { ...price, offers: [{ ...offer, hourly: new Decimal(-1) }] };
    expect(await savings(paying)).toMatchObject({ left: { _tag: 'DecodeError' } });
    expect(await savings({ ...price, offers: [{ ...offer, hourly: new Decimal('-0') }] })).toMatchObject({
      right: { metric: 'instance_count' },
    });
  });
  it('of one metric twice are an error: which one holds?', async () => {
    expect(await savings(price, { ...price, onDemandHourly: '0.3' })).toMatchObject(refused(''));
  });
});

describe('arguments', () => {
  it('that a double cannot hold are refused', async () => {
    const answer = (scenario: object) => engine().runWhatIfScenario('acme', scenario as never)();
    expect(await answer({ traffic_multiplier: 1e308 })).toMatchObject(refused('traffic_multiplier'));
    expect(await answer({ new_workload: { instances: 1e308 } })).toMatchObject(refused('new_workload'));
  });
  it('of training are refused by name', async () => {
    const answer = engine().trainCustomModel('acme', 'instance_count', instances, { scoredSteps: 0 });
    expect(await answer()).toMatchObject(refused('scoredSteps'));
  });
  it('are a forecast only where every list has a number a step', async () => {
    const forecast = await orThrow(engine().forecastMetric('acme', 'instance_count', 7));
    const cut = { ...forecast, quantiles: { ...forecast.quantiles, '0.99': [1] } };
    const answer = engine().generateCapacityRecommendations('acme', cut);
    expect(await answer()).toMatchObject({ left: { message: expect.stringMatching(/7 numbers in 0\.99.*got 1/) } });
  });
});

describe('an engine', () => {
  const locked = <A extends object>(): A =>
    new Proxy({} as A, {
      get() {
        throw new Error('locked');
      },
    });
  it('on ports that cannot be read answers with an error', async () => {
    const broken = new CapacityForecastEngine(locked<CapacityForecastPorts>());
    expect(await broken.forecastMetric('acme', 'cpu_utilization')()).toMatchObject({ left: { _tag: 'DecodeError' } });
  });
  it.each<readonly [string, () => object]>([
    ['a signal that is none', () => ({ signal: {} })],
    ['a signal that cannot be read', () => ({ signal: locked() })],
    ['a deadline that no timer can count', () => ({ deadlineSeconds: 1e308 })],
  ])('with %s says so', async (_, options) => {
    const answer = engine({}, options()).forecastMetric('acme', 'cpu_utilization');
    expect(await answer()).toMatchObject({ left: { _tag: 'DecodeError' } });
  });
  it('waits for weeks where it is told to', async () => {
    const answer = engine({ usage: [acme('instance_count', instances)] }, { deadlineSeconds: 2_000_000 });
    expect(await answer.projectCapacityExhaustion('acme', 'instance_count', 40)()).toMatchObject({ _tag: 'Right' });
  });
});
