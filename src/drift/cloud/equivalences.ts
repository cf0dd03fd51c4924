import type { Equivalence } from '../equivalence/equivalence.js';
import { tryOr } from '../plain-data.js';

const TOKEN = /^[A-Za-z][\w-]*(?:\.[\w-]+)*$/;

// A constant is letters alone; names also have digits and hyphens, and no provider puts those in capitals.
const CONSTANT = /^[A-Za-z_]+$/;

/**
 * One word as providers store it: names and constants in lower case (`MySQL` = `mysql`, `User-Agent` = `user-agent`),
 * constants in capitals too (`target` = `TARGET`, `SPARK` = `Spark`). `userName` and `UserName` stay different, and so
 * does anything that is more than one word: paths, sentences, ARNs.
 */
const foldedCase: Equivalence = {
  name: 'folded_case',
  relates: (desired, actual) =>
    isToken(desired) &&
    isToken(actual) &&
    desired.toLowerCase() === actual.toLowerCase() &&
    areFoldings(desired, actual),
  recognizes: (value) => isToken(value) && isFolded(value),
  keyOf: (value) => (isToken(value) ? value.toLowerCase() : undefined),
};

const isToken = (value: unknown): value is string => typeof value === 'string' && TOKEN.test(value);

const isFolded = (token: string): boolean =>
  token === token.toLowerCase() || (CONSTANT.test(token) && token === token.toUpperCase());

// The capitals of a name are no folding of it, so one of two spellings in which a name stands in capitals is a change.
const areFoldings = (left: string, right: string): boolean =>
  CONSTANT.test(left)
    ? isFolded(left) || isFolded(right)
    : [left, right].some(isLower) && ![left, right].some(isCapitals);

const isLower = (token: string): boolean => token === token.toLowerCase();

const isCapitals = (token: string): boolean => token === token.toUpperCase();

// The services that keep a managed key in every account.
// prettier-ignore
const SERVICES_WITH_MANAGED_KEY = new Set([
  'acm', 'appflow', 'appmesh', 'athena', 'backup', 'cloud9', 'codeartifact', 'codecommit', 'connect', 'dax',
  'discovery', 'dms', 'docdb', 'dynamodb', 'ebs', 'ecr', 'eks', 'elasticache', 'elasticfilesystem', 'elasticmapreduce',
  'es', 'fsx', 'glacier', 'glue', 'healthlake', 'kafka', 'kinesis', 'kinesisvideo', 'lambda', 'lex', 'lightsail',
  'logs', 'memorydb', 'mq', 'neptune', 'opensearch', 'personalize', 'rds', 'redshift', 'robomaker', 's3', 'sagemaker',
  'secretsmanager', 'ses', 'snowball', 'sns', 'sqs', 'ssm', 'storagegateway', 'timestream', 'transcribe', 'wisdom',
  'workspaces', 'xray',
]);
const MANAGED_ALIAS = /^(?:arn:[^:]+:kms:[^:]*:\d*:)?alias\/aws\/(\w+)$/;
const KMS_KEY = /^(?:arn:[^:]+:kms:[^:]*:\d{12}:key\/|)[\w-]{36}$/;

/**
 * The alias of a key that AWS manages (`alias/aws/sqs`) against a key, which is how several services report it. Which
 * key stands behind the alias of an account only KMS knows, so the match is assumed, not proven. Aliases that
 * people made (`alias/payments`) stay different from any key.
 */
const kmsAlias: Equivalence = {
  name: 'kms_alias',
  relates: (desired, actual) => isAliasOf(desired, actual) || isAliasOf(actual, desired),
  recognizes: (value) => typeof value === 'string' && isManagedAlias(value),
  keyOf: (value) => (typeof value === 'string' && (isManagedAlias(value) || KMS_KEY.test(value)) ? '' : undefined),
};

const isAliasOf = (alias: unknown, key: unknown): boolean =>
  typeof alias === 'string' && typeof key === 'string' && isManagedAlias(alias) && KMS_KEY.test(key);

const isManagedAlias = (alias: string): boolean => SERVICES_WITH_MANAGED_KEY.has(MANAGED_ALIAS.exec(alias)?.[1] ?? '');

