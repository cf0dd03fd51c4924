/**
 * Searching bytes four at a time: a word is compared with one byte in all four places at once, which leaves the top bit
 * of every place that is equal (Warren, Hacker's Delight, §6-1). Places are counted in the view.
 */
const QUOTE = 34;
const LINE_FEED = 10;
const LINE_FEEDS = 0x0a0a0a0a;
const QUOTES = 0x22222222;
const ONES = 0x01010101;
const LOW_SEVEN = 0x7f7f7f7f;
const TOP_BITS = 0x80808080 | 0;

/** The top bits of the bytes that are those of one of two stops; the lowest is right, those above it may not be. */
export function stopsIn(word: number, stops: number, otherStops: number): number {
  const one = word ^ stops;
  const other = word ^ otherStops;
  return (((one - ONES) & ~one) | ((other - ONES) & ~other)) & TOP_BITS;
}

/** Which of the four bytes has the lowest of these top bits. */
export function placeOf(topBits: number): number {
  return (31 - Math.clz32(topBits & -topBits)) >> 3;
}

/** The bytes of a word before the one that has the lowest of these top bits; the others are zero. */
export function bytesBefore(word: number, topBits: number): number {
  return word & (((topBits & -topBits) - 1) >>> 7);
}

/** The place of the first of two stops at or after `at`; -1 where the bytes end before, or just behind. */
export function findStop(view: DataView, at: number, stops: number, otherStops: number): number {
  const last = view.byteLength - 4;
  for (let i = at; i <= last; i += 4) {
    const found = stopsIn(view.getInt32(i, true), stops, otherStops);
    if (found !== 0) return i + placeOf(found);
  }
  return -1;
}

/**
 * The place of the line feed that ends the record which goes on at `at`, outside any quotes: the first with an even
 * number of quotes before it; -1 where the bytes end before.
 */
export function endOfRecord(view: DataView, at: number): number {
  const length = view.byteLength;
  const last = length - 8;
  let quotes = 0;
  let i = at;
  while (i <= last) {
    const first = view.getInt32(i, true);
    const second = view.getInt32(i + 4, true);
    const feed1 = first ^ LINE_FEEDS;
    const feed2 = second ^ LINE_FEEDS;
    const found1 = (feed1 - ONES) & ~feed1 & TOP_BITS;
    const found2 = (feed2 - ONES) & ~feed2 & TOP_BITS;
    if ((found1 | found2) === 0) {
      quotes ^= equalPlaces(first ^ QUOTES) ^ equalPlaces(second ^ QUOTES);
      i += 8;
      continue;
    }
    const isFirst = found1 !== 0;
    if (!isFirst) quotes ^= equalPlaces(first ^ QUOTES);
    const found = isFirst ? found1 : found2;
    quotes ^= equalPlaces((isFirst ? first : second) ^ QUOTES) & ((found & -found) - 1);
    i += placeOf(found) + (isFirst ? 0 : 4);
    if (isEven(quotes)) return i;
    i += 1;
  }
  let isOpen = !isEven(quotes);
  for (; i < length; i += 1) {
    if (view.getUint8(i) === QUOTE) isOpen = !isOpen;
    else if (view.getUint8(i) === LINE_FEED && !isOpen) return i;
  }
  return -1;
}

/** The top bits of the bytes that are zero, all of them right; the other bits mean nothing. */
function equalPlaces(difference: number): number {
  return ~(((difference & LOW_SEVEN) + LOW_SEVEN) | difference);
}

/** Whether the number of top bits is even; all other bits are looked past. */
function isEven(word: number): boolean {
  const topBits = word & TOP_BITS;
  const halves = topBits ^ (topBits >>> 16);
  return (((halves >>> 15) ^ (halves >>> 7)) & 1) === 0;
}

const COMMA = 44;
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
type RecordFault = 'unclosed quote' | 'text after a quote';

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
