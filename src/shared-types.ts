/**
 * The types that occur in signatures of every entry point. Each entry point exports them, so that the declarations of a
 * user's own package can name what it infers.
 */
export type { Codec, CodecContextEntry, CodecDecoder, CodecIssue } from './codec/io-ts.js';
export type { EitherSpelling, WireForm, WrittenForm } from './codec/wire-form.js';
export type { DecodeError, DecodeIssue } from './errors/kernel.js';
export type { ErrorOfTag, TaggedError } from './errors/tagged.js';
export type { Decimal, DecimalConstructor, MoneyInput } from './money/decimal.js';
export type { Either, ErrorOf, Left, MaybePromise, None, Option, Right, Some, TaskEither } from './prelude.js';
export type { EpochSeconds, Period, PeriodInput, PointInTime } from './time/period.js';
