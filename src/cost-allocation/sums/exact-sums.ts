/**
 * Sums of many groups of whole units, exact whatever the magnitude: each is a double as long as it is a safe integer,
 * and what no longer fits is moved over to a bigint. Nothing wraps and nothing is rounded.
 */
export interface ExactSums {
  /** By group: the part that is a safe integer. */
  near: Float64Array;
  /** By group, where there is any: the part that was moved over. */
  readonly far: Map<number, bigint>;
}

export function createExactSums(groups: number): ExactSums {
  return { near: new Float64Array(groups), far: new Map() };
}

/** Makes room for more groups, at least doubling, so that growing one by one costs O(n) in all. */
export function growSums(sums: ExactSums, groups: number): void {
  if (groups <= sums.near.length) return;
  const wider = new Float64Array(Math.max(groups, 2 * sums.near.length));
  wider.set(sums.near);
  sums.near = wider;
}

/** Adds a safe integer. The sum of two is exact if it is safe too, and rounds to an unsafe one if it is not. */
export function addSafe(sums: ExactSums, group: number, units: number): void {
  const total = sums.near[group]! + units;
  if (total <= Number.MAX_SAFE_INTEGER && total >= Number.MIN_SAFE_INTEGER) sums.near[group] = total;
  else addBig(sums, group, BigInt(units) + BigInt(sums.near[group]!), 0);
}

/** Adds an amount of any size; `rest` is what then remains in the double. */
export function addBig(sums: ExactSums, group: number, units: bigint, rest = sums.near[group]!): void {
  sums.far.set(group, (sums.far.get(group) ?? 0n) + units);
  sums.near[group] = rest;
}

/** The whole sum of a group. */
export function totalOf(sums: ExactSums, group: number): bigint {
  const far = sums.far.get(group);
  const near = BigInt(sums.near[group] ?? 0);
  return far === undefined ? near : near + far;
}
