import { sum } from '../money/units.js';
import type { Decimal } from '../money/decimal.js';
import { E, type Either } from '../prelude.js';
import { toEpochSeconds } from '../time/period.js';
import { invalidAllocationRule, type InvalidAllocationRule, missingWeights, type MissingWeights } from './errors.js';
import type { AllocationRule } from './model/allocation-rule.js';
import { COST_CATEGORIES } from './model/cost-category.js';

/** What makes a rule one that cannot be followed. */
type RuleError = InvalidAllocationRule | MissingWeights;

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

function weightTables(rule: AllocationRule): readonly (readonly [string, WeightTable])[] {
  return [
    ['weightByCategory', rule.weightByCategory],
    ['weightByTier', rule.weightByTier ?? {}],
    ['weightByTenant', rule.weightByTenant ?? {}],
    ['shareToPools', rule.shareToPools ?? {}],
  ];
}

/** A rule to be stored: whatever is left out gets what the contract says. */
export type AllocationRuleDraft = Partial<AllocationRule>;

type DraftFields = Readonly<Record<string, unknown>>;

/** What a draft says; nothing, if it is none. */
export function draftFields(draft: AllocationRuleDraft): DraftFields {
  return typeof draft === 'object' && draft !== null ? { ...draft } : {};
}

/** Whether a draft leaves its id open, and the instant from which it holds. */
export const lacksRuleId = (fields: DraftFields): boolean => (fields['ruleId'] ?? fields['rule_id']) === undefined;
export const lacksEffectiveFrom = (fields: DraftFields): boolean =>
  (fields['effectiveFrom'] ?? fields['effective_from']) === undefined;

/** Fills in the category `shared`, the strategy `proportional`, and the id and the beginning that were found for it. */
export function completeDraft(fields: DraftFields, ruleId: string | undefined, now: Date | undefined): unknown {
  return {
    category: 'shared',
    strategy: 'proportional',
    ...fields,
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(now === undefined ? {} : { effectiveFrom: toEpochSeconds(now) }),
  };
}
