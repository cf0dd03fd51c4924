import { invalidCostRow, type InvalidCostRow } from '../../errors/cost-columns.js';
import { Decimal, toDecimal, toSafeUnits, type MoneyInput } from '../../money/index.js';
import { E, type Either } from '../../prelude.js';
import { COST_CATEGORIES, type CostCategory } from '../model/index.js';
import type { CostMatrix } from './cost-matrix.js';
import { addDecimal, addDigits, readDigits, type Digits } from './decimal-digits.js';
import { addSafe } from './exact-sums.js';
import { finish, newTally, sectionOf, tenantCode, WIDTH } from './tally.js';

/** The part of a charge that sums per tenant and category need; every `Charge` is one. */
export interface CostRow {
  readonly tenantId: string | null;
  readonly category: CostCategory;
  readonly cost: MoneyInput;
}

/** Amounts with up to so many digits behind the point are added as doubles. */
const QUICK_PLACES = 15;

/**
 * What every tenant costs in every category, exactly: charges, or any rows with tenant, category and cost, the cost as
 * decimal text or `Decimal`. The digits are those of adding the decimals one by one; O(rows), about 0.1 µs each.
 */
export function sumRows(rows: Iterable<CostRow>): Either<InvalidCostRow, CostMatrix> {
  if (typeof rows?.[Symbol.iterator] !== 'function')
    return refuse(0, 'rows', rows, 'something that can be gone through');
  const tally = newTally();
  const digits: Digits = { whole: 0, places: 0 };
  const categories = new Map<unknown, number>(COST_CATEGORIES.map((name, code) => [name, code]));
  let scale = 0;
  let section = sectionOf(tally, scale);
  let lastTenant: string | null = null;
  let base = -1;
  let at = 0;
  for (const row of rows) {
    // A host in plain JavaScript may pass anything.
    const { tenantId, cost }: { tenantId?: unknown; cost?: unknown } = row ?? {};
    if (base < 0 || tenantId !== lastTenant) {
      if (tenantId !== null && (typeof tenantId !== 'string' || tenantId === '')) {
        return refuse(at, 'tenantId', tenantId, 'a name, or null for a shared pool');
      }
      lastTenant = tenantId;
      base = tenantCode(tally, tenantId) * WIDTH;
    }
    const category = categories.get(row.category);
    if (category === undefined) return refuse(at, 'category', row.category, `one of ${COST_CATEGORIES.join(', ')}`);
    const group = base + category;
    const isText = typeof cost === 'string';
    const units = isText ? Number.NaN : safeUnits(cost, scale);
    if (units === units) addSafe(section, group, units);
    else if (
      !isText ||
      !readDigits(cost, digits) ||
      digits.places > scale ||
      !addDigits(section, scale, group, digits)
    ) {
      const amount = toDecimal(cost);
      if (E.isLeft(amount)) return refuse(at, 'cost', cost, 'a decimal such as "12.34"');
      const places = amount.right.decimalPlaces();
      // From here on amounts are added at this larger scale; `finish` brings all scales together.
      if (places > scale && places <= QUICK_PLACES) section = sectionOf(tally, (scale = places));
      addDecimal(tally, section, scale, group, amount.right);
    }
    at += 1;
  }
  return E.right(finish(tally));
}

/** The units of a decimal of this library, or NaN. */
function safeUnits(cost: unknown, scale: number): number {
  return cost instanceof Decimal && cost.d !== null && cost.decimalPlaces() <= scale
    ? toSafeUnits(cost, scale)
    : Number.NaN;
}

function refuse(row: number, field: string, value: unknown, expected: string): Either<InvalidCostRow, never> {
  return E.left(invalidCostRow({ row, field, value, expected }));
}
