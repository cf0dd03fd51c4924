import { Decimal } from '../money/decimal.js';
import type { ExcludedSum, ExclusionReason } from './cost-sums.js';
import type { ExchangeRate } from './model/exchange-rate.js';

/** Costs of a bill that an allocation left out, for one reason. */
export interface ExcludedCost {
  /**
   * `outside_period`: the part of charges that accrues before or after the period. `commitment_purchase`: what buying a
   * commitment cost, which comes back in the charges that the commitment covers. `duplicate`: the same charge again.
   */
  readonly reason: ExclusionReason;
  /** How many charges stayed out, wholly or in part. */
  readonly count: number;
  /** What they add up to, in `currency`. */
  readonly cost: Decimal;
  /** ISO 4217: the currency of the allocation, or the charges' own where there is no rate into it. */
  readonly currency: string;
}

/** Brings what stayed out into the currency of the allocation, as far as there are rates, in order of the reasons. */
export function excludedCosts(
  sums: readonly ExcludedSum[],
  currency: string,
  rates: readonly ExchangeRate[],
): readonly ExcludedCost[] {
  const byKey = new Map<string, ExcludedCost>();
  for (const sum of sums) {
    const rate = rateOf(sum, currency, rates);
    const into = rate === undefined ? sum.currency : currency;
    const key = `${sum.reason} ${into === currency ? '' : into}`;
    const known = byKey.get(key) ?? { reason: sum.reason, count: 0, cost: new Decimal(0), currency: into };
    const cost = known.cost.plus(rate === undefined ? sum.cost : sum.cost.times(rate));
    byKey.set(key, { ...known, count: known.count + sum.count, cost });
  }
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, cost]) => cost);
}

function rateOf(sum: ExcludedSum, to: string, rates: readonly ExchangeRate[]): Decimal | undefined {
  if (sum.currency === to) return new Decimal(1);
  return rates.find((rate) => rate.from === sum.currency && rate.to === to && rate.month === sum.month)?.rate;
}
