import { RuleNode } from '../rules/node.js';
import { type RuleTable, DEFAULT_FLAGS } from '../rules/table.js';

/** No rules but coercion: how normal forms are compared with each other, and configurations by default. */
export const DEFAULT_TABLE: RuleTable = {
  ignore: [],
  unordered: [],
  ordered: [],
  open: [],
  unreadable: [],
  freeForm: [],
  identities: [],
  defaults: [],
  keyed: [],
  comparators: [],
  everywhere: [],
  severities: [],
  ...DEFAULT_FLAGS,
};

/** The one node of a table without globs. */
export const DEFAULT_NODE: RuleNode = RuleNode.root(DEFAULT_TABLE);
