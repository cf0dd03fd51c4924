import type { EpochSeconds, Interval } from '../time/period.js';
import type { AllocationRule, ZeroWeightPolicy } from './model/allocation-rule.js';
import type { CostCategory } from './model/cost-category.js';

/** The id of the rule that holds where no other does. */
const DEFAULT_RULE_ID = 'default';

/** Without a rule: by usage in the category itself; `shared` and `support` by direct cost. */
export function defaultRule(category: CostCategory, onZeroWeights: ZeroWeightPolicy): AllocationRule {
  return {
    ruleId: DEFAULT_RULE_ID,
    name: 'by usage',
    category,
    strategy: 'proportional',
    weightByCategory: {},
    effectiveFrom: 0,
    effectiveUntil: null,
    isActive: true,
    onZeroWeights,
  };
}

/**
 * The one rule for a pool's money of a category at an instant: a rule of the pool before one of the category, then the
 * latest `effectiveFrom`, then the first `ruleId`.
 */
export function ruleAt(
  rules: readonly AllocationRule[],
  poolId: string,
  category: CostCategory,
  instant: number,
): AllocationRule | undefined {
  let best: AllocationRule | undefined;
  for (const rule of rules) {
    if (!rule.isActive || rule.effectiveFrom > instant) continue;
    if (rule.effectiveUntil !== null && rule.effectiveUntil <= instant) continue;
    const applies = rule.poolId === undefined ? rule.category === category : rule.poolId === poolId;
    if (applies && (best === undefined || hasPriority(rule, best))) best = rule;
  }
  return best;
}

/** The period cut wherever an active rule begins or ends inside it. */
export function splitAtRuleChanges(period: Interval, rules: readonly AllocationRule[]): readonly Interval[] {
  const cuts = new Set<number>();
  for (const rule of rules) {
    if (!rule.isActive) continue;
    for (const at of [rule.effectiveFrom, rule.effectiveUntil]) {
      if (at !== null && at > period.start && at < period.end) cuts.add(at);
    }
  }
  const edges = [period.start, ...[...cuts].sort((a, b) => a - b), period.end];
  return edges.slice(1).map((end, i) => ({ start: edges[i]! as EpochSeconds, end: end as EpochSeconds }));
}

function hasPriority(a: AllocationRule, b: AllocationRule): boolean {
  if ((a.poolId === undefined) !== (b.poolId === undefined)) return a.poolId !== undefined;
  return a.effectiveFrom === b.effectiveFrom ? a.ruleId < b.ruleId : a.effectiveFrom > b.effectiveFrom;
}
