import type { Equivalence } from './equivalence/equivalence.js';
import type { DriftSeverity } from './model/drift-record.js';
import { encodeSegment, type Segment } from './path.js';
import { type Glob } from './glob.js';

/** A glob and what it says about the places it matches. */
interface PatternValue<A> {
  readonly glob: Glob;
  readonly value: A;
}

interface PatternSeverity extends PatternValue<DriftSeverity> {
  readonly resourceType: string;
}

/** The lists of patterns in a spec, each with the properties of a schema that say the same of theirs. */
export const PATTERN_LISTS = {
  ignore: ['readOnly', 'writeOnly'],
  unordered: ['unordered'],
  ordered: ['ordered'],
  allowExtra: [],
  writeOnly: [],
  opaqueMaps: ['opaqueMaps'],
  exact: ['exact'],
  complete: ['complete'],
  watched: [],
} as const;

/** The switches of a spec, with what holds where they are not given. */
export const DEFAULT_FLAGS = {
  namedElements: false,
  declaredOnly: false,
  nullEqualsMissing: false,
  emptyEqualsMissing: false,
  offEqualsMissing: false,
  emptyMapsCount: false,
  addedElements: false,
  keysIgnoreCase: false,
  coerce: true,
};

export type PatternLists = Readonly<Record<keyof typeof PATTERN_LISTS, readonly Glob[]>>;
type RuleFlags = Readonly<Record<keyof typeof DEFAULT_FLAGS, boolean>>;

/** The rules of a `DriftRuleSpec` compiled, each list in the order it was given. */
export interface RuleTable extends PatternLists, RuleFlags {
  readonly identities: readonly (readonly string[])[];
  /** What the provider fills in where nothing is declared, and may leave out when it is. */
  readonly defaults: readonly PatternValue<unknown>[];
  readonly keyed: readonly PatternValue<readonly string[]>[];
  readonly comparators: readonly PatternValue<Equivalence>[];
  readonly globalComparators: readonly Equivalence[];
  readonly severities: readonly PatternSeverity[];
}

// Rules reach this deep; below, every place has the rules of no place. Real configurations end before 50.
const MAX_RULE_DEPTH = 1_000;

interface TreeFacts {
  readonly table: RuleTable;
  /** Whether any glob can tell one list position from another; if not, all positions share one node. */
  readonly seesPositions: boolean;
  /** Whether there is any glob at all; if not, one node serves every place. */
  readonly hasGlobs: boolean;
  size: number;
}

/** What the rules say about places that end in the same child, element or key. Computed once, when first asked. */
export class RuleNode {
  readonly #children = new Map<Segment, RuleNode>();
  #ignoredBy: Glob | undefined | null = null;
  #unorderedHere: boolean | null = null;
  #identityHere: readonly string[] | undefined | null = null;
  #equivalencesHere: readonly Equivalence[] | null = null;
  #given = false;
  #opaqueHere: boolean | null = null;
  #exactHere: boolean | null = null;
  #completeHere: boolean | null = null;
  #defaultHere: unknown = null;
  readonly #tree: TreeFacts;
  readonly #encoded: string;
  readonly #depth: number;
  readonly #parent: RuleNode | undefined;

  private constructor(tree: TreeFacts, encoded: string, depth: number, parent: RuleNode | undefined) {
    this.#tree = tree;
    this.#encoded = encoded;
    this.#depth = depth;
    this.#parent = parent;
    tree.size++;
  }

  static root(table: RuleTable): RuleNode {
    const globs = [
      ...(Object.keys(PATTERN_LISTS) as (keyof typeof PATTERN_LISTS)[]).flatMap((name) => table[name]),
      ...[...table.keyed, ...table.comparators, ...table.defaults].map(({ glob }) => glob),
    ];
    const seesPositions = globs.some((glob) => glob.seesPositions);
    return new RuleNode({ table, seesPositions, hasGlobs: globs.length > 0, size: 0 }, '', 0, undefined);
  }

  get treeSize(): number {
    return this.#tree.size;
  }

