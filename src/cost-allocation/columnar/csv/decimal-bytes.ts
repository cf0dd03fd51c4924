import type { Digits } from '../decimal-digits.js';

const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/** `readDigits` on bytes: `-?digits[.digits]` of at most 15 digits; false for anything else, which may still be a decimal. */
export function readDigitBytes(bytes: Uint8Array, start: number, end: number, digits: Digits): boolean {
  const negative = bytes[start] === MINUS;
  const first = negative ? start + 1 : start;
  if (end - first > 16 || end === first) return false;
  let whole = 0;
  let point = -1;
  for (let i = first; i < end; i += 1) {
    const digit = bytes[i]! - ZERO;
    if (digit >= 0 && digit <= 9) whole = whole * 10 + digit;
    else if (digit === POINT - ZERO && point < 0 && i > first && i < end - 1) point = i;
    else return false;
  }
  if (point < 0 && whole > Number.MAX_SAFE_INTEGER) return false;
  digits.whole = negative ? 0 - whole : whole;
  digits.places = point < 0 ? 0 : end - 1 - point;
  return true;
}
