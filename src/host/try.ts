import { unreadableValue } from '../codec/decode.js';
import type { DecodeError } from '../errors/kernel.js';
import { E, type Either, type TaskEither } from '../prelude.js';

/**
 * Runs what must not change an outcome, such as a line for a log: what it throws, or rejects with later, is dropped.
 */
export function ignoreErrors<A>(action: () => A): A | undefined {
  try {
    const result = action();
    // Whatever the types say, a host may answer with a promise.
    Promise.resolve(result).catch(() => undefined);
    return result;
  } catch {
    return undefined;
  }
}

/**
 * Runs a pure function on what a caller gave: a getter or a proxy that throws on the way becomes an error like any
 * other.
 */
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

export function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function';
}

/** What a callback answered; a promise in its place is thrown as an error, and what it rejects with is dropped. */
export function answerNow<A>(answer: A): A {
  if (!isThenable(answer)) return answer;
  ignoreErrors(() => answer);
  throw new TypeError('expected a value, got a promise');
}
