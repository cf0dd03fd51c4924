import type { Equivalence } from './equivalence.js';
import { readDecimal, scaledFraction } from './rational.js';

/** Any spelling of the same number, compared exactly: `"1.0"` = `1` = `"+01"` = `" 1e0 "`; hexadecimal is refused. */
export const lenientNumber: Equivalence = {
  name: 'number',
  normalize: (value) => {
    if (typeof value === 'bigint') return `${value}/1`;
    if (typeof value === 'number') return Number.isFinite(value) ? normalizeText(String(value)) : undefined;
    return typeof value === 'string' ? normalizeText(value.trim()) : undefined;
  },
  // Two texts may be versions; only against a number is a text certainly one.
  recognizes: (value) => typeof value === 'number' || typeof value === 'bigint',
};

function normalizeText(text: string): string | undefined {
  const decimal = readDecimal(text);
  return decimal && scaledFraction(decimal);
}
