import type { DriftSeverity } from '../model/drift-record.js';
import { tryOr } from '../plain-data.js';
import type { PolicyRequest } from './iam-evaluation.js';
import type { PowerComparison } from './power-comparison.js';
import { standsFor, withoutCallers, type WitnessRequest } from './witness.js';

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
  const worst = critical ?? gained[0];
  if (worst !== undefined)
    return {
      severity: critical === undefined ? 'security' : 'critical',
      sentence: sentenceOf(worst, 'may now', gained.length),
    };
  if (relation !== 'narrower')
    return { severity: 'security', sentence: undecided ?? 'more may be allowed than was declared' };
  const [first] = lost;
  return {
    severity: 'functional',
    sentence: first === undefined ? (undecided ?? 'less is allowed') : sentenceOf(first, 'may no longer', lost.length),
  };
}

/** The same of what is denied, whatever else allows: a Deny that is gone may open what other policies allow. */
export function severityOfDenials({ relation, gained, lost, undecided }: PowerComparison): PowerSeverity {
  if (relation === 'equal') return { severity: undefined, sentence: 'both sides deny the same' };
  if (relation === 'narrower')
    return {
      severity: 'functional',
      sentence: lost[0] === undefined ? 'more is denied' : sentenceOf(lost[0], 'is now denied', lost.length),
    };
  const sentence =
    gained[0] === undefined
      ? (undecided ?? 'less is denied than was declared')
      : sentenceOf(gained[0], 'is no longer denied', gained.length);
  return { severity: 'security', sentence };
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

const isForEveryone = (request: Request): boolean =>
  'grant' in request
    ? request.anyone === true
    : typeof request.principal === 'string' &&
      EVERYONE.has(request.principal) &&
      !Object.hasOwn(request.context ?? {}, 'through');

/** Actions of AWS that give power to whoever has them. */
const ADMINISTRATION = new RegExp(
  [
    '^\\*(?::\\*)?$',
    '^(?:iam|organizations|sso|sso-admin|account):\\*$',
    '^iam:(?:passrole|create(?:user|role|accesskey|loginprofile|policyversion)|(?:attach|put)\\w*policy)$',
    '^iam:(?:update(?:assumerolepolicy|loginprofile)|addusertogroup|setdefaultpolicyversion)$',
    '^lambda:updatefunctioncode$',
  ].join('|'),
  'i',
);

/** The same of other systems, as `action on resource`. */
const OTHER_ADMINISTRATION = new RegExp(
  [
    '^(?:escalate|bind) on (?:cluster)?roles|^impersonate on (?:users|groups|serviceaccounts)',
    '^microsoft\\.authorization/(?:\\*|roleassignments/write|roledefinitions/write|elevateaccess/action) ',
    '^use the role (?:owner|user access administrator|role based access control administrator) ',
    '^use on the role clusterrole (?:cluster-admin|admin|edit)$',
    '^roles/(?:owner|editor|resourcemanager\\.\\w*admin|iam\\.(?:securityadmin|roleadmin)) ',
    '^roles/iam\\.serviceaccount(?:tokencreator|keyadmin|user) ',
    '^[\\w.]*\\.setiampolicy |^iam\\.serviceaccounts\\.(?:actas|getaccesstoken|signblob|signjwt) ',
  ].join('|'),
  'i',
);

function isAdministration(request: Request): boolean {
  const { action, resource } = request;
  if (!('grant' in request)) return OTHER_ADMINISTRATION.test(`${action} on ${resource}`);
  const { action: pattern = '', resource: place = '*' } = request.grant;
  // A policy of a resource, or one about whoever asks, gives no power over others.
  if (request.principal !== undefined || place.includes('${aws:')) return false;
  if (/^sts:assumerole$/i.test(action)) return ALL_OF_A_KIND.test(place);
  return SERVICES_OF_POWER.test(place) && (ADMINISTRATION.test(action) || ADMINISTRATION.test(pattern));
}

const SERVICES_OF_POWER = /^\*|^arn:[^:]*:(?:\*|iam|sts|sso|organizations|account|lambda)/;

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

/** Whether data is gained wherever it lies, and so that of others too. A policy of a resource is about that one. */
const isAllData = (request: Request): boolean =>
  'grant' in request
    ? request.principal === undefined && DATA.test(request.action) && ALL_OF_A_KIND.test(request.grant.resource ?? '')
    : /^secrets(?:$|\/$)/.test(request.resource) &&
      /^(?:get|list|watch|\*)$/.test(request.action) &&
      typeof request.principal === 'string';

function sentenceOf(request: Request, verb: string, count: number): string {
  const { principal, action, resource } = request;
  const context = isForEveryone(request) ? withoutCallers(request.context ?? {}) : (request.context ?? {});
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
