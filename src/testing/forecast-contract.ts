import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import {
  CapacityLevel,
  ForecastResult,
  type ResourceMetric,
  ResourcePrice,
  TrainedModel,
  UsageSeries,
  Workload,
} from '../capacity-forecast/model/index.js';
import type {
  CapacityPort,
  ForecastStorePort,
  ModelStorePort,
  MonitorPort,
  PricePort,
  UsagePort,
  WorkloadPort,
} from '../capacity-forecast/ports.js';
import { Decimal } from '../money/decimal.js';
import type { EpochSeconds } from '../time/period.js';
import {
  contractCase,
  type ContractCase,
  type ForecastStoreSetup,
  HOSTILE_NAMES,
  neverAborted,
  readAnswer,
  receiverCases,
  type ReceiverSetup,
  type RegistrySetup,
} from './port-cases.js';
import { forecastResult, trainedModel } from './samples.js';

const toEpochSeconds = (seconds: number): EpochSeconds => seconds as EpochSeconds;

/** What a source of measured usage promises; `metrics` says whether it can list the metrics of a tenant. */
export function usageContract({
  open,
  metrics,
}: RegistrySetup<UsagePort, UsageSeries> & { readonly metrics: boolean }): readonly ContractCase[] {
  const points = (values: readonly number[]): UsageSeries['points'] =>
    values.map((value, i) => ({ timestamp: i * 10, value }));
  const known: readonly UsageSeries[] = [
    ...HOSTILE_NAMES.map((tenantId, i): UsageSeries => ({
      tenantId,
      metric: 'cpu_utilization',
      points: points([i, 0.1 + 0.2, 1e-300]),
    })),
    { tenantId: 'acme', metric: 'request_rate', points: points([5, 6, 7, 8]) },
  ];
  const read = async (
    port: UsagePort,
    tenantId: string,
    since: number,
    until: number,
    metric = known[0]!.metric,
  ): Promise<unknown[]> => {
    const query = { tenantId, metric, since: toEpochSeconds(since), until: toEpochSeconds(until) };
    const series = readAnswer(UsageSeries, await port.readUsage(query, neverAborted()));
    deepStrictEqual([series.tenantId, series.metric], [tenantId, metric]);
    return [...series.points]
      .sort((a, b) => a.timestamp - b.timestamp)
      .map(({ timestamp, value }) => [timestamp, value]);
  };
  const ends = contractCase(
    'usage: both ends belong to what is asked for',
    () => open(known),
    async ({ port }) => {
      deepStrictEqual(await read(port, 'acme', 10, 20, 'request_rate'), [
        [10, 6],
        [20, 7],
      ]);
      deepStrictEqual(await read(port, 'acme', 10.5, 19.5, 'request_rate'), []);
    },
  );
  const apart = contractCase(
    'usage: tenants are told apart to the letter, and nothing known is no points',
    () => open(known),
    async ({ port }) => {
      for (const [i, tenantId] of HOSTILE_NAMES.entries()) {
        deepStrictEqual(await read(port, tenantId, 0, 100), [
          [0, i],
          [10, 0.1 + 0.2],
          [20, 1e-300],
        ]);
      }
      deepStrictEqual(await read(port, 'nobody', 0, 100), []);
    },
  );
  const listed = contractCase(
    'usage: the metrics of a tenant',
    () => open(known),
    async ({ port }) => {
      deepStrictEqual([...(await port.listMetrics!({ tenantId: 'acme' }, neverAborted()))].sort(), [
        'cpu_utilization',
        'request_rate',
      ]);
      deepStrictEqual(await port.listMetrics!({ tenantId: 'nobody' }, neverAborted()), []);
    },
  );
  return [ends, apart, ...(metrics ? [listed] : [])];
}

