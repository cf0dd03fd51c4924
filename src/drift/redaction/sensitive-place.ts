import { type Fields, isFields, isObject } from '../fields.js';
import type { Glob } from '../path/glob.js';
import { encodeSegment } from '../path/encoded.js';
import type { Path } from '../path/segment.js';
import { namesSecret } from './sensitive-names.js';

// An entry of a list of pairs names its value in one of these, as in {"name": "DB_PASSWORD", "value": "…"}.
const NAME_KEYS = ['name', 'Name', 'key', 'Key', 'parameterName', 'ParameterKey'];
const VALUE_KEYS: ReadonlySet<string> = new Set(['value', 'Value', 'ParameterValue', 'parameterValue']);

/**
 * Whether one step into a container leads to a secret: by the key's own name, or by the name that stands beside a
 * value.
 */
export function stepIsSensitive(container: unknown, segment: string | number): boolean {
  if (typeof segment === 'number') return false;
  return namesSecret(segment) || (VALUE_KEYS.has(segment) && isFields(container) && pairNamesSecret(container));
}

function pairNamesSecret(pair: Fields): boolean {
  return NAME_KEYS.some((key) => {
    const name = Object.hasOwn(pair, key) ? pair[key] : undefined;
    return typeof name === 'string' && namesSecret(name);
  });
}

/** Whether a place in a configuration lies at or below a secret, by pattern or by name. */
export function placeIsSensitive(root: unknown, path: Path, globs: readonly Glob[]): boolean {
  let here: unknown = root;
  let encoded = '';
  for (const segment of path) {
    encoded += encodeSegment(segment);
    if (stepIsSensitive(here, segment) || matchesAny(globs, encoded)) return true;
    here = memberOf(here, segment);
  }
  return false;
}

/** Whether one of the patterns matches a place that `encodeSegment` has spelled. */
export const matchesAny = (globs: readonly Glob[], encoded: string): boolean =>
  globs.some((glob) => glob.matchesEncoded(encoded));

function memberOf(container: unknown, segment: string | number): unknown {
  if (!isObject(container) || !Object.hasOwn(container, segment)) return undefined;
  return (container as Fields)[segment];
}
