import type { Path } from '../path/segment.js';

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
export function countByRule(silences: readonly IgnoredDifference[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { rule } of silences) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([left], [right]) => (left < right ? -1 : 1)));
}
