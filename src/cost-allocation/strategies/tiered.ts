import { show } from '../../errors/show.js';
import { E } from '../../prelude.js';
import { missingWeights } from '../errors.js';
import type { Strategy } from './strategy.js';
import { applyZeroWeightPolicy, wholeWeights } from './weights.js';

/** By the weight that the rule gives each tier, times the time for which the tenant was on it. */
export const tiered: Strategy = (rule, context) => {
  const missing = (needs: string) => E.left(missingWeights({ ruleId: rule.ruleId, strategy: 'tiered', needs }));
  if (rule.weightByTier === undefined) return missing('weightByTier');
  const table = wholeWeights(rule.weightByTier);
  const weights: bigint[] = [];
  for (const { tenantId, tiers } of context.recipients) {
    let weight = 0n;
    for (const { tier, milliseconds } of tiers) {
      const ofTier = table.get(tier);
      if (ofTier === undefined) return missing(`a weight for the tier ${show(tier)} of tenant ${show(tenantId)}`);
      weight += ofTier * BigInt(milliseconds);
    }
    weights.push(weight);
  }
  return applyZeroWeightPolicy(rule, context, weights, 'weight of the tier × active time');
};
