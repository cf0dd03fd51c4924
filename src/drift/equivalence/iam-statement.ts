import { isFields } from '../fields.js';

type Canonical = (value: unknown) => unknown;

const ROOT_ARN = /^arn:[^:]+:iam::(\d{12}):root$/;

/** The canonical form of each element of a statement; what says nothing (`Sid: ""`, an empty set) is `undefined`. */
export const CANONICAL_ELEMENTS: Readonly<Record<string, Canonical>> = {
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
export const canonicalElement = (element: string, value: unknown): unknown =>
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
  const said = entries.filter(([, value]) => value !== undefined).sort(([left], [right]) => (left < right ? -1 : 1));
  return said.length === 0 ? undefined : Object.fromEntries(said);
}
