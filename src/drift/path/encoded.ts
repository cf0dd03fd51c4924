import type { Path } from './segment.js';

// Private characters; where a key holds one, it is escaped, so that two paths never share a spelling.
/** Stands before every segment of an encoded path. */
export const STEP = '\uE001';
/** In an encoded pattern: any run of characters, across steps. */
export const RUN = '\uE002';
/** In an encoded pattern: any one character. */
export const ONE = '\uE003';
const ESCAPE = '\uE004';
const RESERVED = /[\uE001-\uE004]/g;
const RESERVED_ONE = /[\uE001-\uE004]/;

/** The text that globs are matched against: every segment behind one step character. */
export function encodePath(path: Path): string {
  let encoded = '';
  for (const segment of path) encoded += encodeSegment(segment);
  return encoded;
}

/** One segment of `encodePath`. */
export const encodeSegment = (segment: string | number): string =>
  typeof segment === 'number' ? `${STEP}${segment}` : STEP + protect(segment);

/** A text as it stands inside an encoded path. */
export const protect = (text: string): string => (RESERVED_ONE.test(text) ? text.replace(RESERVED, escaped) : text);

const escaped = (character: string): string => ESCAPE + (character.charCodeAt(0) & 7);
