import type { DriftRuleSpec } from './spec.js';

// Lists that say in which order things happen or are tried. Every other list of a cloud resource is a set in the dress
// of a list: providers give such lists back in an order of their own.
const SEQUENCES = [
  '*Command', '*CommandLine', '*Cmd', '*EntryPoint', '*Args', '*Arguments', '*ArgumentList', '*Options.Arguments',
  '*Stages', '*Steps', '*Phases', '*Sequence', '*Pipeline', '*Chain', '*Actions', '*Tasks', '*Operations',
  '*Layers', '*Functions', '*Processors', '*Transformers', '*Transforms', '*Transformations', '*Parsers',
  '*Columns', '*PartitionKeys', '*SortKeys', '*SortColumns', '*KeySchema', '*OrderBy', '*Ordering',
  '*CacheBehaviors', '*Behaviors', '*TerminationPolicies', '*Overrides', '*Fallbacks', '*Failover*', '*Precedence*',
  '*Order', '*Priorities', '*PriorityList', '*ComputeEnvironmentOrder',
  '*DnsServers', '*NameServers', '*DomainNameServers', '*NtpServers', '*SearchDomains', '*DnsSearchDomains',
  '*CustomRules', '*RewriteRules', '*RedirectRules', '*RoutingRules', '*RoutingRules.*', '*Redirects', '*Rewrites',
  '*.numeric', '*["Fn::Join"]*', '*Choices', '*Statements.*',
] as const;

// What the user wrote for programs of their own; nothing in it may be interpreted.
const USER_DATA = [
  '*Tags', '*.Value', '*Value', '*Variables', '*Labels', '*Annotations', '*Metadata', '*Text', '*Message',
  '*Description', '*Password', '*Secret', '*Token', '*Path', '*Prefix', '*Pattern',
] as const;

// Read handlers leave secrets out, whether or not the schema marks them write-only.
const SECRETS = [
  '*Password', '*Passphrase', '*SecretString', '*Secret', '*SecretKey', '*SecretAccessKey', '*PrivateKey', '*AuthToken',
  '*AccessToken', '*OAuthToken', '*ApiToken', '*ClientSecret', '*SharedSecret', '*PreSharedKey',
] as const;

/**
 * Rules that hold for the resources of any cloud provider when a declaration is compared with what its API gives back:
 * only what is declared counts; what providers do to every value (case of constants, order of sets, ARNs for names,
 * JSON for text, versions in full) is no difference. No rule here knows a resource type.
 */
export const cloudRules: DriftRuleSpec = {
  declaredOnly: true,
  emptyEqualsMissing: true,
  offEqualsMissing: true,
  keysIgnoreCase: true,
  namedElements: true,
  unordered: ['*'],
  ordered: SEQUENCES,
  freeForm: USER_DATA,
  unreadable: SECRETS,
  identities: [['Namespace', 'OptionName']],
  comparators: { '*Version': 'version' },
  everywhere: [
    'iam_policy', 'json', 'kms_alias', 'lost_characters', 'outer_space', 'arn_name', 'trailing_dot', 'number', 'duration',
    'cidr', 'timestamp', 'folded_case',
  ],
};
