import { Decimal } from '../../money/index.js';
import type { AnomalySeverity } from '../model/anomaly.js';
import { centeredLevels, computeWeekdayPattern, levelBetween } from './daily-profile.js';
import { monthFee } from './month-fees.js';
import { severityOf } from './severity.js';

/** Costs of consecutive UTC days. */
export interface DailyCosts {
  /** Seconds since the Unix epoch at the start of the first day. */
  readonly start: number;
  /** One a day, null where nothing is known. */
  readonly costs: ReadonlyArray<Decimal | null>;
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
  /** How grave it is. */
  readonly severity: AnomalySeverity;
}

const DAY = 86_400;
/** The epoch began on a Thursday, which is weekday 3. */
const EPOCH_WEEKDAY = 3;
/** Days of history before the first one is judged. */
const MIN_HISTORY_DAYS = 28;
const LEVEL_DAYS = 14;
/** The variance of the level, a median of two weeks, in variances of one day. */
const LEVEL_VARIANCE = Math.PI / 2 / LEVEL_DAYS;

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
 * and is usual within two weeks. Days without a positive cost are not judged, nor is a series that cannot be read. Amounts are exact; the statistics run on
 * logarithms in floats. O(n) days, less than 0.1 ms each.
 */
export function dailyAnomalies(series: DailyCosts, options: DailyAnomalyOptions = {}): ReadonlyArray<DailyAnomaly> {
  try {
    return anomaliesIn(series, options.unsettledDays ?? 0);
  } catch {
    return [];
  }
}

function anomaliesIn(series: DailyCosts, unsettledDays: number): ReadonlyArray<DailyAnomaly> {
  const logs = Float64Array.from(series.costs, (cost) => (cost?.gt(0) ? Math.log(cost.toNumber()) : Number.NaN));
  const course: DailySeries = {
    start: series.start,
    logs,
    levels: centeredLevels(logs),
    weekdayOf: weekdays(series.start),
  };
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
    return verdictOf(days, mean / error, logs[day]!, usualAt(level)(day), mean, limit * profile.noise);
  }
  return undefined;
}

function verdictOf(days: number, zScore: number, today: number, usual: number, mean: number, margin: number): Verdict {
  const above = Math.max(today - usual, mean);
  return { kind: days === 1 ? 'spike' : 'rise', zScore, expected: Math.exp(usual), above, margin };
}

/** How far the days up to `day` lie above what is usual for each, in logarithms. */
function aboveLevel(
  logs: Float64Array,
  day: number,
  days: number,
  usual: (index: number) => number,
): { readonly mean: number; readonly least: number; readonly count: number } {
  let sum = 0;
  let least = Infinity;
  let count = 0;
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
  const relative = expected.gt(0) ? excess.dividedBy(expected).toNumber() : null;
  const { kind, zScore } = verdict;
  const severity = severityOf(relative, zScore);
  return { index, day: start + index * DAY, kind, cost, expected, excess, zScore, severity };
}
