import { readingSafely } from '../codec/index.js';
import type { CostAllocationError } from '../errors/cost.js';
import { E, type Either } from '../prelude.js';
import { allocateGrouped, type PeriodAllocation } from './allocate-grouped.js';
import { groupCharges } from './grouping/group-charges.js';
import { readCharges } from './grouping/read-charges.js';
import type { Charge } from './model/index.js';
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
 * @example
 * const { results, total } = orThrow(allocatePeriod({ period: march, tenants, charges, rules }));
 */
export function allocatePeriod(input: AllocationInput): Either<CostAllocationError, PeriodAllocation> {
  return readingSafely('the input of the allocation', () => allocate(input));
}

function allocate(input: AllocationInput): Either<CostAllocationError, PeriodAllocation> {
  const terms = readTerms(input);
  if (E.isLeft(terms)) return terms;
  const charges = readCharges(input.charges);
  if (E.isLeft(charges)) return charges;
  const grouped = groupCharges(charges.right, planOf(terms.right));
  return E.isLeft(grouped) ? grouped : allocateGrouped(grouped.right, terms.right);
}
