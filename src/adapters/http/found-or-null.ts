import { isError } from '../../errors/tagged.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { ServiceProblem } from './service-client.js';

/** The answer, or null where the service says 404; any other problem is thrown. */
export function foundOrNull(outcome: Either<ServiceProblem, unknown>): unknown {
  if (E.isRight(outcome)) return outcome.right;
  if (isError(outcome.left, 'ServiceFailure') && outcome.left.status === 404) return null;
  throw outcome.left;
}
