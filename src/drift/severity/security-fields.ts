import { nameSet } from '../exposure/rule-names.js';

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
