import { E, type Either } from '../prelude.js';
import { sortFloat64 } from '../stats/moments.js';
import { getBucket } from '../time/calendar.js';
import type { EpochSeconds } from '../time/period.js';
import {
  insufficientHistory,
  type InsufficientHistory,
  invalidForecastOption,
  type InvalidForecastOption,
} from './errors.js';
import { DAY, type Measurements } from './measurements.js';
import type { ForecastResult } from './model/forecast.js';
import type { ForecastGranularity, ResourceMetric, UsageAggregation } from './model/usage.js';

/** UTC calendar buckets as whole numbers: neighbors differ by one, whatever their lengths. */
interface BucketCalendar {
  indexOf(timestamp: number): number;
  startOf(index: number): EpochSeconds;
}

export const HOUR = 3_600;
/** The epoch was a Thursday; ISO weeks start on Monday. */
const MONDAY = -3 * DAY;

/** The buckets of a granularity; the same as `bucketContaining` in UTC, without a Date a point. */
export const bucketCalendar = (granularity: ForecastGranularity): BucketCalendar => CALENDARS[granularity];

function evenCalendar(length: number, origin: number): BucketCalendar {
  return {
    indexOf: (timestamp) => Math.floor((timestamp - origin) / length),
    startOf: (index) => (index * length + origin) as EpochSeconds,
  };
}

const MONTHS: BucketCalendar = {
  indexOf: (timestamp) => {
    const date = new Date(timestamp * 1000);
    return date.getUTCFullYear() * 12 + date.getUTCMonth();
  },
  startOf: (index) => {
    const date = new Date(0);
    // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
    date.setUTCFullYear(Math.floor(index / 12), index - 12 * Math.floor(index / 12), 1);
    return (date.getTime() / 1000) as EpochSeconds;
  },
};

const CALENDARS: Readonly<Record<ForecastGranularity, BucketCalendar>> = {
  hourly: evenCalendar(HOUR, 0),
  daily: evenCalendar(DAY, 0),
  weekly: evenCalendar(7 * DAY, MONDAY),
  monthly: MONTHS,
};

/** An interpolated quantile (type 7 of Hyndman & Fan 1996); sorts its argument. NaN where a value is. */
function quantileOf(values: Float64Array, probability: number): number {
  if (values.some(Number.isNaN)) return NaN;
  values.sort();
  const at = probability * (values.length - 1);
  const [low, high] = [values[Math.floor(at)]!, values[Math.ceil(at)]!];
  return low + (high - low) * (at - Math.floor(at));
}

/** When the step of a forecast that starts at an instant is over, on the calendar of its zone. */
export function stepEnd(forecast: Pick<ForecastResult, 'granularity' | 'zone'>, start: number): EpochSeconds {
  const bucket = getBucket(start as EpochSeconds, forecast.granularity, forecast.zone);
  const calendar = bucketCalendar(forecast.granularity);
  return E.isRight(bucket) ? bucket.right.end : calendar.startOf(calendar.indexOf(start) + 1);
}

/** Usage on an even grid of calendar buckets, ready to be forecast. */
export interface UsageGrid {
  readonly granularity: ForecastGranularity;
  /** Index of the first bucket in its calendar. */
  readonly first: number;
  /** One value a bucket, NaN where too little was measured: a gap is missing, never zero. */
  readonly values: Float64Array;
  /** Mean distance of the measurements from their bucket's start, in seconds: where in time a value really stands. */
  readonly center: number;
}

/** A bucket with less than this share of the usual number of measurements is missing. */
const MIN_BUCKET_SHARE = 0.5;

/** The probability that a percentile stands for. */
export const PERCENTILES: Readonly<Partial<Record<UsageAggregation, number>>> = { p95: 0.95, p99: 0.99 };

/**
 * Aggregates measurements into UTC calendar buckets, by mean, maximum or an interpolated percentile. The first and the
 * last bucket count only where measurements reach their edges, because a part of a day is not a day. O(n).
 */
