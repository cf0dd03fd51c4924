import { invalidCharge, type InvalidCharge } from '../../errors/cost.js';
import type { UnknownCurrency } from '../../errors/money.js';
import { minorUnits, getScale, type Decimal } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { Charge, CostBasis } from '../model/index.js';
import type { CostView } from '../ports.js';
import { toMilliseconds, type MillisecondInterval } from '../proration/accrued.js';

/** The cost of a charge on a basis. */
export function costOf(charge: Charge, basis: CostBasis): Decimal {
  switch (basis) {
    case 'effective':
      return charge.cost;
    case 'billed':
      return charge.billedCost ?? charge.cost;
    case 'list':
      return charge.listCost ?? charge.cost;
    case 'contracted':
      return charge.contractedCost ?? charge.cost;
  }
}

/** When a charge accrues: over its own term, or for the cash view over the period of its invoice. */
export function termOf(charge: Charge, view: CostView): Either<InvalidCharge, MillisecondInterval> {
  const cash = view === 'cash' && charge.billedFrom !== undefined && charge.billedUntil !== undefined;
  const from = toMilliseconds(cash ? charge.billedFrom! : charge.start);
  const to = toMilliseconds(cash ? charge.billedUntil! : charge.end);
  const { chargeId } = charge;
  return from <= to
    ? E.right({ from, to })
    : E.left(invalidCharge({ chargeId, reason: `it ends at ${to / 1000}, before it starts at ${from / 1000}` }));
}

/**
 * The digits to which a charge is pro-rated. They depend on nothing but the charge and the caller's wish: if they hung
 * on the rest of the bill, two halves of a period could not add up to the whole.
 */
export function prorationScale(cost: Decimal, currency: string, wished: number): Either<UnknownCurrency, number> {
  return E.map((minor: number) => Math.max(getScale(cost), minor, wished))(minorUnits(currency));
}

/** Digits to which a quantity is pro-rated: it is only ever a weight, but its parts must add up too. */
export function usageScale(quantity: Decimal): number {
  return Math.max(getScale(quantity), 9);
}

const DAY = 86_400_000;
const MONTHS = new Map<number, string>();

/** The month (UTC) of an instant in milliseconds: `2024-03`. */
export function monthOf(instant: number): string {
  const day = Math.floor(instant / DAY);
  const known = MONTHS.get(day);
  if (known !== undefined) return known;
  const text = new Date(instant).toISOString();
  const month = text.slice(0, text.length - 17);
  // A bill has few days; more of them than this are no calendar worth keeping.
  if (MONTHS.size > 10_000) MONTHS.clear();
  MONTHS.set(day, month);
  return month;
}
