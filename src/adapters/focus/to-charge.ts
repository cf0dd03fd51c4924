import type { Charge, CostBasis } from '../../cost-allocation/model/charge.js';
import type { CostCategory } from '../../cost-allocation/model/cost-category.js';
import { Decimal } from '../../money/decimal.js';
import { E, type Either } from '../../prelude.js';
import { instantOf, numberOf, tagsOf } from './cell-values.js';
import { costCategoryOf, isCommitmentPurchase } from './cost-category.js';
import { invalidFocus, type InvalidFocus } from './errors.js';
import type { FocusRow } from './focus-row.js';
import type { FocusFollowing } from './follow-rows.js';

/** How rows become charges. Everything may be left out. */
export interface FocusChargeOptions extends FocusFollowing {
  /** Which cost is a charge's `cost`; `effective` where left out. The others are carried beside it. */
  readonly cost?: CostBasis;
  /** Whose charge a row is, null for a shared pool; its `SubAccountId` where left out. */
  readonly tenantOf?: (row: FocusRow) => string | null;
  /** What a row is for; by its `ServiceCategory` where left out, see {@link costCategoryOf}. */
  readonly categoryOf?: (row: FocusRow) => CostCategory;
  /** The column with the ids of charges; `row-2`, `row-3`, … where left out. */
  readonly idColumn?: string;
  /** What a row without the chosen cost is: an error (where left out), or nothing, and only counted. */
  readonly withoutCost?: 'refuse' | 'leaveOut';
}

export const COST_COLUMNS: Readonly<Record<CostBasis, string>> = {
  effective: 'EffectiveCost',
  billed: 'BilledCost',
  list: 'ListCost',
  contracted: 'ContractedCost',
};

/** A cell that cannot be read, thrown to the edge of this file alone. */
class BadCell {
  constructor(readonly error: InvalidFocus) {}
}

/** The charge of a row; null where it states no cost and such rows are left out. */
export function toCharge(row: FocusRow, options: FocusChargeOptions): Either<InvalidFocus, Charge | null> {
  try {
    return E.right(read(row, options));
  } catch (cause) {
    if (cause instanceof BadCell) return E.left(cause.error);
    return E.left(invalidFocus({ row: row.row, value: cause, expected: 'tenantOf and categoryOf to answer' }, cause));
  }
}

function read(row: FocusRow, options: FocusChargeOptions): Charge | null {
  const basis = options.cost ?? 'effective';
  const chosen = COST_COLUMNS[basis];
  if (row.get(chosen) === null) {
    if (options.withoutCost === 'leaveOut') return null;
    throw bad(row, chosen, 'a cost (rows without one can be left out with withoutCost: "leaveOut")');
  }
  const [start, end] = [instant(row, 'ChargePeriodStart'), instant(row, 'ChargePeriodEnd')];
  if (start > end) throw bad(row, 'ChargePeriodEnd', 'an end that is not before the start');
  // What a commitment cost comes back in the lines that it covers: only the billed cost counts its purchase.
  const cost = (column: string): Decimal | undefined => {
    const amount = decimal(row, column);
    return amount !== undefined && column !== 'BilledCost' && isCommitmentPurchase(row) ? new Decimal(0) : amount;
  };
  const charge: Mutable<Charge> = {
    chargeId: options.idColumn === undefined ? `row-${row.row}` : text(row, options.idColumn),
    tenantId: (options.tenantOf ?? subAccountOf)(row),
    category: (options.categoryOf ?? costCategoryOf)(row),
    cost: cost(chosen)!,
    currency: text(row, 'BillingCurrency'),
    start,
    end,
    tags: tags(row),
  };
  const set = <Key extends keyof Charge>(key: Key, value: Charge[Key] | null | undefined): void => {
    if (value !== null && value !== undefined) charge[key] = value;
  };
  set('billedCost', cost('BilledCost'));
  set('listCost', cost('ListCost'));
  set('contractedCost', cost('ContractedCost'));
  set('resourceId', row.get('ResourceId'));
  set('usageQuantity', decimal(row, 'ConsumedQuantity'));
  set('usageUnit', row.get('ConsumedUnit'));
  set('billedFrom', row.get('BillingPeriodStart') === null ? null : instant(row, 'BillingPeriodStart'));
  set('billedUntil', row.get('BillingPeriodEnd') === null ? null : instant(row, 'BillingPeriodEnd'));
  return charge;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function subAccountOf(row: FocusRow): string | null {
  return row.get('SubAccountId');
}

function text(row: FocusRow, column: string): string {
  const cell = row.get(column);
  if (cell === null) throw bad(row, column, 'text');
  return cell;
}

function decimal(row: FocusRow, column: string): Decimal | undefined {
  const cell = row.get(column);
  if (cell === null) return undefined;
  const amount = numberOf(cell);
  if (amount === undefined) throw bad(row, column, 'a number such as 12.34 or 1234E-2');
  return amount;
}

function instant(row: FocusRow, column: string): number {
  const at = instantOf(row.get(column) ?? '');
  if (at === undefined) throw bad(row, column, 'a date and time such as 2024-09-01T00:00:00Z');
  return at;
}

/** The tags of the row, and of the resource that a part of a split charge went to. */
function tags(row: FocusRow): Readonly<Record<string, string>> {
  const of = (column: string): Readonly<Record<string, string>> => {
    const cell = row.get(column);
    const read = cell === null ? {} : tagsOf(cell);
    if (read === undefined) throw bad(row, column, 'a JSON object of tags');
    return read;
  };
  const allocated = of('AllocatedTags');
  return Object.keys(allocated).length === 0 ? of('Tags') : { ...allocated, ...of('Tags') };
}

function bad(row: FocusRow, column: string, expected: string): BadCell {
  return new BadCell(invalidFocus({ row: row.row, column, value: row.get(column), expected }));
}
