import { measurementsOf } from '../grid/measurements.js';
import { bucketStart, gridOf, positionOf } from '../grid/usage-grid.js';
import { isConfirmed } from '../growth/confirm-change.js';
import { inUnits } from '../growth/fit-growth.js';
import { takeSeason } from '../growth/seasonal-part.js';
import type { RegimeChangeEvent, UsageDataPoint } from '../model/index.js';
import { regimeChanges } from '../regime/regime-changes.js';

const WEEK = 7;

/**
 * The changes of level and trend that cut what a forecast is trained on, looked for in daily means: a day is as exact as
 * training needs, and the day's season and its noise are out of the way. Only those that growth and lasting noise do not explain: a false one would throw history away.
 */
export function trainingChanges(points: ReadonlyArray<UsageDataPoint>, sensitivity: number): ReadonlyArray<RegimeChangeEvent> {
  const days = gridOf(measurementsOf(points), 'daily', 'mean');
  const means = Array.from(days.values, (value, day) => ({ timestamp: bucketStart(days, day), value }));
  const known = means.filter(({ value }) => !Number.isNaN(value));
  const changes = regimeChanges(known, sensitivity).filter(({ kind }) => kind === 'level' || kind === 'trend');
  if (changes.length === 0) return changes;
  const { level } = takeSeason(inUnits(days.values), WEEK, undefined);
  return changes.filter(({ timestamp }) => isConfirmed(level, positionOf(days, timestamp)));
}
