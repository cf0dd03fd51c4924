import { fitLine } from '../../stats/least-squares.js';
import { sortToMedian } from '../../stats/moments.js';
import { logEvidence, toTypicalUnits } from './growth.js';
import { removeSeason } from './season.js';

/** A change of level or growth in a history of days. */
export interface LevelChange {
  /** Position of the first day after it. */
  readonly at: number;
  /** `moved`: the days before were moved onto the new level; `cut`: they say nothing about growth any more. */
  readonly kind: 'moved' | 'cut';
}

/** A history of days with its changes of level taken out. */
export interface LevelHistory {
  /** The values, those before a single jump moved onto the level after it. */
  readonly values: Float64Array;
  /** The first day that growth is fitted to. */
  readonly start: number;
  /** Where growth may begin just as well; undefined where nothing changed. */
  readonly other?: number | undefined;
  /** Whether it grows in upward steps, of which `values` has the middle. */
  readonly stepwise: boolean;
  /** The changes found, by position. */
  readonly changes: readonly LevelChange[];
}

/** A difference of neighboring days that stands out this many robust deviations is a jump. */
const MIN_JUMP_DEVIATIONS = 6;
/** In the direction of growth a jump must be worth this many days of it; fewer may be a day of much growth. */
const MIN_JUMP_DAYS = 20;
/** Deviations below this share of the typical size of the series are rounding. */
const MIN_DEVIATION = 1e-4;
const WEEK = 7;

/** A change of level from one day to the next, or over one day between. */
interface Jump {
  readonly at: number;
  readonly size: number;
  /** Whether the day before it lies between the levels. */
  readonly midway: boolean;
}

/**
 * Finds what in a history is growth and what happened once. A single jump (a clean-up, a migration, a capacity that was
 * doubled) moves what came before onto the new level, so that growth before and after count as one. Jumps that recur
 * are how the series grows, and stay. A lasting change of growth cuts: only what came after it is fitted. Everything
 * but recurring jumps must make the history likelier under every kind of growth together (a Bayes factor).
 *
 * @param proposed positions of changes found elsewhere, tried besides the best split.
 */
export function findLevelChanges(values: Float64Array, proposed: readonly number[] = []): LevelHistory {
  const level = levelOf(values);
  const jumps = findJumps(level);
  // A week's shape may take steps that come on one weekday for its own, and a step of the last days is an outlier to
  // it, so that steps are looked for in both.
  const plain = toTypicalUnits(values);
  const [inLevel, inPlain] = [growsInSteps(level, jumps), growsInSteps(plain, findJumps(plain))];
  const steps = (inPlain?.length ?? 0) >= (inLevel?.length ?? 0) ? inPlain : inLevel;
  if (steps !== undefined) {
    return { values: middleOfSteps(values, steps) ?? values, start: 0, stepwise: true, changes: [] };
  }
  const changes: LevelChange[] = [];
  let adjusted = values;
  let start = 0;
  if (!recurs(jumps)) {
    for (const jump of jumps) {
      const tried = explainJump(adjusted, jump, start);
      if (tried === undefined) continue;
      changes.push({ at: jump.at, kind: tried.kind });
      adjusted = tried.values;
      if (tried.kind === 'cut') start = jump.at;
    }
  }
  for (let round = 0; round < MAX_CUTS; round++) {
    const current = start === 0 && adjusted === values ? level : levelOf(adjusted.subarray(start));
    const at = findCut(current, start, proposed);
    if (at === undefined) break;
    changes.push({ at, kind: 'cut' });
    start = at;
  }
  const moved = changes.findLast(({ kind }) => kind === 'moved')?.at;
  const other = start > 0 ? 0 : moved !== undefined && values.length - moved >= MIN_DAYS_SINCE ? moved : undefined;
  return { values: adjusted, start, other, stepwise: false, changes: changes.sort((a, b) => a.at - b.at) };
}

const MAX_CUTS = 3;

const levelOf = (values: Float64Array): Float64Array => removeSeason(toTypicalUnits(values), WEEK, undefined).level;

