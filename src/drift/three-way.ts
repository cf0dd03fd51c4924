import { answerNow } from '../host/try.js';
import { E, type Either } from '../prelude.js';
import { compareConfigs } from './compare/compare-configs.js';
import { Comparison } from './compare/comparison.js';
import { commonEnds, NO_PARTNER } from './compare/exact-match.js';
import { matchElements } from './compare/matching.js';
import { isContainer } from './compare/values.js';
import { type CompareError, unreadableConfig } from './errors.js';
import type { ConfigDifference } from './model/drift-record.js';
import { comparePaths, type Path, printPath, type Segment, toPointer } from './path.js';
import { type Fields, tryOr } from './plain-data.js';
import type { RuleNode } from './rule-tree.js';
import { driftRules, extendRules, isCompiled, notCompiled, rulesFor } from './rules.js';
import { type DriftRules } from './rule-spec.js';

/**
 * Why a live value is not the declared one. `removed_from_declaration`: it was applied, left the declaration and lives
 * on. `out_of_band`: the declaration stands as it was applied, somebody changed what runs. `not_applied`: what runs is
 * as it was applied, the declaration has moved on. `conflict`: both have changed, to different values.
 */
export type ThreeWayKind = 'removed_from_declaration' | 'out_of_band' | 'not_applied' | 'conflict';

/** A difference between what is declared and what runs, and which side moved. */
export interface ThreeWayDifference extends ConfigDifference {
  /** Which side moved. */
  readonly kind: ThreeWayKind;
  /** What was applied last; absent where nothing was. */
  readonly lastAppliedValue?: unknown;
}

/**
 * What is declared against what runs, with what was applied last as the third side: the last-applied annotation or the
 * managed fields of a Kubernetes object, the state of Terraform beside configuration and refresh, the template that
 * CloudFormation deployed. A value that neither the declaration nor the last application holds is nobody's and no
 * difference, whatever the rules say of `declaredOnly`; where both sides came to the same value, nothing is reported.
 * A side that is `undefined` or `null` is a resource that is not there. In document order, like `compareConfigs`.
 *
 * @example
 * compareThreeWay({ replicas: 2 }, { replicas: 2 }, { replicas: 7 }); // value_changed replicas, out_of_band
 * compareThreeWay({ replicas: 2 }, { replicas: 3 }, { replicas: 2 }); // value_changed replicas, not_applied
 * compareThreeWay({ a: 1, b: 2 }, { a: 1 }, { a: 1, b: 2 });          // key_added b, removed_from_declaration
 */
export function compareThreeWay(
  lastApplied: unknown,
  desired: unknown,
  live: unknown,
  rules?: DriftRules,
): Either<CompareError, readonly ThreeWayDifference[]> {
  return withSides([lastApplied, desired, live], rules, ([applied, wanted, runs], sides) => {
    const toLive = sides.compare(wanted, runs);
    const moved = new PathTree(sides.compare(wanted, applied).filter(isOfTheLeft), ({ segments }) => segments);
    const drifted = new PathTree(sides.compare(applied, runs).filter(isOfTheLeft), ({ segments }) => segments);
    const removed = sides
      .compare(applied, wanted)
      .filter(({ driftType }) => driftType === 'key_removed')
      .flatMap((gone) => removedDifference(gone, applied, runs, drifted, sides));
    const known = new PathTree(removed, ({ actualSegments }) => actualSegments);
    const declared = toLive
      .filter(
        ({ driftType, actualSegments }) => driftType !== 'key_added' || known.covering(actualSegments) === undefined,
      )
      .map((difference) => sided(difference, [applied, wanted, runs], moved, sides));
    return [...declared, ...removed].sort((left, right) => comparePaths(left.segments, right.segments));
  });
}

// What only the right side has stands at a position of that side.
const isOfTheLeft = ({ driftType }: ConfigDifference): boolean => driftType !== 'key_added';

/** A difference from what is declared, or from what was accepted of the rest. */
export interface BaselineDifference extends ConfigDifference {
  /** Whether nobody declared the place: the difference is one from the baseline. */
  readonly undeclared?: true;
}

