import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';
import { type DriftError, unreadableConfig } from '../errors.js';
import type { DriftSeverity } from '../model/drift-record.js';
import { isObject, tryOr } from '../plain-data.js';
import type { PolicyComparison, WitnessRequest } from './compare-policies.js';
import type { GrantComparison, GrantRequest } from './grants.js';
import type { PolicyRequest } from './iam-evaluation.js';
import { standsFor } from './witness.js';

/** How much a change in power matters, and the change in one sentence. */
export interface PowerSeverity {
  /** `undefined` where both sides let the same through: nothing to report. */
  readonly severity: DriftSeverity | undefined;
  /** The gravest example, in one line without an end. */
  readonly sentence: string;
}

type Request = PolicyRequest | WitnessRequest;

/**
 * How severe a change in power is: `critical` where everyone, the power to give power, or all data of a kind is gained,
 * `security` where anything else is gained or may be, `functional` where power is only lost, silent where nothing
 * changed. The sentence names the gravest example: "anyone may now s3:GetObject on arn:aws:s3:::b/private/*".
 */
export function severityOfPowers(comparison: PowerComparison): PowerSeverity {
  return tryOr(() => judgePowers(comparison), { severity: 'security', sentence: 'the comparison cannot be read' });
}

function judgePowers({ relation, gained, lost, undecided }: PowerComparison): PowerSeverity {
  if (relation === 'equal') return { severity: undefined, sentence: 'both sides allow the same' };
  const critical = gained.find(isForEveryone) ?? gained.find(isAdministration) ?? gained.find(isAllData);
  const [first] = gained;
  if (critical !== undefined) return { severity: 'critical', sentence: sentenceOf(critical, 'may now', gained.length) };
  if (first !== undefined) return { severity: 'security', sentence: sentenceOf(first, 'may now', gained.length) };
  if (relation !== 'narrower')
    return { severity: 'security', sentence: undecided ?? 'more may be allowed than was declared' };
  return {
    severity: 'functional',
    sentence:
      lost[0] === undefined ? (undecided ?? 'less is allowed') : sentenceOf(lost[0], 'may no longer', lost.length),
  };
}

const EVERYONE: ReadonlySet<string> = new Set([
  '*',
  'anywhere',
  'allUsers',
  'allAuthenticatedUsers',
  'Group system:unauthenticated',
  'Group system:authenticated',
  'User system:anonymous',
]);

/** Keys that say who asks or from where: with one of them in the way, everyone is not everyone. */
const LIMITING = new RegExp(
  [
    '^aws:(?:source|principal|user|federated|calledvia|viaaws|vpc)',
    ':(?:sub|aud|oub|amr)$',
    '^(?:sts:externalid|kms:calleraccount|kms:viaservice)',
  ].join('|'),
  'i',
);

const isForEveryone = ({ principal, context = {} }: Request): boolean =>
  typeof principal === 'string' &&
  EVERYONE.has(principal) &&
  !Object.keys(context).some((key) => LIMITING.test(key) || key === 'through');

/** Actions that give power to whoever has them, in each of the systems. */
const ADMINISTRATION = new RegExp(
  [
    '^\\*$',
    '^\\*:\\*$',
    '^iam:(?:\\*|passrole|create(?:user|role|accesskey|loginprofile|policyversion)|(?:attach|put)\\w*policy)$',
    '^iam:(?:update(?:assumerolepolicy|loginprofile)|addusertogroup|setdefaultpolicyversion)$',
    '^(?:organizations|sso|sso-admin|account):\\*$',
    '^lambda:updatefunctioncode$',
    '^sts:assumerole$',
    '^(?:escalate|bind|impersonate)$',
    '^microsoft\\.authorization/(?:\\*|roleassignments/write|roledefinitions/write|elevateaccess/action)$',
    '^use the role (?:owner|user access administrator|role based access control administrator)$',
    '^roles/(?:owner|editor|resourcemanager\\.\\w*admin|iam\\.(?:securityadmin|roleadmin))$',
    '^roles/iam\\.serviceaccount(?:tokencreator|keyadmin|user)$',
    '\\.setiampolicy$',
    '^iam\\.serviceaccounts\\.(?:actas|getaccesstoken|signblob|signjwt)$',
  ].join('|'),
  'i',
);

const isAdministration = (request: Request): boolean =>
  ADMINISTRATION.test(request.action) || ('grant' in request && ADMINISTRATION.test(request.grant.action ?? ''));

