import { invalidInstant, type InvalidInstant } from '../errors/time.js';
import * as E from '../either.js';
import type { Either } from '../prelude.js';

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

/** The instant of a valid Date. */
export function toEpochSeconds(date: Date): EpochSeconds {
  return (date.getTime() / 1000) as EpochSeconds;
}

/** The Date of an instant, to the millisecond. */
export function epochToDate(seconds: number): Date {
  return new Date(Math.round(seconds * 1000));
}
