import { addSafe, type ExactSums } from './cost-matrix.js';
import { bytesBefore, endOfRecord, findStop, placeOf, stopsIn } from './csv-records.js';
import { POWERS } from './rows-and-columns.js';

/** Numbers of a slot: the hash, the length in bytes (0: empty slot), where the spelling begins, the value. */
const SLOT = 4;
const SLOT_BITS = 2;

/**
 * What byte strings stand for, found while they are read: no text is made of one that is known. Open addressing over a
 * 32-bit hash of words; equal hashes are told apart by their bytes.
 */
export class ByteDictionary {
  /** Where the string that `valueAt` read last ends. */
  end = 0;
  private size = 0;
  private slots = new Int32Array(1024 * SLOT);
  /** The spellings one behind another, each filled up with zeros to whole words. */
  private spellings = new Int32Array(1024);
  private used = 0;

  /**
   * The value of the string that begins at `start` and ends before one of two stops; -1 where it is not known, or where
   * the bytes end before.
   */
  valueAt(view: DataView, start: number, stops: number, otherStops: number): number {
    const last = view.byteLength - 4;
    let hash = 0;
    for (let i = start; i <= last; i += 4) {
      const word = view.getInt32(i, true);
      const found = stopsIn(word, stops, otherStops);
      if (found === 0) {
        hash = mixHash(hash, word);
        continue;
      }
      this.end = i + placeOf(found);
      const rest = bytesBefore(word, found);
      return this.find(view, start, i, rest, finishHash(hash, rest, this.end - start));
    }
    return -1;
  }

  /** The value of whole words from `start` up to `rests`, and the bytes of one more. */
  private find(view: DataView, start: number, rests: number, rest: number, hash: number): number {
    const { slots, spellings } = this;
    const length = this.end - start;
    const mask = slots.length - 1;
    for (let slot = (hash << SLOT_BITS) & mask; slots[slot + 1]! !== 0; slot = (slot + SLOT) & mask) {
      if (slots[slot] !== hash || slots[slot + 1] !== length + 1) continue;
      let at = slots[slot + 2]!;
      let i = start;
      while (i < rests && view.getInt32(i, true) === spellings[at]) {
        i += 4;
        at += 1;
      }
      if (i === rests && rest === spellings[at]) return slots[slot + 3]!;
    }
    return -1;
  }

  /** Adds a string with a value from 0; one that is known stays as it is. */
  learn(text: Uint8Array, value: number): void {
    const padded = new Uint8Array((text.length | 3) + 1 + 4);
    padded.set(text);
    const view = new DataView(padded.buffer);
    const rests = text.length & ~3;
    let hash = 0;
    for (let i = 0; i < rests; i += 4) hash = mixHash(hash, view.getInt32(i, true));
    const rest = view.getInt32(rests, true);
    hash = finishHash(hash, rest, text.length);
    this.end = text.length;
    if (this.find(view, 0, rests, rest, hash) >= 0) return;
    const words = (rests >> 2) + 1;
    if (this.used + words > this.spellings.length) {
      const larger = new Int32Array(2 * (this.used + words));
      larger.set(this.spellings);
      this.spellings = larger;
    }
    for (let word = 0; word < words; word += 1) this.spellings[this.used + word] = view.getInt32(4 * word, true);
    this.place(this.slots, hash, text.length + 1, this.used, value);
    this.used += words;
    this.size += 1;
    if (this.size * SLOT * 4 > this.slots.length) this.grow();
  }

  private place(slots: Int32Array, hash: number, length: number, begin: number, value: number): void {
    const mask = slots.length - 1;
    let slot = (hash << SLOT_BITS) & mask;
    while (slots[slot + 1] !== 0) slot = (slot + SLOT) & mask;
    slots.set([hash, length, begin, value], slot);
  }

  /** Keeps the table at most a quarter full. */
  private grow(): void {
    const larger = new Int32Array(2 * this.slots.length);
    for (let slot = 0; slot < this.slots.length; slot += SLOT) {
      const [hash, length, begin, value] = this.slots.subarray(slot, slot + SLOT);
      if (length !== 0) this.place(larger, hash!, length!, begin!, value!);
    }
    this.slots = larger;
  }
}

/** Products mix upwards, shifts bring the upper bits down again. */
function mixHash(hash: number, word: number): number {
  const product = Math.imul(hash ^ word, 0x9e3779b1);
  return product ^ (product >>> 15);
}

function finishHash(hash: number, rest: number, length: number): number {
  const product = Math.imul(mixHash(hash, rest) ^ length, 0x85ebca6b);
  return product ^ (product >>> 13);
}

const COMMA = 44;
const QUOTE = 34;
const LINE_FEED = 10;
const CARRIAGE_RETURN = 13;
const MINUS = 45;
const POINT = 46;
const ZERO = 48;
const ZEROS = 0x30303030;
const COMMAS = 0x2c2c2c2c;
const QUOTES = 0x22222222;
const LINE_FEEDS = 0x0a0a0a0a;
const RETURNS = 0x0d0d0d0d;

/** What a field of a record is for. */
export const Role = { none: 0, tenantId: 1, category: 2, cost: 3 } as const;

