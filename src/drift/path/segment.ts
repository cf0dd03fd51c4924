/** One step into a configuration: a key of an object (text) or a position in a list (number). */
export type Segment = string | number;

/** The address of a value inside a configuration; the empty path is the configuration itself. */
export type Path = readonly Segment[];

/**
 * Document order: parents before children, list positions by number before keys, keys by UTF-16 code unit.
 * It does not depend on the order in which an object was built.
 */
export function comparePaths(left: Path, right: Path): number {
  const shared = Math.min(left.length, right.length);
  for (let depth = 0; depth < shared; depth++) {
    const order = compareSegments(left[depth]!, right[depth]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareSegments(left: Segment, right: Segment): number {
  if (left === right) return 0;
  if (typeof left === 'number') return typeof right === 'number' ? left - right : -1;
  if (typeof right === 'number') return 1;
  return left < right ? -1 : 1;
}
