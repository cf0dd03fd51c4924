import type { Equivalence } from './equivalence.js';

const TOKEN = /^[A-Za-z][\w-]*(?:\.[\w-]+)*$/;

/**
 * One word, of which one side is the upper- or lower-case form of the other: how providers store names and constants
 * (`MySQL` = `mysql`, `User-Agent` = `user-agent`, `target` = `TARGET`). `userName` and `UserName` stay different, and
 * so does anything that is more than one word: paths, sentences, ARNs.
 */
export const foldedCase: Equivalence = {
  name: 'folded_case',
  relates: (desired, actual) =>
    isToken(desired) &&
    isToken(actual) &&
    desired.toLowerCase() === actual.toLowerCase() &&
    (isFolded(desired) || isFolded(actual)),
  recognises: (value) => isToken(value) && isFolded(value),
  keyOf: (value) => (isToken(value) ? value.toLowerCase() : undefined),
};

const isToken = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value);

const isFolded = (token: string): boolean => token === token.toLowerCase() || token === token.toUpperCase();
