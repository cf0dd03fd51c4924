import { isLike, type PolicyRequest } from './iam-evaluation.js';
import { fill } from './iam-variables.js';

/**
 * Requests that people know, in place of the shortest ones: `s3:GetObject` where any action of S3 would do, and a path
 * where an empty one would.
 */

/** Actions that tell most about a power, the gravest first. */
export const FAMILIAR_ACTIONS = [
  'iam:PassRole',
  'iam:CreateAccessKey',
  'iam:AttachRolePolicy',
  'iam:PutRolePolicy',
  'iam:CreatePolicyVersion',
  'iam:CreateUser',
  'iam:DeleteUser',
  'iam:UpdateAssumeRolePolicy',
  'sts:AssumeRole',
  's3:GetObject',
  's3:PutObject',
  's3:DeleteObject',
  's3:PutBucketPolicy',
  's3:DeleteBucket',
  's3:ListBucket',
  'secretsmanager:GetSecretValue',
  'ssm:GetParameter',
  'ssm:SendCommand',
  'kms:Decrypt',
  'kms:ScheduleKeyDeletion',
  'ec2:RunInstances',
  'ec2:TerminateInstances',
  'ec2:StopInstances',
  'ec2:AuthorizeSecurityGroupIngress',
  'ec2:DescribeInstances',
  'lambda:InvokeFunction',
  'lambda:UpdateFunctionCode',
  'lambda:CreateFunction',
  'dynamodb:GetItem',
  'dynamodb:PutItem',
  'dynamodb:DeleteTable',
  'rds:DeleteDBInstance',
  'sqs:SendMessage',
  'sqs:ReceiveMessage',
  'sns:Publish',
  'organizations:LeaveOrganization',
  'cloudtrail:StopLogging',
  'logs:GetLogEvents',
  'ecr:BatchGetImage',
] as const;

const EXAMPLE = 'example';

/** A text of a pattern: a word for every run, a letter for every single character. */
export const exampleOf = (pattern: string): string =>
  pattern.replace(
    /\$\{([*?$])\}|\*+|\?/g,
    (part, escaped: string | undefined) => escaped ?? (part === '?' ? 'x' : EXAMPLE),
  );

/** An ARN of a service's resources that stands for any. */
const anyResource = (action: string): string => `arn:aws:${action.split(':')[0]!.toLowerCase()}:::${EXAMPLE}`;

/** Whether a resource stands for all that a pattern matches, and for nothing in particular. */
export const standsFor = (resource: string, pattern: string | undefined, action: string): boolean =>
  pattern !== undefined && (resource === exampleOf(pattern) || (pattern === '*' && resource === anyResource(action)));

/** The patterns of a statement that a request matches; undefined for an element that names none. */
export interface Patterns {
  readonly action: string | undefined;
  readonly resource: string | undefined;
}

/**
 * The plainest of the requests that stand for some patterns and of which `isWitness` holds; undefined where it holds of
 * none.
 */
export function plainest(
  request: PolicyRequest,
  { action: verbs, resource: objects }: Patterns,
  isWitness: (request: PolicyRequest) => boolean,
): PolicyRequest | undefined {
  const pattern = objects && (fill(objects, (key) => valueOf(request, key)) ?? objects);
  for (const action of actionsLike(verbs)) {
    const resource = pattern === undefined || pattern === '*' ? anyResource(action) : exampleOf(pattern);
    const plain = { ...request, action, resource };
    if (isWitness(plain)) return plain;
  }
  return undefined;
}

function valueOf({ context = {} }: PolicyRequest, key: string): string | undefined {
  const found = Object.entries(context).find(([name]) => name.toLowerCase() === key)?.[1];
  return typeof found === 'string' ? found : found?.[0];
}

function actionsLike(pattern: string | undefined): readonly string[] {
  if (pattern === undefined) return FAMILIAR_ACTIONS.slice(0, 3);
  if (!/[*?]/.test(pattern)) return [pattern];
  const familiar = FAMILIAR_ACTIONS.filter((action) => isLike(pattern, action, true)).slice(0, 4);
  return [...familiar, exampleOf(pattern)];
}
