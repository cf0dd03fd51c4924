import type { Cancelled } from '../../../errors/kernel.js';
import { E, type TaskEither } from '../../../prelude.js';
import { FOCUS_COLUMNS, type FocusVersion, versionOf } from '../columns.js';
import type { InvalidFocus } from '../errors.js';
import { type FocusFollowing, followRows } from '../follow-rows.js';
import type { FocusSource } from '../read-rows.js';
import { CELL_RULES } from './cell-rules.js';
import { MONEY_RULES } from './money-rules.js';
import type { Finding } from './rule.js';

/** Where a rule was broken; row 1 is the header. */
export interface Example extends Finding {
  /** The row, counted as a spreadsheet does: the head is 1. */
  readonly row: number;
}

/** A rule that a file breaks. */
export interface Violation {
  /** The rule's name, as the validator of FOCUS has it. */
  readonly rule: string;
  /** Where FOCUS says so. */
  readonly section: string;
  /** What the specification asks for. */
  readonly demand: string;
  /** How often it is broken, and in how many rows. */
  readonly count: number;
  /** In how many rows. */
  readonly rows: number;
  /** The first few places. */
  readonly examples: ReadonlyArray<Example>;
}

/** How far a file follows FOCUS. */
export interface ConformanceReport {
  /** The version that the file was held against. */
  readonly version: FocusVersion;
  /** How many rows were looked at. */
  readonly rows: number;
  /** Whether there is no violation. */
  readonly conforms: boolean;
  /** In the order of the rules, those about the header first. */
  readonly violations: ReadonlyArray<Violation>;
}

/** The rules that can be checked line by line, in the order of a report. */
export const CONFORMANCE_RULES = [...CELL_RULES, ...MONEY_RULES];

/**
 * Checks a file against what FOCUS demands and names each rule that it breaks, how often, and the first places. The
 * version is judged by the columns unless named. Constant memory; a file that cannot be read at all is a `Left`.
 */
export function checkFocusConformance(
  source: FocusSource,
  options: FocusFollowing & { readonly version?: FocusVersion; readonly examples?: number } = {},
): TaskEither<InvalidFocus | Cancelled, ConformanceReport> {
  const most = options.examples ?? 3;
  return async () => {
    const tallies = new Map(CONFORMANCE_RULES.map(({ id }) => [id, { count: 0, rows: 0, examples: [] as Example[] }]));
    let columns: ReadonlyArray<string> = [];
    let rows = 0;
    for await (const batch of followRows(source, options)) {
      if (E.isLeft(batch)) return batch;
      columns = batch.right.header.columns;
      for (const row of batch.right.rows) {
        rows += 1;
        for (const rule of CONFORMANCE_RULES) {
          const findings = rule.check(row);
          if (findings.length === 0) continue;
          const tally = tallies.get(rule.id)!;
          tally.count += findings.length;
          tally.rows += 1;
          for (const found of findings)
            if (tally.examples.length < most) tally.examples.push({ row: row.row, ...found });
        }
      }
    }
    const version = options.version ?? versionOf(columns);
    const violations = [
      ...headerViolations(columns, version),
      ...CONFORMANCE_RULES.flatMap(({ id, section, demand }) => {
        const tally = tallies.get(id)!;
        return tally.count === 0 ? [] : [{ rule: id, section, demand, ...tally }];
      }),
    ];
    return E.right({ version, rows, conforms: violations.length === 0, violations });
  };
}

function headerViolations(columns: ReadonlyArray<string>, version: FocusVersion): Violation[] {
  const known = FOCUS_COLUMNS[version];
  return [
    headerViolation(
      'missing-column',
      'the columns of the version',
      `A file of FOCUS ${version} has all its columns.`,
      known.filter((name) => !columns.includes(name)),
    ),
    headerViolation(
      'foreign-column',
      'ColumnHandling',
      'The names of columns that are not of FOCUS begin with x_.',
      columns.filter((name) => !known.includes(name) && !name.startsWith('x_')),
    ),
  ].filter(({ count }) => count > 0);
}

function headerViolation(rule: string, section: string, demand: string, names: ReadonlyArray<string>): Violation {
  const examples = names.map((column) => ({ row: 1, column, value: null }));
  return { rule, section, demand, count: names.length, rows: 1, examples };
}
