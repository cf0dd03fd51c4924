import { foldedCase } from './folded-case.js';
import { kmsAlias } from './kms-alias.js';
import { lostCharacters } from './lost-characters.js';
import { outerSpace } from './outer-space.js';
import { version } from './version.js';

/** The ways in which providers spell one value differently, beside the comparators that have a name everywhere. */
export const cloudEquivalences = {
  folded_case: foldedCase,
  version,
  kms_alias: kmsAlias,
  lost_characters: lostCharacters,
  outer_space: outerSpace,
} as const;
