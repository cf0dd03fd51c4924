import type * as t from '../../codec/io-ts.js';
import type { ChargeWithColumns } from '../../cost-allocation/column-rules/read-columns.js';
import { listOf, optionsOf } from '../../codec/record.js';
import { callback, checked, oneOf, text } from '../../codec/values.js';
import type { Charge } from '../../cost-allocation/model/charge.js';
import type { CostCategory } from '../../cost-allocation/model/cost-category.js';
import { COST_BASES, type CostBasis } from '../../cost-allocation/model/cost-view.js';
import type { Cancelled } from '../../errors/kernel.js';
import { Decimal } from '../../money/decimal.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import { readTags, scanJsonObject, toInstant } from './cell-values.js';
import { type FocusVersion, recognizeFocus } from './columns.js';
import {
  type FocusContent,
  type FocusProgressOptions,
  followTables,
  PROGRESS_OPTIONS,
  withOptions,
} from './content.js';
import { invalidFocus, type InvalidFocus } from './errors.js';
import { costCategoryOf, type FocusRow, isCommitmentPurchase, RuleColumns, TableFocusRow } from './rows.js';

/** How rows become charges. Everything may be left out. */
export interface FocusChargeOptions extends FocusProgressOptions {
  /** Which cost is a charge's `cost`; `effective` where left out. The others are carried beside it. */
  readonly cost?: CostBasis;
  /**
   * Whose charge a row is: a column (`'SubAccountName'`), a tag (`'tag:team'`), or a function of the row. A row without
   * it, null, belongs to a shared pool. Its `SubAccountId` where left out.
   */
  readonly tenantOf?: string | ((row: FocusRow) => string | null);
  /** The project of a row within its tenant, in the same ways; none where left out. */
  readonly projectOf?: string | ((row: FocusRow) => string | null);
  /** What a row is for; by its `ServiceCategory` where left out, see {@link costCategoryOf}. */
  readonly categoryOf?: (row: FocusRow) => CostCategory;
  /** The column with the ids of charges; `row-2`, `row-3`, … over all files where left out. */
  readonly idColumn?: string;
  /** Columns that charges carry for column rules, beside those of accounts, services and regions. */
  readonly columns?: readonly string[];
  /** A name of the bill that stands before each id, so that the charges of several calls can be allocated together. */
  readonly source?: string;
  /** What a row without the chosen cost is: an error (where left out), or nothing, and only counted. */
  readonly withoutCost?: 'refuse' | 'leaveOut';
  /**
   * What a row is that cannot be read: the end of the reading (`fail`, where left out), or an entry in `badRows` beside
   * the charges of the others (`collect`).
   */
  readonly onBadRow?: 'fail' | 'collect';
}

const choice: t.Type<string | ((row: FocusRow) => string | null)> = checked(
  'a column, a tag as tag:KEY, or a function of the row',
  (value): value is string | ((row: FocusRow) => string | null) =>
    typeof value === 'string' || typeof value === 'function',
);
const FocusChargeOptions = optionsOf<FocusChargeOptions>('the options', {
  ...PROGRESS_OPTIONS,
  cost: oneOf(COST_BASES),
  tenantOf: choice,
  projectOf: choice,
  categoryOf: callback,
  idColumn: text,
  columns: listOf(text),
  source: text,
  withoutCost: oneOf(['refuse', 'leaveOut']),
  onBadRow: oneOf(['fail', 'collect']),
});

/** A FOCUS file as charges. */
export interface FocusBill {
  /** The rows as charges, with the columns that column rules look at. */
  readonly charges: readonly ChargeWithColumns[];
  /** What was read, and what was left out. */
  readonly counts: FocusCounts;
  /** The rows that could not be read, where the options collect them: at most a thousand; `counts` has them all. */
  readonly badRows: readonly InvalidFocus[];
}

/** What became of the rows of a file. */
export interface FocusCounts {
  /** The version of FOCUS, by the columns of the first file. */
  version: FocusVersion;
  /** All rows below the header. */
  rows: number;
  /** Purchases of commitments: charges, but with a billed cost only. */
  commitmentPurchases: number;
  /** What these purchases cost by the chosen cost, and what is not in the charges because of it. */
  commitmentPurchaseCost: Decimal;
  /** Left out: lines that were split into others of the same file, which would be counted twice. */
  splitOrigins: number;
  /** Left out, where the options say so: lines without the chosen cost. */
  withoutCost: number;
  /** Left out, where the options say so: lines that could not be read. */
  badRows: number;
}

