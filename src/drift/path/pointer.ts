import { safely } from '../safely.js';
import type { Path } from './segment.js';

/**
 * The path as an RFC 6901 JSON Pointer, the form that RFC 6902 patches use: `/a~1b/0`; the empty path is `''`, and so
 * is what is no path.
 */
export const toPointer = (path: Path): string => safely(() => spell(path), '');

function spell(path: Path): string {
  let pointer = '';
  for (const segment of path) pointer += typeof segment === 'number' ? `/${segment}` : `/${escapeKey(segment)}`;
  return pointer;
}

const escapeKey = (key: string): string => (/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key);
