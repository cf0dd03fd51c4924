/** Digests of texts and the canonical JSON that they are taken of. */
export { canonicalJson, canonicalPieces } from './canonical-json.js';
export { hmacHex, sha256Hex, sha256HexOf } from './hex.js';
export { sha256 } from './sha256.js';
