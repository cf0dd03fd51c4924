const decoder = new TextDecoder();

/**
 * Numbers byte strings in the order in which they first come, without making text of one that is known. Open addressing over a
 * 32-bit hash; equal hashes are told apart by their bytes.
 */
export class ByteDictionary<Value> {
  readonly values: Value[] = [];
  private slots = new Int32Array(1024).fill(-1);
  private hashes = new Int32Array(512);
  private readonly spellings: Uint8Array[] = [];

  /** `meaning` is asked once for each different spelling. */
  constructor(private readonly meaning: (text: string) => Value) {}

  /** The number of the bytes from `start` up to `end`. */
  codeOf(bytes: Uint8Array, start: number, end: number): number {
    let hash = end - start;
    for (let i = start; i < end; i += 1) hash = (Math.imul(hash, 31) + bytes[i]!) | 0;
    const mask = this.slots.length - 1;
    for (let slot = spread(hash) & mask; ; slot = (slot + 1) & mask) {
      const code = this.slots[slot]!;
      if (code < 0) return this.add(slot, hash, bytes.slice(start, end));
      if (this.hashes[code] === hash && this.isSpelled(code, bytes, start, end)) return code;
    }
  }

  private isSpelled(code: number, bytes: Uint8Array, start: number, end: number): boolean {
    const spelling = this.spellings[code]!;
    if (spelling.length !== end - start) return false;
    for (let i = 0; i < spelling.length; i += 1) if (spelling[i] !== bytes[start + i]) return false;
    return true;
  }

  private add(slot: number, hash: number, spelling: Uint8Array): number {
    const code = this.spellings.push(spelling) - 1;
    this.values.push(this.meaning(decoder.decode(spelling)));
    this.slots[slot] = code;
    this.hashes[code] = hash;
    if (code + 1 === this.hashes.length) this.grow();
    return code;
  }

  /** Keeps the table at most half full. */
  private grow(): void {
    const hashes = new Int32Array(2 * this.hashes.length);
    hashes.set(this.hashes);
    this.hashes = hashes;
    this.slots = new Int32Array(2 * this.slots.length).fill(-1);
    const mask = this.slots.length - 1;
    for (let code = 0; code < this.spellings.length; code += 1) {
      let slot = spread(hashes[code]!) & mask;
      while (this.slots[slot]! >= 0) slot = (slot + 1) & mask;
      this.slots[slot] = code;
    }
  }
}

/** Brings the upper bits of a hash down to where the table looks (Knuth's multiplicative method). */
function spread(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 12;
}