/** What a source of today's capacity promises. */
export function capacityContract({ open }: RegistrySetup<CapacityPort, CapacityLevel>): readonly ContractCase[] {
  const known = HOSTILE_NAMES.map((tenantId, i): CapacityLevel => ({
    tenantId,
    metric: 'instance_count',
    capacity: i + 0.5,
    resourceType: 'm6i.xlarge',
    increment: 1,
  }));
  return [
    contractCase(
      'capacity: each tenant has its own, and null where nothing is known',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.readCapacity({ tenantId: one.tenantId, metric: 'instance_count' }, neverAborted());
          deepStrictEqual(
            found === null ? null : CapacityLevel.encode(readAnswer(CapacityLevel, found)),
            CapacityLevel.encode(one),
          );
        }
        strictEqual(await port.readCapacity({ tenantId: 'acme', metric: 'request_rate' }, neverAborted()), null);
        strictEqual(await port.readCapacity({ tenantId: 'nobody', metric: 'instance_count' }, neverAborted()), null);
      },
    ),
  ];
}

/** What a source of prices promises. */
export function pricesContract({ open }: RegistrySetup<PricePort, ResourcePrice>): readonly ContractCase[] {
  const known = HOSTILE_NAMES.map((tenantId, i): ResourcePrice => ({
    tenantId,
    metric: 'instance_count',
    currency: 'USD',
    onDemandHourly: new Decimal(`0.1920000000000000000${i}`),
  }));
  return [
    contractCase(
      'prices: each tenant has its own, to the last digit',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.listPrices({ tenantId: one.tenantId }, neverAborted());
          deepStrictEqual(
            found.map((price) => ResourcePrice.encode(readAnswer(ResourcePrice, price))),
            [ResourcePrice.encode(one)],
          );
        }
        deepStrictEqual(await port.listPrices({ tenantId: 'nobody' }, neverAborted()), []);
      },
    ),
  ];
}

/** What a register of workloads promises. */
export function workloadsContract({ open }: RegistrySetup<WorkloadPort, Workload>): readonly ContractCase[] {
  const known = HOSTILE_NAMES.map((tenantId, i): Workload => ({
    tenantId,
    workloadId: 'shop/eu',
    demand: [{ metric: 'cpu_utilization', level: i, spread: 0.25 }],
  }));
  return [
    contractCase(
      'workloads: one is found by tenant and id, and null where there is none',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.readWorkload({ tenantId: one.tenantId, workloadId: 'shop/eu' }, neverAborted());
          deepStrictEqual(found === null ? null : Workload.encode(readAnswer(Workload, found)), Workload.encode(one));
        }
        strictEqual(await port.readWorkload({ tenantId: 'acme', workloadId: 'shop' }, neverAborted()), null);
        strictEqual(await port.readWorkload({ tenantId: 'nobody', workloadId: 'shop/eu' }, neverAborted()), null);
      },
    ),
  ];
}

const METRIC: ResourceMetric = 'cpu_utilization';
const toSeconds = (seconds: number): EpochSeconds => seconds as EpochSeconds;

