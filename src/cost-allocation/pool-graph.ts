import { getScale } from '../money/decimal.js';
import {
  add,
  divide,
  leastCommonMultiple,
  multiply,
  ONE,
  rational,
  type Rational,
  subtract,
  ZERO,
} from '../money/rational.js';
import { powerOfTen, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { closedPools, type ClosedPools, poolCycle, type PoolCycle } from './errors.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { AllocationRule } from './model/allocation-rule.js';
import type { Recipient, Weights } from './strategies.js';

/** A pool in the graph of pools for the money of one category at one time. */
interface PoolNode {
  readonly poolId: string;
  readonly rule: AllocationRule;
  /** What goes on to other pools, in parts of 1, in order of their names. */
  readonly downstream: readonly { readonly poolId: string; readonly part: Rational }[];
  /** What is left for the tenants. */
  readonly toTenants: Rational;
}

type PoolGraph = ReadonlyMap<string, PoolNode>;

/** The pools that hold money and all those that it can reach. `ruleOf` gives the rule of a pool. */
export function poolGraph(origins: Iterable<string>, ruleOf: (poolId: string) => AllocationRule): PoolGraph {
  const graph = new Map<string, PoolNode>();
  const waiting = [...origins];
  for (let poolId = waiting.pop(); poolId !== undefined; poolId = waiting.pop()) {
    if (graph.has(poolId)) continue;
    const node = nodeOf(poolId, ruleOf(poolId));
    graph.set(poolId, node);
    waiting.push(...node.downstream.map((edge) => edge.poolId));
  }
  return graph;
}

function nodeOf(poolId: string, rule: AllocationRule): PoolNode {
  const shares = Object.entries(rule.shareToPools ?? {}).filter(([, part]) => !part.isZero());
  const scale = shares.reduce((most, [, part]) => Math.max(most, getScale(part)), 0);
  const whole = powerOfTen(scale);
  let left = whole;
  const downstream = shares
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([target, part]) => {
      const units = toUnits(part, scale);
      left -= units;
      return { poolId: target, part: rational(units, whole) };
    });
  return { poolId, rule, downstream, toTenants: rational(left, whole) };
}

/** The pools in the order in which money passes through them, and those after them that lie on or behind a circle. */
export interface PoolOrder {
  readonly acyclic: readonly PoolNode[];
  readonly cyclic: readonly PoolNode[];
}

/**
 * Orders the pools (Kahn 1962). A circle is an error that names it, unless the rules of all its pools are reciprocal.
 */
export function orderPools(graph: PoolGraph): Either<PoolCycle, PoolOrder> {
  const incoming = new Map([...graph.keys()].map((poolId) => [poolId, 0]));
  for (const node of graph.values())
    for (const { poolId } of node.downstream) incoming.set(poolId, incoming.get(poolId)! + 1);
  const ready = [...graph.values()].filter((node) => incoming.get(node.poolId) === 0);
  const acyclic: PoolNode[] = [];
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    acyclic.push(node);
    for (const { poolId } of node.downstream) {
      const left = incoming.get(poolId)! - 1;
      incoming.set(poolId, left);
      if (left === 0) ready.push(graph.get(poolId)!);
    }
  }
  const done = new Set(acyclic);
  const cyclic = [...graph.values()].filter((node) => !done.has(node)).sort((a, b) => (a.poolId < b.poolId ? -1 : 1));
  for (const node of cyclic) {
    if (node.rule.reciprocal === true) continue;
    const cycle = findCycle(node, graph);
    if (cycle !== undefined) return E.left(poolCycle({ pools: cycle }));
  }
  return E.right({ acyclic, cyclic });
}

/** The shortest way from a pool back to itself, both ends included. */
function findCycle(start: PoolNode, graph: PoolGraph): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const node of queue) {
    for (const { poolId } of node.downstream) {
      if (poolId === start.poolId) return tracePath(node.poolId, start.poolId, cameFrom);
      if (cameFrom.has(poolId)) continue;
      cameFrom.set(poolId, node.poolId);
      queue.push(graph.get(poolId)!);
    }
  }
  return undefined;
}

function tracePath(last: string, start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [start, last];
  for (let at = last; at !== start; way.push(at)) at = cameFrom.get(at)!;
  if (last === start) return [start, start];
  return way.reverse();
}

/**
 * How much passes through each pool for every 1 that stands in the pool of origin, exactly. Chains are followed in
 * order; pools that share onto each other are the solution of the linear system m = b + Sᵀm (the reciprocal method of
 * cost accounting; Kaplan & Atkinson, "Advanced Management Accounting", ch. 8), solved in fractions.
 */
