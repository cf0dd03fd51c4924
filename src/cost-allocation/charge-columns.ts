import { type DecodeError, notAsExpected } from '../errors/kernel.js';
import { minorUnits } from '../money/currency.js';
import { fromUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import type { GroupingOptions } from './group-charges.js';
import type { ChargeColumns, DecimalColumn, DictionaryColumn } from './model/charge-columns.js';
import { COST_CATEGORIES } from './model/cost-category.js';

/**
 * The rows of a batch of columns, to be checked like any others: all of them, or those of the given places. Row i is
 * named `first + i`.
 */
export function rowsOfColumns(
  columns: ChargeColumns,
  first: number,
  places?: readonly number[],
): Either<DecodeError, readonly unknown[]> {
  try {
    const rows = places?.map((i) => rowOf(columns, i, first));
    return E.right(rows ?? Array.from({ length: columns.rows }, (_, i) => rowOf(columns, i, first)));
  } catch (cause) {
    return E.left(notAsExpected('a batch of columns of the billing port', 'a column cannot be read', cause));
  }
}

function rowOf(columns: ChargeColumns, i: number, first: number): unknown {
  const named = Object.entries({
    poolId: nameAt(columns.poolId, i),
    projectId: nameAt(columns.projectId, i),
    resourceId: nameAt(columns.resourceId, i),
    usageUnit: nameAt(columns.usageUnit, i),
    usageQuantity: columns.usageQuantity === undefined ? undefined : amountAt(columns.usageQuantity, i),
  }).filter(([, value]) => value !== undefined && value !== null);
  return {
    chargeId: `row ${first + i}`,
    tenantId: nameAt(columns.tenantId, i),
    category: nameAt(columns.category, i),
    cost: amountAt(columns.cost, i),
    currency: nameAt(columns.currency, i),
    start: columns.start[i],
    end: columns.end[i],
    tags: {},
    ...Object.fromEntries(named),
  };
}

function nameAt<Name>(column: DictionaryColumn<Name> | undefined, i: number): Name | undefined {
  return column === undefined ? undefined : column.names[column.codes[i]!];
}

function amountAt(column: DecimalColumn, i: number): unknown {
  // A double that holds no whole number makes BigInt throw: the batch is then refused.
  return fromUnits(BigInt(column.units[i]!), column.scale);
}

/** What a code stands for where its row must be looked at on its own. */
const SLOW_PATH = -1;

/** A dictionary column with what each of its codes means to grouping, or {@link SLOW_PATH}. */
export interface CodeColumn {
  readonly codes: DictionaryColumn<unknown>['codes'];
  readonly values: Int32Array;
}

/** The columns of a batch in a form in which most rows can be added up without being looked at one by one. */
export interface FastColumns {
  readonly rows: number;
  /** The code of the tenant; for rows that name none, the number of tenants. */
  readonly tenant: CodeColumn;
  /** One more than the code of the pool; 0 where there is none. */
  readonly pool: CodeColumn | undefined;
  /** The position in `COST_CATEGORIES`. */
  readonly category: CodeColumn;
  /** The code of the currency. */
  readonly currency: CodeColumn;
  /** 0 for resources without intervals of ownership. */
  readonly resource: CodeColumn | undefined;
  /** One more than the code of the unit; 0 where there is none. */
  readonly unit: CodeColumn | undefined;
  /** Safe integers; anything else says that the row must be looked at on its own. */
  readonly cost: Float64Array;
  readonly costScale: number;
  readonly usage: Float64Array | undefined;
  readonly usageScale: number;
  readonly start: Float64Array;
  readonly end: Float64Array;
}

/** Reads the dictionaries of a batch; `undefined` where a column is not of the kind and length that it should be. */
export function toFastColumns(columns: ChargeColumns, { owners }: GroupingOptions): FastColumns | undefined {
  const { rows, tenantId, category, currency, start, end, cost } = columns;
  const { poolId, resourceId, usageUnit, usageQuantity } = columns;
  const optional = [poolId, resourceId, usageUnit].filter((column) => column !== undefined);
  const dictionaries = [tenantId, category, currency, ...optional];
  const decimals = [cost, ...(usageQuantity === undefined ? [] : [usageQuantity])];
  const isSound =
    Number.isSafeInteger(rows) &&
    rows >= 0 &&
    dictionaries.every((column) => isDictionary(column, rows)) &&
    decimals.every((column) => isDecimals(column, rows)) &&
    [start, end].every((column: unknown) => column instanceof Float64Array && column.length >= rows);
  if (!isSound) return undefined;
  const orNone = (isFine: (name: string) => boolean) => (name: unknown, code: number) =>
    name === null || name === undefined ? 0 : typeof name === 'string' && isFine(name) ? code + 1 : SLOW_PATH;
  const noTenant = tenantId.names.length;
  return {
    rows,
    tenant: toCodeColumn(tenantId, (name, code) => (name === null ? noTenant : isName(name) ? code : SLOW_PATH)),
    pool: poolId && toCodeColumn(poolId, orNone(isName)),
    category: toCodeColumn(category, (name) => COST_CATEGORIES.indexOf(name as never)),
    currency: toCodeColumn(currency, (name, code) => (isName(name) && E.isRight(minorUnits(name)) ? code : SLOW_PATH)),
    resource:
      resourceId &&
      toCodeColumn(
        resourceId,
        orNone((name) => !owners.has(name)),
      ),
    unit:
      usageUnit &&
      toCodeColumn(
        usageUnit,
        orNone(() => true),
      ),
    cost: safeUnits(cost, rows),
    costScale: cost.scale,
    usage: usageQuantity && safeUnits(usageQuantity, rows),
    usageScale: usageQuantity?.scale ?? 0,
    start,
    end,
  };
}

/** What row i of a column means; 0 where there is no column. */
export function codeAt(column: CodeColumn | undefined, i: number): number {
  if (column === undefined) return 0;
  const code = column.codes[i]!;
  return code < column.values.length ? column.values[code]! : SLOW_PATH;
}

function toCodeColumn(
  { codes, names }: DictionaryColumn<unknown>,
  meaning: (name: unknown, code: number) => number,
): CodeColumn {
  return { codes, values: Int32Array.from(names, meaning) };
}

function isName(name: unknown): name is string {
  return typeof name === 'string' && name !== '';
}

function isDictionary(column: DictionaryColumn<unknown>, rows: number): boolean {
  const codes: unknown = column?.codes;
  const isCodes = codes instanceof Uint8Array || codes instanceof Uint16Array || codes instanceof Uint32Array;
  return isCodes && codes.length >= rows && Array.isArray(column.names);
}

function isDecimals(column: DecimalColumn, rows: number): boolean {
  const units: unknown = column?.units;
  const isUnits = units instanceof Float64Array || units instanceof BigInt64Array;
  return isUnits && units.length >= rows && Number.isInteger(column.scale) && column.scale >= 0 && column.scale <= 15;
}

function safeUnits({ units }: DecimalColumn, rows: number): Float64Array {
  if (units instanceof Float64Array) return units;
  const doubles = new Float64Array(rows);
  // What is beyond the safe integers stays there, however it is rounded.
  for (let i = 0; i < rows; i += 1) doubles[i] = Number(units[i]!);
  return doubles;
}
