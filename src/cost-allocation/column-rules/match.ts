import { type Decimal, formatDecimal, parseDecimal } from '../../money/decimal.js';
import { E } from '../../prelude.js';
import type { Charge } from '../model/charge.js';
import type { ColumnMatcher, ColumnTest } from '../model/column-rule.js';

/** The text in a column of some row; undefined where there is none. */
export type ColumnReader = (column: string) => string | undefined;

/** Whether a row is as a matcher says. */
export type RowTest = (read: ColumnReader) => boolean;

/** A charge with further columns of the bill, for rules: `{ ServiceName: 'Amazon EC2', RegionId: 'eu-west-1' }`. */
export interface ChargeWithColumns extends Charge {
  /** By the names in the bill. Empty text counts as no value. */
  readonly columns?: Readonly<Record<string, string>>;
}

/**
 * Where a column of a common name stands in FOCUS, in the FOCUS exports of AWS and Oracle, and in both spellings of the
 * AWS report.
 */
const COLUMN_NAMES: Readonly<Record<string, readonly string[]>> = {
  account: ['account', 'SubAccountId', 'lineItem/UsageAccountId', 'line_item_usage_account_id'],
  accountName: ['accountName', 'SubAccountName', 'lineItem/UsageAccountName', 'line_item_usage_account_name'],
  service: ['service', 'ServiceName', 'product/ProductName', 'product_product_name'],
  serviceCode: ['serviceCode', 'x_ServiceCode', 'lineItem/ProductCode', 'line_item_product_code'],
  region: ['region', 'RegionId', 'RegionName', 'Region', 'product/regionCode', 'product_region_code'],
  usageType: ['usageType', 'x_UsageType', 'lineItem/UsageType', 'line_item_usage_type'],
  operation: ['operation', 'x_Operation', 'lineItem/Operation', 'line_item_operation'],
  chargeCategory: ['chargeCategory', 'ChargeCategory', 'lineItem/LineItemType', 'line_item_line_item_type'],
};

const TAG = 'tag:';

/** The key of a column or dimension that is a tag; undefined for another. */
export function tagKeyOf(column: string): string | undefined {
  return column.startsWith(TAG) && column.length > TAG.length ? column.slice(TAG.length) : undefined;
}

/** Reads the columns of a charge. */
export function readerOfCharge(charge: ChargeWithColumns): ColumnReader {
  const own = (record: Readonly<Record<string, string>> | undefined, key: string): string | undefined =>
    record !== undefined && Object.hasOwn(record, key) && record[key] !== '' ? record[key] : undefined;
  const amount = (value: Decimal | undefined): string | undefined => value && formatDecimal(value);
  return (column) => {
    const key = tagKeyOf(column);
    if (key !== undefined) return own(charge.tags, key);
    switch (column) {
      case 'chargeId':
        return charge.chargeId;
      case 'tenant':
        return charge.tenantId ?? undefined;
      case 'pool':
        return charge.poolId;
      case 'project':
        return charge.projectId || undefined;
      case 'resource':
        return charge.resourceId || undefined;
      case 'category':
        return charge.category;
      case 'currency':
        return charge.currency;
      case 'usageUnit':
        return charge.usageUnit || undefined;
      case 'usageQuantity':
        return amount(charge.usageQuantity);
      case 'cost':
        return amount(charge.cost);
      case 'start':
        return String(charge.start);
      case 'end':
        return String(charge.end);
    }
    const names = Object.hasOwn(COLUMN_NAMES, column) ? COLUMN_NAMES[column]! : [column];
    for (const name of names) {
      const value = own(charge.columns, name);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

/** Makes a matcher ready for many rows. Its time per row is bounded: rule, times value, times 500 at most. */
export function compileMatcher(matcher: ColumnMatcher): RowTest {
  if ('all' in matcher) {
    const tests = matcher.all.map(compileMatcher);
    return (read) => tests.every((test) => test(read));
  }
  if ('any' in matcher) {
    const tests = matcher.any.map(compileMatcher);
    return (read) => tests.some((test) => test(read));
  }
  if ('not' in matcher) {
    const test = compileMatcher(matcher.not);
    return (read) => !test(read);
  }
  return compileTest(matcher);
}

function compileTest(test: ColumnTest): RowTest {
  const { column, present, ignoreCase = false } = test;
  const fold = (value: string): string => (ignoreCase ? value.toLowerCase() : value);
  const conditions: ((value: string) => boolean)[] = [];
  if (test.equals !== undefined) {
    const wanted = fold(test.equals);
    conditions.push((value) => value === wanted);
  }
  if (test.in !== undefined) {
    const wanted = new Set(test.in.map(fold));
    conditions.push((value) => wanted.has(value));
  }
  if (test.glob !== undefined) {
    const globs = [test.glob].flat().map((pattern) => compileGlob(fold(pattern)));
    conditions.push((value) => globs.some((glob) => glob(value)));
  }
  if (test.atLeast !== undefined) conditions.push(compareWith(fold(test.atLeast), (order) => order >= 0));
  if (test.below !== undefined) conditions.push(compareWith(fold(test.below), (order) => order < 0));
  return (read) => {
    const value = read(column);
    if (value === undefined) return present === false && conditions.length === 0;
    if (present === false) return false;
    const folded = fold(value);
    return conditions.every((holds) => holds(folded));
  };
}

/** How a value stands to a bound, below zero where it is less: as numbers where the bound is one, else as texts. */
function compareWith(bound: string, holds: (order: number) => boolean): (value: string) => boolean {
  const number = parseDecimal(bound);
  if (E.isLeft(number)) return (value) => holds(value < bound ? -1 : value > bound ? 1 : 0);
  return (value) => {
    const given = parseDecimal(value);
    return E.isRight(given) && holds(given.right.comparedTo(number.right));
  };
}

/**
 * A pattern as a function: `*` is any text, `?` one character (UTF-16 code unit), `\` takes the next one as it is. The
 * texts between the stars are found from left to right, each at the first place it fits, which needs no way back:
 * O(value · longest text between stars).
 */
function compileGlob(pattern: string): (value: string) => boolean {
  const pieces = piecesOf(pattern);
  const first = pieces[0]!;
  if (pieces.length === 1) return (value) => value.length === first.length && fits(first, value, 0);
  const last = pieces[pieces.length - 1]!;
  const between = pieces.slice(1, -1);
  return (value) => {
    const until = value.length - last.length;
    if (until < first.length || !fits(first, value, 0) || !fits(last, value, until)) return false;
    let at = first.length;
    for (const piece of between) {
      while (at + piece.length <= until && !fits(piece, value, at)) at += 1;
      if (at + piece.length > until) return false;
      at += piece.length;
    }
    return true;
  };
}

/** A character, or undefined for any one. */
type Piece = readonly (string | undefined)[];

/** What stands between the stars of a pattern. */
function piecesOf(pattern: string): readonly Piece[] {
  const pieces: (string | undefined)[][] = [[]];
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern[at]!;
    if (character === '*') pieces.push([]);
    else if (character === '?') pieces.at(-1)!.push(undefined);
    else if (character === '\\' && at + 1 < pattern.length) pieces.at(-1)!.push(pattern[(at += 1)]!);
    else pieces.at(-1)!.push(character);
  }
  return pieces;
}

function fits(piece: Piece, value: string, at: number): boolean {
  for (let i = 0; i < piece.length; i += 1) {
    if (piece[i] !== undefined && piece[i] !== value[at + i]) return false;
  }
  return true;
}
