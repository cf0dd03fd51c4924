import type { Equivalence } from './equivalence.js';
import { readDecimal, scaledFraction } from './rational.js';

// Kubernetes API conventions, "resource quantities": SI suffixes count in thousands, binary ones in 1,024.
const POWERS = ['k', 'M', 'G', 'T', 'P', 'E'];
const SUFFIXES = new Map<string, readonly [numerator: bigint, denominator: bigint]>([
  ['', [1n, 1n]],
  ['n', [1n, 10n ** 9n]],
  ['u', [1n, 10n ** 6n]],
  ['m', [1n, 1000n]],
]);
for (const [i, suffix] of POWERS.entries()) {
  SUFFIXES.set(suffix, [1000n ** BigInt(i + 1), 1n]);
  SUFFIXES.set(suffix === 'k' ? 'Ki' : `${suffix}i`, [1024n ** BigInt(i + 1), 1n]);
}
const QUANTITY = /^([+-]?[\d.]+(?:[eE][+-]?\d+)?)([A-Za-z]{0,2})$/;

/** Kubernetes quantities as exact fractions: `1000m` = `1`, `1024Mi` = `1Gi`, `1e3` = `1k`; but `1Gi` ≠ `1G`. */
export const quantity: Equivalence = {
  name: 'quantity',
  normalize: (value) => {
    const text = typeof value === 'number' || typeof value === 'bigint' ? String(value) : value;
    const found = typeof text === 'string' ? QUANTITY.exec(text) : null;
    const scale = found && SUFFIXES.get(found[2]!);
    const decimal = scale && readDecimal(found[1]!);
    return decimal && scaledFraction(decimal, ...scale);
  },
};
