/** Digests of texts and the canonical JSON that they are taken of. */
export { canonicalJson } from './canonical-json.js';
export { hmacHex, sha256Hex } from './hex.js';
export { sha256 } from './sha256.js';
