import { readPolicy, statementsOf } from './equivalence/iam-policy.js';
import type { DriftSeverity, DriftType, ExposureChange, PowerChange } from './model/drift-record.js';
import type { Path } from './path.js';
import { isFields, nameSet, plainName, plainType } from './plain-data.js';
import { SECURITY_SETTINGS } from './settings/security-settings.js';
import { ABSENT, OFF, OLD_TLS, ON, type SecuritySetting, setting, type Unsafe } from './settings/setting.js';

/** Fields any change of which bears on security, whichever way it goes. */
export const SECURITY_FIELDS: ReadonlySet<string> = nameSet(
  'securitygroups securitygroupids vpcsecuritygroupids vpcsecuritygroups sourcesecuritygroupid networksecuritygroupid',
  'policy policies policydocument policyarn policyarns managedpolicyarns assumerolepolicy assumerolepolicydocument',
  'inlinepolicy permissionsboundary iaminstanceprofile role roles rolearn roleid serviceaccount serviceaccountname',
  'principal principals kmskeyid kmskeyarn kmsmasterkeyid kmskey ssealgorithm customermasterkey minimumtlsversion',
  'mintlsversion sslpolicy minimumprotocolversion securitypolicy tlspolicy certificatearn',
  'keyname publickey trustpolicy',
  'networkacls networkruleset ipallowlist ipwhitelist usergroups securitycontext roledefinitionname roledefinitionid',
);

/** Fields that name and explain, and change nothing; so does everything below them. */
export const COSMETIC_FIELDS: ReadonlySet<string> = nameSet(
  'tags tagsall tagset tagspecifications labels description displayname friendlyname comment comments title notes',
);

/**
 * Kinds of resources that are about access: any change of theirs is at least `security`, as far as it is not cosmetic.
 */
export const SECURITY_TYPES: RegExp = new RegExp(
  [
    'iam|waf|guardduty|kms|key_?vault|secrets?manager|acm_?pca',
    'security_?group|firewall|network_?acl|network_?security',
    'role_?binding|cluster_?role|access_?(?:policy|key)|policy_?(?:attachment|assignment)',
    '(?:bucket|queue|topic|key)_?policy',
  ].join('|'),
  'i',
);

/** Kinds of resources whose name is an address, not a label. */
export const ADDRESSED_BY_NAME: RegExp = /record|dns|route_?53|zone|domain|host/i;

// Google Cloud chooses the firewall rules and routes of a machine by its network tags, which are a list of words.
const TAGGED_MACHINES = /^google(?:compute|container|notebooks|workbench|dataproc|dataflow)/;
// Services, network policies and admission choose these by their labels.
const SELECTED_KINDS = /^(?:pod|namespace|node|defaultnamespace)s?$/;

/**
 * Whether a tag or label at a path chooses what applies to the resource: the network tags of Google Cloud, the labels
 * of pods, namespaces and nodes, and every selector. Others name and explain.
 */
export function selects(resourceType: string, path: Path): boolean {
  const names = path.flatMap((segment) => (typeof segment === 'string' ? [plainName(segment)] : []));
  const type = plainType(resourceType);
  if (names.at(-1) === 'tags' && TAGGED_MACHINES.test(type)) return true;
  const at = names.indexOf('labels');
  if (at < 0) return false;
  return SELECTED_KINDS.test(type) || names.slice(0, at).some((name) => /template$|selector$/.test(name));
}

/** One difference as its severity is judged: with its values in clear, which never leave the judgement. */
export interface JudgedChange {
  readonly resourceType: string;
  /** The place in the desired configuration. */
  readonly segments: Path;
  readonly driftType: DriftType;
  /** `undefined` where a side has nothing. */
  readonly desired: unknown;
  readonly actual: unknown;
  /** The resource on both sides, where it is known: some settings mean something only beside others. */
  readonly resource?: { readonly before: unknown; readonly after: unknown } | undefined;
  /** Where the place belongs to the rules of a firewall. */
  readonly exposure?: ExposureChange | undefined;
  /** Where the place belongs to a policy. */
  readonly powers?: PowerChange | undefined;
  /** The kind of credential that stands in the actual value and nobody declared there. */
  readonly exposedSecret?: string | undefined;
  /** The place holds a secret by its nature. */
  readonly sensitive?: boolean;
}

/** A severity and why, in one sentence. */
export interface Judgment {
  readonly severity: DriftSeverity;
  readonly reason: string;
}

// A VPC endpoint without a policy gets full access, a KMS key without one trusts its account (AWS API references of
// CreateVpcEndpoint and CreateKey).
const ENDPOINTS = /^awsvpcendpoint$|^awsec2vpcendpoint$/;
const KEYS = /^awskms(?:replica)?key$/;
const POLICIES = /^(?:key)?policy(?:document)?$/;

