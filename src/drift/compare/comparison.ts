import type { PartDifference } from '../equivalence/equivalence.js';
import type { DifferenceType } from '../model/drift-record.js';
import type { Path, Segment } from '../path.js';
import type { Fields } from '../plain-data.js';
import { DEFAULT_NODE, DEFAULT_TABLE, type RuleNode, type RuleTable } from '../rule-tree.js';
import { commonEnds, identical, NO_PARTNER, type Partners } from './exact-match.js';
import {
  absenceRule,
  compareByEquivalence,
  type DifferenceCollector,
  findIgnoringRule,
  type FoundDifference,
  type FoundIgnored,
} from './ignored-differences.js';
import { matchElements, type Matching } from './matching.js';
import { NormalForms } from './normal-forms.js';
import { CyclicValue } from './normal-form.js';
import {
  containsItself,
  equalLeaves,
  isAbsent,
  isContainer,
  keyInOtherCase,
  type Kind,
  kindOf,
  typeOf,
} from './values.js';

interface DeferredPair {
  readonly desired: unknown;
  readonly actual: unknown;
  readonly node: RuleNode;
  readonly above: PathAbove;
}

/** The way to a deferred pair, in parts that deferred pairs below it share. */
interface PathAbove {
  readonly above: PathAbove | undefined;
  readonly length: number;
  readonly desired: readonly Segment[];
  readonly actual: readonly Segment[];
}

const NO_PATH: PathAbove = { above: undefined, length: 0, desired: [], actual: [] };

// Recursion goes this deep at once; what lies deeper waits in a queue and starts on a fresh stack.
const MAX_RECURSION_DEPTH = 200;
// A question "are these two equal?" inside another, this deep, is answered with no: the difference is then reported.
const MAX_NESTED_COMPARISONS = 10;

// A path of more than 100 steps is no configuration any more; all such paths together may have this many steps.
const LONG_PATH = 100;
const MAX_LONG_PATH_STEPS = 1_000_000;
// Of a resource of which more is passed over, the first is kept.
const MAX_PASSED_OVER = 10_000;

/**
 * There are too many differences too deep to be reported. Thrown inside the comparison, an error value to the caller.
 */
class TooManySteps extends Error {
  constructor() {
    super(`differences this deep would need paths of more than ${MAX_LONG_PATH_STEPS} steps in all`);
  }
}

/** One comparison under way. No path is built until a difference is found. */
export class Comparison implements DifferenceCollector {
  readonly found: FoundDifference[] = [];
  readonly ignored: FoundIgnored[] | undefined;
  /** What one side alone has and the rules call no difference: what nobody declared, blocks that say nothing. */
  readonly passedOver: FoundDifference[] = [];
  readonly #deferred: DeferredPair[] = [];
  #desiredPath: Segment[] = [];
  #actualPath: Segment[] = [];
  #ownForms: NormalForms | undefined;
  // The two paths above hold the steps below this place, which is the last deferred one.
  #above = NO_PATH;
  #depth = 0;
  #steps = 0;

  constructor(
    readonly table: RuleTable,
    options: { readonly explain?: boolean; readonly forms?: NormalForms; readonly question?: number } = {},
  ) {
    this.ignored = options.explain === true ? [] : undefined;
    this.#ownForms = options.forms;
    this.#question = options.question ?? 0;
  }

  readonly #question: number;

