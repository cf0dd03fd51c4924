import { show } from './show.js';
import { defineError, type TaggedError } from './tagged.js';

/** A start and an end that do not make a half-open stretch of time. */
export type InvalidPeriod = TaggedError<
  'InvalidPeriod',
  { readonly start: unknown; readonly end: unknown; readonly reason: string }
>;
/** Makes an {@link InvalidPeriod}. */
export const invalidPeriod = defineError<InvalidPeriod>('InvalidPeriod', (f) =>
  f.end === undefined && f.start !== undefined
    ? `not a period: ${f.reason}, got ${show(f.start)}`
    : `not a period: ${f.reason}, got start ${show(f.start)} and end ${show(f.end)}`,
);

/** A value offered as an instant that is no number of seconds since the Unix epoch. */
export type InvalidInstant = TaggedError<'InvalidInstant', { readonly value: unknown; readonly reason: string }>;
/** Makes an {@link InvalidInstant}. */
export const invalidInstant = defineError<InvalidInstant>(
  'InvalidInstant',
  (f) => `expected seconds since the Unix epoch such as 1767225600, got ${show(f.value)} (${f.reason})`,
);

/** A name that is no time zone of the IANA database. */
export type UnknownTimeZone = TaggedError<'UnknownTimeZone', { readonly zone: unknown }>;
/** Makes an {@link UnknownTimeZone}. */
export const unknownTimeZone = defineError<UnknownTimeZone>(
  'UnknownTimeZone',
  (f) => `expected an IANA time zone such as "Europe/Berlin", got ${show(f.zone)}`,
);
