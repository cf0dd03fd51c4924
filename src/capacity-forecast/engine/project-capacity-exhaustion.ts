import { finiteNumber } from '../../codec/index.js';
import * as E from '../../either.js';
import { projectExhaustion } from '../exhaustion/project-exhaustion.js';
import type { CapacityExhaustion } from '../model/index.js';
import { parseSeriesKey, type SeriesKey, fetchRecentUsage } from './asked-series.js';
import { parseArgument, type EngineContext, type EngineResult } from './context.js';
import { trainingChanges } from './training-changes.js';

/** Fetches the long history of a metric and projects when a capacity runs out. */
export async function projectCapacityExhaustion(
  context: EngineContext,
  request: SeriesKey & { readonly currentCapacity: number },
): EngineResult<CapacityExhaustion> {
  const asked = parseSeriesKey(request);
  if (E.isLeft(asked)) return asked;
  const capacity = parseArgument(finiteNumber, request.currentCapacity, 'currentCapacity');
  if (E.isLeft(capacity)) return capacity;
  const { longLookbackDays, exhaustionHorizonDays, regimeSensitivity, aggregationOf } = context.settings;
  const usage = await fetchRecentUsage(context, asked.right, longLookbackDays);
  if (E.isLeft(usage)) return usage;
  const { now, points } = usage.right;
  const { metric } = asked.right;
  return projectExhaustion({
    metric,
    points,
    capacity: capacity.right,
    now,
    horizonDays: exhaustionHorizonDays,
    regimeChanges: trainingChanges(points, regimeSensitivity),
    aggregation: aggregationOf(metric),
  });
}
