import { decode } from '../../codec/decode.js';
import { listOf } from '../../codec/record.js';
import { checked } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import { ignoreAnswer } from '../../host/port-call.js';
import { E } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import { forecastAccuracy } from '../accuracy.js';
import { trainModel } from '../custom-model.js';
import type { CustomModelWorse, MetricForecastError } from '../errors.js';
import { forecastUsage } from '../forecast-usage.js';
import { DAY } from '../measurements.js';
import { CustomModelConfig, type ForecastAccuracy, ForecastResult, type TrainedModel } from '../model/forecast.js';
import { ForecastGranularity, UsageDataPoint } from '../model/usage.js';
import {
  callPort,
  currentTime,
  type EngineContext,
  type EngineResult,
  nextId,
  parseArgument,
  publish,
  requirePort,
  fetchCalendar,
  fetchLatestModel,
  fetchRecentUsage,
  fetchUsage,
  parseSeriesKey,
  type SeriesKey,
} from './context.js';

/** What is to be forecast. */
interface ForecastRequest extends SeriesKey {
  readonly horizonDays: number;
  readonly granularity: ForecastGranularity;
}

/** Fetches usage, forecasts it, keeps the forecast and hands it to the monitor. */
export async function forecastMetric(
  context: EngineContext,
  request: ForecastRequest,
): EngineResult<ForecastResult, MetricForecastError> {
  const made = await computeForecast(context, request);
  if (E.isLeft(made)) return made;
  const kept = await saveForecast(context, made.right);
  if (E.isLeft(kept)) return kept;
  const { monitor } = context.ports;
  const { tenantId, metric } = made.right;
  if (monitor !== undefined) {
    await publish(context, { tenantId, metric }, 'the forecast was not published', 'publishForecast', (signal) =>
      monitor.publishForecast(made.right, signal),
    );
  }
  return made;
}

/** The forecast alone: nothing is kept or published. */
export async function computeForecast(
  context: EngineContext,
  request: ForecastRequest,
): EngineResult<ForecastResult, MetricForecastError> {
  const asked = parseSeriesKey(request);
  if (E.isLeft(asked)) return asked;
  const granularity = parseArgument(ForecastGranularity, request.granularity, 'granularity');
  if (E.isLeft(granularity)) return granularity;
  const { lookbackDays, longLookbackDays, levels, aggregationOf, regimeSensitivity } = context.settings;
  const usage = await fetchRecentUsage(context, asked.right, Math.max(lookbackDays, longLookbackDays));
  if (E.isLeft(usage)) return usage;
  const model = await fetchLatestModel(context, asked.right);
  if (E.isLeft(model)) return model;
  const { now, points, calendar } = usage.right;
  const { tenantId, metric } = asked.right;
  const made = forecastUsage({
    metric,
    points,
    now,
    granularity: granularity.right,
    horizonDays: request.horizonDays,
    levels,
    aggregation: aggregationOf(metric),
    regimeSensitivity,
    trainingDays: lookbackDays,
    ...(calendar && { calendar }),
    ...(model.right && { custom: model.right }),
  });
  if (E.isLeft(made)) return made;
  const id = await nextId(context)();
  if (E.isLeft(id)) return id;
  return E.right({ forecastId: id.right, tenantId, generatedAt: now, ...made.right });
}

async function saveForecast(context: EngineContext, forecast: ForecastResult): EngineResult<void> {
  const store = context.ports.forecasts;
  if (store === undefined) return E.right(undefined);
  return callPort(context, {
    port: 'forecasts',
    method: 'saveForecast',
    tenantId: forecast.tenantId,
    call: (signal) => store.saveForecast(forecast, signal),
    read: ignoreAnswer,
  })();
}

