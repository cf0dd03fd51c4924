import { canonicalPieces, sha256HexOf } from '../../digest/index.js';
import { CHUNK_SIZE, type ChunkedTask } from '../steps/steps.js';
import type { AllocationRecord } from './allocation-record.js';

/** The digest of a record: SHA-256 of the canonical JSON of everything else in it, a step for every thousand lines. */
export function* recordDigest(content: Omit<AllocationRecord, 'digest'>): ChunkedTask<string> {
  const hashing = sha256HexOf(canonicalPieces(content, CHUNK_SIZE));
  // A few pieces are no lines: the share is a little low.
  const pieces = (content.lines.length + content.sums.length) / CHUNK_SIZE + 50;
  for (let done = 1; ; done += 1) {
    const step = hashing.next();
    if (step.done === true) return step.value;
    yield Math.min(1, done / pieces);
  }
}
