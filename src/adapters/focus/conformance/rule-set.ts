import type { FocusDataset, FocusVersion } from '../columns.js';

/** The requirements of one version on one data set, as data. `parse-rules.ts` describes the lines. */
export interface RuleSet {
  readonly version: FocusVersion;
  readonly dataset: FocusDataset;
  /** The version that this one goes on from: its rules hold as well, but for those that are left out or written again. */
  readonly base?: RuleSet;
  /** What stands before the ids of the base. */
  readonly prefix?: string;
  /** Columns of the base that this version does not have. */
  readonly without?: readonly string[];
  /** One rule a line. */
  readonly rules: string;
}
