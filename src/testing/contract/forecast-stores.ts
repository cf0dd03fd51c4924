import { deepStrictEqual, strictEqual } from 'node:assert/strict';
import { ForecastResult, TrainedModel, type ResourceMetric } from '../../capacity-forecast/model/index.js';
import type { ForecastStorePort, ModelStorePort } from '../../capacity-forecast/ports.js';
import type { MaybePromise } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import { forecastResult, trainedModel } from '../generate/forecast.js';
import { neverAborted, contractCase, type ContractCase, type PortFixture } from './case.js';
import { HOSTILE_NAMES } from './hostile-names.js';

interface ForecastStoreSetup<Port> {
  /** Opens an empty store. */
  readonly open: () => MaybePromise<PortFixture<Port>>;
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