/** Whether an undeclared policy is the one that the provider documents for a resource without a policy. */
export function isDefaultPolicy(resourceType: string, path: Path, value: unknown): boolean {
  const [name, type] = [plainName(String(path.at(-1) ?? '')), plainType(resourceType)];
  if (!POLICIES.test(name) || !(ENDPOINTS.test(type) || KEYS.test(type))) return false;
  const policy = readPolicy(value);
  const statements = policy === undefined ? [] : statementsOf(policy);
  const [statement] = statements;
  if (statements.length !== 1 || !isFields(statement)) return false;
  return ENDPOINTS.test(type) ? isFull(statement) : isOwn(statement);
}

const isFull = ({ Action, Resource, Condition }: Readonly<Record<string, unknown>>): boolean =>
  is(Action, /^\*$/) && is(Resource, /^\*$/) && Condition === undefined;

const isOwn = ({ Action, Principal }: Readonly<Record<string, unknown>>): boolean =>
  is(Action, /^kms:\*$/) && isFields(Principal) && is(Principal['AWS'], /^(?:arn:[\w-]+:iam::)?\d{12}(?::root)?$/);

const is = (value: unknown, pattern: RegExp): boolean =>
  pattern.test(String(Array.isArray(value) && value.length === 1 ? value[0] : value));

/**
 * Names that say what they are about. The tables name fields one by one; a field that none of them names and that is
 * called in the same way (`transit_encryption_mode`, `enableAuditLogs`) is judged by these. Every family is what many
 * checks of the catalogs have in common.
 */
interface Family {
  /** The name by letters and digits, without `enabled` and its like. */
  readonly name: RegExp;
  readonly unless?: RegExp;
  readonly setting: SecuritySetting;
  /** What holds where the name begins with `disable` and its like. */
  readonly inverse?: Unsafe;
}

const any = (...patterns: readonly string[]): RegExp => new RegExp(patterns.join('|'));

const NOT_ABOUT_SECURITY = any(
  'trac(?:e|ing)|xray|monitor|insight|metric|multiaz|http2|autoscal|crosszone|cache$|login|catalog|blog$|dialog',
  'logical|logo|debug|originshield|slow|(?<!kms|kmsmaster)key(?:id|arn|name|type)?$',
);

type More = Partial<Pick<Family, 'unless' | 'inverse'>> & { readonly severity?: SecuritySetting['severity'] };

function family(name: RegExp, unsafe: Unsafe, weakened: string, sources: string, more: More = {}): Family {
  const absent = unsafe === OLD_TLS ? undefined : false;
  return { name, setting: setting('*', '*', unsafe, absent, weakened, sources, more.severity), ...more };
}

