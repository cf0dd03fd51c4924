import { leastCommonMultiple, multiply, rational, type Rational } from '../../money/rational.js';
import { E, type Either } from '../../prelude.js';
import type { WeightsError } from '../errors.js';
import type { AllocationRule } from '../model/allocation-rule.js';
import { CATEGORY_FACTS, COST_CATEGORIES, type CostCategory } from '../model/cost-category.js';
import type { Driver, SharingContext, Strategy, Weights } from './strategy.js';
import { applyZeroWeightPolicy, tierMilliseconds, wholeWeights } from './weights.js';

/**
 * By usage. With `weightByCategory` the cost is first divided by those weights, each part then by the usage in its
 * category; without them by the usage in the rule's category, for `shared` and `support` by direct cost. Time does not
 * count: the usage of a tenant that left has already stopped. `weightByTier` and `weightByTenant` multiply the usage: a
 * tenant on a tier of weight 2 counts twice. A tier or a tenant that is not listed counts once.
 */
export const proportional: Strategy = (rule, context) => {
  const weightByCategory = wholeWeights(rule.weightByCategory);
  const blend = COST_CATEGORIES.flatMap((category) => {
    const weight = weightByCategory.get(category) ?? 0n;
    return weight > 0n ? [{ category, weight }] : [];
  });
  const factors = factorsOf(rule, context);
  if (blend.length === 0) {
    return weightsByDriver(rule, context, { driver: defaultDriver(rule.category, context), prefix: '', factors });
  }
  const parts: WeightedPart[] = [];
  for (const { category, weight } of blend) {
    const driver = context.driverOf(category);
    const weights = weightsByDriver(rule, context, { driver, prefix: `${category} by `, factors });
    if (E.isLeft(weights)) return weights;
    parts.push({ weight, weights: weights.right });
  }
  return E.right(combineWeights(parts));
};

/** Shared cost is never its own driver, and support has no usage: both go by direct cost. */
function defaultDriver(category: CostCategory, context: SharingContext): Driver {
  return CATEGORY_FACTS[category].defaultDriver === 'directCost' ? context.directCost() : context.driverOf(category);
}

/** What multiplies the usage of each recipient, in words and as whole numbers of one measure. */
interface Factors {
  readonly description: string;
  readonly byRecipient: readonly bigint[];
}

/** Undefined where the rule has no weights of tiers or tenants. */
function factorsOf(
  { weightByTier, weightByTenant }: AllocationRule,
  { recipients }: SharingContext,
): Factors | undefined {
  if (weightByTier === undefined && weightByTenant === undefined) return undefined;
  const tiers = wholeWeights({ ...weightByTier });
  const tenants = wholeWeights({ ...weightByTenant });
  const factors = recipients.map((recipient): Rational => {
    const ofTenant = tenants.get(recipient.tenantId) ?? tenants.one;
    const ofTier = tierMilliseconds(recipient, (tier) => tiers.get(tier) ?? tiers.one);
    return multiply(rational(ofTenant), rational(ofTier, BigInt(recipient.activeMilliseconds)));
  });
  const denominator = factors.reduce((common, { d }) => leastCommonMultiple(common, d), 1n);
  const names = [weightByTier === undefined ? [] : ['tier'], weightByTenant === undefined ? [] : ['tenant']].flat();
  return {
    description: ` × weight of the ${names.join(' and the ')}`,
    byRecipient: factors.map(({ n, d }) => n * (denominator / d)),
  };
}

/** A driver, how its description begins, and what multiplies it. */
interface DriverWithFactors {
  readonly driver: Driver;
  readonly prefix: string;
  readonly factors: Factors | undefined;
}

function weightsByDriver(
  rule: AllocationRule,
  context: SharingContext,
  { driver, prefix, factors }: DriverWithFactors,
): Either<WeightsError, Weights> {
  const amounts =
    factors === undefined ? driver.amounts : driver.amounts.map((amount, i) => amount * factors.byRecipient[i]!);
  const description = `${prefix}${driver.description}${factors?.description ?? ''}`;
  return E.map((found: Weights): Weights => ({
    ...found,
    clamped: driver.clamped,
    drivers: [
      {
        weight: 1n,
        driver: found.fallback === undefined ? driver : undefined,
        amounts: found.byRecipient,
        unallocated: found.unallocated,
      },
    ],
  }))(applyZeroWeightPolicy(rule, context, amounts, description));
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
    drivers: parts.flatMap(({ weights }, i) =>
      (weights.drivers ?? []).map((driver) => ({ ...driver, weight: factors[i]! })),
    ),
    ...(fallback === undefined ? {} : { fallback }),
    clamped: [...new Set(parts.flatMap(({ weights }) => weights.clamped ?? []))].sort(),
  };
}
