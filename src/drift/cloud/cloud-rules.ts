import { E, type Either } from '../../prelude.js';
import { compareConfigs } from '../compare/compare-configs.js';
import { isEmptyValue, kindOf } from '../compare/values.js';
import type { Equivalence } from '../equivalence/equivalence.js';
import type { InvalidRule } from '../errors.js';
import type { ConfigDifference } from '../model/drift-record.js';
import { type Fields, tryOr } from '../plain-data.js';
import type { DriftRuleSpec, DriftRules, ResourceSchema } from '../rule-spec.js';
import { catchRefusal, compileRules, driftRules, mergeSpecs, refuseMisspelled } from '../rules.js';
import { cloudEquivalences } from './equivalences.js';

/**
 * The patterns of fields whose names end in a word or in several, in the spellings of all providers: `DnsServers` as
 * `*DnsServers`, `*.dnsServers`, `*.dns_servers`, `*_dns_servers`, `*.dns-servers` and `*-dns-servers`. A pattern that
 * is more than a name is taken as it is.
 */
export function inEverySpelling(names: readonly string[]): readonly string[] {
  return [...new Set(names.flatMap(spellingsOf))];
}

function spellingsOf(name: string): readonly string[] {
  const words = name.match(/[A-Z][a-z0-9]*/g);
  if (words === null || words.join('') !== name) return [name];
  const lower = words.map((word) => word.toLowerCase());
  const camel = lower[0]! + words.slice(1).join('');
  const separated = ['_', '-'].flatMap((mark) => [`*.${lower.join(mark)}`, `*${mark}${lower.join(mark)}`]);
  return [`*${name}`, `*.${camel}`, ...separated];
}

// Lists that say in which order things happen or are tried. Every other list of a cloud resource is a set in the dress
// of a list: providers give such lists back in an order of their own.
// prettier-ignore
const SEQUENCES = [
  'Command', 'CommandLine', 'Cmd', 'EntryPoint', 'Args', 'Arguments', 'ArgumentList', '*Options.Arguments', 'Stages',
  'Steps', 'Phases', 'Sequence', 'Pipeline', 'Chain', 'Actions', 'Tasks', 'Operations', 'Layers', 'Functions',
  'Processors', 'Transformers', 'Transforms', 'Transformations', 'Parsers', 'Columns', 'PartitionKeys', 'SortKeys',
  'SortColumns', 'KeySchema', 'OrderBy', 'Ordering', 'CacheBehaviors', 'Behaviors', 'TerminationPolicies', 'Overrides',
  'Fallbacks', '*Failover*', '*Precedence*', 'Order', 'Priorities', 'PriorityList', 'ComputeEnvironmentOrder',
  'DnsServers', 'NameServers', 'DomainNameServers', 'NtpServers', 'SearchDomains', 'DnsSearchDomains', 'CustomRules',
  'RewriteRules', 'RedirectRules', 'RoutingRules', '*RoutingRules.*', 'Redirects', 'Rewrites', '*.numeric',
  '*["Fn::Join"]*', 'Choices', '*Statements.*',
] as const;

// What the user wrote for programs of their own; nothing in it may be interpreted.
// prettier-ignore
const USER_DATA = [
  'Tags', 'Value', 'Variables', 'EnvironmentVariables', 'AppSettings', 'Labels', 'Annotations', 'Metadata', 'Text',
  'Message', 'Description', 'Password', 'Secret', 'Token', 'Path', 'Prefix', 'Pattern',
] as const;

// Read handlers leave secrets out, whether or not the schema marks them write-only.
// prettier-ignore
const SECRETS = [
  'Password', 'Passphrase', 'SecretString', 'Secret', 'SecretKey', 'SecretAccessKey', 'PrivateKey', 'AuthToken',
  'AccessToken', 'OAuthToken', 'ApiToken', 'ClientSecret', 'SharedSecret', 'PreSharedKey',
] as const;

