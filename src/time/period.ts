import { invalidPeriod, type InvalidPeriod } from '../errors/time.js';
import * as E from '../either.js';
import type { Either } from '../prelude.js';
import { epochSeconds, toEpochSeconds, type EpochSeconds } from './epoch-seconds.js';

/**
 * A point in time as public functions take it: a `Date`, or anything with `epochMilliseconds`, such as a
 * `Temporal.Instant` or a `Temporal.ZonedDateTime`.
 */
export type PointInTime = Date | { readonly epochMilliseconds: number };

/** A half-open interval [start, end) as public functions take it. Made by {@link period}, `month` and the like. */
export interface Period {
  /** The first instant. */
  readonly start: Date;
  /** The first instant that is not in it any more. */
  readonly end: Date;
}

/** The same stretch in seconds, as the records hold it. */
export interface Interval {
  readonly start: EpochSeconds;
  readonly end: EpochSeconds;
}

/**
 * A half-open period: what happens at `start` is in it, what happens at `end` is not. Both must be valid, and `start` must be
 * before `end`. Dates are copied, so a later change to them changes nothing.
 *
 * @example
 * const march = orThrow(period(new Date('2026-03-01T00:00:00Z'), new Date('2026-04-01T00:00:00Z')));
 */
export function period(start: PointInTime, end: PointInTime): Either<InvalidPeriod, Period> {
  const refuse = (reason: string): Either<InvalidPeriod, never> => E.left(invalidPeriod({ start, end, reason }));
  if (!isPointInTime(start)) return refuse('start is not a Date');
  if (!isPointInTime(end)) return refuse('end is not a Date');
  const [from, until] = [toDate(start), toDate(end)];
  if (Number.isNaN(from.getTime())) return refuse('start is not a valid date');
  if (Number.isNaN(until.getTime())) return refuse('end is not a valid date');
  if (from.getTime() >= until.getTime()) return refuse('start must be before end');
  return E.right({ start: from, end: until });
}

/** A copy of a point in time as a `Date`. */
export function toDate(point: PointInTime): Date {
  return new Date(isDate(point) ? point : point.epochMilliseconds);
}

/** Whether a value is a `Date` or has `epochMilliseconds`, valid or not. */
export function isPointInTime(value: unknown): value is PointInTime {
  return isDate(value) || hasEpochMilliseconds(value);
}

function hasEpochMilliseconds(value: unknown): boolean {
  try {
    return (
      typeof value === 'object' &&
      value !== null &&
      typeof (value as { epochMilliseconds?: unknown }).epochMilliseconds === 'number'
    );
  } catch {
    return false;
  }
}

/** A period in seconds; checked again, because a caller may have written the object by hand. */
export function toInterval(asked: Period): Either<InvalidPeriod, Interval> {
  const checked = period(asked?.start, asked?.end);
  if (E.isLeft(checked)) return checked;
  const { start, end } = checked.right;
  return interval(toEpochSeconds(start), toEpochSeconds(end));
}

/** A half-open stretch of seconds, checked as {@link period} does. */
export function interval(start: number, end: number): Either<InvalidPeriod, Interval> {
  const from = epochSeconds(start);
  if (E.isLeft(from)) return E.left(invalidPeriod({ start, end, reason: `start: ${from.left.message}` }));
  const until = epochSeconds(end);
  if (E.isLeft(until)) return E.left(invalidPeriod({ start, end, reason: `end: ${until.left.message}` }));
  if (start >= end) return E.left(invalidPeriod({ start, end, reason: 'start must be before end' }));
  return E.right({ start: from.right, end: until.right });
}

/** How many seconds two stretches have in common; zero where they only touch. */
export function overlapSeconds(a: Interval, b: Interval): number {
  return Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
}

/** The stretch that two stretches have in common, if any. */
export function intersection(a: Interval, b: Interval): Interval | undefined {
  const start = Math.max(a.start, b.start) as EpochSeconds;
  const end = Math.min(a.end, b.end) as EpochSeconds;
  return start < end ? { start, end } : undefined;
}

function isDate(value: unknown): value is Date {
  try {
    // A proxy of a Date, or an object that only says it is one, has no time to tell.
    return (
      Number.isFinite(Date.prototype.getTime.call(value)) || Object.prototype.toString.call(value) === '[object Date]'
    );
  } catch {
    return false;
  }
}
