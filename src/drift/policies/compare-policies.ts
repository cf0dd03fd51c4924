import { E, type Either } from '../../prelude.js';
import { type DriftError, unreadableConfig } from '../errors.js';
import { canonicalStatements, type IamPolicy, type IamStatement, parseIamPolicy } from './iam-document.js';
import { SharedAtoms, spaceOf } from './iam-space.js';
import { assignmentsOf } from './iam-variables.js';
import { Work } from './search.js';
import { Witnesses, type WitnessRequest } from './witness.js';

/** How the power of the actual policy stands to that of the declared one. `wider` lets something more through. */
export type PolicyRelation = 'equal' | 'wider' | 'narrower' | 'incomparable';

/** What changed in power from one policy to another. */
export interface PolicyComparison {
  /** How the actual policy stands to the declared one. */
  readonly relation: PolicyRelation;
  /** Requests that only the actual policy lets through: at most 20, one for each pattern that gained something. */
  readonly gained: readonly WitnessRequest[];
  /** Requests that only the declared policy lets through. */
  readonly lost: readonly WitnessRequest[];
  /** What could not be decided, in a sentence. The relation then says the worse: it may be less than `wider`. */
  readonly undecided?: string;
}

/** A policy of ordinary size takes some thousands; long ones may take more, within some milliseconds. */
const MAX_STEPS = 15_000;
const MAX_STEPS_A_CHARACTER = 8;
/** Twice what AWS takes for a policy of a bucket, for both sides. */
const MAX_COUNTED_LENGTH = 40_000;
/** An ARN has at most 2,048 characters. */
const MAX_TEXT_LENGTH = 4_096;
const MAX_WITNESSES = 20;

/**
 * Whether anybody can do more under the actual policy than under the declared one, or less, with examples. Takes IAM
 * policies (of identities, resources, trust) as data or JSON text; no policy at all (`undefined`) allows nothing.
 *
 * Exact over Allow and Deny, wildcards, `Not…` elements, principals, policy variables, and conditions as sets of
 * values; condition keys are taken to be independent of each other and of the request. The work is bounded: what takes
 * more, or rests on an operator that is not known, is `undecided` and counts as gained. Every example is replayed
 * against both policies before it is given.
 *
 * Fails with `UnreadableConfig` where one side is no policy.
 *
 * @example
 * const read = (Resource: string) => ({
 *   Version: '2012-10-17',
 *   Statement: { Effect: 'Allow', Action: 's3:GetObject', Resource },
 * });
 * const { relation, gained } = orThrow(comparePolicies(read('arn:aws:s3:::b/public/*'), read('arn:aws:s3:::b/*')));
 * // relation: 'wider'; gained[0].resource: 'arn:aws:s3:::b/example'
 *
 * Method: a request is a choice of one atom for its principal, action, resource and each condition key; the atoms are
 * the feasible combinations of the patterns of both policies (Backes et al., "Semantic-based Automated Reasoning for
 * AWS Access Policies using SMT", FMCAD 2018, ask the same question of a solver).
 */
export function comparePolicies(desired: unknown, actual: unknown): Either<DriftError, PolicyComparison> {
  try {
    return E.map(([want, have]: readonly IamPolicy[]) => compareParsed(want!, have!))(parseBoth(desired, actual));
  } catch (cause) {
    return E.left(unreadableConfig({ path: '', reason: 'reading a policy failed; expected plain data' }, cause));
  }
}

/**
 * What the denials of two policies leave to be allowed elsewhere: other policies of the same identity or resource rest
 * on them even where the policy itself allows nothing of it. Both policies are given with one that allows everything.
 */
export function compareDenials(desired: unknown, actual: unknown): PolicyComparison | undefined {
  const both = parseBoth(desired, actual);
  if (E.isLeft(both)) return undefined;
  const [want, have] = both.right.map((policy) => ({
    ...policy,
    unresolved: [],
    statements: [...policy.statements.filter(({ allow }) => !allow), ALLOW_ALL],
  }));
  return compareParsed(want!, have!, true);
}

const ALLOW_ALL: IamStatement = {
  index: -1,
  allow: true,
  principals: undefined,
  actions: undefined,
  resources: [],
  conditions: [],
};

