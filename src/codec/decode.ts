import { decodeError, type DecodeError, type DecodeIssue, notAsExpected } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import { E, type Either } from '../prelude.js';
import type * as t from './io-ts.js';

/**
 * io-ts's failures as a person reads them: one line a place, with the path to the value and what was expected there.
 */
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

/** The error of a value whose getter or proxy throws. */
export const unreadableValue = (what: string, cause: unknown): DecodeError =>
  notAsExpected(what, 'the value cannot be read', cause);