const NON_ASCII = /[\u0080-\u{10FFFF}]/u;

/**
 * A text in which every character beyond ASCII was replaced by `?`: how CloudFormation hands back a template
 * (`?????` = `áéíóú`). Everything else must agree character by character.
 */
const replacedCharacters: Equivalence = {
  name: 'replaced_characters',
  relates: (desired, actual) =>
    typeof desired === 'string' &&
    typeof actual === 'string' &&
    (isReplacedForm(desired, actual) || isReplacedForm(actual, desired)),
  recognizes: (value) => typeof value === 'string' && value.includes('?') && !NON_ASCII.test(value),
  evenInOpaqueMaps: true,
  keyOf: (value) => (typeof value === 'string' ? withQuestionMarks(value) : undefined),
};

const isReplacedForm = (remainder: string, whole: string): boolean =>
  NON_ASCII.test(whole) && remainder === withQuestionMarks(whole);

const withQuestionMarks = (text: string): string => text.replace(/[\u0080-\u{10FFFF}]/gu, '?');

/** Texts that differ only in the blanks and line ends around them or in the kind of line end: `"END\n"` = `"END"`. */
const surroundingWhitespace: Equivalence = {
  name: 'surrounding_whitespace',
  normalize: (value) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : undefined),
  recognizes: (value) => typeof value === 'string' && (value !== value.trim() || value.includes('\r\n')),
};

const DOTTED = /^v?\d+(?:\.\d+)*$/;
const LATEST = /^\$?latest$/i;

/**
 * Versions of which one says less than the other: `8.0` = `8.0.45`, `1.33` = `1.33.2`, `LATEST` = any. A version
 * that is asked for in part leaves the rest to the provider. `8.0` ≠ `8.01`, `8.0.44` ≠ `8.0.45`.
 */
const version: Equivalence = {
  name: 'version',
  relates: (desired, actual) => {
    if (typeof desired !== 'string' || typeof actual !== 'string') return false;
    return refines(desired, actual) || refines(actual, desired);
  },
  keyOf: () => '',
};

const refines = (partial: string, whole: string): boolean =>
  DOTTED.test(whole) && (LATEST.test(partial) || (DOTTED.test(partial) && whole.startsWith(`${partial}.`)));

const ARM_ID = /^\/(?:subscriptions\/[^/\s]+|providers\/[\w.]+)(?:\/[^/\s]+)*\/?$/i;

/**
 * Ids of Azure Resource Manager, which are the same in any case and with or without a last slash: providers write
 * `resourceGroups` and `resourcegroups`, `serverFarms` and `serverfarms` by turns.
 */
const armId: Equivalence = {
  name: 'arm_id',
  normalize: (value) =>
    typeof value === 'string' && ARM_ID.test(value) ? value.toLowerCase().replace(/\/$/, '') : undefined,
  recognizes: (value) => typeof value === 'string' && ARM_ID.test(value),
};

