import type { Equivalence } from './equivalence.js';

// eslint-disable-next-line no-control-regex -- the ASCII range is the point
const ASCII = /^[\u0000-\u007F]*$/;

/**
 * A text in which every character beyond ASCII was replaced by `?`: how CloudFormation hands back a template
 * (`?????` = `áéíóú`). Everything else must agree character by character.
 */
export const lostCharacters: Equivalence = {
  name: 'lost_characters',
  relates: (desired, actual) =>
    typeof desired === 'string' && typeof actual === 'string' && (isRemainderOf(desired, actual) || isRemainderOf(actual, desired)),
  recognises: (value) => typeof value === 'string' && value.includes('?') && ASCII.test(value),
  evenInFreeForm: true,
  keyOf: (value) => (typeof value === 'string' ? questioned(value) : undefined),
};

const isRemainderOf = (remainder: string, whole: string): boolean => !ASCII.test(whole) && remainder === questioned(whole);

const questioned = (text: string): string => text.replace(/[^\u0000-\u007F]/gu, '?');
