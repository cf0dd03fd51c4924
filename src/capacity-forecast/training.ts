import { fitLine } from '../stats/least-squares.js';
import type { WallClock } from '../time/zone.js';
import { findLevelChanges, type LevelHistory } from './exhaustion/level-changes.js';
import { bucketStart, positionOf, type UsageGrid } from './grid.js';
import type { RegimeChangeEvent } from './model/regime.js';
import { detectRegimeChange } from './regime/regime-changes.js';

/**
 * The changes of level and growth that a forecast is trained after, looked for in daily means: a day is as exact as
 * training needs, and the day's season and its noise are out of the way. What the detector reports is tried as well;
 * only what growth and lasting noise do not explain counts, because a false change would throw history away.
 */
export function findTrainingChanges(days: UsageGrid, sensitivity: number): LevelHistory {
  const means = Array.from(days.values, (value, day) => ({ timestamp: bucketStart(days, day), value }));
  const known = means.filter(({ value }) => !Number.isNaN(value));
  const reported = detectRegimeChange(known, sensitivity).filter(({ kind }) => kind === 'level' || kind === 'trend');
  return findLevelChanges(
    days.values,
    reported.map(({ timestamp }) => positionOf(days, timestamp)),
  );
}

/** The history after the last of the changes given, where one is confirmed. */
export function historyAfter(days: UsageGrid, given: readonly TrainingChange[]): LevelHistory {
  const at = lastChangePosition(days, given);
  const changes = at === undefined ? [] : [{ at, kind: 'cut' as const }];
  return { values: days.values, start: at ?? 0, ...(at !== undefined && { other: 0 }), stepwise: false, changes };
}

/** The same changes in wall time. */
export function onWallClock(changes: readonly TrainingChange[], clock: WallClock): readonly TrainingChange[] {
  return changes.map(({ timestamp, confidence }) => ({ timestamp: clock.toWall(timestamp), confidence }));
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
