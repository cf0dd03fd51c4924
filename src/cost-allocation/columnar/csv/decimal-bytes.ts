import { POWERS, type Digits } from '../decimal-digits.js';

const ZERO = 48;
const MINUS = 45;
const POINT = 46;

/**
 * `readDigits` on bytes: `-?digits[.digits]` of at most 15 digits; false for anything else, which may still be a
 * decimal.
 */
export function readDigitBytes(view: DataView, start: number, end: number, digits: Digits): boolean {
  if (end - start > 17 || end === start) return false;
  const negative = view.getUint8(start) === MINUS;
  const first = negative ? start + 1 : start;
  if (end - first > 16 || end === first) return false;
  // Up to nine digits fit a 32-bit integer, which is quicker to build up than a double; so there are two of them.
  let upper = 0;
  let lower = 0;
  let read = 0;
  let point = -1;
  for (let i = first; i < end; i += 1) {
    const digit = view.getUint8(i) - ZERO;
    if (digit >= 0 && digit <= 9) {
      if (read < 9) upper = (Math.imul(upper, 10) + digit) | 0;
      else lower = (Math.imul(lower, 10) + digit) | 0;
      read += 1;
    } else if (digit === POINT - ZERO && point < 0 && i > first && i < end - 1) point = i;
    else return false;
  }
  if (read > 15) return false;
  const whole = read <= 9 ? upper : upper * POWERS[read - 9]! + lower;
  digits.whole = negative ? 0 - whole : whole;
  digits.places = point < 0 ? 0 : end - 1 - point;
  return true;
}
