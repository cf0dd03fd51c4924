// The one file that imports lossless-json.
import { parse } from 'lossless-json';
import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { invalidTerraform, type InvalidTerraform } from './errors.js';

class LongNumber extends RangeError {
  constructor() {
    super(`a number has more than ${MAX_NUMBER_LENGTH} digits`);
  }
}

/** Shorter whole numbers are safe integers: a text without a longer one is what `JSON.parse` reads, and faster. */
const LONG_NUMBER = /\d{16}/;

/**
 * Parses JSON with whole numbers beyond 2^53 as bigints, digit for digit: `JSON.parse` would round them, and a rounded
 * version number is a drift at every scan. Of a key that stands twice the last value counts, as with `JSON.parse`.
 */
export function parseExactJson(text: string, what: string): Either<InvalidTerraform, unknown> {
  if (typeof text !== 'string')
    return E.left(invalidTerraform({ what, reason: `expected its text, got ${show(text)}` }));
  try {
    const source = text.replace(/^\ufeff/, '');
    return E.right(
      LONG_NUMBER.test(source)
        ? parse(source, null, { parseNumber, onDuplicateKey: ({ newValue }) => newValue })
        : JSON.parse(source),
    );
  } catch (cause) {
    const reason = cause instanceof LongNumber ? cause.message : 'it is not JSON';
    return E.left(invalidTerraform({ what, reason }, cause));
  }
}

/** No provider writes a longer number, and a million digits take seconds to read. */
const MAX_NUMBER_LENGTH = 1000;

function parseNumber(text: string): number | bigint {
  if (text.length > MAX_NUMBER_LENGTH) throw new LongNumber();
  const number = Number(text);
  return /^-?\d{16,}$/.test(text) && !Number.isSafeInteger(number) ? BigInt(text) : number;
}