const MAX_BAD_ROWS = 1000;

/** The charges of some rows, and the rows among them that could not be read. */
interface ChargeBatch {
  readonly charges: readonly ChargeWithColumns[];
  readonly badRows: readonly InvalidFocus[];
}

/**
 * Reads FOCUS, version 1.0 to 1.4, into charges, some at a time in constant memory: what a billing port can answer
 * with. Nulls are empty fields or the text `NULL`; instants without a zone are UTC. The first failure comes as a `Left`
 * and ends it.
 *
 * @returns the counts, once all has been read.
 */
export async function* streamFocusCharges(
  content: FocusContent,
  options: FocusChargeOptions = {},
): AsyncGenerator<Either<InvalidFocus | Cancelled, readonly ChargeWithColumns[]>, FocusCounts> {
  const checked = await withOptions(FocusChargeOptions, options, async (asked) => E.right(asked))();
  if (E.isLeft(checked)) {
    yield checked;
    return noCounts();
  }
  const batches = readBatches(content, checked.right);
  for (;;) {
    const next = await batches.next();
    if (next.done === true) return next.value;
    if (E.isLeft(next.value)) yield next.value;
    else if (next.value.right.charges.length > 0) yield E.right(next.value.right.charges);
  }
}

/**
 * Reads a whole FOCUS bill into charges: CSV, gzip or Parquet, one file or several (`[{ name, content }]`), see
 * {@link streamFocusCharges}.
 *
 * @example
 * const { charges } = await orThrow(readFocusCharges(createReadStream('focus.csv.gz'), { cost: 'billed' }));
 */
export function readFocusCharges(
  content: FocusContent,
  options: FocusChargeOptions = {},
): TaskEither<InvalidFocus | Cancelled, FocusBill> {
  return withOptions(FocusChargeOptions, options, async (asked) => {
    const charges: ChargeWithColumns[] = [];
    const badRows: InvalidFocus[] = [];
    const batches = readBatches(content, asked);
    for (;;) {
      const next = await batches.next();
      if (next.done === true) return E.right({ charges, counts: next.value, badRows });
      if (E.isLeft(next.value)) return next.value;
      for (const charge of next.value.right.charges) charges.push(charge);
      badRows.push(...next.value.right.badRows.slice(0, MAX_BAD_ROWS - badRows.length));
    }
  });
}

const noCounts = (): FocusCounts => ({
  version: '1.0',
  rows: 0,
  commitmentPurchases: 0,
  commitmentPurchaseCost: new Decimal(0),
  splitOrigins: 0,
  withoutCost: 0,
  badRows: 0,
});

async function* readBatches(
  content: FocusContent,
  options: FocusChargeOptions,
): AsyncGenerator<Either<InvalidFocus | Cancelled, ChargeBatch>, FocusCounts> {
  const counts = noCounts();
  const reading: Reading = { options, ids: new ChargeIds(options), columns: new RuleColumns(options.columns), counts };
  let files = 0;
  let header: unknown;
  for await (const batch of followTables(content, options)) {
    if (E.isLeft(batch)) {
      yield batch;
      return counts;
    }
    const { header: own, file, rows } = batch.right;
    if (own !== header) {
      const wrong = missingColumn(own.columns, options, file);
      if (wrong !== undefined) {
        yield E.left(wrong);
        return counts;
      }
      if (files === 0) counts.version = recognizeFocus(own.columns).version;
      [header, files] = [own, files + 1];
    }
    const charges: ChargeWithColumns[] = [];
    const badRows: InvalidFocus[] = [];
    for (const tableRow of rows) {
      counts.rows += 1;
      const row = new TableFocusRow(own, tableRow, file);
      if (isSplitOrigin(row)) {
        counts.splitOrigins += 1;
        continue;
      }
      const charge = toCharge(row, reading);
      if (E.isRight(charge)) {
        if (charge.right === null) counts.withoutCost += 1;
        else charges.push(charge.right);
      } else if (options.onBadRow === 'collect') {
        counts.badRows += 1;
        badRows.push(charge.left);
      } else {
        yield charge;
        return counts;
      }
    }
    yield E.right({ charges, badRows });
  }
  return counts;
}

const COST_COLUMNS: Readonly<Record<CostBasis, string>> = {
  effective: 'EffectiveCost',
  billed: 'BilledCost',
  list: 'ListCost',
  contracted: 'ContractedCost',
};

