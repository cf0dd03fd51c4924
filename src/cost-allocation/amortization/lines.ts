import type { AmortizationError } from '../../errors/cost.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { Interval } from '../../time/index.js';
import { monthOf } from '../grouping/charge-facts.js';
import { UNALLOCATED, type Reservation } from '../model/index.js';
import { toMilliseconds } from '../proration/accrued.js';
import type { Owners } from '../proration/owners.js';
import { portionsOf } from '../proration/portions.js';
import { termOfReservation } from './term.js';

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

/** What amortisation must know besides the reservations. */
export interface AmortizationOptions {
  readonly period: Interval;
  /** The currency of a reservation that names none. */
  readonly currency: string;
  /** The least number of digits, beside the currency's own. */
  readonly scale: number;
  readonly owners: Owners;
  readonly tenantIds: ReadonlySet<string>;
}

/** The amortised cost of reservations in a period by owner; a reservation may change hands like a resource. */
export function amortizedLines(
  reservations: ReadonlyArray<Reservation>,
  plan: AmortizationOptions,
): Either<AmortizationError, ReadonlyArray<AmortizedLine>> {
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
): Either<AmortizationError, ReadonlyArray<AmortizedLine>> {
  const { reservationId, tenantId } = reservation;
  const currency = reservation.currency ?? plan.currency;
  const least = termOfReservation(reservation, currency);
  if (E.isLeft(least)) return least;
  const read = termOfReservation(reservation, currency, Math.max(least.right.scale, plan.scale));
  if (E.isLeft(read)) return read;
  const { units, scale, term, until } = read.right;
  const window = { from: toMilliseconds(plan.period.start), to: Math.min(toMilliseconds(plan.period.end), until) };
  if (window.from >= window.to) return E.right([]);
  const accrual = { term, amounts: [units], owner: tenantId, intervals: plan.owners.get(reservationId) };
  const byTenant = new Map<string, bigint>();
  for (const { owner, amounts } of portionsOf(accrual, [window])) {
    const known = owner !== null && plan.tenantIds.has(owner) ? owner : UNALLOCATED;
    byTenant.set(known, (byTenant.get(known) ?? 0n) + amounts[0]!);
  }
  const month = monthOf(term.from);
  return E.right(
    [...byTenant].map(([owner, cost]) => ({ reservationId, tenantId: owner, currency, month, cost, scale })),
  );
}
