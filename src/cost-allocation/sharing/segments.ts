import type { AllocationRule } from '../model/index.js';
import type { PoolGraph } from '../pools/pool-graph.js';

/** Windows during which the same rules hold for every pool of a category. */
export interface RuleInterval {
  readonly first: number;
  /** The last window, included. */
  readonly last: number;
  readonly graph: PoolGraph;
}

/** Joins neighbouring windows whose graphs rest on the same rules, so that a rule elsewhere splits nothing here. */
export function ruleIntervals(graphs: ReadonlyArray<PoolGraph>): ReadonlyArray<RuleInterval> {
  const segments: RuleInterval[] = [];
  graphs.forEach((graph, window) => {
    const current = segments.at(-1);
    if (current !== undefined && sameRules(current.graph, graph)) {
      segments[segments.length - 1] = { ...current, last: window };
    } else segments.push({ first: window, last: window, graph });
  });
  return segments;
}

function sameRules(a: PoolGraph, b: PoolGraph): boolean {
  if (a.size !== b.size) return false;
  for (const [poolId, node] of a) if (!sameRule(node.rule, b.get(poolId)?.rule)) return false;
  return true;
}

function sameRule(a: AllocationRule, b: AllocationRule | undefined): boolean {
  return a.ruleId === b?.ruleId;
}
