/** The series that models are trained on, and where in it the present regime begins. */
export interface TrainingSeries {
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
  const line = fitLine(before);
  const old = meanOfKnown(before);
  // Seasons grow with the level where both levels are on the same side of zero.
  const scale = old * level > 0 ? Math.min(10, level / old) : 1;
  return before.map((value, t) => level + scale * (value - line(t)));
}

function fitLine(values: Float64Array): (t: number) => number {
  let n = 0,
    sumT = 0,
    sumV = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    n++;
    sumT += t;
    sumV += values[t]!;
  }
  let products = 0,
    squares = 0;
  for (let t = 0; t < values.length; t++) {
    if (Number.isNaN(values[t]!)) continue;
    products += (t - sumT / n) * (values[t]! - sumV / n);
    squares += (t - sumT / n) ** 2;
  }
  const slope = squares > 0 ? products / squares : 0;
  return (t) => sumV / n + slope * (t - sumT / n);
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
