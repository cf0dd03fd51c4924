import { invalidInstant, type InvalidInstant, invalidPeriod, type InvalidPeriod } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';

declare const epochSecondsBrand: unique symbol;

/** Seconds since the Unix epoch, fractions allowed, as the platform's services store instants. */
export type EpochSeconds = number & { readonly [epochSecondsBrand]: true };

/** Beyond this a number of seconds is milliseconds in disguise (the year 5138). */
const MAX_EPOCH_SECONDS = 1e11;

/** Reads an instant: a finite number of seconds, at most 1e11 away from the epoch. */
export function epochSeconds(value: number): Either<InvalidInstant, EpochSeconds> {
  if (typeof value !== 'number') return E.left(invalidInstant({ value, reason: `${typeof value} is not a number` }));
  if (!Number.isFinite(value)) return E.left(invalidInstant({ value, reason: 'not finite' }));
  if (Math.abs(value) > MAX_EPOCH_SECONDS)
    return E.left(invalidInstant({ value, reason: 'these look like milliseconds' }));
  return E.right(value as EpochSeconds);
}

/** Whether {@link epochSeconds} reads it. */
export const isEpochSeconds = (value: unknown): value is EpochSeconds =>
  typeof value === 'number' && Math.abs(value) <= MAX_EPOCH_SECONDS;

/** The instant of a valid Date. */
export function toEpochSeconds(date: Date): EpochSeconds {
  return (date.getTime() / 1000) as EpochSeconds;
}

/** The Date of an instant, to the millisecond. */
export function epochToDate(seconds: number): Date {
  return new Date(Math.round(seconds * 1000));
}

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

/** A period as methods take it: one that {@link period} made, or two points in time that were written by hand. */
export interface PeriodInput {
  /** The first instant. */
  readonly start: PointInTime;
  /** The first instant that is not in it any more. */
  readonly end: PointInTime;
}

/** The same stretch in seconds, as the records hold it. */
export interface Interval {
  readonly start: EpochSeconds;
  readonly end: EpochSeconds;
}

/**
 * A half-open period: what happens at `start` is in it, what happens at `end` is not. Both must be valid, and `start`
 * must be before `end`. Dates are copied, so a later change to them changes nothing.
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
export function toInterval(asked: PeriodInput): Either<InvalidPeriod, Interval> {
  const checked = period(asked?.start, asked?.end);
  if (E.isLeft(checked)) {
    // What `month` answers, given as it is: the commonest mistake of a first program without a compiler.
    const reason = 'it is an Either of one, which orThrow opens';
    return isEither(asked) ? E.left(invalidPeriod({ start: asked, end: undefined, reason })) : checked;
  }
  const { start, end } = checked.right;
  return interval(toEpochSeconds(start), toEpochSeconds(end));
}

function isEither(value: unknown): boolean {
  const tag = (value as { readonly _tag?: unknown } | null | undefined)?._tag;
  return tag === 'Right' || tag === 'Left';
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
