import { type Path, printPath, type Segment } from '../../src/drift/path.js';
import type { DriftRules } from '../../src/drift/rule-spec.js';

/** A declaration with one leaf changed. */
export interface Mutant {
  readonly path: string;
  readonly declared: unknown;
}

/**
 * The declaration with each of its leaves changed in turn: text gets a suffix, numbers grow by one, booleans flip.
 * Leaves out those that no comparison can judge: read-only and write-only places, nulls, and fields that the API does
 * not give back.
 */
export function mutantsOf(declared: unknown, actual: unknown, rules: DriftRules): readonly Mutant[] {
  return leavesOf(declared)
    .filter(([path]) => isCompared(path, actual, rules))
    .map(([path, value]) => ({ path: printPath(path), declared: withChange(declared, path, changed(value)) }));
}

function leavesOf(value: unknown, path: Path = []): readonly (readonly [Path, unknown])[] {
  if (typeof value !== 'object') return value === undefined ? [] : [[path, value]];
  if (value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    leavesOf(member, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

function isCompared(path: Path, actual: unknown, rules: DriftRules): boolean {
  let node = rules.tree.start();
  let there: unknown = actual;
  for (const segment of path) {
    node = node.child(segment);
    if (node.ignored !== undefined) return false;
    // Lists may stand in another order, so below one the place is not followed further.
    const unfollowed = typeof segment === 'number' || there === undefined || typeof there === 'string';
    there = unfollowed ? undefined : memberOf(there, segment);
    if (!unfollowed && there === undefined) return false;
  }
  return true;
}

function memberOf(value: unknown, segment: Segment): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const key =
    Object.keys(value).find((name) => name === segment) ??
    Object.keys(value).find((name) => name.toLowerCase() === String(segment).toLowerCase());
  return key === undefined ? undefined : (value as Record<string, unknown>)[key];
}

const changed = (value: unknown): unknown =>
  typeof value === 'string' ? `${value}-changed` : typeof value === 'number' ? value + 1 : !(value as boolean);

function withChange(value: unknown, [head, ...rest]: Path, change: unknown): unknown {
  if (head === undefined) return change;
  if (Array.isArray(value))
    return value.map((element, i) => (i === head ? withChange(element, rest, change) : element));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, member]) => [
      key,
      key === head ? withChange(member, rest, change) : member,
    ]),
  );
}
