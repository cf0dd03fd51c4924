import { measurementsOf } from '../grid/measurements.js';
import { bucketStart, gridOf } from '../grid/usage-grid.js';
import type { RegimeChangeEvent, UsageDataPoint } from '../model/index.js';
import { regimeChanges } from '../regime/regime-changes.js';

/**
 * The changes of level and trend that cut what a forecast is trained on, looked for in daily means: a day is as exact as
 * training needs, and the day's season and its noise are out of the way.
 */
export function trainingChanges(points: ReadonlyArray<UsageDataPoint>, sensitivity: number): ReadonlyArray<RegimeChangeEvent> {
  const days = gridOf(measurementsOf(points), 'daily', 'mean');
  const means = Array.from(days.values, (value, day) => ({ timestamp: bucketStart(days, day), value }));
  const known = means.filter(({ value }) => !Number.isNaN(value));
  return regimeChanges(known, sensitivity).filter(({ kind }) => kind === 'level' || kind === 'trend');
}
