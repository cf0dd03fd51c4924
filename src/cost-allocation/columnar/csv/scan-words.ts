/**
 * Searching bytes four at a time: a word is compared with one byte in all four places at once, which leaves the top bit
 * of every place that is equal (Warren, Hacker's Delight, §6-1). Places are counted in the view.
 */
const QUOTE = 34;
const LINE_FEED = 10;
const COMMA = 44;
const COMMAS = 0x2c2c2c2c;
const LINE_FEEDS = 0x0a0a0a0a;
const QUOTES = 0x22222222;
const ONES = 0x01010101;
const LOW_SEVEN = 0x7f7f7f7f;
const TOP_BITS = 0x80808080 | 0;

/** The place of the first comma or line feed at or after `at`; the length where there is none. */
export function endOfField(view: DataView, at: number): number {
  const length = view.byteLength;
  let i = at;
  for (; i + 4 <= length; i += 4) {
    const word = view.getInt32(i, true);
    const comma = word ^ COMMAS;
    const feed = word ^ LINE_FEEDS;
    // The lowest bit of this cheap form is right; only those above it may not be.
    const equal = (((comma - ONES) & ~comma) | ((feed - ONES) & ~feed)) & TOP_BITS;
    if (equal !== 0) return i + ((31 - Math.clz32(equal & -equal)) >> 3);
  }
  while (i < length && view.getUint8(i) !== COMMA && view.getUint8(i) !== LINE_FEED) i += 1;
  return i;
}

/**
 * The place of the line feed that ends the record which goes on at `at`, outside any quotes: the first with an even
 * number of quotes before it; -1 where the bytes end before.
 */
export function endOfRecord(view: DataView, at: number): number {
  const length = view.byteLength;
  let odd = 0;
  let quotes = 0;
  let i = at;
  for (; i + 8 <= length; i += 8) {
    const first = view.getInt32(i, true);
    const second = view.getInt32(i + 4, true);
    const feed1 = first ^ LINE_FEEDS;
    const feed2 = second ^ LINE_FEEDS;
    if (((((feed1 - ONES) & ~feed1) | ((feed2 - ONES) & ~feed2)) & TOP_BITS) === 0) {
      quotes ^= equalPlaces(first ^ QUOTES) ^ equalPlaces(second ^ QUOTES);
      continue;
    }
    odd ^= parity(quotes & TOP_BITS);
    quotes = 0;
    for (let b = i; b < i + 8; b += 1) {
      const byte = view.getUint8(b);
      if (byte === QUOTE) odd ^= 1;
      else if (byte === LINE_FEED && odd === 0) return b;
    }
  }
  odd ^= parity(quotes & TOP_BITS);
  for (; i < length; i += 1) {
    if (view.getUint8(i) === QUOTE) odd ^= 1;
    else if (view.getUint8(i) === LINE_FEED && odd === 0) return i;
  }
  return -1;
}

/** The top bits of the bytes that are zero, all of them right; the other bits mean nothing. */
function equalPlaces(difference: number): number {
  return ~(((difference & LOW_SEVEN) + LOW_SEVEN) | difference);
}

/** Whether the number of top bits is odd. */
function parity(topBits: number): number {
  const halves = topBits ^ (topBits >>> 16);
  return ((halves >>> 15) ^ (halves >>> 7)) & 1;
}

/**
 * A hash of the bytes from `start` up to `end`: products mix upwards, shifts bring the upper bits down again. The last
 * word overlaps the one before it, so that no loop over single bytes has to be guessed by the processor.
 */
export function hashOf(view: DataView, start: number, end: number): number {
  const length = end - start;
  let hash = length;
  if (length >= 4) {
    for (let i = start; i < end - 4; i += 4) {
      hash = Math.imul(hash ^ view.getInt32(i, true), 0x9e3779b1);
      hash ^= hash >>> 15;
    }
    hash = Math.imul(hash ^ view.getInt32(end - 4, true), 0x9e3779b1);
  } else for (let i = start; i < end; i += 1) hash = Math.imul(hash ^ view.getUint8(i), 0x9e3779b1);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  return hash ^ (hash >>> 13);
}

/** Whether `length` bytes are the same in both. */
export function areEqual(
  left: DataView,
  leftStart: number,
  right: DataView,
  rightStart: number,
  length: number,
): boolean {
  if (length >= 4) {
    const last = length - 4;
    for (let i = 0; i < last; i += 4) {
      if (left.getInt32(leftStart + i, true) !== right.getInt32(rightStart + i, true)) return false;
    }
    return left.getInt32(leftStart + last, true) === right.getInt32(rightStart + last, true);
  }
  for (let i = 0; i < length; i += 1) if (left.getUint8(leftStart + i) !== right.getUint8(rightStart + i)) return false;
  return true;
}
