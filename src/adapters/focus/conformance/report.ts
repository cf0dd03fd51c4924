import type { FocusDataset, FocusVersion } from '../columns.js';
import type { FocusProgressOptions } from '../content.js';
import type { Example } from './across-rows.js';
import type { Keyword } from './rule-set.js';

/** What a file is held against. Everything may be left out. */
export interface ConformanceOptions extends FocusProgressOptions {
  /** The version of FOCUS; by the columns where left out. */
  readonly version?: FocusVersion;
  /** The data set; by the columns where left out. */
  readonly dataset?: FocusDataset;
  /**
   * The criteria that the provider supports, by the model's names, such as `COMMITMENT_DISCOUNT_SUPPORTED`. A rule that
   * depends on others does not apply; where this is left out, such a rule cannot be decided.
   */
  readonly applicability?: readonly string[];
  /** How many places a broken rule names; 3 where left out. */
  readonly examples?: number;
}

/** What became of a requirement. */
export type RequirementStatus = 'met' | 'violated' | 'notApplicable' | 'undecidable';

/** The verdict on one requirement. */
export interface RequirementVerdict {
  /** The id of the requirements model, such as `BilledCost-C-003-M`. */
  readonly ruleId: string;
  /** The verdict. */
  readonly status: RequirementStatus;
  /** How far the requirement binds. */
  readonly keyword: Keyword;
  /** What the specification says. */
  readonly requirement: string;
  /** What was looked at, in the language of the rules; undefined for what is not looked at. */
  readonly check?: string;
  /** Why it does not apply, or cannot be decided from this file. */
  readonly reason?: string;
  /** How often it is broken. */
  readonly count: number;
  /** In how many rows it is broken. */
  readonly rows: number;
  /** How many rows it was looked at in. */
  readonly tested: number;
  /** The first few places. */
  readonly examples: readonly Example[];
}

/** How far a file follows FOCUS. */
export interface ConformanceReport {
  /** The version that the file was held against. */
  readonly version: FocusVersion;
  /** The data set that the file was taken for. */
  readonly dataset: FocusDataset;
  /** How many rows were looked at. */
  readonly rows: number;
  /** Whether every MUST and MUST NOT holds, as far as the file shows. */
  readonly conforms: boolean;
  /** How many requirements have which status. */
  readonly summary: Readonly<Record<RequirementStatus, number>>;
  /** The verdict on every requirement of the version, in the order of the model. */
  readonly requirements: readonly RequirementVerdict[];
  /** The broken ones among them; a composite is broken when a part is, and does not stand here. */
  readonly violations: readonly RequirementVerdict[];
}
