/** A fraction of whole numbers in lowest terms, the denominator above zero: arithmetic that never rounds. */
export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const ZERO: Rational = { n: 0n, d: 1n };
export const ONE: Rational = { n: 1n, d: 1n };

/** n / d in lowest terms; d must not be zero. */
export function rational(n: bigint, d: bigint = 1n): Rational {
  const divisor = greatestCommonDivisor(n, d) * (d < 0n ? -1n : 1n);
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
  return a.n >= 0n ? a.n / a.d : -((-a.n + a.d - 1n) / a.d);
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

/** Reads what {@link formatRational} writes; undefined for anything else. */
export function parseRational(text: string): Rational | undefined {
  const match = /^(-?\d+)(?:\/(\d+))?$/.exec(text);
  if (match === null || (match[2] !== undefined && /^0+$/.test(match[2]))) return undefined;
  return rational(BigInt(match[1]!), BigInt(match[2] ?? '1'));
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

/**
 * Whole shares as close as possible to exact entitlements, adding up to a whole total: the floor of each, then one more
 * for the largest remainders, ties to the earlier position. Where the entitlements themselves do not add up to the
 * total, the difference is spread evenly first.
 */
export function apportionEntitlements(total: bigint, entitlements: readonly Rational[]): bigint[] {
  const count = BigInt(entitlements.length);
  const shares = entitlements.map(floorRational);
  let left = total;
  for (const share of shares) left -= share;
  const even = floorRational({ n: left, d: count });
  const extra = Number(left - even * count);
  const remainders = entitlements.map((entitled, i) => subtract(entitled, rational(shares[i]!)));
  const byRemainder = remainders
    .map((_, i) => i)
    .sort((a, b) => compareRationals(remainders[b]!, remainders[a]!) || a - b);
  const lucky = new Set(byRemainder.slice(0, extra));
  return shares.map((share, i) => share + even + (lucky.has(i) ? 1n : 0n));
}
