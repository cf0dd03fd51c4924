import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { invalidFocus, type InvalidFocus } from './errors.js';
import { type FocusHeader, type FocusRow, headerOf, rowOf } from './focus-row.js';

/**
 * What a FOCUS file holds, not its path: its text, its bytes (UTF-8), or anything that yields them piece by piece, such as
 * `createReadStream(path)`.
 */
export type FocusSource = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** Some rows at a time; the header alone comes first, with no rows. */
export interface FocusBatch {
  readonly header: FocusHeader;
  readonly rows: ReadonlyArray<FocusRow>;
}

const BATCH = 1000;
const PIECE = 65_536;

/**
 * Reads a FOCUS file row by row in constant memory. The first failure (an empty file, a header with a column twice, a
 * row of another length, a file cut off within a row, a source that breaks) comes as a `Left` and ends it.
 */
export async function* readRows(source: FocusSource): AsyncGenerator<Either<InvalidFocus, FocusBatch>> {
  let header: FocusHeader | undefined;
  let rows: FocusRow[] = [];
  let number = 0;
  let short: { row: number; fields: number } | undefined;
  try {
    for await (const cells of recordsOf(source)) {
      number += 1;
      if (header === undefined) {
        const read = readHeader(cells);
        if (E.isLeft(read)) {
          yield read;
          return;
        }
        header = read.right;
        yield E.right({ header, rows });
        continue;
      }
      // Whether a short row is the last one, and so the file was cut off, is known when the next one comes.
      if (short !== undefined) {
        yield unequal(short.row, short.fields, header, false);
        return;
      }
      if (cells.length !== header.columns.length) short = { row: number, fields: cells.length };
      else rows.push(rowOf(header, cells, number));
      if (rows.length === BATCH) {
        yield E.right({ header, rows });
        rows = [];
      }
    }
  } catch (cause) {
    yield E.left(brokenOff(cause, number + 1));
    return;
  }
  if (header === undefined) {
    yield E.left(invalidFocus({ value: 'an empty file', expected: 'a header with FOCUS columns' }));
    return;
  }
  if (rows.length > 0) yield E.right({ header, rows });
  if (short !== undefined) yield unequal(short.row, short.fields, header, true);
}

function recordsOf(source: FocusSource): AsyncIterable<string[]> {
  const parser = parse({ bom: true, relax_column_count: true, skip_empty_lines: true });
  // The parser ends with the error of whatever goes wrong before it, and the loop over it throws that.
  pipeline(Readable.from(piecesOf(source), { objectMode: true }), parser, () => undefined);
  return parser;
}

/**
 * The pieces of a source; one that is neither text nor bytes would end the process inside the stream. A whole file is cut
 * up: the parser reads a piece in one go, and other work waits for it.
 */
async function* piecesOf(source: FocusSource): AsyncGenerator<string | Uint8Array> {
  if (typeof source === 'string' || source instanceof Uint8Array) {
    const bytes = typeof source === 'string' ? new TextEncoder().encode(source) : source;
    for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
    return;
  }
  for await (const piece of source as AsyncIterable<unknown>) {
    if (typeof piece !== 'string' && !(piece instanceof Uint8Array))
      throw new TypeError(`a piece is ${show(piece)}, not text or bytes`);
    yield piece;
  }
}

function readHeader(cells: ReadonlyArray<string>): Either<InvalidFocus, FocusHeader> {
  const columns = cells.map((name) => name.trim());
  const twice = columns.find((name, place) => columns.indexOf(name) !== place);
  if (twice !== undefined)
    return E.left(invalidFocus({ row: 1, column: twice, value: 'two of them', expected: 'one column of a name' }));
  return E.right(headerOf(columns));
}

function unequal(row: number, fields: number, header: FocusHeader, last: boolean): Either<InvalidFocus, never> {
  const cutOff = last && fields < header.columns.length ? ' (the file ends within this row: it was cut off)' : '';
  const expected = `${header.columns.length} fields as in the header${cutOff}`;
  return E.left(invalidFocus({ row, value: `${fields} field${fields === 1 ? '' : 's'}`, expected }));
}

function brokenOff(cause: unknown, row: number): InvalidFocus {
  if (!(cause instanceof CsvError))
    return invalidFocus({ row, value: cause, expected: 'a source that can be read to its end' }, cause);
  // The parser is ahead of the loop over its records, so it alone knows where it stopped.
  const at = typeof cause['records'] === 'number' ? cause['records'] + 1 : row;
  const cutOff = cause.code === 'CSV_QUOTE_NOT_CLOSED';
  const expected = cutOff
    ? 'a closing quote (the file ends within this row: it was cut off)'
    : 'fields as RFC 4180 writes them';
  return invalidFocus({ row: at, value: cutOff ? 'the end of the file' : cause.message, expected }, cause);
}
