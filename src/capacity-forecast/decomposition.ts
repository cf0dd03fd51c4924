import { allocFloat64, mapFloat64 } from '../stats/float64.js';
import { sortToMedian } from '../stats/moments.js';
import { familyOf } from './season-family.js';

/** A series without its season, and how to put the season back on a path that follows it. */
export interface SeasonallyAdjusted {
  readonly values: Float64Array;
  readonly seasonal: boolean;
  readonly restore: (path: Float64Array) => Float64Array;
}

/**
 * Classical decomposition by centered moving averages, where there is a season at all: by ratios if
 * every value is above zero, by differences otherwise.
 */
export function adjustSeason(
  values: Float64Array,
  period: number,
  seasonal: boolean,
  positive: boolean,
): SeasonallyAdjusted {
  if (!seasonal) return { values, seasonal: false, restore: unchanged };
  const figure = positive ? seasonalRatios(values, period) : seasonalDifferences(values, period);
  const n = values.length;
  const adjusted = allocFloat64(n);
  for (let i = 0; i < n; i++)
    adjusted[i] = positive ? values[i]! / figure[i % period]! : values[i]! - figure[i % period]!;
  const restore = (path: Float64Array): Float64Array =>
    mapFloat64(path, (value, h) => (positive ? value * figure[(n + h) % period]! : value + figure[(n + h) % period]!));
  return { values: adjusted, seasonal: true, restore };
}

const unchanged = (path: Float64Array): Float64Array => path;

/** Mean ratio to the moving average at each step of the season, normalized to average one. */
export function seasonalRatios(values: Float64Array, period: number): Float64Array {
  const figure = phaseMeans(values, period, true);
  const mean = figure.reduce((sum, f) => sum + f, 0) / period;
  return mapFloat64(figure, (f) => Math.max(f / mean, 1e-6));
}

/** Mean difference from the moving average at each step of the season, normalized to sum to zero. */
export function seasonalDifferences(values: Float64Array, period: number): Float64Array {
  const figure = phaseMeans(values, period, false);
  const mean = figure.reduce((sum, f) => sum + f, 0) / period;
  return mapFloat64(figure, (f) => f - mean);
}

/** Mean ratio or difference at each step of the season. */
function phaseMeans(values: Float64Array, period: number, ratios: boolean): Float64Array {
  const level = centeredMovingAverage(values, period);
  const half = Math.floor(period / 2);
  const sums = allocFloat64(period);
  const counts = allocFloat64(period);
  for (let i = half; i < values.length - half; i++) {
    sums[i % period]! += ratios ? values[i]! / level[i]! : values[i]! - level[i]!;
    counts[i % period]! += 1;
  }
  return mapFloat64(sums, (sum, phase) => sum / counts[phase]!);
}

/** Centered moving average over one cycle (half weights at both ends where the length is even); the ends are NaN. */
export function centeredMovingAverage(values: Float64Array, period: number): Float64Array {
  const n = values.length;
  const half = Math.floor(period / 2);
  const even = period % 2 === 0;
  const level = allocFloat64(n).fill(NaN);
  let sum = 0;
  for (let i = 0; i < n; i++) {
    sum += values[i]!;
    if (i >= period) sum -= values[i - period]!;
    // `sum` covers the `period` values ending at i; an even window centered at c also needs half of the value before.
    const center = i - half;
    if (even && i >= period) level[center] = (sum + (values[i - period]! - values[i]!) / 2) / period;
    if (!even && i >= period - 1) level[center] = sum / period;
  }
  return level;
}

/** Values to train on, and how many of the latest lie on a new level where there is one. */
export interface RebasedSeries {
  readonly values: Float64Array;
  readonly since?: number;
}

/**
 * Usage whose level has just shifted (a migration, a service switched off), with what came before the shift moved onto
 * the new level, so that season and noise stay and the old level does not pull. Series of hours and of days alone: in
 * months and years a run of new levels is growth. The same values where nothing of the kind happened.
 *
 * @param measured whether a value was measured; all were unless given.
 * @param horizon a new level is assumed for twice as long as it has lasted; one that has not moved since, for good.
 */
