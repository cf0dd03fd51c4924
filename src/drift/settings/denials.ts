import { boxesOf, subtract } from '../exposure/boxes.js';
import { type FirewallRule, readRules } from '../exposure/firewall-rules.js';
import { tryOr } from '../plain-data.js';
import type { JudgedChange, Judgment } from '../severity/judged-change.js';

/**
 * What a rule that stops traffic, and is a resource of its own, no longer stops: it went, was switched off, narrowed,
 * or moved behind others. What it let pass is judged by the exposure; what stands behind it is not known.
 */
export function judgeDenials(change: JudgedChange): readonly Judgment[] {
  const { resourceType, segments, desired, actual, resource } = change;
  if (segments.length > 0 && resource === undefined) return NONE;
  const [before, after] = segments.length === 0 ? [desired, actual] : [resource?.before, resource?.after];
  if (before === undefined || !NAMED_DENIAL.test(resourceType)) return NONE;
  return tryOr(() => judge(before, after, resourceType), NONE);
}

const NONE: readonly Judgment[] = [];
const NAMED_DENIAL = /rule|firewall|acl|security_?policy/i;

function judge(before: unknown, after: unknown, resourceType: string): readonly Judgment[] {
  const [old, now] = [readRules(before, resourceType), readRules(after, resourceType)];
  // Beside rules that allow, the difference of what passes says all.
  if (old.length === 0 || [...old, ...now].some(({ allow }) => allow)) return [];
  const stopped = subtract(old.flatMap(boxesOf), now.flatMap(boxesOf));
  if (stopped.length > 0) return [{ severity: 'security', reason: 'what the rule stopped is no longer stopped' }];
  return first(now) > first(old) ? [{ severity: 'security', reason: 'the rule now stands behind others' }] : [];
}

const first = (rules: readonly FirewallRule[]): number => Math.min(...rules.map(({ priority }) => priority));
