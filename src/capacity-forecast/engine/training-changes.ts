import { toMeasurements } from '../grid/measurements.js';
import { bucketStart, toUsageGrid, positionOf } from '../grid/usage-grid.js';
import { findBestSplit } from '../growth/best-split.js';
import { isConfirmedChange } from '../growth/confirm-change.js';
import { toTypicalUnits } from '../growth/fit-growth.js';
import { removeSeason } from '../growth/seasonal-part.js';
import type { TrainingChange } from '../metric-forecast/last-change.js';
import type { UsageDataPoint } from '../model/index.js';
import { detectRegimeChange } from '../regime/regime-changes.js';

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
  const days = toUsageGrid(toMeasurements(points), 'daily', 'mean');
  const means = Array.from(days.values, (value, day) => ({ timestamp: bucketStart(days, day), value }));
  const known = means.filter(({ value }) => !Number.isNaN(value));
  const reported = detectRegimeChange(known, sensitivity).filter(({ kind }) => kind === 'level' || kind === 'trend');
  const { level } = removeSeason(toTypicalUnits(days.values), WEEK, undefined);
  const confirmed = reported.filter(({ timestamp }) => isConfirmedChange(level, positionOf(days, timestamp)));
  if (confirmed.length > 0) return confirmed;
  const split = findBestSplit(level);
  return split !== undefined && isConfirmedChange(level, split)
    ? [{ timestamp: bucketStart(days, split), confidence: 1 }]
    : [];
}
