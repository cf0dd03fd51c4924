import type { Equivalence } from '../equivalence/equivalence.js';

const NON_ASCII = /[\u0080-\u{10FFFF}]/u;

/**
 * A text in which every character beyond ASCII was replaced by `?`: how CloudFormation hands back a template
 * (`?????` = `áéíóú`). Everything else must agree character by character.
 */
export const replacedCharacters: Equivalence = {
  name: 'lost_characters',
  relates: (desired, actual) =>
    typeof desired === 'string' &&
    typeof actual === 'string' &&
    (isReplacedForm(desired, actual) || isReplacedForm(actual, desired)),
  recognizes: (value) => typeof value === 'string' && value.includes('?') && !NON_ASCII.test(value),
  evenInOpaqueMaps: true,
  keyOf: (value) => (typeof value === 'string' ? withQuestionMarks(value) : undefined),
};

const isReplacedForm = (remainder: string, whole: string): boolean =>
  NON_ASCII.test(whole) && remainder === withQuestionMarks(whole);

const withQuestionMarks = (text: string): string => text.replace(/[\u0080-\u{10FFFF}]/gu, '?');
