/**
 * Sums of many groups of whole units, exact whatever the magnitude: each is a double as long as it is a safe integer,
 * and what no longer fits is moved over to a bigint. Nothing wraps and nothing is rounded.
 */
export interface ExactSums {
  /** By group: the part that is a safe integer. */
  safe: Float64Array;
  /** By group, where there is any: the part that was moved over. */
  readonly overflow: Map<number, bigint>;
}

export function createExactSums(groups: number): ExactSums {
  return { safe: new Float64Array(groups), overflow: new Map() };
}

/** Makes room for more groups, at least doubling, so that growing one by one costs O(n) in all. */
export function growSums(sums: ExactSums, groups: number): void {
  if (groups <= sums.safe.length) return;
  const wider = new Float64Array(Math.max(groups, 2 * sums.safe.length));
  wider.set(sums.safe);
  sums.safe = wider;
}

/** Adds a safe integer. The sum of two is exact if it is safe too, and rounds to an unsafe one if it is not. */
export function addSafe(sums: ExactSums, group: number, units: number): void {
  const total = sums.safe[group]! + units;
  if (total <= Number.MAX_SAFE_INTEGER && total >= Number.MIN_SAFE_INTEGER) sums.safe[group] = total;
  else addBig(sums, group, BigInt(units) + BigInt(sums.safe[group]!), 0);
}

/** Adds an amount of any size; `rest` is what then remains in the double. */
export function addBig(sums: ExactSums, group: number, units: bigint, rest: number = sums.safe[group]!): void {
  sums.overflow.set(group, (sums.overflow.get(group) ?? 0n) + units);
  sums.safe[group] = rest;
}

/** The whole sum of a group. */
export function totalOf(sums: ExactSums, group: number): bigint {
  const overflow = sums.overflow.get(group);
  const safe = BigInt(sums.safe[group] ?? 0);
  return overflow === undefined ? safe : safe + overflow;
}
