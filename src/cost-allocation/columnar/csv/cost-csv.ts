import { invalidCostCsv, type InvalidCostCsv } from '../../../errors/cost-columns.js';
import { toDecimal } from '../../../money/index.js';
import { E, type Either } from '../../../prelude.js';
import { COST_CATEGORIES, type CostCategory } from '../../model/index.js';
import { addDecimal, addDigits, type Digits } from '../decimal-digits.js';
import type { ExactSums } from '../exact-sums.js';
import { sectionOf, tenantCode, WIDTH, type Tally } from '../tally.js';
import { ByteDictionary } from './byte-dictionary.js';
import { readDigitBytes } from './decimal-bytes.js';
import { recordReader, type RecordFields, type RecordReader } from './read-records.js';

/** Which columns of a CSV file hold what. */
export interface CsvColumns {
  /** Column of the tenant's id; an empty field or `NULL` means a shared pool. */
  readonly tenantId: string;
  readonly category: string;
  readonly cost: string;
  /** What the texts in the category column mean; the six category names where left out. */
  readonly categories?: Readonly<Record<string, CostCategory>>;
}

const QUOTE = 34;
const TENANT = 0;
const CATEGORY = 1;
const COST = 2;
const MOST_COLUMNS = 4096;
/** Amounts with up to so many digits behind the point are added as doubles. */
const QUICK_PLACES = 15;

/** Adds the rows of a CSV file, handed over piece by piece, to a tally. */
export class CostCsv {
  private reader: RecordReader | undefined;
  private width = 0;
  private error: InvalidCostCsv | undefined;
  private scale = 0;
  private section: ExactSums;
  private readonly digits: Digits = { whole: 0, places: 0 };
  private readonly tenants: ByteDictionary<number>;
  private readonly categories: ByteDictionary<number>;

  constructor(
    private readonly tally: Tally,
    private readonly columns: CsvColumns,
  ) {
    this.section = sectionOf(tally, this.scale);
    const meanings = new Map<string, CostCategory>(
      columns.categories === undefined
        ? COST_CATEGORIES.map((name) => [name, name])
        : Object.entries(columns.categories),
    );
    this.tenants = new ByteDictionary((id) => tenantCode(tally, id === '' || id === 'NULL' ? null : id) * WIDTH);
    this.categories = new ByteDictionary((text) => COST_CATEGORIES.indexOf(meanings.get(text)!));
  }

  /**
   * Reads the whole records in the bytes and answers how many bytes they were; with `last`, the last record ends with
   * them.
   */
  read(bytes: Uint8Array, last: boolean): Either<InvalidCostCsv, number> {
    let at = 0;
    if (this.reader === undefined) {
      at = this.readHeader(bytes, last);
      if (this.error !== undefined) return E.left(this.error);
    }
    if (this.reader === undefined) return E.right(0);
    at += this.reader.read(bytes.subarray(at), last, this.take);
    if (this.error === undefined && this.reader.fault !== undefined) {
      this.error = invalidCostCsv({
        row: this.reader.fields.row,
        value: this.reader.fault,
        expected: 'a whole record',
      });
    }
    return this.error === undefined ? E.right(at) : E.left(this.error);
  }

  private readHeader(bytes: Uint8Array, last: boolean): number {
    const names: string[] = [];
    const header = recordReader(Uint8Array.from({ length: MOST_COLUMNS }, (_, i) => (i < MOST_COLUMNS - 1 ? 1 : 0)));
    let width = 0;
    const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
    const read = start + header.read(bytes.subarray(start), last, (_, { count }) => ((width = count), false));
    if (width === 0) {
      if (last)
        this.error = invalidCostCsv({ value: 'no line at all', expected: 'a header with the names of the columns' });
      return 0;
    }
    names.push(
      ...textOf(bytes.subarray(start, read))
        .split(',')
        .map((name) => name.trim().replace(/^"(.*)"$/, '$1')),
    );
    const wanted = new Uint8Array(width);
    for (const [role, name] of [this.columns.tenantId, this.columns.category, this.columns.cost].entries()) {
      const place = names.indexOf(name);
      if (place < 0)
        this.error ??= invalidCostCsv({ row: 1, column: name, value: names.join(','), expected: 'this column' });
      else wanted[place] = role + 1;
    }
    this.width = width;
    this.reader = recordReader(wanted);
    this.reader.fields.row = 2;
    return read;
  }

