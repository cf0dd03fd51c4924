import { invalidCostOption, type AmortizationError } from '../../errors/cost.js';
import { decode, tryEither } from '../../codec/index.js';
import { fromUnits, type Decimal } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { toInterval, type Period } from '../../time/index.js';
import { Reservation } from '../model/index.js';
import { accruedUnits, toMilliseconds } from '../proration/accrued.js';
import { termOfReservation, type AmortizationTerm } from './term.js';

const MAX_SCALE = 120;

/**
 * What of a reservation's cost belongs to a period: A(end) − A(start), where A(t) = cost · elapsed(t) / term, rounded
 * half to even to `scale` digits, elapsed in time that really passed. So the parts of any partition of the term add up
 * to the cost exactly, and the answer does not depend on which one was asked for first. Zero outside the term.
 *
 * The scale is the larger of the cost's own digits and `scale` (default: the currency's minor unit, 2 where none is
 * named).
 */
export function amortize(reservation: Reservation, period: Period, scale?: number): Either<AmortizationError, Decimal> {
  return tryEither('the reservation or the period', () => {
    const span = toInterval(period);
    if (E.isLeft(span)) return span;
    const [from, to] = [toMilliseconds(span.right.start), toMilliseconds(span.right.end)];
    return E.map((read: AmortizationTerm) => fromUnits(accruedBy(read, to) - accruedBy(read, from), read.scale))(
      readAmortizationTerm(reservation, scale),
    );
  });
}

/** The term of a reservation as a caller gives it. */
export function readAmortizationTerm(
  reservation: Reservation,
  scale: number | undefined,
): Either<AmortizationError, AmortizationTerm> {
  if (scale !== undefined && (!Number.isInteger(scale) || scale < 0 || scale > MAX_SCALE)) {
    return E.left(
      invalidCostOption({ option: 'scale', value: scale, expected: `a whole number from 0 to ${MAX_SCALE}` }),
    );
  }
  const read = decode(Reservation, reservation, 'the reservation');
  return E.isLeft(read) ? read : termOfReservation(read.right, 'USD', scale);
}

/** What of the cost is amortised by an instant, in whole units. */
export function accruedBy(read: AmortizationTerm, instant: number): bigint {
  return accruedUnits(read.units, Math.min(instant, read.until) - read.term.from, read.term.to - read.term.from);
}
