import type { FocusRow } from '../focus-row.js';

/** What a rule finds wrong in a line: the column, and the text that stands there. */
export interface Finding {
  /** The column that it is in. */
  readonly column: string;
  /** What stands there; null for nothing. */
  readonly value: string | null;
}

/** One demand of the specification that can be checked line by line. */
export interface ConformanceRule {
  readonly id: string;
  /** Where FOCUS says so: the attribute or the column. */
  readonly section: string;
  /** What must hold, in one sentence. */
  readonly demand: string;
  readonly check: (row: FocusRow) => ReadonlyArray<Finding>;
}

/** A rule about single cells: `breaks` says which texts break it. */
export function cellRule(
  rule: Omit<ConformanceRule, 'check'> & { readonly columns: ReadonlyArray<string> },
  breaks: (text: string, row: FocusRow) => boolean,
): ConformanceRule {
  return {
    ...rule,
    check: (row) =>
      rule.columns.flatMap((column) => {
        const value = row.get(column);
        return value !== null && breaks(value, row) ? [{ column, value }] : [];
      }),
  };
}

/** A rule about a line as a whole, blamed on one column. */
export function lineRule(
  rule: Omit<ConformanceRule, 'check'> & { readonly column: string },
  breaks: (row: FocusRow) => boolean,
): ConformanceRule {
  return { ...rule, check: (row) => (breaks(row) ? [{ column: rule.column, value: row.get(rule.column) }] : []) };
}
