import { hmacHex } from '../codec/digest.js';
import { MASK, maskSecrets, secretKindIn } from '../errors/mask-secrets.js';
import { isEncodedLogin, isNameKey, isReference, isValueKey, namesForm, namesSecret } from '../errors/secret-names.js';
import { parseDocument } from './equivalence/spellings.js';
import type { Glob } from './glob.js';
import { MAX_RECORDED_DEPTH, recordedText, RedactedValue } from './model/recorded-value.js';
import { encodePath, encodeSegment, type Path } from './path.js';
import { type Fields, isFields, isObject, mapMembers, tryOr } from './plain-data.js';

/**
 * What stands behind a redacted value, known by the identity of the object alone: a copy, a log line, JSON or another
 * process has the digest and nothing else, while a plan made here can still be applied here.
 */
const originals = new WeakMap<RedactedValue, unknown>();

/** Puts a value behind a digest under a key; `masked` is what of it may be shown. */
export function toRedacted(value: unknown, key: string, masked?: string): RedactedValue {
  const redacted: RedactedValue = {
    redacted: true,
    length: lengthOf(value),
    digest: hmacHex(key, recordedText(value)).slice(0, 16),
    ...(masked !== undefined && { masked }),
  };
  originals.set(redacted, value);
  return redacted;
}

/** Whether a value is a redacted one, of this process or of another. */
export const isRedacted = (value: unknown): value is RedactedValue =>
  RedactedValue.is(value) && Object.keys(value).length === (value.masked === undefined ? 3 : 4);

/** What stands behind a redacted value of this process; `undefined` where it is not known here. */
export const originalOf = (value: RedactedValue): { readonly value: unknown } | undefined =>
  originals.has(value) ? { value: originals.get(value) } : undefined;

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 1;
}

/** One step into a container, and what is known of the way there. */
interface Step {
  readonly container: unknown;
  readonly segment: string | number;
  readonly value: unknown;
  /** The nearest key above the container; `undefined` at the root. */
  readonly parent: string | number | undefined;
  /** The type of the resource, where it is known. */
  readonly resourceType: string;
}

/** Whether one step leads to a secret: by the key's own name, by a name beside the value, by the kind of the object. */
function stepIsSensitive({ container, segment, value, parent, resourceType }: Step): boolean {
  if (typeof segment === 'number') return followsSecretFlag(container, segment);
  if (isKeptElsewhere(value)) return false;
  if (namesSecret(segment, !isObject(value))) return true;
  const fields = isFields(container) ? container : {};
  if (isAuthorization(segment, value)) return true;
  if (segment === 'auth' && typeof value === 'string' && isEncodedLogin(value)) return true;
  if (isValueKey(segment) && pairNamesSecret(fields)) return true;
  if (typeof parent === 'string' && !isObject(value) && namesForm(segment) && namesSecret(parent)) return true;
  return isSecretObject(fields, resourceType, parent) && SECRET_CONTENT.test(segment);
}

// Where a secret is kept may be shown, and so may a volume that mounts one.
function isKeptElsewhere(value: unknown): boolean {
  if (typeof value === 'string') return isReference(value);
  return isFields(value) && ['secretName', 'secret_name', 'valueFrom'].some((key) => Object.hasOwn(value, key));
}

/** Whether a list element is the value of the option before it: `['--password', '…']`. */
function followsSecretFlag(container: unknown, position: number): boolean {
  const before: unknown = Array.isArray(container) ? container[position - 1] : undefined;
  return typeof before === 'string' && /^--?[A-Za-z][\w.-]{0,100}$/.test(before) && namesSecret(before);
}

// The header, not the kind of authorization of a method (`NONE`, `AWS_IAM`).
const isAuthorization = (key: string, value: unknown): boolean =>
  typeof value === 'string' && /^(?:proxy-?)?authorization$/i.test(key) && !/^[A-Z_]{1,40}$/.test(value);

function pairNamesSecret(pair: Fields): boolean {
  return Object.entries(pair).some(
    ([key, name]) =>
      typeof name === 'string' && isNameKey(key) && (namesSecret(name) || /^(?:proxy-?)?authorization$/i.test(name)),
  );
}

// Objects whose content is secret whatever its keys are called: a Kubernetes Secret, a secure parameter, a secret of a
// vault.
const SECRET_CONTENT =
  /^(?:data|string_?data|binary_?data|value|value_?wo|insecure_?value|secret_?string|secret_?binary)$/i;
const SECRET_TYPES = /(?:^|[/.:_])(?:kubernetes_)?(?:sealed_?)?secret(?:_?v\d+|_?version)?(?:_data)?$/i;

function isSecretObject(fields: Fields, resourceType: string, parent: string | number | undefined): boolean {
  if (fields['kind'] === 'Secret' || /^SecureString$/i.test(String(fields['type'] ?? fields['Type'] ?? '')))
    return true;
  return parent === undefined && SECRET_TYPES.test(resourceType);
}

/** Whether a place in a configuration lies at or below a secret, by pattern or by name. */
export function placeIsSensitive(
  root: unknown,
  path: Path,
  { sensitive, resourceType = '' }: Pick<RedactionRules, 'sensitive' | 'resourceType'>,
): boolean {
  let container: unknown = root;
  let encoded = '';
  let parent: string | number | undefined;
  for (const segment of path) {
    encoded += encodeSegment(segment);
    const value = memberOf(container, segment);
    if (stepIsSensitive({ container, segment, value, parent, resourceType }) || matchesAny(sensitive, encoded))
      return true;
    [container, parent] = [value, typeof segment === 'number' ? parent : segment];
  }
  return false;
}

