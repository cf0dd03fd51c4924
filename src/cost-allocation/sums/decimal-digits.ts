/** Whole powers of ten that a double holds exactly. */
export const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);

const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/** Digits read without an object: the whole number of all of them, and how many stand behind the point. */
export interface Digits {
  whole: number;
  places: number;
}

/**
 * Reads `-?digits[.digits]` of at most 15 digits into `digits`; false for anything else, which may still be a decimal.
 */
export function readDigits(text: string, digits: Digits): boolean {
  const { length } = text;
  const negative = text.charCodeAt(0) === MINUS;
  let whole = 0;
  let point = -1;
  let i = negative ? 1 : 0;
  if (length - i > 16 || i === length) return false;
  for (; i < length; i += 1) {
    const digit = text.charCodeAt(i) - ZERO;
    if (digit >= 0 && digit <= 9) whole = whole * 10 + digit;
    else if (digit === POINT - ZERO && point < 0 && i > 0 && i < length - 1) point = i;
    else return false;
  }
  // `-.5` and `16 digits without a point` are left to the strict parser.
  if ((negative && point === 1) || (point < 0 && whole > Number.MAX_SAFE_INTEGER)) return false;
  digits.whole = negative ? 0 - whole : whole;
  digits.places = point < 0 ? 0 : length - 1 - point;
  return true;
}
