import { invalidReservation, type AmortizationError } from '../../errors/cost.js';
import { Decimal, minorUnits, getScale, toUnits } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { Reservation } from '../model/index.js';
import { toMilliseconds, type MillisecondInterval } from '../proration/accrued.js';

/** A reservation as amortisation counts it. */
export interface AmortizationTerm {
  /** The whole cost in units of 10^-scale. */
  readonly units: bigint;
  readonly scale: number;
  readonly term: MillisecondInterval;
  /** Nothing accrues from here on: the end, or the cancellation before it. */
  readonly until: number;
}

/** The whole cost of a reservation: what was paid at once and every recurring payment. */
export function costOfReservation(reservation: Reservation): Decimal {
  const recurring = reservation.recurringCost ?? new Decimal(0);
  return reservation.upfrontCost.plus(recurring.times(reservation.recurringPayments ?? 1));
}

/**
 * Reads the term of a reservation. Like a charge's, its digits depend on nothing else: the larger of those of its cost
 * and of `scale`, for which the currency's minor unit stands where it is left out.
 */
export function termOfReservation(
  reservation: Reservation,
  currency: string,
  scale?: number,
): Either<AmortizationError, AmortizationTerm> {
  const { reservationId } = reservation;
  const term = { from: toMilliseconds(reservation.start), to: toMilliseconds(reservation.end) };
  if (term.from >= term.to) {
    const reason = `its term must end after it starts, got [${reservation.start}, ${reservation.end})`;
    return E.left(invalidReservation({ reservationId, reason }));
  }
  const minor = minorUnits(reservation.currency ?? currency);
  if (E.isLeft(minor)) return minor;
  const cost = costOfReservation(reservation);
  const digits = Math.max(getScale(cost), scale ?? minor.right);
  const cancelled = reservation.cancelledAt ?? null;
  const until = cancelled === null ? term.to : Math.min(term.to, Math.max(term.from, toMilliseconds(cancelled)));
  return E.right({ units: toUnits(cost, digits), scale: digits, term, until });
}
