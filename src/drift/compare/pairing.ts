import { groupBy } from '../plain-data.js';
import { type LeafSignature, overlapOf } from './similarity.js';

/**
 * Minimum-cost assignment of rows to columns (Hungarian method with potentials, Jonker and Volgenant 1987, O(rows² ×
 * columns)). `cost` is row-major, rows ≤ columns. Answers the column of every row.
 */
export function assignAtLeastCost(cost: Float64Array, rows: number, columns: number): Int32Array {
  const rowPotential = new Float64Array(rows + 1);
  const columnPotential = new Float64Array(columns + 1);
  const rowOf = new Int32Array(columns + 1);
  const cameFrom = new Int32Array(columns + 1);
  for (let row = 1; row <= rows; row++) {
    rowOf[0] = row;
    const freeColumn = shortestPath(cost, columns, rowPotential, columnPotential, rowOf, cameFrom);
    for (let column = freeColumn; column !== 0; column = cameFrom[column]!) rowOf[column] = rowOf[cameFrom[column]!]!;
  }
  const columnOf = new Int32Array(rows);
  for (let column = 1; column <= columns; column++) if (rowOf[column] !== 0) columnOf[rowOf[column]! - 1] = column - 1;
  return columnOf;
}

// One Dijkstra pass from the row in column 0 to the nearest column without a row; potentials keep reduced costs ≥ 0.
function shortestPath(
  cost: Float64Array,
  columns: number,
  rowPotential: Float64Array,
  columnPotential: Float64Array,
  rowOf: Int32Array,
  cameFrom: Int32Array,
): number {
  const nearest = new Float64Array(columns + 1).fill(Infinity);
  const visited = new Uint8Array(columns + 1);
  let column = 0;
  do {
    visited[column] = 1;
    const row = rowOf[column]!;
    const base = (row - 1) * columns - 1;
    let [best, step] = [0, Infinity];
    for (let next = 1; next <= columns; next++) {
      if (visited[next] === 1) continue;
      const reduced = cost[base + next]! - rowPotential[row]! - columnPotential[next]!;
      if (reduced < nearest[next]!) {
        nearest[next] = reduced;
        cameFrom[next] = column;
      }
      if (nearest[next]! < step) {
        step = nearest[next]!;
        best = next;
      }
    }
    for (let next = 0; next <= columns; next++) {
      if (visited[next] === 1) {
        rowPotential[rowOf[next]!]! += step;
        columnPotential[next]! -= step;
      } else nearest[next]! -= step;
    }
    column = best;
  } while (rowOf[column] !== 0);
  return column;
}

/** A list element left over when all equal ones are matched. */
export interface UnmatchedElement {
  readonly signature: LeafSignature;
  /** Orders elements by content, so that the outcome does not depend on where they stand. */
  readonly rank: number;
}

interface PairingOptions {
  /** The elements are known to be the same, so they pair however much differs. */
  readonly anyDistance: boolean;
  /** Leaves that only the actual element has count for nothing. */
  readonly declaredOnly: boolean;
}

/** Positions among the left-over desired and actual elements that are two states of one element. */
type Pair = readonly [desired: number, actual: number];

interface Candidate {
  readonly desired: number;
  readonly actual: number;
  readonly cost: number;
}

// Beyond this many candidates in one cluster of similar elements, pairs are taken nearest first instead of optimally.
const MAX_EXACT_PAIRING = 400;
// Of more elements that hold one leaf, only those nearest in content are candidates, so many on each side.
const MAX_NEAREST = 10;
// What is left of a large cluster is paired again, with the candidates that are still free.
const MAX_ROUNDS = 10;

/**
 * Pairs left-over elements so that the number of differing leaves is least. Only elements of which at most half the
 * leaves differ may pair. Exact up to 400 elements in one cluster of mutually similar ones; beyond, nearest first among
 * those whose contents are next to each other in order, which is near linear.
 */
