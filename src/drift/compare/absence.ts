import type { RuleTable } from '../rules/table.js';
import type { Fields } from '../fields.js';
import { type Kind, kindOf } from './kind.js';

// A map of empty maps this deep is no longer looked through; it then counts as present.
const MAX_ABSENCE_DEPTH = 50;

/** Whether a map says nothing but `false`, at any depth: a feature that is switched off. */
export function isSwitchedOff(value: unknown, depth = 0): boolean {
  if (value === false) return depth > 0;
  if (kindOf(value) !== 'map' || depth > MAX_ABSENCE_DEPTH) return false;
  const members = Object.values(value as Fields);
  return members.length > 0 && members.every((member) => isSwitchedOff(member, depth + 1));
}

/** Whether the rules read a value as if the key were not there at all. */
export function isAbsent(value: unknown, table: RuleTable, kind: Kind = kindOf(value), depth = 0): boolean {
  if (kind === 'missing') return true;
  if (kind === 'null') return table.nullEqualsMissing || table.emptyEqualsMissing;
  if (!table.emptyEqualsMissing) return false;
  if (kind === 'string') return value === '';
  if (kind === 'list') return (value as readonly unknown[]).length === 0;
  return (
    kind === 'map' &&
    depth < MAX_ABSENCE_DEPTH &&
    Object.values(value as Fields).every((v) => isAbsent(v, table, kindOf(v), depth + 1))
  );
}

/** Whether a value says nothing under the widest reading: missing, `null`, `""`, `[]` or `{}`. */
export const isEmptyValue = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (typeof value === 'object' && Object.keys(value).length === 0);
