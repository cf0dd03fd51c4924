import type { RedactedValue } from '../model/redacted-value.js';
import { mapMembers } from '../with-members.js';
import { originalOf, isRedacted } from './sealed.js';
import { isObject } from '../fields.js';

/** Looks up what stands behind a redacted value; `undefined` where it is not known. */
export type SecretLookup = (redacted: RedactedValue) => { readonly value: unknown } | undefined;

/** A redacted value that nobody could look up. Thrown inside, turned into an error value at the door. */
export class StillRedacted extends Error {}

/**
 * A shown value with everything redacted in it as it was. What cannot be looked up stays redacted, or throws if
 * `strict`.
 */
export function reveal(shown: unknown, unseal: SecretLookup = originalOf, strict = false, depth = 0): unknown {
  if (!isObject(shown) || depth > 1_000) return shown;
  if (isRedacted(shown)) return revealOne(shown, unseal, strict);
  return mapMembers(shown, (member) => reveal(member, unseal, strict, depth + 1));
}

function revealOne(shown: RedactedValue, unseal: SecretLookup, strict: boolean): unknown {
  const behind = unseal(shown);
  if (behind !== undefined) return behind.value;
  if (strict) throw new StillRedacted();
  return shown;
}