const comparatorAt = (names: readonly string[], equivalence: Equivalence): Readonly<Record<string, Equivalence>> =>
  Object.fromEntries(inEverySpelling(names).map((pattern) => [pattern, equivalence]));

/**
 * Rules that hold for the resources of any cloud provider when a declaration is compared with what its API gives back:
 * only what is declared counts; what providers do to every value (case of constants, order of sets, ARNs for names,
 * JSON for text, versions in full) is no difference. What is known of a field holds in the spellings of all providers
 * (`DnsServers`, `dnsServers`, `dns_servers`, `dns-servers`). No rule here knows a resource type.
 */
export const cloudRules: DriftRuleSpec = {
  declaredOnly: true,
  emptyEqualsMissing: true,
  offEqualsMissing: true,
  keysIgnoreCase: true,
  namedElements: true,
  unordered: ['*'],
  ordered: inEverySpelling(SEQUENCES),
  opaqueMaps: inEverySpelling(USER_DATA),
  writeOnly: inEverySpelling(SECRETS),
  identities: [
    ['Namespace', 'OptionName'],
    ['namespace', 'optionName'],
    ['namespace', 'option_name'],
  ],
  comparators: {
    ...comparatorAt(['Version'], cloudEquivalences.version),
    ...comparatorAt(['Location'], cloudEquivalences.location),
    '*ocations.*': cloudEquivalences.location,
    ...comparatorAt(['Etag', 'ETag'], cloudEquivalences.version_tag),
    ...comparatorAt(
      ['LastModified', 'LastModifiedTime', 'LastModifiedDate', 'LastUpdated', 'LastUpdatedTime', 'LastUpdateTime'],
      cloudEquivalences.write_time,
    ),
  },
  globalComparators: [
    'iam_policy',
    'json',
    cloudEquivalences.arm_id,
    cloudEquivalences.self_link,
    cloudEquivalences.kms_alias,
    cloudEquivalences.replaced_characters,
    cloudEquivalences.surrounding_whitespace,
    'arn_name',
    'trailing_dot',
    'number',
    'duration',
    'cidr',
    'timestamp',
    cloudEquivalences.folded_case,
  ],
};

/** What is known of single resource types beyond their schemas: data, one entry a type. */
export type DriftProfile = Readonly<Record<string, DriftRuleSpec>>;

/**
 * Facts about AWS resource types that their schemas do not state. An entry stands here only for a reason that holds for
 * every resource of its type; the reason is written above it.
 */
export const awsProfile: DriftProfile = {
  // Attachments can be made from the role, user or group as well, and the policy then lists them all.
  'AWS::IAM::ManagedPolicy': { allowExtra: ['Roles', 'Users', 'Groups'] },
  // A trail always has an event selector; one that declares none has the default.
  'AWS::CloudTrail::Trail': { allowExtra: ['EventSelectors'] },
  // A connection always has two tunnels, however many have options.
  'AWS::EC2::VPNConnection': { allowExtra: ['VpnTunnelOptionsSpecifications'] },
  // The read API of budgets gives back the budget alone.
  'AWS::Budgets::Budget': { writeOnly: ['NotificationsWithSubscribers', 'ResourceTags'] },
  // The cluster description names the subnet group by another field, which the resource does not map back.
  'AWS::DocDB::DBCluster': { writeOnly: ['DBSubnetGroupName'] },
  // The port is reported below the read-only Endpoint.
  'AWS::Redshift::Cluster': { writeOnly: ['Port'] },
  // The namespace's read API does not say which VPC it serves.
  'AWS::ServiceDiscovery::PrivateDnsNamespace': { writeOnly: ['Vpc'] },
  // The short operators are deprecated spellings of the long ones, in which the API answers.
  'AWS::GuardDuty::Filter': {
    writeOnly: ['Eq', 'Neq', 'Gt', 'Gte', 'Lt', 'Lte'].map((operator) => `FindingCriteria.Criterion.*.${operator}`),
  },
};

