import { CATEGORY_FACTS, COST_CATEGORIES, type CostCategory } from '../../cost-allocation/model/cost-category.js';
import { optionsOf } from '../../codec/record.js';
import type { Cancelled } from '../../errors/kernel.js';
import { tryEither } from '../../host/try.js';
import { E, type TaskEither } from '../../prelude.js';
import { FOCUS_COLUMNS } from './columns.js';
import {
  type FocusContent,
  type FocusProgressOptions,
  followTables,
  PROGRESS_OPTIONS,
  withOptions,
} from './content.js';
import type { InvalidFocus } from './errors.js';
import type { Cell, TableHeader, TableRow } from './table.js';

/** One line of a FOCUS file. */
export interface FocusRow {
  /** The name of its file; undefined where the content was given without one. */
  readonly file?: string;
  /** Its number as a spreadsheet shows it: the header is row 1. */
  readonly row: number;
  /** The names of the columns, in the file's order. */
  readonly columns: readonly string[];
  /**
   * The text of a column; null where it is null (empty, or the bare text `NULL`) or where the file has no such column.
   */
  get(column: string): string | null;
  /** The text as it stands in the file; undefined where there is no such column. */
  raw(column: string): string | undefined;
}

/** A row of a table as a FOCUS row. */
export class TableFocusRow implements FocusRow {
  readonly file?: string;
  readonly row: number;
  readonly header: TableHeader;
  readonly #cells: readonly Cell[];

  constructor(header: TableHeader, { row, cells }: TableRow, file: string | undefined) {
    if (file !== undefined) this.file = file;
    this.row = row;
    this.header = header;
    this.#cells = cells;
  }

  get columns(): readonly string[] {
    return this.header.columns;
  }

  get(column: string): string | null {
    return this.cell(column)?.text ?? null;
  }

  raw(column: string): string | undefined {
    return this.cell(column)?.raw;
  }

  /** The text at a place of the header. */
  textAt(place: number): string | null {
    return this.#cells[place]!.text;
  }

  /** The cell of a column. */
  cell(column: string): Cell | undefined {
    const place = this.header.places.get(column);
    return place === undefined ? undefined : this.#cells[place];
  }
}

const ProgressOptions = optionsOf<FocusProgressOptions>('the options', PROGRESS_OPTIONS);

/** Reads the lines of a FOCUS file as they are, for splitting them and writing them out again. */
export function readFocusRows(
  content: FocusContent,
  options: FocusProgressOptions = {},
): TaskEither<InvalidFocus | Cancelled, readonly FocusRow[]> {
  return withOptions(ProgressOptions, options, async (asked) => {
    const rows: FocusRow[] = [];
    for await (const batch of followTables(content, asked)) {
      if (E.isLeft(batch)) return batch;
      const { header, file } = batch.right;
      for (const row of batch.right.rows) rows.push(new TableFocusRow(header, row, file));
    }
    return E.right(rows);
  });
}

/** The same line with some columns set; columns that it did not have come last. */
export function withCells(row: FocusRow, cells: ReadonlyMap<string, string | null>): FocusRow {
  const added = [...cells.keys()].filter((column) => !row.columns.includes(column));
  return {
    ...(row.file === undefined ? {} : { file: row.file }),
    row: row.row,
    columns: [...row.columns, ...added],
    get: (column) => (cells.has(column) ? (cells.get(column) ?? null) : row.get(column)),
    raw: (column) => (cells.has(column) ? (cells.get(column) ?? '') : row.raw(column)),
  };
}

const SPLIT_COLUMNS = FOCUS_COLUMNS['1.3'].filter((column) => column.startsWith('Allocated'));

/** How rows are written. Everything may be left out. */
export interface WriteOptions {
  /**
   * The version of FOCUS that the file is to follow: its columns first, in the specification's order, then custom ones;
   * a column that the version does not know gets the prefix `x_`. As the rows have them where left out.
   */
  readonly version?: '1.2' | '1.3' | '1.4';
}

/**
 * Writes rows as CSV (RFC 4180, LF), piece by piece: the header, then a line a row. Columns are those of the first row,
 * and the five split columns of FOCUS 1.3 (in 1.2 they are custom columns, `x_AllocatedMethodId` and so on). Nulls are
 * empty fields.
 */
export function* writeFocusCsv(rows: Iterable<FocusRow>, options: WriteOptions = {}): Generator<string> {
  let columns: ReadonlyArray<readonly [name: string, source: string]> | undefined;
  for (const row of rows) {
    if (columns === undefined) {
      columns = outputColumns(row.columns, options?.version);
      yield `${columns.map(([name]) => quoted(name)).join(',')}\n`;
    }
    yield `${columns.map(([, source]) => quoted(row.get(source))).join(',')}\n`;
  }
}

