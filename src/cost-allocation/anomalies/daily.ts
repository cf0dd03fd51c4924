import { Decimal } from '../../money/index.js';
import type { AnomalySeverity } from '../model/anomaly.js';
import { type DailyProfile, dailyProfile, levelBetween } from './daily-profile.js';
import { severityOf } from './severity.js';

/** Costs of consecutive UTC days. */
export interface DailyCosts {
  /** Seconds since the Unix epoch at the start of the first day. */
  readonly start: number;
  /** One a day, null where nothing is known. */
  readonly costs: ReadonlyArray<Decimal | null>;
}

export interface DailyAnomalyOptions {
  /** The latest so many days are not judged, because their bills are still growing; 0 unless told. */
  readonly unsettledDays?: number;
}

/** A day on which a running cost left its usual course upwards. */
export interface DailyAnomaly {
  readonly index: number;
  /** Start of the day. */
  readonly day: number;
  /** `spike`: the day itself stands out; `rise`: several days together do. */
  readonly kind: 'spike' | 'rise';
  readonly cost: Decimal;
  /** What the day would usually cost. */
  readonly expected: Decimal;
  /** cost - expected, exactly. */
  readonly excess: Decimal;
  readonly zScore: number;
  readonly severity: AnomalySeverity;
}

const DAY = 86_400;
/** Weeks of history before the first day is judged. */
const LEAST_HISTORY = 28;
const LEVEL_DAYS = 14;

/** Days taken together, how many standard deviations they must stand out by, and by what share of the cost. */
const TESTS = [
  { days: 1, limit: Number(process.env.L1 ?? 4.2), share: Number(process.env.S1 ?? 0.2) },
  { days: 3, limit: Number(process.env.L3 ?? 4.2), share: Number(process.env.S3 ?? 0.15) },
  { days: 7, limit: Number(process.env.L7 ?? 4.5), share: Number(process.env.S7 ?? 0.15) },
] as const;
/** After an alarm the same event stays quiet for so long, unless it grows by as much again. */
const QUIET_DAYS = Number(process.env.QD ?? 14);

/**
 * Days on which a running cost left its usual course upwards, each judged from the days before it alone. Weekdays, fees that
 * come on the same day of each month, growth and missing days are part of the usual course; a lasting step is reported once and
 * becomes usual within two weeks. Amounts are exact; the statistics run on logarithms in floats. O(n) days.
 */
export function dailyAnomalies(series: DailyCosts, options: DailyAnomalyOptions = {}): ReadonlyArray<DailyAnomaly> {
  const logs = Float64Array.from(series.costs, (c) => (c?.gt(0) ? Math.log(c.toNumber()) : Number.NaN));
  const weekdayOf = (index: number): number => (Math.floor(series.start / DAY) + index + 3) % 7;
  const found: DailyAnomaly[] = [];
  const end = logs.length - (options.unsettledDays ?? 0);
  let loudest = { index: -Infinity, above: 0 };
  for (let day = LEAST_HISTORY; day < end; day++) {
    const cost = series.costs[day];
    if (cost === null || cost === undefined || Number.isNaN(logs[day]!)) continue;
    const profile = dailyProfile(logs, day, weekdayOf);
    const verdict = judge(logs, day, profile, weekdayOf, feesOf(series.start, logs, day, profile, weekdayOf));
    if (verdict === undefined) continue;
    const quiet = day - loudest.index <= QUIET_DAYS && verdict.above < loudest.above + verdict.step;
    if (quiet) continue;
    loudest = { index: day, above: verdict.above };
    found.push(report(series, day, cost, verdict));
  }
  return found;
}

interface Verdict {
  readonly kind: 'spike' | 'rise';
  readonly zScore: number;
  readonly expected: number;
  readonly above: number;
  readonly step: number;
}

function judge(
  logs: Float64Array,
  day: number,
  profile: DailyProfile,
  weekdayOf: (index: number) => number,
  fees: (index: number) => number,
): Verdict | undefined {
  for (const { days, limit, share } of TESTS) {
    const level = levelBetween(logs, day - days + 1 - LEVEL_DAYS, day - days + 1, profile, weekdayOf);
    if (Number.isNaN(level)) continue;
    let sum = 0;
    let least = Infinity;
    let count = 0;
    for (let i = day - days + 1; i <= day; i++) {
      if (Number.isNaN(logs[i]!)) continue;
      const usual = level + profile.weekdays[weekdayOf(i)]!;
      const over = logs[i]! - usual - fees(i);
      sum += over;
      least = Math.min(least, over);
      count++;
    }
    const mean = sum / count;
    const error = profile.noise * Math.sqrt(1 / count + 1.57 / LEVEL_DAYS);
    const today = logs[day]! - level - profile.weekdays[weekdayOf(day)]! - fees(day);
    if (mean > limit * error && mean > Math.log1p(share) && (days === 1 || least > 0) && count > days / 2) {
      const expected = Math.exp(level + profile.weekdays[weekdayOf(day)]! + fees(day));
      return { kind: days === 1 ? 'spike' : 'rise', zScore: mean / error, expected, above: Math.max(today, mean), step: limit * profile.noise };
    }
  }
  return undefined;
}
function feesOf(
  start: number,
  logs: Float64Array,
  day: number,
  profile: DailyProfile,
  weekdayOf: (index: number) => number,
): (index: number) => number {
  return (index) => {
    const date = new Date((start + index * DAY) * 1000);
    let most = 0;
    for (const back of [1, 2]) {
      const then = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back, date.getUTCDate());
      const i = Math.round((then / 1000 - start) / DAY);
      if (i < 7 || i >= day) continue;
      const level = levelBetween(logs, i - LEVEL_DAYS, i, profile, weekdayOf);
      const over = logs[i]! - level - profile.weekdays[weekdayOf(i)]!;
      if (over > 2.5 * profile.noise) most = Math.max(most, over);
    }
    return most;
  };
}

function report(series: DailyCosts, day: number, cost: Decimal, verdict: Verdict): DailyAnomaly {
  const scale = Math.max(2, cost.decimalPlaces());
  const expected = new Decimal(verdict.expected).toDecimalPlaces(scale);
  const excess = cost.minus(expected);
  const relative = expected.gt(0) ? excess.dividedBy(expected).toNumber() : null;
  return {
    index: day,
    day: series.start + day * DAY,
    kind: verdict.kind,
    cost,
    expected,
    excess,
    zScore: verdict.zScore,
    severity: severityOf(relative, verdict.zScore),
  };
}
