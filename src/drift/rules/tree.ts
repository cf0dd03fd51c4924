import { RuleNode } from './node.js';
import type { RuleTable } from './table.js';

// A tree that has grown past this many places (maps with ever new keys) is dropped and grown afresh.
const MAX_TREE_SIZE = 50_000;

/** The tree of places that the rules have been asked about, kept between comparisons so that each is matched once. */
export class RuleTree {
  #root: RuleNode;
  readonly #table: RuleTable;

  constructor(table: RuleTable) {
    this.#table = table;
    this.#root = RuleNode.root(table);
  }

  /** The root for one comparison. Between calls the tree may be renewed, so nodes of two comparisons do not mix. */
  start(): RuleNode {
    if (this.#root.treeSize > MAX_TREE_SIZE) this.#root = RuleNode.root(this.#table);
    return this.#root;
  }
}