/** What 1.4 calls the columns that it renamed. */
const RENAMED_IN_1_4: ReadonlyMap<string, string> = new Map([
  ['ProviderName', 'ServiceProviderName'],
  ['PublisherName', 'HostProviderName'],
]);

function outputColumns(
  own: readonly string[],
  version: WriteOptions['version'],
): ReadonlyArray<readonly [string, string]> {
  const all = [...own, ...SPLIT_COLUMNS.filter((column) => !own.includes(column))];
  if (version === undefined) return all.map((name) => [name, name]);
  const known = FOCUS_COLUMNS[version];
  const named = all.map((source): readonly [string, string] => {
    if (known.includes(source) || source.startsWith('x_')) return [source, source];
    const renamed = RENAMED_IN_1_4.get(source);
    if (version === '1.4' && renamed !== undefined && !all.includes(renamed)) return [renamed, source];
    return [`x_${source}`, source];
  });
  const place = ([name]: readonly [string, string]): number => {
    const at = known.indexOf(name);
    return at < 0 ? known.length : at;
  };
  return named.toSorted((a, b) => place(a) - place(b));
}

function quoted(text: string | null): string {
  if (text === null) return '';
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The service categories of FOCUS (1.0 to 1.4) and the cost category that each counts as. */
const SERVICE_CATEGORIES: ReadonlyMap<string, CostCategory> = new Map(
  COST_CATEGORIES.flatMap((category) =>
    CATEGORY_FACTS[category].focusServices.map((name) => [name, category] as const),
  ),
);

/**
 * The cost category of a line: `reserved` for buying a commitment or leaving it unused, `support` for taxes and for
 * services that FOCUS does not know (and for what is no row), otherwise by its service category.
 */
export function costCategoryOf(row: FocusRow): CostCategory {
  return E.getOrElse((): CostCategory => 'support')(tryEither('the row', () => E.right(readCategory(row))));
}

function readCategory(row: FocusRow): CostCategory {
  if (isCommitmentPurchase(row) || row.get('CommitmentDiscountStatus') === 'Unused') return 'reserved';
  if (row.get('ChargeCategory') === 'Tax') return 'support';
  return SERVICE_CATEGORIES.get(row.get('ServiceCategory') ?? '') ?? 'support';
}

/**
 * Whether the line buys a commitment. Its cost comes back, amortized, in the lines that the commitment covers, so that
 * only the billed cost counts it (FOCUS: EffectiveCost is zero for purchases that cover future charges).
 */
export function isCommitmentPurchase(row: FocusRow): boolean {
  return row.get('ChargeCategory') === 'Purchase' && row.get('CommitmentDiscountId') !== null;
}

const MAX_KNOWN_COLUMNS = 4096;

/** The columns that rules tell charges apart by; those with few values, since equal ones are kept once. */
const RULE_COLUMNS: readonly string[] = [
  'AvailabilityZone',
  'BillingAccountId',
  'BillingAccountName',
  'ChargeCategory',
  'ChargeClass',
  'CommitmentDiscountStatus',
  'CommitmentDiscountType',
  'InvoiceIssuerName',
  'PricingCategory',
  'ProviderName',
  'PublisherName',
  'Region',
  'RegionId',
  'RegionName',
  'ResourceType',
  'ServiceCategory',
  'ServiceName',
  'ServiceProviderName',
  'ServiceSubcategory',
  'SubAccountId',
  'SubAccountName',
  'x_Operation',
  'x_ServiceCode',
  'x_UsageType',
];

/** Gives rows the columns that rules look at: one object for all rows that have the same in them. */
export class RuleColumns {
  readonly #names: readonly string[];
  #header: TableHeader | undefined;
  #present: readonly (readonly [name: string, place: number])[] = [];
  readonly #known = new Map<string, Readonly<Record<string, string>>>();

  constructor(columns: readonly string[] = []) {
    this.#names = [...new Set([...RULE_COLUMNS, ...columns])];
  }

  of(row: TableFocusRow): Readonly<Record<string, string>> {
    if (row.header !== this.#header) {
      this.#header = row.header;
      const { places } = row.header;
      this.#present = this.#names.flatMap((name) => (places.has(name) ? [[name, places.get(name)!] as const] : []));
      this.#known.clear();
    }
    let key = '';
    for (const [, place] of this.#present) {
      const text = row.textAt(place);
      key += text === null ? '-' : `${text.length}:${text}`;
    }
    let found = this.#known.get(key);
    if (found === undefined) {
      if (this.#known.size >= MAX_KNOWN_COLUMNS) this.#known.clear();
      const entries = this.#present.map(([name, place]) => [name, row.textAt(place)] as const);
      found = Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== null));
      this.#known.set(key, found);
    }
    return found;
  }
}
