import { tryOr } from '../safely.js';
import type { Path } from './segment.js';

// A key that reads as a word stands bare; everything else is quoted, so that no printed path has two readings.
const WORD = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

// The same few keys are printed over and over; the answers for the first of them are kept.
const MAX_KEPT_KEYS = 5_000;
const keptKeys = new Map<string, boolean>();

function isWord(key: string): boolean {
  const known = keptKeys.get(key);
  if (known !== undefined) return known;
  const word = WORD.test(key);
  if (keptKeys.size < MAX_KEPT_KEYS) keptKeys.set(key, word);
  return word;
}

/**
 * A path as people read it: `security_groups[0].rules[2].port`, `labels["app.kubernetes.io/name"]`, `m["0"]` for the
 * key and `m[0]` for the position. `parsePath` reads it back to the same segments. The empty path prints as `''`, and
 * so does what is no path.
 */
export const printPath = (path: Path): string => tryOr(() => formatPath(path), '');

function formatPath(path: Path): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (isWord(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}
