import type { AmortizationError } from '../../errors/cost.js';
import { fromUnits, type Decimal } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { accruedBy, readAmortizationTerm } from '../amortization/amortize.js';
import type { AmortizationTerm } from '../amortization/term.js';
import type { Reservation } from '../model/index.js';

/** What a cancelled reservation leaves unamortised, a refund or a loss; zero for one that ran its term. */
export function cancellationRemainder(reservation: Reservation, scale?: number): Either<AmortizationError, Decimal> {
  return E.map((read: AmortizationTerm) => fromUnits(read.units - accruedBy(read, read.until), read.scale))(
    readAmortizationTerm(reservation, scale),
  );
}
