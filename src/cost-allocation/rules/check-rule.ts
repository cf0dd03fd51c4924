import {
  invalidAllocationRule,
  missingWeights,
  type InvalidAllocationRule,
  type MissingWeights,
} from '../../errors/cost.js';
import { Decimal, sum } from '../../money/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { COST_CATEGORIES, type AllocationRule } from '../model/index.js';

/** What makes a rule one that cannot be followed. */
export type RuleError = InvalidAllocationRule | MissingWeights;

type WeightTable = Readonly<Record<string, Decimal>>;

/** Checks that a rule can be followed: its validity, that its strategy has its weights, and that they make sense. */
export function checkRule(rule: AllocationRule): Either<RuleError, AllocationRule> {
  const refuse = (reason: string, value: unknown): Either<RuleError, never> =>
    E.left(invalidAllocationRule({ ruleId: rule.ruleId, reason, value }));
  if (rule.effectiveUntil !== null && rule.effectiveUntil <= rule.effectiveFrom) {
    return refuse('it must end after it begins', rule.effectiveUntil);
  }
  for (const [name, weights] of weightTables(rule)) {
    const negative = Object.entries(weights).find(([, weight]) => weight.isNegative() && !weight.isZero());
    if (negative !== undefined) return refuse(`${name} must not be negative for ${negative[0]}`, negative[1]);
  }
  const stranger = Object.keys(rule.weightByCategory).find(
    (key) => !(COST_CATEGORIES as readonly string[]).includes(key),
  );
  if (stranger !== undefined) return refuse('weightByCategory must name cost categories', stranger);
  const passedOn = sum(Object.values(rule.shareToPools ?? {}));
  if (passedOn.gt(1)) return refuse('shareToPools must not add up to more than 1', passedOn);
  const table = strategyTable(rule);
  if (table === undefined) return E.right(rule);
  const [needs, weights] = table;
  if (weights === undefined) return E.left(missingWeights({ ruleId: rule.ruleId, strategy: rule.strategy, needs }));
  const total = sum(Object.values(weights));
  if (rule.strategy === 'custom' && total.isZero()) return refuse('weightByTenant must not be all zero', total);
  if (rule.weightMode === 'percent' && !total.eq(100)) {
    return refuse(`${needs} must add up to 100 per cent, it sums to ${total.toFixed()}`, total);
  }
  return E.right(rule);
}

/** The name and the content of the weights that the strategy rests on; undefined where it needs none. */
function strategyTable(rule: AllocationRule): readonly [string, WeightTable | undefined] | undefined {
  switch (rule.strategy) {
    case 'custom':
      return ['weightByTenant', rule.weightByTenant];
    case 'tiered':
      return ['weightByTier', rule.weightByTier];
    case 'proportional':
      return Object.keys(rule.weightByCategory).length === 0 ? undefined : ['weightByCategory', rule.weightByCategory];
    case 'equal':
      return undefined;
  }
}

function weightTables(rule: AllocationRule): ReadonlyArray<readonly [string, WeightTable]> {
  return [
    ['weightByCategory', rule.weightByCategory],
    ['weightByTier', rule.weightByTier ?? {}],
    ['weightByTenant', rule.weightByTenant ?? {}],
    ['shareToPools', rule.shareToPools ?? {}],
  ];
}
