import { endOfField, endOfRecord } from './scan-words.js';

const COMMA = 44;
const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Where the wanted fields of one record stand in the bytes: field w from `starts[w]` up to `ends[w]`. */
export interface RecordFields {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 where the field stood in quotes: doubled ones within it then stand for one each. */
  readonly quoted: Uint8Array;
  /** How many fields were read. */
  count: number;
  /** Whether these are all of the record's, and not only those up to the last wanted one. */
  isWhole: boolean;
  /** The number of the record, from 1 for the first; blank lines are none. */
  row: number;
}

/** Why reading stopped before the end of the bytes. */
export type Fault = 'unclosed quote' | 'text after a quote';

export interface RecordReader {
  /**
   * Reads as many whole records as the bytes hold and answers where the next one begins; with `last`, the end of the
   * bytes ends the record too. `take` answers false to stop after its record.
   */
  read(bytes: Uint8Array, last: boolean, take: (view: DataView, fields: RecordFields) => boolean): number;
  readonly fields: RecordFields;
  fault: Fault | undefined;
}

/**
 * Reads records of CSV as RFC 4180 writes them (comma, doubled quotes, LF or CRLF) as positions in the bytes: nothing
 * is copied and no text is made. `wanted[f]` is one more than the number under which field f is reported, 0 for fields
 * that nobody asked for. Behind the last wanted field a record is only searched for its end, unless it is the last one
 * of all, so that a file that was cut off shows.
 */
export function recordReader(wanted: Uint8Array): RecordReader {
  const wantedFields = wanted.reduce((most, w) => Math.max(most, w), 0);
  const enough = wanted.findLastIndex((w) => w > 0) + 1;
  const fields: RecordFields = {
    starts: new Int32Array(wantedFields),
    ends: new Int32Array(wantedFields),
    quoted: new Uint8Array(wantedFields),
    count: 0,
    isWhole: true,
    row: 1,
  };
  const { starts, ends, quoted } = fields;
  const reader: RecordReader = {
    fields,
    fault: undefined,
    read(bytes, last, take) {
      const { length } = bytes;
      const view = new DataView(bytes.buffer, bytes.byteOffset, length);
      let at = 0;
      while (at < length) {
        const begin = at;
        let count = 0;
        let stop = COMMA;
        fields.isWhole = true;
        while (stop === COMMA) {
          const isQuoted = bytes[at] === QUOTE;
          const start = isQuoted ? at + 1 : at;
          let end = isQuoted ? endOfQuoted(view, start) : endOfField(view, start);
          at = isQuoted ? end + 1 : end;
          if (isQuoted && bytes[at] === CARRIAGE_RETURN) at += 1;
          // What ends the bytes at hand may go on in those that follow; a quote there may be the first of two.
          if (at >= length && !last) return begin;
          if (end >= length && isQuoted) return failed(reader, begin, 'unclosed quote');
          stop = at < length ? bytes[at]! : LINE_FEED;
          if (stop !== COMMA) {
            if (stop !== LINE_FEED) return failed(reader, begin, 'text after a quote');
            if (!isQuoted && end > start && bytes[end - 1] === CARRIAGE_RETURN) end -= 1;
            if (!isQuoted && end === start && count === 0) break;
          }
          const field = wanted[count]!;
          if (field > 0) {
            starts[field - 1] = start;
            ends[field - 1] = end;
            quoted[field - 1] = isQuoted ? 1 : 0;
          }
          count += 1;
          at += 1;
          if (count === enough && stop === COMMA && !last) {
            const next = endOfRecord(view, at);
            if (next < 0) return begin;
            fields.isWhole = false;
            at = next + 1;
            break;
          }
        }
        if (count === 0) {
          at += 1;
          continue;
        }
        fields.count = count;
        const goesOn = take(view, fields);
        fields.row += 1;
        if (!goesOn) return at;
      }
      return at;
    },
  };
  return reader;
}

/** The place of the quote that closes a field; the length where none does. */
function endOfQuoted(view: DataView, start: number): number {
  const length = view.byteLength;
  let i = start;
  for (; i < length; i += 1) {
    if (view.getUint8(i) !== QUOTE) continue;
    if (i + 1 >= length || view.getUint8(i + 1) !== QUOTE) return i;
    i += 1;
  }
  return i;
}

function failed(reader: RecordReader, at: number, fault: Fault): number {
  reader.fault = fault;
  return at;
}
