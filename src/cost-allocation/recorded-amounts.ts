import { Decimal } from '../money/decimal.js';
import type { AllocationRecord } from './record.js';

/** An amount of a record in its own currency. */
export interface RecordedAmount {
  readonly currency: string;
  readonly month: string;
  readonly cost: string;
}

/** What amounts of a record are worth in the currency of the allocation, by the rates that the record holds. */
export function amountsInCurrency({ currency: to, rates }: AllocationRecord): (part: RecordedAmount) => Decimal {
  const byMonth = new Map(rates.map(({ from, month, rate }) => [`${from} ${month}`, new Decimal(rate)]));
  return ({ currency, month, cost }) => {
    const amount = new Decimal(cost);
    const rate = currency === to ? undefined : byMonth.get(`${currency} ${month}`);
    return rate === undefined ? amount : amount.times(rate);
  };
}
