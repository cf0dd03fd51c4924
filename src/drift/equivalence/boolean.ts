import type { Equivalence } from './equivalence.js';

const TRUE_WORDS = new Set(['true', 'yes', 'on', 'enabled', 'enable', '1', 't', 'y']);
const FALSE_WORDS = new Set(['false', 'no', 'off', 'disabled', 'disable', '0', 'f', 'n']);

/** Every usual spelling of yes and no: `"Enabled"` = `"yes"` = `1` = `true`; `""` is neither. */
export const booleanText: Equivalence = {
  name: 'boolean',
  normalize: (value) => {
    if (typeof value === 'boolean') return value;
    if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'bigint') return undefined;
    const word = String(value).trim().toLowerCase();
    return TRUE_WORDS.has(word) ? true : FALSE_WORDS.has(word) ? false : undefined;
  },
};
