import { rational, getScale, toUnits, powerOfTen, type Rational } from '../../money/index.js';
import type { AllocationRule } from '../model/index.js';

/** A pool in the graph of pools for the money of one category at one time. */
export interface PoolNode {
  readonly poolId: string;
  readonly rule: AllocationRule;
  /** What goes on to other pools, in parts of 1, in order of their names. */
  readonly downstream: ReadonlyArray<{ readonly poolId: string; readonly part: Rational }>;
  /** What is left for the tenants. */
  readonly toTenants: Rational;
}

export type PoolGraph = ReadonlyMap<string, PoolNode>;

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
  const onward = shares
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([target, part]) => {
      const units = toUnits(part, scale);
      left -= units;
      return { poolId: target, part: rational(units, whole) };
    });
  return { poolId, rule, downstream: onward, toTenants: rational(left, whole) };
}
