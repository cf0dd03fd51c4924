import { invalidFocus } from './errors.js';
import { BATCH_ROWS, Cell, toHeader, type TableBatch, type TableHeader, type TableRow } from './table.js';

const [QUOTE, COMMA, LF, CR] = [34, 44, 10, 13];
/** A dictionary of more cells than this starts over: what is new in every row is not worth keeping. */
const MAX_REMEMBERED = 8192;
const MAX_REMEMBERED_BYTES = 1 << 19;
/** A row of more bytes than this is no row but a quote that is never closed. */
const MAX_ROW_BYTES = 1 << 26;

/**
 * Reads CSV (RFC 4180) out of bytes, in constant memory. A row of another length than the header, a header with a column
 * twice and a file cut off within a row are thrown as `InvalidFocus`. Empty lines are skipped.
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
  #dictionaries: CellDictionary[] = [];
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
    const bytes = this.#pieces.length === 1 ? this.#pieces[0]! : joined(this.#pieces, this.#size);
    let at = 0;
    for (;;) {
      const record = this.#record(bytes, at, isLast);
      if (record === undefined) break;
      at = record.next;
      if (record.cells.length === 1 && record.cells[0]!.raw === '') continue;
      this.#number += 1;
      if (this.#header === undefined) {
        this.#header = this.#readHeader(record.cells);
        yield { ...this.#batch(), rows: [] };
        continue;
      }
      // Whether a short row is the last one, and so the file was cut off, is known when the next one comes.
      if (this.#short !== undefined) throw this.#unequal(this.#short, false);
      if (record.cells.length !== this.#header.columns.length)
        this.#short = { row: this.#number, fields: record.cells.length };
      else this.#rows.push({ row: this.#number, cells: record.cells });
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

  /** The record that starts at a byte; undefined where its end has not come. */
  #record(bytes: Uint8Array, from: number, isLast: boolean): { cells: Cell[]; next: number } | undefined {
    const end = bytes.length;
    if (from >= end) return undefined;
    const cells: Cell[] = [];
    for (let at = from; ; ) {
      const start = at;
      let cell: Cell;
      if (at < end && bytes[at] === QUOTE) {
        let isDoubled = false;
        for (at += 1; ; at += 1) {
          at = bytes.indexOf(QUOTE, at);
          if (at < 0 || (at + 1 >= end && !isLast)) {
            if (isLast) throw this.#cutOff();
            return undefined;
          }
          if (bytes[at + 1] !== QUOTE) break;
          isDoubled = true;
          at += 1;
        }
        cell = this.#cell(cells.length, bytes, start + 1, at, isDoubled);
        at += 1;
        if (at < end && bytes[at] !== COMMA && bytes[at] !== LF && bytes[at] !== CR) throw this.#badQuote();
      } else {
        let hash = 0;
        for (; at < end; at += 1) {
          const byte = bytes[at]!;
          if (byte === COMMA || byte === LF) break;
          if (byte === QUOTE) throw this.#badQuote();
          if (byte === CR && (at + 1 >= end || bytes[at + 1] === LF)) break;
          hash = Math.imul(hash ^ byte, 0x01000193);
        }
        if (at >= end && !isLast) return undefined;
        cell = this.#dictionary(cells.length).get(bytes, start, at, hash);
      }
      cells.push(cell);
      if (at < end && bytes[at] === COMMA) {
        at += 1;
        continue;
      }
      if (at < end && bytes[at] === CR) {
        if (at + 1 >= end && !isLast) return undefined;
        at += 1;
      }
      return { cells, next: at + 1 };
    }
  }

  #cell(column: number, bytes: Uint8Array, start: number, end: number, isDoubled: boolean): Cell {
    if (isDoubled) {
      const { raw, isUnicode } = decode(bytes, start, end);
      return new Cell(raw.replaceAll('""', '"'), isUnicode);
    }
    let hash = 0;
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ bytes[at]!, 0x01000193);
    return this.#dictionary(column).get(bytes, start, end, hash);
  }

  #dictionary(column: number): CellDictionary {
    return (this.#dictionaries[column] ??= new CellDictionary());
  }

  #batch(): TableBatch {
    return { ...(this.#file === undefined ? {} : { file: this.#file }), header: this.#header!, rows: this.#rows };
  }

  #readHeader(cells: readonly Cell[]): TableHeader {
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
    const isPath = /\.(csv|gz|gzip|parquet|tsv|json|zip)$/i.test(line) || /^(\.{0,2}\/|[a-z0-9]+:\/\/|[A-Z]:\\)/i.test(line);
    const hint = isPath ? 'a header with FOCUS columns (give what the file holds, not its path)' : 'a header with FOCUS columns';
    return this.#invalid({ row: 1 }, line, hint);
  }

  #unequal({ row, fields }: { readonly row: number; readonly fields: number }, isLast: boolean): Error {
    const width = this.#header!.columns.length;
    const cutOff = isLast && fields < width ? ' (the file ends within this row: it was cut off)' : '';
    return this.#invalid({ row }, `${fields} field${fields === 1 ? '' : 's'}`, `${width} fields as in the header${cutOff}`);
  }

  #cutOff(): Error {
    const expected = 'a closing quote (the file ends within this row: it was cut off)';
    return this.#invalid({ row: this.#number + 1 }, 'the end of the file', expected);
  }

  #badQuote(): Error {
    return this.#invalid({ row: this.#number + 1 }, 'a quote within a field', 'fields as RFC 4180 writes them');
  }

  #invalid(place: { readonly row?: number; readonly column?: string } | undefined, value: unknown, expected: string): Error {
    return invalidFocus({ ...(this.#file === undefined ? {} : { file: this.#file }), ...place, value, expected });
  }
}

/** The cells of a column that were seen before, found by their bytes. */
class CellDictionary {
  #slots = new Int32Array(256);
  #hashes: number[] = [];
  #starts: number[] = [0];
  #cells: Cell[] = [];
  #bytes = new Uint8Array(1024);

  get(bytes: Uint8Array, start: number, end: number, hash: number): Cell {
    const mask = this.#slots.length - 1;
    let slot = (hash ^ (hash >>> 15)) & mask;
    for (let entry = this.#slots[slot]!; entry !== 0; entry = this.#slots[slot]!) {
      if (this.#hashes[entry - 1] === hash && this.#isAt(entry - 1, bytes, start, end)) return this.#cells[entry - 1]!;
      slot = (slot + 1) & mask;
    }
    return this.#add(bytes, start, end, hash, slot);
  }

  #isAt(entry: number, bytes: Uint8Array, start: number, end: number): boolean {
    const from = this.#starts[entry]!;
    if (this.#starts[entry + 1]! - from !== end - start) return false;
    const kept = this.#bytes;
    for (let at = start, i = from; at < end; at += 1, i += 1) if (bytes[at] !== kept[i]) return false;
    return true;
  }

  #add(bytes: Uint8Array, start: number, end: number, hash: number, slot: number): Cell {
    const { raw, isUnicode } = decode(bytes, start, end);
    const cell = new Cell(raw, isUnicode);
    const length = end - start;
    if (length > 4096) return cell;
    let place = slot;
    const used = this.#starts[this.#cells.length]!;
    if (this.#cells.length >= MAX_REMEMBERED || used + length > MAX_REMEMBERED_BYTES) {
      this.#slots.fill(0);
      [this.#hashes, this.#starts, this.#cells] = [[], [0], []];
      place = (hash ^ (hash >>> 15)) & (this.#slots.length - 1);
    } else if (2 * this.#cells.length >= this.#slots.length) place = this.#grow(hash);
    const from = this.#starts[this.#cells.length]!;
    if (from + length > this.#bytes.length) {
      const wider = new Uint8Array(Math.max(2 * this.#bytes.length, from + length));
      wider.set(this.#bytes);
      this.#bytes = wider;
    }
    this.#bytes.set(bytes.subarray(start, end), from);
    this.#starts.push(from + length);
    this.#hashes.push(hash);
    this.#slots[place] = this.#cells.push(cell);
    return cell;
  }

  /** Doubles the table; answers the free slot for a hash. */
  #grow(hash: number): number {
    const slots = new Int32Array(2 * this.#slots.length);
    const free = (code: number): number => {
      let slot = (code ^ (code >>> 15)) & (slots.length - 1);
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1);
      return slot;
    };
    for (const [i, code] of this.#hashes.entries()) slots[free(code)] = i + 1;
    this.#slots = slots;
    return free(hash);
  }
}

const UTF_8 = new TextDecoder('utf-8', { ignoreBOM: true });
const STRICT_UTF_8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function decode(bytes: Uint8Array, start: number, end: number): { readonly raw: string; readonly isUnicode: boolean } {
  if (end - start <= 48) {
    let raw = '';
    let at = start;
    for (; at < end; at += 1) {
      const byte = bytes[at]!;
      if (byte > 127) break;
      raw += String.fromCharCode(byte);
    }
    if (at === end) return { raw, isUnicode: true };
  }
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
