import * as E from '../either.js';
import type { Either } from '../prelude.js';

/** The values of all, or the first failure. */
export function allOf<L, A>(outcomes: readonly Either<L, A>[]): Either<L, readonly A[]> {
  const failed = outcomes.find(E.isLeft);
  return failed ?? E.right(outcomes.flatMap((outcome) => (E.isRight(outcome) ? [outcome.right] : [])));
}
