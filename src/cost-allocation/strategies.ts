import { show } from '../errors/show.js';
import { type Decimal, getScale } from '../money/decimal.js';
import { leastCommonMultiple, multiply, rational, type Rational } from '../money/rational.js';
import { powerOfTen, toUnits } from '../money/units.js';
import { E, type Either } from '../prelude.js';
import { type MillisecondInterval, toMilliseconds } from './accrual.js';
import type { DirectSum } from './cost-sums.js';
import { missingWeights, type WeightsError, zeroWeights, type ZeroWeights } from './errors.js';
import { UNALLOCATED } from './model/allocation-result.js';
import type { AllocationRule, AllocationStrategy, ZeroWeightPolicy } from './model/allocation-rule.js';
import { CATEGORY_FACTS, COST_CATEGORIES, type CostCategory } from './model/cost-category.js';
import type { Tenant } from './model/tenant.js';

/** A tenant that exists for some of the time in which a cost is shared. */
export interface Recipient {
  readonly tenantId: string;
  readonly activeMilliseconds: number;
  /** The plans of the tenant with their milliseconds, which add up to the active ones. */
  readonly tiers: readonly { readonly tier: string; readonly milliseconds: number }[];
}

/** What the recipients used in a category, in their order; amounts below zero are already zero. */
export interface Driver {
  /** The category whose usage or cost counts; null for the direct cost in all of them. */
  readonly category: CostCategory | null;
  /** What the amounts are, in words: `usage in GB-hour`, `cost`. */
  readonly description: string;
  readonly amounts: readonly bigint[];
  /** Tenants whose amount was below zero. */
  readonly clamped: readonly string[];
  /** In what the quantities are counted, where it is usage that counts. */
  readonly usageUnit?: string;
}

/** What a strategy may look at. */
export interface SharingContext {
  /** In order of their ids (UTF-16 code units). At least one. */
  readonly recipients: readonly Recipient[];
  readonly onZeroWeights: ZeroWeightPolicy;
  /** The usage in a category, or its cost where usage cannot be added up. */
  driverOf(category: CostCategory): Driver;
  /** The direct cost in all categories. */
  directCost(): Driver;
}

/** A driver of a split, and how much it counts among the drivers of the split. */
export interface WeightedDriver {
  readonly weight: bigint;
  /** Undefined where all its amounts were zero, so that a policy stepped in. */
  readonly driver: Driver | undefined;
  /** What each recipient has of it, in their order. */
  readonly amounts: readonly bigint[];
  /** What it leaves unallocated. */
  readonly unallocated: bigint;
}

/** How a strategy weighs the recipients. Weights are whole numbers of any length; only their ratios matter. */
export interface Weights {
  readonly byRecipient: readonly bigint[];
  /** The weight of nobody: what the zero-weight policy leaves unallocated. */
  readonly unallocated: bigint;
  /** What was weighed, in words: `active time`, `70% compute (usage in hour), 30% storage (cost)`. */
  readonly driver: string;
  /**
   * The drivers behind the weights with the part that each has in them, for whoever divides a share further. Empty
   * where only the tenants count: their time, their tier, a fixed weight.
   */
  readonly drivers?: readonly WeightedDriver[];
  /** The policy that stepped in for weights that were all zero. */
  readonly fallback?: Exclude<ZeroWeightPolicy, 'error'>;
  /** Tenants whose usage was below zero and counts as zero. */
  readonly clamped?: readonly string[];
}

/** One way to share a cost: a pure function of a rule and what happened. */
type Strategy = (rule: AllocationRule, context: SharingContext) => Either<WeightsError, Weights>;

/** The same for every tenant, by the time for which it existed. */
const equal: Strategy = (_rule, context) =>
  E.right({ byRecipient: activeTime(context), unallocated: 0n, driver: 'active time' });

/** The active time of each recipient. */
function activeTime(context: SharingContext): readonly bigint[] {
  return context.recipients.map((recipient) => BigInt(recipient.activeMilliseconds));
}

/** Weights without the zeros at the end that all of them have: the same whatever scale they were counted in. */
function removeCommonZeros(weights: readonly bigint[]): readonly bigint[] {
  let step = 0n;
  for (const weight of weights) {
    if (weight === 0n) continue;
    if (step === 0n) step = powerOfTen(weight.toString().length);
    while (weight % step !== 0n) step /= 10n;
    if (step === 1n) return weights;
  }
  return step === 0n ? weights : weights.map((weight) => weight / step);
}

