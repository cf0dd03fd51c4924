import { readPolicy, statementsOf } from './equivalence/iam-policy.js';
import { nameSet, plainName } from './exposure/internet.js';
import type { DriftSeverity, DriftType, ExposureChange, PowerChange } from './model/drift-record.js';
import type { Path } from './path.js';
import { isFields } from './plain-data.js';
import { plainType } from './settings/setting.js';

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
