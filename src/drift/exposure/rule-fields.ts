import type { Path } from '../path/segment.js';
import { plainName, RULE_NAMES } from './rule-names.js';

/** What a field of a firewall rule is for. */
export type RuleRole = keyof typeof RULE_NAMES;

export interface RuleField {
  readonly key: string;
  readonly value: unknown;
  readonly path: Path;
}

/** The fields of one object, to be asked for by what they are for. */
export interface RuleFields {
  readonly list: readonly RuleField[];
  one(role: RuleRole): RuleField | undefined;
  all(...roles: readonly RuleRole[]): readonly RuleField[];
  /** By its plain name. */
  named(name: string): RuleField | undefined;
}

/** The fields of an object that stands at `path`; those without a value are left out. */
export function fieldsOf(value: object, path: Path): RuleFields {
  const list = Object.entries(value)
    .filter(([, member]) => member !== null && member !== undefined)
    .map(([key, member]) => ({ key, name: plainName(key), value: member as unknown, path: [...path, key] }));
  const all = (...roles: readonly RuleRole[]): readonly RuleField[] =>
    list.filter(({ name }) => roles.some((role) => RULE_NAMES[role].has(name)));
  return { list, all, one: (role) => all(role)[0], named: (wanted) => list.find(({ name }) => name === wanted) };
}
