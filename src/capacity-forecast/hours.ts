import { E, type Either } from '../prelude.js';
import { sortToMedian } from '../stats/moments.js';
import { withCalendar } from './calendar.js';
import { checkRegressors } from './regressors.js';
import { type Demand, latestDays, measuredDays, WEEK } from './demand.js';
import { type DailyPath, dailyPath } from './daily-path.js';
import type { ForecastError } from './errors.js';
import { forecastSeries } from './forecast-series.js';
import { bucketStart, HOUR, hoursOfDay, PERCENTILES, toUsageGrid, type UsageGrid } from './grid.js';
import { DAY, type Measurements } from './measurements.js';
import { METRICS } from './metrics.js';
import type { ForecastGranularity } from './model/usage.js';
import { trainingAfter } from './training.js';

/** How demand moves within its days: a path of hours that ends with seven whole days, which repeat from there on. */
export interface HourShape {
  readonly model: string;
  readonly grid: UsageGrid;
  /** Hours behind the last one measured until the next day begins. */
  readonly lead: number;
  readonly middle: readonly number[];
  /** Distances from the middle by level. */
  readonly offsets: ReadonlyMap<number, readonly number[]>;
  /** What the seven days would be by their hours: means, or what days usually are over the mean of their hours. */
  readonly dayMeans: readonly number[];
  /** By how many hours the clock will have moved at an hour ahead; none where the past shows no summer time. */
  readonly clockShift: (hour: number) => number;
  /** What half of the hours stay below, as a share of their mean: below 1 where bursts raise the mean. */
  readonly medianShare: number;
}

const HOURS = 24;
const WEEK_HOURS = HOURS * WEEK;

/** Whether a metric is measured often enough to tell hours of a day apart. */
export const showsHours = ({ measured }: Demand): boolean => measured.spacing <= DAY / 4;

/** The latest hours, of ordinary demand or of what was measured; `same` where there is no difference. */
export function hoursOf(demand: Demand, of: Measurements, same?: UsageGrid): UsageGrid {
  if (same !== undefined && of === demand.measured) return same;
  return toUsageGrid(latestDays(of, Math.max(2 * WEEK, demand.trainingDays)), 'hourly', demand.aggregation);
}

/** Fits the hours of the week to come on the latest measurements. */
export function fitHours(demand: Demand, levels: readonly number[]): Either<ForecastError, HourShape> {
  const { measured, days, history } = demand;
  const grid = hoursOf(demand, measured);
  const moved = history.stepwise ? grid.values : moveWithDays(grid, days, history.values);
  const values = alignClock(moved, grid);
  const start = bucketStart(days, history.start);
  const change = history.start > 0 ? Math.round((start - bucketStart(grid, 0)) / HOUR) : undefined;
  const { values: training } = trainingAfter(values, change, HOURS);
  const end = bucketStart(grid, grid.values.length);
  const lead = Math.round((Math.ceil(end / DAY) * DAY - end) / HOUR);
  return E.map(({ mean, quantiles, model }: { mean: number[]; quantiles: Record<string, number[]>; model: string }) => {
    const offsets = new Map(
      Object.entries(quantiles).map(([level, path]) => [Number(level), path.map((v, i) => v - mean[i]!)]),
    );
    const measuredHours = [...grid.values.keys()].filter((i) => !Number.isNaN(grid.values[i]!));
    const open = hoursOfDay(measuredHours.map((i) => Math.floor(bucketStart(grid, i) / HOUR) % HOURS));
    const ofMean = dayOverMean(demand, grid);
    const dayMeans = Array.from({ length: WEEK }, (_, d) => {
      const hours = mean.slice(lead + d * HOURS, lead + (d + 1) * HOURS).filter((_, h) => open[h]!);
      return (ofMean * hours.reduce((sum, value) => sum + value, 0)) / hours.length;
    });
    const clockShift = learnClockChanges(demand, grid);
    return { model, grid, lead, middle: mean, offsets, dayMeans, clockShift, medianShare: shareOfMedian(values) };
  })(forecastSeries(training, { horizon: lead + WEEK_HOURS, periods: [HOURS, WEEK_HOURS], levels }));
}

/**
 * What a day is over the mean of its hours: 1 for means, more for maxima and percentiles; the median of latest days.
 */
