import type { DecodeError } from '../errors/kernel.js';
import { type ChunkedTask, forEachRow, subtask } from '../host/chunked.js';
import { tryEither } from '../host/try.js';
import { minorUnits } from '../money/currency.js';
import { Decimal, getScale } from '../money/decimal.js';
import { multiply, ONE, parseRational, rational, ZERO } from '../money/rational.js';
import { fromUnits, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { monthOf, toMilliseconds } from './accrual.js';
import { convertCurrency, type CurrencyMonth, singleCurrency } from './convert-currency.js';
import { type CostBreakdownRow, type CostKey, isKey, NO_ITEM, RowGroups } from './cost-keys.js';
import { type CostItem, divideShare, groupItems, type ShareDriver, type TenantItems } from './divide-share.js';
import { type ChargesError, type ConversionError, invalidCostOption, type InvalidCostOption } from './errors.js';
import { groupChargesTask } from './group-charges.js';
import { type CheckedConditions, groupingOptions } from './input.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { Charge, CostTag } from './model/charge.js';
import { COST_CATEGORIES, type CostCategory } from './model/cost-category.js';
import { type AllocationRecord, amountsInCurrency } from './record.js';
import type { RecordedDriver, RecordedLine, RecordedSplit, RecordedStep } from './recorded-parts.js';

/** An allocation as the breakdown reads it: a whole one, or its record from a store. */
export interface RecordedAllocation {
  /** What the allocation rests on. */
  readonly record: AllocationRecord;
}

/**
 * Breaks an allocation down by any keys, in any order and depth: `['tenant', 'project', 'tag:team']`. The rows add up
 * to the total of the allocation exactly, and rows of more keys to rows of fewer. A tenant's charges stand where they
 * say they belong. Its shares of pools and reservations go down to its projects, then to their resources, by the driver
 * that gave the tenant its share (by direct cost, where the driver knows tenants only), largest remainder at each
 * level.
 *
 * Rows are in order of their values, those without one last. More keys than tenant and category need a record that
 * holds its charges (`keepLines`). O(charges + pools · resources).
 *
 * @example
 * for (const { project, amount } of orThrow(costBy(allocation, ['project']))) console.log(project, amount.toFixed());
 */
export function costBy<const Key extends CostKey>(
  allocation: RecordedAllocation,
  keys: readonly Key[],
): Either<InvalidCostOption | DecodeError, readonly CostBreakdownRow<Key>[]> {
  return tryEither('the allocation', () => breakDown(allocation.record, keys));
}

/** {@link costBy} of one tenant. */
export function costOfTenantBy<const Key extends CostKey>(
  { record }: RecordedAllocation,
  tenantId: string,
  keys: readonly Key[],
): Either<InvalidCostOption | DecodeError, readonly CostBreakdownRow<Key>[]> {
  return tryEither('the allocation', () => breakDown(record, keys, tenantId));
}

function breakDown<Key extends CostKey>(
  record: AllocationRecord,
  keys: readonly Key[],
  tenantId?: string,
): Either<InvalidCostOption, readonly CostBreakdownRow<Key>[]> {
  const expected = 'a list of tenant, project, resource, category and tag:KEY, none of them twice';
  if (!Array.isArray(keys)) return E.left(invalidCostOption({ option: 'keys', value: keys, expected }));
  const wrong = (keys as readonly unknown[]).find((key, i) => !isKey(key) || keys.indexOf(key as Key) !== i);
  if (wrong !== undefined || keys.includes(undefined as never)) {
    return E.left(invalidCostOption({ option: 'keys', value: wrong, expected }));
  }
  const needsLines = keys.some((key) => key !== 'tenant' && key !== 'category');
  if (needsLines && !record.withLines) {
    const reason = 'true, so that the record holds the charges that a breakdown below the tenant needs';
    return E.left(invalidCostOption({ option: 'keepLines', value: false, expected: reason }));
  }
  const groups = new RowGroups(keys);
  const isAsked = (id: string | null): boolean => tenantId === undefined || id === tenantId;
  if (needsLines) addItems(record, isAsked, groups);
  else addResults(record, isAsked, groups, keys.includes('category' as Key));
  return E.right(groups.rows() as readonly CostBreakdownRow<Key>[]);
}

/** Adds what the record states of every tenant, by category where that is asked for. */
function addResults(
  record: AllocationRecord,
  isAsked: (id: string) => boolean,
  groups: RowGroups,
  byCategory: boolean,
): void {
  for (const { tenantId, breakdown, total } of record.results) {
    if (!isAsked(tenantId)) continue;
    const amounts = byCategory ? Object.entries(breakdown) : [[COST_CATEGORIES[0]!, total] as const];
    for (const [category, text] of amounts) {
      const amount = new Decimal(text);
      if (!byCategory || !amount.isZero()) groups.add(tenantId, category as CostCategory, NO_ITEM, amount);
    }
  }
}

/** Adds the amount of every item of every tenant: its own charges, then its parts of the tenant's shares. */
function addItems(record: AllocationRecord, isAsked: (id: string | null) => boolean, groups: RowGroups): void {
  const worth = amountsInCurrency(record);
  const byTenant = new Map<string, RecordedLine[]>();
  for (const line of record.lines) {
    const { tenantId } = line;
    if (tenantId === null || !isAsked(tenantId)) continue;
    const known = byTenant.get(tenantId);
    if (known === undefined) byTenant.set(tenantId, [line]);
    else known.push(line);
  }
  const tenants = new Map([...byTenant].map(([id, lines]) => [id, new TenantShares(groupItems(lines), worth)]));
  for (const [tenantId, shares] of tenants) {
    shares.items.forEach((item, i) => {
      for (const [category, amount] of shares.directByCategory(i)) groups.add(tenantId, category, item, amount);
    });
  }
  const addShare = (
    tenantId: string,
    category: CostCategory,
    amount: Decimal,
    scale: number,
    drivers?: (shares: TenantShares) => readonly ShareDriver[],
  ): void => {
    if (!isAsked(tenantId) || amount.isZero()) return;
    const shares = tenants.get(tenantId);
    if (shares === undefined || drivers === undefined || tenantId === UNALLOCATED) {
      groups.add(tenantId, category, NO_ITEM, amount);
      return;
    }
    const parts = shares.divide(toUnits(amount, scale), drivers(shares));
    shares.items.forEach((item, i) => {
      if (parts[i] !== 0n) groups.add(tenantId, category, item, fromUnits(parts[i]!, scale));
    });
  };
  for (const split of record.splits) {
    const steps = split.legs.map((step) => ({ ...step, total: sumWeights(step.weights) }));
    split.shares.forEach(({ tenantId, amount }, at) => {
      addShare(tenantId, split.category, new Decimal(amount), split.scale, (shares) =>
        steps.flatMap((step) => shares.driversOf(split, step, at)),
      );
    });
  }
  const minor = minorUnits(record.currency);
  for (const line of record.amortized) {
    const amount = worth(line);
    const scale = Math.max(getScale(amount), E.isRight(minor) ? minor.right : 0);
    addShare(line.tenantId, 'reserved', amount, scale, (shares) => [
      { weight: ONE, amounts: shares.directCosts(record.periodStart, record.periodEnd) },
    ]);
  }
}

/** The items of a tenant and what each of them has of a driver. */
class TenantShares {
  readonly #tenant: TenantItems;
  readonly #amounts = new Map<string, readonly bigint[]>();
  /** By item and line, in units of 10^-scale. */
  readonly #costs: readonly (readonly bigint[])[];
  #scale = 0;
  #usages: { readonly usages: readonly (readonly Decimal[])[]; readonly scale: number } | undefined;

  constructor(tenant: TenantItems, worth: (line: RecordedLine) => Decimal) {
    this.#tenant = tenant;
    const costs = tenant.items.map(({ lines }) => lines.map(worth));
    for (const own of costs) for (const cost of own) this.#scale = Math.max(this.#scale, getScale(cost));
    this.#costs = costs.map((own) => own.map((cost) => toUnits(cost, this.#scale)));
  }

  get items(): readonly CostItem[] {
    return this.#tenant.items;
  }

  /** What the charges of an item cost, by category. */
  directByCategory(item: number): ReadonlyMap<CostCategory, Decimal> {
    const units = new Map<CostCategory, bigint>();
    this.items[item]!.lines.forEach(({ category }, line) => {
      units.set(category, (units.get(category) ?? 0n) + this.#costs[item]![line]!);
    });
    return new Map([...units].map(([category, sum]) => [category, fromUnits(sum, this.#scale)]));
  }

  divide(units: bigint, drivers: readonly ShareDriver[]): readonly bigint[] {
    const direct = this.directCosts(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY);
    return divideShare(units, this.#tenant, drivers, direct);
  }

  /** What gave the tenant, the one at a position of the shares, its part of a step. */
  driversOf(split: RecordedSplit, step: WeightedStep, at: number): readonly ShareDriver[] {
    const weightOf = BigInt(step.weights[at]!);
    if (weightOf <= 0n) return [];
    const due = multiply(parseRational(step.part) ?? ZERO, rational(weightOf, step.total));
    const drivers = step.drivers ?? [];
    if (drivers.length <= 1) return [{ weight: due, amounts: this.#amountsOf(split, drivers[0]) }];
    return drivers.flatMap((driver) => {
      const part = rational(BigInt(driver.weight) * BigInt(driver.amounts[at]!), weightOf);
      const weight = multiply(due, part);
      return weight.n <= 0n ? [] : [{ weight, amounts: this.#amountsOf(split, driver) }];
    });
  }

  directCosts(from: number, until: number): readonly bigint[] {
    return this.#measure(`cost ${from} ${until}`, from, until, null, (item, line) => this.#costs[item]![line]!);
  }

  #amountsOf({ from, until }: RecordedSplit, driver: RecordedDriver | undefined): readonly bigint[] {
    if (driver === undefined || driver.by === 'tenants') return this.directCosts(from, until);
    const { category, unit } = driver;
    const key = JSON.stringify([from, until, category, driver.by, unit]);
    if (driver.by === 'cost')
      return this.#measure(key, from, until, category, (item, line) => this.#costs[item]![line]!);
    const { usages, scale } = this.#usage();
    return this.#measure(key, from, until, category, (item, line) => {
      const { usageUnit } = this.items[item]!.lines[line]!;
      return usageUnit === unit ? toUnits(usages[item]![line]!, scale) : 0n;
    });
  }

  /** The quantities of all lines, and the decimal places that hold them. */
  #usage(): { readonly usages: readonly (readonly Decimal[])[]; readonly scale: number } {
    if (this.#usages === undefined) {
      const usages = this.items.map(({ lines }) => lines.map(({ usage }) => new Decimal(usage ?? 0)));
      this.#usages = { usages, scale: usages.flat().reduce((most, usage) => Math.max(most, getScale(usage)), 0) };
    }
    return this.#usages;
  }

  #measure(
    key: string,
    from: number,
    until: number,
    category: CostCategory | null,
    measure: (item: number, line: number) => bigint,
  ): readonly bigint[] {
    const known = this.#amounts.get(key);
    if (known !== undefined) return known;
    const amounts = this.items.map(({ lines }, item) =>
      lines.reduce((total, line, i) => {
        const counts = from <= line.from && line.until <= until && (category === null || line.category === category);
        return counts ? total + measure(item, i) : total;
      }, 0n),
    );
    this.#amounts.set(key, amounts);
    return amounts;
  }
}

/** A step with the sum of its weights. */
interface WeightedStep extends RecordedStep {
  readonly total: bigint;
}

function sumWeights(weights: readonly string[]): bigint {
  return weights.reduce((sum, weight) => sum + BigInt(weight), 0n);
}

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
