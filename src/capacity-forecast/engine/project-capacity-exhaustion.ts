import { finiteNumber, nonEmptyText } from '../../codec/index.js';
import { E } from '../../prelude.js';
import type { EpochSeconds } from '../../time/index.js';
import { projectExhaustion } from '../exhaustion/project-exhaustion.js';
import { DAY } from '../grid/calendar.js';
import { type CapacityExhaustion, ResourceMetric } from '../model/index.js';
import { argument, currentTime, type EngineContext, type Outcome } from './context.js';
import { readUsage } from './read-usage.js';
import { trainingChanges } from './training-changes.js';

/** Fetches the long history of a metric and projects when a capacity runs out. */
export async function projectCapacityExhaustion(
  context: EngineContext,
  request: { readonly tenantId: string; readonly metric: ResourceMetric; readonly currentCapacity: number },
): Outcome<CapacityExhaustion> {
  const tenantId = argument(nonEmptyText, request.tenantId, 'tenantId');
  if (E.isLeft(tenantId)) return tenantId;
  const metric = argument(ResourceMetric, request.metric, 'metric');
  if (E.isLeft(metric)) return metric;
  const capacity = argument(finiteNumber, request.currentCapacity, 'currentCapacity');
  if (E.isLeft(capacity)) return capacity;
  const now = await currentTime(context)();
  if (E.isLeft(now)) return now;
  const { longLookbackDays, exhaustionHorizonDays, regimeSensitivity, aggregationOf } = context.settings;
  const since = (now.right - longLookbackDays * DAY) as EpochSeconds;
  const points = await readUsage(context, {
    tenantId: tenantId.right,
    metric: metric.right,
    since,
    until: now.right,
  })();
  if (E.isLeft(points)) return points;
  return projectExhaustion({
    metric: metric.right,
    points: points.right,
    capacity: capacity.right,
    now: now.right,
    horizonDays: exhaustionHorizonDays,
    regimeChanges: trainingChanges(points.right, regimeSensitivity),
    aggregation: aggregationOf(metric.right),
  });
}
