import { E, type Either } from '../../prelude.js';
import type { CostAllocationError } from '../errors.js';
import type { AllocationRule } from '../model/allocation-rule.js';
import { COST_CATEGORIES, type CostCategory } from '../model/cost-category.js';
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
  const parts: { readonly weight: bigint; readonly weighing: Weights }[] = [];
  for (const { category, weight } of blend) {
    const weighing = weightsByDriver(rule, context, context.driverOf(category), `${category} by `);
    if (E.isLeft(weighing)) return weighing;
    parts.push({ weight, weighing: weighing.right });
  }
  return E.right(combineWeights(parts));
};

/** Shared cost is never its own driver, and support has no usage. */
function defaultDriver(category: CostCategory, context: SharingContext): Driver {
  return category === 'shared' || category === 'support' ? context.directCost() : context.driverOf(category);
}

function weightsByDriver(
  rule: AllocationRule,
  context: SharingContext,
  driver: Driver,
  prefix: string,
): Either<CostAllocationError, Weights> {
  const weighing = applyZeroWeightPolicy(rule, context, driver.amounts, `${prefix}${driver.unit}`);
  return E.map((found: Weights) => ({ ...found, clamped: driver.clamped }))(weighing);
}

/**
 * Σ weightᵢ · usageᵢ / Σ usageᵢ over the parts, made whole by their common denominator: the parts are merged before
 * anything is rounded.
 */
function combineWeights(parts: ReadonlyArray<{ readonly weight: bigint; readonly weighing: Weights }>): Weights {
  const totals = parts.map(({ weighing }) => weighing.weights.reduce((a, b) => a + b, weighing.unallocated));
  const factors = parts.map(({ weight }, i) =>
    totals.reduce((product, total, j) => (j === i ? product : product * total), weight),
  );
  const first = parts[0]!.weighing;
  const fallback = parts.map(({ weighing }) => weighing.fallback).find((policy) => policy !== undefined);
  const weightSum = parts.reduce((total, { weight }) => total + weight, 0n);
  return {
    weights: first.weights.map((_, at) =>
      parts.reduce((total, { weighing }, i) => total + factors[i]! * weighing.weights[at]!, 0n),
    ),
    unallocated: parts.reduce((total, { weighing }, i) => total + factors[i]! * weighing.unallocated, 0n),
    driver: parts.map(({ weight, weighing }) => `${weight}/${weightSum} ${weighing.driver}`).join(', '),
    ...(fallback === undefined ? {} : { fallback }),
    clamped: [...new Set(parts.flatMap(({ weighing }) => weighing.clamped ?? []))].sort(),
  };
}