export function pairUnmatched(
  desired: readonly UnmatchedElement[],
  actual: readonly UnmatchedElement[],
  how: PairingOptions,
): readonly Pair[] {
  const isSmall = desired.length * actual.length <= MAX_EXACT_PAIRING ** 2;
  if (how.anyDistance && isSmall) return pairsOf(allPairs(desired, actual, how), desired.length, actual.length);
  const pairs: Pair[] = [];
  let [before, after] = [[...desired.keys()], [...actual.keys()]];
  for (let round = 0; round < MAX_ROUNDS && before.length > 0 && after.length > 0; round++) {
    const [left, right] = [before.map((i) => desired[i]!), after.map((j) => actual[j]!)];
    const { candidates, complete } = similarPairs(left, right, how);
    const found = pairsOf(candidates, left.length, right.length);
    pairs.push(...found.map(([i, j]): Pair => [before[i]!, after[j]!]));
    if (complete || found.length === 0) break;
    const taken = { desired: new Set(found.map(([i]) => i)), actual: new Set(found.map(([, j]) => j)) };
    before = before.filter((_, i) => !taken.desired.has(i));
    after = after.filter((_, j) => !taken.actual.has(j));
  }
  return pairs;
}

const pairsOf = (candidates: readonly Candidate[], desiredCount: number, actualCount: number): readonly Pair[] =>
  clustersOf(candidates, desiredCount, actualCount).flatMap(pairCluster);

/** The cost of a pair: its differing leaves, then, among equals, the nearness of the two contents in their order. */
function costOf(differing: number, desired: UnmatchedElement, actual: UnmatchedElement): number {
  const apart = (desired.rank - actual.rank) / 0x1_0000_0000;
  return differing + apart * apart * 1e-4;
}

function allPairs(
  desired: readonly UnmatchedElement[],
  actual: readonly UnmatchedElement[],
  how: PairingOptions,
): readonly Candidate[] {
  const candidates: Candidate[] = [];
  for (const [i, left] of desired.entries()) {
    for (const [j, right] of actual.entries()) {
      const { agreeing, total } = overlapOf(left.signature, right.signature, how.declaredOnly);
      candidates.push({ desired: i, actual: j, cost: costOf(total - agreeing, left, right) });
    }
  }
  return candidates;
}

/**
 * Two elements of which half the leaves agree share one of any more-than-half of the leaves of the first. So only the
 * rarest leaves of each are looked up (prefix filtering, Chaudhuri, Ganti and Kaushik 2006): exact, and near linear.
 */
function similarPairs(
  desired: readonly UnmatchedElement[],
  actual: readonly UnmatchedElement[],
  how: PairingOptions,
): { readonly candidates: readonly Candidate[]; readonly complete: boolean } {
  const holders = holdersOf(actual);
  const candidates: Candidate[] = [];
  let complete = true;
  const seenBy = new Int32Array(actual.length).fill(-1);
  for (const [i, left] of desired.entries()) {
    for (const holding of rarestHolders(left.signature, holders)) {
      const near = holding.length > MAX_EXACT_PAIRING ? nearestIn(holding, left.rank, actual) : holding;
      complete &&= near === holding;
      for (const j of near) {
        if (seenBy[j] === i) continue;
        seenBy[j] = i;
        const right = actual[j]!;
        const { agreeing, total } = overlapOf(left.signature, right.signature, how.declaredOnly);
        if (agreeing * 2 >= total && agreeing > 0)
          candidates.push({ desired: i, actual: j, cost: costOf(total - agreeing, left, right) });
      }
    }
  }
  return { candidates, complete };
}

/** Of elements in the order of their content, those next to a place in it. */
function nearestIn(holding: readonly number[], rank: number, actual: readonly UnmatchedElement[]): readonly number[] {
  let [low, high] = [0, holding.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (actual[holding[middle]!]!.rank < rank) low = middle + 1;
    else high = middle;
  }
  return holding.slice(Math.max(0, low - MAX_NEAREST), low + MAX_NEAREST);
}

const leafKey = (profile: LeafSignature, leaf: number): number =>
  profile.places[leaf]! * 0x1_0000_0000 + profile.tokens[leaf]!;

