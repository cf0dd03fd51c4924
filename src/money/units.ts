import { Decimal, isWritable } from './decimal.js';

const POWERS = Array.from({ length: 64 }, (_, e) => 10n ** BigInt(e));

/** 10 to the power of a whole number from zero. */
export function powerOfTen(exponent: number): bigint {
  return POWERS[exponent] ?? 10n ** BigInt(exponent);
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
    const list = [...amounts];
    return list.every(isWritable) ? sumUnits(list) : new Decimal(Number.NaN);
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
 * {@link toUnits} as a double, for loops over many amounts: exact where the result is a safe integer, NaN where it
 * might not be. It reads decimal.js's documented fields (words of seven digits in `d`, exponent `e`, sign `s`)
 * without text.
 */
export function toSafeUnits(amount: Decimal, scale: number): number {
  const words = amount.d;
  if (words === null || words.length > 4) return Number.NaN;
  const last = words.length - 1;
  // Unit 1 stands `shift` digits below the last word's own unit; the last word ends in zeros where it was only filled
  // up.
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
  const lowestWord = -Math.ceil(scale / WORD_DIGITS);
  return toDecimalWords(units, lowestWord, SAFE_POWERS[WORD_DIGITS * (1 + lowestWord) + scale]!);
}

/** Arrays up to this length live where the engine makes young objects. */
const CHUNK_LENGTH = 8192;

/**
 * The same for a list of units, each multiplied by a sign; a list of thousands takes half the time. A long array is old
 * to the engine as soon as garbage is collected once, and what an old array holds is kept and copied even when nobody
 * needs it any more. So the amounts are made in short arrays, and the long one last.
 */
export function fromSafeUnitsList(list: Float64Array, sign: 1 | -1, scale: number): Decimal[] {
  const lowestWord = -Math.ceil(scale / WORD_DIGITS);
  const cut = SAFE_POWERS[WORD_DIGITS * (1 + lowestWord) + scale]!;
  const chunks: Decimal[][] = [];
  for (let from = 0; from < list.length; from += CHUNK_LENGTH) {
    const amounts = new Array<Decimal>(Math.min(CHUNK_LENGTH, list.length - from));
    for (let i = 0; i < amounts.length; i += 1) amounts[i] = toDecimalWords(sign * list[from + i]!, lowestWord, cut);
    chunks.push(amounts);
  }
  return chunks.length === 1 ? chunks[0]! : ([] as Decimal[]).concat(...chunks);
}

/** The decimal of whole units: `cut` of them make a unit of the word above the lowest one. */
function toDecimalWords(units: number, lowestWord: number, cut: number): Decimal {
  if (units === 0) return ZERO_DECIMAL;
  const size = Math.abs(units);
  const sign = units < 0 ? -1 : 1;
  // A quotient of whole doubles below 2^53 never rounds up to the next whole number, so these floors are exact.
  const above0 = Math.floor(size / cut);
  const word0 = (size - above0 * cut) * (WORD_BASE / cut);
  if (above0 === 0) return new RawDecimal(sign, WORD_DIGITS * lowestWord + countDigits(word0) - 1, [word0 | 0]);
  if (above0 < WORD_BASE) {
    const exponent = WORD_DIGITS * (lowestWord + 1) + countDigits(above0) - 1;
    return new RawDecimal(sign, exponent, word0 === 0 ? [above0 | 0] : [above0 | 0, word0 | 0]);
  }
  const above1 = Math.floor(above0 / WORD_BASE);
  const word1 = above0 - above1 * WORD_BASE;
  if (above1 < WORD_BASE) {
    const exponent = WORD_DIGITS * (lowestWord + 2) + countDigits(above1) - 1;
    return new RawDecimal(
      sign,
      exponent,
      word0 === 0 ? trimWords([above1 | 0, word1 | 0]) : [above1 | 0, word1 | 0, word0 | 0],
    );
  }
  const word3 = Math.floor(above1 / WORD_BASE);
  const words = [word3 | 0, (above1 - word3 * WORD_BASE) | 0, word1 | 0, word0 | 0];
  return new RawDecimal(sign, WORD_DIGITS * (lowestWord + 3) + countDigits(word3) - 1, trimWords(words));
}

/** Words without the zeros at the end; `| 0` above keeps the list one of small integers for the engine. */
function trimWords(words: number[]): number[] {
  while (words[words.length - 1] === 0) words.pop();
  return words;
}

function countDigits(word: number): number {
  if (word < 1000) return word < 10 ? 1 : word < 100 ? 2 : 3;
  if (word < 100_000) return word < 10_000 ? 4 : 5;
  return word < 1_000_000 ? 6 : 7;
}
