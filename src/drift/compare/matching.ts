import { type Fields, groupBy } from '../plain-data.js';
import type { RuleNode } from '../rule-tree.js';
import { matchExactly, NO_PARTNER, type Partners } from './exact-match.js';
import type { NormalForms } from './normal-forms.js';
import type { NormalForm } from './normal-form.js';
import { pairUnmatched, type UnmatchedElement } from './pairing.js';
import { overlapOf, SignatureReader } from './similarity.js';
import { isContainer, kindOf } from './values.js';

/** Which elements of two lists without order are the same element, by their positions. */
export interface Matching {
  /** Which actual element is equal under the rules to each of the desired ones. */
  readonly equal: Partners;
  /** Two states of one element. */
  readonly changed: readonly (readonly [desired: number, actual: number])[];
  readonly removed: readonly number[];
  readonly added: readonly number[];
  /** Whether the elements are identified by fields, so that the list is a map written as a list. */
  readonly keyed: boolean;
}

/** One side of a list without order: the positions that take part, and the normal form at each of them. */
interface Side {
  readonly list: readonly unknown[];
  readonly positions: readonly number[];
  readonly forms: readonly NormalForm[];
}

/** How a list is matched: under which rules, and what decides where two normal forms do not. */
export interface MatchContext {
  readonly node: RuleNode;
  readonly forms: NormalForms;
  readonly identities: readonly (readonly string[])[];
  /** The key under which the list stands, where its elements may be identified by their own name. */
  readonly listName: string | undefined;
  /** Whether what the actual element has beyond the desired one counts. */
  readonly declaredOnly: boolean;
  readonly related: (desired: unknown, actual: unknown, node: RuleNode) => boolean;
}

/**
 * Matches two lists as multisets: by identity where the list is keyed, then equal elements by normal form, then what a
 * relation calls equal, then the rest at least cost. Near n log n, except within clusters of mutually similar
 * leftovers.
 */
export function matchElements(
  desired: readonly unknown[],
  actual: readonly unknown[],
  context: MatchContext,
): Matching {
  const mayBeKeyed =
    context.node.identity !== undefined || context.identities.length > 0 || context.listName !== undefined;
  const equal = mayBeKeyed ? new Int32Array(desired.length).fill(NO_PARTNER) : matchExactly(desired, actual);
  const single = mayBeKeyed ? undefined : matchSingle(desired, actual, equal, context);
  if (single !== undefined) return single;
  const left = sideOf(desired, context, (i) => equal[i] !== NO_PARTNER);
  const matched = matchedBy(equal, actual.length);
  const right = sideOf(actual, context, (j) => matched[j] === 1);
  const identity = context.node.identity ?? findIdentity(left, right, context);
  const groups = identity === undefined ? [singleGroup(left, right)] : byIdentity(left, right, identity, context);
  const parts = groups.map((group) => matchGroup(group, left, right, equal, context));
  return {
    equal,
    changed: parts.flatMap((part) => part.changed),
    removed: parts.flatMap((part) => part.removed),
    added: parts.flatMap((part) => part.added),
    keyed: identity !== undefined,
  };
}

interface Group {
  readonly desired: readonly number[];
  readonly actual: readonly number[];
  /** The elements say themselves that they are the same, so they pair however far apart they are. */
  readonly identified: boolean;
}