function holdersOf(actual: readonly UnmatchedElement[]): ReadonlyMap<number, readonly number[]> {
  const holders = new Map<number, number[]>();
  const byContent = [...actual.keys()].sort((left, right) => actual[left]!.rank - actual[right]!.rank);
  for (const j of byContent) {
    const { signature: profile } = actual[j]!;
    for (let leaf = 0; leaf < profile.places.length; leaf++) {
      const key = leafKey(profile, leaf);
      const holding = holders.get(key);
      if (holding === undefined) holders.set(key, [j]);
      else if (holding.at(-1) !== j) holding.push(j);
    }
  }
  return holders;
}

function rarestHolders(
  profile: LeafSignature,
  holders: ReadonlyMap<number, readonly number[]>,
): readonly (readonly number[])[] {
  const found: (readonly number[])[] = [];
  for (let leaf = 0; leaf < profile.places.length; leaf++) found.push(holders.get(leafKey(profile, leaf)) ?? []);
  return found.sort((left, right) => left.length - right.length).slice(0, Math.floor(found.length / 2) + 1);
}

/** Elements connected by candidates: an assignment never reaches across clusters, so each is solved alone. */
function clustersOf(
  candidates: readonly Candidate[],
  desiredCount: number,
  actualCount: number,
): readonly (readonly Candidate[])[] {
  const parent = Int32Array.from({ length: desiredCount + actualCount }, (_, i) => i);
  const rootOf = (start: number): number => {
    let at = start;
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!;
    return at;
  };
  for (const { desired, actual } of candidates) parent[rootOf(desired)] = rootOf(desiredCount + actual);
  return [...groupBy(candidates, ({ desired }) => rootOf(desired)).values()];
}

function pairCluster(candidates: readonly Candidate[]): readonly Pair[] {
  if (candidates.length === 1) return [[candidates[0]!.desired, candidates[0]!.actual]];
  const rows = [...new Set(candidates.map((candidate) => candidate.desired))];
  const columns = [...new Set(candidates.map((candidate) => candidate.actual))];
  return Math.max(rows.length, columns.length) > MAX_EXACT_PAIRING
    ? pairNearestFirst(candidates)
    : pairAtLeastCost(candidates, rows, columns);
}

function pairNearestFirst(candidates: readonly Candidate[]): readonly Pair[] {
  const takenDesired = new Set<number>();
  const takenActual = new Set<number>();
  const pairs: Pair[] = [];
  for (const { desired, actual } of [...candidates].sort((left, right) => left.cost - right.cost)) {
    if (takenDesired.has(desired) || takenActual.has(actual)) continue;
    takenDesired.add(desired);
    takenActual.add(actual);
    pairs.push([desired, actual]);
  }
  return pairs;
}

// Cells without a candidate cost more than any set of pairs could save, so as many elements pair as can.
function pairAtLeastCost(
  candidates: readonly Candidate[],
  rows: readonly number[],
  columns: readonly number[],
): readonly Pair[] {
  const forbidden =
    1 + candidates.reduce((sum, { cost }) => Math.max(sum, cost), 0) * Math.min(rows.length, columns.length);
  const flipped = rows.length > columns.length;
  const [short, long] = flipped ? [columns, rows] : [rows, columns];
  const shortIndex = new Map(short.map((element, i) => [element, i]));
  const longIndex = new Map(long.map((element, i) => [element, i]));
  const cost = new Float64Array(short.length * long.length).fill(forbidden);
  const cellOf = (candidate: Candidate): number => {
    const [inShort, inLong] = flipped ? [candidate.actual, candidate.desired] : [candidate.desired, candidate.actual];
    return shortIndex.get(inShort)! * long.length + longIndex.get(inLong)!;
  };
  for (const candidate of candidates) cost[cellOf(candidate)] = candidate.cost;
  const longOf = assignAtLeastCost(cost, short.length, long.length);
  return candidates
    .filter((candidate) => {
      const cell = cellOf(candidate);
      return longOf[Math.floor(cell / long.length)] === cell % long.length;
    })
    .map(({ desired, actual }) => [desired, actual]);
}