export function toUsageGrid(
  measured: Measurements,
  granularity: ForecastGranularity,
  aggregation: UsageAggregation,
): UsageGrid {
  const { times, values } = measured;
  const calendar = bucketCalendar(granularity);
  const first = times.length === 0 ? 0 : calendar.indexOf(times[0]!);
  const last = times.length === 0 ? -1 : calendar.indexOf(times.at(-1)!);
  const cells = new Float64Array(last - first + 1).fill(aggregation === 'maximum' ? -Infinity : 0);
  const counts = new Float64Array(cells.length);
  const percentile = PERCENTILES[aggregation];
  let begin = 0;
  let offsets = 0;
  let start = 0;
  let end = -Infinity;
  let cell = -1;
  for (let i = 0; i < times.length; i++) {
    if (times[i]! >= end) {
      const index = calendar.indexOf(times[i]!);
      if (percentile !== undefined && i > 0) cells[cell] = quantileOf(values.slice(begin, i), percentile);
      begin = i;
      cell = index - first;
      start = calendar.startOf(index);
      end = calendar.startOf(index + 1);
    }
    offsets += times[i]! - start;
    counts[cell]! += 1;
    cells[cell] = aggregation === 'maximum' ? Math.max(cells[cell]!, values[i]!) : cells[cell]! + values[i]!;
  }
  if (percentile !== undefined && cell >= 0) cells[cell] = quantileOf(values.slice(begin), percentile);
  const usual = medianCount(counts);
  const uneven = granularity === 'daily' && aggregation === 'mean' && lacksHours(measured, counts, usual);
  for (let i = 0; i < cells.length; i++) {
    if (counts[i]! < MIN_BUCKET_SHARE * usual || counts[i] === 0) cells[i] = NaN;
    else if (aggregation === 'mean') cells[i]! /= counts[i]!;
  }
  if (uneven) evenOutHours(measured, first, cells);
  const head = cells.length > 1 && startsLate(measured, calendar.startOf(first)) ? 1 : 0;
  const tail = cells.length > 1 && endsEarly(measured, calendar.startOf(last + 1)) ? cells.length - 1 : cells.length;
  return {
    granularity,
    first: first + head,
    values: cells.subarray(head, Math.max(head, tail)),
    center: times.length === 0 ? 0 : offsets / times.length,
  };
}

/** Fewer samples a day than this show no course of the day. */
const MIN_DAY_SAMPLES = 12;
/** Days are uneven where one has so much more or less than usual. */
const MAX_UNEVENNESS = 0.1;

/** Whether some days, the first and the last aside, lack hours that others have. */
function lacksHours({ spacing }: Measurements, counts: Float64Array, usual: number): boolean {
  const isUneven = (count: number): boolean => count > 0 && Math.abs(count - usual) > MAX_UNEVENNESS * usual;
  return spacing * MIN_DAY_SAMPLES <= DAY && counts.subarray(1, -1).some(isUneven);
}

const HOURS_A_DAY = 24;
/** Course of the day and level of the days are estimated in turn so many times. */
const EVEN_OUT_PASSES = 8;

/**
 * Means of days of which some lack hours that others have, nights that are not measured, say. The usual course of the
 * day is taken out of the samples before they are averaged, so that what was not measured moves no mean.
 */
function evenOutHours({ times, values }: Measurements, first: number, days: Float64Array): void {
  const dayOf = times.map((time) => Math.floor(time / DAY) - first);
  const hourOf = times.map((time) => Math.floor(time / HOUR) - HOURS_A_DAY * Math.floor(time / DAY));
  const counted = hoursOfDay(hourOf);
  for (let pass = 0; pass < EVEN_OUT_PASSES; pass++) {
    const course = meansBy(
      hourOf,
      values.map((value, i) => value - days[dayOf[i]!]!),
      HOURS_A_DAY,
    );
    const measured = course.filter((rest, hour) => counted[hour]! && !Number.isNaN(rest));
    const center = measured.reduce((sum, rest) => sum + rest, 0) / measured.length;
    const levels = meansBy(
      dayOf,
      values.map((value, i) => value - (course[hourOf[i]!]! - center)),
      days.length,
    );
    for (let day = 0; day < days.length; day++) if (!Number.isNaN(days[day]!)) days[day] = levels[day]!;
  }
}

/** An hour of the day that is measured on so few days, compared with others, is none of those that make a day. */
const MIN_HOUR_SHARE = 0.1;

/**
 * The hours that a day's value is the mean of, given the hours of the samples: those that are measured now and then.
 */
export function hoursOfDay(hourOf: ArrayLike<number>): readonly boolean[] {
  const counts = new Float64Array(HOURS_A_DAY);
  for (let i = 0; i < hourOf.length; i++) counts[hourOf[i]!]! += 1;
  const most = Math.max(...counts);
  return Array.from(counts, (count) => count > MIN_HOUR_SHARE * most);
}

