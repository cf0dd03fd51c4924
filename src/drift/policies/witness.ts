import { compareText } from '../plain-data.js';
import type { IamPolicy, IamStatement, Named } from './iam-document.js';
import { allows, isLike, type PolicyRequest } from './iam-evaluation.js';
import type { IamSpace } from './iam-space.js';
import { fill } from './iam-variables.js';
import { requestFinder, type Work } from './search.js';

/**
 * Requests that people know, in place of the shortest ones: `s3:GetObject` where any action of S3 would do, and a path
 * where an empty one would; and whether it matters who asks.
 */

/** Actions that tell most about a power, the gravest first. */
const FAMILIAR_ACTIONS = [
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
  for (const action of actionsLike(verbs, pattern)) {
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

const MAX_TRIED = 12;

/** Actions of a pattern, those that the resource's service has where it names one. */
function actionsLike(pattern: string | undefined, resource: string | undefined): readonly string[] {
  if (pattern !== undefined && !/[*?]/.test(pattern)) return [pattern];
  const [, service] = /^arn:[^:]*:([a-z][a-z0-9-]*):/.exec(resource ?? '') ?? [];
  const familiar = FAMILIAR_ACTIONS.filter(
    (action) =>
      (service === undefined || action.startsWith(`${service}:`)) &&
      (pattern === undefined || isLike(pattern, action, true)),
  ).slice(0, MAX_TRIED);
  if (pattern === undefined) return familiar;
  const [name, verb] = pattern.split(':');
  return [...familiar, exampleOf(verb === undefined ? `${service ?? name}:${name}` : pattern)];
}

/** Keys that say who asks or from where: with one of them in the way, everyone is not everyone. */
const LIMITING = new RegExp(
  [
    '^aws:(?:source|principal|userid|username|federated|calledvia|viaaws|vpc)',
    ':(?:sub|aud|oub|amr)$',
    '^(?:sts:externalid|kms:calleraccount|kms:viaservice)',
  ].join('|'),
  'i',
);

/** Values of callers whom no policy has in mind: where any of a key's own passes, the key limits nobody. */
const OUTSIDERS = [
  'arn:aws:iam::907853261420:role/outsider',
  '907853261420',
  'o-outsider00',
  'vpc-0e0f1a2b3c4d5e6f7',
  'vpce-0e0f1a2b3c4d5e6f7',
  'repo:outsider/outsider:ref:refs/heads/outsider',
  'outsider',
  'false',
];
/** Addresses all over the internet, of IPv4 and of IPv6: all of a family have to pass. */
const ADDRESSES = [
  ['1.1.7.9', '31.64.3.8', '77.3.90.2', '99.120.4.1', '130.11.8.2', '163.44.2.9', '198.20.8.7', '213.99.4.5'],
  ['2001:4860::77', '2400:cb00::9', '2600:1f00::5', '2a02:26f0::1', '2c0f:fb50::3'],
];
/** Providers of identities that anybody can have. */
const OPEN_PROVIDERS =
  /(?:oidc-provider\/|^)(?:token\.actions\.githubusercontent\.com|gitlab\.com|app\.terraform\.io)$/;

/** Whether a request may come from anyone anywhere: it is a witness whatever the keys say that tell callers apart. */
export function isFromAnyone(request: PolicyRequest, isWitness: (request: PolicyRequest) => boolean): boolean {
  const { principal, context = {} } = request;
  const provider = typeof principal === 'object' ? (principal['Federated'] ?? '') : '';
  if (principal !== '*' && !OPEN_PROVIDERS.test(provider)) return false;
  let tried = request;
  for (const key of Object.keys(context)) {
    // Whoever asks chooses whom the token is for.
    if (!LIMITING.test(key) || (provider !== '' && key.endsWith(':aud'))) continue;
    const isWithin = (value: string): boolean => isWitness({ ...tried, context: { ...tried.context, [key]: value } });
    const others = /^aws:sourceip$/i.test(key)
      ? ADDRESSES.find((family) => family.every(isWithin))?.slice(0, 1)
      : OUTSIDERS.filter(isWithin);
    if (others?.[0] === undefined) return false;
    tried = { ...tried, context: { ...tried.context, [key]: others[0] } };
  }
  return true;
}

/** A context without the keys that tell callers apart. */
export const withoutCallers = (context: NonNullable<PolicyRequest['context']>): NonNullable<PolicyRequest['context']> =>
  Object.fromEntries(Object.entries(context).filter(([key]) => !LIMITING.test(key)));

/** A request that one of two policies lets through and the other does not. */
export interface WitnessRequest extends PolicyRequest {
  /**
   * The statement that lets it through, by its place, with the patterns that match; a statement with `NotAction` has
   * none.
   */
  readonly grant: { readonly statement: number; readonly action?: string; readonly resource?: string };
  /** Set where it matters neither who asks nor from where. */
  readonly anyone?: true;
}

const MAX_PATTERNS = 48;
const STEPS_A_REPLAY = 4;

/** The requests that one policy lets through and another does not, one for each pattern of each statement. */
export class Witnesses {
  readonly #yes: IamPolicy;
  readonly #no: IamPolicy;
  readonly #ofDenials: boolean;
  readonly #found = new Map<string, WitnessRequest>();
  #patterns = 0;
  /** Whether there may be others that were not found. */
  isOpen = false;

  /** `ofDenials`: the examples are those of each Deny that is gone, not of each Allow that came. */
  constructor(yes: IamPolicy, no: IamPolicy, ofDenials: boolean) {
    this.#yes = yes;
    this.#no = no;
    this.#ofDenials = ofDenials;
  }

  /** Those whom no statement names come first, then by action and resource. */
  get list(): readonly WitnessRequest[] {
    return [...this.#found]
      .sort(([a, x], [b, y]) => Number(y.principal === '*') - Number(x.principal === '*') || compareText(a, b))
      .map(([, witness]) => witness);
  }

  /** Looks in a space in which the policy is the one at `index` of two. */
  collect(space: IamSpace, index: 0 | 1, work: Work): void {
    this.isOpen ||= !space.isComplete;
    const [yes, no] = [space.rules[index]!, space.rules[1 - index]!];
    const find = requestFinder(yes, no, space.space, work);
    const [{ statements }, rules] = this.#ofDenials ? [this.#no, no] : [this.#yes, yes];
    for (const [i, statement] of statements.entries()) {
      if (statement.allow === this.#ofDenials || this.#patterns > MAX_PATTERNS) continue;
      if (work.isSpent) {
        this.isOpen = true;
        return;
      }
      const { box } = rules[i]!;
      const unnamed = space.anyone === 0n ? undefined : find([box[0]! & space.anyone, ...box.slice(1)]);
      const { found, open } = unnamed?.found === undefined ? find(box) : unnamed;
      this.isOpen ||= open;
      if (found !== undefined) this.#add(space.requestAt(found), statement, work);
    }
  }

  /**
   * An example for each pair of patterns that gained something as a whole; the request itself where there is no such
   * pair.
   */
  #add(request: PolicyRequest, statement: IamStatement, work: Work): void {
    const steps = STEPS_A_REPLAY * (this.#yes.statements.length + this.#no.statements.length);
    const isWitness = (one: PolicyRequest): boolean =>
      allows(this.#yes, one) === true && allows(this.#no, one) === false;
    if (!isWitness(request)) {
      this.isOpen = true;
      return;
    }
    let count = 0;
    for (const patterns of patternsOf(statement)) {
      this.#patterns += 1;
      if (this.#patterns > MAX_PATTERNS || work.isSpent) break;
      const plain = plainest(request, patterns, (one) => work.take(steps) && isWitness(one));
      if (plain === undefined) continue;
      count += 1;
      this.#keep(plain, statement, patterns, isFromAnyone(plain, isWitness));
    }
    if (count > 0) return;
    this.#keep(request, statement, matchingPatterns(statement, request), isFromAnyone(request, isWitness));
  }

  #keep(
    { principal, action, resource, context }: PolicyRequest,
    { index }: IamStatement,
    patterns: Patterns,
    isAnyone: boolean,
  ): void {
    const text = JSON.stringify([principal ?? '', action, resource, context ?? {}]);
    const grant = {
      statement: index,
      ...(patterns.action === undefined ? {} : { action: patterns.action }),
      ...(patterns.resource === undefined ? {} : { resource: patterns.resource }),
    };
    const witness = {
      ...(principal === undefined ? {} : { principal }),
      action,
      resource,
      ...(context === undefined ? {} : { context }),
      grant,
      ...(isAnyone ? ({ anyone: true } as const) : {}),
    };
    if (!this.#found.has(text)) this.#found.set(text, witness);
  }
}

/** The pairs of an action and a resource pattern of a statement, as far as they are looked at. */
function patternsOf({ actions, resources }: IamStatement): readonly Patterns[] {
  const few = (named: Named<string> | undefined) => membersOf(named).slice(0, MAX_PATTERNS);
  const [verbs, objects] = [few(actions), few(resources.find(({ not }) => !not))];
  return objects.flatMap((resource) => verbs.map((action): Patterns => ({ action, resource })));
}

const membersOf = (named: Named<string> | undefined): readonly (string | undefined)[] =>
  named === undefined || named.not || named.members.length === 0 ? [undefined] : [...new Set(named.members)];

const matchingPatterns = ({ actions, resources }: IamStatement, request: PolicyRequest): Patterns => ({
  action: membersOf(actions).find((pattern) => isLike(pattern, request.action, true)),
  resource: membersOf(resources.find(({ not }) => !not)).find((pattern) => isLike(pattern, request.resource)),
});
