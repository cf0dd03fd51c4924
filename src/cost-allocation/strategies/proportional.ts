import { E, type Either } from '../../prelude.js';
import type { CostAllocationError } from '../errors.js';
import type { AllocationRule } from '../model/allocation-rule.js';
import { CATEGORY_FACTS, COST_CATEGORIES, type CostCategory } from '../model/cost-category.js';
import type { Driver, SharingContext, Strategy, Weights } from './strategy.js';
import { applyZeroWeightPolicy, wholeWeights } from './weights.js';

/**
 * By usage. With `weightByCategory` the cost is first divided by those weights, each part then by the usage in its
 * category; without them by the usage in the rule's category, for `shared` and `support` by direct cost. Time does not
 * count: the usage of a tenant that left has already stopped.
 */
export const proportional: Strategy = (rule, context) => {
  const blend = COST_CATEGORIES.flatMap((category) => {
    const weight = wholeWeights(rule.weightByCategory).get(category) ?? 0n;
    return weight > 0n ? [{ category, weight }] : [];
  });
  if (blend.length === 0) return weightsByDriver(rule, context, defaultDriver(rule.category, context), '');
  const parts: WeightedPart[] = [];
  for (const { category, weight } of blend) {
    const weights = weightsByDriver(rule, context, context.driverOf(category), `${category} by `);
    if (E.isLeft(weights)) return weights;
    parts.push({ weight, weights: weights.right });
  }
  return E.right(combineWeights(parts));
};

/** Shared cost is never its own driver, and support has no usage: both go by direct cost. */
function defaultDriver(category: CostCategory, context: SharingContext): Driver {
  return CATEGORY_FACTS[category].defaultDriver === 'directCost' ? context.directCost() : context.driverOf(category);
}

function weightsByDriver(
  rule: AllocationRule,
  context: SharingContext,
  driver: Driver,
  prefix: string,
): Either<CostAllocationError, Weights> {
  const weights = applyZeroWeightPolicy(rule, context, driver.amounts, `${prefix}${driver.unit}`);
  return E.map((found: Weights) => ({ ...found, clamped: driver.clamped }))(weights);
}

/** The weights of one category, and how much they count. */
interface WeightedPart {
  readonly weight: bigint;
  readonly weights: Weights;
}

/**
 * Σ weightᵢ · usageᵢ / Σ usageᵢ over the parts, made whole by their common denominator: the parts are merged before
 * anything is rounded.
 */
function combineWeights(parts: readonly WeightedPart[]): Weights {
  const totals = parts.map(({ weights }) => weights.byRecipient.reduce((a, b) => a + b, weights.unallocated));
  const factors = parts.map(({ weight }, i) =>
    totals.reduce((product, total, j) => (j === i ? product : product * total), weight),
  );
  const first = parts[0]!.weights;
  const fallback = parts.map(({ weights }) => weights.fallback).find((policy) => policy !== undefined);
  const weightSum = parts.reduce((total, { weight }) => total + weight, 0n);
  return {
    byRecipient: first.byRecipient.map((_, at) =>
      parts.reduce((total, { weights }, i) => total + factors[i]! * weights.byRecipient[at]!, 0n),
    ),
    unallocated: parts.reduce((total, { weights }, i) => total + factors[i]! * weights.unallocated, 0n),
    driver: parts.map(({ weight, weights }) => `${weight}/${weightSum} ${weights.driver}`).join(', '),
    ...(fallback === undefined ? {} : { fallback }),
    clamped: [...new Set(parts.flatMap(({ weights }) => weights.clamped ?? []))].sort(),
  };
}
