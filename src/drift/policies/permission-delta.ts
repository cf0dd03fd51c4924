import { E } from '../../prelude.js';
import { statementsOf } from '../equivalence/iam-policy.js';
import {
  type ConfigDifference,
  type DriftSeverity,
  moreSevere,
  needsEscalation,
  type PowerChange,
} from '../model/drift-record.js';
import { type Path, toPointer } from '../path.js';
import { type Fields, groupBy, isFields, isObject, plainName, plainType, tryOr } from '../plain-data.js';
import { addAt, removeAt, replaceAt } from '../remediation/apply-remediation.js';
import {
  documentIn,
  type Judge,
  judgeAt,
  judgePolicies,
  type PermissionResource,
  permissionResource,
  placesOf,
} from './placed-policies.js';
import type { PowerSeverity } from './power-severity.js';

/** A difference as far as permissions are concerned. */
export type PlacedDifference = Pick<
  ConfigDifference,
  'segments' | 'actualSegments' | 'desiredValue' | 'actualValue'
> & { readonly driftType: string };

/** What a difference changes in power; `same` where it changes a policy that lets the same through as before. */
export type PowerVerdict = PowerChange | 'same';

/** The configurations of one resource, and what of them may be shown. */
export interface ComparedResource {
  readonly resourceType: string;
  readonly desired: unknown;
  readonly actual: unknown;
  /** Whether nothing in a value is secret. */
  readonly isShown: (value: unknown, path: Path, root: unknown) => boolean;
}

/** A policy on both sides, and the differences that lie in it. */
interface PolicyPair {
  readonly judge: Judge;
  readonly desired: unknown;
  readonly actual: unknown;
  readonly path: Path;
  readonly actualPath: Path;
  /** The same for all differences in one pair. */
  readonly key: string;
  /** Whether it is a member of a list, whose policies hold together. */
  readonly isListed?: boolean;
  /** The declared document with one difference put into it, or the actual one without it. */
  readonly with: (difference: PlacedDifference) => { readonly value: unknown } | undefined;
  readonly without: (difference: PlacedDifference) => { readonly value: unknown } | undefined;
}

const pairOf = (judge: Judge, desired: unknown, actual: unknown, path: Path, actualPath: Path): PolicyPair => ({
  judge,
  desired,
  actual,
  path,
  actualPath,
  key: JSON.stringify([path, actualPath]),
  with: (difference) => withChange(desired, difference, path.length),
  without: (difference) => withChange(actual, reverse(difference), actualPath.length),
});

/** The pairs of one key as one: the policies that left a list and those that came into it hold together. */
function joinPairs(pairs: readonly PolicyPair[]): PolicyPair | undefined {
  const [first] = pairs as [PolicyPair];
  if (first.isListed !== true || pairs.length === 1) return first;
  const present = (documents: readonly unknown[]): readonly unknown[] => documents.filter((one) => one !== undefined);
  const wants = present(pairs.map(({ desired }) => desired));
  const haves = present(pairs.map((pair) => pair.actual));
  const [desired, actual] = [unionOf(wants), unionOf(haves)];
  if (desired === undefined || actual === undefined) return undefined;
  const exchange = (documents: readonly unknown[], out: unknown, into: unknown) => {
    const value = unionOf(present([...documents.filter((one) => one !== out), into]));
    return value && { value };
  };
  return {
    ...first,
    desired,
    actual,
    with: ({ desiredValue, actualValue }) => exchange(wants, desiredValue, actualValue),
    without: ({ desiredValue, actualValue }) => exchange(haves, actualValue, desiredValue),
  };
}

/** Several policies as one; `undefined` where their versions differ, so that a variable of one is a text of another. */
function unionOf(documents: readonly unknown[]): Fields | undefined {
  const read = documents.map(documentIn);
  if (new Set(read.map(({ Version: version }) => version)).size > 1) return undefined;
  return { ...read[0], Statement: read.flatMap(statementsOf) };
}

// One policy takes milliseconds at most; with more of them in one resource the rest is judged by its place.
const MAX_COMPARISONS = 200;
const MAX_PARTS = 16;

/**
 * What each of some differences of one resource changes in power, judged over the whole policy that it belongs to;
 * differences that belong to no policy have no answer. Of several differences in one policy each is judged for what it
 * does by itself, and where none by itself does what all do together, all are judged as one.
 */
export function powerChanges<D extends PlacedDifference>(
  differences: readonly D[],
  resource: ComparedResource,
): ReadonlyMap<D, PowerVerdict> {
  return tryOr(() => new PermissionJudge(resource).judge(differences), new Map<D, PowerVerdict>());
}

class PermissionJudge {
  readonly #resource: ComparedResource;
  readonly #whole: PermissionResource | undefined;
  #left = MAX_COMPARISONS;

