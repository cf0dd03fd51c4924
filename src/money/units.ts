import { Decimal } from './decimal.js';

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

/** The exact sum, whatever the magnitudes. */
export function sum(amounts: Iterable<Decimal>): Decimal {
  const list = [...amounts];
  const scale = list.reduce((most, amount) => Math.max(most, amount.decimalPlaces()), 0);
  let units = 0n;
  for (const amount of list) units += toUnits(amount, scale);
  return fromUnits(units, scale);
}

const WORD = 1e7;
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
  for (let i = 0; i < last; i += 1) units = units * WORD + words[i]!;
  units = shift < 0 ? units * SAFE_POWERS[WORD_DIGITS + shift]! + words[last]! / SAFE_POWERS[-shift]!
    : (units * WORD + words[last]!) * SAFE_POWERS[shift]!;
  return Number.isSafeInteger(units) ? amount.s * units : Number.NaN;
}

/**
 * {@link fromUnits} for a safe integer, four times faster: the words of the decimal are laid down directly instead of
 * being read from text. They are aligned to the point: word k stands for 10^7k.
 */
export function fromSafeUnits(units: number, scale: number): Decimal {
  const decimal: { s: number; e: number; d: number[] } & Decimal = new Decimal(0);
  if (units === 0) return decimal;
  const lowestWord = -Math.ceil(scale / WORD_DIGITS);
  const digitsInLowest = WORD_DIGITS + scale + WORD_DIGITS * lowestWord;
  const cut = SAFE_POWERS[digitsInLowest]!;
  let rest = Math.abs(units);
  let word = rest % cut;
  const words = [word * (WORD / cut)];
  for (rest = (rest - word) / cut; rest > 0; rest = (rest - word) / WORD) {
    word = rest % WORD;
    words.push(word);
  }
  const top = words[words.length - 1]!;
  decimal.s = units < 0 ? -1 : 1;
  decimal.e = WORD_DIGITS * (lowestWord + words.length - 1) + digitsOf(top) - 1;
  let zeros = 0;
  while (words[zeros] === 0) zeros += 1;
  decimal.d = (zeros === 0 ? words : words.slice(zeros)).reverse();
  return decimal;
}

function digitsOf(word: number): number {
  let digits = 1;
  while (word >= SAFE_POWERS[digits]!) digits += 1;
  return digits;
}
