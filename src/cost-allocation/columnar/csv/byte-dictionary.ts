import { areEqual, hashOf } from './scan-words.js';

const decoder = new TextDecoder();

/**
 * Numbers byte strings in the order in which they first come, without making text of one that is known. Open addressing
 * over a 32-bit hash; equal hashes are told apart by their bytes.
 */
export class ByteDictionary<Value> {
  readonly values: Value[] = [];
  private slots = new Int32Array(1024).fill(-1);
  private hashes = new Int32Array(512);
  /** The spellings one behind another: that of code c from `begins[c]` up to `begins[c + 1]`. */
  private spellings = new DataView(new ArrayBuffer(8192));
  private begins = new Int32Array(513);

  /** `meaning` is asked once for each different spelling. */
  constructor(private readonly meaning: (text: string) => Value) {}

  /** The number of the bytes from `start` up to `end`. */
  codeOf(view: DataView, start: number, end: number): number {
    const hash = hashOf(view, start, end);
    const { slots, hashes, begins } = this;
    const mask = slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const code = slots[slot]!;
      if (code < 0) return this.add(slot, hash, view, start, end);
      const begin = begins[code]!;
      const isAsLong = hashes[code] === hash && begins[code + 1]! - begin === end - start;
      if (isAsLong && areEqual(view, start, this.spellings, begin, end - start)) return code;
    }
  }

  private add(slot: number, hash: number, view: DataView, start: number, end: number): number {
    const spelling = new Uint8Array(view.buffer, view.byteOffset + start, end - start);
    const code = this.values.push(this.meaning(decoder.decode(spelling))) - 1;
    const begin = this.begins[code]!;
    this.reserve(begin + spelling.length);
    new Uint8Array(this.spellings.buffer).set(spelling, begin);
    this.begins[code + 1] = begin + spelling.length;
    this.slots[slot] = code;
    this.hashes[code] = hash;
    if (code + 1 === this.hashes.length) this.grow();
    return code;
  }

  private reserve(bytes: number): void {
    if (bytes <= this.spellings.byteLength) return;
    const larger = new Uint8Array(Math.max(bytes, 2 * this.spellings.byteLength));
    larger.set(new Uint8Array(this.spellings.buffer));
    this.spellings = new DataView(larger.buffer);
  }

  /** Keeps the table at most half full. */
  private grow(): void {
    const hashes = new Int32Array(2 * this.hashes.length);
    hashes.set(this.hashes);
    this.hashes = hashes;
    const begins = new Int32Array(hashes.length + 1);
    begins.set(this.begins);
    this.begins = begins;
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    const mask = this.slots.length - 1;
    for (let code = 0; code < this.values.length; code += 1) {
      let slot = hashes[code]! & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = code;
    }
  }
}
