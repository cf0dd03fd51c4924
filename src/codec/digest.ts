// The one file that imports @noble/hashes.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

const encoder = new TextEncoder();

/** SHA-256 of a text in UTF-8, in hexadecimal. Synchronous, because a browser's own answers only later. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(encoder.encode(text)));
}

/** SHA-256 of the texts that a generator yields, as of one text; after each it yields in turn. */
export function* sha256HexOf(pieces: Iterable<string>): Generator<void, string> {
  const hash = sha256.create();
  for (const piece of pieces) {
    hash.update(encoder.encode(piece));
    yield;
  }
  return bytesToHex(hash.digest());
}

/** HMAC-SHA256 (RFC 2104) of a text under a key, in hexadecimal. */
export function hmacHex(key: string, text: string): string {
  return bytesToHex(hmac(sha256, encoder.encode(key), encoder.encode(text)));
}
