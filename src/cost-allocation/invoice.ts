import { findProblem } from '../codec/decode.js';
import { sha256Hex } from '../codec/digest.js';
import { optionsOf } from '../codec/record.js';
import { lookedAtLater } from '../codec/values.js';
import type { DecodeError } from '../errors/kernel.js';
import { tryEither } from '../host/try.js';
import { minorUnits } from '../money/currency.js';
import { Decimal, getScale } from '../money/decimal.js';
import { divideRounded } from '../money/rational.js';
import { fromUnits, powerOfTen, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { epochToDate } from '../time/period.js';
import { costBy, type RecordedAllocation } from './cost-by.js';
import { type CostKey, valueOf } from './cost-keys.js';
import { invalidCostOption, type InvalidCostOption } from './errors.js';
import type { CostCategory } from './model/cost-category.js';
import { type AllocationRecord, amountsInCurrency } from './record.js';

/** By what the lines of a tenant are divided, beside the category. */
export type InvoiceKey = Exclude<CostKey, 'tenant' | 'category'>;

/** How invoice lines are made. */
export interface InvoiceOptions<Key extends InvoiceKey = InvoiceKey> {
  /** Decimal places of an amount: 2 for cents. Default: those of the currency. */
  readonly scale?: number;
  /** One line for each project, resource or value of a tag, beside tenant and category. Default: none. */
  readonly by?: readonly Key[];
}

/** One line of an invoice. */
export type InvoiceLine<Key extends InvoiceKey = never> = Readonly<Record<Key, string | null>> & {
  /** Made from what the line is for and not from its amount: a repeated run gives the same. */
  readonly lineId: string;
  /** Null for a line of the month as it was first invoiced; else the id of the line that it corrects. */
  readonly corrects: string | null;
  /** Whose it is; `__unallocated__` for what nobody can be charged with. */
  readonly tenantId: string;
  /** What it is for. */
  readonly category: CostCategory;
  /** What is to be paid; negative for a credit. A whole number of 10^-scale. */
  readonly amount: Decimal;
  /** The amount before it was rounded. */
  readonly exactAmount: Decimal;
  /** ISO 4217. */
  readonly currency: string;
  /** Where the period begins, seconds since the epoch. */
  readonly periodStart: number;
  /** Where it ends, seconds since the epoch; this instant is not in it. */
  readonly periodEnd: number;
  /** For people: `compute, project web, 2026-03-01 to 2026-04-01`. */
  readonly description: string;
  /**
   * How much was used; null where the line holds shares of pools, or charges in several units or without a quantity.
   */
  readonly quantity: Decimal | null;
  /** In what it is counted; null where there is no quantity. */
  readonly unit: string | null;
  /** What one unit costs, where it is the same for all charges of the line; up to 20 digits. */
  readonly unitPrice: Decimal | null;
};

/**
 * The lines of the invoices of an allocation, in minor units: they add up to the rounded total of each tenant, and the
 * tenants to the rounded bill (half to even). Nothing moves by a whole minor unit: each line and each tenant is its
 * exact amount rounded up or down, the largest remainders up. Credits are lines like any other. What costs nothing has
 * no line.
 *
 * Method: largest remainders, nested (controlled rounding in one dimension; Cox, "A Constructive Procedure for Unbiased
 * Controlled Rounding", JASA 1987).
 *
 * @example
 * for (const line of orThrow(invoiceLines(allocation, { scale: 2, by: ['project'] }))) {
 *   console.log(line.tenantId, line.project, line.description, line.amount.toFixed(2));
 * }
 */
export function invoiceLines<const Key extends InvoiceKey = never>(
  allocation: RecordedAllocation,
  options: InvoiceOptions<Key> = {},
): Either<InvalidCostOption | DecodeError, readonly InvoiceLine<Key>[]> {
  return tryEither('the allocation', () => linesOf(allocation.record, options, []));
}

/**
 * The lines that bring a month that was invoiced to what it should have been: `issued` are all its lines so far, the
 * corrections among them, and `corrected` its allocation as it is known now. Issued lines and corrections add up to the
 * lines of the corrected month. Amounts that did not change are not touched: where a minor unit may stand on several
 * lines, it stays where it was.
 */
export function correctionLines<const Key extends InvoiceKey = never>(
  issued: readonly InvoiceLine<Key>[],
  corrected: RecordedAllocation,
  options: InvoiceOptions<Key> = {},
): Either<InvalidCostOption | DecodeError, readonly InvoiceLine<Key>[]> {
  return tryEither('the lines and the allocation', () =>
    E.map((lines: readonly InvoiceLine<Key>[]) => differences(issued, lines, corrected.record))(
      linesOf(corrected.record, options, issued),
    ),
  );
}

function linesOf<Key extends InvoiceKey>(
  record: AllocationRecord,
  options: InvoiceOptions<Key>,
  issued: readonly InvoiceLine<Key>[],
): Either<InvalidCostOption | DecodeError, readonly InvoiceLine<Key>[]> {
  const read = readOptions(record, options);
  if (E.isLeft(read)) return read;
  const { scale, by } = read.right;
  const keys: readonly CostKey[] = ['tenant', ...by, 'category'];
  const found = costBy({ record }, keys);
  if (E.isLeft(found)) return found;
  const rows = found.right.filter((row) => !row.amount.isZero());
  const places = rows.map((row): Place => {
    const values = keys.map((key) => row[key] ?? null);
    return { values, exact: row.amount, lineId: placeId(record, keys, values) };
  });
  const digits = places.reduce((most, { exact }) => Math.max(most, getScale(exact)), scale);
  const unit = powerOfTen(digits - scale);
  const before = new Map<string, bigint>();
  for (const line of issued) {
    const id = line.corrects ?? line.lineId;
    before.set(id, (before.get(id) ?? 0n) + toUnits(line.amount, scale));
  }
  const exacts = places.map(({ exact }) => toUnits(exact, digits));
  const total = divideRounded(
    exacts.reduce((sum, exact) => sum + exact, 0n),
    unit,
  );
  const amounts = roundNested(
    { places, exacts, unit, issued: places.map(({ lineId }) => before.get(lineId)) },
    places.map((_, i) => i),
    0,
    total,
  );
  const usage = usageByPlace(record, keys);
  return E.right(
    places.map((place, i) => {
      const used = usage.get(JSON.stringify(place.values));
      const isDirect = used !== undefined && used.cost.eq(place.exact);
      return {
        ...lineAt<Key>(record, keys, place),
        amount: fromUnits(amounts[i]!, scale),
        exactAmount: place.exact,
        quantity: isDirect ? used.quantity : null,
        unit: isDirect && used.quantity !== null ? used.unit : null,
        unitPrice: isDirect ? unitPrice(used) : null,
      };
    }),
  );
}

const MAX_SCALE = 60;
const InvoiceOptions = optionsOf<InvoiceOptions>('the options', { scale: lookedAtLater, by: lookedAtLater });

function readOptions<Key extends InvoiceKey>(
  record: AllocationRecord,
  options: InvoiceOptions<Key>,
): Either<InvalidCostOption, { readonly scale: number; readonly by: readonly Key[] }> {
  const wrong = findProblem(InvoiceOptions, options ?? {}, 'options');
  if (wrong !== undefined) return E.left(invalidCostOption(wrong));
  const minor = minorUnits(record.currency);
  const { scale = E.isRight(minor) ? minor.right : 2, by = [] } = options ?? {};
  if (!Number.isInteger(scale) || scale < 0 || scale > MAX_SCALE) {
    const expected = `a whole number from 0 to ${MAX_SCALE}`;
    return E.left(invalidCostOption({ option: 'scale', value: scale, expected }));
  }
  if (!Array.isArray(by) || by.some((key: unknown) => key === 'tenant' || key === 'category')) {
    const expected = 'a list of project, resource and tag:KEY; tenant and category are always there';
    return E.left(invalidCostOption({ option: 'by', value: by, expected }));
  }
  return E.right({ scale, by });
}

/** What a line is for. */
interface Place {
  /** In the order of the keys. */
  readonly values: readonly (string | null)[];
  readonly exact: Decimal;
  readonly lineId: string;
}

function placeId(record: AllocationRecord, keys: readonly CostKey[], values: readonly (string | null)[]): string {
  const { periodStart, periodEnd, currency } = record;
  return sha256Hex(JSON.stringify(['invoice', periodStart, periodEnd, currency, keys, values])).slice(0, 32);
}

function lineAt<Key extends InvoiceKey>(
  { currency, periodStart, periodEnd }: AllocationRecord,
  keys: readonly CostKey[],
  { values, lineId }: Place,
) {
  const by = keys.slice(1, -1).map((key, i) => [key, values[i + 1]!] as const);
  const named = by.map(([key, value]) => `${key.replace(/^tag:/, '')} ${value ?? '(none)'}`);
  const days = [periodStart, periodEnd].map((instant) => epochToDate(instant).toISOString().slice(0, -14));
  const category = values.at(-1) as CostCategory;
  return {
    ...(Object.fromEntries(by) as Readonly<Record<Key, string | null>>),
    lineId,
    corrects: null,
    tenantId: values[0]!,
    category,
    currency,
    periodStart,
    periodEnd,
    description: [category, ...named, days.join(' to ')].join(', '),
  };
}

/** What is to be rounded: exact amounts of whole units, `unit` of them to a minor unit, and what was issued before. */
interface Rounding {
  readonly places: readonly Place[];
  readonly exacts: readonly bigint[];
  readonly unit: bigint;
  /** In minor units; undefined for a place without a line so far. */
  readonly issued: readonly (bigint | undefined)[];
}

/** Rounds the members to a total, group by group of their values from a depth on: each group first, then within it. */
function roundNested(rounding: Rounding, members: readonly number[], depth: number, total: bigint): readonly bigint[] {
  const { places, exacts, issued } = rounding;
  const amounts = places.map(() => 0n);
  const round = (within: readonly number[], level: number, target: bigint): void => {
    if (within.length === 1) {
      amounts[within[0]!] = target;
      return;
    }
    const groups = groupAt(places, within, level);
    const parts = roundTo(
      target,
      groups.map((group) => ({
        exact: group.reduce((sum, i) => sum + exacts[i]!, 0n),
        issued: group.every((i) => issued[i] === undefined)
          ? undefined
          : group.reduce((sum, i) => sum + (issued[i] ?? 0n), 0n),
      })),
      rounding.unit,
    );
    groups.forEach((group, i) => round(group, level + 1, parts[i]!));
  };
  if (members.length > 0) round(members, depth, total);
  return amounts;
}

/** Neighbours with the same value; the rows are in order of their values. */
function groupAt(places: readonly Place[], members: readonly number[], level: number): readonly (readonly number[])[] {
  const groups: number[][] = [];
  for (const i of members) {
    const last = groups.at(-1);
    if (last !== undefined && places[last[0]!]!.values[level] === places[i]!.values[level]) last.push(i);
    else groups.push([i]);
  }
  return groups;
}

/**
 * Each amount rounded up or down so that they add up to the total, itself their exact sum rounded up or down: up go
 * those that were up on the lines issued before, then the largest remainders. Negative totals mirror positive ones.
 */
function roundTo(
  total: bigint,
  amounts: readonly { readonly exact: bigint; readonly issued: bigint | undefined }[],
  unit: bigint,
): readonly bigint[] {
  const sum = amounts.reduce((all, { exact }) => all + exact, 0n);
  const sign = sum < 0n ? -1n : 1n;
  const floors = amounts.map(({ exact }) => divideRounded(sign * exact, unit, 'floor'));
  const rests = amounts.map(({ exact }, i) => sign * exact - floors[i]! * unit);
  const left = floors.reduce((rest, floor) => rest - floor, sign * total);
  const preference = amounts.map(({ issued }, i) =>
    issued === undefined ? 1 : sign * issued === floors[i]! + 1n ? 0 : sign * issued === floors[i]! ? 2 : 1,
  );
  const order = rests
    .map((_, i) => i)
    .filter((i) => rests[i] !== 0n)
    .sort(
      (a, b) => preference[a]! - preference[b]! || (rests[a]! > rests[b]! ? -1 : rests[a] === rests[b] ? a - b : 1),
    );
  const up = new Set(order.slice(0, Number(left)));
  return floors.map((floor, i) => sign * (up.has(i) ? floor + 1n : floor));
}

/** What the charges of a place used and cost. */
interface PlaceUsage {
  readonly unit: string | null;
  /** Null where a charge states no quantity, or one in another unit. */
  readonly quantity: Decimal | null;
  readonly cost: Decimal;
  /** Whether all charges cost the same a unit. */
  readonly hasOnePrice: boolean;
}

/** The usage of the tenants' own charges, by the values of the keys. */
function usageByPlace(record: AllocationRecord, keys: readonly CostKey[]): ReadonlyMap<string, PlaceUsage> {
  const worth = amountsInCurrency(record);
  const byPlace = new Map<string, PlaceUsage>();
  for (const line of record.lines) {
    const { tenantId, category, projectId = null, resourceId = null, tags = {} } = line;
    if (tenantId === null) continue;
    const item = { projectId, resourceId, tags };
    const key = JSON.stringify(keys.map((name) => valueOf(name, tenantId, category, item)));
    const usage = {
      unit: line.usageUnit ?? null,
      quantity: line.usage === undefined ? null : new Decimal(line.usage),
      cost: worth(line),
      hasOnePrice: true,
    };
    const known = byPlace.get(key);
    byPlace.set(key, known === undefined ? usage : addPlaceUsage(known, usage));
  }
  return byPlace;
}

function addPlaceUsage(a: PlaceUsage, b: PlaceUsage): PlaceUsage {
  const cost = a.cost.plus(b.cost);
  if (a.quantity === null || b.quantity === null || a.unit !== b.unit) {
    return { unit: null, quantity: null, cost, hasOnePrice: false };
  }
  const hasOnePrice = a.hasOnePrice && a.cost.times(b.quantity).eq(b.cost.times(a.quantity));
  return { unit: a.unit, quantity: a.quantity.plus(b.quantity), cost, hasOnePrice };
}

function unitPrice({ quantity, cost, hasOnePrice }: PlaceUsage): Decimal | null {
  return quantity === null || !hasOnePrice || quantity.isZero() ? null : cost.div(quantity).toSignificantDigits(20);
}

/** What the new lines have more or less than the lines issued, place by place. */
function differences<Key extends InvoiceKey>(
  issued: readonly InvoiceLine<Key>[],
  lines: readonly InvoiceLine<Key>[],
  record: AllocationRecord,
): readonly InvoiceLine<Key>[] {
  const before = new Map<string, InvoiceLine<Key>>();
  for (const line of issued) {
    const id = line.corrects ?? line.lineId;
    const known = before.get(id);
    const { amount, exactAmount } = known ?? { amount: new Decimal(0), exactAmount: new Decimal(0) };
    const [sum, exact] = [amount.plus(line.amount), exactAmount.plus(line.exactAmount)];
    before.set(id, { ...(known ?? line), lineId: id, amount: sum, exactAmount: exact });
  }
  const now = new Map(lines.map((line) => [line.lineId, line]));
  const places = [...lines, ...[...before.values()].filter(({ lineId }) => !now.has(lineId))];
  return places.flatMap((place) => {
    const [amount, exactAmount] = (['amount', 'exactAmount'] as const).map((key) =>
      (now.get(place.lineId)?.[key] ?? new Decimal(0)).minus(before.get(place.lineId)?.[key] ?? new Decimal(0)),
    );
    if (amount!.isZero()) return [];
    return [
      {
        ...place,
        lineId: sha256Hex(`${place.lineId} ${record.digest}`).slice(0, 32),
        corrects: place.lineId,
        amount: amount!,
        exactAmount: exactAmount!,
        description: `correction of ${place.description.replace(/^correction of /, '')}`,
        quantity: null,
        unit: null,
        unitPrice: null,
      },
    ];
  });
}
