import { finiteNumber } from '../../codec/index.js';
import * as E from '../../either.js';
import { projectExhaustion } from '../exhaustion/project-exhaustion.js';
import type { CapacityExhaustion } from '../model/index.js';
import { askedSeries, type AskedSeries, latestUsage } from './asked-series.js';
import { argument, type EngineContext, type Outcome } from './context.js';
import { trainingChanges } from './training-changes.js';

/** Fetches the long history of a metric and projects when a capacity runs out. */
export async function projectCapacityExhaustion(
  context: EngineContext,
  request: AskedSeries & { readonly currentCapacity: number },
): Outcome<CapacityExhaustion> {
  const asked = askedSeries(request);
  if (E.isLeft(asked)) return asked;
  const capacity = argument(finiteNumber, request.currentCapacity, 'currentCapacity');
  if (E.isLeft(capacity)) return capacity;
  const { longLookbackDays, exhaustionHorizonDays, regimeSensitivity, aggregationOf } = context.settings;
  const usage = await latestUsage(context, asked.right, longLookbackDays);
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
