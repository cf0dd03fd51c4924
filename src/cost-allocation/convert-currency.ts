import type { UnknownCurrency } from '../errors/kernel.js';
import { minorUnits } from '../money/currency.js';
import { getScale } from '../money/decimal.js';
import { powerOfTen, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import type { AmortizedLine } from './amortization.js';
import { createSumAccumulator, type DirectSum, type GroupedBill } from './cost-sums.js';
import { missingRate, type MissingRate, mixedCurrencies, type MixedCurrencies } from './errors.js';
import type { ExchangeRate } from './model/charge.js';
import type { CostCategory } from './model/cost-category.js';

/** What is to be shared of one pool, category and interval, in the currency of the allocation. */
export interface PoolSum {
  readonly poolId: string;
  readonly category: CostCategory;
  readonly interval: number;
  readonly cost: bigint;
}

/** What one tenant owes for one reservation, in the currency of the allocation. */
interface AmortizedSum {
  readonly reservationId: string;
  readonly tenantId: string;
  readonly cost: bigint;
}

/** A bill in one currency, every amount in units of 10^-scale. */
export interface ConvertedBill {
  readonly currency: string;
  readonly scale: number;
  readonly direct: readonly DirectSum[];
  readonly pools: readonly PoolSum[];
  readonly amortized: readonly AmortizedSum[];
}

/** What turns amounts of several currencies into amounts of one. */
interface CurrencyConversion {
  /** Left out: the one currency that the bill is in. */
  readonly currency?: string | undefined;
  readonly rates: readonly ExchangeRate[];
  /** The least number of digits. */
  readonly scale: number;
}

/** A currency and a month of a bill. */
export interface CurrencyMonth {
  readonly currency: string;
  readonly month: string;
}

/** The currency of a bill that has only one; US dollars for an empty bill. */
export function singleCurrency(found: readonly CurrencyMonth[]): Either<MixedCurrencies, string> {
  const currencies = [...new Set(found.map(({ currency }) => currency))].sort();
  return currencies.length > 1 ? E.left(mixedCurrencies({ currencies })) : E.right(currencies[0] ?? 'USD');
}

/**
 * Brings a bill into one currency: every amount times the rate of its month, with all the digits that the product has,
 * so that converting before adding up and after it are the same.
 */
export function convertCurrency(
  bill: GroupedBill,
  amortized: readonly AmortizedLine[],
  settlement: CurrencyConversion,
): Either<MissingRate | MixedCurrencies | UnknownCurrency, ConvertedBill> {
  const parts = [...bill.sums, ...amortized];
  const currency = settlement.currency === undefined ? singleCurrency(parts) : E.right(settlement.currency);
  if (E.isLeft(currency)) return currency;
  const minor = minorUnits(currency.right);
  if (E.isLeft(minor)) return minor;
  const factors = ratesInto(currency.right, parts, settlement.rates);
  if (E.isLeft(factors)) return factors;
  const rateScale = Math.max(...[...factors.right.values()].map((rate) => rate.scale), 0);
  const amountScale = amortized.reduce(
    (most, line) => Math.max(most, line.scale),
    Math.max(bill.costScale, minor.right, settlement.scale),
  );
  const convert = (cost: bigint, scale: number, at: CurrencyMonth): bigint => {
    const rate = factors.right.get(keyOf(at))!;
    return cost * rate.units * powerOfTen(rateScale - rate.scale + amountScale - scale);
  };
  const accumulator = createSumAccumulator();
  for (const sum of bill.sums) {
    accumulator.add({ ...sum, currency: currency.right, month: '', cost: convert(sum.cost, bill.costScale, sum) });
  }
  const sums = accumulator.sums();
  return E.right({
    currency: currency.right,
    scale: amountScale + rateScale,
    direct: sums.flatMap((sum) => (sum.tenantId === null ? [] : [{ ...sum, tenantId: sum.tenantId }])),
    pools: sums.flatMap((sum) => (sum.tenantId === null ? [sum] : [])),
    amortized: amortized.map((line) => ({ ...line, cost: convert(line.cost, line.scale, line) })),
  });
}

function ratesInto(
  to: string,
  found: readonly CurrencyMonth[],
  rates: readonly ExchangeRate[],
): Either<MissingRate, ReadonlyMap<string, { readonly units: bigint; readonly scale: number }>> {
  const known = new Map(
    rates.filter((rate) => rate.to === to).map((rate) => [`${rate.from} ${rate.month}`, rate.rate]),
  );
  const factors = new Map<string, { units: bigint; scale: number }>();
  for (const { currency, month } of found) {
    const key = keyOf({ currency, month });
    if (factors.has(key)) continue;
    if (currency === to) {
      factors.set(key, { units: 1n, scale: 0 });
      continue;
    }
    const rate = known.get(key);
    if (rate === undefined || !rate.isPositive() || rate.isZero())
      return E.left(missingRate({ from: currency, to, month }));
    factors.set(key, { units: toUnits(rate, getScale(rate)), scale: getScale(rate) });
  }
  return E.right(factors);
}

function keyOf({ currency, month }: CurrencyMonth): string {
  return `${currency} ${month}`;
}