export function rebaseLevelShift(
  values: Float64Array,
  periods: readonly number[],
  horizon: number,
  measured?: (at: number) => boolean,
): RebasedSeries {
  const family = familyOf(periods);
  if (family !== 'day' && family !== 'week') return { values };
  const period = periods[0]!;
  const since = stepsSinceShift(values, period);
  if (since === undefined) return { values };
  const start = values.length - since;
  // A gap that was filled is no new level.
  if (measured && !isMeasured(start, values.length, measured)) return { values };
  const level = sortToMedian(values.slice(start));
  const spread = spreadAround(level, values.subarray(start));
  if (2 * since < horizon && spread > 0) return { values };
  const before = recentSeasons(values.subarray(0, start), period);
  const left = sortToMedian(before.slice());
  const wider = spreadAround(left, before);
  // A level that hardly moves any more has no more use for the swings of the old one.
  const kept = wider > spread ? spread / wider : 1;
  return { values: values.map((x, i) => (i < start ? level + kept * (x - left) : x)), since };
}

/** Whether most values of a part were measured, and enough of them. */
function isMeasured(from: number, to: number, measured: (at: number) => boolean): boolean {
  let count = 0;
  for (let at = from; at < to; at++) if (measured(at)) count++;
  return count >= MIN_STEPS_SINCE && count > (to - from) / 2;
}

/** Fewer values than this since a shift may be a burst. */
const MIN_STEPS_SINCE = 3;
/** So many values between the two levels belong to neither. */
const TRANSITION = 3;
const MAX_SEASONS_BEFORE = 8;
const MIN_STEPS_BEFORE = 20;
/** The levels are apart by this share of what either of them spans. */
const MIN_CLEARANCE = 0.5;
/** Share of the values before, at either end, that does not count. */
const OUTLIER_SHARE = 0.02;

const recentSeasons = (before: Float64Array, period: number): Float64Array =>
  before.subarray(-Math.max(MIN_STEPS_BEFORE, MAX_SEASONS_BEFORE * period));

/** How many of the latest values lie clear of all that came in the seasons before them: the longest such run. */
export function stepsSinceShift(values: Float64Array, period: number): number | undefined {
  const n = values.length;
  const most = Math.min(Math.floor(n / 3), 2 * Math.max(6, period));
  let found: number | undefined;
  let low = Infinity;
  let high = -Infinity;
  for (let since = 1; since <= most; since++) {
    low = Math.min(low, values[n - since]!);
    high = Math.max(high, values[n - since]!);
    const next = values[n - since - 1]!;
    if (since < MIN_STEPS_SINCE || (next >= low && next <= high)) continue;
    const before = recentSeasons(values.subarray(0, n - since - TRANSITION), period);
    if (before.length >= MIN_STEPS_BEFORE && isClear(before, low, high)) found = since;
  }
  return found;
}

function isClear(before: Float64Array, low: number, high: number): boolean {
  const trimmed = Math.floor(OUTLIER_SHARE * before.length);
  if (overlaps(before, low, high, trimmed)) return false;
  const sorted = before.slice().sort();
  const least = sorted[trimmed]!;
  const most = sorted[sorted.length - 1 - trimmed]!;
  return Math.max(low - most, least - high) > MIN_CLEARANCE * Math.max(most - least, high - low);
}

/**
 * Whether more than `trimmed` values reach what lies between `low` and `high`, from above and from below: no need to
 * sort.
 */
function overlaps(before: Float64Array, low: number, high: number, trimmed: number): boolean {
  let [above, below] = [0, 0];
  for (let i = before.length - 1; i >= 0 && (above <= trimmed || below <= trimmed); i--) {
    if (before[i]! >= low) above += 1;
    if (before[i]! <= high) below += 1;
  }
  return above > trimmed && below > trimmed;
}

const spreadAround = (center: number, values: Float64Array): number =>
  sortToMedian(values.map((x) => Math.abs(x - center)));
