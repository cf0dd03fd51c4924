/** An exact fraction in lowest terms, as its text `n/d`: the normal form of the equivalences that count something. */
export function fractionText(numerator: bigint, denominator: bigint): string {
  const divisor = greatestCommonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return `${numerator / divisor}/${denominator / divisor}`;
}

function greatestCommonDivisor(left: bigint, right: bigint): bigint {
  let [a, b] = [left, right];
  while (b !== 0n) [a, b] = [b, a % b];
  return a === 0n ? 1n : a;
}

/** A decimal text as digits × 10^exponent. */
export interface ExactDecimal {
  readonly digits: bigint;
  readonly exponent: number;
}

const DECIMAL = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$/;
const MAX_DECIMAL_LENGTH = 400;

/** Reads `-1.50e3` exactly; `undefined` for anything that is not a decimal number or is longer than 400 characters. */
export function readDecimal(text: string): ExactDecimal | undefined {
  const found = text.length > MAX_DECIMAL_LENGTH ? null : DECIMAL.exec(text);
  if (found === null) return undefined;
  const [, sign, whole = '', fraction = '', exponent = '0'] = found;
  if (whole === '' && fraction === '') return undefined;
  const digits = BigInt(whole + fraction);
  return { digits: sign === '-' ? -digits : digits, exponent: Number(exponent) - fraction.length };
}

/** The decimal times `scale`, as an exact fraction. */
export function scaledFraction(decimal: ExactDecimal, numerator = 1n, denominator = 1n): string {
  const power = 10n ** BigInt(Math.abs(decimal.exponent));
  return decimal.exponent < 0
    ? fractionText(decimal.digits * numerator, power * denominator)
    : fractionText(decimal.digits * power * numerator, denominator);
}
