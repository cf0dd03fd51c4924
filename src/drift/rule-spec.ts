import type { Comparator, Equivalence } from './equivalence/equivalence.js';
import type { ComparatorName } from './equivalence/registry.js';
import type { DriftSeverity } from './model/drift-record.js';
import type { RuleTable, RuleTree } from './rule-tree.js';

/** How severe a difference is that lies at a path of a kind of resource; `*` stands for every resource type. */
export interface SeverityRule {
  /** The type that it is about; `*` for every type. */
  readonly resourceType: string;
  /** A pattern of paths. */
  readonly pattern: string;
  /** The least severity of a difference there. */
  readonly severity: DriftSeverity;
}

/** What a host may say about how configurations are compared. Every pattern is a path glob (`compileGlob`). */
export interface DriftRuleSpec {
  /** Lists in which order means nothing: compared as multisets. */
  readonly unordered?: readonly string[];
  /** Lists in which order means something although `unordered` matches them. */
  readonly ordered?: readonly string[];
  /**
   * Lists whose elements are told apart by these fields, in whatever order; where `ordered` matches too, a change of
   * their order is a difference. A field that an element leaves out has its default.
   */
  readonly keyed?: Readonly<Record<string, readonly string[]>>;
  /**
   * Fields that identify the elements of a list without order where no `keyed` rule does: the first of these sets
   * that every element of both lists has, with values that are unique in each.
   */
  readonly identities?: readonly (readonly string[])[];
  /**
   * Whether the elements of such a list are also identified by their own name: `Key`, `Id`, `Name`, or `XName`, `XId`,
   * `XKey` in a list whose name contains X (`ParameterName` in `Parameters`). Default false.
   */
  readonly namedElements?: boolean;
  /** Lists that others may add to: what only the actual list has is no difference. */
  readonly allowExtra?: readonly string[];
  /** Places that a provider may keep to itself: a value that is missing from the actual configuration says nothing. */
  readonly writeOnly?: readonly string[];
  /** Places that are not compared, nor anything below them. */
  readonly ignore?: readonly string[];
  /** What means the same at a place; where several patterns match, the last one given counts. */
  readonly comparators?: Readonly<Record<string, ComparatorName | Comparator | Equivalence>>;
  /** Equivalences tried, in this order, wherever no comparator is given and no opaque map lies above. */
  readonly globalComparators?: readonly (ComparatorName | Equivalence)[];
  /**
   * Maps of the user's own data (tags, environment variables), which no equivalence of `globalComparators` may
   * interpret.
   */
  readonly opaqueMaps?: readonly string[];
  /**
   * Texts of the user's own, or maps and lists of them: compared to the letter, without coercion and without
   * equivalences. An empty text in such a map or list is a value like any other.
   */
  readonly exact?: readonly string[];
  /** Places that the declaration states in full, with all below: `declaredOnly` does not hold there. */
  readonly complete?: readonly string[];
  /** Places that are compared even where nobody declared anything: `declaredOnly` does not hide them. */
  readonly watched?: readonly string[];
  /** What the provider fills in: at such a place this value and none at all are the same. */
  readonly defaults?: Readonly<Record<string, unknown>>;
  /** How severe a difference is; the most severe of the matching rules counts. */
  readonly severities?: readonly SeverityRule[];
  /** Whether keys that only the actual configuration has are left out. Default false. */
  readonly declaredOnly?: boolean;
  /** Whether `null` means the same as a missing key. Default false. */
  readonly nullEqualsMissing?: boolean;
  /** Whether `null`, `""`, `[]` and `{}` mean the same as a missing key; `false` and `0` never do. Default false. */
  readonly emptyEqualsMissing?: boolean;
  /** Whether a block that says nothing but `false` means the same as no block. Default false. */
  readonly offEqualsMissing?: boolean;
  /**
   * Whether `{}` is a value of its own although `emptyEqualsMissing` holds; at an `exact` map it never is. Default
   * false.
   */
  readonly emptyMapsCount?: boolean;
  /** Whether `declaredOnly` reports the elements that only the actual one of two keyed lists has. Default false. */
  readonly addedElements?: boolean;
  /** Whether a key may be spelled in another case, as in `sourceColumn` and `SourceColumn`. Default false. */
  readonly keysIgnoreCase?: boolean;
  /** Whether `"8080"` equals `8080` and `"true"` equals `true`. Default true. */
  readonly coerce?: boolean;
  /** Puts both sides into one form before they are compared; it must not change what it is given. */
  readonly normalize?: (configuration: unknown) => unknown;
  /** Rules that hold for some configurations alone; the first variant that fits is added to the other rules. */
  readonly variants?: readonly RuleVariant[];
}

/** Rules for the configurations of which top-level fields have certain values: a kind of resource, a version of it. */
export interface RuleVariant {
  /**
   * The fields and the texts that each may have; `''` stands for a field that is missing. The desired side decides;
   * where it is missing as a whole, the actual one.
   */
  readonly when: Readonly<Record<string, string | readonly string[]>>;
  /** What is added to the rules that hold for all. */
  readonly rules?: DriftRuleSpec;
  /** What the schema of such a configuration says; where it speaks of a place, it wins over the patterns. */
  readonly schema?: ResourceSchema;
}

/**
 * What the schema of a resource type says about its properties, as far as comparison is concerned. Every entry is a
 * property path such as `Rules.*.Filter.Prefix`, in which `*` is one list position or map key.
 */
export interface ResourceSchema {
  /** Set by the provider alone: what a declaration says there means nothing. */
  readonly readOnly?: readonly string[];
  /** Never given back by the provider: what runs cannot be seen there. */
  readonly writeOnly?: readonly string[];
  /** Fixed at creation: a difference there is mended by replacing the resource. */
  readonly createOnly?: readonly string[];
  /** Lists in which order means nothing (`insertionOrder: false`, set types). */
  readonly unordered?: readonly string[];
  /** Maps whose keys and values belong to the user. */
  readonly opaqueMaps?: readonly string[];
  /** Lists in which order means something, whatever the patterns of the rules say. */
  readonly ordered?: readonly string[];
  /** Lists whose elements are told apart by these fields; no field at all for a list that is compared as a whole. */
  readonly keyed?: Readonly<Record<string, readonly string[]>>;
  /** Maps of texts that are compared to the letter. */
  readonly exact?: readonly string[];
  /** Lists and maps that belong as a whole to whoever declares them. */
  readonly complete?: readonly string[];
  /** Values of a known form. */
  readonly comparators?: Readonly<Record<string, ComparatorName>>;
  /** What the provider fills in where the declaration is silent. */
  readonly defaults?: Readonly<Record<string, unknown>>;
}

/** Compiled drift rules. Immutable; made by `driftRules`, widened by `extendRules`. */
export interface DriftRules {
  /** What they were made of. */
  readonly spec: DriftRuleSpec;
  /** The schema they follow, if any. */
  readonly schema: ResourceSchema;
  /** The same compiled, for the parts of this capability that read rules. */
  readonly table: RuleTable;
  /** The rules as compiled, for `compareConfigs`. */
  readonly tree: RuleTree;
  /** The same rules with what holds for some configurations alone. */
  readonly variants: readonly CompiledVariant[];
}

export interface CompiledVariant {
  readonly when: readonly (readonly [field: string, texts: readonly unknown[]])[];
  readonly rules: DriftRules;
}
