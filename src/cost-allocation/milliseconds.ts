import { divideRounded } from '../money/rational.js';
import type { Interval } from '../time/period.js';

/** Whole milliseconds, [from, to). */
export interface MillisecondInterval {
  readonly from: number;
  readonly to: number;
}

/** An instant in seconds as whole milliseconds: what all proration counts in. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/**
 * How much of a cost has accrued after `elapsed` of `term` milliseconds, rounded half to even. What falls to an
 * interval of time is the difference of two such values, so whatever the partition of a term, its parts add up to the
 * cost.
 */
export function accruedUnits(units: bigint, elapsed: number, term: number): bigint {
  if (elapsed <= 0) return 0n;
  if (elapsed >= term) return units;
  return divideRounded(units * BigInt(elapsed), BigInt(term));
}

/** Intervals in milliseconds. */
export function toMillisecondIntervals(intervals: readonly Interval[]): readonly MillisecondInterval[] {
  return intervals.map((interval) => ({ from: toMilliseconds(interval.start), to: toMilliseconds(interval.end) }));
}

const DAY = 86_400_000;
const MONTHS = new Map<number, string>();

/** The month (UTC) of an instant in milliseconds: `2024-03`. */
export function monthOf(instant: number): string {
  const day = Math.floor(instant / DAY);
  const known = MONTHS.get(day);
  if (known !== undefined) return known;
  const text = new Date(instant).toISOString();
  const month = text.slice(0, text.length - 17);
  // A bill has few days; more of them than this are no calendar worth keeping.
  if (MONTHS.size > 10_000) MONTHS.clear();
  MONTHS.set(day, month);
  return month;
}