/** Mean of the values of each key from 0 on; NaN values do not count, and a key without any has none. */
function meansBy(keys: Float64Array, values: Float64Array, count: number): Float64Array {
  const sums = new Float64Array(count);
  const counts = new Float64Array(count);
  for (let i = 0; i < keys.length; i++) {
    if (Number.isNaN(values[i]!)) continue;
    sums[keys[i]!]! += values[i]!;
    counts[keys[i]!]! += 1;
  }
  return sums.map((sum, key) => sum / counts[key]!);
}

/** The start of a bucket of the grid; positions behind the last are the future. */
export function bucketStart(grid: UsageGrid, position: number): EpochSeconds {
  return bucketCalendar(grid.granularity).startOf(grid.first + position);
}

/** The first bucket that starts at or after an instant; the number of buckets where none does. */
export function positionOf(grid: UsageGrid, timestamp: number): number {
  let low = 0;
  let high = grid.values.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (bucketStart(grid, middle) < timestamp) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Median count of the buckets that have any: samples rarer than buckets give 1. */
function medianCount(counts: Float64Array): number {
  const some = sortFloat64(counts.filter((count) => count > 0));
  return some[some.length >> 1] ?? 0;
}

// One and a half spacings, because stamps jitter; a spacing longer than the bucket leaves every bucket whole.
const startsLate = ({ times, spacing }: Measurements, start: number): boolean => times[0]! - start > 1.5 * spacing;
const endsEarly = ({ times, spacing }: Measurements, end: number): boolean => end - times.at(-1)! > 1.5 * spacing;

/** No forecast rests on less than this. */
export const MIN_HISTORY_DAYS = 14;

/**
 * How many days measurements cover: every gap counts up to a day (or one and a half times the usual gap, where samples
 * are rarer than that), and each measurement stands for the usual gap after it. 14 daily samples are 14 days.
 */
export function historyDays({ times, spacing }: Measurements): number {
  const longest = Math.max(DAY, 1.5 * spacing);
  let covered = times.length === 0 ? 0 : Math.min(spacing, longest);
  for (let i = 1; i < times.length; i++) covered += Math.min(times[i]! - times[i - 1]!, longest);
  return covered / DAY;
}

/** Refuses less than 14 days, half a sample's worth of jitter allowed. */
export function checkHistory(
  metric: ResourceMetric,
  measured: Measurements,
): Either<InsufficientHistory, Measurements> {
  const days = historyDays(measured);
  const jitter = Math.min(measured.spacing, DAY) / 2 / DAY;
  if (days > MIN_HISTORY_DAYS - jitter && measured.times.length >= 3) return E.right(measured);
  const shown = Math.floor(days * 100) / 100;
  return E.left(
    insufficientHistory({ metric, days: shown, neededDays: MIN_HISTORY_DAYS, points: measured.times.length }),
  );
}

const MAX_HORIZON_DAYS = 3_660;
const MEAN_MONTH_DAYS = 30.4375;

/** Seasonal lengths in steps that the models are told of; they use those that the history shows twice. */
export const GRANULARITY_SEASONS: Readonly<Record<ForecastGranularity, readonly number[]>> = {
  hourly: [24, 168],
  daily: [7],
  weekly: [52],
  monthly: [12],
};

/** How many steps of a granularity cover so many days; the last step may reach beyond them. */
export function stepsIn(days: number, granularity: ForecastGranularity): number {
  const stepDays = { hourly: 1 / 24, daily: 1, weekly: 7, monthly: MEAN_MONTH_DAYS }[granularity];
  return Math.max(1, Math.ceil(days / stepDays - 1e-9));
}

/**
 * How many steps from the bucket that holds an instant reach so many days ahead. Months are as long as they are: the
 * first is counted with what is left of it.
 */
export function stepsFrom(from: number, days: number, granularity: ForecastGranularity): number {
  if (granularity !== 'monthly') return stepsIn(days, granularity);
  return Math.max(1, MONTHS.indexOf(from + days * DAY - 1) - MONTHS.indexOf(from) + 1);
}

export function checkHorizon(days: number): Either<InvalidForecastOption, number> {
  if (Number.isFinite(days) && days > 0 && days <= MAX_HORIZON_DAYS) return E.right(days);
  const expected = `a number of days above 0, at most ${MAX_HORIZON_DAYS}`;
  return E.left(invalidForecastOption({ option: 'horizonDays', value: days, expected }));
}
