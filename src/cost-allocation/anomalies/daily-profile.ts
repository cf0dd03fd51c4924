/** What is usual for a running cost, learnt from the days before one day; all in logarithms of the daily cost. */
export interface DailyProfile {
  /** Deviation of each weekday from the level, Monday first, shrunk where the days hardly differ. */
  readonly weekdays: Float64Array;
  /** Robust standard deviation of a day around level and weekday. */
  readonly noise: number;
}

const WEEKS = 8;
const LEVEL_DAYS = 14;
const LEAST_LEVEL_DAYS = 5;
const NORMAL_CONSISTENCY = 1.4826;
/** Steadier than this no bill is known to be: rounding, partial hours. */
const LEAST_NOISE = 0.02;
/** The median of n values varies π/2 times as much as their mean. */
const MEDIAN_VARIANCE = Math.PI / 2;

/**
 * Weekday pattern and noise from the eight weeks before a day.
 *
 * @param logs logarithm of each day's cost, NaN where there is none
 * @param weekdayOf weekday of an index, 0 to 6
 */
export function dailyProfile(logs: Float64Array, day: number, weekdayOf: (index: number) => number): DailyProfile {
  const from = Math.max(0, day - 7 * WEEKS);
  const around = new Float64Array(day - from).map((_, i) => logs[from + i]! - centredLevel(logs, from + i, day));
  const byWeekday: number[][] = [[], [], [], [], [], [], []];
  around.forEach((v, i) => {
    if (!Number.isNaN(v)) byWeekday[weekdayOf(from + i)]!.push(v);
  });
  const raw = Float64Array.from(byWeekday, (days) => (days.length < 2 ? 0 : median(days)));
  const within = spread(byWeekday.flatMap((days, w) => days.map((v) => v - raw[w]!)));
  const centre = raw.reduce((sum, v) => sum + v, 0) / 7;
  const between = raw.reduce((sum, v) => sum + (v - centre) ** 2, 0) / 6;
  const perDay = Math.max(1, (day - from) / 7);
  // James and Stein: what chance alone would make of the seven medians is taken away from their spread.
  const kept = between > 0 ? Math.max(0, 1 - (MEDIAN_VARIANCE * within ** 2) / perDay / between) : 0;
  const weekdays = raw.map((v) => kept * (v - centre));
  const noise = spread(Array.from(around, (v, i) => v - centre - weekdays[weekdayOf(from + i)]!));
  return { weekdays, noise: Math.max(LEAST_NOISE, noise) };
}

/** Median of the deseasonalised days `from` to `to` (excluded); NaN with too few. */
export function levelBetween(
  logs: Float64Array,
  from: number,
  to: number,
  profile: DailyProfile,
  weekdayOf: (index: number) => number,
): number {
  const days: number[] = [];
  for (let i = Math.max(0, from); i < to; i++) {
    if (!Number.isNaN(logs[i]!)) days.push(logs[i]! - profile.weekdays[weekdayOf(i)]!);
  }
  return days.length < LEAST_LEVEL_DAYS ? Number.NaN : median(days);
}

/** Median of the two weeks around a day, of which no day lies at or after `end`. */
function centredLevel(logs: Float64Array, at: number, end: number): number {
  const to = Math.min(end, at + LEVEL_DAYS / 2);
  const from = Math.max(0, to - LEVEL_DAYS);
  const days = Array.from(logs.subarray(from, Math.min(end, from + LEVEL_DAYS))).filter((v) => !Number.isNaN(v));
  return days.length < LEAST_LEVEL_DAYS ? Number.NaN : median(days);
}

function spread(deviations: ReadonlyArray<number>): number {
  const sizes = deviations.filter((v) => !Number.isNaN(v)).map(Math.abs);
  return sizes.length === 0 ? 0 : NORMAL_CONSISTENCY * median(sizes);
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}