/** Weights under their names as whole numbers in the same ratios. */
interface WholeWeights {
  get(name: string): bigint | undefined;
  /** The weight 1 among them. */
  readonly one: bigint;
}

/** Decimal weights under their names as whole numbers in the same ratios. */
function wholeWeights(weights: Readonly<Record<string, Decimal>>): WholeWeights {
  const entries = Object.entries(weights);
  const scale = entries.reduce((most, [, weight]) => Math.max(most, getScale(weight)), 0);
  const byName = new Map(entries.map(([name, weight]) => [name, toUnits(weight, scale)]));
  return { get: (name) => byName.get(name), one: powerOfTen(scale) };
}

/** Σ weight of the tier · milliseconds on it over the tiers of a recipient. */
function tierMilliseconds({ tiers }: Recipient, weightOf: (tier: string) => bigint): bigint {
  return tiers.reduce((total, { tier, milliseconds }) => total + weightOf(tier) * BigInt(milliseconds), 0n);
}

/** Passes weights on, or does what the policy says where all of them are zero. Nothing is ever lost. */
function applyZeroWeightPolicy(
  rule: AllocationRule,
  context: SharingContext,
  weights: readonly bigint[],
  driver: string,
): Either<ZeroWeights, Weights> {
  if (weights.some((weight) => weight > 0n)) return E.right({ byRecipient: weights, unallocated: 0n, driver });
  switch (context.onZeroWeights) {
    case 'equal':
      return E.right({ byRecipient: activeTime(context), unallocated: 0n, driver, fallback: 'equal' });
    case 'unallocated':
      return E.right({ byRecipient: weights, unallocated: 1n, driver, fallback: 'unallocated' });
    case 'error':
      return E.left(zeroWeights({ ruleId: rule.ruleId, driver }));
  }
}

/**
 * What the recipients used directly in one category: the quantities where all charges that cost something state one in
 * one and the same unit, else the cost. Charges of cost zero in another unit decide nothing (docs/decisions/0315).
 */
export function usageDriver(
  direct: readonly DirectSum[],
  recipients: readonly Recipient[],
  category: CostCategory,
): Driver {
  const sums = direct.filter((sum) => sum.category === category && sum.tenantId !== UNALLOCATED);
  const usages = sums.flatMap((sum) => sum.usage);
  const charged = usages.filter((usage) => usage.isCharged);
  const units = [...new Set((charged.length === 0 ? usages : charged).map((usage) => usage.unit))].sort();
  const byCost = (reason: string): Driver => driverOf(category, `cost${reason}`, recipients, sums, (sum) => sum.cost);
  if (units.length === 0) return byCost('');
  if (sums.some((sum) => sum.unmeasured)) return byCost(' (some charges state no quantity)');
  if (units.length > 1) return byCost(` (quantities in ${units.map((unit) => unit || 'no unit').join(', ')})`);
  const [unit] = units;
  const usageOf = (sum: DirectSum): bigint => sum.usage.find((usage) => usage.unit === unit)?.quantity ?? 0n;
  const description = unit === '' ? 'usage' : `usage in ${unit}`;
  return { ...driverOf(category, description, recipients, sums, usageOf), usageUnit: unit! };
}

/** The direct cost of the recipients in all categories. */
export function costDriver(direct: readonly DirectSum[], recipients: readonly Recipient[]): Driver {
  return driverOf(null, 'direct cost', recipients, direct, (sum) => sum.cost);
}

/** An amount below zero counts as zero: dividing by a sum that holds it would hand out more than there is. */
function driverOf(
  category: CostCategory | null,
  description: string,
  recipients: readonly Recipient[],
  sums: readonly DirectSum[],
  measure: (sum: DirectSum) => bigint,
): Driver {
  const byTenant = new Map<string, bigint>();
  for (const sum of sums) byTenant.set(sum.tenantId, (byTenant.get(sum.tenantId) ?? 0n) + measure(sum));
  const clamped: string[] = [];
  const amounts = recipients.map(({ tenantId }) => {
    const amount = byTenant.get(tenantId) ?? 0n;
    if (amount >= 0n) return amount;
    clamped.push(tenantId);
    return 0n;
  });
  return { category, description, amounts: removeCommonZeros(amounts), clamped };
}

