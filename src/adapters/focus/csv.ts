import { invalidFocus } from './errors.js';
import { BATCH_ROWS, Cell, MAX_COLUMNS, toHeader, type TableBatch, type TableHeader, type TableRow } from './table.js';

const [QUOTE, COMMA, LF, CR] = [34, 44, 10, 13];
/** A dictionary of more cells than this starts over: what is new in every row is not worth keeping. */
const MAX_REMEMBERED = 4096;
const MAX_REMEMBERED_BYTES = 1 << 19;
/** A row of more bytes than this is no row but a quote that is never closed. */
const MAX_ROW_BYTES = 1 << 26;

/**
 * Reads CSV (RFC 4180) out of bytes, in constant memory. A row of another length than the header, a header with a
 * column twice and a file cut off within a row are thrown as `InvalidFocus`. Empty lines are skipped.
 */
export async function* readCsv(pieces: AsyncIterable<Uint8Array>, file?: string): AsyncGenerator<TableBatch> {
  const reader = new CsvReader(file);
  for await (const piece of pieces) yield* reader.push(piece);
  yield* reader.end();
}

class CsvReader {
  readonly #file: string | undefined;
  /** What has come and is not read: at most one record, and what came since it was last looked for. */
  #pieces: Uint8Array[] = [];
  #size = 0;
  /** Nothing is looked for before so many bytes are there: a long row is not searched again with every piece. */
  #wanted = 0;
  #header: TableHeader | undefined;
  readonly #dictionaries: CellDictionary[] = [];
  /** For what stands beyond the columns that a table may have. */
  readonly #beyond = new CellDictionary();
  #cells: Cell[] = [];
  #width = 0;
  #rows: TableRow[] = [];
  #number = 0;
  #short: { readonly row: number; readonly fields: number } | undefined;

  constructor(file: string | undefined) {
    this.#file = file;
  }

