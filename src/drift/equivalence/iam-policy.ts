import type { Path } from '../path.js';
import { compareText, type Fields, isFields, isObject } from '../plain-data.js';
import type { Equivalence, PartDifference } from './equivalence.js';
import { parseDocument } from './spellings.js';

type Canonical = (value: unknown) => unknown;

const ROOT_ARN = /^arn:[^:]+:iam::(\d{12}):root$/;

/** The canonical form of each element of a statement; what says nothing (`Sid: ""`, an empty set) is `undefined`. */
const CANONICAL_ELEMENTS: Readonly<Record<string, Canonical>> = {
  Sid: (sid) => (sid === '' || /^\d+$/.test(String(sid)) ? undefined : sid),
  Effect: (effect) => (typeof effect === 'string' ? effect.toLowerCase() : effect),
  Action: (actions) => setOf(actions, lowerCase),
  NotAction: (actions) => setOf(actions, lowerCase),
  Resource: (resources) => setOf(resources),
  NotResource: (resources) => setOf(resources),
  Principal: principals,
  NotPrincipal: principals,
  Condition: conditions,
};

/** A statement in its canonical form, its elements in a fixed order. What is not a statement stays as it is. */
export function canonicalStatement(statement: unknown): unknown {
  if (!isFields(statement)) return statement;
  const entries = Object.keys(statement)
    .sort()
    .map((element) => [element, canonicalElement(element, statement[element])] as const);
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The canonical form of one element of a statement. */
const canonicalElement = (element: string, value: unknown): unknown =>
  Object.hasOwn(CANONICAL_ELEMENTS, element) && value !== undefined ? CANONICAL_ELEMENTS[element]!(value) : value;

function setOf(
  value: unknown,
  canonical: (member: string) => string = (member) => member,
): readonly string[] | undefined {
  const members = (Array.isArray(value) ? value : [value]).map((member) =>
    canonical(typeof member === 'string' ? member : (JSON.stringify(member) ?? '')),
  );
  return members.length === 0 ? undefined : [...new Set(members)].sort();
}

const lowerCase = (text: string): string => text.toLowerCase();

// "*" alone is everyone, which is also what {"AWS": "*"} says (IAM user guide, "Principal").
function principals(value: unknown): unknown {
  if (!isFields(value)) return fieldsOf([['AWS', setOf(value, accountOf)]]);
  return fieldsOf(Object.entries(value).map(([kind, members]) => [kind, setOf(members, accountOf)]));
}

const accountOf = (principal: string): string => ROOT_ARN.exec(principal)?.[1] ?? principal;

function conditions(value: unknown): unknown {
  if (!isFields(value)) return value;
  return fieldsOf(
    Object.entries(value).map(([operator, keys]) => [
      operator,
      isFields(keys) ? fieldsOf(Object.entries(keys).map(([key, values]) => [key.toLowerCase(), setOf(values)])) : keys,
    ]),
  );
}

function fieldsOf(entries: readonly (readonly [string, unknown])[]): object | undefined {
  const present = entries.filter(([, value]) => value !== undefined).sort(([left], [right]) => (left < right ? -1 : 1));
  return present.length === 0 ? undefined : Object.fromEntries(present);
}

// Without a Version a policy is read in the language of 2008 (IAM JSON policy elements, "Version").
const OLDEST_VERSION = '2008-10-17';

/** The policy document in a value: an object, its JSON text or that URL-encoded; nothing at all is the empty policy. */
export function readPolicy(value: unknown): Fields | undefined {
  const document = typeof value === 'string' ? readText(value) : value;
  if (Array.isArray(document)) return document.length === 0 ? {} : undefined;
  return isObject(document) ? (document as Fields) : undefined;
}

function readText(text: string): unknown {
  if (text.trim() === '') return {};
  if (!/^\s*%(?:7B|5B|20|0A|09)/i.test(text)) return parseDocument(text);
  try {
    return parseDocument(decodeURIComponent(text));
  } catch {
    return undefined;
  }
}

/** The statements of a policy; one that stands alone is a list of one. */
export function statementsOf(policy: Fields): readonly unknown[] {
  const { Statement: statements } = policy;
  return Array.isArray(statements) ? statements : statements === undefined || statements === null ? [] : [statements];
}

/** A policy in its canonical form: what is left when wording and order are taken away. */
function canonicalPolicy(policy: Fields): Fields {
  const { Version: version, Statement: _, ...others } = policy;
  const statements = statementsOf(policy).map(canonicalStatement);
  return {
    ...others,
    Version: version === undefined || version === '' ? OLDEST_VERSION : version,
    // Sorted by text, so that the normal form does not depend on the order of the statements.
    Statement: statements
      .map((statement) => [JSON.stringify(statement), statement] as const)
      .sort(([left], [right]) => compareText(left, right))
      .map(([, statement]) => statement),
  };
}

/**
 * Where two policies given as data say different things: element by element, with the raw values of both sides, so that
 * a changed resource shows as `Statement[0].Resource`. Statements that say the same are matched first, in any order; of
 * the rest, those nearest to each other are two states of one statement when they share at least half their elements.
 */
function policyDifferences(desired: unknown, actual: unknown): readonly PartDifference[] {
  const [want, have] = [readPolicy(desired) ?? {}, readPolicy(actual) ?? {}];
  return [...headDifferences(want, have), ...statementDifferences(want, have)];
}

function headDifferences(want: Fields, have: Fields): readonly PartDifference[] {
  const { Statement: _, ...wantHead } = want;
  const { Statement: __, ...haveHead } = have;
  const [canonicalWant, canonicalHave] = [canonicalPolicy(wantHead), canonicalPolicy(haveHead)];
  return elementsOf(canonicalWant, canonicalHave)
    .filter((element) => jsonText(canonicalWant[element]) !== jsonText(canonicalHave[element]))
    .map((element) => difference([element], [element], wantHead[element], haveHead[element]));
}

function statementDifferences(want: Fields, have: Fields): readonly PartDifference[] {
  const [left, right] = [statementsOf(want), statementsOf(have)];
  const waiting = new Map<string, number[]>();
  for (const [j, statement] of right.entries()) {
    const key = jsonText(canonicalStatement(statement));
    waiting.set(key, [...(waiting.get(key) ?? []), j]);
  }
  const removed = [...left.keys()].filter(
    (i) => waiting.get(jsonText(canonicalStatement(left[i])))?.shift() === undefined,
  );
  const added = [...waiting.values()].flat().sort((a, b) => a - b);
  const found: PartDifference[] = [];
  for (const i of removed) {
    const nearest = nearestOf(
      left[i],
      added.map((j) => right[j]),
    );
    if (nearest === undefined) found.push(difference(place(want, i), place(have, right.length), left[i], undefined));
    else {
      const [j] = added.splice(nearest, 1);
      found.push(...changedElements([place(want, i), place(have, j!)], left[i] as Fields, right[j!] as Fields));
    }
  }
  return [...found, ...added.map((j) => difference(place(have, j), place(have, j), undefined, right[j]))];
}

// A policy may have one statement that stands without a list.
const place = (policy: Fields, position: number): Path =>
  Array.isArray(policy['Statement']) ? ['Statement', position] : ['Statement'];

/** The statement that shares the most elements with this one, the first of equals; none if it shares less than half. */
function nearestOf(statement: unknown, others: readonly unknown[]): number | undefined {
  let best: number | undefined;
  let most = 0;
  for (const [i, other] of others.entries()) {
    if (!isFields(statement) || !isFields(other)) continue;
    const elements = elementsOf(statement, other);
    const shared = elements.filter((element) => !differs(element, statement, other)).length;
    if (shared * 2 >= elements.length && shared > most) [best, most] = [i, shared];
  }
  return best;
}

const changedElements = (
  [path, actualPath]: readonly [Path, Path],
  want: Fields,
  have: Fields,
): readonly PartDifference[] =>
  elementsOf(want, have)
    .filter((element) => differs(element, want, have))
    .map((element) => difference([...path, element], [...actualPath, element], want[element], have[element]));

const differs = (element: string, want: Fields, have: Fields): boolean =>
  jsonText(canonicalElement(element, want[element])) !== jsonText(canonicalElement(element, have[element]));

const elementsOf = (left: Fields, right: Fields): readonly string[] =>
  [...new Set([...Object.keys(left), ...Object.keys(right)])].sort();

const difference = (path: Path, actualPath: Path, desired: unknown, actual: unknown): PartDifference => ({
  path,
  actualPath,
  driftType: desired === undefined ? 'key_added' : actual === undefined ? 'key_removed' : 'value_changed',
  desired,
  actual,
});

const jsonText = (value: unknown): string => JSON.stringify(value) ?? '';

/**
 * IAM policies by what they say: a single value equals a list of one; actions, resources, principals, condition values
 * and statements are sets of which statements are counted; actions and condition keys ignore case, resources do not; an
 * account number is its root ARN; a missing Version is the oldest; generated (numeric) Sids are dropped; a text may be
 * URL-encoded, as `GetRole` returns it. Method: the canonical form, as in the IAM policy grammar.
 */
export const iamPolicy: Equivalence = {
  name: 'iam_policy',
  normalize: (value) => {
    const policy = readPolicy(value);
    return policy && canonicalPolicy(policy);
  },
  differences: policyDifferences,
  recognizes: (value) => {
    const policy = readPolicy(value);
    return policy !== undefined && statementsOf(policy).some(isStatement);
  },
};

const isStatement = (value: unknown): boolean => isObject(value) && 'Effect' in value;
