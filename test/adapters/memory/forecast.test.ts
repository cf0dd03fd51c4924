import { describe, expect, it } from 'vitest';
import { memoryForecastPorts } from '../../../src/adapters/memory/forecast.js';
import type { ForecastResult, TrainedModel } from '../../../src/capacity-forecast/index.js';
import { at, dateAt, usage } from '../../capacity-forecast/simulated-usage.js';

const signal = new AbortController().signal;
const points = usage(10, (day) => day);
const ports = () =>
  memoryForecastPorts({
    usage: [
      { tenantId: 'acme', metric: 'request_rate', points: points.slice(0, 5) },
      { tenantId: 'acme', metric: 'request_rate', points: points.slice(5) },
      { tenantId: '__proto__', metric: 'cpu_utilization', points },
    ],
    now: dateAt(10),
  });
const forecast = (forecastId: string, generatedAt: number, tenantId = 'acme'): ForecastResult => ({
  forecastId,
  tenantId,
  metric: 'request_rate',
  granularity: 'daily',
  predictions: [[at(1), 1]],
  lowerBoundP10: [0],
  upperBoundP90: [2],
  quantiles: { '0.5': [1] },
  modelType: 'theta',
  seasonalityDetected: 'none',
  confidenceScore: 0.5,
  generatedAt: at(generatedAt),
});

describe('the ports in memory', () => {
  it('read usage of one tenant and metric, both ends of the stretch included', async () => {
    const read = await ports().usage.readUsage(
      { tenantId: 'acme', metric: 'request_rate', since: at(3), until: at(6) },
      signal,
    );
    expect(read.points).toEqual(points.slice(3, 7));
    expect(
      (
        await ports().usage.readUsage(
          { tenantId: 'acme', metric: 'cpu_utilization', since: at(0), until: at(9) },
          signal,
        )
      ).points,
    ).toEqual([]);
  });
  it('list the metrics of a tenant, whatever its name', async () => {
    expect(await ports().usage.listMetrics!({ tenantId: '__proto__' }, signal)).toEqual(['cpu_utilization']);
    expect(await ports().usage.listMetrics!({ tenantId: 'nobody' }, signal)).toEqual([]);
  });
  it('know nothing of what they were not given', async () => {
    const { capacity, workloads, prices } = ports();
    expect(await capacity!.readCapacity({ tenantId: 'acme', metric: 'request_rate' }, signal)).toBeNull();
    expect(await workloads!.readWorkload({ tenantId: 'acme', workloadId: 'w' }, signal)).toBeNull();
    expect(await prices!.listPrices({ tenantId: 'acme' }, signal)).toEqual([]);
  });
  it('answer the latest forecasts, newest first, ties by id, of one tenant, and replace by id', async () => {
    const { forecasts } = ports();
    for (const one of [
      forecast('a', 1),
      forecast('c', 2),
      forecast('b', 2),
      forecast('d', 9, 'other'),
      { ...forecast('a', 1), modelType: 'new' },
    ]) {
      await forecasts.saveForecast(one, signal);
    }
    const found = await forecasts.latestForecasts({ tenantId: 'acme', metric: 'request_rate', limit: 3 }, signal);
    expect(found.map(({ forecastId, modelType }) => `${forecastId} ${modelType}`)).toEqual([
      'c theta',
      'b theta',
      'a new',
    ]);
    expect(
      (await forecasts.latestForecasts({ tenantId: 'acme', metric: 'request_rate', limit: 1 }, signal)).length,
    ).toBe(1);
  });
  it('answer the model that was trained last', async () => {
    const { models } = ports();
    const model = (modelId: string, trainedAt: number): TrainedModel => ({
      modelId,
      tenantId: 'acme',
      metric: 'request_rate',
      config: { models: ['theta'], bounds: [0, null] },
      trainingHash: 'x',
      trainingPoints: 1,
      trainedFrom: at(0),
      trainedUntil: at(1),
      trainedAt: at(trainedAt),
      mase: 1,
      defaultMase: 1,
      origins: 1,
    });
    expect(await models.latestModel({ tenantId: 'acme', metric: 'request_rate' }, signal)).toBeNull();
    for (const one of [model('m1', 5), model('m2', 3)]) await models.saveModel(one, signal);
    expect(await models.latestModel({ tenantId: 'acme', metric: 'request_rate' }, signal)).toEqual(model('m1', 5));
  });
  it('stand at their instant until it is set, and count their ids', () => {
    const own = ports();
    expect(own.clock.now()).toEqual(dateAt(10));
    own.setNow(dateAt(11));
    expect(own.clock.now()).toEqual(dateAt(11));
    expect([own.ids.next(), own.ids.next()]).toEqual(['forecast-1', 'forecast-2']);
  });
});
