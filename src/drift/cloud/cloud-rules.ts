import type { Either } from '../../prelude.js';
import type { Equivalence } from '../equivalence/equivalence.js';
import type { InvalidRule } from '../errors.js';
import {
  catchRefusal,
  compileRules,
  type DriftRules,
  type DriftRuleSpec,
  mergeSpecs,
  type ResourceSchema,
} from '../rules.js';
import { cloudEquivalences } from './equivalences.js';
import { inEverySpelling } from './spellings.js';

// Lists that say in which order things happen or are tried. Every other list of a cloud resource is a set in the dress
// of a list: providers give such lists back in an order of their own.
const SEQUENCES = [
  'Command',
  'CommandLine',
  'Cmd',
  'EntryPoint',
  'Args',
  'Arguments',
  'ArgumentList',
  '*Options.Arguments',
  'Stages',
  'Steps',
  'Phases',
  'Sequence',
  'Pipeline',
  'Chain',
  'Actions',
  'Tasks',
  'Operations',
  'Layers',
  'Functions',
  'Processors',
  'Transformers',
  'Transforms',
  'Transformations',
  'Parsers',
  'Columns',
  'PartitionKeys',
  'SortKeys',
  'SortColumns',
  'KeySchema',
  'OrderBy',
  'Ordering',
  'CacheBehaviors',
  'Behaviors',
  'TerminationPolicies',
  'Overrides',
  'Fallbacks',
  '*Failover*',
  '*Precedence*',
  'Order',
  'Priorities',
  'PriorityList',
  'ComputeEnvironmentOrder',
  'DnsServers',
  'NameServers',
  'DomainNameServers',
  'NtpServers',
  'SearchDomains',
  'DnsSearchDomains',
  'CustomRules',
  'RewriteRules',
  'RedirectRules',
  'RoutingRules',
  '*RoutingRules.*',
  'Redirects',
  'Rewrites',
  '*.numeric',
  '*["Fn::Join"]*',
  'Choices',
  '*Statements.*',
] as const;

// What the user wrote for programs of their own; nothing in it may be interpreted.
const USER_DATA = [
  'Tags',
  'Value',
  'Variables',
  'EnvironmentVariables',
  'AppSettings',
  'Labels',
  'Annotations',
  'Metadata',
  'Text',
  'Message',
  'Description',
  'Password',
  'Secret',
  'Token',
  'Path',
  'Prefix',
  'Pattern',
] as const;

// Read handlers leave secrets out, whether or not the schema marks them write-only.
const SECRETS = [
  'Password',
  'Passphrase',
  'SecretString',
  'Secret',
  'SecretKey',
  'SecretAccessKey',
  'PrivateKey',
  'AuthToken',
  'AccessToken',
  'OAuthToken',
  'ApiToken',
  'ClientSecret',
  'SharedSecret',
  'PreSharedKey',
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
    const { resourceType = '', rules = cloudRules, profile = awsProfile } = options;
    const known = Object.hasOwn(profile, resourceType) ? profile[resourceType] : undefined;
    return compileRules(known === undefined ? rules : mergeSpecs(rules, known), schema);
  });
}