/** The tenants that exist for some of an interval, in order of their ids. */
export function recipientsOf(tenants: readonly Tenant[], interval: MillisecondInterval): readonly Recipient[] {
  return tenants
    .flatMap((tenant) => {
      const life = overlap(toMilliseconds(tenant.createdAt), deletedAt(tenant), interval);
      if (life === undefined) return [];
      const { tenantId } = tenant;
      return [{ tenantId, activeMilliseconds: life.to - life.from, tiers: tiersOf(tenant, life) }];
    })
    .sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
}

/** The plans of a tenant during a part of its life; of two changes at one instant the later in the list counts. */
function tiersOf(tenant: Tenant, life: MillisecondInterval): Recipient['tiers'] {
  const changes = [...(tenant.tierChanges ?? [])].sort((a, b) => a.from - b.from);
  const starts = [Number.NEGATIVE_INFINITY, ...changes.map((change) => toMilliseconds(change.from))];
  const tiers = [tenant.tier, ...changes.map((change) => change.tier)];
  return tiers.flatMap((tier, i) => {
    const during = overlap(starts[i]!, starts[i + 1] ?? Number.POSITIVE_INFINITY, life);
    return during === undefined ? [] : [{ tier, milliseconds: during.to - during.from }];
  });
}

function deletedAt(tenant: Tenant): number {
  return tenant.deletedAt === null ? Number.POSITIVE_INFINITY : toMilliseconds(tenant.deletedAt);
}

function overlap(start: number, end: number, interval: MillisecondInterval): MillisecondInterval | undefined {
  const [from, to] = [Math.max(start, interval.from), Math.min(end, interval.to)];
  return from < to ? { from, to } : undefined;
}

/**
 * By usage. With `weightByCategory` the cost is first divided by those weights, each part then by the usage in its
 * category; without them by the usage in the rule's category, for `shared` and `support` by direct cost. Time does not
 * count: the usage of a tenant that left has already stopped. `weightByTier` and `weightByTenant` multiply the usage: a
 * tenant on a tier of weight 2 counts twice. A tier or a tenant that is not listed counts once.
 */
const proportional: Strategy = (rule, context) => {
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
    // An only category is no blend: its weight says nothing.
    parts.push({ weight: blend.length === 1 ? 1n : weight, weights: weights.right });
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

/** By the weight that the rule gives each tier, times the time for which the tenant was on it. */
const tiered: Strategy = (rule, context) => {
  const missing = (needs: string) => E.left(missingWeights({ ruleId: rule.ruleId, strategy: 'tiered', needs }));
  if (rule.weightByTier === undefined) return missing('weightByTier');
  const table = wholeWeights(rule.weightByTier);
  const weights: bigint[] = [];
  for (const recipient of context.recipients) {
    const unknown = recipient.tiers.find(({ tier }) => table.get(tier) === undefined);
    if (unknown !== undefined) {
      return missing(`a weight for the tier ${show(unknown.tier)} of tenant ${show(recipient.tenantId)}`);
    }
    weights.push(tierMilliseconds(recipient, (tier) => table.get(tier)!));
  }
  return applyZeroWeightPolicy(rule, context, weights, 'weight of the tier × active time');
};

/**
 * By the weight that the rule gives each tenant, times the time for which it existed; not listed means zero. Where the
 * rule lists none of the tenants that are there, the cost stays unallocated: nobody else is meant to pay for them.
 */
const custom: Strategy = (rule, context) => {
  if (rule.weightByTenant === undefined) {
    return E.left(missingWeights({ ruleId: rule.ruleId, strategy: 'custom', needs: 'weightByTenant' }));
  }
  const table = wholeWeights(rule.weightByTenant);
  const weights = context.recipients.map(
    ({ tenantId, activeMilliseconds }) => (table.get(tenantId) ?? 0n) * BigInt(activeMilliseconds),
  );
  const policy = rule.onZeroWeights ?? (context.onZeroWeights === 'error' ? 'error' : 'unallocated');
  return applyZeroWeightPolicy(
    rule,
    { ...context, onZeroWeights: policy },
    weights,
    'weight of the tenant × active time',
  );
};

/** Every strategy by its name. A strategy without a line here does not compile. */
export const STRATEGIES: Readonly<Record<AllocationStrategy, Strategy>> = { proportional, equal, tiered, custom };
