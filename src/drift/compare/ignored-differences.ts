import type { Equivalence, PartDifference } from '../equivalence/equivalence.js';
import type { DifferenceType } from '../model/drift-record.js';
import type { Path } from '../path.js';
import type { Fields } from '../plain-data.js';
import type { RuleNode, RuleTable } from '../rule-tree.js';
import { identical } from './exact-match.js';
import type { NormalForms } from './normal-forms.js';
import { isAbsent, isContainer, isSwitchedOff, kindOf } from './values.js';

/** A difference that the rules called none, and why. */
export interface IgnoredDifference {
  /** Where, as printed. */
  readonly path: string;
  /** The same as a list of keys and indices. */
  readonly segments: Path;
  /** The rule at work: `coercion`, `comparator:cidr`, `ignore:*.etag`, `unordered`, `null_equals_missing`, … */
  readonly rule: string;
  /** What was declared. */
  readonly desiredValue?: unknown;
  /** What runs. */
  readonly actualValue?: unknown;
  /** What both sides come down to, where the rule has a normal form. */
  readonly normalForm?: unknown;
}

/** Differences that were called none, counted by rule. Sorted by rule. */
export function countByRule(ignored: readonly IgnoredDifference[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { rule } of ignored) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}

/** A difference as the walk finds it; the printed form is made of it at the end. */
export interface FoundDifference {
  readonly segments: Path;
  readonly actualSegments: Path;
  readonly driftType: DifferenceType;
  readonly desired: unknown;
  readonly actual: unknown;
  /** Where both sides are documents in a text: what differs inside. */
  readonly inner: readonly FoundDifference[] | undefined;
}

/** A difference that a rule called none, as the walk finds it. */
export interface FoundIgnored {
  readonly segments: Path;
  readonly rule: string;
  readonly desired: unknown;
  readonly actual: unknown;
  readonly normalForm?: unknown;
}

/** Where the parts of a comparison put what they find about two values `depth` steps into the configuration. */
export interface DifferenceCollector {
  /** Notes a difference at that place. */
  report(
    desired: unknown,
    actual: unknown,
    driftType: DifferenceType,
    depth: number,
    inner?: FoundDifference['inner'],
  ): void;
  /** Notes a difference inside a document that stands there. */
  reportPart(part: PartDifference, depth: number): void;
  /** Notes that a rule called a difference none. */
  ignore(rule: string, desired: unknown, actual: unknown, depth: number, normalForm?: unknown): void;
}

/**
 * The rule that sees nothing in a value which one side alone has; `undefined` where it is a difference. An empty map
 * that is an element of a list is one: a rule without conditions holds for all.
 */
export function findIgnoringRule(
  desired: unknown,
  actual: unknown,
  node: RuleNode,
  table: RuleTable,
  forms: () => NormalForms,
  isElement: boolean,
): string | undefined {
  const present = desired === undefined ? actual : desired;
  if (node.ignored !== undefined) return `ignore:${node.ignored.pattern}`;
  if (!(isElement && kindOf(present) === 'map') && isAbsent(present, table, node)) return absenceRule(table);
  if (table.offEqualsMissing && isSwitchedOff(present)) return 'off_equals_missing';
  if (table.defaults.length > 0 && isDefault(present, node, forms())) return 'default';
  if (actual === undefined && node.isWriteOnly) return 'write_only';
  return table.ignore.length > 0 && allIgnored(present, node) ? 'ignore' : undefined;
}

/** The switch by which an absence on both sides is none. */
export const absenceRule = (table: RuleTable): string =>
  table.emptyEqualsMissing ? 'empty_equals_missing' : 'null_equals_missing';

// A value that goes deeper is not looked through; it then counts as not ignored.
const MAX_IGNORED_DEPTH = 200;

