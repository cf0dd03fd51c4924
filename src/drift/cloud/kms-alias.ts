import type { Equivalence } from '../equivalence/equivalence.js';

// The services that keep a managed key in every account.
const SERVICES = new Set([
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
const ALIAS = /^(?:arn:[^:]+:kms:[^:]*:\d*:)?alias\/aws\/(\w+)$/;
const KEY = /^(?:arn:[^:]+:kms:[^:]*:\d{12}:key\/|)[\w-]{36}$/;

/**
 * The alias of a key that AWS manages (`alias/aws/sqs`) against a key, which is how several services report it. Which
 * key stands behind the alias of an account only KMS knows, so the silence is explained, not proven. Aliases that
 * people made (`alias/payments`) stay different from any key.
 */
export const kmsAlias: Equivalence = {
  name: 'kms_alias',
  relates: (desired, actual) => isAliasOf(desired, actual) || isAliasOf(actual, desired),
  recognises: (value) => typeof value === 'string' && isManaged(value),
  keyOf: (value) => (typeof value === 'string' && (isManaged(value) || KEY.test(value)) ? '' : undefined),
};

const isAliasOf = (alias: unknown, key: unknown): boolean =>
  typeof alias === 'string' && typeof key === 'string' && isManaged(alias) && KEY.test(key);

const isManaged = (alias: string): boolean => SERVICES.has(ALIAS.exec(alias)?.[1] ?? '');
