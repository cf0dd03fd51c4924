import { show } from '../../errors/show.js';
import { E } from '../../prelude.js';
import { missingWeights } from '../errors.js';
import type { Strategy } from './strategy.js';
import { applyZeroWeightPolicy, tierMilliseconds, wholeWeights } from './weights.js';

/** By the weight that the rule gives each tier, times the time for which the tenant was on it. */
export const tiered: Strategy = (rule, context) => {
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
