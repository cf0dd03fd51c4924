import { answerNow } from '../../host/try.js';
import { E, type Either } from '../../prelude.js';
import { type CompareError, cyclicConfig, unreadableConfig } from '../errors.js';
import type { ConfigDifference } from '../model/drift-record.js';
import { comparePaths, type Path, printPath, toPointer } from '../path.js';
import { tryOr } from '../plain-data.js';
import { DEFAULT_NODE, DEFAULT_TABLE, type RuleTable } from '../rule-tree.js';
import { isCompiled, notCompiled, rulesFor } from '../rules.js';
import { type DriftRules } from '../rule-spec.js';
import { Comparison } from './comparison.js';
import { countByRule, type FoundDifference, type IgnoredDifference } from './ignored-differences.js';
import { CyclicValue } from './normal-form.js';
import { containsItself, mayHaveLostPrecision } from './values.js';

export type { IgnoredDifference } from './ignored-differences.js';

/** A comparison with everything that it left unsaid. */
export interface ExplainedComparison {
  /** What differs. */
  readonly differences: readonly ConfigDifference[];
  /** Every difference that a rule called none, in document order. */
  readonly ignored: readonly IgnoredDifference[];
  /** How many of them each rule made. */
  readonly ignoredByRule: Readonly<Record<string, number>>;
}

/**
 * Where two configurations differ, in document order (list positions, then keys by UTF-16 code unit: it does not depend
 * on the order in which the objects were built). Takes any values; fails only where one contains itself or refuses to
 * be read. Near linear in the size of both, except within clusters of similar elements of an unordered list.
 *
 * @example
 * compareConfigs({ port: '8080' }, { port: 8080 });  // right([])
 * compareConfigs({ port: 80 }, { port: 443 });       // right([{ path: 'port', driftType: 'value_changed', … }])
 */
export function compareConfigs(
  desired: unknown,
  actual: unknown,
  rules?: DriftRules,
): Either<CompareError, readonly ConfigDifference[]> {
  if (rules && !isCompiled(rules)) return E.left(notCompiled(rules));
  const chosen = rules && tryOr(() => rulesFor(rules, desired, actual), rules);
  const table = chosen?.table ?? DEFAULT_TABLE;
  const walk = acquireComparison(table);
  const outcome = E.map(differencesOf)(runComparison(walk, desired, actual, chosen));
  releaseComparison(table, walk);
  return outcome;
}

/** The same with every ignored difference and the rule that ignored it. About twice the work. */
export function explainConfigs(
  desired: unknown,
  actual: unknown,
  rules?: DriftRules,
): Either<CompareError, ExplainedComparison> {
  if (rules && !isCompiled(rules)) return E.left(notCompiled(rules));
  const chosen = rules && tryOr(() => rulesFor(rules, desired, actual), rules);
  const walk = new Comparison(chosen?.table ?? DEFAULT_TABLE, { explain: true });
  return E.map(() => {
    const ignored = ignoredDifferencesOf(walk);
    return { differences: differencesOf(walk), ignored, ignoredByRule: countByRule(ignored) };
  })(runComparison(walk, desired, actual, chosen));
}

/** A comparison with what one side alone has and the rules call no difference. */
interface ComparisonWithRest extends Pick<ExplainedComparison, 'differences' | 'ignoredByRule'> {
  /** As differences: what nobody declared, and blocks that say nothing. */
  readonly passedOver: readonly ConfigDifference[];
}

/** Both in one pass; what was ignored is counted by rule where that is wanted. */
export function compareWithRest(
  desired: unknown,
  actual: unknown,
  rules: DriftRules,
  explain: boolean,
): Either<CompareError, ComparisonWithRest> {
  if (!isCompiled(rules)) return E.left(notCompiled(rules));
  const { table } = tryOr(() => rulesFor(rules, desired, actual), rules);
  const walk = explain ? new Comparison(table, { explain }) : acquireComparison(table);
  const outcome = E.map(() => ({
    differences: differencesOf(walk),
    ignoredByRule: explain ? countByRule(ignoredDifferencesOf(walk)) : {},
    passedOver: walk.passedOver
      .filter(({ desired: want, actual: have }) => !containsItself(want ?? have))
      .map(toDifference),
  }))(runComparison(walk, desired, actual, rules));
  if (!explain) releaseComparison(table, walk);
  return outcome;
}

// Comparing many small configurations, half the time went into creating comparisons, so each set of rules keeps an
// idle one.
// It holds nothing between comparisons, and a comparator that itself compares gets another.
const idleComparisons = new WeakMap<RuleTable, Comparison>();

