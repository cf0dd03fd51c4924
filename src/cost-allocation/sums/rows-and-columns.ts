import type { DecodeError } from '../../errors/kernel.js';
import { tryEither } from '../../host/try.js';
import { Decimal, type MoneyInput, toDecimal } from '../../money/decimal.js';
import { toSafeUnits, toUnits } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import type { ChargeColumns, DictionaryColumn } from '../model/charge-columns.js';
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
import { invalidColumns, type InvalidColumns, invalidCostRow, type InvalidCostRow } from './errors.js';

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

/** The columns of a bill that sums per tenant and category need. */
export type CostColumns = Pick<ChargeColumns, 'rows' | 'tenantId' | 'category' | 'cost'>;

/** Columns that {@link checkColumns} has looked through, once for any number of sums. */
export interface CheckedColumns extends CostColumns {
  /** What the absolute values add up to, as a double; it says how exact sums are to be made. */
  readonly size: number;
}

/**
 * Looks through columns: all as long as `rows` says, every code with a name, every category known, every amount a whole
 * number of units of a sensible scale. The error names column, row and value. O(rows), about 3 ns each.
 */
export function checkColumns(columns: CostColumns): Either<InvalidColumns | DecodeError, CheckedColumns> {
  const checked = tryEither('the columns', () => check(columns));
  if (E.isRight(checked)) checkedBatches.add(checked.right);
  return checked;
}

const checkedBatches = new WeakSet<CostColumns>();

/** Whether columns are an answer of {@link checkColumns}. */
function areChecked(columns: CostColumns): columns is CheckedColumns {
  return checkedBatches.has(columns);
}

function check(columns: CostColumns): Either<InvalidColumns, CheckedColumns> {
  const refuse = (column: string, value: unknown, expected: string, row?: number): Either<InvalidColumns, never> =>
    E.left(invalidColumns(row === undefined ? { column, value, expected } : { column, value, expected, row }));
  const { rows, tenantId, category, cost } = columns ?? {};
  if (!Number.isSafeInteger(rows) || rows < 0) return refuse('rows', rows, 'a whole number from 0');
  for (const [name, column] of [
    ['tenantId', tenantId],
    ['category', category],
  ] as const) {
    if (!isDictionary(column, rows)) return refuse(name, column, `a dictionary column with at least ${rows} codes`);
    const row = firstBeyond(column.codes, column.names.length, rows);
    if (row >= 0) return refuse(name, column.codes[row], `a code below ${column.names.length}`, row);
  }
  const stranger = tenantId.names.find((name) => name !== null && (typeof name !== 'string' || name === ''));
  if (stranger !== undefined) return refuse('tenantId', stranger, 'names that are text, or null for a shared pool');
  const unknown = category.names.find((name) => !COST_CATEGORIES.includes(name));
  if (unknown !== undefined) return refuse('category', unknown, `names out of ${COST_CATEGORIES.join(', ')}`);
  if (!Number.isInteger(cost?.scale) || cost.scale < 0 || cost.scale > 120) {
    return refuse('cost', cost?.scale, 'a scale from 0 to 120');
  }
  const { units } = cost;
  if (units instanceof BigInt64Array && units.length >= rows) {
    return E.right({ rows, tenantId, category, cost, size: Number.POSITIVE_INFINITY });
  }
  if (!(units instanceof Float64Array) || units.length < rows) {
    return refuse('cost', units, `a Float64Array or a BigInt64Array of at least ${rows} units`);
  }
  const size = sizeOf(units, rows);
  if (Number.isNaN(size)) {
    const row = units.findIndex((amount) => !Number.isSafeInteger(amount));
    return refuse('cost', units[row], 'a safe integer', row);
  }
  return E.right({ rows, tenantId, category, cost, size });
}

function isDictionary(column: DictionaryColumn<string | null | CostCategory>, rows: number): boolean {
  const codes: unknown = column?.codes;
  const isCodes = codes instanceof Uint8Array || codes instanceof Uint16Array || codes instanceof Uint32Array;
  return isCodes && codes.length >= rows && Array.isArray(column.names);
}

function firstBeyond(codes: DictionaryColumn<unknown>['codes'], limit: number, rows: number): number {
  for (let i = 0; i < rows; i += 1) if (codes[i]! >= limit) return i;
  return -1;
}

/** The sum of the absolute values; NaN where one is no safe integer. */
function sizeOf(units: Float64Array, rows: number): number {
  let size = 0;
  for (let i = 0; i < rows; i += 1) {
    const amount = Math.abs(units[i]!);
    if (!(amount <= Number.MAX_SAFE_INTEGER) || amount !== Math.floor(amount)) return Number.NaN;
    size += amount;
  }
  return size;
}

/** Sums of absolute values up to this size, rounded as doubles are, stay within the safe integers. */
const MAX_SAFE_SIZE = 2 ** 53 - 2 ** 40;

