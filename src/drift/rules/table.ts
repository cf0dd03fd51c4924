import type { Equivalence } from '../equivalence/equivalence.js';
import type { DriftSeverity } from '../model/severity.js';
import type { Glob } from '../path/glob.js';

/** A glob and what it says about the places it matches. */
export interface PatternValue<A> {
  readonly glob: Glob;
  readonly says: A;
}

export interface PatternSeverity extends PatternValue<DriftSeverity> {
  readonly resourceType: string;
}

/** The lists of patterns in a spec, each with the properties of a schema that say the same of theirs. */
export const PATTERN_LISTS = {
  ignore: ['readOnly', 'writeOnly'],
  unordered: ['unordered'],
  ordered: [],
  open: [],
  unreadable: [],
  freeForm: ['freeForm'],
} as const;

/** The switches of a spec, with what holds where they are not given. */
export const DEFAULT_FLAGS = {
  namedElements: false,
  declaredOnly: false,
  nullEqualsMissing: false,
  emptyEqualsMissing: false,
  offEqualsMissing: false,
  keysIgnoreCase: false,
  coerce: true,
};

export type PatternLists = Readonly<Record<keyof typeof PATTERN_LISTS, readonly Glob[]>>;
export type RuleFlags = Readonly<Record<keyof typeof DEFAULT_FLAGS, boolean>>;

/** The rules of a `DriftRuleSpec` compiled, each list in the order it was given. */
export interface RuleTable extends PatternLists, RuleFlags {
  readonly identities: readonly (readonly string[])[];
  /** What the provider fills in where nothing is declared, and may leave out when it is. */
  readonly defaults: readonly PatternValue<unknown>[];
  readonly keyed: readonly PatternValue<readonly string[]>[];
  readonly comparators: readonly PatternValue<Equivalence>[];
  readonly everywhere: readonly Equivalence[];
  readonly severities: readonly PatternSeverity[];
}