  /** The node of a key or of a list position below this one; the same node every time. */
  child(segment: Segment): RuleNode {
    if (!this.#tree.hasGlobs || this.#depth >= MAX_RULE_DEPTH) return this;
    const step = typeof segment === 'number' && !this.#tree.seesPositions ? 0 : segment;
    const known = this.#children.get(step);
    if (known !== undefined) return known;
    const made = new RuleNode(this.#tree, this.#encoded + encodeSegment(step), this.#depth + 1, this);
    this.#children.set(step, made);
    return made;
  }

  /** The ignore rule that leaves this place out, if any. */
  get ignored(): Glob | undefined {
    if (this.#ignoredBy === null) this.#ignoredBy = this.#firstOf(this.#tree.table.ignore);
    return this.#ignoredBy;
  }

  /** Whether the elements of the list here stand in no order that means anything. */
  get unordered(): boolean {
    if (this.#unorderedHere === null) {
      const { unordered, ordered } = this.#tree.table;
      this.#unorderedHere = this.#firstOf(unordered) !== undefined && this.#firstOf(ordered) === undefined;
    }
    return this.#unorderedHere;
  }

  /** Whether order means something in the list here although its elements are told apart by fields. */
  get ordered(): boolean {
    return this.#firstOf(this.#tree.table.ordered) !== undefined;
  }

  /** Whether two lists here are the same in whatever order their elements stand. */
  get anyOrder(): boolean {
    return this.unordered || (this.identity !== undefined && !this.ordered);
  }

  /** Whether what stands here, or what lies below, is compared to the letter. */
  get exact(): boolean {
    if (this.#exactHere === null)
      this.#exactHere = this.insideExact || this.#firstOf(this.#tree.table.exact) !== undefined;
    return this.#exactHere;
  }

  /** Whether this place lies inside a map or list that is compared to the letter. */
  get insideExact(): boolean {
    return this.#tree.table.exact.length > 0 && this.#parent?.exact === true;
  }

  /** Whether the declaration states what stands here in full. */
  get complete(): boolean {
    if (this.#completeHere === null)
      this.#completeHere =
        this.#tree.table.complete.length > 0 &&
        (this.#parent?.complete === true || this.#firstOf(this.#tree.table.complete) !== undefined);
    return this.#completeHere;
  }

  /** Whether this place is compared even where nobody declared anything. */
  get watched(): boolean {
    return this.#firstOf(this.#tree.table.watched) !== undefined;
  }

  /** Whether others may add to the list here. */
  get allowsExtra(): boolean {
    return this.#firstOf(this.#tree.table.allowExtra) !== undefined;
  }

  /** The default of the provider here; `undefined` where it has none. */
  get defaultValue(): unknown {
    if (this.#defaultHere === null) this.#defaultHere = this.#lastOf(this.#tree.table.defaults);
    return this.#defaultHere;
  }

  /** Whether a value that is missing here from the actual configuration says nothing. */
  get isWriteOnly(): boolean {
    return this.#firstOf(this.#tree.table.writeOnly) !== undefined;
  }

  /** The fields that tell the elements of the list here apart, if it is keyed. */
  get identity(): readonly string[] | undefined {
    if (this.#identityHere === null) {
      const fields = this.#lastOf(this.#tree.table.keyed);
      this.#identityHere = fields?.length === 0 ? undefined : fields;
    }
    return this.#identityHere;
  }

  /** What means the same here: the last comparator given for the place, else, outside opaque maps, the global ones. */
  get equivalences(): readonly Equivalence[] {
    if (this.#equivalencesHere === null) {
      const own = this.#lastOf(this.#tree.table.comparators);
      this.#given = own !== undefined;
      const { globalComparators } = this.#tree.table;
      this.#equivalencesHere =
        own !== undefined
          ? [own]
          : this.exact
            ? []
            : this.#isOpaque
              ? globalComparators.filter((one) => one.evenInOpaqueMaps)
              : globalComparators;
    }
    return this.#equivalencesHere;
  }

  /** Whether what means the same here was given for the place. */
  get isGiven(): boolean {
    return this.equivalences.length > 0 && this.#given;
  }

  /** Whether an equivalence may read a value here: a given one always, others only what is plainly of their kind. */
  accepts(equivalence: Equivalence, value: unknown): boolean {
    return this.isGiven || (equivalence.recognizes?.(value) ?? false);
  }

  get #isOpaque(): boolean {
    if (this.#opaqueHere === null) {
      this.#opaqueHere =
        (this.#parent !== undefined && this.#parent.#isOpaque) ||
        this.#firstOf(this.#tree.table.opaqueMaps) !== undefined;
    }
    return this.#opaqueHere;
  }

  #firstOf(globs: readonly Glob[]): Glob | undefined {
    return globs.length === 0 ? undefined : globs.find((glob) => glob.matchesEncoded(this.#encoded));
  }

  #lastOf<A>(bounds: readonly PatternValue<A>[]): A | undefined {
    return bounds.length === 0 ? undefined : bounds.findLast(({ glob }) => glob.matchesEncoded(this.#encoded))?.value;
  }
}

// A tree that has grown past this many places (maps with ever new keys) is dropped and grown again.
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

/** No rules but coercion: how normal forms are compared with each other, and configurations by default. */
export const DEFAULT_TABLE: RuleTable = {
  ignore: [],
  unordered: [],
  ordered: [],
  allowExtra: [],
  writeOnly: [],
  opaqueMaps: [],
  exact: [],
  complete: [],
  watched: [],
  identities: [],
  defaults: [],
  keyed: [],
  comparators: [],
  globalComparators: [],
  severities: [],
  ...DEFAULT_FLAGS,
};

/** The one node of a table without globs. */
export const DEFAULT_NODE: RuleNode = RuleNode.root(DEFAULT_TABLE);
