import { invalidCostCsv, type InvalidCostCsv } from '../../../errors/cost-columns.js';
import * as E from '../../../either.js';
import type { Either } from '../../../prelude.js';
import { COST_CATEGORIES, type CostCategory } from '../../model/index.js';
import { AmountAdder } from '../amounts.js';
import { tenantCode, WIDTH, type MatrixAccumulator } from '../tally.js';
import { ByteDictionary } from './byte-dictionary.js';
import { FastRows, Role } from './quick-rows.js';
import { readRecord, type CsvRecord } from './read-record.js';

/** Which columns of a CSV file hold what. */
export interface CsvColumns {
  /** Column of the tenant's id; an empty field or `NULL` means a shared pool. */
  readonly tenantId: string;
  /** The column with the category. */
  readonly category: string;
  /** The column with the amount. */
  readonly cost: string;
  /** What the texts in the category column mean; the six category names where left out. */
  readonly categories?: Readonly<Record<string, CostCategory>>;
}

/** Where the wanted fields stand in a record. */
interface Places {
  readonly tenantId: number;
  readonly category: number;
  readonly cost: number;
  /** How many fields a record has up to the last of them, and in all. */
  readonly enough: number;
  readonly width: number;
}

const encoder = new TextEncoder();

/** Adds the rows of a CSV file, handed over piece by piece, to a tally. */
export class CostCsv {
  private places: Places | undefined;
  private quick: FastRows | undefined;
  /** The number of the next record; the header is 1, blank lines are none. */
  private row = 1;
  private readonly amounts: AmountAdder;
  private readonly tenants = new ByteDictionary();
  private readonly categories = new ByteDictionary();
  private readonly meanings: ReadonlyMap<string, CostCategory>;

  constructor(
    private readonly tally: MatrixAccumulator,
    private readonly columns: CsvColumns,
  ) {
    this.amounts = new AmountAdder(tally);
    this.meanings = new Map<string, CostCategory>(
      columns.categories === undefined
        ? COST_CATEGORIES.map((name) => [name, name])
        : Object.entries(columns.categories),
    );
  }

  /**
   * Adds the whole records in the bytes and answers how many bytes they were; with `last`, the last record ends with
   * them.
   */
  read(bytes: Uint8Array, last: boolean): Either<InvalidCostCsv, number> {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let at = this.row === 1 && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    while (at < bytes.length) {
      if (this.quick !== undefined && !last) {
        at = this.quick.add(view, at, this.amounts.sums, this.amounts.scale);
        this.row += this.quick.rows;
      }
      const record = readRecord(view, at, this.places?.enough ?? Number.POSITIVE_INFINITY, last);
      if (record === undefined) break;
      if (typeof record === 'string') return this.refuse(undefined, record, 'a whole record');
      if (!record.isBlank) {
        const taken = this.places === undefined ? this.readHeader(record, bytes) : this.take(record, this.places);
        if (E.isLeft(taken)) return taken;
        this.row += 1;
      }
      at = record.next;
    }
    if (last && this.places === undefined) {
      const [value, expected] = ['no line at all', 'a header with the names of the columns'];
      return E.left(invalidCostCsv({ value, expected }));
    }
    return E.right(at);
  }

  private readHeader({ fields, next }: CsvRecord, bytes: Uint8Array): Either<InvalidCostCsv, unknown> {
    const names = fields.map((name) => name.trim());
    const roles = new Uint8Array(names.length);
    for (const role of ['tenantId', 'category', 'cost'] as const) {
      const name = this.columns[role];
      const place = names.indexOf(name);
      if (place < 0) return this.refuse(name, names.join(','), 'this column');
      if (roles[place] !== Role.none) return this.refuse(name, names.join(','), 'a column of its own');
      roles[place] = Role[role];
    }
    const enough = roles.findLastIndex((role) => role !== Role.none) + 1;
    const [tenantId, category, cost] = [Role.tenantId, Role.category, Role.cost].map((role) => roles.indexOf(role));
    this.places = { tenantId: tenantId!, category: category!, cost: cost!, enough, width: names.length };
    const layout = { roles: roles.slice(0, enough), width: names.length, hasReturns: bytes[next - 2] === 13 };
    this.quick = new FastRows(layout, this.tenants, this.categories);
    return E.right(undefined);
  }

  /** Adds a record that has something out of the ordinary: an id that is new, doubled quotes, an amount like `1e-9`. */
  private take({ fields, isWhole }: CsvRecord, places: Places): Either<InvalidCostCsv, unknown> {
    if (isWhole && fields.length !== places.width)
      return this.refuse(undefined, `${fields.length} fields`, `${places.width} fields as in the header`);
    const { columns, tally } = this;
    const [tenantId, categoryName, cost] = [fields[places.tenantId]!, fields[places.category]!, fields[places.cost]!];
    const category = COST_CATEGORIES.indexOf(this.meanings.get(categoryName)!);
    if (category < 0) return this.refuse(columns.category, categoryName, 'a known category');
    const base = tenantCode(tally, tenantId === '' || tenantId === 'NULL' ? null : tenantId) * WIDTH;
    if (!this.amounts.add(base + category, cost)) return this.refuse(columns.cost, cost, 'a decimal such as "12.34"');
    this.tenants.learn(encoder.encode(tenantId), base);
    this.categories.learn(encoder.encode(categoryName), category);
    return E.right(undefined);
  }

  private refuse(column: string | undefined, value: unknown, expected: string): Either<InvalidCostCsv, never> {
    const { row } = this;
    return E.left(invalidCostCsv(column === undefined ? { row, value, expected } : { row, column, value, expected }));
  }
}
