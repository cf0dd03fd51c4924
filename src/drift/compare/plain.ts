import { RuleNode } from '../rules/node.js';
import type { RuleTable } from '../rules/table.js';

/** No rules but coercion: how normal forms are compared with each other, and configurations by default. */
export const PLAIN_TABLE: RuleTable = {
  ignore: [],
  unordered: [],
  ordered: [],
  open: [],
  unreadable: [],
  namedElements: false,
  identities: [],
  defaults: [],
  keyed: [],
  comparators: [],
  everywhere: [],
  freeForm: [],
  severities: [],
  declaredOnly: false,
  nullEqualsMissing: false,
  emptyEqualsMissing: false,
  offEqualsMissing: false,
  keysIgnoreCase: false,
  coerce: true,
};

/** The one node of a table without globs. */
export const PLAIN_NODE: RuleNode = RuleNode.root(PLAIN_TABLE);