/** The sums of columns by tenant and category: group `tenant code * number of category names + category code`. */
interface ColumnSums extends ExactSums {
  readonly width: number;
}

/**
 * Adds up checked columns. O(rows), about 2 ns each: the engine keeps the loop in registers as long as it calls
 * nothing, makes no bigint and takes four rows a turn.
 */
function addColumns(columns: CheckedColumns): ColumnSums {
  const width = columns.category.names.length;
  const sums = {
    safe: new Float64Array(columns.tenantId.names.length * width),
    overflow: new Map<number, bigint>(),
    width,
  };
  const { units } = columns.cost;
  if (!(units instanceof Float64Array)) addInt64(sums, columns, units);
  else if (columns.size <= MAX_SAFE_SIZE) addWithinSafeRange(sums, columns, units);
  else addDoubles(sums, columns, units);
  return sums;
}

function addWithinSafeRange({ safe, width }: ColumnSums, columns: CheckedColumns, units: Float64Array): void {
  const { rows } = columns;
  const tenant = columns.tenantId.codes;
  const category = columns.category.codes;
  let i = 0;
  for (; i + 3 < rows; i += 4) {
    const a = (Math.imul(tenant[i]!, width) + category[i]!) | 0;
    const b = (Math.imul(tenant[i + 1]!, width) + category[i + 1]!) | 0;
    const c = (Math.imul(tenant[i + 2]!, width) + category[i + 2]!) | 0;
    const d = (Math.imul(tenant[i + 3]!, width) + category[i + 3]!) | 0;
    safe[a] = safe[a]! + units[i]!;
    safe[b] = safe[b]! + units[i + 1]!;
    safe[c] = safe[c]! + units[i + 2]!;
    safe[d] = safe[d]! + units[i + 3]!;
  }
  for (; i < rows; i += 1) {
    const group = tenant[i]! * width + category[i]!;
    safe[group] = safe[group]! + units[i]!;
  }
}

function addDoubles(sums: ColumnSums, columns: CheckedColumns, units: Float64Array): void {
  const tenant = columns.tenantId.codes;
  const category = columns.category.codes;
  for (let i = 0; i < columns.rows; i += 1) addSafe(sums, tenant[i]! * sums.width + category[i]!, units[i]!);
}

/** Where the halves of a 64-bit integer stand on this machine. */
const LOW = new Uint32Array(new BigInt64Array([1n]).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

/** A 64-bit integer is read as two halves of 32 bits, since the engine makes an object of every bigint. */
function addInt64(sums: ColumnSums, columns: CheckedColumns, units: BigInt64Array): void {
  const tenant = columns.tenantId.codes;
  const category = columns.category.codes;
  const lower = new Uint32Array(units.buffer, units.byteOffset, 2 * units.length);
  const upper = new Int32Array(units.buffer, units.byteOffset, 2 * units.length);
  for (let i = 0; i < columns.rows; i += 1) {
    const group = tenant[i]! * sums.width + category[i]!;
    const high = upper[2 * i + HIGH]!;
    if (high >= -0x200000 && high < 0x200000) addSafe(sums, group, high * 4294967296 + lower[2 * i + LOW]!);
    else addBig(sums, group, units[i]!);
  }
}

/** Takes in the sums of columns, whose dictionaries number tenants and categories in their own way. */
function addSums(accumulator: MatrixAccumulator, { tenantId, category, cost }: CheckedColumns, sums: ColumnSums): void {
  const section = sumsAtScale(accumulator, cost.scale);
  const categories = category.names.map((name) => COST_CATEGORIES.indexOf(name));
  tenantId.names.forEach((name, tenant) => {
    const base = tenantCode(accumulator, name) * WIDTH;
    for (let c = 0; c < sums.width; c += 1) {
      const from = tenant * sums.width + c;
      const to = base + categories[c]!;
      addSafe(section, to, sums.safe[from]!);
      const overflow = sums.overflow.get(from);
      if (overflow !== undefined) addBig(section, to, overflow);
    }
  });
}

/**
 * What every tenant costs in every category, exactly, from a bill in columns. Columns that {@link checkColumns} has
 * passed are not looked through again. O(rows), 2 to 4 ns each, and O(tenants log tenants) to put them in order.
 */
export function sumColumns(
  ...batches: readonly (CostColumns | CheckedColumns)[]
): Either<InvalidColumns | DecodeError, CostMatrix> {
  return tryEither('the columns', () => {
    const accumulator = createMatrixAccumulator();
    for (const batch of batches) {
      const checked = areChecked(batch) ? E.right(batch) : checkColumns(batch);
      if (E.isLeft(checked)) return checked;
      addSums(accumulator, checked.right, addColumns(checked.right));
    }
    return E.right(toCostMatrix(accumulator));
  });
}
