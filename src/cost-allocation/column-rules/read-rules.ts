import { decode } from '../../codec/decode.js';
import { listOf } from '../../codec/record.js';
import type { DecodeError } from '../../errors/kernel.js';
import { Decimal } from '../../money/decimal.js';
import { toUnits } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import { duplicateId, type DuplicateId, invalidAllocationRule, type InvalidAllocationRule } from '../errors.js';
import { COST_CATEGORIES } from '../model/cost-category.js';
import { ColumnRule, type ColumnRuleDraft, type ColumnValue } from '../model/column-rule.js';
import { compileMatcher, type RowTest, tagKeyOf } from './match.js';

/** What makes rules ones that cannot be followed. */
export type ColumnRuleError = DecodeError | DuplicateId | InvalidAllocationRule;

/** A split with whole weights: `values[i]` gets `weights[i]`. */
export interface FixedSplit {
  readonly values: readonly string[];
  readonly weights: readonly bigint[];
}

/** A value that a rule gives, ready for a charge. */
export type FixedValue =
  | { readonly kind: 'value'; readonly value: string | null }
  | { readonly kind: 'inherit'; readonly column: string }
  | { readonly kind: 'split'; readonly splitOf: (currency: string) => FixedSplit };

/** A rule that is ready for many charges. */
export interface FixedRule {
  readonly rule: ColumnRule;
  readonly matches: RowTest;
  readonly values: readonly (readonly [dimension: string, value: FixedValue])[];
}

const DIMENSIONS = ['tenant', 'pool', 'project', 'resource', 'category'];

/** Reads rules, drafts and JSON alike, and checks that each can be followed. */
export function readColumnRules(drafts: readonly ColumnRuleDraft[]): Either<ColumnRuleError, readonly ColumnRule[]> {
  const rules = decode(listOf(ColumnRule), drafts, 'the column rules');
  if (E.isLeft(rules)) return rules;
  const ids = new Set<string>();
  for (const rule of rules.right) {
    if (ids.has(rule.ruleId)) return E.left(duplicateId({ what: 'column rules', id: rule.ruleId }));
    ids.add(rule.ruleId);
    const wrong = complaintOf(rule);
    if (wrong !== undefined) return E.left(invalidAllocationRule({ ruleId: rule.ruleId, ...wrong }));
  }
  return rules;
}

interface Complaint {
  readonly reason: string;
  readonly value: unknown;
}

function complaintOf(rule: ColumnRule): Complaint | undefined {
  if (rule.effectiveUntil !== null && rule.effectiveUntil <= rule.effectiveFrom) {
    return { reason: 'it must end after it begins', value: rule.effectiveUntil };
  }
  const set = Object.entries(rule.set);
  if (set.length === 0) return { reason: 'it must set at least one dimension', value: rule.set };
  for (const [dimension, value] of set) {
    if (!DIMENSIONS.includes(dimension) && tagKeyOf(dimension) === undefined) {
      return { reason: `it can set ${DIMENSIONS.join(', ')} or tag:KEY`, value: dimension };
    }
    const wrong = complaintOfValue(dimension, value);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function complaintOfValue(dimension: string, value: ColumnValue): Complaint | undefined {
  if (dimension === 'category') {
    const known: readonly string[] = COST_CATEGORIES;
    const stranger = value === null ? null : literalsOf(value).find((name) => !known.includes(name));
    if (stranger !== undefined) return { reason: `category must be one of ${known.join(', ')}`, value: stranger };
  }
  if (typeof value !== 'object' || value === null || 'inherit' in value) return undefined;
  const names = literalsOf(value);
  if (names.length === 0) return { reason: `${dimension} must be split among at least one value`, value: names };
  if (names.includes('')) return { reason: `${dimension} must be split among values that are not empty`, value: '' };
  if (new Set(names).size < names.length) {
    return { reason: `${dimension} must be split among different values`, value: names.join(', ') };
  }
  if (!('split' in value)) return undefined;
  const weights = Object.values(value.split);
  const negative = weights.find((weight) => weight.isNegative() && !weight.isZero());
  if (negative !== undefined) return { reason: `the weights of ${dimension} must not be negative`, value: negative };
  return weights.every((weight) => weight.isZero())
    ? { reason: `the weights of ${dimension} must not be all zero`, value: weights[0] }
    : undefined;
}

/** The values that a rule names itself. */
function literalsOf(value: ColumnValue): readonly string[] {
  if (value === null) return [];
  if (typeof value === 'string') return [value];
  if ('inherit' in value) return [];
  return 'split' in value ? Object.keys(value.split) : value.splitByCost;
}

/** Makes a rule ready. `costs`: what the bill costs by currency, dimension and value, where the rule splits by it. */
export function fixRule(rule: ColumnRule, costs: ReadonlyMap<string, Decimal>): FixedRule {
  const values = Object.entries(rule.set).map(([dimension, value]) => {
    return [dimension, fixValue(dimension, value, costs)] as const;
  });
  return { rule, matches: compileMatcher(rule.when), values };
}

function fixValue(dimension: string, value: ColumnValue, costs: ReadonlyMap<string, Decimal>): FixedValue {
  if (typeof value !== 'object' || value === null) return { kind: 'value', value };
  if ('inherit' in value) return { kind: 'inherit', column: value.inherit };
  if ('split' in value) {
    const split = toFixedSplit(Object.entries(value.split));
    return { kind: 'split', splitOf: () => split };
  }
  const byCurrency = new Map<string, FixedSplit>();
  const splitOf = (currency: string): FixedSplit => {
    const known = byCurrency.get(currency);
    if (known !== undefined) return known;
    const weights = value.splitByCost.map((name) => {
      const cost = costs.get(JSON.stringify([currency, dimension, name]));
      return [name, cost === undefined || cost.isNegative() ? new Decimal(0) : cost] as const;
    });
    const made = toFixedSplit(
      weights.every(([, weight]) => weight.isZero())
        ? weights.map(([name]) => [name, new Decimal(1)] as const)
        : weights,
    );
    byCurrency.set(currency, made);
    return made;
  };
  return { kind: 'split', splitOf };
}

/** Weights as whole numbers, in order of the values; what weighs nothing gets nothing and is left out. */
function toFixedSplit(weights: readonly (readonly [string, Decimal])[]): FixedSplit {
  const heavy = weights.filter(([, weight]) => !weight.isZero()).sort(([a], [b]) => (a < b ? -1 : 1));
  const scale = Math.max(...heavy.map(([, weight]) => weight.decimalPlaces()));
  return { values: heavy.map(([name]) => name), weights: heavy.map(([, weight]) => toUnits(weight, scale)) };
}
