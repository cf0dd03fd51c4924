/** The arithmetic of whoever checks a record with paper and pencil: whole numbers, and fractions of them. */

/** Digits behind the point of an amount, where nothing else is said. */
const DECIMAL_PLACES = 260;

/** 1 as an amount. */
export const ONE = 10n ** BigInt(DECIMAL_PLACES);

/** 10^-scale as an amount. */
export const unitOf = (scale: number): bigint => 10n ** BigInt(DECIMAL_PLACES - scale);

/** The denominator is above zero. */
export type Fraction = readonly [n: bigint, d: bigint];

export const isGreater = ([a, b]: Fraction, [c, d]: Fraction): boolean => a * d > c * b;
export const addFractions = ([a, b]: Fraction, [c, d]: Fraction): Fraction =>
  b === d ? [a + c, b] : [a * d + c * b, b * d];
export const sumUnits = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, amount) => sum + amount, 0n);

/** Reads `3/4` or `3`. */
export function parseFraction(text: string): Fraction {
  const [n, d = '1'] = text.split('/');
  return [BigInt(n!), BigInt(d)];
}

/** A plain decimal as an amount: a whole number of 10^-places. Throws for anything else, and for more digits than that. */
export function parseFixed(text: string, places = DECIMAL_PLACES): bigint {
  const [, sign, whole, digits = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text) ?? [];
  if (whole === undefined || digits.length > places) throw new Error('no decimal');
  return BigInt(`${sign}${whole}${digits.padEnd(places, '0')}`);
}

/** How many digits behind the point the longest of some decimals has, of those that are read. */
export const maxPlaces = (texts: Iterable<string>): number => {
  let most = 0;
  for (const text of texts) most = Math.max(most, text.includes('.') ? text.length - text.indexOf('.') - 1 : 0);
  return Math.min(most, DECIMAL_PLACES);
};