/** In this order; the first that fits counts. */
export const FAMILIES: readonly Family[] = [
  family(
    any(
      '(?:min(?:imum|imal)?|ssl|tls).*(?:tls|protocol|ssl).*version|(?:tls|ssl)version$',
      '(?:tls|ssl)(?:security)?policy(?:name)?$',
    ),
    OLD_TLS,
    'it accepts outdated versions of TLS',
    'AVD-AWS-0047 CKV_AWS_103 CKV_AZURE_44 CKV_GCP_4',
  ),
  family(
    any(
      '^(?:allow)?(?:local|basic|anonymous|guest|password|sharedkey|legacy|unauthenticated|localaccount|ftp|telnet' +
        '|rootuser|root|storageaccountkey)(?:auth|authentication|login|access|user|account|identities|accounts' +
        '|accesskey|publicaccess)?$',
    ),
    ON,
    'it can be used with less authentication',
    'CKV_AZURE_140 CKV_AZURE_149 CKV_AZURE_178 CKV2_AZURE_40',
    { inverse: OFF },
  ),
  family(
    any('serialport|ipforward|anonymous|unauthenticated|allowall|kubedashboard|hostnetwork|legacyabac'),
    ON,
    'it is open to more',
    'CKV_AZURE_72 CKV_AZURE_118 CKV_GCP_35 CKV_GCP_36',
    { inverse: OFF },
  ),
  family(
    any(
      '^(?:allow|open)?public(?:ly)?(?:network|internet|endpoint|ip|ipv4|blob|data)?' +
        '(?:access|accessible|address|endpoint|ip|visibility)?(?:mode|type)?$',
      '(?:endpoint|network|internet|allow|blob|ip)public(?:ly)?access(?:ible)?$',
      '^direct(?:internet)access$|^internetaccess$',
    ),
    ON,
    'it can be reached from the public internet',
    'AVD-AWS-0180 CKV_AWS_17 CKV_AZURE_113 CKV_GCP_60',
    { inverse: OFF, severity: 'critical' },
  ),
  family(
    any(
      'encrypt(?:ion|ed)?(?:config(?:uration)?|settings?|atrest|intransit|options?|info|spec(?:ification)?|athost' +
        '|mode|set|policy|disk)?$',
      '(?:encryption|sse)$',
    ),
    ABSENT,
    'its data is no longer encrypted as declared',
    'AVD-AWS-0080 CKV_AWS_16 CKV_AWS_77 CKV_AZURE_2',
    { inverse: ON, unless: /unencrypt|client|context/ },
  ),
  family(
    any('kms(?:master)?key(?:id|arn|name|identifier|version)?$|^(?:kms|cmk)arn$'),
    ABSENT,
    'its data is no longer encrypted with the declared key',
    'CKV_AWS_158 CKV_AWS_173 CKV_GCP_80 CKV_GCP_84',
  ),
  family(
    any(
      '(?:https|ssl|tls|securetransfer|transit)(?:only|required?|enforce(?:d|ment)?|traffic(?:only)?|mode)?$',
      '^(?:require|enforce|force)(?:ssl|tls|https)',
    ),
    OFF,
    'its traffic is no longer encrypted',
    'AVD-AZU-0008 CKV_AWS_30 CKV_AZURE_14 CKV_GCP_6',
    { inverse: ON },
  ),
  family(
    any(
      '(?:^|audit|access|flow|server|query|activity|connection|session|firewall|request|general|api|s3|cloudwatch' +
        '|delivery|http|error|broker|data|export)logs?(?:ging)?(?:config(?:uration)?s?|settings?|publishingoptions' +
        '|options|delivery|destinations?|exports?|level)?$',
      '^logging|audit(?:ing)?(?:policy|settings|config(?:uration)?)?$|logging(?:config(?:uration)?|service)?$',
    ),
    ABSENT,
    'less of what happens is on record',
    'AVD-AWS-0089 CKV_AWS_18 CKV_AWS_76 CKV_GCP_62',
    { inverse: ON },
  ),
  family(
    any(
      '(?:^|client|user|iam|aad|entra|azuread|activedirectory|ldap|oidc|token|cert(?:ificate)?)' +
        '(?:auth(?:entication|orization)?|mfa|rbac)(?:settings|config(?:uration)?)?$',
      '^rbac|rolebasedaccesscontrol|clientcert(?:ificate)?s?(?:required)?$|^mfa',
    ),
    ABSENT,
    'access to it is checked less',
    'CKV_AZURE_5 CKV_AZURE_13 CKV_AZURE_17 CKV_AWS_161',
    { inverse: ON },
  ),
  family(
    any(
      'firewall(?:policy)?(?:id)?$|^waf|defender|threat(?:detection|protection|intel)|malware|antivirus|secureboot',
      'vtpm|integritymonitor|shield|vulnerabilit|scanonpush|imagescan|intrusion|securityalert|accessanaly',
      'binaryauthorization|networkpolicy$|azurepolicy|trustpolicy|codesigning',
    ),
    ABSENT,
    'it is guarded less',
    'AVD-AWS-0011 CKV_AWS_68 CKV_AZURE_120 CKV_AZURE_127 CKV_GCP_39',
    { inverse: ON },
  ),
  family(
    any('(?:purge|deletion|delete|termination)protection|softdelete|immutab(?:le|ility)|objectlock'),
    OFF,
    'it can be deleted by mistake',
    'CKV_AZURE_110 CKV_AWS_139 CKV_AWS_143',
    { inverse: ON },
  ),
  family(
    any('rotat(?:e|ion)(?:keys?)?$|keyrotation|autorotat'),
    ABSENT,
    'its keys are no longer rotated',
    'AVD-AWS-0065 CKV_AWS_7 CKV_GCP_43',
    { inverse: ON },
  ),
  family(
    any(
      '^private(?:endpoint|cluster|nodes|network|link|instance|environment|ipgoogleaccess|connect)',
      '^(?:network)?isolation$|^internal(?:only|ip|iponly)?$|iprestrictions?$|authorized(?:ip)?(?:ranges|networks)',
      'networkisolation',
    ),
    ABSENT,
    'it can be reached from more places',
    'CKV_AZURE_115 CKV_GCP_25 CKV_GCP_64',
    { inverse: ON },
  ),
];

const ENABLED = /^(?:is)?enabled?$|^(?:status|state|enablement)$/;

/** Whether a name says nothing but that something is on: what, its owner says. */
const isSwitchName = (name: string): boolean => ENABLED.test(name);

