import type { RedactedValue } from '../model/redacted-value.js';
import { withMembers } from '../with-members.js';
import { behindSeal, isRedacted } from './sealed.js';
import { isObject } from '../fields.js';

/** Looks up what stands behind a redacted value; `undefined` where it is not known. */
export type Unsealing = (redacted: RedactedValue) => { readonly value: unknown } | undefined;

/** A redacted value that nobody could look up. Thrown inside, turned into an error value at the door. */
export class StillSealed extends Error {}

/**
 * A shown value with everything redacted in it as it was. What cannot be looked up stays redacted, or throws if
 * `strict`.
 */
export function opened(shown: unknown, unseal: Unsealing = behindSeal, strict = false, depth = 0): unknown {
  if (!isObject(shown) || depth > 1_000) return shown;
  if (isRedacted(shown)) return found(shown, unseal, strict);
  return withMembers(shown, (member) => opened(member, unseal, strict, depth + 1));
}

function found(shown: RedactedValue, unseal: Unsealing, strict: boolean): unknown {
  const behind = unseal(shown);
  if (behind !== undefined) return behind.value;
  if (strict) throw new StillSealed();
  return shown;
}
