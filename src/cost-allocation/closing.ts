/**
 * What closing a month asks for beside its allocation: the corrections of months closed before, how much of a
 * commitment was used, and what a cancelled one leaves over.
 *
 * @packageDocumentation
 */
import { tryEither } from '../host/try.js';
import { apportionError, type ApportionError, type DecodeError } from '../errors/kernel.js';
import { Decimal, getScale, toDecimal } from '../money/decimal.js';
import { fromUnits, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import type { PeriodAllocation } from './allocate.js';
import { accruedBy, type AmortizationTerm, readAmortizationTerm } from './amortization.js';
import type { AmortizationError } from './errors.js';
import { COST_CATEGORIES, type CostCategory } from './model/cost-category.js';
import type { Reservation } from './model/reservation.js';

export type { AmortizationError } from './errors.js';
export type { ApportionError } from '../errors/kernel.js';
export { Decimal } from '../money/decimal.js';
export { orThrow } from '../prelude.js';

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
): Either<DecodeError, readonly Restatement[]> {
  return tryEither('the allocations to compare', () => E.right(differences(closed, corrected)));
}

function differences(closed: PeriodAllocation, corrected: PeriodAllocation): readonly Restatement[] {
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

/** How much of an amortized cost was used. */
export interface CommitmentUse {
  /** How much of it was used. */
  readonly used: Decimal;
  /** What is left of it: never worked out on its own, so that both add up. */
  readonly unused: Decimal;
}

/**
 * Divides the amortized cost of a period into used and unused: used = cost · usedQuantity / quantity, rounded down to
 * the digits of the cost (at least 2), never more than the cost. A quantity of zero was not used at all.
 */
export function commitmentUse(
  amortized: Decimal,
  usedQuantity: Decimal,
  quantity: Decimal,
): Either<ApportionError, CommitmentUse> {
  const read = [amortized, usedQuantity, quantity].map(toDecimal);
  const wrong = read.findIndex((value, i) => E.isLeft(value) || (i > 0 && value.right.isNegative()));
  const [cost, used, whole] = read.map((value) => (E.isRight(value) ? value.right : new Decimal(0)));
  if (wrong >= 0) {
    const value = [amortized, usedQuantity, quantity][wrong];
    return E.left(apportionError({ reason: 'a cost and two quantities from 0 are needed', value, index: wrong }));
  }
  const scale = Math.max(getScale(cost!), 2);
  const digits = Math.max(getScale(used!), getScale(whole!));
  const [usedUnits, wholeUnits] = [toUnits(used!, digits), toUnits(whole!, digits)];
  const counted = usedUnits < wholeUnits ? usedUnits : wholeUnits;
  const part = wholeUnits === 0n ? 0n : (toUnits(cost!, scale) * counted) / wholeUnits;
  const amount = fromUnits(part, scale);
  return E.right({ used: amount, unused: cost!.minus(amount) });
}

/** What a cancelled reservation leaves unamortized, a refund or a loss; zero for one that ran its term. */
export function cancellationRemainder(reservation: Reservation, scale?: number): Either<AmortizationError, Decimal> {
  return E.map((read: AmortizationTerm) => fromUnits(read.units - accruedBy(read, read.until), read.scale))(
    readAmortizationTerm(reservation, scale),
  );
}
