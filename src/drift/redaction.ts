import { hmacHex } from '../codec/digest.js';
import { MAX_RECORDED_DEPTH, recordedText, RedactedValue } from './model/recorded-value.js';
import { encodePath, encodeSegment, type Glob, type Path } from './path.js';
import { type Fields, isFields, isObject, mapMembers, tryOr } from './plain-data.js';

/**
 * What stands behind a redacted value, known by the identity of the object alone: a copy, a log line, JSON or another
 * process has the digest and nothing else, while a plan made here can still be applied here.
 */
const originals = new WeakMap<RedactedValue, unknown>();

/** Puts a value behind a digest under a key. */
export function toRedacted(value: unknown, key: string): RedactedValue {
  const redacted: RedactedValue = {
    redacted: true,
    length: lengthOf(value),
    digest: hmacHex(key, recordedText(value)).slice(0, 16),
  };
  originals.set(redacted, value);
  return redacted;
}

/** Whether a value is a redacted one, of this process or of another. */
export const isRedacted = (value: unknown): value is RedactedValue =>
  RedactedValue.is(value) && Object.keys(value).length === 3;

/** What stands behind a redacted value of this process; `undefined` where it is not known here. */
export const originalOf = (value: RedactedValue): { readonly value: unknown } | undefined =>
  originals.has(value) ? { value: originals.get(value) } : undefined;

function lengthOf(value: unknown): number {
  if (typeof value === 'string' || Array.isArray(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : 1;
}

/** Texts that are a credential by their form, whatever field they stand in. Each pattern is linear in the text. */
const SECRET_FORMATS: ReadonlyArray<{ readonly what: string; readonly form: RegExp }> = [
  { what: 'a private key', form: /-----BEGIN (?:[A-Z]+ ){0,3}PRIVATE KEY-----/ },
  { what: 'an AWS access key', form: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/ },
  { what: 'a GitHub token', form: /\b(?:gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40})/ },
  { what: 'a GitLab token', form: /\bglpat-[\w-]{20}/ },
  { what: 'a Slack token', form: /\bxox[abprs]-[A-Za-z0-9-]{10}/ },
  { what: 'a Google API key', form: /\bAIza[\w-]{35}/ },
  { what: 'a Stripe key', form: /\b[sr]k_live_[A-Za-z0-9]{20}/ },
  { what: 'an npm token', form: /\bnpm_[A-Za-z0-9]{36}/ },
  { what: 'a JSON web token', form: /\beyJ[\w-]{10,2000}\.eyJ[\w-]{10,4000}\.[\w-]{10}/ },
  { what: 'a password in a URL', form: /\b[a-z][a-z0-9+.-]{0,20}:\/\/[^\s/:@]{1,200}:[^\s/@]{1,200}@/i },
];

// Longer texts are looked at in their first part alone.
const MAX_SEARCHED_LENGTH = 1_000_000;

/** What kind of credential a text holds, or `undefined`. */
export function secretKindIn(text: string): string | undefined {
  if (text.length < 16) return undefined;
  const looked = text.length > MAX_SEARCHED_LENGTH ? text.slice(0, MAX_SEARCHED_LENGTH) : text;
  return SECRET_FORMATS.find(({ form }) => form.test(looked))?.what;
}

/**
 * The last words of keys whose values are secrets, written together in lower case: `masterUserPassword`, `db-password`
 * and `DB_PASSWORD` all end in `password`. A key that goes on (`password_policy`, `secret_arn`) is none.
 */
const SECRET_ENDINGS: readonly string[] = [
  'password',
  'passwd',
  'passphrase',
  'pwd',
  'secret',
  'secretvalue',
  'secretstring',
  'secretbinary',
  'secretkey',
  'token',
  'apikey',
  'privatekey',
  'privatekeypem',
  'accesskey',
  'accountkey',
  'sharedkey',
  'signingkey',
  'encryptionkey',
  'connectionstring',
  'credential',
  'credentials',
  'credentialsjson',
  'kubeconfig',
  'kubeconfigraw',
  'bearer',
];

/** Names that end like a secret and are none. */
const HARMLESS_NAMES: ReadonlySet<string> = new Set(['nexttoken', 'continuationtoken', 'clienttoken']);

/** Whether a key names a secret. */
export function namesSecret(key: string): boolean {
  const name = key.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
  return name.length <= 200 && !HARMLESS_NAMES.has(name) && SECRET_ENDINGS.some((ending) => name.endsWith(ending));
}

// An entry of a list of pairs names its value in one of these, as in {"name": "DB_PASSWORD", "value": "…"}.
const NAME_KEYS = ['name', 'Name', 'key', 'Key', 'parameterName', 'ParameterKey'];
const VALUE_KEYS: ReadonlySet<string> = new Set(['value', 'Value', 'ParameterValue', 'parameterValue']);

/**
 * Whether one step into a container leads to a secret: by the key's own name, or by the name that stands beside a
 * value.
 */
function stepIsSensitive(container: unknown, segment: string | number): boolean {
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

let keyOfProcess: string | undefined;

/** A random key that lives as long as the process, for hosts that give none. */
export function processKey(): string {
  keyOfProcess ??= crypto.randomUUID() + crypto.randomUUID();
  return keyOfProcess;
}