/** What a field is judged by for its name alone. Kept for the keys asked for most. */
export function familyOf(keys: readonly string[], resourceType = ''): SecuritySetting | undefined {
  const last = keys.at(-1);
  if (last === undefined || last.length > MAX_KEY) return undefined;
  // What is on, the owner says: a block, or the resource itself.
  const owner = keys.length > 1 ? keys.at(-2)! : plainType(resourceType);
  const name = isSwitchName(last) ? `${owner}|` : last;
  if (known.has(name)) return known.get(name);
  if (known.size >= MAX_KNOWN) known.clear();
  const found = find(name);
  known.set(name, found);
  return found;
}

const known = new Map<string, SecuritySetting | undefined>();
const MAX_KNOWN = 5_000;
const MAX_KEY = 60;

function find(name: string): SecuritySetting | undefined {
  const isSwitch = name.endsWith('|');
  const whole = isSwitch ? name.slice(0, -1) : name;
  const bare = whole.replace(/^(?:is|enable[sd]?|use|has|with)(?=.{3})|(?<=.{3})(?:is)?enabled?$/g, '');
  const inverted = /^(?:disable|no|block|deny|prevent|restrict|insecure)(?=.{3})|(?<=.{3})(?:disabled|blocked)$/g;
  const isInverse = inverted.test(bare) && !isSwitch;
  const subject = isInverse ? bare.replace(inverted, '') : bare;
  if (NOT_ABOUT_SECURITY.test(subject)) return undefined;
  const fit = FAMILIES.find((one) => one.name.test(subject) && one.unless?.test(subject) !== true);
  if (fit === undefined) return undefined;
  if (!isInverse) return isSwitch && fit.setting.unsafe === ABSENT ? { ...fit.setting, unsafe: OFF } : fit.setting;
  return fit.inverse === undefined ? undefined : { ...fit.setting, unsafe: fit.inverse, absent: false };
}

/** The settings of one resource type. */
export interface SettingLookup {
  /** Those that stand at a path, given by its plain keys. */
  at(keys: readonly string[]): readonly SecuritySetting[];
  /** Whether a key may be the last of such a path, or be judged by its name alone. */
  mayHold(key: string): boolean;
}

// Few types are asked for again and again; a host that makes up types is not kept.
const MAX_TYPES = 1_000;
const MAX_KEYS = 1_000;
const lookups = new Map<string, SettingLookup>();

/** The settings of a resource type, to be asked for by the plain keys of a path. */
export function settingsOf(resourceType: string): SettingLookup {
  const known = lookups.get(resourceType);
  if (known !== undefined) return known;
  if (lookups.size >= MAX_TYPES) lookups.clear();
  const made = lookupOf(plainType(resourceType));
  lookups.set(resourceType, made);
  return made;
}

function lookupOf(type: string): SettingLookup {
  const byKey = new Map<string, { readonly setting: SecuritySetting; readonly path: readonly string[] }[]>();
  for (const setting of SECURITY_SETTINGS) {
    if (!setting.types.some((one) => isOfType(type, one))) continue;
    for (const path of setting.paths) {
      const key = path.at(-1) ?? '';
      byKey.set(key, [...(byKey.get(key) ?? []), { setting, path }]);
    }
  }
  const isAny = ({ types }: SecuritySetting): boolean => types[0] === '*';
  const at = (keys: readonly string[]): readonly SecuritySetting[] => {
    const fitting = (byKey.get(keys.at(-1) ?? '') ?? []).filter(({ path }) => endsWith(keys, path));
    if (fitting.length < 2) return fitting.length === 0 ? NONE : [fitting[0]!.setting];
    // What is known of the type goes before what holds for every type.
    const own = fitting.filter(({ setting }) => !isAny(setting));
    return [...new Set((own.length > 0 ? own : fitting).map(({ setting }) => setting))];
  };
  const held = new Map<string, boolean>();
  const mayHold = (key: string): boolean => {
    const known = held.get(key);
    if (known !== undefined) return known;
    if (held.size >= MAX_KEYS) held.clear();
    const name = plainName(key);
    const may = byKey.has(name) || isSwitchName(name) || familyOf([name]) !== undefined;
    held.set(key, may);
    return may;
  };
  return { at, mayHold };
}

const NONE: readonly SecuritySetting[] = [];

const isOfType = (type: string, one: string): boolean =>
  one === '*' || (one.endsWith('*') ? type.startsWith(one.slice(0, -1)) : type === one);

const endsWith = (keys: readonly string[], path: readonly string[]): boolean =>
  path.length === 0 ? keys.length === 0 : path.every((key, i) => keys[keys.length - path.length + i] === key);