  /** The normal forms of this comparison, made only when a list asks for them. */
  get forms(): NormalForms {
    this.#ownForms ??= new NormalForms(this.table, {
      forms: new NormalForms(DEFAULT_TABLE, undefined),
      node: DEFAULT_NODE,
    });
    return this.#ownForms;
  }

  /** Where the walk stands, for an error that is thrown under it. */
  get currentPath(): Path {
    return this.#pathTo(this.#depth, 'desired');
  }

  /** Lets go of every value of the comparison; the steps of a usual path may stay. */
  reset(): void {
    // Setting a length frees the storage even of an empty list, which the next of many small comparisons would miss.
    if (this.found.length > 0) this.found.length = 0;
    if (this.passedOver.length > 0) this.passedOver.length = 0;
    if (this.#deferred.length > 0) this.#deferred.length = 0;
    if (this.#desiredPath.length > LONG_PATH) this.#desiredPath = [];
    if (this.#actualPath.length > LONG_PATH) this.#actualPath = [];
    this.#above = NO_PATH;
    this.#depth = 0;
    this.#steps = 0;
    this.#ownForms?.reset();
  }

  /** Compares two whole configurations, either of which may not be there at all. */
  start(desired: unknown, actual: unknown, node: RuleNode): void {
    if (desired === actual && typeof desired !== 'object') return;
    if (desired === undefined || actual === undefined) this.#oneSided(desired, actual, node, 0);
    else this.run(desired, actual, node);
  }

  /** Compares two whole values. */
  run(desired: unknown, actual: unknown, node: RuleNode): void {
    this.visit(desired, actual, node, 0);
    for (let next = this.#deferred.pop(); next !== undefined; next = this.#deferred.pop()) {
      this.#above = next.above;
      this.visit(next.desired, next.actual, next.node, next.above.length);
    }
  }

  /** The path to a place at a depth, on one side. */
  #pathTo(depth: number, side: 'desired' | 'actual'): Segment[] {
    const own = side === 'desired' ? this.#desiredPath : this.#actualPath;
    const steps = own.slice(0, depth - this.#above.length);
    if (this.#above.length === 0) return steps;
    const parts: (readonly Segment[])[] = [steps];
    for (let part: PathAbove | undefined = this.#above; part !== undefined; part = part.above) parts.push(part[side]);
    return parts.reverse().flat();
  }

  report(
    desired: unknown,
    actual: unknown,
    driftType: DifferenceType,
    depth: number,
    inner?: FoundDifference['inner'],
  ): void {
    if (depth > LONG_PATH) this.#steps += depth;
    if (this.#steps > MAX_LONG_PATH_STEPS) throw new TooManySteps();
    this.found.push({
      segments: this.#pathTo(depth, 'desired'),
      actualSegments: this.#pathTo(depth, 'actual'),
      driftType,
      desired,
      actual,
      inner,
    });
  }

  reportPart({ path, actualPath, driftType, desired, actual }: PartDifference, depth: number): void {
    const segments = [...this.#pathTo(depth, 'desired'), ...path];
    const actualSegments = [...this.#pathTo(depth, 'actual'), ...actualPath];
    this.found.push({ segments, actualSegments, driftType, desired, actual, inner: undefined });
  }

  ignore(rule: string, desired: unknown, actual: unknown, depth: number, normalForm?: unknown): void {
    if (this.ignored === undefined || identical(desired, actual)) return;
    this.ignored.push({ segments: this.#pathTo(depth, 'desired'), rule, desired, actual, normalForm });
  }

  /** Compares two present values at `depth`; the caller has noted the last step of the path. */
  visit(desired: unknown, actual: unknown, node: RuleNode, depth: number): void {
    this.#depth = depth;
    if (node.ignored !== undefined) return this.ignore(`ignore:${node.ignored.pattern}`, desired, actual, depth);
    const desiredKind = kindOf(desired);
    const actualKind = kindOf(actual);
    const containers = desiredKind === actualKind && (desiredKind === 'map' || desiredKind === 'list');
    if (!containers && this.#areAbsent(desired, actual, desiredKind, actualKind, node, depth)) return;
    if (node.equivalences.length > 0 && compareByEquivalence(this, desired, actual, node, depth)) return;
    if (!containers) this.#visitLeaves(desired, actual, desiredKind, actualKind, node, depth);
    else if (depth - this.#above.length > MAX_RECURSION_DEPTH) this.#defer(desired, actual, node, depth);
    else if (desiredKind === 'map') this.#visitMaps(desired as Fields, actual as Fields, node, depth);
    else this.#visitLists(desired as readonly unknown[], actual as readonly unknown[], node, depth);
  }

  /** Whether the rules read what stands on both sides, or on the desired side, as nothing at all. */
  #areAbsent(
    desired: unknown,
    actual: unknown,
    desiredKind: Kind,
    actualKind: Kind,
    node: RuleNode,
    depth: number,
  ): boolean {
    if (!isAbsent(desired, this.table, node, desiredKind)) return false;
    if (isAbsent(actual, this.table, node, actualKind)) this.ignore(absenceRule(this.table), desired, actual, depth);
    // A declared null that counts as missing declares nothing, so what runs there is not compared.
    else if (desiredKind === 'null' && this.table.declaredOnly && !node.complete) this.#undeclared(actual, node, depth);
    else return false;
    return true;
  }

  #defer(desired: unknown, actual: unknown, node: RuleNode, depth: number): void {
    // What hangs below the first deferred place is looked through once for all that is deferred later.
    if (this.#above.length === 0 && (containsItself(desired) || containsItself(actual))) throw new CyclicValue();
    const steps = depth - this.#above.length;
    const above = {
      above: this.#above,
      length: depth,
      desired: this.#desiredPath.slice(0, steps),
      actual: this.#actualPath.slice(0, steps),
    };
    this.#deferred.push({ desired, actual, node, above });
  }

  #visitLeaves(
    desired: unknown,
    actual: unknown,
    desiredKind: Kind,
    actualKind: Kind,
    node: RuleNode,
    depth: number,
  ): void {
    const coerce = this.table.coerce && !node.exact;
    if (equalLeaves(desired, actual, desiredKind, actualKind, coerce))
      return this.ignore('coercion', desired, actual, depth);
    this.report(desired, actual, typeOf(desired, actual, desiredKind, actualKind, coerce), depth);
  }

  #visitMaps(desired: Fields, actual: Fields, node: RuleNode, depth: number): void {
    let shared = 0;
    for (const key of Object.keys(desired)) {
      const want = desired[key];
      const have = actual[key];
      if (want === have && typeof want !== 'object' && want !== undefined) {
        shared++;
      } else if (want !== undefined) {
        const present = have !== undefined && Object.hasOwn(actual, key);
        if (present) shared++;
        this.#step(depth, key, key);
        if (present) this.visit(want, have, node.child(key), depth + 1);
        else this.#visitMissing(key, desired, actual, node, depth);
      }
    }
    const keys = Object.keys(actual);
    if (keys.length === shared) return;
    for (const key of keys) {
      if (actual[key] === undefined || (Object.hasOwn(desired, key) && desired[key] !== undefined)) continue;
      this.#step(depth, key, key);
      if (this.table.declaredOnly && !node.complete) this.#undeclaredKey(desired, actual, key, node, depth);
      else this.#oneSided(undefined, actual[key], node.child(key), depth + 1);
    }
  }

  /** A key that was not declared; one that is spelled like a declared key but for case was compared with that. */
  #undeclaredKey(desired: Fields, actual: Fields, key: string, node: RuleNode, depth: number): void {
    const isOtherCase =
      this.table.keysIgnoreCase && Object.keys(desired).some((one) => one.toLowerCase() === key.toLowerCase());
    if (isOtherCase) this.ignore('declared_only', undefined, actual[key], depth + 1);
    else this.#undeclared(actual[key], node.child(key), depth + 1);
  }

  /** A value that nobody declared: ignored, but for the watched places in it. */
  #undeclared(value: unknown, node: RuleNode, depth: number): void {
    this.ignore('declared_only', undefined, value, depth);
    this.#passOver(undefined, value, node, depth);
    if (this.table.watched.length > 0) this.#visitWatched(value, node, depth);
  }

  #visitWatched(value: unknown, node: RuleNode, depth: number): void {
    if (node.watched) return this.#oneSided(undefined, value, node, depth);
    const kind = kindOf(value);
    if (
      (kind !== 'map' && kind !== 'list') ||
      node.ignored !== undefined ||
      depth - this.#above.length > MAX_RECURSION_DEPTH
    )
      return;
    for (const key of Object.keys(value as Fields)) {
      const segment = kind === 'list' ? Number(key) : key;
      this.#step(depth, segment, segment);
      this.#visitWatched((value as Fields)[key], node.child(segment), depth + 1);
    }
  }

  /** Keeps a one-sided value that the rules call no difference, for whoever asks whether it is dangerous. */
  #passOver(desired: unknown, actual: unknown, node: RuleNode, depth: number): void {
    if (this.passedOver.length >= MAX_PASSED_OVER || depth > LONG_PATH || node.ignored !== undefined) return;
    this.passedOver.push({
      segments: this.#desiredPath.slice(0, depth),
      actualSegments: this.#actualPath.slice(0, depth),
      driftType: desired === undefined ? 'key_added' : 'key_removed',
      desired,
      actual,
      inner: undefined,
    });
  }

  #visitMissing(key: string, desired: Fields, actual: Fields, node: RuleNode, depth: number): void {
    const other = this.table.keysIgnoreCase ? keyInOtherCase(key, desired, actual) : undefined;
    if (other === undefined) return this.#oneSided(desired[key], undefined, node.child(key), depth + 1);
    this.#step(depth, key, other);
    this.ignore('keys_ignore_case', { [key]: desired[key] }, { [other]: actual[other] }, depth + 1);
    this.visit(desired[key], actual[other], node.child(key), depth + 1);
  }

  /** The key under which the list at `depth` stands; a list inside a list has none. */
  #listName(depth: number): string {
    const own = depth - this.#above.length;
    const key = own > 0 ? this.#desiredPath[own - 1] : this.#above.desired.at(-1);
    return typeof key === 'string' ? key : '';
  }

  #step(depth: number, desired: Segment, actual: Segment): void {
    const own = depth - this.#above.length;
    this.#desiredPath[own] = desired;
    this.#actualPath[own] = actual;
  }

  /** A value that one side alone has: a difference, unless the rules see nothing in it. */
  #oneSided(desired: unknown, actual: unknown, node: RuleNode, depth: number, isElement = false): void {
    this.#depth = depth;
    const rule = findIgnoringRule(desired, actual, node, this.table, () => this.forms, isElement);
    if (rule !== undefined) {
      // A block that says nothing may mean something: a rule without terms lets everything pass, and what is switched
      // off by default is not what is switched off.
      const present = desired === undefined ? actual : desired;
      if (typeof present === 'object' && present !== null) this.#passOver(desired, actual, node, depth);
      return this.ignore(rule, desired, actual, depth);
    }
    this.report(desired, actual, desired === undefined ? 'key_added' : 'key_removed', depth);
  }

  #visitLists(desired: readonly unknown[], actual: readonly unknown[], node: RuleNode, depth: number): void {
    if (node.unordered || node.identity !== undefined) this.#visitUnordered(desired, actual, node, depth);
    else this.#visitInOrder(desired, actual, node, depth);
  }

  #visitInOrder(desired: readonly unknown[], actual: readonly unknown[], node: RuleNode, depth: number): void {
    const { head, tail } =
      desired.length === actual.length
        ? NO_COMMON_ENDS
        : commonEnds(desired, actual, (want, have, i) => this.#equal(want, have, node.child(i)));
    const longest = Math.max(desired.length, actual.length) - tail;
    // Where ignored differences are wanted, the trimmed ends are compared too: they are equal, but may hold some.
    for (let i = this.ignored === undefined ? head : 0; i < longest; i++) {
      this.#visitElement(
        desired,
        actual,
        i < desired.length - tail ? i : -1,
        i < actual.length - tail ? i : -1,
        node,
        depth,
      );
    }
    if (this.ignored === undefined) return;
    for (let i = tail; i > 0; i--)
      this.#visitElement(desired, actual, desired.length - i, actual.length - i, node, depth);
  }

  /** Visits two elements that stand for each other; -1 where one side has none. */
  #visitElement(
    desired: readonly unknown[],
    actual: readonly unknown[],
    i: number,
    j: number,
    node: RuleNode,
    depth: number,
  ): void {
    const want = i < 0 ? undefined : desired[i];
    const have = j < 0 ? undefined : actual[j];
    if (want === have && typeof want !== 'object') return;
    const at = i < 0 ? j : i;
    this.#step(depth, at, j < 0 ? i : j);
    if (want === undefined && node.allowsExtra) this.#undeclared(have, node.child(at), depth + 1);
    else if (want === undefined || have === undefined) this.#oneSided(want, have, node.child(at), depth + 1, true);
    else this.visit(want, have, node.child(at), depth + 1);
  }

  #visitUnordered(desired: readonly unknown[], actual: readonly unknown[], node: RuleNode, depth: number): void {
    if (identical(desired, actual)) return;
    const declaredOnly = this.table.declaredOnly && !node.complete;
    const { equal, changed, removed, added, keyed } = matchElements(desired, actual, {
      node,
      forms: this.forms,
      identities: this.table.identities,
      listName: this.table.namedElements ? this.#listName(depth) : undefined,
      declaredOnly,
      related: (want, have, child) => this.#areRelated(want, have, child),
    });
    // Elements told apart by fields that stand in another order are compared position by position.
    if (node.ordered && !standInOrder(equal, changed)) return this.#visitInOrder(desired, actual, node, depth);
    if (this.ignored !== undefined) {
      if (equal.some((j, i) => j !== NO_PARTNER && i !== j)) this.ignore('unordered', desired, actual, depth);
      for (const [i, j] of equal.entries())
        if (j !== NO_PARTNER) this.#visitElement(desired, actual, i, j, node, depth);
    }
    for (const [i, j] of changed) this.#visitElement(desired, actual, i, j, node, depth);
    for (const i of removed) this.#visitElement(desired, actual, i, -1, node, depth);
    for (const j of added) {
      this.#step(depth, j, j);
      if (keyed && declaredOnly && !this.table.addedElements) this.#undeclared(actual[j], node.child(j), depth + 1);
      else this.#visitElement(desired, actual, -1, j, node, depth);
    }
  }

  /** Whether two values are equal under the rules: by normal form, or by asking where a relation may join them. */
  #equal(desired: unknown, actual: unknown, node: RuleNode): boolean {
    if (node.ignored !== undefined) return true;
    const want = this.forms.of(desired, node);
    const have = this.forms.of(actual, node);
    if (want.id === have.id) return true;
    const mayBeEqual = want.looseId === have.looseId || (this.table.declaredOnly && isContainer(desired));
    return mayBeEqual && this.#areRelated(desired, actual, node);
  }

  #areRelated(desired: unknown, actual: unknown, node: RuleNode): boolean {
    if (this.#question >= MAX_NESTED_COMPARISONS) return false;
    return this.compareInside(desired, actual, node).length === 0;
  }

  compareInside(desired: unknown, actual: unknown, node?: RuleNode): readonly FoundDifference[] {
    const walk =
      node === undefined || this.#question >= MAX_NESTED_COMPARISONS
        ? new Comparison(DEFAULT_TABLE, { question: this.#question })
        : new Comparison(this.table, { forms: this.forms, question: this.#question + 1 });
    walk.run(desired, actual, walk.table === this.table && node !== undefined ? node : DEFAULT_NODE);
    return walk.found;
  }
}

const NO_COMMON_ENDS = { head: 0, tail: 0 };

/** Whether the partners of the elements of a list come in the order of the elements. */
function standInOrder(equal: Partners, changed: Matching['changed']): boolean {
  const pairs = [...equal].map((j, i) => [i, j] as const).filter(([, j]) => j !== NO_PARTNER);
  const partners = [...pairs, ...changed].sort(([left], [right]) => left - right).map(([, j]) => j);
  return partners.every((j, at) => at === 0 || partners[at - 1]! < j);
}
