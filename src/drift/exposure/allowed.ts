import { type Box, boxesOf, subtract } from './box.js';
import type { Direction, FirewallRule } from './firewall-rule.js';

/** What a rule lets pass, and the rule. */
export interface AllowedByRule {
  readonly rule: FirewallRule;
  readonly boxes: readonly Box[];
}

/**
 * What each rule of one direction lets pass. Where rules deny, the first that matches counts: by priority, at the same
 * priority the denial (Google Cloud; Azure and AWS forbid equal ones). Security groups have no denials, and no order.
 */
export function allowedBy(rules: readonly FirewallRule[], direction: Direction): readonly AllowedByRule[] {
  const own = rules.filter((rule) => rule.direction === direction);
  if (own.every(({ allow }) => allow)) return own.map((rule) => ({ rule, boxes: boxesOf(rule) }));
  const denied: Box[] = [];
  const allowed: AllowedByRule[] = [];
  for (const rule of [...own].sort((a, b) => compare(a.priority, b.priority) || Number(a.allow) - Number(b.allow))) {
    if (rule.allow) allowed.push({ rule, boxes: subtract(boxesOf(rule), denied) });
    else denied.push(...boxesOf(rule));
  }
  return allowed;
}

// Infinity − Infinity is not 0.
const compare = (a: number, b: number): number => (a === b ? 0 : a - b);
