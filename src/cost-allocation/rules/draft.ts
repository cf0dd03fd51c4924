import type { IdSource } from '../../port/index.js';
import { secondsOf, type Clock } from '../../time/index.js';
import type { AllocationRule } from '../model/index.js';

/** A rule to be stored: whatever is left out gets what the contract says. */
export type AllocationRuleDraft = Partial<AllocationRule>;

/** Fills in a new id, the category `shared`, the strategy `proportional`, and now as the beginning. */
export function draftedRule(draft: AllocationRuleDraft, ids: IdSource, clock: Clock): unknown {
  const given: Readonly<Record<string, unknown>> = typeof draft === 'object' && draft !== null ? { ...draft } : {};
  const has = (camel: string, snake: string): boolean => given[camel] !== undefined || given[snake] !== undefined;
  return {
    category: 'shared',
    strategy: 'proportional',
    ...given,
    ...(has('ruleId', 'rule_id') ? {} : { ruleId: ids.next() }),
    ...(has('effectiveFrom', 'effective_from') ? {} : { effectiveFrom: secondsOf(clock.now()) }),
  };
}
