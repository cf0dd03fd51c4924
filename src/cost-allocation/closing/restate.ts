import { tryEither } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import type { Decimal } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { COST_CATEGORIES, type CostCategory } from '../model/index.js';
import type { PeriodAllocation } from '../allocate-grouped.js';

/** What a tenant is to be charged or credited in the open period, because a closed one is now known better. */
export interface Restatement {
  /** Whose it is. */
  readonly tenantId: string;
  /** The kind of cost. */
  readonly category: CostCategory;
  /** What is added to what was billed; negative where too much was. */
  readonly amount: Decimal;
}

/**
 * The entries that bring a closed period to what it should have been, for booking in the open one: the closed result
 * stays as it is. They add up to the difference of the totals, to nothing where only the owners changed.
 */
export function restate(
  closed: PeriodAllocation,
  corrected: PeriodAllocation,
): Either<DecodeError, ReadonlyArray<Restatement>> {
  return tryEither('the allocations to compare', () => E.right(differences(closed, corrected)));
}

function differences(closed: PeriodAllocation, corrected: PeriodAllocation): ReadonlyArray<Restatement> {
  const before = new Map(closed.results.map((result) => [result.tenantId, result.breakdown]));
  const after = new Map(corrected.results.map((result) => [result.tenantId, result.breakdown]));
  const tenants = [...new Set([...before.keys(), ...after.keys()])].sort();
  return tenants.flatMap((tenantId) =>
    COST_CATEGORIES.flatMap((category) => {
      const was = before.get(tenantId)?.[category];
      const is = after.get(tenantId)?.[category];
      const amount = was === undefined ? is : is === undefined ? was.negated() : is.minus(was);
      return amount === undefined || amount.isZero() ? [] : [{ tenantId, category, amount }];
    }),
  );
}
