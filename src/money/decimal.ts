import { Decimal as DecimalJs } from 'decimal.js';
import { invalidDecimal, type InvalidDecimal } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';

/** An amount with more digits than this on either side of the point would be an attack on memory. */
const MAX_DIGITS = 120;

/**
 * The decimal class of every amount: the library's own clone of decimal.js, so that a host's `Decimal.set` changes
 * nothing here. Sums and products of amounts are exact (260 digits), and text has no exponent.
 */
export const Decimal: DecimalConstructor = /* @__PURE__ */ DecimalJs.clone({
  defaults: true,
  precision: 2 * (MAX_DIGITS + 10),
  rounding: DecimalJs.ROUND_HALF_EVEN,
  toExpNeg: -9e15,
  toExpPos: 9e15,
}) as unknown as DecimalConstructor;
/**
 * A decimal: what decimal.js declares, with results that are this type again, so that the declarations of a user's own
 * package name it and never decimal.js.
 */
export interface Decimal extends DecimalJs {
  absoluteValue(): Decimal;
  abs(): Decimal;
  ceil(): Decimal;
  clampedTo(min: DecimalJs.Value, max: DecimalJs.Value): Decimal;
  clamp(min: DecimalJs.Value, max: DecimalJs.Value): Decimal;
  cosine(): Decimal;
  cos(): Decimal;
  cubeRoot(): Decimal;
  cbrt(): Decimal;
  dividedBy(n: DecimalJs.Value): Decimal;
  div(n: DecimalJs.Value): Decimal;
  dividedToIntegerBy(n: DecimalJs.Value): Decimal;
  divToInt(n: DecimalJs.Value): Decimal;
  floor(): Decimal;
  hyperbolicCosine(): Decimal;
  cosh(): Decimal;
  hyperbolicSine(): Decimal;
  sinh(): Decimal;
  hyperbolicTangent(): Decimal;
  tanh(): Decimal;
  inverseCosine(): Decimal;
  acos(): Decimal;
  inverseHyperbolicCosine(): Decimal;
  acosh(): Decimal;
  inverseHyperbolicSine(): Decimal;
  asinh(): Decimal;
  inverseHyperbolicTangent(): Decimal;
  atanh(): Decimal;
  inverseSine(): Decimal;
  asin(): Decimal;
  inverseTangent(): Decimal;
  atan(): Decimal;
  logarithm(n?: DecimalJs.Value): Decimal;
  log(n?: DecimalJs.Value): Decimal;
  minus(n: DecimalJs.Value): Decimal;
  sub(n: DecimalJs.Value): Decimal;
  modulo(n: DecimalJs.Value): Decimal;
  mod(n: DecimalJs.Value): Decimal;
  naturalExponential(): Decimal;
  exp(): Decimal;
  naturalLogarithm(): Decimal;
  ln(): Decimal;
  negated(): Decimal;
  neg(): Decimal;
  plus(n: DecimalJs.Value): Decimal;
  add(n: DecimalJs.Value): Decimal;
  round(): Decimal;
  squareRoot(): Decimal;
  sqrt(): Decimal;
  times(n: DecimalJs.Value): Decimal;
  toDecimalPlaces(decimalPlaces?: number): Decimal;
  toDecimalPlaces(decimalPlaces: number, rounding: DecimalJs.Rounding): Decimal;
  toDP(decimalPlaces?: number): Decimal;
  toDP(decimalPlaces: number, rounding: DecimalJs.Rounding): Decimal;
  toNearest(n: DecimalJs.Value, rounding?: DecimalJs.Rounding): Decimal;
  toPower(n: DecimalJs.Value): Decimal;
  pow(n: DecimalJs.Value): Decimal;
  toSignificantDigits(significantDigits?: number): Decimal;
  toSignificantDigits(significantDigits: number, rounding: DecimalJs.Rounding): Decimal;
  toSD(significantDigits?: number): Decimal;
  toSD(significantDigits: number, rounding: DecimalJs.Rounding): Decimal;
  truncated(): Decimal;
  trunc(): Decimal;
}

