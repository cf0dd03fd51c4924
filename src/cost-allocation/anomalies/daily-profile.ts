/** What is usual for a running cost, learnt from the days before one day; all in logarithms of the daily cost. */
export interface WeekdayPattern {
  /** Deviation of each weekday from the level, Monday first, shrunk where the days hardly differ. */
  readonly weekdays: Float64Array;
  /** Robust standard deviation of a day around level and weekday. */
  readonly noise: number;
}

const WEEKS = 8;
const LEVEL_DAYS = 14;
const MIN_LEVEL_DAYS = 5;
const NORMAL_CONSISTENCY = 1.4826;
/** Steadier than this no bill is known to be: rounding, partial hours. */
const MIN_NOISE = 0.02;
/** The median of n values varies π/2 times as much as their mean. */
const MEDIAN_VARIANCE = Math.PI / 2;

/**
 * Weekday pattern and noise from the eight weeks before a day.
 *
 * @param logs logarithm of each day's cost, NaN where there is none
 * @param levels what `centredLevels` gives for them
 * @param weekdayOf weekday of an index, 0 to 6
 */
export function computeWeekdayPattern(
  logs: Float64Array,
  levels: Float64Array,
  day: number,
  weekdayOf: (index: number) => number,
): WeekdayPattern {
  const from = Math.max(0, day - 7 * WEEKS);
  // Where the two weeks around a day reach beyond the days known, the latest two weeks stand for them.
  const settled = day - LEVEL_DAYS / 2;
  const latest = medianBetween(logs, day - LEVEL_DAYS, day);
  const around = logs.subarray(from, day).map((v, i) => v - (from + i <= settled ? levels[from + i]! : latest));
  const byWeekday: number[][] = [[], [], [], [], [], [], []];
  around.forEach((v, i) => {
    if (!Number.isNaN(v)) byWeekday[weekdayOf(from + i)]!.push(v);
  });
  const raw = Float64Array.from(byWeekday, (days) => (days.length < 2 ? 0 : median(Float64Array.from(days))));
  const within = robustDeviation(around.map((v, i) => v - raw[weekdayOf(from + i)]!));
  const centre = raw.reduce((sum, v) => sum + v, 0) / 7;
  const between = raw.reduce((sum, v) => sum + (v - centre) ** 2, 0) / 6;
  const perDay = Math.max(1, (day - from) / 7);
  // James and Stein: what chance alone would make of the seven medians is taken away from their spread.
  const kept = between > 0 ? Math.max(0, 1 - (MEDIAN_VARIANCE * within ** 2) / perDay / between) : 0;
  const weekdays = raw.map((v) => kept * (v - centre));
  const noise = robustDeviation(around.map((v, i) => v - centre - weekdays[weekdayOf(from + i)]!));
  return { weekdays, noise: Math.max(MIN_NOISE, noise) };
}

/** Median of the deseasonalised days `from` to `to` (excluded); NaN with too few. */
export function levelBetween(
  logs: Float64Array,
  from: number,
  to: number,
  profile: WeekdayPattern,
  weekdayOf: (index: number) => number,
): number {
  const days = new Float64Array(to - Math.max(0, from));
  let count = 0;
  for (let i = Math.max(0, from); i < to; i++) {
    if (!Number.isNaN(logs[i]!)) days[count++] = logs[i]! - profile.weekdays[weekdayOf(i)]!;
  }
  return count < MIN_LEVEL_DAYS ? Number.NaN : median(days.subarray(0, count));
}

/** For each day the median of the two weeks around it; of the first two weeks for the first days. */
export function centeredLevels(logs: Float64Array): Float64Array {
  return logs.map((_, at) => {
    const from = Math.max(0, at - LEVEL_DAYS / 2);
    return medianBetween(logs, from, from + LEVEL_DAYS);
  });
}

function medianBetween(logs: Float64Array, from: number, to: number): number {
  const days = logs.subarray(Math.max(0, from), to).filter((v) => !Number.isNaN(v));
  return days.length < MIN_LEVEL_DAYS ? Number.NaN : median(days);
}

function robustDeviation(deviations: Float64Array): number {
  const sizes = deviations.filter((v) => !Number.isNaN(v)).map(Math.abs);
  return sizes.length === 0 ? 0 : NORMAL_CONSISTENCY * median(sizes);
}

/** Sorts the values given. Typed arrays sort several times faster than lists do. */
function median(values: Float64Array): number {
  values.sort();
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half]! : (values[half - 1]! + values[half]!) / 2;
}