function dayOverMean({ aggregation, days }: Demand, grid: UsageGrid): number {
  if (aggregation === 'mean') return 1;
  const ratios = Array.from({ length: Math.min(PEAK_DAYS, days.values.length) }, (_, i) => {
    const day = days.values.length - 1 - i;
    const from = Math.round((bucketStart(days, day) - bucketStart(grid, 0)) / HOUR);
    const hours = grid.values
      .slice(Math.max(0, from), Math.max(0, from + HOURS))
      .filter((value) => !Number.isNaN(value));
    return (days.values[day]! * hours.length) / hours.reduce((sum, value) => sum + value, 0);
  });
  const known = ratios.filter((ratio) => ratio > 0 && Number.isFinite(ratio));
  return known.length === 0 ? 1 : sortToMedian(Float64Array.from(known));
}

/** Days that show how much a day is of the mean of its hours. */
const PEAK_DAYS = 28;

/** Hours of days that were moved onto a new level move along with their day. */
function moveWithDays(grid: UsageGrid, days: UsageGrid, moved: Float64Array): Float64Array {
  return grid.values.map((value, i) => {
    const day = Math.floor(bucketStart(grid, i) / DAY) - days.first;
    const offset = (moved[day] ?? NaN) - (days.values[day] ?? NaN);
    return Number.isNaN(offset) || offset === 0 ? value : value + offset;
  });
}

/** Weeks that the usual hour of a week is taken from. */
const USUAL_WEEKS = 6;

/**
 * The median hour of each place in the week over the mean one, summed over the week: how far half of the hours stay
 * below what is to be expected. 1 where values are symmetric about their usual hour.
 */
function shareOfMedian(values: Float64Array): number {
  const recent = values.subarray(-USUAL_WEEKS * WEEK_HOURS);
  let medians = 0;
  let means = 0;
  for (let place = 0; place < WEEK_HOURS; place++) {
    const hours = recent.filter((value, i) => i % WEEK_HOURS === place && !Number.isNaN(value));
    if (hours.length < 3) return 1;
    means += hours.reduce((sum, value) => sum + value, 0) / hours.length;
    medians += sortToMedian(hours);
  }
  return means > 0 && medians > 0 ? Math.max(0.5, Math.min(1.5, medians / means)) : 1;
}

/** A clock that was put forward or back is looked for in so many of the latest days. */
const CLOCK_DAYS = 35;
/** Clocks are foretold for so long. */
const MAX_CLOCK_YEARS = 3;
/** So many days must have passed since. */
const MIN_CLOCK_DAYS = 5;
/** The hour's shift must leave less than this share of the squares. */
const MAX_CLOCK_SHARE = 0.4;

/**
 * The hours of the latest weeks on one clock: where moving everything before a day by one hour makes the days after it
 * look alike again, a clock was put forward or back there, and what came before is moved.
 */
function alignClock(values: Float64Array, grid: UsageGrid): Float64Array {
  const n = values.length;
  const firstHour = Math.round((bucketStart(grid, 0) / HOUR) % HOURS);
  let best: { readonly at: number; readonly by: -1 | 1; readonly share: number } | undefined;
  for (let ago = MIN_CLOCK_DAYS; ago <= CLOCK_DAYS; ago++) {
    const at = n - ((n + firstHour) % HOURS) - ago * HOURS;
    if (at < 4 * WEEK_HOURS) break;
    const plain = weekErrors(values, at, 0);
    if (plain === 0) continue;
    for (const by of [-1, 1] as const) {
      const share = weekErrors(values, at, by) / plain;
      if (share < MAX_CLOCK_SHARE && share < (best?.share ?? 1)) best = { at, by, share };
    }
  }
  if (best === undefined) return values;
  const { at, by } = best;
  return values.map((value, i) => (i < at ? (values[i - by] ?? value) : value));
}

/** When clocks are put forward and back: the month, which Sunday of it (-1 for the last), and the hour in UTC. */
const SUMMER_TIMES = [
  { zone: 'Europe', forward: [2, -1, 1], back: [9, -1, 1] },
  { zone: 'North America', forward: [2, 2, 8], back: [10, 1, 7] },
  { zone: 'Australia', forward: [9, 1, -8], back: [3, 1, -8] },
  { zone: 'New Zealand', forward: [8, -1, -10], back: [3, 1, -10] },
] as const;

