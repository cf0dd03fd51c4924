import type { RuleNode } from '../rules/node.js';
import type { RuleTable } from '../rules/table.js';
import { isAbsent, isSwitchedOff } from './absence.js';
import type { NormalForms } from './forms.js';
import type { Fields } from '../fields.js';
import { kindOf } from './kind.js';
import { DEFAULT_NODE } from './plain.js';

/** The rule that sees nothing in a value which one side alone has; `undefined` where it is a difference. */
export function findIgnoringRule(
  desired: unknown,
  actual: unknown,
  node: RuleNode,
  table: RuleTable,
  forms: () => NormalForms,
): string | undefined {
  const present = desired === undefined ? actual : desired;
  if (node.ignored !== undefined) return `ignore:${node.ignored.pattern}`;
  if (isAbsent(present, table)) return absenceRule(table);
  if (table.offEqualsMissing && isSwitchedOff(present)) return 'off_equals_missing';
  if (actual === undefined) {
    const fallback = node.defaultValue;
    if (fallback !== undefined && forms().of(desired, DEFAULT_NODE).id === forms().of(fallback, DEFAULT_NODE).id)
      return 'default';
    if (node.unreadable) return 'unreadable';
  }
  return table.ignore.length > 0 && allIgnored(present, node) ? 'ignore' : undefined;
}

/** The switch by which an absence on both sides is none. */
export const absenceRule = (table: RuleTable): string =>
  table.emptyEqualsMissing ? 'empty_equals_missing' : 'null_equals_missing';

// A value that goes deeper is not looked through; it then counts as not ignored.
const MAX_IGNORED_DEPTH = 200;

/** Whether every leaf of a value is ignored. */
function allIgnored(value: unknown, node: RuleNode, depth = 0): boolean {
  if (node.ignored !== undefined) return true;
  const kind = kindOf(value);
  if ((kind !== 'map' && kind !== 'list') || depth > MAX_IGNORED_DEPTH) return false;
  const keys = Object.keys(value as Fields);
  const below = (key: string): RuleNode => node.child(kind === 'list' ? Number(key) : key);
  return keys.length > 0 && keys.every((key) => allIgnored((value as Fields)[key], below(key), depth + 1));
}