function findJumps(level: Float64Array): Jump[] {
  const steps: { readonly at: number; readonly days: number; readonly size: number }[] = [];
  let last = -1;
  for (let t = 0; t < level.length; t++) {
    if (Number.isNaN(level[t]!)) continue;
    if (last >= 0) steps.push({ at: t, days: t - last, size: level[t]! - level[last]! });
    last = t;
  }
  const daily = Float64Array.from(steps, ({ size, days }) => size / days);
  const usual = sortToMedian(daily.slice());
  const spread = 1.4826 * sortToMedian(daily.map((size) => Math.abs(size - usual)));
  const limit = MIN_JUMP_DEVIATIONS * Math.max(spread, MIN_DEVIATION);
  const jumps: Jump[] = [];
  for (const { at, days, size } of steps) {
    const excess = size - usual * days;
    if (Math.abs(excess) <= limit) continue;
    if (excess * usual > 0 && Math.abs(excess) < MIN_JUMP_DAYS * Math.abs(usual)) continue;
    const before = jumps.at(-1);
    if (before?.at === at - 1 && before.size * excess > 0) {
      jumps[jumps.length - 1] = { at, size: before.size + excess, midway: true };
    } else jumps.push({ at, size: excess, midway: false });
  }
  return jumps;
}

/**
 * The upward jumps, where they make most of the growth: two of them or more, none of which is most of it, and not
 * longer ago than they used to be apart.
 */
function growsInSteps(level: Float64Array, jumps: readonly Jump[]): readonly Jump[] | undefined {
  const up = jumps.filter(({ size }) => size > 0);
  if (up.length < 2 || up.length < 0.75 * jumps.length) return undefined;
  const known = level.filter((value) => !Number.isNaN(value));
  const gained = known.at(-1)! - known[0]!;
  const jumped = up.reduce((sum, { size }) => sum + size, 0);
  const largest = Math.max(...up.map(({ size }) => size));
  if (gained <= 0 || jumped <= 0.5 * gained || largest >= 0.75 * jumped) return undefined;
  const apart = Math.max(...up.slice(1).map(({ at }, i) => at - up[i]!.at));
  return level.length - up.at(-1)!.at <= MAX_OVERDUE * apart ? up : undefined;
}

/** Fewer steps than this say less than the days do. */
const MIN_STEPS = 4;
/** Steps that have not come for this many of the longest times between them have stopped. */
const MAX_OVERDUE = 1.5;

/**
 * A staircase as the line through the middle of its steps: a value at each step, halfway up, and the present one once
 * the next step is due. Between them nothing is known: a step says what many days add up to.
 */
function middleOfSteps(values: Float64Array, steps: readonly Jump[]): Float64Array | undefined {
  const middle = new Float64Array(values.length).fill(NaN);
  const levels = [0, ...steps.map(({ at }) => at), values.length];
  const treads = steps.map((_, i) => values.subarray(levels[i], levels[i + 1]! - (steps[i]!.midway ? 1 : 0)));
  treads.push(values.subarray(levels.at(-2)));
  const heights = treads.map((tread) => sortToMedian(tread.filter((value) => !Number.isNaN(value))));
  steps.forEach(({ at }, i) => (middle[at] = (heights[i]! + heights[i + 1]!) / 2));
  const apart = (steps.at(-1)!.at - steps[0]!.at) / (steps.length - 1);
  if (steps[0]!.at >= apart) middle[Math.floor(steps[0]!.at - apart)] = heights[0]! - (heights[1]! - heights[0]!) / 2;
  if (values.length - 1 - steps.at(-1)!.at >= apart) middle[values.length - 1] = heights.at(-1)!;
  return middle.filter((value) => !Number.isNaN(value)).length < MIN_STEPS ? undefined : middle;
}

/** Whether three jumps or more go the same way: a habit, not an event. */
const recurs = (jumps: readonly Jump[]): boolean =>
  jumps.filter(({ size }) => size > 0).length >= 3 || jumps.filter(({ size }) => size < 0).length >= 3;

/** What a change must gain in evidence besides its place: its size, or a second course of growth. */
const SIZE_PENALTY = 3;