/** Whether a value is what the provider fills in, or a block of nothing but such values. */
function isDefault(value: unknown, node: RuleNode, forms: NormalForms, depth = 0): boolean {
  if (forms.isDefault(value, node)) return true;
  if (kindOf(value) !== 'map' || depth > MAX_IGNORED_DEPTH) return false;
  const members = Object.entries(value as Fields);
  return members.length > 0 && members.every(([key, member]) => isDefault(member, node.child(key), forms, depth + 1));
}

/** Whether every leaf of a value is ignored. */
function allIgnored(value: unknown, node: RuleNode, depth = 0): boolean {
  if (node.ignored !== undefined) return true;
  const kind = kindOf(value);
  if ((kind !== 'map' && kind !== 'list') || depth > MAX_IGNORED_DEPTH) return false;
  const keys = Object.keys(value as Fields);
  const below = (key: string): RuleNode => node.child(kind === 'list' ? Number(key) : key);
  return keys.length > 0 && keys.every((key) => allIgnored((value as Fields)[key], below(key), depth + 1));
}

/** What an equivalence needs of a comparison under way. */
interface EquivalenceContext extends DifferenceCollector {
  readonly forms: NormalForms;
  /** Where two values differ, under the rules of a place or, without one, under none. */
  readonly compareInside: (desired: unknown, actual: unknown, node?: RuleNode) => readonly FoundDifference[];
}

/**
 * Lets the equivalences of a place decide. Answers whether one did; if none did, the plain comparison follows. A
 * container that an equivalence calls different is still looked into, so that the difference is reported at its leaf.
 */
export function compareByEquivalence(
  context: EquivalenceContext,
  desired: unknown,
  actual: unknown,
  node: RuleNode,
  depth: number,
): boolean {
  if (identical(desired, actual)) return true;
  return node.equivalences.some(
    (equivalence) =>
      (node.accepts(equivalence, desired) || node.accepts(equivalence, actual)) &&
      (equivalence.relates === undefined
        ? byNormalForm(context, equivalence, desired, actual, node, depth)
        : byRelation(context, equivalence, desired, actual, depth)),
  );
}

function byRelation(
  context: DifferenceCollector,
  equivalence: Equivalence,
  desired: unknown,
  actual: unknown,
  depth: number,
): boolean {
  const related = tryRelation(equivalence, desired, actual);
  if (related === true) context.ignore(`comparator:${equivalence.name}`, desired, actual, depth);
  if (related !== false || equivalence.decides !== true || isContainer(desired) || isContainer(actual))
    return related === true;
  context.report(desired, actual, 'value_changed', depth);
  return true;
}

// A host's comparator may throw; then it has decided nothing.
function tryRelation({ relates }: Equivalence, desired: unknown, actual: unknown): boolean | undefined {
  try {
    return Boolean(relates!(desired, actual));
  } catch {
    return undefined;
  }
}

function byNormalForm(
  context: EquivalenceContext,
  equivalence: Equivalence,
  desired: unknown,
  actual: unknown,
  node: RuleNode,
  depth: number,
): boolean {
  const want = equivalence.normalize!(desired);
  const have = want === undefined ? undefined : equivalence.normalize!(actual);
  if (have === undefined) return false;
  if (context.forms.equalPlain(want, have)) {
    context.ignore(`comparator:${equivalence.name}`, desired, actual, depth, want);
    return true;
  }
  const parts = isContainer(desired) && isContainer(actual) ? equivalence.differences?.(desired, actual) : undefined;
  if (parts === undefined && isContainer(desired) && isContainer(actual)) return false;
  if (parts === undefined && isContainer(want) && isContainer(have)) {
    const inner = context.compareInside(want, have, equivalence.isDocument === true ? node : undefined);
    if (inner.length === 0 && equivalence.isDocument === true)
      context.ignore(`comparator:${equivalence.name}`, desired, actual, depth, want);
    else context.report(desired, actual, 'value_changed', depth, inner);
  } else if (parts === undefined) context.report(desired, actual, 'value_changed', depth);
  for (const part of parts ?? []) context.reportPart(part, depth);
  return true;
}
