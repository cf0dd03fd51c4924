import { show } from '../../errors/show.js';
import { E } from '../../prelude.js';
import { missingWeights } from '../errors.js';
import type { AllocationStrategy } from '../model/allocation-rule.js';
import type { Strategy } from './strategy.js';
import { applyZeroWeightPolicy, equal, proportional, tierMilliseconds, wholeWeights } from './weights.js';

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