/** What a store of forecasts promises. */
export function forecastStoreContract({ open }: ForecastStoreSetup<ForecastStorePort>): readonly ContractCase[] {
  const of = (name: string, check: (store: ForecastStorePort) => Promise<void>): ContractCase =>
    contractCase(`forecasts: ${name}`, open, ({ port }) => check(port));
  const latest = async (
    store: ForecastStorePort,
    tenantId: string,
    limit: number,
    metric = METRIC,
  ): Promise<string[]> =>
    (await store.latestForecasts({ tenantId, metric, limit }, neverAborted())).map((forecast) => forecast.forecastId);
  return [
    of('a forecast is read as it was saved, however often', async (store) => {
      const forecast = forecastResult({
        trainedFrom: toSeconds(1.69e9),
        seasonalNaive: [1e-300, 1.7976931348623157e308, 0.1 + 0.2],
      });
      await Promise.all([1, 2, 3].map(() => store.saveForecast(forecast, neverAborted())));
      const [read, ...more] = await store.latestForecasts(
        { tenantId: 'acme', metric: METRIC, limit: 10 },
        neverAborted(),
      );
      deepStrictEqual(ForecastResult.encode(read!), ForecastResult.encode(forecast));
      strictEqual(more.length, 0);
    }),
    of('the same id again replaces', async (store) => {
      await store.saveForecast(forecastResult(), neverAborted());
      await store.saveForecast(forecastResult({ modelType: 'theta' }), neverAborted());
      const read = await store.latestForecasts({ tenantId: 'acme', metric: METRIC, limit: 10 }, neverAborted());
      deepStrictEqual(
        read.map((forecast) => forecast.modelType),
        ['theta'],
      );
    }),
    of('the latest come first, ties by the larger id, and no more than asked for', async (store) => {
      for (const [forecastId, generatedAt] of [
        ['b', 2],
        ['a', 2],
        ['d', 1],
        ['c', 3],
        ['C', 2],
      ] as const) {
        await store.saveForecast(forecastResult({ forecastId, generatedAt: toSeconds(generatedAt) }), neverAborted());
      }
      deepStrictEqual(await latest(store, 'acme', 10), ['c', 'b', 'a', 'C', 'd']);
      deepStrictEqual(await latest(store, 'acme', 2), ['c', 'b']);
    }),
    of('tenants and metrics are told apart, also under one id', async (store) => {
      for (const tenantId of HOSTILE_NAMES)
        await store.saveForecast(forecastResult({ tenantId, modelType: tenantId }), neverAborted());
      await store.saveForecast(forecastResult({ forecastId: 'other', metric: 'request_rate' }), neverAborted());
      for (const tenantId of HOSTILE_NAMES) {
        const read = await store.latestForecasts({ tenantId, metric: METRIC, limit: 10 }, neverAborted());
        deepStrictEqual(
          read.map((forecast) => [forecast.tenantId, forecast.modelType]),
          [[tenantId, tenantId]],
        );
      }
      deepStrictEqual(await latest(store, 'acme', 10, 'request_rate'), ['other']);
      deepStrictEqual(await latest(store, 'nobody', 10), []);
    }),
  ];
}

/** What a store of custom models promises. */
export function modelStoreContract({ open }: ForecastStoreSetup<ModelStorePort>): readonly ContractCase[] {
  const of = (name: string, check: (store: ModelStorePort) => Promise<void>): ContractCase =>
    contractCase(`models: ${name}`, open, ({ port }) => check(port));
  return [
    of('a model is read as it was saved, and null where there is none', async (store) => {
      strictEqual(await store.latestModel({ tenantId: 'acme', metric: METRIC }, neverAborted()), null);
      await store.saveModel(trainedModel(), neverAborted());
      await store.saveModel(trainedModel(), neverAborted());
      const read = await store.latestModel({ tenantId: 'acme', metric: METRIC }, neverAborted());
      deepStrictEqual(TrainedModel.encode(read!), TrainedModel.encode(trainedModel()));
      strictEqual(await store.latestModel({ tenantId: 'acme', metric: 'request_rate' }, neverAborted()), null);
    }),
    of('the one trained last serves, ties by the larger id', async (store) => {
      for (const [modelId, trainedAt] of [
        ['b', 2],
        ['a', 2],
        ['z', 1],
      ] as const) {
        await store.saveModel(trainedModel({ modelId, trainedAt: toSeconds(trainedAt) }), neverAborted());
      }
      strictEqual((await store.latestModel({ tenantId: 'acme', metric: METRIC }, neverAborted()))?.modelId, 'b');
    }),
    of('tenants are told apart to the letter, also under one id', async (store) => {
      for (const tenantId of HOSTILE_NAMES)
        await store.saveModel(trainedModel({ tenantId, trainingHash: tenantId }), neverAborted());
      for (const tenantId of HOSTILE_NAMES) {
        strictEqual((await store.latestModel({ tenantId, metric: METRIC }, neverAborted()))?.trainingHash, tenantId);
      }
    }),
  ];
}

/** What a way to the monitor promises that takes forecasts. */
export function monitorContract(setup: ReceiverSetup<MonitorPort, ForecastResult>): readonly ContractCase[] {
  const things = HOSTILE_NAMES.map((tenantId) => forecastResult({ tenantId, forecastId: `forecast of ${tenantId}` }));
  return receiverCases(
    'monitor',
    setup,
    things,
    (port, thing) => port.publishForecast(thing, neverAborted()),
    ForecastResult.encode,
  );
}
