import type { Path } from './segment.js';

// A key that reads as a word stands bare; everything else is quoted, so that no printed path has two readings.
const WORD = /^[\p{L}_$][\p{L}\p{N}_$-]*$/u;

/**
 * A path as people read it: `security_groups[0].rules[2].port`, `labels["app.kubernetes.io/name"]`, `m["0"]` for the
 * key and `m[0]` for the position. `parsePath` reads it back to the same segments. The empty path prints as `''`.
 */
export function printPath(path: Path): string {
  let text = '';
  for (const segment of path) {
    if (typeof segment === 'number') text += `[${segment}]`;
    else if (WORD.test(segment)) text += text === '' ? segment : `.${segment}`;
    else text += `[${JSON.stringify(segment)}]`;
  }
  return text;
}
