import { Decimal as DecimalJs } from 'decimal.js';
import { invalidDecimal, type InvalidDecimal } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';

/** More digits than this before or behind the point is no amount of money but an attack on memory. */
const MAX_DIGITS = 120;

/**
 * The decimal class of every amount: the library's own clone of decimal.js, so that a host's `Decimal.set` changes
 * nothing here. Sums and products of amounts are exact (260 digits), and text has no exponent.
 */
export const Decimal = /* @__PURE__ */ DecimalJs.clone({
  defaults: true,
  precision: 2 * (MAX_DIGITS + 10),
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});
export type Decimal = DecimalJs;

/** What is taken as money. `number` is left out on purpose: a binary float is not an amount. */
export type MoneyInput = string | bigint | Decimal;

const DECIMAL_TEXT = /^-?\d+(\.\d+)?(e[+-]?\d{1,4})?$/i;

/**
 * Reads a decimal strictly: `-?digits[.digits][e±digits]` and nothing else, so `NaN`, `Infinity`, `0x10`, `1_000`,
 * `1,000`, `$1`, `.5`, `+1` and blanks are refused, and so is anything beyond 120 digits on either side of the point.
 */
export function parseDecimal(text: string): Either<InvalidDecimal, Decimal> {
  if (typeof text !== 'string') return E.left(invalidDecimal({ value: text, reason: `${typeof text} is not text` }));
  if (text.length > 4 * MAX_DIGITS || !DECIMAL_TEXT.test(text)) {
    return E.left(invalidDecimal({ value: text, reason: 'only digits, a point and an exponent are read' }));
  }
  return checkRange(new Decimal(text), text);
}

/**
 * Takes any {@link MoneyInput}: text by the strict parser, integers, and decimals of any copy of decimal.js,
 * which come out as this library's own.
 */
export function toDecimal(input: unknown): Either<InvalidDecimal, Decimal> {
  try {
    return readDecimal(input);
  } catch (cause) {
    return E.left(invalidDecimal({ value: input, reason: 'it cannot be read' }, cause));
  }
}

function readDecimal(input: unknown): Either<InvalidDecimal, Decimal> {
  if (typeof input === 'string') return parseDecimal(input);
  if (typeof input === 'bigint') return checkRange(new Decimal(input.toString()), input);
  if (!isDecimal(input)) {
    const reason = typeof input === 'number' ? 'money must not be a float' : 'not a decimal';
    return E.left(invalidDecimal({ value: input, reason }));
  }
  if (!input.isFinite()) return E.left(invalidDecimal({ value: input.toString(), reason: 'not finite' }));
  return checkRange(toOwnDecimal(input), input);
}

/** Whether a value is a decimal of any copy of decimal.js. */
export function isDecimal(value: unknown): value is Decimal {
  return DecimalJs.isDecimal(value);
}

/** Whether a value is a decimal as {@link toDecimal} gives it: of this library, finite, within the limits, not minus zero. */
export function isAmount(value: unknown): value is Decimal {
  if (!(value instanceof Decimal) || value.constructor !== Decimal || !value.isFinite()) return false;
  return isWithinLimits(value) && !isMinusZero(value);
}

/**
 * The plain text of an amount: no exponent, and as many digits behind the point as the amount has. `NaN`, which no
 * parser here reads, for what is no amount.
 */
export function formatDecimal(amount: Decimal): string {
  try {
    return isDecimal(amount) ? amount.toFixed() : 'NaN';
  } catch {
    return 'NaN';
  }
}

/** How many digits stand behind the point. */
export function getScale(amount: Decimal): number {
  return amount.decimalPlaces();
}

function toOwnDecimal(value: Decimal): Decimal {
  // Not `instanceof`: clones of one copy of decimal.js share a prototype, so a host's 20-digit decimal would pass as ours.
  return value.constructor === Decimal ? value : new Decimal(value);
}

function checkRange(value: Decimal, input: unknown): Either<InvalidDecimal, Decimal> {
  if (!isWithinLimits(value)) {
    return E.left(invalidDecimal({ value: input, reason: `more than ${MAX_DIGITS} digits on one side of the point` }));
  }
  // Minus zero is zero: it must not print as "-0".
  return E.right(isMinusZero(value) ? new Decimal(0) : value);
}

function isWithinLimits(value: Decimal): boolean {
  // Nearly every amount is so short that its digits need not be counted.
  const isShort = value.d.length < 9 && Math.abs(value.e) < MAX_DIGITS / 2;
  return isShort || (value.decimalPlaces() <= MAX_DIGITS && value.e <= MAX_DIGITS);
}

function isMinusZero(value: Decimal): boolean {
  return value.s < 0 && value.isZero();
}
