import { decode } from '../../codec/decode.js';
import { listOf, nullable, optionsOf, record } from '../../codec/record.js';
import { count, decimalCodec, finiteNumber } from '../../codec/values.js';
import type { DecodeError } from '../../errors/kernel.js';
import { tryEither } from '../../host/try.js';
import { Decimal } from '../../money/decimal.js';
import { E, type Either } from '../../prelude.js';
import type { AnomalySeverity } from '../model/anomaly.js';
import { severityOf } from './detect.js';

/** What is usual for a running cost, learnt from the days before one day; all in logarithms of the daily cost. */
interface WeekdayPattern {
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
 * @param levels what `centeredLevels` gives for them
 * @param weekdayOf weekday of an index, 0 to 6
 */
function computeWeekdayPattern(
  logs: Float64Array,
  levels: Float64Array,
  day: number,
  weekdayOf: (index: number) => number,
): WeekdayPattern {
  const from = Math.max(0, day - 7 * WEEKS);
  // Where the two weeks around a day reach beyond the days known, the latest two weeks stand for them.
  const centered = day - LEVEL_DAYS / 2;
  const latest = medianBetween(logs, day - LEVEL_DAYS, day);
  const around = logs.subarray(from, day).map((v, i) => v - (from + i <= centered ? levels[from + i]! : latest));
  const byWeekday: number[][] = [[], [], [], [], [], [], []];
  around.forEach((v, i) => {
    if (!Number.isNaN(v)) byWeekday[weekdayOf(from + i)]!.push(v);
  });
  const raw = Float64Array.from(byWeekday, (days) => (days.length < 2 ? 0 : median(Float64Array.from(days))));
  const within = robustDeviation(around.map((v, i) => v - raw[weekdayOf(from + i)]!));
  const center = raw.reduce((sum, v) => sum + v, 0) / 7;
  const between = raw.reduce((sum, v) => sum + (v - center) ** 2, 0) / 6;
  const perDay = Math.max(1, (day - from) / 7);
  // James and Stein: what chance alone would make of the seven medians is taken away from their spread.
  const kept = between > 0 ? Math.max(0, 1 - (MEDIAN_VARIANCE * within ** 2) / perDay / between) : 0;
  const weekdays = raw.map((v) => kept * (v - center));
  const noise = robustDeviation(around.map((v, i) => v - center - weekdays[weekdayOf(from + i)]!));
  return { weekdays, noise: Math.max(MIN_NOISE, noise) };
}

/** Median of the deseasonalised days `from` to `to` (excluded); NaN with too few. */
function levelBetween(
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
function centeredLevels(logs: Float64Array): Float64Array {
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

const DAY = 86_400;
/** A day of an earlier month that stood out by this many standard deviations is taken for a fee. */
const MIN_FEE_DEVIATIONS = 2.5;

/**
 * The money by which the same day of the two months before stood above its course: a support plan, a license. Such a
 * day is then usual. 0 where none did, or where that month has no such day.
 */
function monthFee(
  start: number,
  logs: Float64Array,
  index: number,
  profile: WeekdayPattern,
  weekdayOf: (index: number) => number,
): number {
  const date = new Date((start + index * DAY) * 1000);
  let most = 0;
  for (const back of [1, 2]) {
    const then = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, date.getUTCDate()));
    const at = Math.round((then.getTime() / 1000 - start) / DAY);
    if (then.getUTCDate() !== date.getUTCDate() || at < LEVEL_DAYS / 2) continue;
    const level = levelBetween(logs, at - LEVEL_DAYS, at, profile, weekdayOf);
    const usual = level + profile.weekdays[weekdayOf(at)]!;
    if (logs[at]! - usual > MIN_FEE_DEVIATIONS * profile.noise)
      most = Math.max(most, Math.exp(logs[at]!) - Math.exp(usual));
  }
  return most;
}

/** Costs of consecutive UTC days. */
export interface DailyCosts {
  /** Seconds since the Unix epoch at the start of the first day. */
  readonly start: number;
  /** One a day, null where nothing is known. */
  readonly costs: readonly (Decimal | null)[];
}

/** How daily costs are judged; everything has a default. */
export interface DailyAnomalyOptions {
  /** The latest so many days are not judged, because their bills are still growing; 0 unless told. */
  readonly unsettledDays?: number;
}

/** A day on which a running cost left its usual course upwards. */
export interface DailyAnomaly {
  /** The day, by its position in what was given. */
  readonly index: number;
  /** Start of the day, in seconds since the Unix epoch. */
  readonly day: number;
  /** `spike`: the day itself stands out; `rise`: several days together do. */
  readonly kind: 'spike' | 'rise';
  /** What that day cost. */
  readonly cost: Decimal;
  /** What the day would usually cost. */
  readonly expected: Decimal;
  /** cost - expected, exactly. */
  readonly excess: Decimal;
  /** Standard deviations by which the day, or the days together, stand out. */
  readonly zScore: number;
  /** How much it matters. */
  readonly severity: AnomalySeverity;
}

/** The epoch began on a Thursday, which is weekday 3. */
const EPOCH_WEEKDAY = 3;
/** Days of history before the first one is judged. */
const MIN_HISTORY_DAYS = 28;
/** The variance of the level, a median of two weeks, in variances of one day. */
const LEVEL_VARIANCE = MEDIAN_VARIANCE / LEVEL_DAYS;

/** Days taken together, the standard deviations they must stand out by, and the share of the cost. */
const TESTS = [
  { days: 1, limit: 4.8, share: 0.2 },
  { days: 3, limit: 4.8, share: 0.15 },
  { days: 7, limit: 5.5, share: 0.15 },
] as const;
/** After an alarm the same event stays quiet for so long, unless it grows clearly beyond what was reported. */
const QUIET_DAYS = 14;

/**
 * Days on which a running cost left its usual course upwards, each judged from the days before it alone. Weekdays, fees
 * on the same day of each month, growth and missing days are part of the usual course; a lasting step is reported once
 * and is usual within two weeks. Days without a positive cost are not judged. Amounts are exact; the statistics run on
 * logarithms in floats. O(n) days, less than 0.1 ms each.
 */
export function dailyAnomalies(
  series: DailyCosts,
  options: DailyAnomalyOptions = {},
): Either<DecodeError, readonly DailyAnomaly[]> {
  return tryEither('the series', () => {
    const asked = decode(DailyAnomalyOptions, options ?? {}, 'the options');
    if (E.isLeft(asked)) return asked;
    return E.map((costs: DailyCosts) => anomaliesIn(costs, asked.right.unsettledDays ?? 0))(
      decode(DailyCosts, series, 'the series'),
    );
  });
}

const DailyAnomalyOptions = optionsOf<DailyAnomalyOptions>('the options', { unsettledDays: count });
const DailyCosts = record<DailyCosts>('a series of daily costs', {
  start: finiteNumber,
  costs: listOf(nullable(decimalCodec)),
});

function anomaliesIn(series: DailyCosts, unsettledDays: number): readonly DailyAnomaly[] {
  const logs = Float64Array.from(series.costs, (cost) => (cost?.gt(0) ? Math.log(cost.toNumber()) : Number.NaN));
  const { start } = series;
  const course: DailySeries = { start, logs, levels: centeredLevels(logs), weekdayOf: weekdays(start) };
  const found: DailyAnomaly[] = [];
  let last = { index: -Infinity, above: 0 };
  for (let day = MIN_HISTORY_DAYS; day < logs.length - unsettledDays; day++) {
    const cost = series.costs[day];
    if (!cost || Number.isNaN(logs[day]!)) continue;
    const verdict = judge(course, day);
    if (verdict === undefined) continue;
    if (day - last.index <= QUIET_DAYS && verdict.above < last.above + verdict.margin) continue;
    last = { index: day, above: verdict.above };
    found.push(report(series, day, cost, verdict));
  }
  return found;
}

interface DailySeries {
  readonly start: number;
  readonly logs: Float64Array;
  /** Median of the two weeks around each day; never read where it knows of days after the judged one. */
  readonly levels: Float64Array;
  readonly weekdayOf: (index: number) => number;
}

interface Verdict {
  readonly kind: 'spike' | 'rise';
  readonly zScore: number;
  readonly expected: number;
  /** How far above the usual course, and how much further it must go to be news. */
  readonly above: number;
  readonly margin: number;
}

const weekdays =
  (start: number) =>
  (index: number): number =>
    (((Math.floor(start / DAY) + index + EPOCH_WEEKDAY) % 7) + 7) % 7;

function judge(course: DailySeries, day: number): Verdict | undefined {
  const { start, logs, levels, weekdayOf } = course;
  const profile = computeWeekdayPattern(logs, levels, day, weekdayOf);
  const usualAt =
    (level: number) =>
    (index: number): number => {
      const usual = level + profile.weekdays[weekdayOf(index)]!;
      return usual + Math.log1p(monthFee(start, logs, index, profile, weekdayOf) / Math.exp(usual));
    };
  for (const { days, limit, share } of TESTS) {
    const level = levelBetween(logs, day - days + 1 - LEVEL_DAYS, day - days + 1, profile, weekdayOf);
    const { mean, least, count } = aboveLevel(logs, day, days, usualAt(level));
    const error = profile.noise * Math.sqrt(1 / count + LEVEL_VARIANCE);
    // Days stand out together only where each of them is above its course, and more than half are known.
    if (!(mean > limit * error && mean > Math.log1p(share) && least > 0 && count > days / 2)) continue;
    const usual = usualAt(level)(day);
    const [above, margin] = [Math.max(logs[day]! - usual, mean), limit * profile.noise];
    return { kind: days === 1 ? 'spike' : 'rise', zScore: mean / error, expected: Math.exp(usual), above, margin };
  }
  return undefined;
}

/** How far the days up to `day` lie above what is usual for each, in logarithms. */
function aboveLevel(
  logs: Float64Array,
  day: number,
  days: number,
  usual: (index: number) => number,
): { readonly mean: number; readonly least: number; readonly count: number } {
  let [sum, least, count] = [0, Infinity, 0];
  for (let i = day - days + 1; i <= day; i++) {
    if (Number.isNaN(logs[i]!)) continue;
    const above = logs[i]! - usual(i);
    sum += above;
    least = Math.min(least, above);
    count++;
  }
  return { mean: sum / count, least, count };
}

function report({ start }: DailyCosts, index: number, cost: Decimal, verdict: Verdict): DailyAnomaly {
  const expected = new Decimal(verdict.expected).toDecimalPlaces(Math.max(2, cost.decimalPlaces()));
  const excess = cost.minus(expected);
  const { kind, zScore } = verdict;
  const severity = severityOf(expected.gt(0) ? excess.dividedBy(expected).toNumber() : null, zScore);
  return { index, day: start + index * DAY, kind, cost, expected, excess, zScore, severity };
}