/** Which fields a record has. */
interface RecordLayout {
  /** The roles of the fields up to the last that has one. */
  readonly roles: Uint8Array;
  /** How many fields there are in all. */
  readonly width: number;
  /** Whether lines end with CRLF. */
  readonly hasReturns: boolean;
}

/**
 * Adds the rows that hold nothing out of the ordinary: ids that are known, an amount of plain digits, no quotes within
 * quotes among the wanted fields. One pass over the bytes, and no object.
 */
export class FastRows {
  /** How many rows were added by the last call. */
  rows = 0;
  private units = 0;

  constructor(
    private readonly layout: RecordLayout,
    private readonly tenants: ByteDictionary,
    private readonly categories: ByteDictionary,
  ) {}

  /** Adds rows from the place `from` on, and answers where the first row begins that it did not add. */
  add(view: DataView, from: number, sums: ExactSums, scale: number): number {
    const { roles, width, hasReturns } = this.layout;
    const lineEnds = hasReturns ? RETURNS : LINE_FEEDS;
    const fields = roles.length;
    const last = view.byteLength - 4;
    this.rows = 0;
    for (let begin = from; ;) {
      let at = begin;
      let group = 0;
      let units = 0;
      for (let field = 0; field < fields; field += 1) {
        if (at > last) return begin;
        const role = roles[field];
        const isQuoted = view.getUint8(at) === QUOTE;
        if (isQuoted) at += 1;
        if (role === Role.cost) {
          at = this.readUnits(view, at, scale);
          if (at < 0) return begin;
          units = this.units;
        } else if (role === Role.none) {
          at = isQuoted ? endOfQuoted(view, at) : findStop(view, at, COMMAS, LINE_FEEDS);
          if (at < 0) return begin;
        } else {
          const ids = role === Role.tenantId ? this.tenants : this.categories;
          const value = isQuoted ? ids.valueAt(view, at, QUOTES, QUOTES) : ids.valueAt(view, at, COMMAS, lineEnds);
          if (value < 0) return begin;
          group += value;
          at = ids.end;
          // A line that ends otherwise than the header did.
          if (at > begin && view.getUint8(at - 1) === CARRIAGE_RETURN) return begin;
        }
        if (at > last) return begin;
        if (isQuoted) {
          if (view.getUint8(at) !== QUOTE) return begin;
          at += 1;
        }
        if (field < width - 1) {
          if (view.getUint8(at) !== COMMA) return begin;
        } else {
          if (view.getUint8(at) === CARRIAGE_RETURN) at += 1;
          if (view.getUint8(at) !== LINE_FEED) return begin;
        }
        at += 1;
      }
      if (fields < width) {
        at = endOfRecord(view, at) + 1;
        if (at === 0) return begin;
      }
      addSafe(sums, group, units);
      this.rows += 1;
      begin = at;
    }
  }

  /**
   * Reads `-?digits[.digits]` of at most 15 digits as units of the scale, four digits of the fraction at a time, and
   * answers where they end; -1 for anything else, which may still be a decimal.
   */
  private readUnits(view: DataView, start: number, scale: number): number {
    const last = view.byteLength - 4;
    const isNegative = view.getUint8(start) === MINUS;
    const first = isNegative ? start + 1 : start;
    let at = first;
    let whole = 0;
    if (at > last) return -1;
    let digit = view.getUint8(at) - ZERO;
    while (digit >= 0 && digit <= 9) {
      whole = whole * 10 + digit;
      at += 1;
      if (at > last || at > first + 15) return -1;
      digit = view.getUint8(at) - ZERO;
    }
    const point = at;
    if (point === first) return -1;
    let places = 0;
    if (digit === POINT - ZERO) {
      at += 1;
      for (; at <= last && at <= first + 12; at += 4) {
        const word = view.getInt32(at, true) ^ ZEROS;
        // A byte above 9 sets its top bit.
        if ((((word + 0x76767676) | word) & 0x80808080) !== 0) break;
        const pairs = (Math.imul(word, 10) + (word >>> 8)) & 0xff00ff;
        whole = whole * 10_000 + Math.imul(pairs & 0xff, 100) + (pairs >>> 16);
      }
      for (; ; at += 1) {
        if (at > last || at > first + 16) return -1;
        digit = view.getUint8(at) - ZERO;
        if (!(digit >= 0 && digit <= 9)) break;
        whole = whole * 10 + digit;
      }
      places = at - point - 1;
      if (places === 0 || places > scale) return -1;
    }
    const units = whole * POWERS[scale - places]!;
    if (!(units <= Number.MAX_SAFE_INTEGER)) return -1;
    this.units = isNegative ? 0 - units : units;
    return at;
  }
}

/** The place of the quote that closes a field; -1 where the bytes end before, or just behind. */
function endOfQuoted(view: DataView, start: number): number {
  let at = start;
  for (;;) {
    at = findStop(view, at, QUOTES, QUOTES);
    if (at < 0 || at + 1 >= view.byteLength || view.getUint8(at + 1) !== QUOTE) return at;
    at += 2;
  }
}
