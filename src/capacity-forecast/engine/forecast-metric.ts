import { ignoreAnswer } from '../../port/index.js';
import * as E from '../../either.js';
import { forecastUsage } from '../metric-forecast/forecast-usage.js';
import { ForecastGranularity, type ForecastResult } from '../model/index.js';
import { detectSeasonality } from '../seasonality/detect.js';
import { publish } from './announce.js';
import { parseSeriesKey, type SeriesKey, fetchRecentUsage } from './asked-series.js';
import { parseArgument, callPort, nextId, type EngineContext, type EngineResult } from './context.js';
import { fetchLatestModel } from './latest-model.js';
import { trainingChanges } from './training-changes.js';

/** What is to be forecast. */
export interface ForecastRequest extends SeriesKey {
  readonly horizonDays: number;
  readonly granularity: ForecastGranularity;
}

/** Fetches usage, forecasts it, keeps the forecast and hands it to the monitor. */
export async function forecastMetric(context: EngineContext, request: ForecastRequest): EngineResult<ForecastResult> {
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
export async function computeForecast(context: EngineContext, request: ForecastRequest): EngineResult<ForecastResult> {
  const asked = parseSeriesKey(request);
  if (E.isLeft(asked)) return asked;
  const granularity = parseArgument(ForecastGranularity, request.granularity, 'granularity');
  if (E.isLeft(granularity)) return granularity;
  const { lookbackDays, levels, aggregationOf, regimeSensitivity } = context.settings;
  const usage = await fetchRecentUsage(context, asked.right, lookbackDays);
  if (E.isLeft(usage)) return usage;
  const model = await fetchLatestModel(context, asked.right);
  if (E.isLeft(model)) return model;
  const { now, points } = usage.right;
  const { tenantId, metric } = asked.right;
  const made = forecastUsage({
    metric,
    points,
    now,
    granularity: granularity.right,
    horizonDays: request.horizonDays,
    levels,
    aggregation: aggregationOf(metric),
    regimeChanges: trainingChanges(points, regimeSensitivity),
    seasonality: detectSeasonality(points).type,
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
