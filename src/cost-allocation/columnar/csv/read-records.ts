const COMMA = 44;
const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;

/** Where the wanted fields of one record stand in the bytes: field w from `starts[w]` up to `ends[w]`. */
export interface RecordFields {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /** 1 where the field holds doubled quotes, which stand for one each. */
  readonly doubled: Uint8Array;
  /** How many fields the record has in all. */
  count: number;
  /** The line on which the record begins, from 1. */
  line: number;
}

/** Why reading stopped before the end of the bytes. */
export type Fault = 'unclosed quote' | 'text after a quote';

export interface RecordReader {
  /**
   * Reads as many whole records as the bytes hold and answers where the next one begins; with `last`, the end of the bytes
   * ends the record too. `take` answers false to stop after its record.
   */
  read(bytes: Uint8Array, last: boolean, take: (bytes: Uint8Array, fields: RecordFields) => boolean): number;
  readonly fields: RecordFields;
  fault: Fault | undefined;
}

/**
 * Reads records of CSV as RFC 4180 writes them (comma, doubled quotes, LF or CRLF) as positions in the bytes: nothing is copied and
 * no text is made. `wanted[f]` is one more than the number under which field f is reported, 0 for fields that nobody asked for.
 */
export function recordReader(wanted: Uint8Array): RecordReader {
  const wantedFields = wanted.reduce((most, w) => Math.max(most, w), 0);
  const fields: RecordFields = {
    starts: new Int32Array(wantedFields),
    ends: new Int32Array(wantedFields),
    doubled: new Uint8Array(wantedFields),
    count: 0,
    line: 1,
  };
  const { starts, ends, doubled } = fields;
  const reader: RecordReader = {
    fields,
    fault: undefined,
    read(bytes, last, take) {
      const { length } = bytes;
      let at = 0;
      while (at < length) {
        const begin = at;
        let count = 0;
        let lines = 1;
        let isBlank = false;
        for (;;) {
          let start = at;
          let end: number;
          let isDoubled = 0;
          if (bytes[at] === QUOTE) {
            start = at + 1;
            for (at = start; ; at += 2) {
              for (; at < length; at += 1) {
                const byte = bytes[at]!;
                if (byte > QUOTE) continue;
                if (byte === QUOTE) break;
                if (byte === LINE_FEED) lines += 1;
              }
              // A quote that ends the bytes at hand may be the first of two.
              if (at + 1 >= length && !last) return begin;
              if (at >= length) return stop(reader, begin, 'unclosed quote');
              if (bytes[at + 1] !== QUOTE) break;
              isDoubled = 1;
            }
            end = at;
            at += 1;
            if (bytes[at] === CARRIAGE_RETURN) at += 1;
            if (at < length && bytes[at] !== COMMA && bytes[at] !== LINE_FEED) return stop(reader, begin, 'text after a quote');
          } else {
            for (; at < length; at += 1) {
              const byte = bytes[at]!;
              if (byte <= COMMA && (byte === COMMA || byte === LINE_FEED)) break;
            }
            end = at > start && bytes[at] !== COMMA && bytes[at - 1] === CARRIAGE_RETURN ? at - 1 : at;
            isBlank = count === 0 && end === start && bytes[at] !== COMMA;
          }
          const field = wanted[count]!;
          if (field > 0) {
            starts[field - 1] = start;
            ends[field - 1] = end;
            doubled[field - 1] = isDoubled;
          }
          count += 1;
          if (at >= length && !last) return begin;
          const ended = bytes[at] !== COMMA;
          at += 1;
          if (ended) break;
        }
        fields.count = count;
        const goesOn = isBlank || take(bytes, fields);
        fields.line += lines;
        if (!goesOn) return at;
      }
      return at;
    },
  };
  return reader;
}

function stop(reader: RecordReader, at: number, fault: Fault): number {
  reader.fault = fault;
  return at;
}
