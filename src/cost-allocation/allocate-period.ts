import { readingSafely, workingSafely } from '../codec/index.js';
import type { CostAllocationError } from '../errors/cost.js';
import type { Cancelled } from '../errors/port.js';
import * as E from '../either.js';
import type { Either, TaskEither } from '../prelude.js';
import { allocateGrouped, type PeriodAllocation } from './allocate-grouped.js';
import { groupingCharges } from './grouping/group-charges.js';
import { ChargeReader } from './grouping/read-charges.js';
import type { Charge } from './model/index.js';
import { stepByStep, type Following } from './steps/step-by-step.js';
import { allAtOnce, part, type Steps } from './steps/steps.js';
import { planOf, readTerms, type AllocationConditions } from './terms.js';

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
  return readingSafely(INPUT, () => allAtOnce(allocating(input)));
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
  following: Following = {},
): TaskEither<CostAllocationError | Cancelled, PeriodAllocation> {
  return workingSafely(INPUT, () =>
    stepByStep('the allocation of a bill', input.charges?.length ?? 0, allocating(input), following),
  );
}

const INPUT = 'the input of the allocation';

function* allocating(input: AllocationInput): Steps<Either<CostAllocationError, PeriodAllocation>> {
  const terms = readTerms(input);
  if (E.isLeft(terms)) return terms;
  const charges = yield* part(0, 0.2, new ChargeReader('').read(input.charges));
  if (E.isLeft(charges)) return charges;
  const grouped = yield* part(0.2, 0.5, groupingCharges(charges.right, planOf(terms.right)));
  if (E.isLeft(grouped)) return grouped;
  return yield* part(0.5, 1, allocateGrouped(grouped.right, terms.right));
}
