import { E } from '../../prelude.js';
import { missingWeights } from '../errors.js';
import type { Strategy } from './strategy.js';
import { applyZeroWeightPolicy, wholeWeights } from './weights.js';

/** By the weight that the rule gives each tenant, times the time for which it existed; not listed means zero. */
export const custom: Strategy = (rule, context) => {
  if (rule.weightByTenant === undefined) {
    return E.left(missingWeights({ ruleId: rule.ruleId, strategy: 'custom', needs: 'weightByTenant' }));
  }
  const table = wholeWeights(rule.weightByTenant);
  const weights = context.recipients.map(
    ({ tenantId, activeMilliseconds }) => (table.get(tenantId) ?? 0n) * BigInt(activeMilliseconds),
  );
  return applyZeroWeightPolicy(rule, context, weights, 'weight of the tenant × active time');
};
