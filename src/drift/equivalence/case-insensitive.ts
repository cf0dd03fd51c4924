import type { Equivalence } from './equivalence.js';

/** Tokens whose case carries no meaning: `TCP` = `tcp`. */
export const caseInsensitive: Equivalence = {
  name: 'case_insensitive',
  normalize: (value) => (typeof value === 'string' ? value.toLowerCase() : undefined),
};
