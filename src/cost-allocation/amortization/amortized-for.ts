import { foreignReservation, type CostServiceError } from '../../errors/cost.js';
import { fromUnits, type Decimal } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { Reservation } from '../model/index.js';
import type { CheckedConditions } from '../terms.js';
import { amortizedLines, type AmortizedLine } from './lines.js';

/** What of one reservation falls to one tenant, in the currency of the reservation. Zero outside its term. */
export function amortizedFor(
  tenantId: string,
  reservation: Reservation,
  terms: CheckedConditions,
): Either<CostServiceError, Decimal> {
  const { reservationId, tenantId: owner } = reservation;
  const intervals = terms.owners.get(reservationId);
  const everOwned = intervals === undefined ? owner === tenantId : intervals.some((i) => i.tenantId === tenantId);
  if (!everOwned) return E.left(foreignReservation({ reservationId, tenantId, owner }));
  const tenantIds = new Set([...terms.tenantIds, tenantId]);
  const lines = amortizedLines([reservation], { ...terms, tenantIds, currency: terms.currency ?? 'USD' });
  return E.map((found: ReadonlyArray<AmortizedLine>) => {
    const own = found.find((line) => line.tenantId === tenantId);
    return own === undefined ? fromUnits(0n, 0) : fromUnits(own.cost, own.scale);
  })(lines);
}
