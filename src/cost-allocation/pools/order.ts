import { poolCycle, type PoolCycle } from '../../errors/cost.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { PoolGraph, PoolNode } from './pool-graph.js';

/** The pools in the order in which money passes through them, and those after them that lie on or behind a circle. */
export interface PoolOrder {
  readonly inOrder: ReadonlyArray<PoolNode>;
  readonly circular: ReadonlyArray<PoolNode>;
}

/**
 * Orders the pools (Kahn 1962). A circle is an error that names it, unless the rules of all its pools are reciprocal.
 */
export function orderPools(graph: PoolGraph): Either<PoolCycle, PoolOrder> {
  const incoming = new Map([...graph.keys()].map((poolId) => [poolId, 0]));
  for (const node of graph.values())
    for (const { poolId } of node.downstream) incoming.set(poolId, incoming.get(poolId)! + 1);
  const ready = [...graph.values()].filter((node) => incoming.get(node.poolId) === 0);
  const inOrder: PoolNode[] = [];
  for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
    inOrder.push(node);
    for (const { poolId } of node.downstream) {
      const left = incoming.get(poolId)! - 1;
      incoming.set(poolId, left);
      if (left === 0) ready.push(graph.get(poolId)!);
    }
  }
  const done = new Set(inOrder);
  const circular = [...graph.values()].filter((node) => !done.has(node)).sort((a, b) => (a.poolId < b.poolId ? -1 : 1));
  for (const node of circular) {
    if (node.rule.reciprocal === true) continue;
    const cycle = findCycle(node, graph);
    if (cycle !== undefined) return E.left(poolCycle({ pools: cycle }));
  }
  return E.right({ inOrder, circular });
}

/** The shortest way from a pool back to itself, both ends included. */
function findCycle(start: PoolNode, graph: PoolGraph): ReadonlyArray<string> | undefined {
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

function tracePath(last: string, start: string, cameFrom: ReadonlyMap<string, string>): ReadonlyArray<string> {
  const way = [start, last];
  for (let at = last; at !== start; way.push(at)) at = cameFrom.get(at)!;
  if (last === start) return [start, start];
  return way.reverse();
}
