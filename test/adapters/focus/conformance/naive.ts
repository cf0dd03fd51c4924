/** Rules read row by row in the plainest way: what the fast check is held against. */
import { toInstant } from '../../../../src/adapters/focus/cell-values.js';
import { FORMATS, LISTS } from '../../../../src/adapters/focus/conformance/compile-rules.js';
import { columnsOf, EACH, ruleColumns } from '../../../../src/adapters/focus/conformance/parse-rules.js';
import { type Atom, type Expr, type Operand, type Rule } from '../../../../src/adapters/focus/conformance/rule-set.js';
import { Cell } from '../../../../src/adapters/focus/table.js';
import { Decimal, parseDecimal } from '../../../../src/money/decimal.js';

/** A small table: columns, and rows by column. */
export interface NaiveTable {
  readonly columns: readonly string[];
  readonly rows: ReadonlyArray<Readonly<Record<string, string>>>;
}

/** True, false, or unknown. */
type Truth = boolean | undefined;

/** The ids of the rules that a table breaks, every criterion taken as supported. */
export function brokenRules(rules: readonly Rule[], table: NaiveTable): string[] {
  return rules.filter((rule) => isBroken(rule, table, rules)).map(({ id }) => id);
}

export function isBroken(rule: Rule, table: NaiveTable, rules: readonly Rule[]): boolean {
  const { check } = rule;
  if (check.type !== 'test') return false;
  const { expect, when } = check;
  const isPresence = expect.op === 'is' && expect.test === 'present';
  if (!isPresence && columnsOf(expect).some((name) => !EACH.test(name) && !table.columns.includes(name))) return false;
  const each = columnsOf(expect)
    .map((name) => EACH.exec(name)?.[1])
    .find((one) => one !== undefined);
  const columns = each === undefined ? [undefined] : columnsWith(each, table, rules);
  const parts = expect.op === 'and' ? expect.parts : [expect];
  if (parts.some((part) => isBrokenOverRows(part, when, table, rules))) return true;
  return columns.some((column) => {
    const own = column === undefined ? expect : ofColumn(expect, `each(${each})`, column);
    if (isPresence) return !table.columns.includes((expect as { column: string }).column);
    return table.rows.some((row) => (when === undefined || truthOf(when, row) === true) && truthOf(own, row) === false);
  });
}

/** An expression about each column of a format, written for one of them; kept, since a bench asks for it often. */
function ofColumn(expr: Expr, each: string, column: string): Expr {
  const known = written.get(expr) ?? new Map<string, Expr>();
  written.set(expr, known);
  let own = known.get(column);
  if (own === undefined) known.set(column, (own = put(expr, each, column)));
  return own;
}

const written = new WeakMap<Expr, Map<string, Expr>>();

function put(expr: Expr, each: string, column: string): Expr {
  if (expr.op === 'and' || expr.op === 'or')
    return { ...expr, parts: expr.parts.map((part) => put(part, each, column)) };
  if (expr.op === 'not') return { ...expr, part: put(expr.part, each, column) };
  return 'column' in expr && expr.column === each ? { ...expr, column } : expr;
}

function columnsWith(each: string, table: NaiveTable, rules: readonly Rule[]): string[] {
  const [format, but] = each.split(' but ');
  const columns =
    format === 'any'
      ? columnsOfRules(rules)
      : rules.flatMap(({ check }) =>
          check.type === 'test' && check.expect.op === 'is' && check.expect.test === format
            ? [check.expect.column]
            : [],
        );
  return table.columns.filter((name) => name !== but && columns.includes(name));
}

const columnNames = new WeakMap<readonly Rule[], readonly string[]>();

function columnsOfRules(rules: readonly Rule[]): readonly string[] {
  const known = columnNames.get(rules) ?? ruleColumns(rules);
  columnNames.set(rules, known);
  return known;
}

/** What is broken over the rows or in the header. */
function isBrokenOverRows(atom: Expr, when: Expr | undefined, table: NaiveTable, rules: readonly Rule[]): boolean {
  const rows = table.rows.filter((row) => when === undefined || truthOf(when, row) === true);
  const raw = (row: Readonly<Record<string, string>>, name: string): string => row[name] ?? '';
  if (atom.op === 'names') {
    const known = columnsOfRules(rules);
    const last = Math.max(...table.columns.map((name, place) => (known.includes(name) ? place : -1)));
    const isIn = (name: string): boolean =>
      atom.set === 'all' ||
      (atom.set === 'standard' && !name.startsWith('x_')) ||
      (atom.set === 'foreign' && !known.includes(name)) ||
      (atom.set === 'custom' && name.startsWith('x_'));
    return table.columns.some(
      (name, place) => isIn(name) && (atom.pattern === undefined ? place < last : !atom.pattern.test(name)),
    );
  }
  if (atom.op === 'nulls') {
    const texts = rows.flatMap((row) => table.columns.map((name) => raw(row, name)));
    return texts.includes('NULL') && texts.includes('');
  }
  if (atom.op === 'parent') {
    const pairs = rows
      .map((row) => [text(row, atom.child), text(row, atom.parent)])
      .filter(([child, parent]) => child !== null && parent !== null);
    return pairs.some(([child, parent]) => pairs.some((other) => other[0] === child && other[1] !== parent));
  }
  if (atom.op === 'sums') {
    const keys = [...new Set(rows.map((row) => text(row, atom.key)).filter((key) => key !== null))];
    const sum = (key: string, part: { column: string; when?: Expr }): Decimal =>
      rows
        .filter((row) => text(row, atom.key) === key && (part.when === undefined || truthOf(part.when, row) === true))
        .reduce((total, row) => total.plus(number(row, part.column) ?? 0), new Decimal(0));
    return keys.some((key) => !sum(key, atom.left).equals(sum(key, atom.right)));
  }
  return false;
}