/** Which rules a schema is added to. */
export interface SchemaRuleOptions {
  /** The resource type, for the profile. */
  readonly resourceType?: string;
  /** The general rules; `cloudRules` unless given. */
  readonly rules?: DriftRuleSpec;
  /** What is known of single types; `awsProfile` unless given, `{}` for none. */
  readonly profile?: DriftProfile;
}

/**
 * Turns the schema of a resource type into drift rules: read-only and write-only properties are not compared, unordered
 * lists are multisets, opaque maps are left uninterpreted, and a declared default may be missing from what runs. The
 * general rules and the entry of the type in the profile are added.
 */
export function rulesFromSchema(
  schema: ResourceSchema,
  options: SchemaRuleOptions = {},
): Either<InvalidRule, DriftRules> {
  return catchRefusal(options, () => {
    refuseMisspelled(options, ['resourceType', 'rules', 'profile'], 'an option');
    const { resourceType = '', rules = cloudRules, profile = awsProfile } = options;
    const known = Object.hasOwn(profile, resourceType) ? profile[resourceType] : undefined;
    return compileRules(known === undefined ? rules : mergeSpecs(rules, known), schema);
  });
}

/** A resource and those declared beside it, as one state holds them. */
export interface SiblingContext {
  /** The actual configuration of the resource that was compared. */
  readonly resource: unknown;
  /** The configurations of the other resources. */
  readonly siblings: readonly unknown[];
  /** The rules that both sides are compared by. */
  readonly rules?: DriftRules;
}

/**
 * Leaves out what only repeats another resource: a bucket shows the policy that a bucket-policy resource gave it. A
 * difference is an echo when nothing was declared in its place and a sibling that names this resource declares the same
 * value, whole or field by field. A value that no sibling declares stays a difference, and so does everything where the
 * context refuses to be read.
 */
export function withoutSiblingDuplicates(
  differences: readonly ConfigDifference[],
  context: SiblingContext,
): readonly ConfigDifference[] {
  return tryOr(() => {
    const names = namesOf(context.resource);
    const near = context.siblings.filter((sibling) => sibling !== context.resource && refersTo(sibling, names));
    return near.length === 0
      ? differences
      : differences.filter((difference) => !isSiblingDuplicate(difference, near, context.rules));
  }, differences);
}

function isSiblingDuplicate(
  { desiredValue, actualValue }: ConfigDifference,
  siblings: readonly unknown[],
  rules: DriftRules | undefined,
): boolean {
  if (!isEmptyValue(desiredValue) || isEmptyValue(actualValue)) return false;
  return siblings.some(
    (sibling) =>
      Object.values(sibling as Fields).some((value) => equalValues(value, actualValue, rules)) ||
      hasSameFields(sibling, actualValue, rules),
  );
}

/** Whether a sibling has every field of a block with the same value. */
function hasSameFields(sibling: unknown, block: unknown, rules: DriftRules | undefined): boolean {
  if (kindOf(block) !== 'map') return false;
  const fields = Object.entries(block as Fields).filter(([, value]) => !isEmptyValue(value));
  return (
    fields.length > 0 &&
    fields.every(
      ([key, value]) => Object.hasOwn(sibling as Fields, key) && equalValues((sibling as Fields)[key], value, rules),
    )
  );
}

// Compared under a key of its own: the rules of a place do not follow the value to another place.
function equalValues(left: unknown, right: unknown, rules: DriftRules | undefined): boolean {
  const global = rules === undefined ? undefined : rulesOfAnyPlace(rules);
  if (global !== undefined && E.isLeft(global)) return false;
  const found = compareConfigs({ value: left }, { value: right }, global?.right);
  return E.isRight(found) && found.right.length === 0;
}

const rulesOfAnyPlace = ({ spec }: DriftRules) =>
  driftRules({ emptyEqualsMissing: spec.emptyEqualsMissing ?? false, globalComparators: spec.globalComparators ?? [] });

const IDENTIFIERS = ['id', 'arn', 'name', 'bucket', 'self_link'];

