import { tryOr } from '../safely.js';
import type { Path } from './segment.js';

/**
 * The path as an RFC 6901 JSON Pointer, the form that RFC 6902 patches use: `/a~1b/0`; the empty path is `''`, and so
 * is what is no path.
 */
export const toPointer = (path: Path): string => tryOr(() => formatPointer(path), '');

function formatPointer(path: Path): string {
  let pointer = '';
  for (const segment of path) pointer += typeof segment === 'number' ? `/${segment}` : `/${escapeKey(segment)}`;
  return pointer;
}

/** The steps of an RFC 6901 pointer, unescaped; `undefined` where the text is not one. */
export function pointerSteps(pointer: string): readonly string[] | undefined {
  if (pointer === '') return [];
  if (!pointer.startsWith('/')) return undefined;
  return pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const escapeKey = (key: string): string => (/[~/]/.test(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : key);
