import { readPolicy, statementsOf } from '../equivalence/iam-policy.js';
import { type Fields, isFields } from '../plain-data.js';
import { show } from '../../errors/show.js';
import { E, type Either } from '../../prelude.js';

/** A policy with every element in one form. */
export interface IamPolicy {
  /** Whether `${…}` names a variable: only in the version of 2012. */
  readonly hasVariables: boolean;
  readonly statements: readonly IamStatement[];
  /** Values that are no text, such as a reference of a template: what they stand for is not known. */
  readonly unresolved: readonly string[];
}

export interface IamStatement {
  /** Its place in the document. */
  readonly index: number;
  readonly allow: boolean;
  readonly principals: Named<IamPrincipal> | undefined;
  readonly actions: Named<string> | undefined;
  /** One list, or two where a statement has both `Resource` and `NotResource`. */
  readonly resources: readonly Named<string>[];
  readonly conditions: readonly IamCondition[];
}

/** The members of an element, or with `not` everything else. */
export interface Named<A> {
  readonly not: boolean;
  readonly members: readonly A[];
}

export interface IamPrincipal {
  /** `AWS`, `Service`, `Federated`, `CanonicalUser`. */
  readonly kind: string;
  readonly text: string;
}

export interface IamCondition {
  /** As it is written: `ForAllValues:StringLikeIfExists`. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * Reads a policy document, as data, as JSON text or as URL-encoded JSON; nothing at all is the policy that allows
 * nothing. Gives a sentence where it is no policy. Elements that decide nothing (`Sid`, `Id`) are passed over.
 */
export function parseIamPolicy(value: unknown): Either<string, IamPolicy> {
  const document = value === undefined || value === null ? {} : readPolicy(value);
  if (document === undefined) return E.left(`expected an IAM policy document, got ${show(value)}`);
  const unresolved = new Set<string>();
  const statements: IamStatement[] = [];
  for (const [index, statement] of statementsOf(document).entries()) {
    if (!isFields(statement)) return E.left(`Statement[${index}]: expected a statement, got ${show(statement)}`);
    const effect = String(statement['Effect']).toLowerCase();
    if (effect !== 'allow' && effect !== 'deny') {
      return E.left(`Statement[${index}].Effect: expected Allow or Deny, got ${show(statement['Effect'])}`);
    }
    statements.push(parseStatement(statement, index, effect === 'allow', unresolved));
  }
  const hasVariables = document['Version'] === '2012-10-17';
  return E.right({ hasVariables, statements, unresolved: [...unresolved].sort() });
}

function parseStatement(statement: Fields, index: number, allow: boolean, unresolved: Set<string>): IamStatement {
  const texts = (value: unknown): readonly string[] => textsOf(value, unresolved);
  const named = <A>(element: string, read: (value: unknown) => readonly A[]): Named<A> | undefined => {
    if (isSet(statement[element])) return { not: false, members: read(statement[element]) };
    const other = statement[`Not${element}`];
    return isSet(other) ? { not: true, members: read(other) } : undefined;
  };
  const resources = (['Resource', 'NotResource'] as const)
    .filter((element) => isSet(statement[element]))
    .map((element) => ({ not: element === 'NotResource', members: texts(statement[element]) }));
  return {
    index,
    allow,
    principals: named('Principal', (value) => principalsOf(value, unresolved)),
    actions: named('Action', texts),
    resources,
    conditions: conditionsOf(statement['Condition'], texts),
  };
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null;

function textsOf(value: unknown, unresolved: Set<string>): readonly string[] {
  const members: readonly unknown[] = Array.isArray(value) ? value : isSet(value) ? [value] : [];
  return members.map((member) => {
    if (typeof member === 'string' || typeof member === 'number' || typeof member === 'boolean') return String(member);
    const text = JSON.stringify(member) ?? String(member);
    unresolved.add(text);
    return text;
  });
}

const ACCOUNT_ROOT = /^arn:aws[\w-]*:iam::(\d{12}):root$/;

function principalsOf(value: unknown, unresolved: Set<string>): readonly IamPrincipal[] {
  if (!isFields(value)) return textsOf(value, unresolved).map((text) => ({ kind: 'AWS', text: accountOf(text) }));
  return Object.entries(value).flatMap(([kind, members]) =>
    textsOf(members, unresolved).map((text) => ({ kind, text: kind === 'AWS' ? accountOf(text) : text })),
  );
}

/** An account is the same by its number and by the ARN of its root. */
const accountOf = (text: string): string => ACCOUNT_ROOT.exec(text)?.[1] ?? text;

function conditionsOf(value: unknown, texts: (value: unknown) => readonly string[]): readonly IamCondition[] {
  if (!isFields(value)) return [];
  return Object.entries(value).flatMap(([operator, keys]) =>
    isFields(keys) ? Object.entries(keys).map(([key, values]) => ({ operator, key, values: texts(values) })) : [],
  );
}

/**
 * Whether a principal is among some: everyone, an account with all that belongs to it, a role with its sessions, or the
 * same by name.
 */
export const isAmong = (members: readonly IamPrincipal[], principal: IamPrincipal): boolean =>
  members.some(
    ({ kind, text }) =>
      (text === '*' && (kind === 'AWS' || kind === principal.kind)) ||
      (kind === principal.kind && (text === principal.text || (kind === 'AWS' && belongsTo(text, principal.text)))),
  );

function belongsTo(owner: string, arn: string): boolean {
  const [, account, session] = /^arn:aws[\w-]*:(?:iam|sts)::(\d{12}):(?:assumed-role\/([^/]+)\/)?/.exec(arn) ?? [];
  const [, home, role] = /^arn:aws[\w-]*:iam::(\d{12}):role\/(?:.*\/)?([^/]+)$/.exec(owner) ?? [];
  return account !== undefined && (owner === account || (home === account && role === session));
}

/** Each statement in words that depend on what it says alone: order and repetition are taken away. */
export function canonicalStatements({ hasVariables, statements }: IamPolicy): ReadonlyMap<string, IamStatement> {
  const set = <A>(named: Named<A> | undefined, text: (member: A) => string): unknown =>
    named && [named.not, [...new Set(named.members.map(text))].sort()];
  const textOf = (statement: IamStatement): string =>
    JSON.stringify([
      hasVariables && mentionsVariable(statement),
      statement.allow,
      set(statement.principals, ({ kind, text }) => `${kind} ${text}`),
      set(statement.actions, (action) => action.toLowerCase()),
      statement.resources.map((resource) => set(resource, (text) => text)),
      statement.conditions
        .map(({ operator, key, values }) =>
          JSON.stringify([operator.toLowerCase(), key.toLowerCase(), [...new Set(values)].sort()]),
        )
        .sort(),
    ]);
  return new Map(statements.map((statement) => [textOf(statement), statement]));
}

const mentionsVariable = ({ resources, conditions }: IamStatement): boolean =>
  [...resources.flatMap(({ members }) => members), ...conditions.flatMap(({ values }) => values)].some((text) =>
    text.includes('${'),
  );
