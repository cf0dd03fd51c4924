import { measurementsOf } from '../grid/measurements.js';
import { bucketStart, gridOf, positionOf } from '../grid/usage-grid.js';
import { bestSplit } from '../growth/best-split.js';
import { isConfirmed } from '../growth/confirm-change.js';
import { inUnits } from '../growth/fit-growth.js';
import { takeSeason } from '../growth/seasonal-part.js';
import type { TrainingChange } from '../metric-forecast/last-change.js';
import type { UsageDataPoint } from '../model/index.js';
import { regimeChanges } from '../regime/regime-changes.js';

const WEEK = 7;

/**
 * The changes of level and trend that cut what a forecast is trained on, looked for in daily means: a day is as exact
 * as training needs, and the day's season and its noise are out of the way. To those that the detector reports the best
 * split into two lines is added, for bends too slight to report; of all only those count that growth and lasting noise
 * do not explain, because a false one would throw history away.
 */
export function trainingChanges(
  points: ReadonlyArray<UsageDataPoint>,
  sensitivity: number,
): ReadonlyArray<TrainingChange> {
  const days = gridOf(measurementsOf(points), 'daily', 'mean');
  const means = Array.from(days.values, (value, day) => ({ timestamp: bucketStart(days, day), value }));
  const known = means.filter(({ value }) => !Number.isNaN(value));
  const reported = regimeChanges(known, sensitivity).filter(({ kind }) => kind === 'level' || kind === 'trend');
  const { level } = takeSeason(inUnits(days.values), WEEK, undefined);
  const confirmed = reported.filter(({ timestamp }) => isConfirmed(level, positionOf(days, timestamp)));
  if (confirmed.length > 0) return confirmed;
  const split = bestSplit(level);
  return split !== undefined && isConfirmed(level, split)
    ? [{ timestamp: bucketStart(days, split), confidence: 1 }]
    : [];
}
