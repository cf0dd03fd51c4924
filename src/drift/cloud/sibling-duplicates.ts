import { E } from '../../prelude.js';
import { compareConfigs } from '../compare/compare-configs.js';
import { isEmptyValue, kindOf } from '../compare/values.js';
import type { ConfigDifference } from '../model/drift-record.js';
import { type Fields, tryOr } from '../plain-data.js';
import { driftRules, type DriftRules } from '../rules.js';

/** A resource and those declared beside it, as one state holds them. */
export interface SiblingContext {
  /** The actual configuration of the resource that was compared. */
  readonly resource: unknown;
  /** The configurations of the other resources. */
  readonly siblings: readonly unknown[];
  /** The rules that both sides are compared by. */
  readonly rules?: DriftRules;
}

/**
 * Leaves out what only repeats another resource: a bucket shows the policy that a bucket-policy resource gave it. A
 * difference is an echo when nothing was declared in its place and a sibling that names this resource declares the same
 * value, whole or field by field. A value that no sibling declares stays a difference, and so does everything where the
 * context refuses to be read.
 */
export function withoutSiblingDuplicates(
  differences: readonly ConfigDifference[],
  context: SiblingContext,
): readonly ConfigDifference[] {
  return tryOr(() => {
    const names = namesOf(context.resource);
    const near = context.siblings.filter((sibling) => sibling !== context.resource && refersTo(sibling, names));
    return near.length === 0
      ? differences
      : differences.filter((difference) => !isSiblingDuplicate(difference, near, context.rules));
  }, differences);
}

function isSiblingDuplicate(
  { desiredValue, actualValue }: ConfigDifference,
  siblings: readonly unknown[],
  rules: DriftRules | undefined,
): boolean {
  if (!isEmptyValue(desiredValue) || isEmptyValue(actualValue)) return false;
  return siblings.some(
    (sibling) =>
      Object.values(sibling as Fields).some((value) => equalValues(value, actualValue, rules)) ||
      hasSameFields(sibling, actualValue, rules),
  );
}

/** Whether a sibling has every field of a block with the same value. */
function hasSameFields(sibling: unknown, block: unknown, rules: DriftRules | undefined): boolean {
  if (kindOf(block) !== 'map') return false;
  const fields = Object.entries(block as Fields).filter(([, value]) => !isEmptyValue(value));
  return (
    fields.length > 0 &&
    fields.every(
      ([key, value]) => Object.hasOwn(sibling as Fields, key) && equalValues((sibling as Fields)[key], value, rules),
    )
  );
}

// Compared under a key of its own: the rules of a place do not follow the value to another place.
function equalValues(left: unknown, right: unknown, rules: DriftRules | undefined): boolean {
  const global = rules === undefined ? undefined : rulesOfAnyPlace(rules);
  if (global !== undefined && E.isLeft(global)) return false;
  const found = compareConfigs({ value: left }, { value: right }, global?.right);
  return E.isRight(found) && found.right.length === 0;
}

const rulesOfAnyPlace = ({ spec }: DriftRules) =>
  driftRules({ emptyEqualsMissing: spec.emptyEqualsMissing ?? false, globalComparators: spec.globalComparators ?? [] });

const IDENTIFIERS = ['id', 'arn', 'name', 'bucket', 'self_link'];

const namesOf = (resource: unknown): ReadonlySet<unknown> =>
  new Set(
    kindOf(resource) === 'map'
      ? IDENTIFIERS.map((key) => (resource as Fields)[key]).filter((name) => typeof name === 'string' && name !== '')
      : [],
  );

const refersTo = (sibling: unknown, names: ReadonlySet<unknown>): boolean =>
  kindOf(sibling) === 'map' && Object.values(sibling as Fields).some((value) => names.has(value));