  private readonly take = (view: DataView, fields: RecordFields): boolean => {
    const { starts, ends, quoted, count } = fields;
    if (fields.isWhole && count !== this.width)
      return this.refuse(fields, undefined, `${count} fields`, `${this.width} fields as in the header`);
    if (quoted[TENANT]! + quoted[CATEGORY]! > 0 && holdsDoubled(view, fields)) return this.takeDoubled(view, fields);
    const category = this.categories.values[this.categories.codeOf(view, starts[CATEGORY]!, ends[CATEGORY]!)]!;
    if (category < 0) return this.refuseField(view, fields, CATEGORY, 'a known category');
    const group = this.tenants.values[this.tenants.codeOf(view, starts[TENANT]!, ends[TENANT]!)]! + category;
    const isPlain = readDigitBytes(view, starts[COST]!, ends[COST]!, this.digits) && this.digits.places <= this.scale;
    if (isPlain && addDigits(this.section, this.scale, group, this.digits)) return true;
    return this.takeDecimal(view, fields, group);
  };

  /** An amount with more digits than any before it, or with too many for a double. */
  private takeDecimal(view: DataView, fields: RecordFields, group: number): boolean {
    const amount = toDecimal(textAt(view, fields, COST));
    if (E.isLeft(amount)) return this.refuseField(view, fields, COST, 'a decimal such as "12.34"');
    const places = amount.right.decimalPlaces();
    if (places > this.scale && places <= QUICK_PLACES) {
      this.scale = places;
      this.section = sectionOf(this.tally, places);
    }
    addDecimal(this.tally, this.section, this.scale, group, amount.right);
    return true;
  }

  /** A record in which a wanted field holds doubled quotes: it is laid down once more with single ones. */
  private takeDoubled(view: DataView, fields: RecordFields): boolean {
    const texts = [TENANT, CATEGORY, COST].map((field) => {
      const text = textAt(view, fields, field);
      return new TextEncoder().encode(fields.quoted[field] === 1 ? text.replaceAll('""', '"') : text);
    });
    const starts = [0, texts[0]!.length, texts[0]!.length + texts[1]!.length];
    const whole = new Uint8Array(starts[2]! + texts[2]!.length);
    texts.forEach((text, field) => whole.set(text, starts[field]!));
    const ends = starts.map((start, field) => start + texts[field]!.length);
    const { count, isWhole, row } = fields;
    return this.take(new DataView(whole.buffer), {
      starts: Int32Array.from(starts),
      ends: Int32Array.from(ends),
      quoted: new Uint8Array(3),
      count,
      isWhole,
      row,
    });
  }

  private refuseField(view: DataView, fields: RecordFields, field: number, expected: string): false {
    const column = [this.columns.tenantId, this.columns.category, this.columns.cost][field];
    return this.refuse(fields, column, textAt(view, fields, field), expected);
  }

  private refuse({ row }: RecordFields, column: string | undefined, value: unknown, expected: string): false {
    this.error = invalidCostCsv(column === undefined ? { row, value, expected } : { row, column, value, expected });
    return false;
  }
}

/** Whether a quoted tenant or category has a quote within. */
function holdsDoubled(view: DataView, { starts, ends, quoted }: RecordFields): boolean {
  for (let field = TENANT; field <= CATEGORY; field += 1) {
    if (quoted[field] === 0) continue;
    for (let i = starts[field]!; i < ends[field]!; i += 1) if (view.getUint8(i) === QUOTE) return true;
  }
  return false;
}

function textAt(view: DataView, { starts, ends }: RecordFields, field: number): string {
  return textOf(new Uint8Array(view.buffer, view.byteOffset + starts[field]!, ends[field]! - starts[field]!));
}

function textOf(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
