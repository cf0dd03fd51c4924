import type { Equivalence } from '../equivalence/equivalence.js';

/** Texts that differ only in the blanks and line ends around them or in the kind of line end: `"END\n"` = `"END"`. */
export const surroundingWhitespace: Equivalence = {
  name: 'outer_space',
  normalize: (value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : undefined),
  recognizes: (value) => typeof value === 'string' && (value !== value.trim() || value.includes('\r\n')),
};
