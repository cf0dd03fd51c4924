import { nameSet } from '../exposure/rule-names.js';
import type { DriftSeverity } from '../model/drift-record.js';

/** A field whose value makes a resource safer or less safe. */
export interface SecuritySetting {
  /** The spellings of the field, letters and digits alone in lower case. */
  readonly names: ReadonlySet<string>;
  /** The values that are less safe, and those that are safe, in lower case. Any other value is neither. */
  readonly unsafe: RegExp;
  readonly safe: RegExp;
  /** Whether a resource that says nothing is safe. */
  readonly safeByDefault: boolean;
  /** How severe it is to go from safe (or neither) to unsafe. The other way is functional. */
  readonly severity: DriftSeverity;
  /** What has happened then, to end the sentence "… ". */
  readonly effect: string;
}

const ON = /^(?:true|1|enabled|on|yes)$/;
const OFF = /^(?:false|0|disabled|off|no|none|suspended)$/;

const opens = (weakened: string, severity: DriftSeverity, ...spellings: readonly string[]): SecuritySetting => ({
  names: nameSet(...spellings),
  unsafe: ON,
  safe: OFF,
  safeByDefault: true,
  severity,
  effect: weakened,
});
const protects = (weakened: string, ...spellings: readonly string[]): SecuritySetting => ({
  names: nameSet(...spellings),
  unsafe: OFF,
  safe: ON,
  safeByDefault: false,
  severity: 'security',
  effect: weakened,
});

/**
 * The switches that matter to security on any cloud. Sources: the HIGH and CRITICAL checks of trivy-checks and
 * checkov, AWS Security Hub's Foundational Security Best Practices, the CIS benchmarks of AWS, Azure and Google Cloud.
 */
export const SECURITY_SETTINGS: readonly SecuritySetting[] = [
  opens(
    'it can be reached from the public internet',
    'critical',
    'publiclyaccessible publicnetworkaccess publicnetworkaccessenabled endpointpublicaccess allowblobpublicaccess',
    'allownesteditemstobepublic ispublic',
  ),
  opens('its machines get public addresses', 'security', 'associatepublicipaddress mappubliciponlaunch'),
  opens(
    'it runs with more rights over its host',
    'security',
    'privileged hostnetwork hostpid hostipc allowprivilegeescalation',
  ),
  opens('it has an administrator account with a password', 'security', 'adminuserenabled'),
  protects(
    'it can be deleted by mistake',
    'deletionprotection deletionprotectionenabled enabledeletionprotection disableapitermination terminationprotection',
    'enableterminationprotection preventdestroy purgeprotectionenabled enablepurgeprotection softdeleteenabled',
  ),
  protects(
    'its data is no longer encrypted at rest',
    'encrypted storageencrypted encryptatrest atrestencryptionenabled encryptionatrestenabled encryptionenabled',
    'enableencryption sseenabled serversideencryptionenabled kmsencrypted ebsencrypted',
  ),
  protects(
    'its traffic is no longer encrypted',
    'transitencryptionenabled httpsonly enablehttpstrafficonly supportshttpstrafficonly',
    'sslenforcementenabled requiressl',
    'enforcessl enforcehttps nodetonodeencryption',
  ),
  protects(
    'public access is no longer blocked',
    'blockpublicacls blockpublicpolicy ignorepublicacls restrictpublicbuckets blockpublicaccess',
  ),
  protects(
    'less of what happens is on record',
    'enablelogging enablelogfilevalidation logfilevalidationenabled loggingenabled ismultiregiontrail enableflowlogs',
  ),
  protects('its keys are no longer rotated', 'enablekeyrotation rotationenabled'),
  protects(
    'access to it is checked less',
    'mfadelete iamdatabaseauthenticationenabled enableiamdatabaseauthentication readonlyrootfilesystem',
  ),
  protects('its older versions are no longer kept', 'versioning versioningenabled'),
  {
    names: nameSet('httptokens'),
    unsafe: /^optional$/,
    safe: /^required$/,
    safeByDefault: false,
    severity: 'security',
    effect: 'its metadata service answers without a session token',
  },
  {
    names: nameSet('backupretentionperiod'),
    unsafe: /^0$/,
    safe: /^[1-9]\d*$/,
    safeByDefault: false,
    severity: 'security',
    effect: 'it is no longer backed up',
  },
  {
    names: nameSet('acl accesscontrol cannedacl predefinedacl containeraccesstype'),
    unsafe: /^(?:public.*|authenticated-?read|website|blob|container)$/,
    safe: /^(?:private|none|bucketowner.*|bucket-owner.*|log.*)$/,
    safeByDefault: true,
    severity: 'critical',
    effect: 'anyone can read it',
  },
  {
    names: nameSet('member members'),
    unsafe: /^all(?:authenticated)?users$/,
    safe: /^(?:user|group|serviceaccount|domain):/,
    safeByDefault: true,
    severity: 'critical',
    effect: 'anyone has the role',
  },
  {
    names: nameSet('authorizationtype authtype authorization'),
    unsafe: /^none$/,
    safe: /^(?!none$)./,
    safeByDefault: true,
    severity: 'critical',
    effect: 'it can be called without authorization',
  },
  {
    names: nameSet('scheme'),
    unsafe: /^(?:internet-facing|external)$/,
    safe: /^internal$/,
    safeByDefault: true,
    severity: 'critical',
    effect: 'it faces the public internet',
  },
];

/** Fields any change of which bears on security, whichever way it goes. */
export const SECURITY_FIELDS: ReadonlySet<string> = nameSet(
  'securitygroups securitygroupids vpcsecuritygroupids vpcsecuritygroups sourcesecuritygroupid networksecuritygroupid',
  'policy policies policydocument policyarn policyarns managedpolicyarns assumerolepolicy assumerolepolicydocument',
  'inlinepolicy permissionsboundary iaminstanceprofile role roles rolearn roleid serviceaccount serviceaccountname',
  'principal principals kmskeyid kmskeyarn kmsmasterkeyid kmskey ssealgorithm customermasterkey minimumtlsversion',
  'mintlsversion sslpolicy minimumprotocolversion securitypolicy tlspolicy certificatearn',
  'keyname publickey trustpolicy',
  'networkacls networkruleset ipallowlist ipwhitelist usergroups securitycontext',
);

/** Fields that name and explain, and change nothing; so does everything below them. */
export const COSMETIC_FIELDS: ReadonlySet<string> = nameSet(
  'tags tagsall tagset tagspecifications labels description displayname friendlyname comment comments title notes',
);

/**
 * Kinds of resources that are about access: any change of theirs is at least `security`, as far as it is not cosmetic.
 */
export const SECURITY_TYPES = new RegExp(
  [
    'iam|waf|guardduty|kms|key_?vault|secrets?manager|acm_?pca',
    'security_?group|firewall|network_?acl|network_?security',
    'role_?binding|cluster_?role|access_?(?:policy|key)|policy_?(?:attachment|assignment)',
    '(?:bucket|queue|topic|key)_?policy',
  ].join('|'),
  'i',
);

/** Kinds of resources whose name is an address, not a label. */
export const ADDRESSED_BY_NAME = /record|dns|route_?53|zone|domain|host/i;
