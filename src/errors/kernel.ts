import { show } from './show.js';
import { defineError, type MakeError, type TaggedError } from './tagged.js';

/** One place in a decoded value that is not what was expected. */
export interface DecodeIssue {
  /** Where, as `rules[2].weight_by_category.compute`; empty for the value itself. */
  readonly path: string;
  /** What was expected there, and what was found. */
  readonly message: string;
}

/** A value from a port, a wire or a caller that is not of the promised shape. */
export type DecodeError = TaggedError<
  'DecodeError',
  {
    readonly what: string;
    /** The places at fault, at most the first 1000. */
    readonly issues: readonly DecodeIssue[];
    /** How many more there are. */
    readonly omittedIssues?: number;
  }
>;
/** Makes a {@link DecodeError}. */
export const decodeError: MakeError<DecodeError> = defineError<DecodeError>('DecodeError', (f) => {
  const shown = f.issues.slice(0, 3).map((i) => (i.path === '' ? i.message : `${i.path}: ${i.message}`));
  const count = f.issues.length + (f.omittedIssues ?? 0);
  const more = count > 3 ? ` (and ${count - 3} more)` : '';
  const verb = /^the [a-z ]*s( of .*)?$/.test(f.what) ? 'are' : 'is';
  return `${f.what} ${verb} not as expected: ${shown.join('; ')}${more}`;
});
/** The error of a value that is wrong as a whole. */
export const notAsExpected = (what: string, message: string, cause?: unknown): DecodeError =>
  decodeError({ what, issues: [{ path: '', message }] }, cause);

/** A value offered as money that is no plain decimal. */
export type InvalidDecimal = TaggedError<'InvalidDecimal', { readonly value: unknown; readonly reason: string }>;
/** Makes an {@link InvalidDecimal}. */
export const invalidDecimal: MakeError<InvalidDecimal> = defineError<InvalidDecimal>(
  'InvalidDecimal',
  (f) => `expected a decimal such as "12.34", got ${show(f.value)} (${f.reason})`,
);

/** A currency code that ISO 4217 does not know. */
export type UnknownCurrency = TaggedError<'UnknownCurrency', { readonly currency: unknown }>;
/** Makes an {@link UnknownCurrency}. */
export const unknownCurrency: MakeError<UnknownCurrency> = defineError<UnknownCurrency>(
  'UnknownCurrency',
  (f) => `expected an ISO 4217 currency code such as "EUR", got ${show(f.currency)}`,
);

/**
 * A split that has no meaning: no recipients, a weight below zero or not a decimal, a scale that is no small integer.
 */
export type ApportionError = TaggedError<
  'ApportionError',
  { readonly reason: string; readonly value: unknown; readonly index?: number }
>;
/** Makes an {@link ApportionError}. */
export const apportionError: MakeError<ApportionError> = defineError<ApportionError>(
  'ApportionError',
  (f) => `cannot apportion: ${f.reason}, got ${show(f.value)}${f.index === undefined ? '' : ` at position ${f.index}`}`,
);

/** A start and an end that do not make a half-open stretch of time. */
export type InvalidPeriod = TaggedError<
  'InvalidPeriod',
  { readonly start: unknown; readonly end: unknown; readonly reason: string }
>;
/** Makes an {@link InvalidPeriod}. */
export const invalidPeriod: MakeError<InvalidPeriod> = defineError<InvalidPeriod>('InvalidPeriod', (f) =>
  f.end === undefined && f.start !== undefined
    ? `not a period: ${f.reason}, got ${show(f.start)}`
    : `not a period: ${f.reason}, got start ${show(f.start)} and end ${show(f.end)}`,
);

/** A value offered as an instant that is no number of seconds since the Unix epoch. */
export type InvalidInstant = TaggedError<'InvalidInstant', { readonly value: unknown; readonly reason: string }>;
/** Makes an {@link InvalidInstant}. */
export const invalidInstant: MakeError<InvalidInstant> = defineError<InvalidInstant>(
  'InvalidInstant',
  (f) => `expected a Date or seconds since the Unix epoch such as 1767225600, got ${show(f.value)} (${f.reason})`,
);

/** A name that is no time zone of the IANA database. */
export type UnknownTimeZone = TaggedError<'UnknownTimeZone', { readonly zone: unknown }>;
/** Makes an {@link UnknownTimeZone}. */
export const unknownTimeZone: MakeError<UnknownTimeZone> = defineError<UnknownTimeZone>(
  'UnknownTimeZone',
  (f) => `expected an IANA time zone such as "Europe/Berlin", got ${show(f.zone)}`,
);

/** A port of the host that threw, rejected, or did not answer in time. The cause stands in `cause`. */
export type PortFailure = TaggedError<
  'PortFailure',
  { readonly port: string; readonly method: string; readonly reason: string }
>;
/** Makes a {@link PortFailure}. */
export const portFailure: MakeError<PortFailure> = defineError<PortFailure>(
  'PortFailure',
  (f) => `the ${f.port} port failed in ${f.method}: ${f.reason}`,
);

/** A port that answered with something of another tenant: an error, never data. */
export type ForeignTenant = TaggedError<
  'ForeignTenant',
  { readonly port: string; readonly method: string; readonly expected: string; readonly got: unknown }
>;
/** Makes a {@link ForeignTenant}. */
export const foreignTenant: MakeError<ForeignTenant> = defineError<ForeignTenant>(
  'ForeignTenant',
  (f) => `the ${f.port} port answered ${f.method} of tenant ${show(f.expected)} with a row of tenant ${show(f.got)}`,
);

/** Something was asked that needs a port which the host did not give. */
export type MissingPort = TaggedError<'MissingPort', { readonly port: string; readonly purpose: string }>;
/** Makes a {@link MissingPort}. */
export const missingPort: MakeError<MissingPort> = defineError<MissingPort>(
  'MissingPort',
  (f) => `the ${f.port} port is needed ${f.purpose}, but the host gave none`,
);

/** Work that its caller called off through an `AbortSignal`. */
export type Cancelled = TaggedError<'Cancelled', { readonly what: string }>;
/** Makes a {@link Cancelled}. */
export const cancelled: MakeError<Cancelled> = defineError<Cancelled>('Cancelled', (f) => `${f.what} was cancelled`);
