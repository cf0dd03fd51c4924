import { tryEither, tryTaskEither } from '../codec/index.js';
import type { CostAllocationError } from '../errors/cost.js';
import type { Cancelled } from '../errors/port.js';
import * as E from '../either.js';
import type { Either, TaskEither } from '../prelude.js';
import { allocateGroupedTask, type PeriodAllocation } from './allocate-grouped.js';
import { groupChargesTask } from './grouping/group-charges.js';
import { ChargeReader } from './grouping/read-charges.js';
import type { Charge } from './model/index.js';
import { runAsync, type ProgressOptions } from './steps/step-by-step.js';
import { runSync, subtask, type ChunkedTask } from './steps/steps.js';
import { groupingOptions, readConditions, type AllocationConditions } from './terms.js';

/** A bill and everything that decides how it is allocated. */
export interface AllocationInput extends AllocationConditions {
  /** The whole bill, in any order. */
  readonly charges: ReadonlyArray<Charge>;
}

/**
 * Allocates a whole bill at once. Every tenant owes its own charges, its shares of the shared pools, and its amortised
 * reservations; Σ over the results is exactly Σ of the charges and the amortisation that fall into the period, for any
 * input, and the same whatever the order of it. What nobody can be charged with stands under `__unallocated__`.
 *
 * Charges are pro-rated by their overlap with the period and with their owners' intervals so that the parts of any
 * partition add up. O(charges + pools · tenants).
 *
 * Nothing else runs meanwhile, a few seconds for a million charges: {@link allocateBill} does the same in turns.
 *
 * @example
 * const { results, total } = orThrow(allocatePeriod({ period: march, tenants, charges, rules }));
 */
export function allocatePeriod(input: AllocationInput): Either<CostAllocationError, PeriodAllocation> {
  return tryEither(INPUT, () => runSync(allocateTask(input)));
}

/**
 * {@link allocatePeriod} for large bills: the same allocation, digit for digit, worked out in turns with whatever else
 * wants to run, with its progress told (`done` of `total` charges) and a signal that calls it off within milliseconds.
 *
 * @example
 * const bill = { period: march, tenants, charges, rules };
 * const { results } = await orThrow(allocateBill(bill, { signal: request.signal, onProgress }));
 */
export function allocateBill(
  input: AllocationInput,
  following: ProgressOptions = {},
): TaskEither<CostAllocationError | Cancelled, PeriodAllocation> {
  return tryTaskEither(INPUT, () =>
    runAsync('the allocation of a bill', input.charges?.length ?? 0, allocateTask(input), following),
  );
}

const INPUT = 'the input of the allocation';

function* allocateTask(input: AllocationInput): ChunkedTask<Either<CostAllocationError, PeriodAllocation>> {
  const terms = readConditions(input);
  if (E.isLeft(terms)) return terms;
  const charges = yield* subtask(0, 0.2, new ChargeReader('').read(input.charges));
  if (E.isLeft(charges)) return charges;
  const grouped = yield* subtask(0.2, 0.5, groupChargesTask(charges.right, groupingOptions(terms.right)));
  if (E.isLeft(grouped)) return grouped;
  return yield* subtask(0.5, 1, allocateGroupedTask(grouped.right, terms.right));
}
