import { AWS_DATA_SETTINGS } from './aws-data.js';
import { AWS_SETTINGS } from './aws.js';
import { AZURE_SETTINGS } from './azure.js';
import { GOOGLE_SETTINGS } from './google.js';
import { KUBERNETES_SETTINGS } from './kubernetes.js';
import {
  ABSENT,
  below,
  CLEAR_URL,
  EVERYONE,
  OFF,
  OLD_TLS,
  ON,
  type SecuritySetting,
  setting,
  words,
} from './setting.js';

/**
 * Fields that mean the same on every cloud, whatever the type of the resource; a table of a provider goes before it.
 * Sources are ids of public checks: `AVD-…` Trivy, `CKV…` Checkov, `NAME.number` AWS Security Hub (FSBP), `CIS-…`
 * the benchmarks; `DOC-…` is the documentation of the provider, where no public check asks.
 */
// prettier-ignore
const COMMON_SETTINGS: readonly SecuritySetting[] = [
  // Reachable from everywhere
  setting('*', 'publicly_accessible public_network_access public_network_access_enabled allow_blob_public_access ' +
    'endpoint_public_access allow_nested_items_to_be_public is_publicly_accessible', ON, false,
    'it can be reached from the public internet', 'AVD-AWS-0180 CKV_AWS_17 RDS.2 CKV_AZURE_59 CKV_AZURE_113',
    'critical'),
  setting('*', 'is_public', ON, false, 'it is public', 'CKV_AWS_17 CKV_AZURE_34', 'critical'),
  setting('*', 'associate_public_ip_address map_public_ip_on_launch assign_public_ip enable_public_ip', ON, false,
    'its machines get public addresses', 'AVD-AWS-0164 CKV_AWS_88 CKV_AWS_130 EC2.9 EC2.15'),
  setting('*', 'acl access_control canned_acl predefined_acl container_access_type public_access_type',
    words('public~ authenticatedread website blob container publicreadwrite allusers~'), 'private',
    'anyone can read it', 'AVD-AWS-0092 CKV_AWS_20 CKV_AWS_57 CKV_AZURE_34', 'critical'),
  setting('*', 'member members', EVERYONE, undefined, 'anyone has the role', 'AVD-GCP-0001 CKV_GCP_28 CIS-GCP-5.1',
    'critical'),
  setting('*', 'authorization_type auth_type authorization function_url_auth_type', words('none'), undefined,
    'it can be called without authorization', 'AVD-AWS-0004 CKV_AWS_59 CKV_AWS_258 CKV_AWS_309', 'critical'),
  setting('*', 'scheme load_balancing_scheme', words('internetfacing external externalmanaged'), undefined,
    'it faces the public internet', 'AVD-AWS-0053', 'critical'),
  setting('*', 'grantee.uri grant.uri uri', EVERYONE, undefined, 'anyone has access', 'AVD-AWS-0092 CKV_AWS_20',
    'critical'),
  setting('*', 'allowed_ips allowed_ip_addresses allowed_ip_ranges ip_allowlist ip_allow_list ip_whitelist allow_list '
    + 'ip_range_filter allowed_source_ranges authorized_ip_ranges trusted_ips ip_mask allowed_ip_range ' +
    'allowed_networks', EVERYONE, undefined, 'it can be reached from everywhere',
    'CKV_AZURE_210 CKV_AZURE_6 CKV_GCP_20', 'critical'),
  setting('*', 'url uri endpoint endpoint_url target_url backend_url service_url server_url callback_url redirect_uri '
    + 'webhook_url destination_url origin_url issuer_url', CLEAR_URL, undefined, 'its traffic is no longer encrypted',
    'CKV_AZURE_215 CKV_AWS_2'),
  // More rights
  setting('*', 'privileged privileged_mode', ON, false, 'it runs with more rights over its host',
    'AVD-KSV-0017 CKV_K8S_16 CKV_AWS_316 ECS.4'),
  setting('*', 'admin_user_enabled admin_enabled', ON, false, 'it has an administrator account with a password',
    'CKV_AZURE_137'),
  setting('*', 'readonly_root_filesystem read_only_root_filesystem', OFF, false,
    'its files can be changed while it runs', 'AVD-KSV-0014 CKV_K8S_22 CKV_AWS_336 ECS.5'),
  // Deletion
  setting('*', 'deletion_protection deletion_protection_enabled enable_deletion_protection disable_api_termination ' +
    'termination_protection enable_termination_protection prevent_destroy purge_protection_enabled ' +
    'delete_protection enable_purge_protection soft_delete_enabled enable_soft_delete', OFF, false,
    'it can be deleted by mistake', 'AVD-AZU-0016 CKV_AZURE_110 CKV_AWS_139 CKV_AWS_150 RDS.7'),
  // Encryption
  setting('*', 'encrypted storage_encrypted encrypt_at_rest at_rest_encryption_enabled encryption_at_rest_enabled ' +
    'encryption_enabled enable_encryption sse_enabled server_side_encryption_enabled kms_encrypted ebs_encrypted',
    OFF, false, 'its data is no longer encrypted at rest',
    'AVD-AWS-0080 AVD-AWS-0026 CKV_AWS_16 CKV_AWS_3 RDS.3 EC2.3'),
  setting('*',
    'transit_encryption_enabled https_only enable_https_traffic_only supports_https_traffic_only require_tls ' +
    'https_traffic_only_enabled ssl_enforcement_enabled require_ssl enforce_ssl enforce_https ' +
    'node_to_node_encryption', OFF, false, 'its traffic is no longer encrypted',
    'AVD-AWS-0051 AVD-AZU-0008 CKV_AWS_30 CKV_AZURE_3 CKV_GCP_6'),
  setting('*',
    'minimum_tls_version min_tls_version minimal_tls_version tls_version ssl_policy minimum_protocol_version ' +
    'min_protocol_version ssl_minimal_tls_version_enforced tls_security_policy tls_min_version ' +
    'ssl_protocol_version security_policy min_ssl_version', OLD_TLS, undefined, 'it accepts outdated versions of TLS',
    'AVD-AWS-0047 AVD-AZU-0011 CKV_AWS_103 CKV_AZURE_44 CKV_GCP_4'),
  // Public access blocks
  setting('*', 'block_public_acls block_public_policy ignore_public_acls restrict_public_buckets block_public_access',
    OFF, false, 'public access is no longer blocked',
    'AVD-AWS-0086 AVD-AWS-0087 CKV_AWS_53 CKV_AWS_54 CKV_AWS_55 CKV_AWS_56 S3.8'),
  // Records of what happens
  setting('*', 'enable_logging is_logging', OFF, false, 'less of what happens is on record',
    'CKV_AWS_251 CloudTrail.1'),
  setting('*',
    'enable_log_file_validation log_file_validation_enabled logging_enabled is_multi_region_trail enable_flow_logs',
    OFF, false, 'less of what happens is on record', 'AVD-AWS-0014 AVD-AWS-0016 CKV_AWS_36 CKV_AWS_67 CloudTrail.4'),
  // Keys and accounts
  setting('*', 'enable_key_rotation rotation_enabled', OFF, false, 'its keys are no longer rotated',
    'AVD-AWS-0065 CKV_AWS_7 KMS.4'),
  setting('*', 'mfa_delete', OFF, false, 'access to it is checked less', 'CIS-AWS-2.1.2 S3.20'),
  setting('*', 'iam_database_authentication_enabled enable_iam_database_authentication', OFF, false,
    'access to it is checked less', 'AVD-AWS-0176 CKV_AWS_161 CKV_AWS_162 RDS.10'),
  // Recovery
  setting('*', 'versioning versioning_enabled versioning_configuration.status versioning.enabled', OFF, false,
    'its older versions are no longer kept', 'AVD-AWS-0090 CKV_AWS_21 S3.14'),
  setting('*', 'backup_retention_period', below(1), 1, 'it is no longer backed up', 'AVD-AWS-0077 CKV_AWS_133 RDS.11'),
  setting('*', 'server_side_encryption_configuration bucket_encryption encryption_configuration', ABSENT, undefined,
    'its data is no longer encrypted as declared', 'AVD-AWS-0088 CKV_AWS_19 S3.4'),
];

/** Every setting that is known, the providers' own before the common ones. */
export const SECURITY_SETTINGS: readonly SecuritySetting[] = [
  ...AWS_SETTINGS,
  ...AWS_DATA_SETTINGS,
  ...AZURE_SETTINGS,
  ...GOOGLE_SETTINGS,
  ...KUBERNETES_SETTINGS,
  ...COMMON_SETTINGS,
];
