import { Decimal } from '../../../money/decimal.js';
import type { TableRow } from '../table.js';
import { evaluate, TRUE, UNKNOWN, type Formula, type Truth } from './compile-rules.js';
import type { Atom, Expr } from './rule-set.js';

/** A place where a rule is broken. */
export interface Example {
  /** The name of the file, where it has one. */
  readonly file?: string;
  /** The row as a spreadsheet counts it; 1 is the header. */
  readonly row: number;
  /** The column at fault. */
  readonly column: string;
  /** What stands there; null for nothing. */
  readonly value: string | null;
  /** What stands in the other columns that the rule reads. */
  readonly values: Readonly<Record<string, string | null>>;
  /** What was expected, where the rule gives one value. */
  readonly expected?: string;
}

/** A rule that is held against all rows together. */
export interface AcrossRows {
  readonly rule: number;
  readonly when?: Formula;
  take(row: TableRow, answers: Uint8Array): void;
  /** What is broken once all rows are in. */
  finish(): { readonly count: number; readonly examples: readonly Example[] };
}

/** What such a rule takes from the file. */
export interface AcrossSetting {
  /** The condition under which a row is taken in. */
  readonly when: Formula | undefined;
  formula(expr: Expr): Formula;
  placeOf(column: string): number;
  exampleAt(row: TableRow, columns: readonly string[]): Example;
  readonly maxExamples: number;
}

/** No value of the child stands with two of the parent: what is not with the most frequent one is broken. */
export function parentsRule(rule: number, atom: Extract<Atom, { op: 'parent' }>, setting: AcrossSetting): AcrossRows {
  const [child, parent] = [setting.placeOf(atom.child), setting.placeOf(atom.parent)];
  const parents = new Map<
    string,
    { readonly first: string; others: Map<string, { count: number; example: Example }> | undefined; count: number }
  >();
  return {
    rule,
    ...(setting.when === undefined ? {} : { when: setting.when }),
    take: (row) => {
      const [key, value] = [row.cells[child]!.text, row.cells[parent]!.text];
      if (key === null || value === null) return;
      const seen = parents.get(key);
      if (seen === undefined) parents.set(key, { first: value, others: undefined, count: 1 });
      else if (seen.first === value) seen.count += 1;
      else {
        const others = (seen.others ??= new Map());
        const other = others.get(value);
        if (other !== undefined) other.count += 1;
        else
          others.set(value, {
            count: 1,
            example: { ...setting.exampleAt(row, [atom.parent, atom.child]), expected: seen.first },
          });
      }
    },
    finish: () => {
      let count = 0;
      const examples: Example[] = [];
      for (const { others, count: ofFirst } of parents.values()) {
        if (others === undefined) continue;
        const counts = [ofFirst, ...[...others.values()].map((one) => one.count)];
        count += counts.reduce((sum, one) => sum + one, 0) - Math.max(...counts);
        for (const { example } of others.values()) if (examples.length < setting.maxExamples) examples.push(example);
      }
      return { count, examples };
    },
  };
}

/** Two sums are equal for every value of a key. */
export function sumsRule(rule: number, atom: Extract<Atom, { op: 'sums' }>, setting: AcrossSetting): AcrossRows {
  const place = setting.placeOf;
  const sides = [atom.left, atom.right].map((sum) => ({
    place: place(sum.column),
    when: sum.when === undefined ? undefined : setting.formula(sum.when),
  }));
  const totals = new Map<string, { sums: [Decimal, Decimal]; readonly example: Example }>();
  return {
    rule,
    ...(setting.when === undefined ? {} : { when: setting.when }),
    take: (row, answers) => {
      const key = row.cells[place(atom.key)]!.text;
      if (key === null) return;
      const total = totals.get(key) ?? {
        sums: [new Decimal(0), new Decimal(0)],
        example: setting.exampleAt(row, [atom.left.column, atom.key]),
      };
      totals.set(key, total);
      for (const [i, side] of sides.entries()) {
        const amount = row.cells[side.place]!.decimal;
        const isIn =
          side.when === undefined ||
          evaluate(side.when, { cell: (question) => answers[question] as Truth, row: () => UNKNOWN }) === TRUE;
        if (amount !== null && isIn) total.sums[i] = total.sums[i]!.plus(amount);
      }
    },
    finish: () => {
      const unequal = [...totals.values()].filter(({ sums: [left, right] }) => !left.equals(right));
      return {
        count: unequal.length,
        examples: unequal.map(({ sums: [left, right], example }) => ({
          ...example,
          value: left.toFixed(),
          expected: right.toFixed(),
        })),
      };
    },
  };
}
