import { Sha256, sha256 } from './sha256.js';

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