function missingColumn(
  columns: readonly string[],
  options: FocusChargeOptions,
  file: string | undefined,
): InvalidFocus | undefined {
  const needed = [
    COST_COLUMNS[options.cost ?? 'effective'],
    'BillingCurrency',
    'ChargePeriodStart',
    'ChargePeriodEnd',
    ...(options.tenantOf === undefined ? ['SubAccountId'] : []),
    ...[options.tenantOf, options.projectOf].flatMap((key) =>
      typeof key === 'string' && !key.startsWith(TAG) ? key : [],
    ),
    ...(options.categoryOf === undefined ? ['ChargeCategory', 'ServiceCategory'] : []),
    ...(options.idColumn === undefined ? [] : [options.idColumn]),
  ];
  const missing = needed.filter((name) => !columns.includes(name));
  if (missing.length === 0) return undefined;
  const hints = [
    ...(columns.length > 1 ? [] : ['give what the file holds, not its path']),
    ...(missing.includes('SubAccountId')
      ? ['without SubAccountId, tenantOf must say whose a row is: "tag:team", another column, or a function']
      : []),
    ...(missing.includes('ServiceCategory') ? ['without ServiceCategory, categoryOf must say what it is for'] : []),
  ];
  const expected = `a header with it${hints.length === 0 ? '' : ` (${hints.join('; ')})`}`;
  return invalidFocus({
    ...(file === undefined ? {} : { file }),
    row: 1,
    column: missing.join(', '),
    value: columns.join(','),
    expected,
  });
}

/** FOCUS 1.3: the line that was split says how, but names no resource and no share of its own. */
function isSplitOrigin(row: FocusRow): boolean {
  if (row.get('AllocatedMethodId') === null || row.get('AllocatedResourceId') !== null) return false;
  const elements = scanJsonObject(row.get('AllocatedMethodDetails') ?? '')?.find(({ key }) => key === 'Elements');
  return elements !== undefined && /^\[\s*\]$/.test(elements.json);
}

/** Gives every charge of a call an id of its own. */
class ChargeIds {
  readonly #prefix: string;
  readonly #idColumn: string | undefined;
  #rows = 1;
  /** Which file an id came from: the same id in two files is not the same charge. */
  readonly #files = new Map<string, string | undefined>();

  constructor({ source, idColumn }: FocusChargeOptions) {
    this.#prefix = source === undefined ? '' : `${escapePart(String(source))}:`;
    this.#idColumn = idColumn;
  }

