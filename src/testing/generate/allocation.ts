import type { AllocationRule, CostAllocationResult } from '../../cost-allocation/model/index.js';
import { Decimal, sum } from '../../money/index.js';
import type { EpochSeconds } from '../../time/index.js';

/** A rule that splits shared cost by usage; `changes` says what is different about it. */
export function allocationRule(changes: Partial<AllocationRule> = {}): AllocationRule {
  return {
    ruleId: 'rule-1',
    name: 'shared by compute and storage',
    category: 'shared',
    strategy: 'proportional',
    weightByCategory: { compute: new Decimal('0.7'), storage: new Decimal('0.3') },
    effectiveFrom: 1.7e9,
    effectiveUntil: null,
    isActive: true,
    ...changes,
  };
}

/** A result whose total is the sum of its breakdown; `changes` says what is different about it. */
export function allocationResult(changes: Partial<CostAllocationResult> = {}): CostAllocationResult {
  const zero = new Decimal(0);
  const breakdown = changes.breakdown ?? {
    compute: new Decimal('123456789012345678901234567890.000000000001'),
    storage: new Decimal('0.1'),
    network: new Decimal('-0.2'),
    shared: zero,
    reserved: zero,
    support: zero,
  };
  return {
    allocationId: 'allocation-1',
    tenantId: 'acme',
    periodStart: 1_709_251_200 as EpochSeconds,
    periodEnd: 1_711_929_600 as EpochSeconds,
    breakdown,
    totalAllocated: sum(Object.values(breakdown)),
    allocationMetadata: { currency: 'USD', notes: ['made up'], nested: { empty: null } },
    ...changes,
  };
}
