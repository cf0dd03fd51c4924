import type { DriftRuleSpec } from '../rule-spec.js';
import { cloudEquivalences } from './equivalences.js';

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
