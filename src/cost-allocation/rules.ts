import { snakeCase } from '../codec/record.js';
import { type DecodeError, notAsExpected } from '../errors/kernel.js';
import { show } from '../errors/show.js';
import type { Decimal } from '../money/decimal.js';
import { sum } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { invalidAllocationRule, missingWeights, type RuleError } from './errors.js';
import type { AllocationRule } from './model/allocation-rule.js';
import { COST_CATEGORIES } from './model/cost-category.js';

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

/** Fields of a rule as a caller wrote them, in either spelling. */
type DraftFields = Readonly<Record<string, unknown>>;

/** Every field of a rule, in both spellings. */
const FIELDS: ReadonlySet<string> = new Set(
  Object.keys({
    ruleId: 0,
    name: 0,
    category: 0,
    strategy: 0,
    weightByCategory: 0,
    weightByTier: 0,
    weightByTenant: 0,
    effectiveFrom: 0,
    effectiveUntil: 0,
    isActive: 0,
    poolId: 0,
    shareToPools: 0,
    reciprocal: 0,
    weightMode: 0,
    onZeroWeights: 0,
    method: 0,
    carryForward: 0,
  } satisfies Record<keyof AllocationRule, 0>).flatMap((key) => [key, snakeCase(key)]),
);

/**
 * What a draft says. A text, a list, a `Map` or an object of something else is none: with every field at its default it
 * would become a rule that displaces the ones in force.
 */
export function readRuleDraft(draft: unknown): Either<DecodeError, DraftFields> {
  const isObject = Object.prototype.toString.call(draft) === '[object Object]';
  const fields = isObject ? { ...(draft as object) } : {};
  const keys = Object.keys(fields);
  if (isObject && (keys.length === 0 || keys.some((key) => FIELDS.has(key)))) return E.right(fields);
  const got = isObject ? `an object with ${keys.slice(0, 3).map(show).join(', ')}` : show(draft);
  return E.left(notAsExpected('the allocation rule', `expected an object with fields of a rule, got ${got}`));
}

/** Whether a draft leaves its id open, and the instant from which it holds. */
export const lacksRuleId = (fields: DraftFields): boolean => fieldOf(fields, 'ruleId') === undefined;
export const lacksEffectiveFrom = (fields: DraftFields): boolean => fieldOf(fields, 'effectiveFrom') === undefined;

function fieldOf(fields: DraftFields, name: string): unknown {
  return fields[name] ?? fields[snakeCase(name)] ?? undefined;
}

/** Fills in the category `shared`, the strategy `proportional`, and the id and the beginning that were found for it. */
export function completeRule(fields: DraftFields, ruleId?: string, effectiveFrom?: number): unknown {
  return {
    category: 'shared',
    strategy: 'proportional',
    ...fields,
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(effectiveFrom === undefined ? {} : { effectiveFrom }),
  };
}

/**
 * Fills in what rules leave out that are given to an allocation: they hold from the epoch, and their ids say what they
 * are about, whatever their order: `shared equal`. What is no rule is left to the codec to refuse.
 */
export function completeRules(rules: unknown): unknown {
  if (!Array.isArray(rules)) return rules;
  return rules.map((rule: unknown) => {
    const read = readRuleDraft(rule);
    if (E.isLeft(read)) return Object.prototype.toString.call(rule) === '[object Object]' ? null : rule;
    const fields = read.right;
    const from = lacksEffectiveFrom(fields) ? 0 : undefined;
    if (!lacksRuleId(fields)) return completeRule(fields, undefined, from);
    const { category = 'shared', strategy = 'proportional' } = fields;
    const start = from === 0 ? [] : [fieldOf(fields, 'effectiveFrom')];
    const id = [fieldOf(fields, 'poolId') ?? category, strategy, ...start].map(String).join(' ');
    return completeRule(fields, id, from);
  });
}