/**
 * What is declared against what runs, and what nobody declared against the values of it that were accepted: a baseline
 * is the configuration that ran when somebody looked at it. What has changed since is a difference, `undeclared`; what
 * is as it was accepted is none.
 *
 * @example
 * const accepted = { port: 80, type: 'ClusterIP' };
 * compareWithBaseline({ port: 80 }, accepted, { port: 80, type: 'NodePort' }); // value_changed type, undeclared
 */
export function compareWithBaseline(
  desired: unknown,
  baseline: unknown,
  live: unknown,
  rules?: DriftRules,
): Either<CompareError, readonly BaselineDifference[]> {
  return withSides([baseline, desired, live], rules, ([accepted, wanted, runs], sides) => {
    const declared = sides.compare(wanted, runs);
    const reported = new PathTree(declared, ({ actualSegments }) => actualSegments);
    const notDeclared = (side: unknown): PathTree<ConfigDifference> =>
      new PathTree(
        sides.compare(side, wanted).filter(({ driftType }) => driftType === 'key_removed'),
        ({ segments }) => segments,
      );
    const [inBaseline, inLive] = [notDeclared(accepted), notDeclared(runs)];
    const isUndeclared = ({ driftType, segments, actualSegments }: ConfigDifference): boolean =>
      driftType === 'key_added'
        ? inLive.covering(actualSegments) !== undefined && reported.covering(actualSegments) === undefined
        : inBaseline.covering(segments) !== undefined;
    const rest = sides
      .compareAll(accepted, runs)
      .filter(isUndeclared)
      .map((difference) => ({ ...difference, undeclared: true as const }));
    return [...declared, ...rest].sort((left, right) => comparePaths(left.segments, right.segments));
  });
}

/** How the sides of one comparison are compared with each other. */
interface Sides {
  readonly rules: DriftRules;
  /** What the left side declares and the right one does not have. */
  readonly compare: (left: unknown, right: unknown) => readonly ConfigDifference[];
  /** The same with what only the right side has. */
  readonly compareAll: (left: unknown, right: unknown) => readonly ConfigDifference[];
  /** Where the place of one configuration lies in another one, whose lists may be in another order. */
  readonly locate: (from: unknown, to: unknown, path: Path) => Path | undefined;
  /** Which place of one configuration `locate` finds at a place of another one. */
  readonly locateBack: (from: unknown, to: unknown, path: Path) => Path | undefined;
}

type Three = readonly [first: unknown, desired: unknown, live: unknown];

/** Carries an error out of the comparisons below; never leaves this file. */
class Failed extends Error {
  constructor(readonly error: CompareError) {
    super(error.message);
  }
}

function withSides<A>(
  sides: Three,
  given: DriftRules | undefined,
  work: (sides: Three, how: Sides) => A,
): Either<CompareError, A> {
  if (given !== undefined && !isCompiled(given)) return E.left(notCompiled(given));
  const [first, desired, live] = sides.map((side) => side ?? undefined) as [unknown, unknown, unknown];
  try {
    const general = given ?? orFail(driftRules({}));
    const chosen = tryOr(() => rulesFor(general, desired ?? first, live), general);
    const { all, declaredOnly: rules } = bothWays(chosen);
    const { normalize: own = (configuration: unknown) => configuration } = chosen.spec;
    const normalize = (configuration: unknown): unknown => answerNow(own(configuration));
    return E.right(
      work([normalize(first), normalize(desired), normalize(live)], {
        rules,
        compare: (left, right) => orFail(compareConfigs(left, right, rules)),
        compareAll: (left, right) => orFail(compareConfigs(left, right, all)),
        ...locators(rules),
      }),
    );
  } catch (cause) {
    if (cause instanceof Failed) return E.left(cause.error);
    const refused = compareConfigs(desired, live, given);
    return E.isLeft(refused)
      ? refused
      : E.left(unreadableConfig({ path: '', reason: 'it cannot be walked through' }, cause));
  }
}

interface BothWays {
  readonly all: DriftRules;
  readonly declaredOnly: DriftRules;
}

// Compiling rules takes longer than most comparisons.
const compiled = new WeakMap<DriftRules, BothWays>();

