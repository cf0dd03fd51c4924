import type { Equivalence } from './equivalence.js';
import { isObject } from '../fields.js';

/** JSON in a text against the same document as text or as data; blanks and key order carry no meaning. */
export const json: Equivalence = {
  name: 'json',
  normalize: (value) => (typeof value === 'string' ? parseDocument(value) : isObject(value) ? value : undefined),
  recognizes: (value) => typeof value === 'string' && parseDocument(value) !== undefined,
};

/**
 * The object or list in a JSON text; `undefined` for anything else. A bare number or word is not a document: the text
 * `1.10` is a version, not the number 1.1.
 */
export function parseDocument(text: string): object | undefined {
  const opening = /^\s*([[{])/.exec(text);
  if (opening === null || !/[\]}]\s*$/.test(text.slice(-100))) return undefined;
  try {
    return JSON.parse(text) as object;
  } catch {
    return undefined;
  }
}
