import { decode } from '../codec/decode.js';
import { tryEither } from '../host/try.js';
import { minorUnits } from '../money/currency.js';
import { Decimal, getScale } from '../money/decimal.js';
import { fromUnits, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { type Interval, type PeriodInput, toInterval } from '../time/period.js';
import { accruedUnits, type MillisecondInterval, monthOf, type Owners, portionsOf, toMilliseconds } from './accrual.js';
import {
  type AmortizationError,
  type ForeignReservation,
  foreignReservation,
  invalidCostOption,
  invalidReservation,
} from './errors.js';
import type { CheckedConditions } from './input.js';
import { UNALLOCATED } from './model/allocation-result.js';
import { Reservation } from './model/reservation.js';

/** A reservation as amortization counts it. */
export interface AmortizationTerm {
  /** The whole cost in units of 10^-scale. */
  readonly units: bigint;
  readonly scale: number;
  readonly term: MillisecondInterval;
  /** Nothing accrues from here on: the end, or the cancellation before it. */
  readonly until: number;
}

/** The whole cost of a reservation: what was paid at once and every recurring payment. */
function costOfReservation(reservation: Reservation): Decimal {
  const recurring = reservation.recurringCost ?? new Decimal(0);
  return reservation.upfrontCost.plus(recurring.times(reservation.recurringPayments ?? 1));
}

/**
 * Reads the term of a reservation. Like a charge's, its digits depend on nothing else: the larger of those of its cost
 * and of `scale`, for which the currency's minor unit stands where it is left out.
 */
function termOfReservation(
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

const MAX_SCALE = 120;

/**
 * What of a reservation's cost belongs to a period: A(end) − A(start), where A(t) = cost · elapsed(t) / term, rounded
 * half to even to `scale` digits, elapsed in time that really passed. So the parts of any partition of the term add up
 * to the cost exactly, and the answer does not depend on which one was asked for first. Zero outside the term.
 *
 * The scale is the larger of the cost's own digits and `scale` (default: the currency's minor unit, 2 where none is
 * named).
 */
export function amortize(
  reservation: Reservation,
  period: PeriodInput,
  scale?: number,
): Either<AmortizationError, Decimal> {
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

/** What of the cost is amortized by an instant, in whole units. */
export function accruedBy(read: AmortizationTerm, instant: number): bigint {
  return accruedUnits(read.units, Math.min(instant, read.until) - read.term.from, read.term.to - read.term.from);
}

/** What one owner of a reservation owes for a period. */
export interface AmortizedLine {
  readonly reservationId: string;
  readonly tenantId: string;
  readonly currency: string;
  /** The month (UTC) in which the term starts: it decides the exchange rate. */
  readonly month: string;
  /** In units of 10^-scale. */
  readonly cost: bigint;
  readonly scale: number;
}

/** What amortization must know besides the reservations. */
interface AmortizationOptions {
  readonly period: Interval;
  /** The currency of a reservation that names none. */
  readonly currency: string;
  /** The least number of digits, beside the currency's own. */
  readonly scale: number;
  readonly owners: Owners;
  readonly tenantIds: ReadonlySet<string>;
}

/** The amortized cost of reservations in a period by owner; a reservation may change hands like a resource. */
export function amortizedLines(
  reservations: readonly Reservation[],
  plan: AmortizationOptions,
): Either<AmortizationError, readonly AmortizedLine[]> {
  const lines: AmortizedLine[] = [];
  for (const reservation of reservations) {
    const found = amortizedLinesOf(reservation, plan);
    if (E.isLeft(found)) return found;
    lines.push(...found.right);
  }
  return E.right(lines);
}

function amortizedLinesOf(
  reservation: Reservation,
  plan: AmortizationOptions,
): Either<AmortizationError, readonly AmortizedLine[]> {
  const { reservationId, tenantId } = reservation;
  const currency = reservation.currency ?? plan.currency;
  const least = termOfReservation(reservation, currency);
  if (E.isLeft(least)) return least;
  const read = termOfReservation(reservation, currency, Math.max(least.right.scale, plan.scale));
  if (E.isLeft(read)) return read;
  const { units, scale, term, until } = read.right;
  const within = { from: toMilliseconds(plan.period.start), to: Math.min(toMilliseconds(plan.period.end), until) };
  if (within.from >= within.to) return E.right([]);
  const accrual = { term, amounts: [units], owner: tenantId, ownership: plan.owners.get(reservationId) };
  const byTenant = new Map<string, bigint>();
  for (const { owner, amounts } of portionsOf(accrual, [within])) {
    const known = owner !== null && plan.tenantIds.has(owner) ? owner : UNALLOCATED;
    byTenant.set(known, (byTenant.get(known) ?? 0n) + amounts[0]!);
  }
  const month = monthOf(term.from);
  return E.right(
    [...byTenant].map(([owner, cost]) => ({ reservationId, tenantId: owner, currency, month, cost, scale })),
  );
}

/** What of one reservation falls to one tenant, in the currency of the reservation. Zero outside its term. */
export function amortizedFor(
  tenantId: string,
  reservation: Reservation,
  terms: CheckedConditions,
): Either<AmortizationError | ForeignReservation, Decimal> {
  const { reservationId, tenantId: owner } = reservation;
  const intervals = terms.owners.get(reservationId);
  const everOwned = intervals === undefined ? owner === tenantId : intervals.some((i) => i.tenantId === tenantId);
  if (!everOwned) return E.left(foreignReservation({ reservationId, tenantId, owner }));
  const tenantIds = new Set([...terms.tenantIds, tenantId]);
  const lines = amortizedLines([reservation], { ...terms, tenantIds, currency: terms.currency ?? 'USD' });
  return E.map((found: readonly AmortizedLine[]) => {
    const own = found.find((line) => line.tenantId === tenantId);
    return own === undefined ? fromUnits(0n, 0) : fromUnits(own.cost, own.scale);
  })(lines);
}