function bothWays(rules: DriftRules): BothWays {
  const known = compiled.get(rules);
  if (known !== undefined) return known;
  const made = {
    all: orFail(extendRules(rules, { declaredOnly: false })),
    declaredOnly: orFail(extendRules(rules, { declaredOnly: true })),
  };
  compiled.set(rules, made);
  return made;
}

function orFail<A>(outcome: Either<CompareError, A>): A {
  if (E.isLeft(outcome)) throw new Failed(outcome.left);
  return outcome.right;
}

/** A difference between declaration and live, with the side that moved. */
function sided(
  difference: ConfigDifference,
  [applied, wanted, runs]: Three,
  moved: PathTree<ConfigDifference>,
  sides: Sides,
): ThreeWayDifference {
  const { driftType, segments } = difference;
  if (driftType === 'key_added') return liveOnly(difference, applied, runs, sides);
  const above = moved.covering(segments);
  const declarationMoved = above !== undefined || moved.hasBelow(segments);
  const last =
    above === undefined
      ? valueAt(applied, sides.locate(wanted, applied, segments))
      : valueAt(above.entry.actualValue, segments.slice(above.depth));
  const withLast = last === undefined ? difference : { ...difference, lastAppliedValue: last };
  if (!declarationMoved) return { ...withLast, kind: 'out_of_band' };
  const liveStands = isEqualAt(segments, last, difference.actualValue, sides.rules);
  return { ...withLast, kind: liveStands ? 'not_applied' : 'conflict' };
}

/** What only the live side has; an element of a list in order may yet be one that was applied. */
function liveOnly(difference: ConfigDifference, applied: unknown, runs: unknown, sides: Sides): ThreeWayDifference {
  const { actualSegments, actualValue } = difference;
  const last = valueAt(applied, sides.locateBack(applied, runs, actualSegments));
  if (last === undefined) return { ...difference, kind: 'out_of_band' };
  const liveStands = isEqualAt(actualSegments, last, actualValue, sides.rules);
  return { ...difference, lastAppliedValue: last, kind: liveStands ? 'removed_from_declaration' : 'conflict' };
}

/** A value that left the declaration, where it lives on. */
function removedDifference(
  { segments, desiredValue: lastAppliedValue }: ConfigDifference,
  applied: unknown,
  runs: unknown,
  drifted: PathTree<ConfigDifference>,
  { rules, locate }: Sides,
): readonly ThreeWayDifference[] {
  if (runs === undefined || drifted.covering(segments)?.entry.driftType === 'key_removed') return [];
  const place = locate(applied, runs, segments);
  const actualValue = valueAt(runs, place);
  if (place === undefined || actualValue === undefined) return [];
  // What the provider fills in stands there again as soon as it is removed.
  const walk = new Comparison(rules.table);
  walk.start(undefined, actualValue, nodeAt(rules, place));
  if (walk.found.length === 0) return [];
  const changed = drifted.covering(segments) !== undefined || drifted.hasBelow(segments);
  return [
    {
      path: printPath(place),
      segments: place,
      pointer: toPointer(place),
      actualSegments: place,
      driftType: 'key_added',
      actualValue,
      lastAppliedValue,
      kind: changed ? 'conflict' : 'removed_from_declaration',
    },
  ];
}

const nodeAt = (rules: DriftRules, path: Path): RuleNode =>
  path.reduce((node, segment) => node.child(segment), rules.tree.start());

function isEqualAt(path: Path, left: unknown, right: unknown, rules: DriftRules): boolean {
  const walk = new Comparison(rules.table);
  walk.start(left, right, nodeAt(rules, path));
  return walk.found.length === 0;
}

function valueAt(value: unknown, path: Path | undefined): unknown {
  let at = path === undefined ? undefined : value;
  for (const segment of path ?? []) {
    if (!isContainer(at) || !Object.hasOwn(at, segment)) return undefined;
    at = (at as Fields)[segment];
  }
  return at;
}

/** The elements of two lists that are the same one, by their positions on either side. */
interface ListPartners {
  readonly rightOf: readonly number[];
  readonly leftOf: ReadonlyMap<number, number>;
}