/** Matches the one element that each list has beside those already matched: most changed lists are such. */
function matchSingle(
  desired: readonly unknown[],
  actual: readonly unknown[],
  equal: Partners,
  context: MatchContext,
): Matching | undefined {
  if (desired.length !== actual.length) return undefined;
  const i = equal.indexOf(NO_PARTNER);
  if (i < 0 || equal.indexOf(NO_PARTNER, i + 1) >= 0) return undefined;
  // Of the positions of the actual elements all but one are taken.
  let j = (actual.length * (actual.length - 1)) / 2;
  for (const partner of equal) if (partner !== NO_PARTNER) j -= partner;
  const [want, have, child] = [desired[i], actual[j], context.node.child(i)];
  if (!isContainer(want) || kindOf(have) !== kindOf(want) || child.ignored !== undefined) return undefined;
  if (context.node.child(j) !== child) return undefined;
  const profiler = new SignatureReader(context.forms);
  const overlap = overlapOf(profiler.signatureOf(want, child), profiler.signatureOf(have, child), context.declaredOnly);
  if (overlap.agreeing === 0 || overlap.agreeing * 2 < overlap.total) return undefined;
  // Should they be equal under the rules, the walk finds no difference between them.
  return { equal, changed: [[i, j]], removed: [], added: [], keyed: false };
}

/** Which of so many actual elements have a partner. */
function matchedBy(equal: Partners, count: number): Uint8Array {
  const matched = new Uint8Array(count);
  for (const partner of equal) if (partner !== NO_PARTNER) matched[partner] = 1;
  return matched;
}

function sideOf(list: readonly unknown[], { node, forms }: MatchContext, isMatched: (i: number) => boolean): Side {
  const positions: number[] = [];
  // Maps and sets of a million positions would take most of the time of a long list.
  const known = new Array<NormalForm>(list.length);
  for (let i = 0; i < list.length; i++) {
    if (isMatched(i)) continue;
    const child = node.child(i);
    if (child.ignored !== undefined || list[i] === undefined) continue;
    positions.push(i);
    known[i] = forms.of(list[i], child);
  }
  return { list, positions, forms: known };
}

const singleGroup = (left: Side, right: Side): Group => ({
  desired: left.positions,
  actual: right.positions,
  identified: false,
});

function byIdentity(left: Side, right: Side, identity: readonly string[], context: MatchContext): readonly Group[] {
  const groups = new Map<string, { desired: number[]; actual: number[]; identified: boolean }>();
  const groupOf = (key: string) => {
    const group = groups.get(key) ?? { desired: [], actual: [], identified: key !== '' };
    groups.set(key, group);
    return group;
  };
  for (const i of left.positions)
    groupOf(identityOf(left.list[i], identity, context.node.child(i), context)).desired.push(i);
  for (const j of right.positions)
    groupOf(identityOf(right.list[j], identity, context.node.child(j), context)).actual.push(j);
  return [...groups.values()];
}

/** The first set of fields that tells the elements of both lists apart. */
function findIdentity(left: Side, right: Side, context: MatchContext): readonly string[] | undefined {
  return [...context.identities, ...ownNames(left, context)].find(
    (fields) => isIdentity(fields, left, context) && isIdentity(fields, right, context),
  );
}

// In any spelling: `ParameterName`, `parameterName`, `parameter_name`, `parameter-name`, and `Name` or `name` alone.
const OWN_NAME = /^(.*?)(?:Key|Id|Name|(?:^|[_-])(?:key|id|name))$/;

const plainText = (name: string): string => name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();

/** The fields of the first element that name it: `Key`, `Id`, `Name`, or one of these behind the name of the list. */
function ownNames({ list }: Side, { listName }: MatchContext): readonly (readonly string[])[] {
  const first = list[0];
  if (listName === undefined || kindOf(first) !== 'map') return [];
  const called = plainText(listName);
  const isOwn = (field: string): boolean => {
    const stem = OWN_NAME.exec(field)?.[1];
    return stem !== undefined && called.includes(plainText(stem));
  };
  return Object.keys(first as Fields)
    .filter(isOwn)
    .sort((left, right) => left.length - right.length || (left < right ? -1 : 1))
    .map((field) => [field]);
}

function isIdentity(fields: readonly string[], { list, positions }: Side, context: MatchContext): boolean {
  const seen = new Set<string>();
  for (const i of positions) {
    const identity = identityOf(list[i], fields, context.node.child(i), context);
    if (identity === '' || seen.has(identity)) return false;
    seen.add(identity);
  }
  return true;
}