  next(row: TableFocusRow): string {
    this.#rows += 1;
    if (this.#idColumn === undefined) return `${this.#prefix}row-${this.#rows}`;
    let id = textOf(row, this.#idColumn);
    if (row.file !== undefined) {
      while (this.#files.has(id) && this.#files.get(id) !== row.file) id = `${escapePart(row.file)}/${id}`;
      this.#files.set(id, row.file);
    }
    return this.#prefix + id;
  }
}

/** A name in which no separator of ids is left. */
function escapePart(name: string): string {
  return name.replace(/[^\w.-]/g, (letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`);
}

/** A cell that cannot be read, thrown to the edge of this file alone. */
class BadCell {
  constructor(readonly error: InvalidFocus) {}
}

/** What the rows of one call are read with. */
interface Reading {
  readonly options: FocusChargeOptions;
  readonly ids: ChargeIds;
  readonly columns: RuleColumns;
  readonly counts: FocusCounts;
}

/** The charge of a row; null where it states no cost and such rows are left out. */
function toCharge(row: TableFocusRow, reading: Reading): Either<InvalidFocus, ChargeWithColumns | null> {
  try {
    return E.right(readCharge(row, reading));
  } catch (cause) {
    if (cause instanceof BadCell) return E.left(cause.error);
    const expected = 'tenantOf, projectOf and categoryOf to answer';
    return E.left(invalidFocus({ ...placeOf(row), value: cause, expected }, cause));
  }
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function readCharge(row: TableFocusRow, { options, ids, columns, counts }: Reading): ChargeWithColumns | null {
  const chargeId = ids.next(row);
  const chosen = COST_COLUMNS[options.cost ?? 'effective'];
  if (row.get(chosen) === null) {
    if (options.withoutCost === 'leaveOut') return null;
    throw bad(row, chosen, 'a cost (rows without one can be left out with withoutCost: "leaveOut")');
  }
  const [start, end] = [instantOf(row, 'ChargePeriodStart'), instantOf(row, 'ChargePeriodEnd')];
  if (start > end) throw bad(row, 'ChargePeriodEnd', 'an end that is not before the start');
  const isPurchase = isCommitmentPurchase(row);
  // What a commitment cost comes back in the lines that it covers: only the billed cost counts its purchase.
  const costOf = (column: string): Decimal | undefined => {
    const amount = decimalOf(row, column);
    return amount !== undefined && column !== 'BilledCost' && isPurchase ? new Decimal(0) : amount;
  };
  const tags = tagsOf(row);
  const charge: Mutable<ChargeWithColumns> = {
    chargeId,
    tenantId: valueOf(options.tenantOf ?? 'SubAccountId', row, tags),
    category: (options.categoryOf ?? costCategoryOf)(row),
    cost: costOf(chosen)!,
    currency: textOf(row, 'BillingCurrency'),
    start,
    end,
    tags,
    columns: columns.of(row),
  };
  const set = <Key extends keyof Charge>(key: Key, value: Charge[Key] | null | undefined): void => {
    if (value !== null && value !== undefined) charge[key] = value;
  };
  set('billedCost', costOf('BilledCost'));
  set('listCost', costOf('ListCost'));
  set('contractedCost', costOf('ContractedCost'));
  set('projectId', options.projectOf && valueOf(options.projectOf, row, tags));
  set('resourceId', row.get('ResourceId'));
  set('commitmentId', row.get('CommitmentDiscountId'));
  set('usageQuantity', decimalOf(row, 'ConsumedQuantity'));
  set('usageUnit', row.get('ConsumedUnit'));
  set('billedFrom', row.get('BillingPeriodStart') === null ? null : instantOf(row, 'BillingPeriodStart'));
  set('billedUntil', row.get('BillingPeriodEnd') === null ? null : instantOf(row, 'BillingPeriodEnd'));
  if (isPurchase) {
    counts.commitmentPurchases += 1;
    if (chosen !== 'BilledCost') {
      const amount = decimalOf(row, chosen)!;
      counts.commitmentPurchaseCost = counts.commitmentPurchaseCost.plus(amount);
      if (!amount.isZero()) set('purchaseCost', amount);
    }
  }
  return charge;
}

const TAG = 'tag:';

/** What a row has by a column, a tag or a function. */
function valueOf(key: NonNullable<FocusChargeOptions['tenantOf']>, row: FocusRow, tags: Charge['tags']): string | null {
  if (typeof key !== 'string') return key(row);
  if (!key.startsWith(TAG)) return row.get(key);
  const tag = key.slice(TAG.length);
  return Object.hasOwn(tags, tag) && tags[tag] !== '' ? tags[tag]! : null;
}

function textOf(row: TableFocusRow, column: string): string {
  const cell = row.get(column);
  if (cell === null) throw bad(row, column, 'text');
  return cell;
}

function decimalOf(row: TableFocusRow, column: string): Decimal | undefined {
  const cell = row.cell(column);
  if (cell === undefined || cell.text === null) return undefined;
  if (cell.decimal === null) throw bad(row, column, 'a number such as 12.34 or 1234E-2');
  return cell.decimal;
}

function instantOf(row: TableFocusRow, column: string): number {
  const instant = toInstant(row.get(column) ?? '');
  if (instant === undefined) throw bad(row, column, 'a date and time such as 2024-09-01T00:00:00Z');
  return instant;
}

/** The tags of the row, and of the resource that a part of a split charge went to. */
function tagsOf(row: TableFocusRow): Readonly<Record<string, string>> {
  const of = (column: string): Readonly<Record<string, string>> => {
    const cell = row.get(column);
    const read = cell === null ? {} : readTags(cell);
    if (read === undefined) throw bad(row, column, 'a JSON object of tags, or a list of { "key", "value" }');
    return read;
  };
  const allocated = row.get('AllocatedTags');
  return allocated === null ? of('Tags') : { ...of('AllocatedTags'), ...of('Tags') };
}

function placeOf(row: FocusRow): { readonly file?: string; readonly row: number } {
  return row.file === undefined ? { row: row.row } : { file: row.file, row: row.row };
}

function bad(row: FocusRow, column: string, expected: string): BadCell {
  return new BadCell(invalidFocus({ ...placeOf(row), column, value: row.get(column), expected }));
}
