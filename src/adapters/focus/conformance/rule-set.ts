import type { FocusDataset, FocusVersion } from '../columns.js';

/** The requirements of one version on one data set, as data. `parse-rules.ts` describes the lines. */
export interface RuleSet {
  readonly version: FocusVersion;
  readonly dataset: FocusDataset;
  /**
   * The version that this one goes on from: its rules hold as well, but for those that are left out or written again.
   */
  readonly base?: RuleSet;
  /** What stands before the ids of the base. */
  readonly prefix?: string;
  /** Columns of the base that this version does not have. */
  readonly without?: readonly string[];
  /** One rule a line. */
  readonly rules: string;
}

/** A requirement. */
export interface Rule {
  readonly id: string;
  readonly keyword: Keyword;
  /** What the specification says. */
  readonly sentence: string;
  /** What the provider must support for the rule to apply. */
  readonly criteria: readonly string[];
  readonly check: Check;
}

/** How far a requirement binds. */
export type Keyword = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY' | 'RECOMMENDED';

export type Check =
  | { readonly type: 'undecidable'; readonly reason: string }
  | { readonly type: 'permission' }
  | { readonly type: 'composite'; readonly parts: readonly string[] }
  | { readonly type: 'test'; readonly text: string; readonly expect: Expr; readonly when?: Expr };

export type Expr =
  | { readonly op: 'and' | 'or'; readonly parts: readonly Expr[] }
  | { readonly op: 'not'; readonly part: Expr }
  | Atom;

export type Relation = '=' | '!=' | '<' | '<=' | '>' | '>=';
/** A side of a comparison: a product of columns, or a constant. */
export type Operand = { readonly columns: readonly string[] } | { readonly value: string; readonly isText: boolean };

export type Atom =
  | { readonly op: 'is'; readonly column: string; readonly test: string }
  | { readonly op: 'in'; readonly column: string; readonly values: readonly string[] }
  | { readonly op: 'list'; readonly column: string; readonly list: string; readonly parent?: string }
  | {
      readonly op: 'pattern';
      readonly column: string;
      readonly pattern: RegExp;
      readonly isMatch: boolean;
      readonly unless?: string;
    }
  | { readonly op: 'compare'; readonly left: Operand; readonly relation: Relation; readonly right: Operand }
  | { readonly op: 'keysApart'; readonly column: string; readonly other: string }
  | { readonly op: 'parent'; readonly child: string; readonly parent: string }
  | { readonly op: 'sums'; readonly left: Sum; readonly right: Sum; readonly key: string }
  | { readonly op: 'names'; readonly set: string; readonly pattern?: RegExp }
  | { readonly op: 'nulls' };

export interface Sum {
  readonly column: string;
  readonly when?: Expr;
}
