import { Decimal as DecimalJs } from 'decimal.js';
import { invalidDecimal, type InvalidDecimal } from '../errors/kernel.js';
import { E, type Either } from '../prelude.js';

/** More digits than this before or behind the point is no amount of money but an attack on memory. */
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

const POWERS: bigint[] = [1n];

/** 10 to the power of a small whole number. */
export function powerOfTen(exponent: number): bigint {
  for (let e = POWERS.length; e <= exponent; e += 1) POWERS.push(POWERS[e - 1]! * 10n);
  return POWERS[exponent]!;
}

/** An amount as a whole number of units of 10^-scale. Exact: the amount must not have more digits than the scale. */
export function toUnits(amount: Decimal, scale: number): bigint {
  const text = amount.toFixed(scale);
  return BigInt(scale === 0 ? text : text.slice(0, -scale - 1) + text.slice(-scale));
}

/** The amount of a whole number of units of 10^-scale. Exact. */
export function fromUnits(units: bigint, scale: number): Decimal {
  const safe = Number(units);
  if (Number.isSafeInteger(safe)) return fromSafeUnits(safe, scale);
  return new Decimal(scale === 0 ? units.toString() : `${units}e-${scale}`);
}

/** The digits of units of 10^-scale as plain text, as `Decimal#toFixed` writes them but without making one. */
export function formatUnits(units: bigint, scale: number): string {
  if (scale === 0) return units.toString();
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const fraction = digits.slice(-scale).replace(/0+$/, '');
  const whole = `${units < 0n ? '-' : ''}${digits.slice(0, -scale)}`;
  return fraction === '' ? whole : `${whole}.${fraction}`;
}

/** The exact sum, whatever the magnitudes; not a number, which no parser here reads, where one of them is no amount. */
export function sum(amounts: Iterable<Decimal>): Decimal {
  try {
    return sumUnits([...amounts]);
  } catch {
    return new Decimal(Number.NaN);
  }
}

function sumUnits(list: ReadonlyArray<Decimal>): Decimal {
  const scale = list.reduce((most, amount) => Math.max(most, amount.decimalPlaces()), 0);
  let units = 0n;
  for (const amount of list) units += toUnits(amount, scale);
  return fromUnits(units, scale);
}

const WORD_BASE = 1e7;
const WORD_DIGITS = 7;
const SAFE_POWERS = Array.from({ length: 16 }, (_, e) => 10 ** e);

/**
 * {@link toUnits} as a double, for loops over many amounts: exact where the result is a safe integer, NaN where it might
 * not be. It reads decimal.js's documented fields (words of seven digits in `d`, exponent `e`, sign `s`) without text.
 */
export function toSafeUnits(amount: Decimal, scale: number): number {
  const words = amount.d;
  if (words === null || words.length > 4) return Number.NaN;
  const last = words.length - 1;
  // Unit 1 stands `shift` digits below the last word's own unit; the last word ends in zeros where it was only filled up.
  const shift = WORD_DIGITS * (Math.floor(amount.e / WORD_DIGITS) - last) + scale;
  if (shift < -WORD_DIGITS || shift > 15) return amount.isZero() ? 0 : Number.NaN;
  let units = 0;
  for (let i = 0; i < last; i += 1) units = units * WORD_BASE + words[i]!;
  units =
    shift < 0
      ? units * SAFE_POWERS[WORD_DIGITS + shift]! + words[last]! / SAFE_POWERS[-shift]!
      : (units * WORD_BASE + words[last]!) * SAFE_POWERS[shift]!;
  return Number.isSafeInteger(units) ? amount.s * units : Number.NaN;
}

/** The fields of a decimal laid down as they are, without the reading of text or numbers that its constructor does. */
const RawDecimal = function (this: Record<string, unknown>, s: number, e: number, d: number[]): void {
  this['constructor'] = Decimal;
  this['s'] = s;
  this['e'] = e;
  this['d'] = d;
} as unknown as new (sign: number, exponent: number, words: number[]) => Decimal;
RawDecimal.prototype = Decimal.prototype;
// One that lives for ever also keeps the engine's machine code for the others alive between collections of garbage.
const ZERO_DECIMAL = new RawDecimal(1, 0, [0]);

/**
 * {@link fromUnits} for a safe integer, many times faster: the words of the decimal are laid down directly instead of
 * being read from text. They are aligned to the point: word k stands for 10^7k.
 */
export function fromSafeUnits(units: number, scale: number): Decimal {
  if (units === 0) return ZERO_DECIMAL;
  const lowestWord = -Math.ceil(scale / WORD_DIGITS);
  const cut = SAFE_POWERS[WORD_DIGITS * (1 + lowestWord) + scale]!;
  const size = Math.abs(units);
  // A quotient of whole doubles below 2^53 never rounds up to the next whole number, so these floors are exact.
  const above0 = Math.floor(size / cut);
  const above1 = Math.floor(above0 / WORD_BASE);
  const word3 = Math.floor(above1 / WORD_BASE);
  const word2 = above1 - word3 * WORD_BASE;
  const word1 = above0 - above1 * WORD_BASE;
  const word0 = (size - above0 * cut) * (WORD_BASE / cut);
  const words = toWords(word3, word2, word1, word0);
  const exponent = WORD_DIGITS * (lowestWord + words.length - 1) + countDigits(words[0]!) - 1;
  while (words[words.length - 1] === 0) words.pop();
  return new RawDecimal(units < 0 ? -1 : 1, exponent, words);
}

/** The words from the first that is not zero; `| 0` keeps the list one of small integers for the engine. */
function toWords(word3: number, word2: number, word1: number, word0: number): number[] {
  if (word3 > 0) return [word3 | 0, word2 | 0, word1 | 0, word0 | 0];
  if (word2 > 0) return [word2 | 0, word1 | 0, word0 | 0];
  return word1 > 0 ? [word1 | 0, word0 | 0] : [word0 | 0];
}

function countDigits(word: number): number {
  let digits = 1;
  while (word >= SAFE_POWERS[digits]!) digits += 1;
  return digits;
}