export function passThrough(
  origin: string,
  { acyclic, cyclic }: PoolOrder,
): Either<ClosedPools, ReadonlyMap<string, Rational>> {
  const flows = new Map<string, Rational>([[origin, ONE]]);
  for (const node of acyclic) {
    const through = flows.get(node.poolId);
    if (through === undefined) continue;
    for (const { poolId, part } of node.downstream) {
      flows.set(poolId, add(flows.get(poolId) ?? ZERO, multiply(through, part)));
    }
  }
  if (!cyclic.some((node) => flows.has(node.poolId))) return E.right(flows);
  const position = new Map(cyclic.map((node, i) => [node.poolId, i]));
  const system = cyclic.map((node, row) =>
    cyclic.map((_, column) => (row === column ? ONE : ZERO)).concat(flows.get(node.poolId) ?? ZERO),
  );
  cyclic.forEach((node, column) => {
    for (const { poolId, part } of node.downstream) {
      const row = system[position.get(poolId)!]!;
      row[column] = subtract(row[column]!, part);
    }
  });
  const solution = solve(system);
  if (solution === undefined) return E.left(closedPools({ pools: cyclic.map((node) => node.poolId) }));
  cyclic.forEach((node, i) => flows.set(node.poolId, solution[i]!));
  return E.right(flows);
}

/** Solves a square system, each row with its right side at the end, by elimination; undefined where it is singular. */
function solve(rows: Rational[][]): readonly Rational[] | undefined {
  const n = rows.length;
  for (let column = 0; column < n; column += 1) {
    const pivot = rows.findIndex((row, i) => i >= column && row[column]!.n !== 0n);
    if (pivot < 0) return undefined;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const lead = rows[column]!;
    for (let i = 0; i < n; i += 1) {
      const row = rows[i]!;
      if (i === column || row[column]!.n === 0n) continue;
      const factor = divide(row[column]!, lead[column]!);
      for (let j = column; j <= n; j += 1)
        if (lead[j]!.n !== 0n) row[j] = subtract(row[j]!, multiply(factor, lead[j]!));
    }
  }
  return rows.map((row, i) => divide(row[n]!, row[i]!));
}

/** Intervals during which the same rules hold for every pool of a category. */
export interface RuleInterval {
  readonly first: number;
  /** The last interval, included. */
  readonly last: number;
  readonly graph: PoolGraph;
}

/** Joins neighboring intervals whose graphs rest on the same rules, so that a rule elsewhere splits nothing here. */
export function ruleIntervals(graphs: readonly PoolGraph[]): readonly RuleInterval[] {
  const intervals: RuleInterval[] = [];
  graphs.forEach((graph, interval) => {
    const current = intervals.at(-1);
    if (current !== undefined && sameRules(current.graph, graph)) {
      intervals[intervals.length - 1] = { ...current, last: interval };
    } else intervals.push({ first: interval, last: interval, graph });
  });
  return intervals;
}

function sameRules(a: PoolGraph, b: PoolGraph): boolean {
  if (a.size !== b.size) return false;
  for (const [poolId, node] of a) if (!sameRule(node.rule, b.get(poolId)?.rule)) return false;
  return true;
}

function sameRule(a: AllocationRule, b: AllocationRule | undefined): boolean {
  return a.ruleId === b?.ruleId;
}

/** One pool on the way of a cost to the tenants. */
export interface AllocationStep {
  readonly poolId: string;
  readonly ruleId: string;
  /** What part of the cost the tenants take out of this pool. */
  readonly part: Rational;
  readonly weights: Weights;
}

/** Who gets a cost, and in which ratios: whole weights, in order of the names. */
export interface ShareWeights {
  readonly names: readonly string[];
  readonly weights: readonly bigint[];
}

/**
 * Merges the steps of a cost into one weight for each recipient: Σ part · weight / Σ weights over the steps, made whole
 * by the least common denominator, so that nothing is rounded before the one apportionment at the end.
 */
export function computeShareWeights(steps: readonly AllocationStep[], recipients: readonly Recipient[]): ShareWeights {
  const used = steps.filter((step) => step.part.n > 0n);
  const sums = used.map(({ weights }) => weights.byRecipient.reduce((a, b) => a + b, weights.unallocated));
  const shares = used.map(({ part }, i) => multiply(part, { n: 1n, d: sums[i]! }));
  const denominator = shares.reduce((common, { d }) => leastCommonMultiple(common, d), 1n);
  const factors = shares.map(({ n, d }) => n * (denominator / d));
  const merged = recipients.map((_, at) =>
    used.reduce((total, { weights }, i) => total + factors[i]! * weights.byRecipient[at]!, 0n),
  );
  const unallocated = used.reduce((total, { weights }, i) => total + factors[i]! * weights.unallocated, 0n);
  const names = recipients.map(({ tenantId }) => tenantId);
  if (unallocated === 0n) return { names, weights: merged };
  const before = names.filter((name) => name < UNALLOCATED).length;
  return {
    names: [...names.slice(0, before), UNALLOCATED, ...names.slice(before)],
    weights: [...merged.slice(0, before), unallocated, ...merged.slice(before)],
  };
}

/** How a cost is weighed when there is nobody to share it: it stays unallocated, and is not lost. */
export const NO_RECIPIENT: Weights = { byRecipient: [], unallocated: 1n, driver: 'no active tenant' };
