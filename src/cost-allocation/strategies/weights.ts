import { type Decimal, getScale } from '../../money/decimal.js';
import { powerOfTen, toUnits } from '../../money/units.js';
import { E, type Either } from '../../prelude.js';
import type { DirectSum } from '../convert-currency.js';
import { zeroWeights, type ZeroWeights } from '../errors.js';
import { UNALLOCATED } from '../model/allocation-result.js';
import type { AllocationRule } from '../model/allocation-rule.js';
import type { CostCategory } from '../model/cost-category.js';
import type { Tenant } from '../model/tenant.js';
import { type MillisecondInterval, toMilliseconds } from '../time-rules.js';
import { activeTime } from './equal.js';
import type { Driver, Recipient, SharingContext, Weights } from './strategy.js';

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
export function wholeWeights(weights: Readonly<Record<string, Decimal>>): WholeWeights {
  const entries = Object.entries(weights);
  const scale = entries.reduce((most, [, weight]) => Math.max(most, getScale(weight)), 0);
  const byName = new Map(entries.map(([name, weight]) => [name, toUnits(weight, scale)]));
  return { get: (name) => byName.get(name), one: powerOfTen(scale) };
}

/** Σ weight of the tier · milliseconds on it over the tiers of a recipient. */
export function tierMilliseconds({ tiers }: Recipient, weightOf: (tier: string) => bigint): bigint {
  return tiers.reduce((total, { tier, milliseconds }) => total + weightOf(tier) * BigInt(milliseconds), 0n);
}

/** Passes weights on, or does what the policy says where all of them are zero. Nothing is ever lost. */
export function applyZeroWeightPolicy(
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
