import { type ChunkedTask, forEachRow, subtask } from '../host/chunked.js';
import type { Decimal } from '../money/decimal.js';
import { fromUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { convertCurrency, type CurrencyMonth, singleCurrency } from './convert-currency.js';
import type { ChargesError, ConversionError } from './errors.js';
import { groupChargesTask } from './group-charges.js';
import { type CheckedConditions, groupingOptions } from './input.js';
import type { Charge, CostTag } from './model/charge.js';
import { monthOf, toMilliseconds } from './time-rules.js';

/** The value of a tag that groups instead of filtering. */
const ANY = '*';
/** The value under which charges stand that lack a tag, so that the groups of a tag add up to the total. */
const UNTAGGED = '';

/**
 * The combination of tags under which a charge counts, `team=platform,environment=production` in the order asked for;
 * undefined for a charge that has another value of one of them. A charge that lacks a tag counts as one with the empty
 * value, `team=`. All must hold, so a key that is asked for with two values matches
 * nothing. Different combinations give different texts: `,` `=` and `\` in keys and values are escaped.
 */
function combinationOf(charge: Charge, tags: readonly CostTag[]): string | undefined {
  const parts = new Map<string, string>();
  for (const { key, value } of tags) {
    const own = Object.hasOwn(charge.tags, key) ? charge.tags[key]! : UNTAGGED;
    if (value !== ANY && value !== own) return undefined;
    parts.set(key, `${escapeTag(key)}=${escapeTag(own)}`);
  }
  return [...parts.values()].join(',');
}

function escapeTag(text: string): string {
  return text.replace(/[\\,=]/g, (character) => `\\${character}`);
}

/**
 * What a tenant's own charges cost, by combination of tags. Charges are pro-rated by period and owner as in an
 * allocation. Without tags there is one total, under the empty key; a combination that no charge has is left out.
 */
export function* costByTagsTask(
  tenantId: string,
  charges: readonly Charge[],
  tags: readonly CostTag[],
  terms: CheckedConditions,
): ChunkedTask<Either<ChargesError | ConversionError, Readonly<Record<string, Decimal>>>> {
  const byCombination = new Map<string, Charge[]>(tags.length === 0 ? [['', []]] : []);
  const currencies = new Set<string>();
  const sorting = forEachRow(charges, (charge) => {
    currencies.add(charge.currency);
    const combination = combinationOf(charge, tags);
    if (combination === undefined) return;
    const known = byCombination.get(combination);
    if (known === undefined) byCombination.set(combination, [charge]);
    else known.push(charge);
  });
  yield* subtask(0, 0.2, sorting);
  const found = [...currencies].map((currency) => ({ currency, month: '' }));
  const currency = terms.currency === undefined ? singleCurrency(found) : E.right(terms.currency);
  if (E.isLeft(currency)) return currency;
  const costs: [string, Decimal][] = [];
  let done = 0;
  for (const [combination, ofIt] of byCombination) {
    const from = 0.2 + (0.8 * done) / charges.length;
    done += ofIt.length;
    const cost = yield* subtask(
      from,
      0.2 + (0.8 * done) / charges.length,
      costOf(tenantId, ofIt, { ...terms, currency: currency.right }),
    );
    if (E.isLeft(cost)) return cost;
    if (cost.right !== undefined) costs.push([combination, cost.right]);
    else if (tags.length === 0) costs.push([combination, fromUnits(0n, 0)]);
  }
  return E.right(Object.fromEntries(costs.sort(([a], [b]) => (a < b ? -1 : 1))));
}

/** The cost of charges to one tenant; undefined where none of it falls to the tenant and the period. */
function* costOf(
  tenantId: string,
  charges: readonly Charge[],
  terms: CheckedConditions,
): ChunkedTask<Either<ChargesError | ConversionError, Decimal | undefined>> {
  const grouped = yield* groupChargesTask(charges, groupingOptions(terms));
  if (E.isLeft(grouped)) return grouped;
  const own = { ...grouped.right, sums: grouped.right.sums.filter((sum) => sum.tenantId === tenantId) };
  const bill = convertCurrency(own, [], terms);
  if (E.isLeft(bill)) return bill;
  const { direct, scale } = bill.right;
  return E.right(
    direct.length === 0
      ? undefined
      : fromUnits(
          direct.reduce((total, sum) => total + sum.cost, 0n),
          scale,
        ),
  );
}

/** The currencies and months of charges, each pair once. */
export function* currencyMonthsTask(charges: readonly Charge[]): ChunkedTask<Either<never, readonly CurrencyMonth[]>> {
  const found = new Map<string, CurrencyMonth>();
  yield* forEachRow(charges, ({ currency, start }) => {
    const month = monthOf(toMilliseconds(start));
    found.set(`${month} ${currency}`, { currency, month });
  });
  return E.right([...found.values()]);
}
