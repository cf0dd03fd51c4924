import { DAY } from '../grid/calendar.js';
import type { Measurements } from '../grid/measurements.js';
import { bucketStart, toUsageGrid } from '../grid/usage-grid.js';
import { fitGrowth } from '../growth/fit-growth.js';
import type { LongRangeForecast } from '../growth/outlook.js';
import { lastChangePosition, type TrainingChange } from '../metric-forecast/last-change.js';
import { trainingAfter } from '../metric-forecast/training.js';
import type { UsageAggregation } from '../model/index.js';

/** What is believed about the daily level of a metric in the long run. */
export interface LongRangeUsage {
  readonly forecast: LongRangeForecast;
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
const MIN_DAYS_SINCE_CHANGE = 8;

/**
 * Fits the long run of measured usage in days: a level under the week's shape since the last regime change, raised to
 * the day's usual peak hour where samples show one. Undefined where fewer than three days are known.
 */
export function forecastLongRangeUsage(
  measured: Measurements,
  aggregation: UsageAggregation,
  changes: ReadonlyArray<TrainingChange>,
): LongRangeUsage | undefined {
  const days = toUsageGrid(measured, 'daily', aggregation);
  const change = lastChangePosition(days, changes);
  const { values } =
    days.values.length - (change ?? 0) >= MIN_DAYS_SINCE_CHANGE
      ? { values: days.values.subarray(change ?? 0) }
      : trainingAfter(days.values, change, WEEK);
  const hours = aggregation === 'mean' && measured.spacing <= DAY / 4 ? lastHours(measured) : undefined;
  const outlook = fitGrowth(values, {
    period: WEEK,
    lasting: WEEK,
    ...(hours && { subSteps: { values: hours, count: HOURS } }),
  });
  if (outlook === undefined) return undefined;
  return {
    forecast: outlook,
    origin: bucketStart(days, days.values.length - 1) + days.center,
    reached: Math.min(...days.values.filter((value) => !Number.isNaN(value)).slice(-3)),
  };
}

function lastHours(measured: Measurements): Float64Array {
  const since = measured.times.at(-1)! - PEAK_DAYS * DAY;
  const from = measured.times.findIndex((time) => time > since);
  const recent = { ...measured, times: measured.times.subarray(from), values: measured.values.subarray(from) };
  return toUsageGrid(recent, 'hourly', 'mean').values;
}