/** The identity of an element in its normal form, so that 53 and "53" are one; empty where a field of it is missing. */
function identityOf(element: unknown, fields: readonly string[], node: RuleNode, { forms }: MatchContext): string {
  if (kindOf(element) !== 'map') return '';
  let identity = '';
  for (const field of fields) {
    const own = Object.hasOwn(element as Fields, field) ? (element as Fields)[field] : undefined;
    const value = own ?? node.child(field).defaultValue;
    if (value === undefined || value === null) return '';
    identity += `${forms.of(value, node.child(field)).looseId},`;
  }
  return identity;
}

/** Matches the elements of a group, entering those that are equal among the partners. */
function matchGroup(group: Group, left: Side, right: Side, equal: Partners, context: MatchContext): Unequal {
  const exact = matchBy(
    group,
    (i) => left.forms[i]!.id,
    (j) => right.forms[j]!.id,
    () => true,
    equal,
  );
  const { desired, actual } = mayBeRelated(exact, left, right)
    ? matchBy(
        exact,
        (i) => left.forms[i]!.looseId,
        (j) => right.forms[j]!.looseId,
        (i, j) => context.related(left.list[i], right.list[j], context.node.child(i)),
        equal,
      )
    : exact;
  // A scalar has no parts in which it could agree with another one, so it never is another state of it.
  const before = desired.filter((i) => isContainer(left.list[i]));
  const after = actual.filter((j) => isContainer(right.list[j]));
  const profiler = new SignatureReader(context.forms);
  const leftoverOf =
    (side: Side) =>
    (i: number): UnmatchedElement => ({
      signature: profiler.signatureOf(side.list[i], context.node.child(i)),
      rank: side.forms[i]!.hash,
    });
  const pairs =
    before.length === 0 || after.length === 0
      ? []
      : pairUnmatched(before.map(leftoverOf(left)), after.map(leftoverOf(right)), {
          anyDistance: group.identified,
          declaredOnly: context.declaredOnly,
        });
  const changed = pairs.map(([i, j]) => [before[i]!, after[j]!] as const);
  const paired = { desired: new Set(changed.map(([i]) => i)), actual: new Set(changed.map(([, j]) => j)) };
  return {
    changed,
    removed: desired.filter((i) => !paired.desired.has(i)),
    added: actual.filter((j) => !paired.actual.has(j)),
  };
}

/** Whether a relation could join any two elements of which no normal form is the same. */
const mayBeRelated = ({ desired, actual }: Group, left: Side, right: Side): boolean =>
  desired.some((i) => isLoose(left.forms[i]!)) || actual.some((j) => isLoose(right.forms[j]!));

const isLoose = ({ id, looseId }: NormalForm): boolean => id !== looseId;

type Unequal = Pick<Matching, 'changed' | 'removed' | 'added'>;

// Asked this often in one list, a relation is no longer consulted: what is left counts as different.
const MAX_RELATION_CHECKS = 100_000;

/** Enters the elements of a group that agree among the partners; says which are left. */
function matchBy(
  group: Group,
  left: (i: number) => number,
  right: (j: number) => number,
  agree: (i: number, j: number) => boolean,
  equal: Partners,
): Group {
  const wanted = new Set(group.desired.map(left));
  const waiting = groupBy(
    group.actual.toReversed().filter((j) => wanted.has(right(j))),
    right,
  );
  if (waiting.size === 0) return group;
  const taken = new Set<number>();
  let questions = 0;
  const desired = group.desired.filter((i) => {
    const same = waiting.get(left(i)) ?? [];
    for (let at = same.length - 1; at >= 0 && questions++ < MAX_RELATION_CHECKS + group.desired.length; at--) {
      const j = same[at]!;
      if (!agree(i, j)) continue;
      if (at === same.length - 1) same.pop();
      else same.splice(at, 1);
      equal[i] = j;
      taken.add(j);
      return false;
    }
    return true;
  });
  return { ...group, desired, actual: group.actual.filter((j) => !taken.has(j)) };
}
