import { holdsOf, termOf } from './iam-conditions.js';
import {
  type IamCondition,
  type IamPolicy,
  type IamPrincipal,
  type IamStatement,
  isAmong,
  type Named,
} from './iam-document.js';
import { fill } from './iam-variables.js';
import { contains } from './languages.js';
import { wildcardPattern } from './patterns.js';
import { holdsValue } from './values.js';

/** One request that a policy is asked about. */
export interface PolicyRequest {
  /** An ARN, an account, `*` for somebody whom no policy names, or `{ Service: 'ec2.amazonaws.com' }`. */
  readonly principal?: string | Readonly<Record<string, string>>;
  /** What is done: `s3:GetObject`. */
  readonly action: string;
  /** To what it is done: an ARN, or the name of the system asked about. */
  readonly resource: string;
  /** The condition keys that are there, with their values. */
  readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * Whether a policy by itself lets a request through: some Allow matches and no Deny does. Undefined where that depends
 * on a condition operator that is not known. Method: "Policy evaluation logic", AWS IAM user guide, for one policy
 * alone.
 */
export function allows(policy: IamPolicy, request: PolicyRequest): boolean | undefined {
  const context = new Map(
    Object.entries(request.context ?? {}).map(([key, value]) => [
      key.toLowerCase(),
      typeof value === 'string' ? [value] : value,
    ]),
  );
  const matching = policy.statements.map((statement) => ({
    statement,
    matches: isMatch(statement, request, context, policy.hasVariables),
  }));
  const of = (allow: boolean, matches: boolean | undefined): boolean =>
    matching.some((one) => one.statement.allow === allow && one.matches === matches);
  if (of(false, true) || !(of(true, true) || of(true, undefined))) return false;
  return of(false, undefined) || !of(true, true) ? undefined : true;
}

type Context = ReadonlyMap<string, readonly string[]>;

function isMatch(
  statement: IamStatement,
  request: PolicyRequest,
  context: Context,
  hasVariables: boolean,
): boolean | undefined {
  const filled = (text: string): string | undefined =>
    hasVariables ? fill(text, (key) => context.get(key)?.[0]) : text;
  if (!holds(statement.principals, (members) => isAmong(members, principalOf(request.principal)))) return false;
  if (!holds(statement.actions, (members) => members.some((member) => isLike(member, request.action, true))))
    return false;
  for (const resource of statement.resources) {
    if (!holds(resource, (members) => members.some((member) => isLike(filled(member), request.resource)))) return false;
  }
  let isKnown = true;
  for (const condition of statement.conditions) {
    const met = isMet(condition, context, filled);
    if (met === false) return false;
    isKnown &&= met !== undefined;
  }
  return isKnown ? true : undefined;
}

const holds = <A>(named: Named<A> | undefined, isIn: (members: readonly A[]) => boolean): boolean =>
  named === undefined || isIn(named.members) !== named.not;

/** Whether a text matches a wildcard pattern; one without a value matches nothing. */
export const isLike = (pattern: string | undefined, text: string, ignoreCase = false): boolean =>
  pattern !== undefined && contains([wildcardPattern(pattern, ignoreCase)], text);

function isMet(
  condition: IamCondition,
  context: Context,
  filled: (text: string) => string | undefined,
): boolean | undefined {
  const term = termOf(
    condition,
    condition.values.map(filled).filter((value) => value !== undefined),
  );
  const values = context.get(condition.key.toLowerCase());
  return (
    term &&
    holdsOf(
      term,
      values?.map((value) => term.set !== undefined && holdsValue(term.set, value)),
    )
  );
}

/** The principal of a request in the form of a statement's. */
export function principalOf(principal: PolicyRequest['principal']): IamPrincipal {
  if (typeof principal !== 'object') return { kind: 'AWS', text: principal ?? '*' };
  const [kind = 'AWS', text = '*'] = Object.entries(principal)[0] ?? [];
  return { kind, text };
}