/** Whether one of the patterns matches a place that `encodeSegment` has spelled. */
const matchesAny = (globs: readonly Glob[], encoded: string): boolean =>
  globs.some((glob) => glob.matchesEncoded(encoded));

function memberOf(container: unknown, segment: string | number): unknown {
  if (!isObject(container) || !Object.hasOwn(container, segment)) return undefined;
  return (container as Fields)[segment];
}

/** What is sensitive, and the key of the digests that stand in its place. */
export interface RedactionRules {
  /** Patterns of paths whose values are never shown. */
  readonly sensitive: readonly Glob[];
  /** The secret of the digests; values compare only under the same one. */
  readonly digestKey: string;
  /** The type of the resource: of some everything that they hold is secret. */
  readonly resourceType?: string;
}

/**
 * A value with everything sensitive at, above or below it behind a digest: by pattern, by the names of keys, by the
 * form of the text. Of an address or a connection string on one line only the secret is left out: `masked` shows the
 * rest. What is not sensitive is passed on as it is; a value without a secret is the same object again. What lies
 * deeper than can be recorded is put behind a digest too. `root` is the configuration that holds the value at `path`.
 * What refuses to be read is shown as nothing (`undefined`).
 */
export const redact = (value: unknown, path: Path, root: unknown, rules: RedactionRules): unknown =>
  tryOr(
    () =>
      placeIsSensitive(root, path, rules)
        ? redactSecret(value, rules)
        : redactBelow(
            value,
            encodePath(path),
            path.findLast((segment) => typeof segment === 'string'),
            0,
            rules,
          ),
    undefined,
  );

function redactBelow(
  value: unknown,
  encoded: string,
  parent: string | number | undefined,
  depth: number,
  rules: RedactionRules,
): unknown {
  if (typeof value === 'string') return redactText(value, rules);
  if (!isObject(value) || isRedacted(value)) return value;
  if (depth >= MAX_RECORDED_DEPTH / 2) return toRedacted(value, rules.digestKey);
  return mapMembers(value, (member, key) => {
    const place = encoded + encodeStep(rules, key);
    const step = { container: value, segment: key, value: member, parent, resourceType: rules.resourceType ?? '' };
    if (stepIsSensitive(step) || matchesAny(rules.sensitive, place)) return redactSecret(member, rules);
    return redactBelow(member, place, typeof key === 'number' ? parent : key, depth + 1, rules);
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

function redactText(text: string, { digestKey }: RedactionRules): unknown {
  if (documentHoldsSecret(text)) return toRedacted(text, digestKey);
  const masked = maskSecrets(text);
  if (masked === text) return text;
  const showsRest = masked !== MASK && !text.includes('\n');
  return toRedacted(text, digestKey, showsRest ? masked : undefined);
}

const MAX_DOCUMENT_LENGTH = 1_000_000;

/** Whether a text is a JSON document with a secret inside. */
function documentHoldsSecret(text: string): boolean {
  return text.length <= MAX_DOCUMENT_LENGTH && hasSecretBelow(parseDocument(text), undefined, 0);
}

function hasSecretBelow(value: unknown, parent: string | number | undefined, depth: number): boolean {
  if (typeof value === 'string') return documentHoldsSecret(value) || maskSecrets(value) !== value;
  if (!isObject(value)) return false;
  if (depth > MAX_RECORDED_DEPTH) return true;
  const below = (member: unknown, segment: string | number): boolean =>
    (holdsContent(member) && stepIsSensitive({ container: value, segment, value: member, parent, resourceType: '' })) ||
    hasSecretBelow(member, typeof segment === 'number' ? parent : segment, depth + 1);
  return Array.isArray(value) ? value.some(below) : Object.entries(value).some(([key, member]) => below(member, key));
}

const holdsContent = (value: unknown): boolean => typeof value !== 'boolean' && value !== null && value !== '';

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

/**
 * The kind of credential that stands somewhere in the actual value where no secret belongs, and that the desired value
 * does not hold: `a private key`. A secret in a field for secrets is where it should be.
 */
export function exposedSecret(desired: unknown, actual: unknown, path: Path): string | undefined {
  if (path.some((segment) => typeof segment === 'string' && namesSecret(segment))) return undefined;
  const parent = path.findLast((segment) => typeof segment === 'string');
  const exposed = misplacedSecret(actual, parent, 0);
  return exposed !== undefined && misplacedSecret(desired, parent, 0) === undefined ? exposed : undefined;
}

function misplacedSecret(value: unknown, parent: string | number | undefined, depth: number): string | undefined {
  if (typeof value === 'string') return secretKindIn(value);
  if (!isObject(value) || depth > MAX_RECORDED_DEPTH) return undefined;
  for (const [key, member] of Object.entries(value)) {
    const segment = Array.isArray(value) ? Number(key) : key;
    if (stepIsSensitive({ container: value, segment, value: member, parent, resourceType: '' })) continue;
    const found = misplacedSecret(member, typeof segment === 'number' ? parent : segment, depth + 1);
    if (found !== undefined) return found;
  }
  return undefined;
}

let keyOfProcess: string | undefined;

/** A random key that lives as long as the process, for hosts that give none. */
export function processKey(): string {
  keyOfProcess ??= crypto.randomUUID() + crypto.randomUUID();
  return keyOfProcess;
}
