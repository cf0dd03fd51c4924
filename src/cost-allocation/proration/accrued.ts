import { divideRounded } from '../../money/index.js';

/** A stretch of whole milliseconds, [from, to). */
export interface MillisecondInterval {
  readonly from: number;
  readonly to: number;
}

/** An instant in seconds as whole milliseconds: what all proration counts in. */
export function toMilliseconds(seconds: number): number {
  return Math.round(seconds * 1000);
}

/**
 * How much of a cost has accrued after `elapsed` of `term` milliseconds, rounded half to even. What falls to a stretch
 * of time is the difference of two such values, so whatever the partition of a term, its parts add up to the cost.
 */
export function accruedUnits(units: bigint, elapsed: number, term: number): bigint {
  if (elapsed <= 0) return 0n;
  if (elapsed >= term) return units;
  return divideRounded(units * BigInt(elapsed), BigInt(term));
}
