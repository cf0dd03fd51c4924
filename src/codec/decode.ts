import type * as t from './io-ts.js';
import { decodeError, notAsExpected, type DecodeError } from '../errors/codec.js';
import * as E from '../either.js';
import type { Either, TaskEither } from '../prelude.js';
import { toIssues } from './issues.js';

/**
 * Decodes a value from a port or a wire. `what` names it in the error ("the rule", "a charge of the billing port").
 * A value with hostile getters is an error like any other.
 */
export function decode<A, O>(codec: t.Type<A, O>, value: unknown, what: string): Either<DecodeError, A> {
  try {
    return E.mapLeft((errors: t.Errors) => decodeError({ what, issues: toIssues(errors) }))(codec.decode(value));
  } catch (cause) {
    return E.left(unreadableValue(what, cause));
  }
}

/** Runs a pure function on what a caller gave: a getter or a proxy that throws on the way becomes an error like any other. */
export function tryEither<L, A>(what: string, compute: () => Either<L, A>): Either<L | DecodeError, A> {
  try {
    return compute();
  } catch (cause) {
    return E.left(unreadableValue(what, cause));
  }
}

/** The same for work that takes its time: it never rejects. */
export function tryTaskEither<L, A>(what: string, work: () => Promise<Either<L, A>>): TaskEither<L | DecodeError, A> {
  return async () => {
    try {
      return await work();
    } catch (cause) {
      return E.left(unreadableValue(what, cause));
    }
  };
}

const unreadableValue = (what: string, cause: unknown): DecodeError =>
  notAsExpected(what, 'the value cannot be read', cause);