function parseBoth(desired: unknown, actual: unknown): Either<DriftError, readonly IamPolicy[]> {
  const [want, have] = [parseIamPolicy(desired), parseIamPolicy(actual)];
  if (E.isLeft(want)) return E.left(unreadableConfig({ path: 'desired', reason: want.left }));
  if (E.isLeft(have)) return E.left(unreadableConfig({ path: 'actual', reason: have.left }));
  return E.right([want.right, have.right]);
}

function compareParsed(desired: IamPolicy, actual: IamPolicy, ofDenials = false): PolicyComparison {
  const [want, have] = [canonicalStatements(desired), canonicalStatements(actual)];
  const [canGain, canLose] = [!isPlainlyWithin(have, want), !isPlainlyWithin(want, have)];
  if (!canGain && !canLose) return { relation: 'equal', gained: [], lost: [] };
  const gained = new Witnesses(actual, desired, ofDenials);
  const lost = new Witnesses(desired, actual, ofDenials);
  const isResolved = !canGain || desired.unresolved.join() === actual.unresolved.join();
  if ([desired, actual].some(hasLongText)) {
    gained.isOpen = canGain;
    lost.isOpen = canLose;
    return comparisonOf(gained, lost, isResolved);
  }
  const length = [...want.keys(), ...have.keys()].reduce((sum, text) => sum + text.length, 0);
  const work = new Work(MAX_STEPS + MAX_STEPS_A_CHARACTER * Math.min(length, MAX_COUNTED_LENGTH));
  const searching = work.part(0.4);
  const { assignments, isComplete } = assignmentsOf([desired, actual], work.part(0.25));
  gained.isOpen = canGain && !isComplete;
  lost.isOpen = canLose && !isComplete;
  const shared = new SharedAtoms();
  for (const [i, assignment] of assignments.entries()) {
    if (work.isSpent || searching.isSpent) {
      gained.isOpen ||= canGain;
      lost.isOpen ||= canLose;
      break;
    }
    const share = 1 / (assignments.length - i);
    const space = spaceOf([desired, actual], assignment, shared, work);
    const own = searching.part(share);
    if (canGain) gained.collect(space, 1, own.part(0.5));
    if (canLose) lost.collect(space, 0, own);
  }
  return comparisonOf(gained, lost, isResolved);
}

const hasLongText = ({ statements }: IamPolicy): boolean =>
  statements.some(({ actions, resources, conditions }) =>
    [
      actions?.members ?? [],
      ...resources.map(({ members }) => members),
      ...conditions.map(({ values }) => values),
    ].some((texts) => texts.some(({ length }) => length > MAX_TEXT_LENGTH)),
  );

/** Whether each Allow of one policy stands in the other as it is, and each Deny of the other in the one. */
function isPlainlyWithin(one: ReadonlyMap<string, IamStatement>, other: ReadonlyMap<string, IamStatement>): boolean {
  const holds = (
    allow: boolean,
    parts: ReadonlyMap<string, IamStatement>,
    whole: ReadonlyMap<string, IamStatement>,
  ): boolean => [...parts].every(([text, statement]) => statement.allow !== allow || whole.has(text));
  return holds(true, one, other) && holds(false, other, one);
}

function comparisonOf(gained: Witnesses, lost: Witnesses, isResolved: boolean): PolicyComparison {
  const isWider = gained.list.length > 0 || gained.isOpen || !isResolved;
  const isNarrower = lost.list.length > 0 || lost.isOpen;
  const open = [gained, lost]
    .filter(({ list, isOpen }) => isOpen && list.length === 0)
    .map((one) => (one === gained ? 'more' : 'less'));
  const undecided = !isResolved
    ? 'the policies hold values that are not text, such as references, which are taken as they are written'
    : open.length > 0
      ? `whether the actual policy lets ${open.join(' or ')} through could not be decided`
      : undefined;
  return {
    relation: isWider ? (isNarrower ? 'incomparable' : 'wider') : isNarrower ? 'narrower' : 'equal',
    gained: gained.list.slice(0, MAX_WITNESSES),
    lost: lost.list.slice(0, MAX_WITNESSES),
    ...(undecided === undefined ? {} : { undecided }),
  };
}
