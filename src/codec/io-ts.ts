import { type Context, failures, type Type as IoTsType, type Validation } from 'io-ts';
import type { Either } from '../prelude.js';

/** What the library uses of io-ts, name by name, so that a bundle holds these alone. */
export {
  failures,
  success,
  Type,
  type Context,
  type Errors,
  type Is,
  type Validation,
  type ValidationError,
} from 'io-ts';

/** The encoder of codecs that neither read nor write a value as another one: what they check is what they give. */
export const unchanged = <A>(value: A): A => value;

/** A value that is not what was expected at the end of a path. */
export function failure<A>(value: unknown, context: Context, message?: string): Validation<A> {
  return failures([{ value, context: [...context], ...(message !== undefined && { message }) }]);
}

/** What a codec found wrong with a value: the path to it, the value, and what was expected. */
export interface CodecIssue {
  /** What was found. */
  readonly value: unknown;
  /** The way to it, outermost first. */
  readonly context: readonly CodecContextEntry[];
  /** What was expected, where the codec says it in a sentence. */
  readonly message?: string;
}

/** One step of the path to a value: the key, and what was expected there. */
export interface CodecContextEntry {
  /** The field or position; empty for the value itself. */
  readonly key: string;
  /** What reads it. */
  readonly type: CodecDecoder;
  /** What stands there. */
  readonly actual?: unknown;
}

/** The half of a {@link Codec} that reads. */
export interface CodecDecoder {
  /** What it reads, in a word. */
  readonly name: string;
  /** Reads a value at the end of a way. */
  // oxlint-disable-next-line typescript/no-explicit-any -- as io-ts declares it: a decoder of any input and output
  readonly validate: (value: any, context: readonly CodecContextEntry[]) => Either<CodecIssue[], any>;
  /** Reads a value. */
  // oxlint-disable-next-line typescript/no-explicit-any -- the same
  readonly decode: (value: any) => Either<CodecIssue[], any>;
}

/**
 * Reads and writes a model: `decode` takes JSON or a TypeScript object and answers the model, `encode` gives its JSON
 * form, `is` checks without reading. It is a `Type` of io-ts, declared so that a user's own declarations never have
 * to name io-ts.
 */
export interface Codec<A, O = A> extends IoTsType<A, O> {
  readonly decode: (value: unknown) => Either<CodecIssue[], A>;
}