/** The constructor of {@link Decimal} and the functions that hang on it, such as `Decimal.max`. */
export type DecimalConstructor = (new (value: DecimalJs.Value) => Decimal) & {
  readonly [Name in keyof typeof DecimalJs]: (typeof DecimalJs)[Name] extends (...args: infer Args) => DecimalJs
    ? (...args: Args) => Decimal
    : (typeof DecimalJs)[Name];
};

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
  if (typeof input === 'bigint') return readBigint(input);
  if (!isDecimal(input)) {
    const reason = typeof input === 'number' ? `a number is a float; write "${input}"` : 'not a decimal';
    return E.left(invalidDecimal({ value: input, reason }));
  }
  if (!input.isFinite()) return E.left(invalidDecimal({ value: input.toString(), reason: 'not finite' }));
  return checkRange(toOwnDecimal(input), input);
}

const MAX_BIGINT = 10n ** BigInt(MAX_DIGITS + 1);

function readBigint(input: bigint): Either<InvalidDecimal, Decimal> {
  // The digits of a longer one are not even written out: that takes seconds for a million.
  if (input < MAX_BIGINT && input > -MAX_BIGINT) return checkRange(new Decimal(input.toString()), input);
  return E.left(tooLong(input));
}

/** Whether a value is a decimal of any copy of decimal.js. */
export function isDecimal(value: unknown): value is Decimal {
  return DecimalJs.isDecimal(value);
}

/**
 * Whether a value is a decimal as {@link toDecimal} gives it: of this library, finite, within the limits, not minus
 * zero.
 */
export function isAmount(value: unknown): value is Decimal {
  if (!(value instanceof Decimal) || value.constructor !== Decimal || !value.isFinite()) return false;
  return isWithinLimits(value) && !isMinusZero(value);
}

/**
 * The plain text of an amount: no exponent, and as many decimal places as the amount has. `NaN`, which no parser
 * here reads, for what is no amount or has more than 1000 digits.
 */
export function formatDecimal(amount: Decimal): string {
  try {
    return isDecimal(amount) && isWritable(amount) ? amount.toFixed() : 'NaN';
  } catch {
    return 'NaN';
  }
}

/** More digits than a product of amounts can have; a decimal that is longer is not written out. */
const MAX_WRITTEN_DIGITS = 1000;

/** Whether an amount can be written out: decimals of decimal.js may have an exponent of 16 digits. */
export function isWritable(amount: Decimal): boolean {
  return amount.d === null || (Math.abs(amount.e) <= MAX_WRITTEN_DIGITS && amount.d.length <= MAX_WRITTEN_DIGITS);
}

/** The decimal places of an amount. */
export function getScale(amount: Decimal): number {
  return amount.decimalPlaces();
}

function toOwnDecimal(value: Decimal): Decimal {
  // Not `instanceof`: clones of one copy of decimal.js share a prototype, so a host's 20-digit decimal would pass as
  // ours.
  return value.constructor === Decimal ? value : new Decimal(value);
}

function checkRange(value: Decimal, input: unknown): Either<InvalidDecimal, Decimal> {
  if (!isWithinLimits(value)) {
    return E.left(tooLong(input));
  }
  // Minus zero is zero: it must not print as "-0".
  return E.right(isMinusZero(value) ? new Decimal(0) : value);
}

function tooLong(value: unknown): InvalidDecimal {
  return invalidDecimal({ value, reason: `more than ${MAX_DIGITS} digits on one side of the point` });
}

function isWithinLimits(value: Decimal): boolean {
  // Nearly every amount is so short that its digits need not be counted.
  const isShort = value.d.length < 9 && Math.abs(value.e) < MAX_DIGITS / 2;
  return isShort || (value.decimalPlaces() <= MAX_DIGITS && value.e <= MAX_DIGITS);
}

function isMinusZero(value: Decimal): boolean {
  return value.s < 0 && value.isZero();
}
