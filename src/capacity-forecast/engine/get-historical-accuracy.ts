import { checked, decode, listOf } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import type { ForeignTenant } from '../../errors/port.js';
import { checkTenant } from '../../port/index.js';
import * as E from '../../either.js';
import type { EpochSeconds } from '../../time/index.js';
import { forecastAccuracy } from '../accuracy/forecast-accuracy.js';
import { DAY } from '../grid/calendar.js';
import { type ForecastAccuracy, ForecastResult } from '../model/index.js';
import { parseSeriesKey, type SeriesKey } from './asked-series.js';
import { parseArgument, callPort, currentTime, type EngineContext, requirePort, type EngineResult } from './context.js';
import { fetchUsage } from './read-usage.js';

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
  const forecasts = await callPort<ReadonlyArray<ForecastResult>, DecodeError | ForeignTenant>(context, {
    port: 'forecasts',
    method: 'latestForecasts',
    tenantId,
    call: (signal) => store.right.latestForecasts(query, signal),
    read: (answer) => {
      const stored = decode(listOf(ForecastResult), answer, 'the answer of the forecast store');
      return E.isLeft(stored) ? stored : checkTenant(tenantId, 'forecasts', 'latestForecasts', stored.right);
    },
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
