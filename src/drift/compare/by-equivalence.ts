import type { Equivalence } from '../equivalence/equivalence.js';
import type { RuleNode } from '../rules/node.js';
import type { DifferenceCollector } from './findings.js';
import type { NormalForms } from './forms.js';
import { identical } from './identical.js';
import { isContainer } from './kind.js';

/** What an equivalence needs of a comparison under way. */
export interface EquivalenceContext extends DifferenceCollector {
  readonly forms: NormalForms;
}

/**
 * Lets the equivalences of a place decide. Answers whether one did; if none did, the plain comparison follows. A
 * container that an equivalence calls different is still looked into, so that the difference is told at its leaf.
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
        ? byNormalForm(context, equivalence, desired, actual, depth)
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
  if (parts === undefined)
    context.report(desired, actual, 'value_changed', depth, isContainer(want) ? [want, have] : undefined);
  for (const part of parts ?? []) context.reportPart(part, depth);
  return true;
}
