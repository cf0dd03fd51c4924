import { decodeError, type DecodeError, type DecodeIssue, notAsExpected } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { E, type Either, type TaskEither } from '../prelude.js';
import type * as t from './io-ts.js';

/** io-ts's failures as a person reads them: one line a place, with the path to the value and what was expected there. */
function toIssues(errors: t.Errors): readonly DecodeIssue[] {
  return errors.map(({ context, value, message }) => ({
    path: formatPath(context),
    message: message ?? `expected ${context.at(-1)?.type.name}, got ${show(value)}`,
  }));
}

function formatPath(context: t.Context): string {
  let path = '';
  for (const { key } of context.slice(1)) {
    path += /^\d+$/.test(key) ? `[${key}]` : path === '' ? key : `.${key}`;
  }
  return path;
}

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
