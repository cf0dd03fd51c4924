import type { Equivalence } from '../equivalence/equivalence.js';

// The services that keep a managed key in every account.
const SERVICES_WITH_MANAGED_KEY = new Set([
  'acm',
  'appflow',
  'appmesh',
  'athena',
  'backup',
  'cloud9',
  'codeartifact',
  'codecommit',
  'connect',
  'dax',
  'discovery',
  'dms',
  'docdb',
  'dynamodb',
  'ebs',
  'ecr',
  'eks',
  'elasticache',
  'elasticfilesystem',
  'elasticmapreduce',
  'es',
  'fsx',
  'glacier',
  'glue',
  'healthlake',
  'kafka',
  'kinesis',
  'kinesisvideo',
  'lambda',
  'lex',
  'lightsail',
  'logs',
  'memorydb',
  'mq',
  'neptune',
  'opensearch',
  'personalize',
  'rds',
  'redshift',
  'robomaker',
  's3',
  'sagemaker',
  'secretsmanager',
  'ses',
  'snowball',
  'sns',
  'sqs',
  'ssm',
  'storagegateway',
  'timestream',
  'transcribe',
  'wisdom',
  'workspaces',
  'xray',
]);
const MANAGED_ALIAS = /^(?:arn:[^:]+:kms:[^:]*:\d*:)?alias\/aws\/(\w+)$/;
const KMS_KEY = /^(?:arn:[^:]+:kms:[^:]*:\d{12}:key\/|)[\w-]{36}$/;

/**
 * The alias of a key that AWS manages (`alias/aws/sqs`) against a key, which is how several services report it. Which
 * key stands behind the alias of an account only KMS knows, so the silence is explained, not proven. Aliases that
 * people made (`alias/payments`) stay different from any key.
 */
export const kmsAlias: Equivalence = {
  name: 'kms_alias',
  relates: (desired, actual) => isAliasOf(desired, actual) || isAliasOf(actual, desired),
  recognizes: (value) => typeof value === 'string' && isManagedAlias(value),
  keyOf: (value) => (typeof value === 'string' && (isManagedAlias(value) || KMS_KEY.test(value)) ? '' : undefined),
};

const isAliasOf = (alias: unknown, key: unknown): boolean =>
  typeof alias === 'string' && typeof key === 'string' && isManagedAlias(alias) && KMS_KEY.test(key);

const isManagedAlias = (alias: string): boolean => SERVICES_WITH_MANAGED_KEY.has(MANAGED_ALIAS.exec(alias)?.[1] ?? '');