function acquireComparison(table: RuleTable): Comparison {
  const walk = idleComparisons.get(table);
  if (walk === undefined) return new Comparison(table);
  idleComparisons.delete(table);
  return walk;
}

function releaseComparison(table: RuleTable, walk: Comparison): void {
  walk.reset();
  idleComparisons.set(table, walk);
}

function runComparison(
  walk: Comparison,
  desired: unknown,
  actual: unknown,
  rules: DriftRules | undefined,
): Either<CompareError, Comparison> {
  try {
    const { normalize: own = unchanged } = rules?.spec ?? {};
    const normalize = (configuration: unknown): unknown => answerNow(own(configuration));
    walk.start(normalize(desired), normalize(actual), rules?.tree.start() ?? DEFAULT_NODE);
    return findCycle(walk) ?? E.right(walk);
  } catch (cause) {
    return E.left(failureOf(cause, desired, walk));
  }
}

const unchanged = (configuration: unknown): unknown => configuration;

// A walk never follows what one side alone has, so a cycle there shows only when it is looked for.
function findCycle(walk: Comparison): Either<CompareError, Comparison> | undefined {
  for (const { desired, actual, segments } of walk.found) {
    if (containsItself(desired)) return E.left(cyclicConfig({ side: 'desired', path: printPath(segments) }));
    if (containsItself(actual)) return E.left(cyclicConfig({ side: 'actual', path: printPath(segments) }));
  }
  return undefined;
}

function failureOf(cause: unknown, desired: unknown, walk: Comparison): CompareError {
  const path = printPath(walk.currentPath.slice(0, 20));
  if (cause instanceof CyclicValue)
    return cyclicConfig({ side: tryOr(() => containsItself(desired), false) ? 'desired' : 'actual', path });
  return unreadableConfig(
    { path, reason: tryOr(() => (cause instanceof Error ? cause.message : String(cause)), 'unknown') },
    cause,
  );
}

const differencesOf = (walk: Comparison): readonly ConfigDifference[] => toDifferences(walk.found);

function toDifferences(found: readonly FoundDifference[]): readonly ConfigDifference[] {
  return (found.length > 1 ? found.toSorted(inDocumentOrder) : found).map(toDifference);
}

// At one place (a pair of an unordered list) what is gone comes before what is new.
const inDocumentOrder = (left: FoundDifference, right: FoundDifference): number =>
  comparePaths(left.segments, right.segments) || TYPE_ORDER[left.driftType] - TYPE_ORDER[right.driftType];

const TYPE_ORDER = { value_changed: 0, type_mismatch: 1, key_removed: 2, key_added: 3 } as const;

function toDifference({
  segments,
  actualSegments,
  driftType,
  desired,
  actual,
  inner,
}: FoundDifference): ConfigDifference {
  const place = { path: printPath(segments), segments, pointer: toPointer(segments), actualSegments, driftType };
  const difference = withValues(place, desired, actual);
  if (inner === undefined && !mayHaveLostPrecision(desired) && !mayHaveLostPrecision(actual)) return difference;
  const lost = mayHaveLostPrecision(desired) || mayHaveLostPrecision(actual);
  return {
    ...difference,
    ...(lost && { precisionLost: true }),
    ...(inner && { inner: toDifferences(inner) }),
  };
}

type Place = Pick<ConfigDifference, 'path' | 'segments' | 'pointer' | 'actualSegments' | 'driftType'>;

// A side that has nothing there has no field. Written out: spreading the fields would cost as much as all the rest.
function withValues(
  { path, segments, pointer, actualSegments, driftType }: Place,
  desiredValue: unknown,
  actualValue: unknown,
): ConfigDifference {
  switch (driftType) {
    case 'key_added':
      return { path, segments, pointer, actualSegments, driftType, actualValue };
    case 'key_removed':
      return { path, segments, pointer, actualSegments, driftType, desiredValue };
    default:
      return { path, segments, pointer, actualSegments, driftType, desiredValue, actualValue };
  }
}

function ignoredDifferencesOf(walk: Comparison): readonly IgnoredDifference[] {
  return (walk.ignored ?? [])
    .sort((left, right) => comparePaths(left.segments, right.segments))
    .map(({ segments, rule, desired, actual, normalForm }) => ({
      path: printPath(segments as Path),
      segments,
      rule,
      ...(desired !== undefined && { desiredValue: desired }),
      ...(actual !== undefined && { actualValue: actual }),
      ...(normalForm !== undefined && { normalForm }),
    }));
}
