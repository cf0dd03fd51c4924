import { endOfRecord } from './scan-words.js';

const COMMA = 44;
const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** A record of CSV as texts. */
export interface CsvRecord {
  readonly fields: readonly string[];
  /** Whether these are all of its fields, and not only as many as were asked for. */
  readonly isWhole: boolean;
  /** Whether there is nothing on its line. */
  readonly isBlank: boolean;
  /** Where the next record begins. */
  readonly next: number;
}

/** Why no record can be read. */
export type RecordFault = 'unclosed quote' | 'text after a quote';

/**
 * Reads one record as RFC 4180 writes it (comma, doubled quotes, LF or CRLF); `undefined` where it may go on behind the
 * bytes. Behind `enough` fields it is only searched for its end. With `last`, the end of the bytes ends the record too,
 * and all of its fields are read, so that a file that was cut off shows.
 */
export function readRecord(
  view: DataView,
  from: number,
  enough: number,
  last: boolean,
): CsvRecord | RecordFault | undefined {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  const { length } = bytes;
  const fields: string[] = [];
  for (let at = from; ;) {
    const isQuoted = bytes[at] === QUOTE;
    const start = isQuoted ? at + 1 : at;
    let end = isQuoted ? endOfQuoted(bytes, start) : endOfField(bytes, start);
    at = isQuoted ? end + 1 : end;
    if (isQuoted && bytes[at] === CARRIAGE_RETURN) at += 1;
    // What ends the bytes at hand may go on in those that follow; a quote there may be the first of two.
    if (at >= length && !last) return undefined;
    if (isQuoted && end >= length) return 'unclosed quote';
    const stop = at < length ? bytes[at] : LINE_FEED;
    if (stop !== COMMA && stop !== LINE_FEED) return 'text after a quote';
    if (!isQuoted && stop === LINE_FEED && end > start && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
    const text = decoder.decode(bytes.subarray(start, end));
    fields.push(isQuoted ? text.replaceAll('""', '"') : text);
    at += 1;
    if (stop === LINE_FEED) {
      const isBlank = !isQuoted && fields.length === 1 && text === '';
      return { fields, isWhole: true, isBlank, next: Math.min(at, length) };
    }
    if (fields.length === enough && !last) {
      const feed = endOfRecord(view, at);
      return feed < 0 ? undefined : { fields, isWhole: false, isBlank: false, next: feed + 1 };
    }
  }
}

function endOfField(bytes: Uint8Array, start: number): number {
  let i = start;
  while (i < bytes.length && bytes[i] !== COMMA && bytes[i] !== LINE_FEED) i += 1;
  return i;
}

/** The place of the quote that closes a field; the length where none does. */
function endOfQuoted(bytes: Uint8Array, start: number): number {
  let i = start;
  while (i < bytes.length && (bytes[i] !== QUOTE || bytes[i + 1] === QUOTE)) i += bytes[i] === QUOTE ? 2 : 1;
  return Math.min(i, bytes.length);
}
