import { DAY } from '../grid/calendar.js';
import type { Measurements } from '../grid/measurements.js';
import { bucketStart, gridOf } from '../grid/usage-grid.js';
import { fitGrowth } from '../growth/fit-growth.js';
import type { Outlook } from '../growth/outlook.js';
import { lastChange, type TrainingChange } from '../metric-forecast/last-change.js';
import { trainingAfter } from '../metric-forecast/training.js';
import type { UsageAggregation } from '../model/index.js';

/** What is believed about the daily level of a metric in the long run. */
export interface UsageOutlook {
  readonly outlook: Outlook;
  /** The instant that step 0, the last day measured, stands for. */
  readonly origin: number;
  /** The least of the last three days measured: what usage has reached to stay, whatever one day was. */
  readonly reached: number;
}

export const WEEK = 7;
/** Days that show how usage peaks within a day. */
const PEAK_DAYS = 28;
const HOURS = 24;
/** So many days since a change are enough to fit growth to them alone. */
const LEAST_DAYS_SINCE = 8;

/**
 * Fits the long run of measured usage in days: a level under the week's shape since the last regime change, raised to
 * the day's usual peak hour where samples show one. Undefined where fewer than three days are known.
 */
export function usageOutlook(
  measured: Measurements,
  aggregation: UsageAggregation,
  changes: ReadonlyArray<TrainingChange>,
): UsageOutlook | undefined {
  const days = gridOf(measured, 'daily', aggregation);
  const change = lastChange(days, changes);
  const { values } =
    days.values.length - (change ?? 0) >= LEAST_DAYS_SINCE
      ? { values: days.values.subarray(change ?? 0) }
      : trainingAfter(days.values, change, WEEK);
  const hours = aggregation === 'mean' && measured.spacing <= DAY / 4 ? lastHours(measured) : undefined;
  const outlook = fitGrowth(values, {
    period: WEEK,
    lasting: WEEK,
    ...(hours && { within: { values: hours, count: HOURS } }),
  });
  if (outlook === undefined) return undefined;
  return {
    outlook,
    origin: bucketStart(days, days.values.length - 1) + days.centre,
    reached: Math.min(...days.values.filter((value) => !Number.isNaN(value)).slice(-3)),
  };
}

function lastHours(measured: Measurements): Float64Array {
  const since = measured.times.at(-1)! - PEAK_DAYS * DAY;
  const from = measured.times.findIndex((time) => time > since);
  const recent = { ...measured, times: measured.times.subarray(from), values: measured.values.subarray(from) };
  return gridOf(recent, 'hourly', 'mean').values;
}
