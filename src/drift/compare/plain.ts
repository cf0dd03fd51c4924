import { RuleNode } from '../rules/node.js';
import { type RuleTable, SWITCHES } from '../rules/table.js';

/** No rules but coercion: how normal forms are compared with each other, and configurations by default. */
export const PLAIN_TABLE: RuleTable = {
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
  ...SWITCHES,
};

/** The one node of a table without globs. */
export const PLAIN_NODE: RuleNode = RuleNode.root(PLAIN_TABLE);