const namesOf = (resource: unknown): ReadonlySet<unknown> =>
  new Set(
    kindOf(resource) === 'map'
      ? IDENTIFIERS.map((key) => (resource as Fields)[key]).filter((name) => typeof name === 'string' && name !== '')
      : [],
  );

const refersTo = (sibling: unknown, names: ReadonlySet<unknown>): boolean =>
  kindOf(sibling) === 'map' && Object.values(sibling as Fields).some((value) => names.has(value));

// Arguments of the AWS, Azure and Google providers that are sets in their schemas, or lists that the service returns in
// an order of its own. `readTerraformSchemas` says the same for every argument where the schemas are at hand.
const SETS = [
  '*security_group_ids',
  '*security_groups',
  '*subnet_ids',
  '*subnets',
  '*availability_zones',
  '*cidr_blocks',
  '*prefix_list_ids',
  '*route_table_ids',
  '*policy_arns',
  '*identity_ids',
  '*source_ranges',
  '*destination_ranges',
  '*source_tags',
  '*target_tags',
  '*source_service_accounts',
  '*target_service_accounts',
  '*ip_ranges',
  '*ip_rules',
  '*ip_addresses',
  '*address_prefixes',
  '*.members',
  '*.aliases',
  '*.scopes',
  '*.events',
  '*.actions',
  '*.not_actions',
  '*.data_actions',
  '*.not_data_actions',
  '*.zones',
  '*.instances',
  '*enabled_cluster_log_types',
  '*enabled_cloudwatch_logs_exports',
  '*_methods',
  '*_account_ids',
] as const;

// Arguments that tell Terraform how to work; no provider stores them.
const NEVER_STORED = [
  '*.apply_immediately',
  '*.skip_final_snapshot',
  '*.force_destroy',
  '*.force_delete',
  '*.force_detach_policies',
  '*.force_new_deployment',
  '*.force_overwrite_replica_secret',
  '*.force_update_version',
  '*.allow_overwrite',
  '*.allow_major_version_upgrade',
  '*.skip_destroy',
  '*.delete_automated_backups',
  '*.retain_on_delete',
  '*.wait_for_deployment',
  '*.wait_for_fulfillment',
  '*.wait_for_steady_state',
  '*.wait_for_rollout',
  '*.wait_for_load_balancer',
  '*.delete_contents_on_destroy',
  '*.force_replace',
  '*.publish',
  '*.revoke_rules_on_delete',
] as const;

const WRITE_TIMES = [
  '*last_modified',
  '*last_modified_time',
  '*last_modified_date',
  '*last_updated',
  '*last_updated_time',
  '*last_updated_date',
  '*last_update_time',
  '*updated_at',
  '*update_time',
  '*modified_at',
  '*modified_date',
] as const;

/**
 * Rules for Terraform and OpenTofu states: their SDKs write `null`, `""`, `[]` and `{}` for one and the same absence,
 * providers reformat the policies and JSON documents they store, spell the ids of Azure and the links of Google in
 * several ways, and number their answers. Values that are copied from resources beside this one are left out by
 * `withoutSiblingDuplicates` (`drift/cloud`), which needs to see those.
 */
export const terraformRules: DriftRuleSpec = {
  emptyEqualsMissing: true,
  unordered: SETS,
  comparators: {
    ...Object.fromEntries(NEVER_STORED.map((pattern) => [pattern, cloudEquivalences.never_stored])),
    ...Object.fromEntries(WRITE_TIMES.map((pattern) => [pattern, cloudEquivalences.write_time])),
    '*etag': cloudEquivalences.version_tag,
    '*location': cloudEquivalences.location,
    '*.locations.*': cloudEquivalences.location,
  },
  defaults: Object.fromEntries(NEVER_STORED.map((pattern) => [pattern, false])),
  globalComparators: ['iam_policy', 'json', cloudEquivalences.arm_id, cloudEquivalences.self_link],
};
