import { checked, decode, listOf, nonEmptyText } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import type { ForeignTenant } from '../../errors/port.js';
import { onlyOf } from '../../port/index.js';
import { E } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import { forecastAccuracy } from '../accuracy/forecast-accuracy.js';
import { DAY } from '../grid/calendar.js';
import { type ForecastAccuracy, ForecastResult, ResourceMetric } from '../model/index.js';
import { argument, ask, currentTime, type EngineContext, needed, type Outcome } from './context.js';
import { readUsage } from './read-usage.js';

const wholeFromOne = checked(
  'a whole number from 1 to 1000',
  (v): v is number => Number.isInteger(v) && (v as number) >= 1 && (v as number) <= 1000,
);
/** The newest forecasts may lie wholly in the future, so more are fetched than are judged. */
const SPARE = 5;

/** Fetches stored forecasts and the usage since, and compares them. */
export async function getHistoricalAccuracy(
  context: EngineContext,
  request: { readonly tenantId: string; readonly metric: ResourceMetric; readonly lookbackForecasts: number },
): Outcome<ForecastAccuracy> {
  const tenantId = argument(nonEmptyText, request.tenantId, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const metric = argument(ResourceMetric, request.metric, 'metric');
  if (E.isLeft(metric)) return metric;
  const lookbackForecasts = argument(wholeFromOne, request.lookbackForecasts, 'lookbackForecasts');
  if (E.isLeft(lookbackForecasts)) return lookbackForecasts;
  const store = needed(context.ports.forecasts, 'forecasts', 'to tell how accurate forecasts were');
  if (E.isLeft(store)) return store;
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const query = { tenantId: tenantId.right, metric: metric.right, limit: SPARE * lookbackForecasts.right };
  const forecasts = await ask<ReadonlyArray<ForecastResult>, DecodeError | ForeignTenant>(context, {
    port: 'forecasts',
    method: 'latestForecasts',
    tenantId: query.tenantId,
    call: (signal) => store.right.latestForecasts(query, signal),
    read: (answer) => {
      const stored = decode(listOf(ForecastResult), answer, 'the answer of the forecast store');
      return E.isLeft(stored) ? stored : onlyOf(query.tenantId, 'forecasts', 'latestForecasts', stored.right);
    },
  })();
  if (E.isLeft(forecasts)) return forecasts;
  const own = forecasts.right.filter((forecast) => forecast.metric === query.metric).sort(newestFirst);
  const firsts = own.flatMap(({ predictions }) => (predictions[0] === undefined ? [] : [predictions[0][0]]));
  // A day more, so that the first bucket is whole and seen to be.
  const since = (firsts.reduce<number>((least, at) => Math.min(least, at), now.right) - DAY) as EpochSeconds;
  const points = await readUsage(context, {
    tenantId: query.tenantId,
    metric: query.metric,
    since,
    until: now.right,
  })();
  if (E.isLeft(points)) return points;
  const accuracy = forecastAccuracy({
    forecasts: own,
    lookbackForecasts: lookbackForecasts.right,
    points: points.right,
    now: now.right,
  });
  return E.right({ tenantId: query.tenantId, metric: query.metric, ...accuracy });
}

function newestFirst(a: ForecastResult, b: ForecastResult): number {
  return b.generatedAt - a.generatedAt || (a.forecastId < b.forecastId ? 1 : -1);
}
