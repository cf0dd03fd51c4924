import type { Interval } from '../../time/index.js';
import { splitAtRuleChanges } from '../rules/effective.js';
import type { CheckedConditions } from '../terms.js';

/** The terms of a long period as they hold for a part of it. Who owned what stays known for the whole of it. */
export function conditionsWithin(terms: CheckedConditions, period: Interval): CheckedConditions {
  const rules = terms.rules.filter(
    (rule) => rule.effectiveFrom < period.end && (rule.effectiveUntil ?? Infinity) > period.start,
  );
  const reservations = terms.reservations.filter(
    ({ start, end }) => start < period.end && (end > period.start || start >= period.start),
  );
  return { ...terms, period, rules, reservations, windows: splitAtRuleChanges(period, rules) };
}
