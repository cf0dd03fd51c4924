import { fitLine } from '../stats/least-squares.js';
import { logEvidence, toTypicalUnits } from './exhaustion/growth.js';
import { removeSeason } from './exhaustion/season.js';
import { bucketStart, positionOf, toMeasurements, toUsageGrid, type UsageGrid } from './grid.js';
import type { RegimeChangeEvent } from './model/regime.js';
import type { UsageDataPoint } from './model/usage.js';
import { detectRegimeChange } from './regime/regime-changes.js';

/** Values that a side of a split must have. */
const MIN_SPLIT_VALUES = 7;

/**
 * Where two straight lines explain a level best: the position of the first value of the second one, by least squares
 * over every position. Undefined where there are too few values. O(n) with running sums; NaN is passed over.
 */
export function findBestSplit(level: Float64Array): number | undefined {
  const before = lineErrors(level);
  const after = lineErrors(level.slice().reverse());
  let best: number | undefined;
  let least = Infinity;
  for (let at = MIN_SPLIT_VALUES; at <= level.length - MIN_SPLIT_VALUES; at++) {
    const squares = before[at]! + after[level.length - at]!;
    if (squares < least) [best, least] = [at, squares];
  }
  return best;
}

/** Squared errors of the least-squares line through the first k values, for every k (Welford's update). */
function lineErrors(values: Float64Array): Float64Array {
  const errors = new Float64Array(values.length + 1);
  let n = 0,
    meanT = 0,
    meanV = 0,
    tt = 0,
    tv = 0,
    vv = 0;
  for (let t = 0; t < values.length; t++) {
    const value = values[t]!;
    if (!Number.isNaN(value)) {
      n++;
      const stepT = t - meanT;
      const stepV = value - meanV;
      meanT += stepT / n;
      meanV += stepV / n;
      tt += stepT * (t - meanT);
      tv += stepT * (value - meanV);
      vv += stepV * (value - meanV);
    }
    errors[t + 1] = tt > 0 ? Math.max(0, vv - (tv * tv) / tt) : 0;
  }
  return errors;
}

/** The search has proposed the change already, so that one in the history is as likely as not; any place is alike. */
const PRIOR_CHANGE_PROBABILITY = 0.5;
/** Fewer values than this on a side say nothing. */
const MIN_SIDE_VALUES = 5;

/**
 * Whether a change stands up to growth and lasting noise: whether two lines of their own, each under every kind of
 * dynamics, explain the level before and after better than one does (a Bayes factor, change prior included).
 */
export function isConfirmedChange(level: Float64Array, at: number): boolean {
  if (at < MIN_SIDE_VALUES || level.length - at < MIN_SIDE_VALUES) return false;
  const apart =
    logEvidence(level.subarray(0, at)) +
    logEvidence(level.subarray(at)) +
    Math.log(PRIOR_CHANGE_PROBABILITY / level.length);
  return apart > logEvidence(level);
}

const WEEK = 7;

/**
 * The changes of level and trend that cut what a forecast is trained on, looked for in daily means: a day is as exact
 * as training needs, and the day's season and its noise are out of the way. To those that the detector reports the best
 * split into two lines is added, for bends too slight to report; of all only those count that growth and lasting noise
 * do not explain, because a false one would throw history away.
 */
export function trainingChanges(points: readonly UsageDataPoint[], sensitivity: number): readonly TrainingChange[] {
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

/** A change that may cut what is trained on; every `RegimeChangeEvent` is one. */
export type TrainingChange = Pick<RegimeChangeEvent, 'timestamp' | 'confidence'>;

/** Below this a change may be chance. */
const MIN_CONFIDENCE = 0.5;
/** A change is confirmed once so many steps have been seen since. */
const MIN_STEPS_SINCE_CHANGE = 5;

/** Position in the grid of the last confirmed regime change; undefined where there is none. */
export function lastChangePosition(grid: UsageGrid, changes: readonly TrainingChange[]): number | undefined {
  const confirmed = changes.filter((change) => change.confidence >= MIN_CONFIDENCE);
  const positions = confirmed.map((change) => positionOf(grid, change.timestamp));
  const usable = positions.filter((at) => at > 0 && at <= grid.values.length - MIN_STEPS_SINCE_CHANGE);
  return usable.length === 0 ? undefined : Math.max(...usable);
}

/** The series that models are trained on, and where in it the present regime begins. */
interface TrainingSeries {
  readonly values: Float64Array;
  /** Position in the grid of the first value that trains level and trend. */
  readonly regimeStart: number;
}

/** The shortest stretch that models are trained on: two weeks of days, or twice the season. */
const MIN_TRAINING_STEPS = 14;
/** How much of the time before a change lends its season, in seasons. */
const BORROWED_SEASONS = 4;

/**
 * Trains level and trend after the last confirmed change alone. Where that is too short to show the season, the stretch
 * before the change is put in front with its own line taken out and the new level put in, so that its season is kept
 * and its level and trend are not. `change` is the position of the first value of the new regime.
 */
export function trainingAfter(values: Float64Array, change: number | undefined, season: number): TrainingSeries {
  if (change === undefined || change <= 0 || change >= values.length) return { values, regimeStart: 0 };
  const after = values.subarray(change);
  if (countKnown(after) >= Math.max(MIN_TRAINING_STEPS, 2 * season)) return { values: after, regimeStart: change };
  const before = values.subarray(
    Math.max(0, change - BORROWED_SEASONS * Math.max(season, MIN_TRAINING_STEPS / 2)),
    change,
  );
  return { values: concatenate(moveToLevel(before, meanOfKnown(after)), after), regimeStart: change };
}

function moveToLevel(before: Float64Array, level: number): Float64Array {
  const { start, slope } = fitLine(before);
  const old = meanOfKnown(before);
  // Seasons grow with the level where both levels are on the same side of zero.
  const scale = old * level > 0 ? Math.min(10, level / old) : 1;
  return before.map((value, t) => level + scale * (value - start - slope * t));
}

function meanOfKnown(values: Float64Array): number {
  const known = values.filter((value) => !Number.isNaN(value));
  return known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
}

const countKnown = (values: Float64Array): number => values.filter((value) => !Number.isNaN(value)).length;

function concatenate(head: Float64Array, tail: Float64Array): Float64Array {
  const all = new Float64Array(head.length + tail.length);
  all.set(head);
  all.set(tail, head.length);
  return all;
}
