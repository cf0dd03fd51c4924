import type { Equivalence } from '../equivalence/equivalence.js';
import type { DriftSeverity } from '../model/severity.js';
import type { Glob } from '../path/glob.js';

/** A glob and what it says about the places it matches. */
export interface Bound<A> {
  readonly glob: Glob;
  readonly says: A;
}

export interface BoundSeverity extends Bound<DriftSeverity> {
  readonly resourceType: string;
}

/** The rules of a `DriftRuleSpec` compiled, each list in the order it was given. */
export interface RuleTable {
  readonly ignore: readonly Glob[];
  readonly unordered: readonly Glob[];
  readonly ordered: readonly Glob[];
  readonly open: readonly Glob[];
  readonly unreadable: readonly Glob[];
  readonly namedElements: boolean;
  readonly identities: readonly (readonly string[])[];
  /** What the provider fills in where nothing is declared, and may leave out when it is. */
  readonly defaults: readonly Bound<unknown>[];
  readonly keyed: readonly Bound<readonly string[]>[];
  readonly comparators: readonly Bound<Equivalence>[];
  readonly everywhere: readonly Equivalence[];
  readonly freeForm: readonly Glob[];
  readonly severities: readonly BoundSeverity[];
  readonly declaredOnly: boolean;
  readonly nullEqualsMissing: boolean;
  readonly emptyEqualsMissing: boolean;
  readonly offEqualsMissing: boolean;
  readonly keysIgnoreCase: boolean;
  readonly coerce: boolean;
}
