import { bytesBefore, placeOf, stopsIn } from './scan-words.js';

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
