import { toEpochSeconds } from '../../time/index.js';
import type { AllocationRule } from '../model/index.js';

/** A rule to be stored: whatever is left out gets what the contract says. */
export type AllocationRuleDraft = Partial<AllocationRule>;

type DraftFields = Readonly<Record<string, unknown>>;

/** What a draft says; nothing, if it is none. */
export function draftFields(draft: AllocationRuleDraft): DraftFields {
  return typeof draft === 'object' && draft !== null ? { ...draft } : {};
}

/** Whether a draft leaves its id open, and the instant from which it holds. */
export const lacksRuleId = (fields: DraftFields): boolean => (fields['ruleId'] ?? fields['rule_id']) === undefined;
export const lacksEffectiveFrom = (fields: DraftFields): boolean =>
  (fields['effectiveFrom'] ?? fields['effective_from']) === undefined;

/** Fills in the category `shared`, the strategy `proportional`, and the id and the beginning that were found for it. */
export function completeDraft(fields: DraftFields, ruleId: string | undefined, now: Date | undefined): unknown {
  return {
    category: 'shared',
    strategy: 'proportional',
    ...fields,
    ...(ruleId === undefined ? {} : { ruleId }),
    ...(now === undefined ? {} : { effectiveFrom: toEpochSeconds(now) }),
  };
}
