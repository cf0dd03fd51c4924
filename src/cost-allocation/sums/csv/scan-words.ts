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
