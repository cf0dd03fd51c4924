import { nonEmptyText } from '../../codec/index.js';
import type { CapacityForecastError } from '../../errors/forecast.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import { DAY } from '../grid/calendar.js';
import { ResourceMetric, type UsageDataPoint } from '../model/index.js';
import { parseArgument, currentTime, type EngineContext, type EngineResult } from './context.js';
import { fetchUsage } from './read-usage.js';

/** Which series an operation is about: whose, and of what. */
export interface SeriesKey {
  readonly tenantId: string;
  readonly metric: ResourceMetric;
}

/** The series that a caller asks for, checked. */
export function parseSeriesKey(request: SeriesKey): Either<CapacityForecastError, SeriesKey> {
  const tenantId = parseArgument(nonEmptyText, request.tenantId, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const metric = parseArgument(ResourceMetric, request.metric, 'metric');
  return E.map((found: ResourceMetric) => ({ tenantId: tenantId.right, metric: found }))(metric);
}

/** What was measured in the latest days, and what time it is. */
export async function fetchRecentUsage(
  context: EngineContext,
  { tenantId, metric }: SeriesKey,
  days: number,
): EngineResult<{ readonly now: EpochSeconds; readonly points: ReadonlyArray<UsageDataPoint> }> {
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const since = (now.right - days * DAY) as EpochSeconds;
  const points = await fetchUsage(context, { tenantId, metric, since, until: now.right })();
  return E.map((found: ReadonlyArray<UsageDataPoint>) => ({ now: now.right, points: found }))(points);
}