/** Finds places again; which elements of two lists are the same is decided once a pair of lists. */
function locators(rules: DriftRules): Pick<Sides, 'locate' | 'locateBack'> {
  const known = new Map<unknown, Map<unknown, ListPartners>>();
  const partnersOf = (left: readonly unknown[], right: readonly unknown[], node: RuleNode): ListPartners => {
    const found = known.get(left)?.get(right);
    if (found !== undefined) return found;
    const rightOf = matchPositions(left, right, node, rules);
    const partners = { rightOf, leftOf: new Map(rightOf.map((j, i) => [j, i])) };
    known.set(left, (known.get(left) ?? new Map<unknown, ListPartners>()).set(right, partners));
    return partners;
  };
  const walk = (from: unknown, to: unknown, path: Path, isBack: boolean): Path | undefined => {
    const found: Segment[] = [];
    let [left, right, node] = [from, to, rules.tree.start()];
    for (const segment of path) {
      if (!isContainer(left) || !isContainer(right)) return undefined;
      const isPosition = Array.isArray(left) && Array.isArray(right) && typeof segment === 'number';
      const partners = isPosition ? partnersOf(left as unknown[], right as unknown[], node) : undefined;
      const partner =
        partners === undefined
          ? segment
          : ((isBack ? partners.leftOf.get(segment as number) : partners.rightOf[segment as number]) ?? NO_PARTNER);
      const [onLeft, onRight] = isBack ? [partner, segment] : [segment, partner];
      if (!Object.hasOwn(isBack ? left : right, partner)) return undefined;
      found.push(partner);
      [left, right, node] = [(left as Fields)[onLeft], (right as Fields)[onRight], node.child(onLeft)];
    }
    return found;
  };
  return {
    locate: (from, to, path) => walk(from, to, path, false),
    locateBack: (from, to, path) => walk(from, to, path, true),
  };
}

/** Which element of the right list each one of the left is; -1 for none. */
function matchPositions(
  left: readonly unknown[],
  right: readonly unknown[],
  node: RuleNode,
  rules: DriftRules,
): readonly number[] {
  const isEqual = (one: unknown, other: unknown, child: RuleNode): boolean => {
    const walk = new Comparison(rules.table);
    walk.run(one, other, child);
    return walk.found.length === 0;
  };
  if (!node.unordered && node.identity === undefined) {
    const { tail } = commonEnds(left, right, (one, other, at) => isEqual(one, other, node.child(at)));
    const [leftEnd, rightEnd] = [left.length - tail, right.length - tail];
    return left.map((_, at) => (at >= leftEnd ? at - leftEnd + rightEnd : at < rightEnd ? at : NO_PARTNER));
  }
  const { equal, changed } = matchElements(left, right, {
    node,
    forms: new Comparison(rules.table).forms,
    identities: rules.table.identities,
    listName: undefined,
    declaredOnly: true,
    related: isEqual,
  });
  const partners = [...equal];
  for (const [i, j] of changed) partners[i] = j;
  return partners;
}

/** A place in a tree of paths. */
interface PathNode<A> {
  readonly children: Map<Segment, PathNode<A>>;
  entry?: A;
}

/** Values by their paths, found by a path above, at or below theirs in as many steps as it has. */
class PathTree<A> {
  readonly #root: PathNode<A> = { children: new Map() };

  constructor(entries: readonly A[], pathOf: (entry: A) => Path) {
    for (const entry of entries) {
      let at = this.#root;
      for (const segment of pathOf(entry)) {
        const child = at.children.get(segment) ?? { children: new Map<Segment, PathNode<A>>() };
        at.children.set(segment, child);
        at = child;
      }
      at.entry ??= entry;
    }
  }

  /** The nearest entry at the path or above it, and how deep it lies. */
  covering(path: Path): { readonly entry: A; readonly depth: number } | undefined {
    let at: PathNode<A> | undefined = this.#root;
    let found: { readonly entry: A; readonly depth: number } | undefined;
    for (let depth = 0; at !== undefined; depth++) {
      if (at.entry !== undefined) found = { entry: at.entry, depth };
      at = depth < path.length ? at.children.get(path[depth]!) : undefined;
    }
    return found;
  }

  /** Whether an entry lies below the path. */
  hasBelow(path: Path): boolean {
    let at: PathNode<A> | undefined = this.#root;
    for (const segment of path) at = at?.children.get(segment);
    return at !== undefined && at.children.size > 0;
  }
}
