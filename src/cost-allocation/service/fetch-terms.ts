import { notAsExpected, type DecodeError } from '../../errors/codec.js';
import type { CostServiceError } from '../../errors/cost.js';
import { show } from '../../errors/show.js';
import { portCall, type PortContext, type PortProblem } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either, MaybePromise, TaskEither } from '../../prelude.js';
import { dateOf, type Interval } from '../../time/index.js';
import type { AllocationRule } from '../model/index.js';
import type { CostAllocationPorts } from '../ports.js';
import { readConditions, type AllocationConditions, type CheckedConditions } from '../terms.js';

/** What the host may decide about every allocation of a service. */
export type ConditionOptions = Pick<
  AllocationConditions,
  'currency' | 'scale' | 'basis' | 'view' | 'onZeroWeights' | 'keepLines'
>;

/** Fetches everything that decides the allocation of a period besides the charges, and checks it. */
export const fetchConditions =
  (
    ports: CostAllocationPorts,
    context: PortContext,
    options: ConditionOptions,
    period: Interval,
    rules?: ReadonlyArray<AllocationRule>,
  ): TaskEither<CostServiceError, CheckedConditions> =>
  async () => {
    // A port that is not there has nothing; one that is must answer.
    const { ownership, reservations, rules: stored } = ports;
    const fetched = await Promise.all([
      fetchList('tenants', 'list', (signal) => ports.tenants.list(signal), context),
      rules === undefined
        ? fetchList('rules', 'list', (signal) => (stored === undefined ? [] : stored.list(signal)), context)
        : E.right(rules),
      fetchList(
        'ownership',
        'intervals',
        (signal) => (ownership === undefined ? [] : ownership.intervals(period, signal)),
        context,
      ),
      fetchList(
        'reservations',
        'during',
        (signal) => (reservations === undefined ? [] : reservations.during(period, signal)),
        context,
      ),
    ]);
    const failed = fetched.find(E.isLeft);
    if (failed !== undefined) return failed;
    const [tenants, found, owners, reserved] = fetched.map((answer) => (E.isRight(answer) ? answer.right : []));
    return readConditions({
      ...options,
      period: { start: dateOf(period.start), end: dateOf(period.end) },
      tenants: tenants as AllocationConditions['tenants'],
      rules: found as ReadonlyArray<AllocationRule>,
      ownership: owners as NonNullable<AllocationConditions['ownership']>,
      reservations: reserved as NonNullable<AllocationConditions['reservations']>,
    });
  };

function fetchList(
  port: string,
  method: string,
  call: (signal: AbortSignal) => MaybePromise<unknown>,
  context: PortContext,
): Promise<Either<PortProblem | DecodeError, unknown>> {
  // The rows themselves are checked by readTerms, like anything from outside.
  const read = (answer: unknown): Either<DecodeError, unknown> =>
    Array.isArray(answer)
      ? E.right(answer)
      : E.left(notAsExpected(`the answer of the ${port} port`, `expected a list, got ${show(answer)}`));
  return portCall({ port, method, call, read }, context)();
}
