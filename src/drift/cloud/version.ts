import type { Equivalence } from '../equivalence/equivalence.js';

const DOTTED = /^v?\d+(?:\.\d+)*$/;
const LATEST = /^\$?latest$/i;

/**
 * Versions of which one says less than the other: `8.0` = `8.0.45`, `1.33` = `1.33.2`, `LATEST` = any. A version
 * that is asked for in part leaves the rest to the provider. `8.0` ≠ `8.01`, `8.0.44` ≠ `8.0.45`.
 */
export const version: Equivalence = {
  name: 'version',
  relates: (desired, actual) => {
    if (typeof desired !== 'string' || typeof actual !== 'string') return false;
    return refines(desired, actual) || refines(actual, desired);
  },
  keyOf: () => '',
};

const refines = (partial: string, whole: string): boolean =>
  DOTTED.test(whole) && (LATEST.test(partial) || (DOTTED.test(partial) && whole.startsWith(`${partial}.`)));
