import { findProblem } from '../../codec/decode.js';
import { mapOf, optionsOf } from '../../codec/record.js';
import { abortSignal, callback, lookedAtLater, text } from '../../codec/values.js';
import { cancelled, type Cancelled } from '../../errors/kernel.js';
import { yieldWhenDue } from '../../host/chunked.js';
import { ignoreErrors } from '../../host/try.js';
import { E, type Either, type TaskEither } from '../../prelude.js';
import { COST_CATEGORIES, type CostCategory } from '../model/cost-category.js';
import {
  type CostMatrix,
  createMatrixAccumulator,
  type MatrixAccumulator,
  tenantCode,
  toCostMatrix,
  WIDTH,
} from './cost-matrix.js';
import { ByteDictionary, FastRows, Role } from './csv-fast-rows.js';
import { type CsvRecord, readRecord } from './csv-records.js';
import { invalidCostCsv, type InvalidCostCsv } from './errors.js';
import { AmountAdder } from './rows-and-columns.js';

/** CSV as a whole or in pieces: text, bytes, or anything that yields them, such as a file's or a response's stream. */
export type CsvSource = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** How much of a file is read before other work gets its turn: some milliseconds. */
const MAX_CHUNK_BYTES = 4 * 1024 * 1024;

/** The pieces of a source as bytes (UTF-8), none of them long. */
async function* byteChunks(source: CsvSource): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = typeof source === 'string' || source instanceof Uint8Array ? [source] : source;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? encoder.encode(piece) : toPlainBytes(piece);
    for (let at = 0; at < bytes.length; at += MAX_CHUNK_BYTES) yield bytes.subarray(at, at + MAX_CHUNK_BYTES);
  }
}

/** Two pieces as one; the second itself where the first is empty. */
function concatBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Node's buffers as plain bytes: the engine reads one kind of array faster than two. */
function toPlainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

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

const CsvColumns = optionsOf<CsvColumns>('the columns', {
  tenantId: text,
  category: text,
  cost: text,
  categories: mapOf(lookedAtLater),
});

const CsvProgressOptions = optionsOf<CsvProgressOptions>('the options', { signal: abortSignal, onProgress: callback });

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

/** Adds the rows of a CSV file, handed over piece by piece, to a accumulator. */
class CostCsv {
  private places: Places | undefined;
  private quick: FastRows | undefined;
  /** The number of the next record; the header is 1, blank lines are none. */
  private row = 1;
  private readonly amounts: AmountAdder;
  private readonly tenants = new ByteDictionary();
  private readonly categories = new ByteDictionary();
  private readonly meanings: ReadonlyMap<string, CostCategory>;

  constructor(
    private readonly accumulator: MatrixAccumulator,
    private readonly columns: CsvColumns,
  ) {
    this.amounts = new AmountAdder(accumulator);
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
    const { columns, accumulator } = this;
    const [tenantId, categoryName, cost] = [fields[places.tenantId]!, fields[places.category]!, fields[places.cost]!];
    const category = COST_CATEGORIES.indexOf(this.meanings.get(categoryName)!);
    if (category < 0) return this.refuse(columns.category, categoryName, 'a known category');
    const base = tenantCode(accumulator, tenantId === '' || tenantId === 'NULL' ? null : tenantId) * WIDTH;
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

const MAX_SEAM_BYTES = 4096;

/** How to follow the reading of a large file, and how to call it off. */
export interface CsvProgressOptions {
  /** Stops the reading within a few megabytes; the answer is then `Cancelled`. */
  readonly signal?: AbortSignal;
  /** Told after each piece of the file how many bytes have been read. What it throws is dropped. */
  readonly onProgress?: (bytes: number) => void;
}

/**
 * What every tenant costs in every category, exactly, straight from the bytes of a CSV file (RFC 4180, UTF-8, with a
 * header): no text and no object is made per row, and memory stays at a piece of the file and the sums. About 2 ns a
 * byte.
 *
 * @example
 * sumCsv(createReadStream('bill.csv'), { tenantId: 'tenant', category: 'category', cost: 'cost' })
 */
export function sumCsv(
  source: CsvSource,
  columns: CsvColumns,
  following: CsvProgressOptions = {},
): TaskEither<InvalidCostCsv | Cancelled, CostMatrix> {
  return async () => {
    try {
      const wrong =
        findProblem(CsvColumns, columns, 'columns') ?? findProblem(CsvProgressOptions, following ?? {}, 'options');
      if (wrong !== undefined)
        return E.left(invalidCostCsv({ value: wrong.value, expected: `${wrong.expected} at ${wrong.option}` }));
      const { signal, onProgress } = following ?? {};
      const isOff = (): boolean => signal?.aborted === true;
      let done = 0;
      const accumulator = createMatrixAccumulator();
      const csv = new CostCsv(accumulator, columns);
      let rest: Uint8Array = new Uint8Array(0);
      for await (const chunk of byteChunks(source)) {
        if (isOff()) return E.left(cancelled({ what: 'adding up a CSV file' }));
        // Only the record that two pieces share is copied, with what follows it in the first few kilobytes of the
        // second.
        const seam = rest.length === 0 ? rest : concatBytes(rest, chunk.subarray(0, MAX_SEAM_BYTES));
        const across = csv.read(seam, false);
        if (E.isLeft(across)) return across;
        const isAcross = across.right >= rest.length;
        const bytes = isAcross ? chunk.subarray(across.right - rest.length) : concatBytes(rest, chunk);
        const read = csv.read(bytes, false);
        if (E.isLeft(read)) return read;
        rest = bytes.slice(read.right);
        done += chunk.length;
        ignoreErrors(() => onProgress?.(done));
        await yieldWhenDue();
      }
      if (isOff()) return E.left(cancelled({ what: 'adding up a CSV file' }));
      const read = csv.read(rest, true);
      return E.isLeft(read) ? read : E.right(toCostMatrix(accumulator));
    } catch (cause) {
      return E.left(invalidCostCsv({ value: cause, expected: 'a source that can be read to its end' }, cause));
    }
  };
}
