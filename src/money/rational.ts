/** A fraction of whole numbers in lowest terms, the denominator above zero: arithmetic that never rounds. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/** n / d in lowest terms; d must not be zero. */
export function rational(n: bigint, d: bigint = 1n): Rational {
  const common = greatestCommonDivisor(n, d);
  const divisor = d < 0n ? -common : common;
  return { n: n / divisor, d: d / divisor };
}

export function add(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d - b.n * a.d, a.d * b.d);
}

export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.n * b.n, a.d * b.d);
}

/** a / b; b must not be zero. */
export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

/** The largest whole number that is not above the fraction. */
export function floorRational(a: Rational): bigint {
  return floorDivide(a.n, a.d);
}

/** n / d rounded down; d must be above zero. */
function floorDivide(n: bigint, d: bigint): bigint {
  return n / d - (n % d < 0n ? 1n : 0n);
}

/** Below zero where a < b, above where a > b. */
export function compareRationals(a: Rational, b: Rational): number {
  const [left, right] = [a.n * b.d, b.n * a.d];
  return left < right ? -1 : left > right ? 1 : 0;
}

/** `3/4`, or `3` for a whole number. */
export function formatRational(a: Rational): string {
  return a.d === 1n ? a.n.toString() : `${a.n}/${a.d}`;
}

/** Longer texts are no fraction that this library wrote; arithmetic with a million digits takes seconds. */
const MAX_RATIONAL_LENGTH = 10_000;

/** Reads what {@link formatRational} writes; undefined for anything else. */
export function parseRational(text: string): Rational | undefined {
  if (text.length > MAX_RATIONAL_LENGTH) return undefined;
  const match = /^(-?\d+)(?:\/([1-9]\d*))?$/.exec(text);
  return match === null ? undefined : rational(BigInt(match[1]!), BigInt(match[2] ?? '1'));
}

/** The greatest common divisor, never negative; 1 for two zeros, so that one may divide by it. */
export function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x === 0n ? 1n : x;
}

/** The least common multiple of two whole numbers above zero. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  return (a / greatestCommonDivisor(a, b)) * b;
}

/** How a quotient that is not whole becomes whole. */
export type RoundingMode = 'halfEven' | 'halfUp' | 'floor' | 'ceil';

/**
 * n / d as a whole number, rounded once and exactly; d must not be zero. `halfEven` is the banker's rounding of
 * IEEE 754 §4.3.1, `halfUp` rounds a half away from zero, `floor` and `ceil` go to minus and plus infinity.
 */
export function divideRounded(n: bigint, d: bigint, mode: RoundingMode = 'halfEven'): bigint {
  const [num, den] = d < 0n ? [-n, -d] : [n, d];
  const down = floorDivide(num, den);
  const rest = num - down * den;
  if (rest === 0n || mode === 'floor') return down;
  if (mode === 'ceil') return down + 1n;
  const doubled = rest * 2n;
  if (doubled < den) return down;
  if (doubled > den) return down + 1n;
  if (mode === 'halfUp') return num >= 0n ? down + 1n : down;
  return down % 2n === 0n ? down : down + 1n;
}
