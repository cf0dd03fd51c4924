import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { invalidTerraform, type InvalidTerraform } from './errors.js';

// Strings are matched so that the digits in them are passed over.
const TOKEN = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gs;

/**
 * Parses JSON with whole numbers beyond 2^53 as bigints, digit for digit: `JSON.parse` would round them, and a rounded
 * version number drifts for ever.
 */
export function parseExactJson(text: string, what: string): Either<InvalidTerraform, unknown> {
  if (typeof text !== 'string')
    return E.left(invalidTerraform({ what, reason: `expected its text, got ${show(text)}` }));
  try {
    const source = text.replace(/^\ufeff/, '');
    const mark = markAbsentFrom(source);
    let any = false;
    const marked = source.replace(TOKEN, (token) => {
      if (!isTooLarge(token)) return token;
      any = true;
      return `"${mark}${token}"`;
    });
    return E.right(any ? JSON.parse(marked, (_, value: unknown) => unmark(value, mark)) : JSON.parse(source));
  } catch (cause) {
    return E.left(invalidTerraform({ what, reason: 'it is not JSON' }, cause));
  }
}

const isTooLarge = (token: string): boolean => /^-?\d{16,}$/.test(token) && !Number.isSafeInteger(Number(token));

const unmark = (value: unknown, mark: string): unknown =>
  typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value;

// A text that does not occur in the file, neither as it is nor written with an escape.
function markAbsentFrom(source: string): string {
  let mark = '\ue000';
  const plain = source.replaceAll(/\\u[eE]000/g, '\ue000');
  while (plain.includes(mark)) mark += '\ue000';
  return mark;
}
