/** A 32-bit number that depends on the text alone (FNV-1a over UTF-16 code units). Orders content; proves nothing. */
export function hashText(text: string): number {
  let hash = 0x811c_9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x0100_0193);
  return hash;
}

/** One hash of two, in this order. */
export const mixHashes = (left: number, right: number): number =>
  Math.imul(left ^ Math.imul(right, 0x85eb_ca6b), 0xc2b2_ae35) ^ (right >>> 15);
