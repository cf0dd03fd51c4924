import type { Comparator, Equivalence } from '../equivalence/equivalence.js';
import type { ComparatorName } from '../equivalence/registry.js';
import type { DriftSeverity } from '../model/severity.js';

/** How severe a difference is that lies at a path of a kind of resource; `*` stands for every resource type. */
export interface SeverityRule {
  /** The type that it is about; `*` for every type. */
  readonly resourceType: string;
  /** A pattern of paths. */
  readonly pattern: string;
  /** How grave a difference there is at least. */
  readonly severity: DriftSeverity;
}

/** What a host may say about how configurations are compared. Every pattern is a path glob (`compileGlob`). */
export interface DriftRuleSpec {
  /** Lists in which order means nothing: compared as multisets. */
  readonly unordered?: readonly string[];
  /** Lists in which order means something although `unordered` matches them. */
  readonly ordered?: readonly string[];
  /** Lists whose elements are told apart by these fields, in whatever order. */
  readonly keyed?: Readonly<Record<string, readonly string[]>>;
  /**
   * Fields that tell the elements of a list without order apart where no `keyed` rule does: the first of these sets
   * that every element of both lists has, with values that are unique in each.
   */
  readonly identities?: readonly (readonly string[])[];
  /**
   * Whether the elements of such a list are also told apart by their own name: `Key`, `Id`, `Name`, or `XName`, `XId`,
   * `XKey` in a list whose name contains X (`ParameterName` in `Parameters`). Default false.
   */
  readonly namedElements?: boolean;
  /** Lists that others may add to: what only the actual list has is no difference. */
  readonly open?: readonly string[];
  /** Places that a provider may keep to itself: a value that is missing from the actual configuration says nothing. */
  readonly unreadable?: readonly string[];
  /** Places that are not compared, nor anything below them. */
  readonly ignore?: readonly string[];
  /** What means the same at a place; where several patterns match, the last one given counts. */
  readonly comparators?: Readonly<Record<string, ComparatorName | Comparator | Equivalence>>;
  /** Equivalences tried, in this order, wherever no comparator is given and no free-form map lies above. */
  readonly everywhere?: readonly (ComparatorName | Equivalence)[];
  /** Maps of the user's own data (tags, environment variables), which no equivalence of `everywhere` may interpret. */
  readonly freeForm?: readonly string[];
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
  /** Whether a key may be spelled in another case, as in `sourceColumn` and `SourceColumn`. Default false. */
  readonly keysIgnoreCase?: boolean;
  /** Whether `"8080"` equals `8080` and `"true"` equals `true`. Default true. */
  readonly coerce?: boolean;
}