/** The changes of a clock between two instants: when, and by how many hours usage then comes later. */
function clockChanges(
  { forward, back }: (typeof SUMMER_TIMES)[number],
  from: number,
  until: number,
): readonly { readonly at: number; readonly by: -1 | 1 }[] {
  const changes: { at: number; by: -1 | 1 }[] = [];
  for (let year = new Date(from * 1000).getUTCFullYear(); Date.UTC(year, 0, 1) < until * 1000; year++) {
    for (const [[month, which, hour], by] of [[forward, -1] as const, [back, 1] as const]) {
      const last = new Date(Date.UTC(year, month + 1, 0));
      const first = 1 + ((WEEK - new Date(Date.UTC(year, month, 1)).getUTCDay()) % WEEK);
      const sunday = which < 0 ? last.getUTCDate() - last.getUTCDay() : first + (which - 1) * WEEK;
      const at = Date.UTC(year, month, sunday, hour) / 1000;
      if (at >= from && at < until) changes.push({ at, by });
    }
  }
  return changes.sort((a, b) => a.at - b.at);
}

/**
 * The summer time that usage follows although no zone is given: where it moved by an hour at every change of the clock
 * in the past, it will at the next ones. In a zone that is given the wall clock itself moves.
 */
function learnClockChanges({ measured, aggregation, calendar }: Demand, latest: UsageGrid): HourShape['clockShift'] {
  const none = (): number => 0;
  if (calendar.clock.zone !== 'UTC' || measured.times.length === 0) return none;
  const end = bucketStart(latest, latest.values.length);
  const from = measured.times[0]! + (WEEK * 3 + 1) * DAY;
  const past = (rule: (typeof SUMMER_TIMES)[number]): ReturnType<typeof clockChanges> =>
    clockChanges(rule, from, end - MIN_CLOCK_DAYS * DAY);
  if (SUMMER_TIMES.every((rule) => past(rule).length === 0)) return none;
  const grid = toUsageGrid(measured, 'hourly', aggregation);
  const found = SUMMER_TIMES.find((rule) => {
    const shares = past(rule).map(({ at, by }) => {
      const position = Math.round((at - bucketStart(grid, 0)) / HOUR);
      const plain = weekErrors(grid.values, position, 0);
      return plain > 0 ? weekErrors(grid.values, position, by) / plain : 1;
    });
    return shares.length > 0 && shares.every((share) => share < MAX_CLOCK_SHARE);
  });
  if (found === undefined) return none;
  const coming = clockChanges(found, end, end + MAX_CLOCK_YEARS * 365 * DAY);
  return (hour) => coming.reduce((shift, { at, by }) => (end + hour * HOUR >= at ? shift - by : shift), 0);
}

/** Squared distance of the hours from `at` on from the median of the three weeks before, those moved by some hours. */
function weekErrors(values: Float64Array, at: number, by: number): number {
  let squares = 0;
  for (let i = at; i < Math.min(values.length, at + WEEK_HOURS); i++) {
    const usual = sortToMedian(Float64Array.from([1, 2, 3], (k) => values[i - k * WEEK_HOURS - by] ?? NaN));
    const error = values[i]! - usual;
    if (!Number.isNaN(error)) squares += error * error;
  }
  return squares;
}

/** The highest hours, or days where hours are not measured, of the future and of the recent past. */
export interface DemandPeaks {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  /** What one hour in a hundred of the last four weeks was above. */
  readonly used: number;
}

const USED_DAYS = 28;
const PEAK_LEVELS = [0.5, 0.9, 0.99];

/**
 * The highest P50, P90 and P99 of an hour until an instant, and what was used lately. A percentile is one of the steps
 * asked for: those of hours add up to none of days.
 */
