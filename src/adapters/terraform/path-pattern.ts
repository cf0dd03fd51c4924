import { type Path, printPath } from '../../drift/index.js';

/** A path as the pattern that matches it and nothing else: printed, with every key that is no plain word in quotes. */
export const toPattern = (path: Path): string => printPath(path);

/** The paths of a tree of marks in which `true` marks a place, as in `after_sensitive` and `after_unknown`. */
export function getMarkedPaths(marks: unknown, path: Path = []): readonly Path[] {
  if (marks === true) return path.length === 0 ? [] : [path];
  if (typeof marks !== 'object' || marks === null || path.length > 100) return [];
  if (Array.isArray(marks)) return marks.flatMap((mark: unknown, i) => getMarkedPaths(mark, [...path, i]));
  return Object.entries(marks).flatMap(([key, mark]) => getMarkedPaths(mark, [...path, key]));
}

/**
 * The path of a list of steps, in either of Terraform's spellings: `["rule", 0]` or `[{"type": "get_attr", "value":
 * "rule"}]`.
 */
export function toPath(steps: unknown): Path | undefined {
  if (!Array.isArray(steps) || steps.length === 0) return undefined;
  const path = steps.map(toSegment);
  return path.every((segment) => segment !== undefined) ? path : undefined;
}

function toSegment(step: unknown): string | number | undefined {
  if (typeof step === 'string' || typeof step === 'number') return step;
  if (typeof step !== 'object' || step === null || !('value' in step)) return undefined;
  const { value } = step as { readonly value: unknown };
  // An index holds its value with its type: { "value": 0, "type": "number" }.
  return typeof value === 'object' && value !== null && 'value' in value ? toSegment(value) : toSegment(value);
}
