import { foldedCase } from './folded-case.js';
import { kmsAlias } from './kms-alias.js';
import { replacedCharacters } from './lost-characters.js';
import { surroundingWhitespace } from './outer-space.js';
import { version } from './version.js';

/** The ways in which providers spell one value differently, beside the comparators that have a name everywhere. */
export const cloudEquivalences = {
  folded_case: foldedCase,
  version,
  kms_alias: kmsAlias,
  replaced_characters: replacedCharacters,
  surrounding_whitespace: surroundingWhitespace,
} as const;