  *push(piece: Uint8Array): Generator<TableBatch> {
    this.#pieces.push(piece);
    this.#size += piece.length;
    if (this.#size >= this.#wanted) yield* this.#take(false);
  }

  *end(): Generator<TableBatch> {
    yield* this.#take(true);
    if (this.#header === undefined) throw this.#invalid(undefined, 'an empty file', 'a header with FOCUS columns');
    if (this.#rows.length > 0) yield this.#batch();
    if (this.#short !== undefined) throw this.#unequal(this.#short, true);
  }

  /** Reads the whole records that have come. */
  *#take(isLast: boolean): Generator<TableBatch> {
    const whole = this.#pieces.length === 1 ? this.#pieces[0]! : joined(this.#pieces, this.#size);
    // As a Buffer, whose text is read the fastest.
    const bytes = Buffer.from(whole.buffer, whole.byteOffset, whole.length);
    let at = 0;
    for (;;) {
      const next = this.#record(bytes, at, isLast);
      if (next < 0) break;
      at = next;
      const cells = this.#cells;
      if (cells.length === 1 && cells[0]!.raw === '') continue;
      this.#number += 1;
      if (this.#header === undefined) {
        this.#header = this.#readHeader(cells);
        this.#width = cells.length;
        yield { ...this.#batch(), rows: [] };
        continue;
      }
      // Whether a short row is the last one, and so the file was cut off, is known when the next one comes.
      if (this.#short !== undefined) throw this.#unequal(this.#short, false);
      if (cells.length !== this.#header.columns.length) this.#short = { row: this.#number, fields: cells.length };
      else this.#rows.push({ row: this.#number, cells: cells });
      if (this.#rows.length === BATCH_ROWS) {
        yield this.#batch();
        this.#rows = [];
      }
    }
    this.#size = bytes.length - at;
    this.#pieces = this.#size === 0 ? [] : [bytes.subarray(at)];
    this.#wanted = 2 * this.#size;
    if (this.#size > MAX_ROW_BYTES) throw this.#cutOff();
  }

  /**
   * Reads the record that starts at a byte into `#cells`; answers where the next one starts, -1 where its end has not
   * come.
   */
  #record(bytes: Buffer, from: number, isLast: boolean): number {
    const end = bytes.length;
    if (from >= end) return -1;
    const cells: Cell[] = this.#width === 0 ? [] : new Array<Cell>(this.#width);
    let column = 0;
    for (let at = from; ; column += 1) {
      const dictionary = column < MAX_COLUMNS ? (this.#dictionaries[column] ??= new CellDictionary()) : this.#beyond;
      const first = at < end ? bytes[at]! : LF;
      let cell: Cell;
      if (first === COMMA) cell = dictionary.empty;
      else if (first === QUOTE) {
        const length = dictionary.lengthOfLast(bytes, at + 1, end);
        const close = at + 1 + length;
        if (length >= 0 && close + 1 < end && bytes[close] === QUOTE && bytes[close + 1] !== QUOTE) {
          cell = dictionary.last;
          at = close + 1;
        } else {
          const closing = closingQuote(bytes, at + 1, isLast);
          if (closing === CUT_OFF) throw this.#cutOff();
          if (closing < 0) return -1;
          cell = dictionary.get(bytes, at + 1, closing, hashOf(bytes, at + 1, closing), true);
          at = closing + 1;
        }
        if (at < end && bytes[at] !== COMMA && bytes[at] !== LF && bytes[at] !== CR) throw this.#badQuote();
      } else {
        const length = dictionary.lastIsPlain ? dictionary.lengthOfLast(bytes, at, end) : -1;
        if (length > 0 && at + length < end && (bytes[at + length] === COMMA || bytes[at + length] === LF)) {
          cell = dictionary.last;
          at += length;
        } else {
          const start = at;
          let hash = 0;
          for (; at < end; at += 1) {
            const byte = bytes[at]!;
            if (byte === COMMA || byte === LF) break;
            if (byte === QUOTE) throw this.#badQuote();
            if (byte === CR && (at + 1 >= end || bytes[at + 1] === LF)) break;
            hash = Math.imul(hash ^ byte, 0x01000193);
          }
          if (at >= end && !isLast) return -1;
          cell = at === start ? dictionary.empty : dictionary.get(bytes, start, at, hash, false);
        }
      }
      cells[column] = cell;
      if (at < end && bytes[at] === COMMA) {
        at += 1;
        continue;
      }
      if (at < end && bytes[at] === CR) {
        if (at + 1 >= end && !isLast) return -1;
        at += 1;
      }
      if (cells.length !== column + 1) cells.length = column + 1;
      this.#cells = cells;
      return at + 1;
    }
  }

  #batch(): TableBatch {
    return { ...(this.#file === undefined ? {} : { file: this.#file }), header: this.#header!, rows: this.#rows };
  }

  #readHeader(cells: readonly Cell[]): TableHeader {
    if (cells.length > MAX_COLUMNS) {
      throw this.#invalid({ row: 1 }, `${cells.length} columns`, `at most ${MAX_COLUMNS} columns`);
    }
    const columns = cells.map(({ raw }) => raw.trim());
    const seen = new Set<string>();
    for (const name of columns) {
      if (seen.has(name)) throw this.#invalid({ row: 1, column: name }, 'two of them', 'one column of a name');
      seen.add(name);
    }
    if (columns.length === 1 && !/^[A-Za-z]\w*$/.test(columns[0]!)) throw this.#noTable(columns[0]!);
    return toHeader(columns);
  }

  /** One column is no bill: what was it meant to be? */
  #noTable(line: string): Error {
    const separator = /^[A-Za-z_]+(;|\t|\|)[A-Za-z_]/.exec(line)?.[1];
    const names: Readonly<Record<string, string>> = { ';': 'semicolons', '\t': 'tabs', '|': 'bars' };
    if (separator !== undefined) return this.#invalid({ row: 1 }, names[separator], 'commas between the fields');
    if (/^\s*[[{<]/.test(line)) return this.#invalid({ row: 1 }, line, 'CSV, gzip or Parquet');
    const isPath =
      /\.(csv|gz|gzip|parquet|tsv|json|zip)$/i.test(line) || /^(\.{0,2}\/|[a-z0-9]+:\/\/|[A-Z]:\\)/i.test(line);
    const hint = isPath
      ? 'a header with FOCUS columns (give what the file holds, not its path)'
      : 'a header with FOCUS columns';
    return this.#invalid({ row: 1 }, line, hint);
  }

  #unequal({ row, fields }: { readonly row: number; readonly fields: number }, isLast: boolean): Error {
    const width = this.#header!.columns.length;
    const cutOff = isLast && fields < width ? ' (the file ends within this row: it was cut off)' : '';
    return this.#invalid(
      { row },
      `${fields} field${fields === 1 ? '' : 's'}`,
      `${width} fields as in the header${cutOff}`,
    );
  }

  #cutOff(): Error {
    const expected = 'a closing quote (the file ends within this row: it was cut off)';
    return this.#invalid({ row: this.#number + 1 }, 'the end of the file', expected);
  }

  #badQuote(): Error {
    const start = this.#header === undefined ? UTF_8.decode(this.#pieces[0]!.subarray(0, 80)) : '';
    if (/^\s*[[{<]/.test(start)) return this.#noTable(start);
    return this.#invalid({ row: this.#number + 1 }, 'a quote within a field', 'fields as RFC 4180 writes them');
  }

  #invalid(
    place: { readonly row?: number; readonly column?: string } | undefined,
    value: unknown,
    expected: string,
  ): Error {
    return invalidFocus({ ...(this.#file === undefined ? {} : { file: this.#file }), ...place, value, expected });
  }
}

/** What {@link closingQuote} answers where the file ends within the quotes. */
const CUT_OFF = -2;

/** Where the quote is that ends a quoted field; -1 where it has not come. */
function closingQuote(bytes: Buffer, from: number, isLast: boolean): number {
  for (let at = from; ; at += 2) {
    at = bytes.indexOf(QUOTE, at);
    if (at < 0 || (at + 1 >= bytes.length && !isLast)) return isLast ? CUT_OFF : -1;
    if (bytes[at + 1] !== QUOTE) return at;
  }
}

function hashOf(bytes: Buffer, start: number, end: number): number {
  let hash = 0;
  for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
  return hash;
}

/** The cells of a column that were seen before, found by their bytes. */
class CellDictionary {
  readonly empty = new Cell('');
  /** The cell that was asked for last: the next row often has the same. */
  last = this.empty;
  /** Whether the last cell could stand without quotes: one with a comma or a line break in it could not. */
  lastIsPlain = true;
  #lastStart = 0;
  #lastEnd = 0;
  #slots = new Int32Array(64);
  readonly #hashes: number[] = [];
  readonly #starts: number[] = [0];
  readonly #cells: Cell[] = [];
  readonly #isPlain: boolean[] = [];
  #bytes = new Uint8Array(256);
  #size = 0;
  #hits = 0;
  /** How many cells are not to be looked for: nearly every one was new. */
  #skips = 0;

  /** The length of the last cell where its bytes stand here; -1 otherwise. */
  lengthOfLast(bytes: Buffer, start: number, end: number): number {
    const from = this.#lastStart;
    const to = this.#lastEnd;
    const kept = this.#bytes;
    const length = to - from;
    // What is no longer the same differs at its end more often than at its start.
    if (start + length > end || (length > 0 && bytes[start + length - 1] !== kept[to - 1])) return -1;
    for (let at = start, i = from; i < to; at += 1, i += 1) if (bytes[at] !== kept[i]) return -1;
    return length;
  }

  get(bytes: Buffer, start: number, end: number, hash: number, isQuoted: boolean): Cell {
    if (this.#skips > 0) {
      this.#skips -= 1;
      return toCell(bytes, start, end, isQuoted);
    }
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      if (this.#hashes[entry - 1] === hash && this.#isAt(entry - 1, bytes, start, end)) {
        this.#hits += 1;
        return this.#found(entry - 1);
      }
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes, start, end, hash, slot, isQuoted);
  }

  #found(entry: number): Cell {
    this.#lastStart = this.#starts[entry]!;
    this.#lastEnd = this.#starts[entry + 1]!;
    this.lastIsPlain = this.#isPlain[entry]!;
    return (this.last = this.#cells[entry]!);
  }

  #isAt(entry: number, bytes: Buffer, start: number, end: number): boolean {
    const from = this.#starts[entry]!;
    if (this.#starts[entry + 1]! - from !== end - start) return false;
    const kept = this.#bytes;
    for (let at = start, i = from; at < end; at += 1, i += 1) if (bytes[at] !== kept[i]) return false;
    return true;
  }

  #add(bytes: Buffer, start: number, end: number, hash: number, slot: number, isQuoted: boolean): Cell {
    const cell = toCell(bytes, start, end, isQuoted);
    const length = end - start;
    if (length > 4096) return cell;
    let place = slot;
    if (this.#size >= MAX_REMEMBERED || this.#starts[this.#size]! + length > MAX_REMEMBERED_BYTES) {
      if (this.#hits < this.#size) this.#skips = 15 * this.#size;
      this.#slots.fill(0);
      [this.#size, this.#hits] = [0, 0];
      place = (hash ^ (hash >>> 15)) & (this.#slots.length - 1);
    } else if (2 * this.#size >= this.#slots.length) place = this.#grow(hash);
    const from = this.#starts[this.#size]!;
    if (from + length > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(2 * this.#bytes.length, from + length));
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    for (let at = start, i = from; at < end; at += 1, i += 1) this.#bytes[i] = bytes[at]!;
    const entry = this.#size;
    this.#size += 1;
    this.#starts[this.#size] = from + length;
    this.#hashes[entry] = hash;
    this.#cells[entry] = cell;
    this.#isPlain[entry] = !isQuoted || !/[",\r\n]/.test(cell.raw);
    this.#slots[place] = this.#size;
    return this.#found(entry);
  }

  /** Doubles the table; answers the free slot for a hash. */
  #grow(hash: number): number {
    const slots = new Int32Array(2 * this.#slots.length);
    const free = (code: number): number => {
      let slot = (code ^ (code >>> 15)) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      return slot;
    };
    for (let i = 0; i < this.#size; i += 1) slots[free(this.#hashes[i]!)] = i + 1;
    this.#slots = slots;
    return free(hash);
  }
}

/** Only a quoted field has quotes within it, and they are doubled there. */
function toCell(bytes: Buffer, start: number, end: number, isQuoted: boolean): Cell {
  const { raw, isUnicode } = decode(bytes, start, end);
  return new Cell(isQuoted && raw.includes('""') ? raw.replaceAll('""', '"') : raw, isUnicode);
}

const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });
const STRICT_UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Buffer, start: number, end: number): { readonly raw: string; readonly isUnicode: boolean } {
  let all = 0;
  for (let at = start; at < end; at += 1) all |= bytes[at]!;
  if (all < 128) return { raw: bytes.toString('latin1', start, end), isUnicode: true };
  const part = bytes.subarray(start, end);
  const raw = UTF_8.decode(part);
  if (!raw.includes('\uFFFD')) return { raw, isUnicode: true };
  try {
    STRICT_UTF_8.decode(part);
    return { raw, isUnicode: true };
  } catch {
    return { raw, isUnicode: false };
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
