import { sortToMedian } from '../series/moments.js';
import { familyOf } from './family.js';

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
 * @param horizon a new level is believed for twice as long as it has lasted; one that has not moved since, for good.
 */
export function rebaseLevelShift(values: Float64Array, periods: readonly number[], horizon: number): RebasedSeries {
  const family = familyOf(periods);
  if (family !== 'day' && family !== 'week') return { values };
  const period = periods[0]!;
  const since = stepsSinceShift(values, period);
  if (since === undefined) return { values };
  const start = values.length - since;
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

/** Whether more than `trimmed` values reach what lies between `low` and `high`, from above and from below: no need to sort. */
function overlaps(before: Float64Array, low: number, high: number, trimmed: number): boolean {
  let [above, below] = [0, 0];
  for (let i = before.length - 1; i >= 0 && (above <= trimmed || below <= trimmed); i--) {
    if (before[i]! >= low) above += 1;
    if (before[i]! <= high) below += 1;
  }
  return above > trimmed && below > trimmed;
}

const spreadAround = (centre: number, values: Float64Array): number =>
  sortToMedian(values.map((x) => Math.abs(x - centre)));