const DATA = new RegExp(
  [
    '^s3:(?:get|put|delete)object',
    '^secretsmanager:getsecretvalue|^ssm:getparameter|^kms:decrypt',
    '^dynamodb:(?:getitem|query|scan)|^sqs:receivemessage|^(?:rds-data|redshift-data|athena):',
  ].join('|'),
  'i',
);

/**
 * `*`, `arn:aws:s3:::*`, `arn:aws:s3:::*\/*`, `arn:aws:dynamodb:*:*:table/*`; `arn:aws:s3:::bucket/*` is one bucket.
 */
const ALL_OF_A_KIND = /^(?:\*|arn:[\w*-]+:[\w*-]+:[\w*-]*:[\d*]*:(?:\*|\*\/\*|(?<!:s3:::)\w+[:/]\*))$/;

/** Whether data is gained wherever it lies, and so that of others too. */
const isAllData = (request: Request): boolean =>
  ('grant' in request && DATA.test(request.action) && ALL_OF_A_KIND.test(request.grant.resource ?? '')) ||
  (/^secrets(?:$|\/$)/.test(request.resource) &&
    /^(?:get|list|watch|\*)$/.test(request.action) &&
    typeof request.principal === 'string');

function sentenceOf(request: Request, verb: string, count: number): string {
  const { principal, action, resource, context = {} } = request;
  const pattern = 'grant' in request ? request.grant.resource : undefined;
  const object =
    pattern !== undefined && standsFor(resource, pattern, action)
      ? pattern === '*'
        ? 'every resource'
        : pattern
      : resource;
  const conditions = Object.entries(context).map(
    ([key, value]) => `${key} ${typeof value === 'string' ? value || '""' : value.join(' and ')}`,
  );
  const more = count > 1 ? `, and ${count - 1} more like it` : '';
  const where = conditions.length === 0 ? '' : ` (${shorten(conditions.join(', '))})`;
  return `${shorten(whoIs(principal))} ${verb} ${shorten(action)} on ${shorten(object)}${where}${more}`;
}

function whoIs(principal: Request['principal']): string {
  if (principal === undefined) return 'whoever has the policy';
  if (typeof principal === 'object')
    return Object.entries(principal)
      .map(([kind, text]) => `${kind} ${text}`)
      .join();
  const [, account] = /^arn:aws:iam::(\d{12}):root$/.exec(principal) ?? [];
  return account === undefined
    ? EVERYONE.has(principal) && /^(?:\*|anywhere|allUsers)$/.test(principal)
      ? 'anyone'
      : principal
    : `account ${account}`;
}

const MAX_TEXT = 120;

/** One line of a bounded length. */
function shorten(text: string): string {
  const line = text.slice(0, MAX_TEXT + 1).replace(/\s+/g, ' ');
  return line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT - 1)}…` : line;
}

/** What changed in power in a system that is not AWS IAM: the same answer, with requests in the words of the system. */
export interface PowerComparison extends Omit<PolicyComparison, 'gained' | 'lost'> {
  /** Requests that only the actual side lets through. */
  readonly gained: readonly PolicyRequest[];
  /** Requests that only the declared side lets through. */
  readonly lost: readonly PolicyRequest[];
}

export const listOf = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

export const textsOf = (value: unknown): readonly string[] =>
  listOf(value).filter((member) => typeof member === 'string');

/** A comparison with its requests in the words of their system; those that read the same are given once. */
export function toPowers(
  comparison: GrantComparison,
  requestOf: (request: GrantRequest) => PolicyRequest,
): PowerComparison {
  const once = (requests: readonly GrantRequest[]): readonly PolicyRequest[] => [
    ...new Map(requests.map(requestOf).map((request) => [JSON.stringify(request), request])).values(),
  ];
  return { ...comparison, gained: once(comparison.gained), lost: once(comparison.lost) };
}

/** Compares two sides given as data or as JSON text; a side that is nothing at all grants nothing. */
export function tryCompare(
  desired: unknown,
  actual: unknown,
  compare: (desired: unknown, actual: unknown) => PowerComparison,
): Either<DriftError, PowerComparison> {
  try {
    const sides: unknown[] = [];
    for (const [path, value] of [
      ['desired', desired],
      ['actual', actual],
    ] as const) {
      const document: unknown = typeof value === 'string' ? JSON.parse(value) : (value ?? []);
      if (!isObject(document))
        return E.left(
          unreadableConfig({ path, reason: `expected permissions as data or JSON text, got ${show(value)}` }),
        );
      sides.push(document);
    }
    return E.right(compare(sides[0], sides[1]));
  } catch (cause) {
    return E.left(
      unreadableConfig({ path: '', reason: 'reading permissions failed; expected plain data or JSON text' }, cause),
    );
  }
}
