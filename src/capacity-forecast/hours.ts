import { E, type Either } from '../prelude.js';
import { sortToMedian } from '../stats/moments.js';
import { type DailyPath, dailyPath, type Demand, latestDays, WEEK } from './demand.js';
import type { ForecastError } from './errors.js';
import { forecastSeries } from './forecast-series.js';
import { bucketStart, DAY, HOUR, hoursOfDay, toUsageGrid, type UsageGrid } from './grid.js';
import { METRICS } from './metrics.js';
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
  /** Means of the seven days. */
  readonly dayMeans: readonly number[];
  /** What half of the hours stay below, as a share of their mean: below 1 where bursts raise the mean. */
  readonly medianShare: number;
}

const HOURS = 24;
const WEEK_HOURS = HOURS * WEEK;

/** Whether a metric is measured often enough to tell hours of a day apart. */
export const showsHours = ({ measured }: Demand): boolean => measured.spacing <= DAY / 4;

/** Fits the hours of the week to come on the latest measurements. */
export function fitHours(demand: Demand, levels: readonly number[]): Either<ForecastError, HourShape> {
  const { measured, aggregation, trainingDays, days, history } = demand;
  const grid = toUsageGrid(latestDays(measured, Math.max(2 * WEEK, trainingDays)), 'hourly', aggregation);
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
    const dayMeans = Array.from({ length: WEEK }, (_, d) => {
      const hours = mean.slice(lead + d * HOURS, lead + (d + 1) * HOURS).filter((_, h) => open[h]!);
      return hours.reduce((sum, value) => sum + value, 0) / hours.length;
    });
    return { model, grid, lead, middle: mean, offsets, dayMeans, medianShare: shareOfMedian(values) };
  })(forecastSeries(training, { horizon: lead + WEEK_HOURS, periods: [HOURS, WEEK_HOURS], levels }));
}

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

/** The highest P50, P90 and P99 of a step until an instant, and what was used lately. */
export function demandPeaks(demand: Demand, until: number): Either<ForecastError, DemandPeaks> {
  const shape = showsHours(demand) ? fitHours(demand, PEAK_LEVELS) : undefined;
  if (shape !== undefined && E.isLeft(shape)) return shape;
  const grid = shape?.right.grid ?? demand.days;
  const step = shape === undefined ? DAY : HOUR;
  const end = bucketStart(grid, grid.values.length);
  const count = Math.max(1, Math.ceil((until - end) / step));
  const path = dailyPath(demand, Math.max(WEEK, Math.ceil((count * step) / DAY) + 1));
  const { quantiles } = shape
    ? hourlyPaths(shape.right, path, demand.days, count, PEAK_LEVELS)
    : dailyPaths(path, count, PEAK_LEVELS);
  const first = Math.max(0, Math.floor((demand.now - end) / step));
  const [low, high] = METRICS[demand.metric].bounds;
  const peak = (level: number): number =>
    Math.max(low, Math.min(high, maxOf(quantiles[String(level)]!.slice(Math.min(first, count - 1)))));
  const recent = grid.values.subarray(-Math.round((USED_DAYS * DAY) / step)).filter((value) => !Number.isNaN(value));
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
  const { grid, lead, middle, dayMeans, medianShare } = shape;
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
  const mean = scales.map(({ times, plus }, i) => middle[place(i)]! * times + plus);
  const medians = scales.map(({ times, plus }, i) => middle[place(i)]! * times * medianShare + plus);
  const quantiles = levels.map((level) => {
    const offsets = shape.offsets.get(level)!;
    const drift = path.levelOffsets(level);
    const early = drift[Math.min(drift.length, WEEK) - 1] ?? 0;
    const list = medians.map((value, i) => {
      const { times } = scales[i]!;
      const own = offsets[place(i)]! * times;
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