/** Locations of Azure by their display name and by their name: `West Europe` = `westeurope`. */
const location: Equivalence = {
  name: 'location',
  normalize: (value) =>
    typeof value === 'string' && /^\(?[A-Za-z][A-Za-z0-9 ()]{1,60}$/.test(value)
      ? value.replace(/[ ()]/g, '').toLowerCase()
      : undefined,
};

// With a host, `https://compute.googleapis.com/compute/v1/…` or `//compute.googleapis.com/…`, or without.
const HOST = String.raw`(?:https?:)?//[\w.-]+\.googleapis\.com/`;
const SELF_LINK = new RegExp(String.raw`^(?:${HOST}(?:[\w.-]+/)?(?:(?:v\d\w*|alpha|beta)/)?)?(projects/[^\s?#]+)$`);

/**
 * Links to resources of Google Cloud, full, relative or by the name alone:
 * `https://www.googleapis.com/compute/v1/projects/p/global/networks/n`
 * = `projects/p/global/networks/n` = `global/networks/n` = `n`, and `projects/p` = `p`. Two links to different
 * projects, zones or names never equal each other.
 */
const selfLink: Equivalence = {
  name: 'self_link',
  relates: (desired, actual) =>
    typeof desired === 'string' && typeof actual === 'string' && (linksTo(desired, actual) || linksTo(actual, desired)),
  recognizes: (value) => typeof value === 'string' && SELF_LINK.test(value),
  keyOf: (value) => (typeof value === 'string' ? lastSegment(value) : undefined),
};

function linksTo(shorter: string, longer: string): boolean {
  const whole = SELF_LINK.exec(longer)?.[1];
  const part = SELF_LINK.exec(shorter)?.[1] ?? shorter;
  return whole !== undefined && part !== '' && `/${whole}`.endsWith(`/${part.replace(/^\//, '')}`);
}

const lastSegment = (text: string): string => text.slice(text.lastIndexOf('/') + 1);

/**
 * Projects of Google Cloud by their number and by their id, as the table of the host says: APIs answer
 * `projects/123456789012/locations/l/keyRings/k` where `projects/shop/…` was declared. Projects that the table does not
 * know stay as they are.
 *
 * @example
 * const rules = driftRules(cloudRules);
 * extendRules(orThrow(rules), { globalComparators: [projectNumbers({ '123456789012': 'shop' })] });
 */
export function projectNumbers(ids: Readonly<Record<string, string>>): Equivalence {
  const known = new Map(tryOr(() => Object.entries(ids), []));
  const byId = (value: unknown): string | undefined =>
    typeof value === 'string' || typeof value === 'number'
      ? String(value).replace(/(^|(?:^|\/)projects\/)(\d{4,20})(?=\/|$)/, (whole, before: string, number: string) =>
          known.has(number) ? `${before}${known.get(number)}` : whole,
        )
      : undefined;
  return {
    name: 'project_number',
    relates: (desired, actual) => {
      const [want, have] = [byId(desired), byId(actual)];
      return want !== undefined && have !== undefined && (want === have || selfLink.relates!(want, have));
    },
    recognizes: (value) => byId(value) !== undefined && byId(value) !== String(value),
    keyOf: (value) => lastSegment(byId(value) ?? ''),
  };
}

// The MD5 of an object, of several parts too: a change of it is a change of what is stored.
const CONTENT_HASH = /^"?[0-9a-f]{32}(?:-\d+)?"?$/i;

/**
 * Entity tags that only number the versions of an answer (`W/"5b3"`, `BwXhqDVpBqo=`); one that hashes content counts.
 */
const versionTag: Equivalence = {
  name: 'version_tag',
  normalize: (value) => (typeof value !== 'string' ? undefined : CONTENT_HASH.test(value) ? value : ''),
};

const WRITTEN_TIME = /^(?:\d{4}-\d\d-\d\d[T ]\d\d:\d\d|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d? [A-Z][a-z]{2} \d{4} )/;

/** When a provider last wrote something: any two such times are the same. */
const writeTime: Equivalence = {
  name: 'write_time',
  normalize: (value) => (typeof value === 'string' && WRITTEN_TIME.test(value) ? '' : undefined),
};

/** A switch for Terraform alone, which no provider stores: `false`, `null` and nothing are one. */
const neverStored: Equivalence = {
  name: 'never_stored',
  normalize: (value) => (value === true || value === 'true' ? 'on' : 'off'),
};

/** A way in which providers spell one value differently. */
export type CloudEquivalence =
  | 'folded_case'
  | 'version'
  | 'kms_alias'
  | 'replaced_characters'
  | 'surrounding_whitespace'
  | 'arm_id'
  | 'location'
  | 'self_link'
  | 'version_tag'
  | 'write_time'
  | 'never_stored';

/** The ways in which providers spell one value differently, beside the comparators that have a name everywhere. */
export const cloudEquivalences: Readonly<Record<CloudEquivalence, Equivalence>> = {
  folded_case: foldedCase,
  version: version,
  kms_alias: kmsAlias,
  replaced_characters: replacedCharacters,
  surrounding_whitespace: surroundingWhitespace,
  arm_id: armId,
  location: location,
  self_link: selfLink,
  version_tag: versionTag,
  write_time: writeTime,
  never_stored: neverStored,
};
