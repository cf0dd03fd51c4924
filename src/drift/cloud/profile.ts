import type { DriftRuleSpec } from '../rules/spec.js';

/** What is known of single resource types beyond their schemas: data, one entry a type. */
export type DriftProfile = Readonly<Record<string, DriftRuleSpec>>;

/**
 * Facts about AWS resource types that their schemas do not state. An entry stands here only for a reason that holds for
 * every resource of its type; the reason is written above it.
 */
export const awsProfile: DriftProfile = {
  // Attachments can be made from the role, user or group as well, and the policy then lists them all.
  'AWS::IAM::ManagedPolicy': { open: ['Roles', 'Users', 'Groups'] },
  // A trail always has an event selector; one that declares none has the default.
  'AWS::CloudTrail::Trail': { open: ['EventSelectors'] },
  // A connection always has two tunnels, however many have options.
  'AWS::EC2::VPNConnection': { open: ['VpnTunnelOptionsSpecifications'] },
  // The read API of budgets gives back the budget alone.
  'AWS::Budgets::Budget': { unreadable: ['NotificationsWithSubscribers', 'ResourceTags'] },
  // The cluster description names the subnet group by another field, which the resource does not map back.
  'AWS::DocDB::DBCluster': { unreadable: ['DBSubnetGroupName'] },
  // The port is reported below the read-only Endpoint.
  'AWS::Redshift::Cluster': { unreadable: ['Port'] },
  // The namespace's read API does not say which VPC it serves.
  'AWS::ServiceDiscovery::PrivateDnsNamespace': { unreadable: ['Vpc'] },
  // The short operators are deprecated spellings of the long ones, in which the API answers.
  'AWS::GuardDuty::Filter': {
    unreadable: ['Eq', 'Neq', 'Gt', 'Gte', 'Lt', 'Lte'].map((operator) => `FindingCriteria.Criterion.*.${operator}`),
  },
};
