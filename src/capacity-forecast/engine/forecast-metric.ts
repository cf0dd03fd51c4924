import { nonEmptyText } from '../../codec/index.js';
import { E } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import { DAY } from '../grid/calendar.js';
import { forecastUsage } from '../metric-forecast/forecast-usage.js';
import {
  ForecastGranularity,
  type ForecastResult,
  ResourceMetric,
  type TrainedModel,
  type UsageDataPoint,
} from '../model/index.js';
import { detectSeasonality } from '../seasonality/detect.js';
import { argument, ask, currentTime, nextId, note, type EngineContext, type Outcome } from './context.js';
import { latestModel } from './latest-model.js';
import { readUsage } from './read-usage.js';
import { trainingChanges } from './training-changes.js';

/** What is to be forecast. */
export interface ForecastRequest {
  readonly tenantId: string;
  readonly metric: ResourceMetric;
  readonly horizonDays: number;
  readonly granularity: ForecastGranularity;
}

/** Fetches usage, forecasts it, keeps the forecast and hands it to the monitor. */
export async function forecastMetric(context: EngineContext, request: ForecastRequest): Outcome<ForecastResult> {
  const made = await makeForecast(context, request);
  if (E.isLeft(made)) return made;
  const kept = await keep(context, made.right);
  if (E.isLeft(kept)) return kept;
  await publish(context, made.right);
  return made;
}

/** The forecast alone: nothing is kept or published. */
export async function makeForecast(context: EngineContext, request: ForecastRequest): Outcome<ForecastResult> {
  const tenantId = argument(nonEmptyText, request.tenantId, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const metric = argument(ResourceMetric, request.metric, 'metric');
  if (E.isLeft(metric)) return metric;
  const granularity = argument(ForecastGranularity, request.granularity, 'granularity');
  if (E.isLeft(granularity)) return granularity;
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const since = (now.right - context.settings.lookbackDays * DAY) as EpochSeconds;
  const points = await readUsage(context, {
    tenantId: tenantId.right,
    metric: metric.right,
    since,
    until: now.right,
  })();
  if (E.isLeft(points)) return points;
  const model = await latestModel(context, { tenantId: tenantId.right, metric: metric.right });
  if (E.isLeft(model)) return model;
  return finishForecast(context, request, points.right, now.right, model.right);
}

/** Everything behind the fetching, for operations that have the points already. */
export async function finishForecast(
  context: EngineContext,
  { tenantId, metric, horizonDays, granularity }: ForecastRequest,
  points: ReadonlyArray<UsageDataPoint>,
  now: EpochSeconds,
  custom: TrainedModel | null,
): Outcome<ForecastResult> {
  const made = forecastUsage({
    metric,
    points,
    now,
    granularity,
    horizonDays,
    levels: context.settings.levels,
    aggregation: context.settings.aggregationOf(metric),
    regimeChanges: trainingChanges(points, context.settings.regimeSensitivity),
    seasonality: detectSeasonality(points).type,
    ...(custom && { custom }),
  });
  if (E.isLeft(made)) return made;
  const id = await nextId(context)();
  if (E.isLeft(id)) return id;
  return E.right({ forecastId: id.right, tenantId, generatedAt: now, ...made.right });
}

async function keep(context: EngineContext, forecast: ForecastResult): Outcome<unknown> {
  const store = context.ports.forecasts;
  if (store === undefined) return E.right(undefined);
  return ask(context, {
    port: 'forecasts',
    method: 'saveForecast',
    tenantId: forecast.tenantId,
    call: (signal) => store.saveForecast(forecast, signal),
    read: (answer) => E.right(answer),
  })();
}

/** The monitor being away does not take the forecast from the caller: it is noted. */
async function publish(context: EngineContext, forecast: ForecastResult): Promise<void> {
  const { monitor } = context.ports;
  if (monitor === undefined) return;
  const published = await ask(context, {
    port: 'monitor',
    method: 'publishForecast',
    tenantId: forecast.tenantId,
    call: (signal) => monitor.publishForecast(forecast, signal),
    read: (answer) => E.right(answer),
  })();
  if (E.isRight(published)) return;
  const { tenantId, metric } = forecast;
  note(context, {
    level: 'warning',
    tenantId,
    metric,
    message: `the forecast was not published: ${published.left.message}`,
  });
}
