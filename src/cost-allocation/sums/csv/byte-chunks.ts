/** CSV as a whole or in pieces: text, bytes, or anything that yields them, such as a file's or a response's stream. */
export type CsvSource = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

/** How much of a file is read before other work gets its turn: some milliseconds. */
const MAX_CHUNK_BYTES = 4 * 1024 * 1024;

/** The pieces of a source as bytes (UTF-8), none of them long. */
export async function* byteChunks(source: CsvSource): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const pieces = typeof source === 'string' || source instanceof Uint8Array ? [source] : source;
  for await (const piece of pieces) {
    const bytes = typeof piece === 'string' ? encoder.encode(piece) : toPlainBytes(piece);
    for (let at = 0; at < bytes.length; at += MAX_CHUNK_BYTES) yield bytes.subarray(at, at + MAX_CHUNK_BYTES);
  }
}

/** Two pieces as one; the second itself where the first is empty. */
export function concatBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
  if (first.length === 0) return second;
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}

/** Node's buffers as plain bytes: the engine reads one kind of array faster than two. */
function toPlainBytes(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