export function demandPeaks(
  demand: Demand,
  until: number,
  granularity: ForecastGranularity = 'hourly',
): Either<ForecastError, DemandPeaks> {
  const { calendar } = demand;
  const [now, wallEnd] = [calendar.clock.toWall(demand.now), calendar.clock.toWall(until)];
  const byHour = showsHours(demand) && (granularity === 'hourly' || PERCENTILES[demand.aggregation] === undefined);
  const shape = byHour ? fitHours(demand, PEAK_LEVELS) : undefined;
  if (shape !== undefined && E.isLeft(shape)) return shape;
  const grid = shape?.right.grid ?? demand.days;
  const step = shape === undefined ? DAY : HOUR;
  const end = bucketStart(grid, grid.values.length);
  const count = Math.max(1, Math.ceil((wallEnd - end) / step));
  const known = checkRegressors(calendar, Math.max(end, now), wallEnd);
  if (E.isLeft(known)) return known;
  const path = dailyPath(demand, Math.max(WEEK, Math.ceil((count * step) / DAY) + 1));
  const made = shape
    ? hourlyPaths(shape.right, path, demand.days, count, PEAK_LEVELS)
    : dailyPaths(path, count, PEAK_LEVELS);
  const { quantiles } = withCalendar(calendar, made, (i) => end + i * step, step);
  const first = Math.max(0, Math.floor((now - end) / step));
  const [low, high] = METRICS[demand.metric].bounds;
  const peak = (level: number): number =>
    Math.max(low, Math.min(high, maxOf(quantiles[String(level)]!.slice(Math.min(first, count - 1)))));
  const shown = shape ? hoursOf(demand, calendar.raw, grid) : measuredDays(demand);
  const recent = shown.values.subarray(-Math.round((USED_DAYS * DAY) / step)).filter((value) => !Number.isNaN(value));
  const used = recent.sort()[Math.max(0, Math.ceil(0.99 * recent.length) - 1)] ?? low;
  return E.right({ p50: peak(0.5), p90: peak(0.9), p99: peak(0.99), used });
}

const maxOf = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value), -Infinity);

/** The days ahead, counted from 0 behind the last one measured. */
export function dailyPaths(path: DailyPath, count: number, levels: readonly number[]): StepPaths {
  const mean = Array.from(path.middle.subarray(0, count));
  const quantiles = levels.map((level) => {
    const offsets = level === 0.5 ? undefined : path.dayOffsets(level);
    return [String(level), mean.map((value, i) => value + (offsets?.[i] ?? 0))] as const;
  });
  return { mean, quantiles: Object.fromEntries(quantiles) };
}

/** Expected values and quantiles, step by step. */
export interface StepPaths {
  readonly mean: number[];
  readonly quantiles: Record<string, number[]>;
}

/**
 * The hours ahead, counted from 0 behind the last one measured: the shape of the week to come, each day raised or
 * lowered to the day's own forecast, so that the hours of a day add up to it. Quantiles are those of single hours,
 * wider by what the level of the day becomes less sure after a week.
 */
export function hourlyPaths(
  shape: HourShape,
  path: DailyPath,
  days: UsageGrid,
  count: number,
  levels: readonly number[],
): StepPaths {
  const { grid, lead, middle, dayMeans, medianShare, clockShift } = shape;
  const firstDay = Math.floor(bucketStart(grid, grid.values.length) / DAY) - days.first - days.values.length;
  const place = (i: number): number => (i < lead ? i : lead + ((i - lead) % WEEK_HOURS));
  const dayOf = (i: number): number => firstDay + (lead > 0 ? 1 : 0) + Math.floor((i - lead) / HOURS);
  const scales = Array.from({ length: count }, (_, i) => {
    // What is left of a day that has begun stays as the hours have it.
    if (i < lead) return { times: 1, plus: 0 };
    const wanted = path.middle[dayOf(i)]!;
    const mean = dayMeans[Math.floor((place(i) - lead) / HOURS)]!;
    const times = wanted / mean;
    return mean > 0 && times > 0.1 && times < 10 ? { times, plus: 0 } : { times: 1, plus: wanted - mean };
  });
  const onClock = (i: number): number => place(Math.max(0, i + clockShift(i)));
  const mean = scales.map(({ times, plus }, i) => middle[onClock(i)]! * times + plus);
  const medians = scales.map(({ times, plus }, i) => middle[onClock(i)]! * times * medianShare + plus);
  const quantiles = levels.map((level) => {
    const offsets = shape.offsets.get(level)!;
    const drift = path.levelOffsets(level);
    const early = drift[Math.min(drift.length, WEEK) - 1] ?? 0;
    const list = medians.map((value, i) => {
      const { times } = scales[i]!;
      const own = offsets[onClock(i)]! * times;
      const day = Math.max(0, Math.min(drift.length - 1, dayOf(i)));
      const level = path.middle[day]!;
      const part = level > 0 && value > 0 ? value / level : 1;
      const later = Math.sqrt(Math.max(0, drift[day]! ** 2 - early ** 2)) * part;
      return value + Math.sign(own || drift[day]!) * Math.hypot(own, later);
    });
    return [String(level), list] as const;
  });
  return { mean, quantiles: Object.fromEntries(quantiles) };
}
