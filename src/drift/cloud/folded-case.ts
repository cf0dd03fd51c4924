import type { Equivalence } from '../equivalence/equivalence.js';

const TOKEN = /^[A-Za-z][\w-]*(?:\.[\w-]+)*$/;

// A constant is letters alone; names also have digits and hyphens, and no provider puts those in capitals.
const CONSTANT = /^[A-Za-z_]+$/;

/**
 * One word as providers store it: names and constants in lower case (`MySQL` = `mysql`, `User-Agent` = `user-agent`),
 * constants in capitals too (`target` = `TARGET`, `SPARK` = `Spark`). `userName` and `UserName` stay different, and so
 * does anything that is more than one word: paths, sentences, ARNs.
 */
export const foldedCase: Equivalence = {
  name: 'folded_case',
  relates: (desired, actual) =>
    isToken(desired) &&
    isToken(actual) &&
    desired.toLowerCase() === actual.toLowerCase() &&
    areFoldings(desired, actual),
  recognizes: (value) => isToken(value) && isFolded(value),
  keyOf: (value) => (isToken(value) ? value.toLowerCase() : undefined),
};

const isToken = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value);

const isFolded = (token: string): boolean =>
  token === token.toLowerCase() || (CONSTANT.test(token) && token === token.toUpperCase());

// The capitals of a name are no folding of it, so one of two spellings in which a name stands in capitals is a change.
const areFoldings = (left: string, right: string): boolean =>
  CONSTANT.test(left)
    ? isFolded(left) || isFolded(right)
    : [left, right].some(isLower) && ![left, right].some(isCapitals);

const isLower = (token: string): boolean => token === token.toLowerCase();

const isCapitals = (token: string): boolean => token === token.toUpperCase();
