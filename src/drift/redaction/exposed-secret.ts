import { MAX_RECORDED_DEPTH } from '../model/recorded-value.js';
import type { Path } from '../path/segment.js';
import { secretKindIn } from './secret-formats.js';
import { stepIsSensitive } from './sensitive-place.js';
import { isObject } from '../fields.js';

/**
 * The kind of credential that stands somewhere in the actual value where no secret belongs, and that the desired value
 * does not hold: `a private key`. A secret in a field for secrets is where it should be.
 */
export function exposedSecret(desired: unknown, actual: unknown, path: Path): string | undefined {
  if (path.some((segment) => stepIsSensitive(undefined, segment))) return undefined;
  const exposed = misplacedSecret(actual, 0);
  return exposed !== undefined && misplacedSecret(desired, 0) === undefined ? exposed : undefined;
}

function misplacedSecret(value: unknown, depth: number): string | undefined {
  if (typeof value === 'string') return secretKindIn(value);
  if (!isObject(value) || depth > MAX_RECORDED_DEPTH) return undefined;
  for (const [key, member] of Object.entries(value)) {
    if (!Array.isArray(value) && stepIsSensitive(value, key)) continue;
    const found = misplacedSecret(member, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}