/** Trains a model, keeps it, and answers its id; from then on it serves its metric. */
export async function trainCustomModel(
  context: EngineContext,
  request: SeriesKey & { readonly trainingData: unknown; readonly config: unknown },
): EngineResult<string, MetricForecastError | CustomModelWorse> {
  const asked = parseSeriesKey(request);
  if (E.isLeft(asked)) return asked;
  const points = parseArgument(listOf(UsageDataPoint), request.trainingData, 'the training data');
  if (E.isLeft(points)) return points;
  const config = parseArgument(CustomModelConfig, request.config, 'the configuration of the model');
  if (E.isLeft(config)) return config;
  const store = requirePort(context.ports.models, 'models', 'to keep a custom model');
  if (E.isLeft(store)) return store;
  const { tenantId, metric } = asked.right;
  const aggregation = context.settings.aggregationOf(metric);
  const calendar = await fetchCalendar(context, { tenantId, metric });
  if (E.isLeft(calendar)) return calendar;
  const trained = trainModel({
    metric,
    points: points.right,
    config: config.right,
    aggregation,
    ...(calendar.right && { calendar: calendar.right }),
  });
  if (E.isLeft(trained)) return trained;
  const trainedAt = await currentTime(context)();
  if (E.isLeft(trainedAt)) return trainedAt;
  const id = await nextId(context)();
  if (E.isLeft(id)) return id;
  const model: TrainedModel = {
    modelId: id.right,
    tenantId,
    trainedAt: trainedAt.right,
    ...trained.right,
  };
  const saved = await callPort(context, {
    port: 'models',
    method: 'saveModel',
    tenantId: model.tenantId,
    call: (signal) => store.right.saveModel(model, signal),
    read: ignoreAnswer,
  })();
  return E.isLeft(saved) ? saved : E.right(model.modelId);
}

const forecastCount = checked(
  'a whole number from 1 to 1000',
  (v): v is number => Number.isInteger(v) && (v as number) >= 1 && (v as number) <= 1000,
);
/** The newest forecasts may lie wholly in the future, so more are fetched than are judged. */
const EXTRA_FORECASTS = 5;

/** Fetches stored forecasts and the usage since, and compares them. */
export async function getHistoricalAccuracy(
  context: EngineContext,
  request: SeriesKey & { readonly lookbackForecasts: number },
): EngineResult<ForecastAccuracy> {
  const asked = parseSeriesKey(request);
  if (E.isLeft(asked)) return asked;
  const lookbackForecasts = parseArgument(forecastCount, request.lookbackForecasts, 'lookbackForecasts');
  if (E.isLeft(lookbackForecasts)) return lookbackForecasts;
  const store = requirePort(context.ports.forecasts, 'forecasts', 'to tell how accurate forecasts were');
  if (E.isLeft(store)) return store;
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const { tenantId, metric } = asked.right;
  const query = { tenantId, metric, limit: EXTRA_FORECASTS * lookbackForecasts.right };
  const forecasts = await callPort<readonly ForecastResult[], DecodeError>(context, {
    port: 'forecasts',
    method: 'latestForecasts',
    tenantId,
    call: (signal) => store.right.latestForecasts(query, signal),
    about: { tenantId, metric },
    read: (answer) => decode(listOf(ForecastResult), answer, 'the answer of the forecast store'),
  })();
  if (E.isLeft(forecasts)) return forecasts;
  const own = forecasts.right.filter((forecast) => forecast.metric === metric).sort(compareNewestFirst);
  const firsts = own.flatMap(({ predictions }) => (predictions[0] === undefined ? [] : [predictions[0][0]]));
  // A day more, so that the first bucket is whole and seen to be.
  const since = (firsts.reduce<number>((least, at) => Math.min(least, at), now.right) - DAY) as EpochSeconds;
  const points = await fetchUsage(context, { tenantId, metric, since, until: now.right })();
  if (E.isLeft(points)) return points;
  const accuracy = forecastAccuracy({
    forecasts: own,
    lookbackForecasts: lookbackForecasts.right,
    points: points.right,
    now: now.right,
  });
  return E.right({ tenantId, metric, ...accuracy });
}

function compareNewestFirst(a: ForecastResult, b: ForecastResult): number {
  return b.generatedAt - a.generatedAt || (a.forecastId < b.forecastId ? 1 : -1);
}
