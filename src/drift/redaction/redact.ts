import { isObject } from '../fields.js';
import { MAX_RECORDED_DEPTH } from '../model/recorded-value.js';
import { encodePath, encodeSegment } from '../path/encoded.js';
import type { Glob } from '../path/glob.js';
import type { Path } from '../path/segment.js';
import { tryOr } from '../safely.js';
import { mapMembers } from '../with-members.js';
import { isRedacted, toRedacted } from './sealed.js';
import { secretKindIn } from './secret-formats.js';
import { matchesAny, placeIsSensitive, stepIsSensitive } from './sensitive-place.js';

/** What is sensitive, and the key of the digests that stand in its place. */
export interface RedactionRules {
  /** Patterns of paths whose values are never shown. */
  readonly sensitive: readonly Glob[];
  /** The secret of the digests; values compare only under the same one. */
  readonly digestKey: string;
}

/**
 * A value with everything sensitive at, above or below it behind a digest: by pattern, by the names of keys, by the
 * form of the text. What is not sensitive is passed on as it is; a value without a secret is the same object again.
 * What lies deeper than can be recorded is put behind a digest too. `root` is the configuration that holds the value
 * at `path`. What refuses to be read is shown as nothing (`undefined`).
 */
export const redact = (value: unknown, path: Path, root: unknown, rules: RedactionRules): unknown =>
  tryOr(
    () =>
      placeIsSensitive(root, path, rules.sensitive)
        ? redactSecret(value, rules)
        : redactBelow(value, encodePath(path), 0, rules),
    undefined,
  );

function redactBelow(value: unknown, encoded: string, depth: number, rules: RedactionRules): unknown {
  if (typeof value === 'string') return holdsSecret(value) ? toRedacted(value, rules.digestKey) : value;
  if (!isObject(value) || isRedacted(value)) return value;
  if (depth >= MAX_RECORDED_DEPTH / 2) return toRedacted(value, rules.digestKey);
  return mapMembers(value, (member, key) => {
    const place = encoded + encodeStep(rules, key);
    const sensitive = stepIsSensitive(value, key) || matchesAny(rules.sensitive, place);
    return sensitive ? redactSecret(member, rules) : redactBelow(member, place, depth + 1, rules);
  });
}

// Places are spelled only where there is a pattern to match them.
const encodeStep = (rules: RedactionRules, segment: string | number): string =>
  rules.sensitive.length > 0 ? encodeSegment(segment) : '';

/** Puts a secret away as a whole. What says nothing stays: a switch, a missing value, an empty text. */
export function redactSecret(value: unknown, { digestKey }: RedactionRules): unknown {
  if (value === null || value === undefined || typeof value === 'boolean' || value === '' || isRedacted(value))
    return value;
  return toRedacted(value, digestKey);
}

/** A text that is a credential, or a JSON document with a secret inside. */
function holdsSecret(text: string): boolean {
  return secretKindIn(text) !== undefined || documentHoldsSecret(text);
}

const MAX_DOCUMENT_LENGTH = 1_000_000;

function documentHoldsSecret(text: string): boolean {
  if (text.length > MAX_DOCUMENT_LENGTH || !/^\s*[{[]/.test(text)) return false;
  try {
    return hasSecretBelow(JSON.parse(text), 0);
  } catch {
    return false;
  }
}

function hasSecretBelow(value: unknown, depth: number): boolean {
  if (!isObject(value)) return false;
  if (depth > MAX_RECORDED_DEPTH) return true;
  return Object.entries(value).some(
    ([key, member]) =>
      (!Array.isArray(value) &&
        stepIsSensitive(value, key) &&
        typeof member !== 'boolean' &&
        member !== null &&
        member !== '') ||
      hasSecretBelow(member, depth + 1),
  );
}