/** The likeliest reading of a jump: the same growth on another level, in amounts or in proportion, or new growth. */
function explainJump(
  values: Float64Array,
  { at, midway }: Jump,
  start: number,
): { readonly values: Float64Array; readonly kind: LevelChange['kind'] } | undefined {
  const known = levelOf(values.subarray(start));
  const here = at - start;
  if (here < 2 || known.length - here < MIN_SIDE_DAYS) return undefined;
  const [before, after] = [nearLevel(values, at - (midway ? 1 : 0), -1), nearLevel(values, at, 1)];
  if (before === undefined || after === undefined) return undefined;
  const place = Math.log((known.length - 1) / PRIOR_CHANGE_PROBABILITY);
  const without = logEvidence(known);
  const move = (change: (value: number) => number): Float64Array =>
    values.map((value, t) => (t >= at ? value : midway && t === at - 1 ? NaN : change(value)));
  const moved = [move((value) => value + after - before)];
  if (before > 0 && after > 0) moved.push(move((value) => (value * after) / before));
  // Proportions change the unit of what came before; its density changes with it.
  const readings = moved.map((list, i) => {
    const scale = i === 0 ? 0 : here * Math.log(after / before);
    const evidence = logEvidence(scaledAlike(list, values, start)) + scale - place - SIZE_PENALTY;
    return { values: list, kind: 'moved' as const, evidence };
  });
  const apart = logEvidence(known.subarray(0, here - (midway ? 1 : 0))) + logEvidence(known.subarray(here)) - place;
  const best = [...readings, { values, kind: 'cut' as const, evidence: apart }].reduce((a, b) =>
    b.evidence > a.evidence ? b : a,
  );
  return best.evidence > without ? best : undefined;
}

/** The level of a moved series in the units of the series as it was, so that their evidence compares. */
function scaledAlike(moved: Float64Array, values: Float64Array, start: number): Float64Array {
  const unit = toTypicalUnits(values.subarray(start));
  const at = unit.findIndex((value, i) => !Number.isNaN(value) && value !== 0 && values[start + i] !== 0);
  const factor = at < 0 ? 1 : unit[at]! / values[start + at]!;
  return removeSeason(
    moved.subarray(start).map((value) => value * factor),
    WEEK,
    undefined,
  ).level;
}

/** The level at a jump from a week of days on one side, carried to the place along their line. */
function nearLevel(values: Float64Array, at: number, side: -1 | 1): number | undefined {
  const [from, to] = side < 0 ? [Math.max(0, at - 2 * WEEK), at] : [at, Math.min(values.length, at + 2 * WEEK)];
  const near = values.subarray(from, to);
  if (near.filter((value) => !Number.isNaN(value)).length < 2) return undefined;
  const line = fitLine(near);
  return side < 0 ? line.end : line.start;
}

/** So many days must show a new growth before the old one is given up. */
const MIN_DAYS_SINCE = 14;
/** Values that a side of a split must have. */
const MIN_SPLIT_VALUES = 7;

/**
 * The likeliest place from which on growth is another, if there is one; `level` is that of the days from `start` on.
 */
function findCut(level: Float64Array, start: number, proposed: readonly number[]): number | undefined {
  const split = findBestSplit(level);
  const places = new Set([...proposed.map((at) => at - start), ...(split === undefined ? [] : [split])]);
  // The latest first: it is the one that counts.
  const late = [...places].filter((at) => level.length - at >= MIN_DAYS_SINCE).sort((a, b) => b - a);
  const whole = late.length > 0 ? logEvidence(level) : 0;
  const confirmed = late.find((at) => isConfirmedChange(level, at, whole));
  return confirmed === undefined ? undefined : start + confirmed;
}

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
const MIN_SIDE_DAYS = 5;

/**
 * Whether a change stands up to growth and lasting noise: whether two lines of their own, each under every kind of
 * dynamics, explain the level before and after better than one does (a Bayes factor, change prior included).
 */
export function isConfirmedChange(level: Float64Array, at: number, whole: number = logEvidence(level)): boolean {
  if (at < MIN_SIDE_DAYS || level.length - at < MIN_SIDE_DAYS) return false;
  const apart =
    logEvidence(level.subarray(0, at)) +
    logEvidence(level.subarray(at)) +
    Math.log(PRIOR_CHANGE_PROBABILITY / level.length);
  return apart > whole;
}