  constructor(resource: ComparedResource) {
    this.#resource = resource;
    this.#whole = permissionResource(resource.resourceType, [resource.desired, resource.actual]);
  }

  judge<D extends PlacedDifference>(differences: readonly D[]): ReadonlyMap<D, PowerVerdict> {
    const verdicts = new Map<D, PowerVerdict>();
    const within: (readonly [D, PolicyPair])[] = [];
    for (const difference of differences) {
      const pair = this.#pairAround(difference);
      if (pair !== undefined) within.push([difference, pair]);
      else {
        const verdict = this.#verdictBelow(difference);
        if (verdict !== undefined) verdicts.set(difference, verdict);
      }
    }
    for (const group of groupBy(within, ([, { key }]) => key).values()) {
      const joined = joinPairs(group.map(([, pair]) => pair));
      const units = joined === undefined ? group.map((one) => [one]) : [group];
      for (const unit of units) {
        const members = unit.map(([difference]) => difference);
        const judged = this.#judgeGroup(joined ?? unit[0]![1], members);
        judged.forEach((verdict, i) => verdict !== undefined && verdicts.set(members[i]!, verdict));
      }
    }
    return verdicts;
  }

  #compare(judge: Judge, desired: unknown, actual: unknown): PowerSeverity | undefined {
    this.#left -= 1;
    return this.#left < 0 ? undefined : judge(desired, actual);
  }

  /** The policy that a difference lies in, or that it is. */
  #pairAround(difference: PlacedDifference): PolicyPair | undefined {
    const { segments, actualSegments, desiredValue, actualValue, driftType } = difference;
    const { desired, actual } = this.#resource;
    const name = segments.find((segment) => typeof segment === 'string' && plainName(segment) !== 'properties');
    if (this.#whole !== undefined && typeof name === 'string' && this.#whole.fields.has(plainName(name)))
      return pairOf(this.#whole.judge, desired, actual, [], []);
    let [want, have] = [desired, actual];
    for (let depth = 0; depth < segments.length; depth += 1) {
      if (mayBePolicy(want) && mayBePolicy(have)) {
        const [path, actualPath] = [segments.slice(0, depth), actualSegments.slice(0, depth)];
        const judge = judgeAt(path, [want, have]);
        if (judge !== undefined) return pairOf(judge, want, have, path, actualPath);
      }
      [want, have] = [memberOf(want, segments[depth]!), memberOf(have, actualSegments[depth]!)];
    }
    if (!mayBePolicy(desiredValue) && !mayBePolicy(actualValue)) return undefined;
    const judge = judgeAt(segments, [desiredValue, actualValue]);
    if (judge === undefined) return undefined;
    const pair = pairOf(judge, desiredValue, actualValue, segments, actualSegments);
    const isListed = typeof segments.at(-1) === 'number' && judge === judgePolicies;
    const key = isListed ? JSON.stringify([segments.slice(0, -1), 'list']) : `${pair.key} ${driftType}`;
    return { ...pair, key, isListed };
  }

  /** What a difference that holds policies and other things changes: security and worse, or nothing that is known. */
  #verdictBelow({ segments, desiredValue, actualValue }: PlacedDifference): PowerVerdict | undefined {
    if (!isObject(desiredValue) && !isObject(actualValue)) return undefined;
    const found =
      segments.length === 0 && this.#whole !== undefined
        ? [{ path: [], judge: this.#whole.judge, sides: [desiredValue, actualValue] }]
        : pairsBelow(segments, desiredValue, actualValue);
    const judged = found.flatMap(({ judge, sides }) => this.#compare(judge, sides[0], sides[1]) ?? []);
    const worst = worstOf(judged.map(({ severity }) => severity));
    const first = judged.find(({ severity }) => severity === worst);
    const isAlone = found.length === 1 && isNamedPolicy(desiredValue ?? actualValue, found[0]!.path);
    if (worst === undefined || first === undefined || !(needsEscalation(worst) || isAlone)) return undefined;
    const isShown =
      this.#isShown(desiredValue, segments, this.#resource.desired) &&
      this.#isShown(actualValue, segments, this.#resource.actual);
    return this.#toVerdict(worst, first.sentence, isShown);
  }

  #judgeGroup(pair: PolicyPair, group: readonly PlacedDifference[]): readonly (PowerVerdict | undefined)[] {
    const whole = this.#compare(pair.judge, pair.desired, pair.actual);
    if (whole === undefined) return [];
    const { severity } = whole;
    if (severity === undefined) return group.map(() => 'same');
    const isShown =
      this.#isShown(pair.desired, pair.path, this.#resource.desired) &&
      this.#isShown(pair.actual, pair.actualPath, this.#resource.actual);
    const all = this.#toVerdict(severity, whole.sentence, isShown);
    if (group.length === 1 || group.length > MAX_PARTS) return group.map(() => all);
    const parts = group.map((difference) => this.#judgePart(pair, difference));
    if (worstOf(parts.map((part) => part?.severity)) !== severity) return group.map(() => all);
    return parts.map((part) =>
      part?.severity === undefined ? part && ALONE_THE_SAME : this.#toVerdict(part.severity, part.sentence, isShown),
    );
  }

  /** What one difference does both by itself and after all others. */
  #judgePart(pair: PolicyPair, difference: PlacedDifference): PowerSeverity | undefined {
    const [changed, kept] = [pair.with(difference), pair.without(difference)];
    const first = changed && this.#compare(pair.judge, pair.desired, changed.value);
    const last = kept && this.#compare(pair.judge, kept.value, pair.actual);
    if (first === undefined || last === undefined) return first ?? last;
    return first.severity === undefined || worstOf([first.severity, last.severity]) === last.severity ? first : last;
  }

  #isShown(value: unknown, path: Path, root: unknown): boolean {
    return value === undefined || this.#resource.isShown(value, path, root);
  }

  #toVerdict(given: DriftSeverity, sentence: string, isShown: boolean): PowerChange {
    // What an endpoint lets through comes from its own network alone.
    const isInside = given === 'critical' && /vpcendpoint/.test(plainType(this.#resource.resourceType));
    const severity = isInside ? 'security' : given;
    return { severity, sentence: isShown ? sentence : HIDDEN_SENTENCES[severity] };
  }
}

/** What is said of a policy that holds a secret. */
const HIDDEN_SENTENCES: Readonly<Record<DriftSeverity, string>> = {
  critical: 'everyone, an administrator or a reader of all data is allowed more than was declared',
  security: 'more is allowed than was declared',
  functional: 'less is allowed than was declared',
  cosmetic: 'both sides allow the same',
};

const ALONE_THE_SAME: PowerChange = { severity: 'cosmetic', sentence: 'by itself it changes nothing that is allowed' };

const worstOf = (severities: readonly (DriftSeverity | undefined)[]): DriftSeverity | undefined =>
  severities.reduce<DriftSeverity | undefined>(
    (worst, one) => (worst === undefined || one === undefined ? (worst ?? one) : moreSevere(worst, one)),
    undefined,
  );

const mayBePolicy = (value: unknown): boolean =>
  (isFields(value) && ['Statement', 'bindings', 'Version'].some((key) => Object.hasOwn(value, key))) ||
  (typeof value === 'string' && /^\s*[{%]/.test(value));

function memberOf(container: unknown, segment: string | number): unknown {
  if (!isObject(container) || !Object.hasOwn(container, segment)) return undefined;
  return (container as Fields)[segment];
}

/** The policies in two values, each with the one at the same place of the other. */
function pairsBelow(above: Path, desired: unknown, actual: unknown) {
  const isDocument = (path: Path, value: unknown): boolean =>
    mayBePolicy(value) && judgeAt([...above, ...path], [value]) !== undefined;
  const sides = [desired, actual].map(
    (side) => new Map(isObject(side) ? placesOf(side, isDocument).map((one) => [JSON.stringify(one.path), one]) : []),
  );
  return [...new Set(sides.flatMap((side) => [...side.keys()]))].flatMap((key) => {
    const [want, have] = sides.map((side) => side.get(key));
    const { path } = (want ?? have)!;
    const judge = judgeAt([...above, ...path], [want?.value, have?.value]);
    return judge === undefined ? [] : [{ path, judge, sides: [want?.value, have?.value] }];
  });
}

/** Whether a value is a policy beside nothing but its name: `{ PolicyName, PolicyDocument }`. */
const isNamedPolicy = (value: unknown, path: Path): boolean =>
  path.length === 1 &&
  isFields(value) &&
  Object.entries(value).every(([key, member]) => key === path[0] || typeof member === 'string');

const reverse = ({ driftType, ...difference }: PlacedDifference): PlacedDifference => ({
  segments: difference.actualSegments,
  actualSegments: difference.segments,
  desiredValue: difference.actualValue,
  actualValue: difference.desiredValue,
  driftType: driftType === 'key_added' ? 'key_removed' : driftType === 'key_removed' ? 'key_added' : driftType,
});

/** A document with one difference put into it, which lies `depth` steps below the configuration. */
function withChange(
  document: unknown,
  { segments, driftType, actualValue }: PlacedDifference,
  depth: number,
): { readonly value: unknown } | undefined {
  if (!isObject(document)) return undefined;
  const path = segments.slice(depth);
  const end = typeof path.at(-1) === 'number' && driftType === 'key_added' ? [...path.slice(0, -1), '-'] : path;
  const changed =
    driftType === 'key_added'
      ? addAt(document, toPointer(end), actualValue)
      : driftType === 'key_removed'
        ? removeAt(document, toPointer(path))
        : replaceAt(document, toPointer(path), actualValue);
  return E.isLeft(changed) ? undefined : { value: changed.right };
}
