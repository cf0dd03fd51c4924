/**
 * JSON text that depends on the content alone: keys sorted by UTF-16 code unit, no blanks (the order of RFC 8785),
 * members without a value left out. For data at most a few hundred levels deep.
 */
export function canonicalJson(value: unknown): string {
  if (typeof value === 'string') return quoted(value);
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  let text = '';
  for (const { key, head } of getMembers(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member !== undefined) text += (text === '' ? head : `,${head}`) + canonicalJson(member);
  }
  return `{${text}}`;
}

/** {@link canonicalJson} of an object in pieces, none with more than `size` items of a list of its own. */
export function* canonicalPieces(value: object, size: number): Generator<string, void> {
  let before = '{';
  for (const { key, head } of getMembers(value)) {
    const member = (value as Readonly<Record<string, unknown>>)[key];
    if (member === undefined) continue;
    yield before + head;
    before = ',';
    if (Array.isArray(member)) yield* listPieces(member, size);
    else yield canonicalJson(member);
  }
  yield before === '{' ? '{}' : '}';
}

function* listPieces(list: ReadonlyArray<unknown>, size: number): Generator<string, void> {
  for (let at = 0; at < list.length; at += size) {
    yield (
      (at === 0 ? '[' : ',') +
      list
        .slice(at, at + size)
        .map(canonicalJson)
        .join(',')
    );
  }
  yield list.length === 0 ? '[]' : ']';
}

/** A key, and how its member begins. */
type Member = { readonly key: string; readonly head: string };

/** Rows of one kind come one after the other: what was found for the keys of the last object mostly holds for the next. */
let lastMembers: { readonly keys: ReadonlyArray<string>; readonly members: ReadonlyArray<Member> } = {
  keys: [],
  members: [],
};

function getMembers(value: object): ReadonlyArray<Member> {
  const keys = Object.keys(value);
  if (keys.length !== lastMembers.keys.length || keys.some((key, i) => key !== lastMembers.keys[i])) {
    lastMembers = { keys, members: keys.toSorted().map((key) => ({ key, head: `${quoted(key)}:` })) };
  }
  return lastMembers.members;
}

/** Printable ASCII without quotes and backslashes needs no escapes, and most texts are that. */
const NO_ESCAPES = /^[ !#-[\]-~]*$/;
const quoted = (text: string): string => (NO_ESCAPES.test(text) ? `"${text}"` : JSON.stringify(text));

/** SHA-256 of bytes, as 32 bytes (FIPS 180-4). Synchronous and pure, because a browser's own answers only later. */
const sha256 = (message: Uint8Array): Uint8Array => new Sha256().update(message).digest();

/** SHA-256 of bytes that come piece by piece: the same as of all of them at once. */
class Sha256 {
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

/** SHA-256 of a text in UTF-8, in hexadecimal. */
export const sha256Hex = (text: string): string => hex(sha256(utf8(text)));

/** SHA-256 of the texts that a generator yields, as of one text; after each it yields in turn. */
export function* sha256HexOf(pieces: Iterable<string>): Generator<void, string> {
  const hash = new Sha256();
  for (const piece of pieces) {
    hash.update(utf8(piece));
    yield;
  }
  return hex(hash.digest());
}

/** HMAC-SHA256 (RFC 2104) of a text under a key, in hexadecimal. */
export function hmacHex(key: string, text: string): string {
  const bytes = utf8(key);
  const block = new Uint8Array(64);
  block.set(bytes.length > 64 ? sha256(bytes) : bytes);
  const inner = sha256(
    concatBytes(
      block.map((byte) => byte ^ 0x36),
      utf8(text),
    ),
  );
  return hex(
    sha256(
      concatBytes(
        block.map((byte) => byte ^ 0x5c),
        inner,
      ),
    ),
  );
}

const encoder = new TextEncoder();
const utf8 = (text: string): Uint8Array => encoder.encode(text);

function concatBytes(head: Uint8Array, tail: Uint8Array): Uint8Array {
  const both = new Uint8Array(head.length + tail.length);
  both.set(head);
  both.set(tail, head.length);
  return both;
}

const PAIRS = /* @__PURE__ */ Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

function hex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += PAIRS[byte]!;
  return text;
}
