import type { DecodeError } from '../../errors/kernel.js';
import { tryEither } from '../../host/try.js';
import { Decimal, type MoneyInput, toDecimal } from '../../money/decimal.js';
import { toSafeUnits, toUnits } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import { COST_CATEGORIES, type CostCategory } from '../model/cost-category.js';
import {
  addBig,
  addSafe,
  type CostMatrix,
  createMatrixAccumulator,
  type ExactSums,
  type MatrixAccumulator,
  sumsAtScale,
  tenantCode,
  toCostMatrix,
  WIDTH,
} from './cost-matrix.js';
import { invalidCostRow, type InvalidCostRow } from './errors.js';

/** Whole powers of ten that a double holds exactly. */
export const POWERS: readonly number[] = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/** Digits read without an object: the whole number of all of them, and how many are decimal places. */
interface Digits {
  whole: number;
  places: number;
}

/**
 * Reads `-?digits[.digits]` of at most 15 digits into `digits`; false for anything else, which may still be a decimal.
 */
function readDigits(text: string, digits: Digits): boolean {
  const { length } = text;
  const negative = text.charCodeAt(0) === MINUS;
  let whole = 0;
  let point = -1;
  let i = negative ? 1 : 0;
  if (length - i > 16 || i === length) return false;
  for (; i < length; i += 1) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit >= 0 && digit <= 9) whole = whole * 10 + digit;
    else if (digit === POINT - ZERO && point < 0 && i > 0 && i < length - 1) point = i;
    else return false;
  }
  // `-.5` and `16 digits without a point` are left to the strict parser.
  if ((negative && point === 1) || (point < 0 && whole > Number.MAX_SAFE_INTEGER)) return false;
  digits.whole = negative ? 0 - whole : whole;
  digits.places = point < 0 ? 0 : length - 1 - point;
  return true;
}

/** Amounts with up to so many decimal places are added as doubles. */
const MAX_FAST_PLACES = 15;

/** Adds amounts of any size and scale to the groups of a accumulator, everyday ones without an object. */
export class AmountAdder {
  /** The most decimal places of an everyday amount so far: the scale at which the next ones are added. */
  scale = 0;
  /** The sums at that scale. */
  sums: ExactSums;
  private readonly digits: Digits = { whole: 0, places: 0 };

  constructor(private readonly accumulator: MatrixAccumulator) {
    this.sums = sumsAtScale(accumulator, this.scale);
  }

  /** Adds decimal text, a `Decimal` or a bigint; false where the amount is none. */
  add(group: number, amount: unknown): boolean {
    const units = typeof amount === 'string' ? this.unitsOfText(amount) : this.unitsOfDecimal(amount);
    if (!Number.isSafeInteger(units)) return this.addDecimal(group, amount);
    addSafe(this.sums, group, units);
    return true;
  }

  /** Not a safe integer where the plain way has to be taken. */
  private unitsOfText(text: string): number {
    const { digits, scale } = this;
    return readDigits(text, digits) && digits.places <= scale
      ? digits.whole * POWERS[scale - digits.places]!
      : Number.NaN;
  }

  private unitsOfDecimal(amount: unknown): number {
    return amount instanceof Decimal && amount.d !== null && amount.decimalPlaces() <= this.scale
      ? toSafeUnits(amount, this.scale)
      : Number.NaN;
  }

  private addDecimal(group: number, value: unknown): boolean {
    const amount = toDecimal(value);
    if (E.isLeft(amount)) return false;
    const places = amount.right.decimalPlaces();
    // From here on amounts are added at this larger scale; `finish` brings all scales together.
    if (places > this.scale && places <= MAX_FAST_PLACES)
      this.sums = sumsAtScale(this.accumulator, (this.scale = places));
    const safe = places <= this.scale ? toSafeUnits(amount.right, this.scale) : Number.NaN;
    if (!Number.isNaN(safe)) addSafe(this.sums, group, safe);
    else if (places <= this.scale) addBig(this.sums, group, toUnits(amount.right, this.scale));
    else addBig(sumsAtScale(this.accumulator, places), group, toUnits(amount.right, places));
    return true;
  }
}

/** The part of a charge that sums per tenant and category need; every `Charge` is one. */
export interface CostRow {
  /** Whose it is. */
  readonly tenantId: string | null;
  /** The kind of cost. */
  readonly category: CostCategory;
  /** What it cost. */
  readonly cost: MoneyInput;
}

/**
 * What every tenant costs in every category, exactly: charges, or any rows with tenant, category and cost, the cost as
 * decimal text or `Decimal`. The digits are those of adding the decimals one by one; O(rows), about 0.1 µs each. The
 * rows are drawn one by one, so that whoever makes them sees how far it is, and may end them.
 */
export function sumRows(rows: Iterable<CostRow>): Either<InvalidCostRow | DecodeError, CostMatrix> {
  return tryEither('the rows', () => sumEach(rows));
}

function sumEach(rows: Iterable<CostRow>): Either<InvalidCostRow, CostMatrix> {
  if (typeof rows?.[Symbol.iterator] !== 'function')
    return refuse(0, 'rows', rows, 'something that can be gone through');
  const accumulator = createMatrixAccumulator();
  const amounts = new AmountAdder(accumulator);
  const categories = new Map<unknown, number>(COST_CATEGORIES.map((name, code) => [name, code]));
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
      base = tenantCode(accumulator, tenantId) * WIDTH;
    }
    const category = categories.get(row.category);
    if (category === undefined) return refuse(at, 'category', row.category, `one of ${COST_CATEGORIES.join(', ')}`);
    if (!amounts.add(base + category, cost)) return refuse(at, 'cost', cost, 'a decimal such as "12.34"');
    at += 1;
  }
  return E.right(toCostMatrix(accumulator));
}

function refuse(row: number, field: string, value: unknown, expected: string): Either<InvalidCostRow, never> {
  return E.left(invalidCostRow({ row, field, value, expected }));
}