type Row = Readonly<Record<string, string>>;

function text(row: Row, column: string): string | null {
  const value = row[column] ?? '';
  return value === '' || value === 'NULL' ? null : value;
}

function number(row: Row, column: string): Decimal | undefined {
  const read = parseDecimal(text(row, column) ?? '');
  return read._tag === 'Right' ? read.right : undefined;
}

function truthOf(expr: Expr, row: Row): Truth {
  if (expr.op === 'not') {
    const inner = truthOf(expr.part, row);
    return inner === undefined ? undefined : !inner;
  }
  if (expr.op === 'and' || expr.op === 'or') {
    const truths = expr.parts.map((part) => truthOf(part, row));
    if (truths.includes(expr.op === 'or')) return expr.op === 'or';
    return truths.includes(undefined) ? undefined : expr.op === 'and';
  }
  return atomTruth(expr as Atom, row);
}

function atomTruth(atom: Atom, row: Row): Truth {
  switch (atom.op) {
    case 'is': {
      const value = text(row, atom.column);
      if (atom.test === 'null') return value === null;
      if (value === null) return undefined;
      return FORMATS[atom.test]!(value, new Cell(value, !value.startsWith('\u0000')));
    }
    case 'in': {
      const value = text(row, atom.column);
      return value === null ? undefined : atom.values.includes(value);
    }
    case 'list': {
      const [value, parent] = [text(row, atom.column), atom.parent === undefined ? '' : text(row, atom.parent)];
      const lists = LISTS[atom.list]!;
      const list = atom.parent === undefined ? Object.values(lists).flat() : lists[parent ?? ''];
      return value === null || list === undefined ? undefined : list.includes(value);
    }
    case 'pattern': {
      const value = text(row, atom.column);
      if (value === null) return undefined;
      if (atom.unless !== undefined && FORMATS[atom.unless]!(value, new Cell(value))) return true;
      return atom.pattern.test(value) === atom.isMatch;
    }
    case 'keysApart': {
      const keys = (column: string): string[] | undefined => {
        const value = text(row, column);
        return value === null || !FORMATS['json-object']!(value, new Cell(value))
          ? undefined
          : Object.keys(JSON.parse(value) as object);
      };
      const [own, other] = [keys(atom.column), keys(atom.other)];
      return own === undefined || other === undefined ? undefined : !own.some((key) => other.includes(key));
    }
    case 'compare':
      return compare(atom.left, atom.relation, atom.right, row);
    default:
      return undefined;
  }
}

function compare(left: Operand, relation: string, right: Operand, row: Row): Truth {
  const ordered = (order: number): boolean =>
    ({ '=': order === 0, '!=': order !== 0, '<': order < 0, '<=': order <= 0, '>': order > 0, '>=': order >= 0 })[
      relation
    ]!;
  if (!('columns' in left)) return undefined;
  if (!('columns' in right) && right.isText)
    return (text(row, left.columns[0]!) === right.value) === (relation === '=');
  const value = (side: Operand): Decimal | undefined => {
    if (!('columns' in side)) return new Decimal(side.value);
    const numbers = side.columns.map((name) => number(row, name));
    return numbers.includes(undefined)
      ? undefined
      : numbers.reduce((product, one) => product!.times(one!), new Decimal(1));
  };
  const [a, b] = [value(left), value(right)];
  if (a !== undefined && b !== undefined) return ordered(a.comparedTo(b));
  if (left.columns.length > 1 || !('columns' in right) || right.columns.length > 1) return undefined;
  const [one, two] = [text(row, left.columns[0]!), text(row, right.columns[0]!)];
  if (one === null || two === null) {
    if (one === two || a !== undefined || b !== undefined) return undefined;
    return relation === '=' ? false : relation === '!=' ? true : undefined;
  }
  const [from, to] = [toInstant(one), toInstant(two)];
  if (from !== undefined && to !== undefined) return ordered(from - to);
  if (one === two) return ordered(0);
  if (relation !== '=' && relation !== '!=') return undefined;
  return (a === undefined) === (b === undefined) ? relation === '!=' : undefined;
}
