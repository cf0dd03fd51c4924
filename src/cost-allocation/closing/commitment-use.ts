import { apportionError, type ApportionError } from '../../errors/money.js';
import { Decimal, fromUnits, getScale, toDecimal, toUnits } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';

/** How much of an amortised cost was used. */
export interface CommitmentUse {
  /** How much of it was used. */
  readonly used: Decimal;
  /** What is left of it: never worked out on its own, so that both add up. */
  readonly unused: Decimal;
}

/**
 * Divides the amortised cost of a period into used and unused: used = cost · usedQuantity / quantity, rounded down to
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
