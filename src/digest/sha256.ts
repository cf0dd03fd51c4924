/** SHA-256 of bytes, as 32 bytes (FIPS 180-4). Synchronous and pure, because a browser's own answers only later. */
export const sha256 = (message: Uint8Array): Uint8Array => new Sha256().update(message).digest();

/** SHA-256 of bytes that come piece by piece: the same as of all of them at once. */
export class Sha256 {
  private readonly state = START.slice();
  private readonly block = new Uint8Array(64);
  private readonly view = new DataView(this.block.buffer);
  private length = 0;

  update(bytes: Uint8Array): this {
    const open = this.length % 64;
    this.length += bytes.length;
    let at = 0;
    if (open > 0) {
      at = Math.min(64 - open, bytes.length);
      this.block.set(bytes.subarray(0, at), open);
      if (open + at < 64) return this;
      compress(this.state, this.view, 0);
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (; at + 64 <= bytes.length; at += 64) compress(this.state, view, at);
    this.block.set(bytes.subarray(at));
    return this;
  }

  /** Ends the message with a 1 bit, zeros, and its length in bits, to a multiple of 64 bytes (§5.1.1). */
  digest(): Uint8Array {
    const { length } = this;
    const end = new Uint8Array(Math.ceil((length + 9) / 64) * 64 - length);
    end[0] = 0x80;
    const view = new DataView(end.buffer, end.length - 8);
    view.setUint32(0, Math.floor(length / 0x2000_0000));
    view.setUint32(4, length << 3);
    this.update(end);
    const digest = new Uint8Array(32);
    const out = new DataView(digest.buffer);
    this.state.forEach((word, i) => out.setInt32(i * 4, word));
    return digest;
  }
}

/**
 * The schedule and the 64 rounds on one block (§6.2.2). Shifted by hand and in one piece: taking a list of eight apart
 * and together costs twice as much, and in two functions it takes three times as long.
 */
function compress(state: Int32Array, block: DataView, at: number): void {
  const schedule = SCHEDULE;
  for (let t = 0; t < 16; t++) schedule[t] = block.getInt32(at + t * 4);
  for (let t = 16; t < 64; t++) {
    const early = schedule[t - 15]!;
    const late = schedule[t - 2]!;
    const sigma0 = rotate(early, 7) ^ rotate(early, 18) ^ (early >>> 3);
    const sigma1 = rotate(late, 17) ^ rotate(late, 19) ^ (late >>> 10);
    schedule[t] = (schedule[t - 16]! + sigma0 + schedule[t - 7]! + sigma1) | 0;
  }
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let t = 0; t < 64; t++) {
    const sum1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const first = (h + sum1 + ((e & f) ^ (~e & g)) + ROUND[t]! + schedule[t]!) | 0;
    const sum0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const second = (sum0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + first) | 0;
    d = c;
    c = b;
    b = a;
    a = (first + second) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

const rotate = (word: number, by: number): number => (word >>> by) | (word << (32 - by));

// §4.2.2 and §5.3.3: the first 32 bits of the fractional parts of the cube and square roots of the first primes.
const ROUND = /* @__PURE__ */ fractions(64, Math.cbrt);
const START = /* @__PURE__ */ fractions(8, Math.sqrt);
// Written anew for every block: one for all messages, of which most are short.
const SCHEDULE = /* @__PURE__ */ new Int32Array(64);

function fractions(count: number, root: (prime: number) => number): Int32Array {
  const found = new Int32Array(count);
  for (let candidate = 2, at = 0; at < count; candidate++) {
    if (isPrime(candidate)) found[at++] = Math.floor((root(candidate) % 1) * 0x1_0000_0000);
  }
  return found;
}

function isPrime(candidate: number): boolean {
  for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) return false;
  return true;
}
