import type { Type as IoTsType } from 'io-ts';
import type { Either } from '../prelude.js';

/** What the library uses of io-ts, name by name, so that a bundle holds these alone. */
export {
  appendContext,
  failure,
  failures,
  success,
  Type,
  type Context,
  type Decoder,
  type Errors,
  type Is,
  type TypeOf,
  type Validation,
  type ValidationError,
} from 'io-ts';

/** What a codec found wrong with a value: the path to it, the value, and what was expected. */
export interface CodecIssue {
  readonly value: unknown;
  readonly context: readonly CodecContextEntry[];
  readonly message?: string;
}

/** One step of the path to a value: the key, and what was expected there. */
export interface CodecContextEntry {
  readonly key: string;
  readonly type: CodecDecoder;
  readonly actual?: unknown;
}

/** The half of a {@link Codec} that reads. */
export interface CodecDecoder {
  readonly name: string;
  // oxlint-disable-next-line typescript/no-explicit-any -- as io-ts declares it: a decoder of any input and output
  readonly validate: (value: any, context: readonly CodecContextEntry[]) => Either<CodecIssue[], any>;
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
