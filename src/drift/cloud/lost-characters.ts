import type { Equivalence } from '../equivalence/equivalence.js';

const BEYOND_ASCII = /[\u0080-\u{10FFFF}]/u;

/**
 * A text in which every character beyond ASCII was replaced by `?`: how CloudFormation hands back a template
 * (`?????` = `áéíóú`). Everything else must agree character by character.
 */
export const lostCharacters: Equivalence = {
  name: 'lost_characters',
  relates: (desired, actual) =>
    typeof desired === 'string' &&
    typeof actual === 'string' &&
    (isRemainderOf(desired, actual) || isRemainderOf(actual, desired)),
  recognises: (value) => typeof value === 'string' && value.includes('?') && !BEYOND_ASCII.test(value),
  evenInFreeForm: true,
  keyOf: (value) => (typeof value === 'string' ? questioned(value) : undefined),
};

const isRemainderOf = (remainder: string, whole: string): boolean =>
  BEYOND_ASCII.test(whole) && remainder === questioned(whole);

const questioned = (text: string): string => text.replace(/[\u0080-\u{10FFFF}]/gu, '?');
