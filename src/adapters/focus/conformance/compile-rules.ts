import { minorUnits } from '../../../money/currency.js';
import { Decimal } from '../../../money/decimal.js';
import { E } from '../../../prelude.js';
import { type JsonMember, scanJsonObject } from '../cell-values.js';
import { Cell, reduceFactors, type TableHeader } from '../table.js';
import { columnsOf, EACH } from './parse-rules.js';
import {
  ALLOCATION_KEYS,
  type Atom,
  type Expr,
  GRAIN_KEYS,
  type Operand,
  type Rule,
  SERVICE_SUBCATEGORIES,
  SKU_PROPERTIES,
  UNIT_NAMES,
} from './rule-set.js';

/** What a cell with a value is tested for, by the names that the rules use. */
export const FORMATS: Readonly<Record<string, (text: string, cell: Cell) => boolean>> = {
  string: () => true,
  unicode: (_, cell) => cell.isUnicode,
  blank: (text) => text.charCodeAt(0) <= 32 && text.trim() === '',
  placeholder: (text) => text.length <= 14 && /^[\s#nu-]/i.test(text) && PLACEHOLDERS.has(text.trim().toLowerCase()),
  decimal: (text, cell) =>
    cell.factors !== null || cell.decimal !== null || /^\s*[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?\s*$/.test(text),
  numeric: (text, cell) => cell.factors !== null || NUMERIC.test(text),
  'date-time': (_, cell) => cell.instant !== undefined,
  'iso-utc': (text, cell) => ISO_UTC.test(text) && cell.instant !== undefined,
  currency: (text) => (/^[A-Za-z]{3}$/.test(text) ? isNationalCurrency(text) : /\p{L}/u.test(text)),
  'national-currency': isNationalCurrency,
  unit: (text) => UNIT.test(text),
  flat: (text) => members(text)?.every(isScalar) ?? true,
  'unit-spelling': (text) => text.split(/[^A-Za-z]+/).every(isSpelledAsUnit),
  'key-value': (text) => hasUniqueKeys(text) && (members(text)?.every(isScalar) ?? false),
  'json-object': (text) => members(text) !== undefined,
  'unique-keys': hasUniqueKeys,
  'non-null-values': (text) => members(text)?.every(({ type }) => type !== 'null') ?? true,
  'scalar-values': (text) => members(text)?.every(isScalar) ?? true,
  'pascal-case-keys': (text) => keysAre(text, (key) => /^(x_)?[A-Z][A-Za-z0-9]*$/.test(key)),
  'prefixed-custom-keys': (text) => keysAre(text, (key) => key.startsWith('x_') || SKU_PROPERTIES.has(key)),
  'spelled-keys': (text) => keysAre(text, (key) => SKU_PROPERTIES.has(key) || !SKU_NAMES.has(key.toLowerCase())),
  'typed-values': (text) => members(text)?.every(hasPropertyType) ?? true,
  'json-list-of-objects': isListOfObjects,
  'allocation-elements': (text) => elementsAre(text, (one) => typeof one['AllocatedRatio'] === 'number'),
  'allocation-units': (text) =>
    elementsAre(text, (one) => one['UsageQuantity'] == null || typeof one['UsageUnit'] === 'string'),
  'allocation-keys': (text) =>
    elementsAre(text, (one) => Object.keys(one).every((key) => ALLOCATION_KEYS.has(key) || key.startsWith('x_'))),
  'commitment-programs': (text) => {
    const list = listIn(text, 'CommitmentPrograms');
    return list !== undefined && list.length > 0 && list.every((one) => typeof one?.['ProgramType'] === 'string');
  },
  'grain-keys': (text) => keysAre(text, (key) => key.startsWith('x_') || GRAIN_KEYS.has(key)),
};

/** The lists that rules refer to by name: the values, and for a list with parents the values of each parent. */
export const LISTS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  subcategories: SERVICE_SUBCATEGORIES,
};

const PLACEHOLDERS = new Set('n/a|na|#n/a|not applicable|none|null|nil|nan|undefined|-|--'.split('|'));
/** NumericFormat: digits and a point, or `mEn`; an exponent above zero has no sign. */
const NUMERIC = /^-?\d+(\.\d+)?([eE](-\d+|\d+))?$/;
const ISO_UTC = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;
const WORDS = '[A-Za-z][A-Za-z0-9]*(?: [A-Za-z][A-Za-z0-9]*)*';
/** `GB`, `1000 Requests`, `GB-Hours`, `GB/Hour`, `Units/3 Months`. */
const UNIT = new RegExp(`^([1-9]\\d* )?${WORDS}(-${WORDS})?(/([1-9]\\d* )?${WORDS})?$`);
const UNIT_SPELLINGS = new Set(UNIT_NAMES);
const UNIT_NAMES_LOWER = new Set(UNIT_NAMES.map((name) => name.toLowerCase()));
const SKU_NAMES = new Set([...SKU_PROPERTIES.keys()].map((name) => name.toLowerCase()));

function isNationalCurrency(text: string): boolean {
  return E.isRight(minorUnits(text));
}

function isSpelledAsUnit(word: string): boolean {
  return UNIT_SPELLINGS.has(word) || !UNIT_NAMES_LOWER.has(word.toLowerCase());
}

function members(text: string): readonly JsonMember[] | undefined {
  return scanJsonObject(text);
}

function isScalar({ type }: JsonMember): boolean {
  return type !== 'object' && type !== 'array';
}

function hasUniqueKeys(text: string): boolean {
  const all = members(text) ?? [];
  return new Set(all.map(({ key }) => key)).size === all.length;
}

function keysAre(text: string, test: (key: string) => boolean): boolean {
  return members(text)?.every(({ key }) => test(key)) ?? true;
}

function hasPropertyType({ key, type }: JsonMember): boolean {
  const wanted = SKU_PROPERTIES.get(key);
  return wanted === undefined || wanted === type || type === 'null';
}

type JsonRecord = Readonly<Record<string, unknown>>;

/** The list under a key of a JSON object. */
function listIn(text: string, key: string): ReadonlyArray<JsonRecord | null> | undefined {
  try {
    const list = (JSON.parse(text) as JsonRecord | null)?.[key];
    return Array.isArray(list) ? (list as JsonRecord[]) : undefined;
  } catch {
    return undefined;
  }
}

function elementsAre(text: string, test: (element: JsonRecord) => boolean): boolean {
  return listIn(text, 'Elements')?.every((one) => typeof one === 'object' && one !== null && test(one)) ?? false;
}

function isListOfObjects(text: string): boolean {
  try {
    const parsed: unknown = JSON.parse(text);
    const lists = Array.isArray(parsed) ? [parsed] : Object.values(parsed as object).filter(Array.isArray);
    return lists.length > 0 && lists.every((list) => list.every((one) => typeof one === 'object' && one !== null));
  } catch {
    return false;
  }
}

/** The truth of a part of a rule; `PENDING` is not known before the row is looked at as a whole. */
export type Truth = 0 | 1 | 2 | 3;
export const FALSE = 0;
export const TRUE = 1;
export const UNKNOWN = 2;
export const PENDING = 3;

/** A question about one cell of a row. */
export interface CellTest {
  readonly place: number;
  readonly test: (cell: Cell) => Truth;
}

/** A question about several cells of a row. */
export type RowTest = (cells: readonly Cell[]) => Truth;

/** An expression over numbered questions. */
export type Formula =
  | { readonly op: 'and' | 'or'; readonly parts: readonly Formula[] }
  | { readonly op: 'not'; readonly part: Formula }
  | { readonly op: 'cell' | 'row'; readonly question: number }
  | { readonly op: 'constant'; readonly truth: Truth };

/** One rule over certain columns: `each(…)` makes one of these for every column. */
export interface RuleInstance {
  readonly rule: number;
  readonly expect: Formula;
  readonly when?: Formula;
  /** The columns that show what is wrong, the one at fault first. */
  readonly columns: readonly string[];
  readonly expression: Expr;
}

/** Rules put into the form in which rows are held against them: equal questions of several rules are asked once. */
export class RuleCompiler {
  readonly cellTests: CellTest[] = [];
  readonly rowTests: RowTest[] = [];
  readonly #header: TableHeader;
  /** The columns that the rules demand a format of. */
  readonly #byFormat: ReadonlyMap<string, readonly string[]>;
  readonly #questions = new Map<string, Formula>();

  constructor(header: TableHeader, rules: Iterable<Rule>, focusColumns: readonly string[]) {
    this.#header = header;
    const byFormat = new Map<string, string[]>([['any', focusColumns.filter((name) => header.places.has(name))]]);
    for (const { check } of rules) {
      if (check.type !== 'test' || check.expect.op !== 'is' || !header.places.has(check.expect.column)) continue;
      const columns = byFormat.get(check.expect.test) ?? [];
      if (!columns.includes(check.expect.column)) byFormat.set(check.expect.test, [...columns, check.expect.column]);
    }
    this.#byFormat = byFormat;
  }

  /** The instances of a rule: none where no column of the file has the format that it is about. */
  instances(rule: number, expect: Expr, when: Expr | undefined): RuleInstance[] {
    const each = columnsOf(expect)
      .map((name) => EACH.exec(name)?.[1])
      .find((format) => format !== undefined);
    const [format = '', but] = (each ?? '').split(' but ');
    const columns =
      each === undefined ? [undefined] : (this.#byFormat.get(format) ?? []).filter((name) => name !== but);
    return columns.map((column) => {
      const own = column === undefined ? expect : withColumn(expect, `each(${each})`, column);
      return {
        rule,
        expect: this.formula(own),
        ...(when === undefined ? {} : { when: this.formula(when) }),
        columns: [...new Set([...columnsOf(own), ...(when === undefined ? [] : columnsOf(when))])],
        expression: own,
      };
    });
  }

  formula(expr: Expr): Formula {
    switch (expr.op) {
      case 'and':
      case 'or':
        return { op: expr.op, parts: expr.parts.map((part) => this.formula(part)) };
      case 'not':
        return { op: 'not', part: this.formula(expr.part) };
      default: {
        const key = JSON.stringify(expr, (_, value: unknown) => (value instanceof RegExp ? value.source : value));
        let formula = this.#questions.get(key);
        if (formula === undefined) this.#questions.set(key, (formula = this.#question(expr)));
        return formula;
      }
    }
  }

  #question(atom: Atom): Formula {
    const test = cellTest(atom);
    if (test !== undefined) {
      const place = this.#header.places.get(columnsOf(atom)[0]!);
      if (atom.op === 'is' && atom.test === 'present') return constant(place === undefined ? FALSE : TRUE);
      if (place === undefined) return constant(test(NO_CELL));
      return { op: 'cell', question: this.cellTests.push({ place, test }) - 1 };
    }
    const build = rowTest(atom, (column) => this.#header.places.get(column));
    // What is kept over rows (sums, parents, how null is written) is not asked of one row.
    if (build === undefined) return constant(UNKNOWN);
    return { op: 'row', question: this.rowTests.push(build) - 1 };
  }
}

const NO_CELL = new Cell('');

function constant(truth: Truth): Formula {
  return { op: 'constant', truth };
}

function toTruth(value: boolean): Truth {
  return value ? TRUE : FALSE;
}

/** Answers the questions of formulas. */
export interface Answers {
  cell(question: number): Truth;
  row(question: number): Truth;
}

/** The truth of a formula where the truth of its questions is known: false where false is certain, and so on. */
export function evaluate(formula: Formula, answers: Answers): Truth {
  switch (formula.op) {
    case 'constant':
      return formula.truth;
    case 'cell':
      return answers.cell(formula.question);
    case 'row':
      return answers.row(formula.question);
    case 'not': {
      const truth = evaluate(formula.part, answers);
      return truth === TRUE ? FALSE : truth === FALSE ? TRUE : truth;
    }
    default: {
      const decisive = formula.op === 'and' ? FALSE : TRUE;
      let [isPending, isUnknown] = [false, false];
      for (const part of formula.parts) {
        const truth = evaluate(part, answers);
        if (truth === decisive) return decisive;
        isPending ||= truth === PENDING;
        isUnknown ||= truth === UNKNOWN;
      }
      return isPending ? PENDING : isUnknown ? UNKNOWN : decisive === FALSE ? TRUE : FALSE;
    }
  }
}

/** The question that an atom asks of one cell; undefined where it takes more than one. */
function cellTest(atom: Atom): ((cell: Cell) => Truth) | undefined {
  switch (atom.op) {
    case 'is': {
      if (atom.test === 'null') return ({ text }) => toTruth(text === null);
      if (atom.test === 'present') return () => UNKNOWN;
      const format = FORMATS[atom.test];
      if (format === undefined) throw new Error(`no format ${atom.test}`);
      return (cell) => (cell.text === null ? UNKNOWN : toTruth(format(cell.text, cell)));
    }
    case 'in':
      return isAmong(new Set(atom.values));
    case 'list':
      return atom.parent === undefined ? isAmong(new Set(Object.values(LISTS[atom.list]!).flat())) : undefined;
    case 'pattern': {
      const { pattern, isMatch } = atom;
      const format = atom.unless === undefined ? undefined : FORMATS[atom.unless]!;
      return (cell) => {
        if (cell.text === null) return UNKNOWN;
        if (format?.(cell.text, cell) === true) return TRUE;
        return toTruth(pattern.test(cell.text) === isMatch);
      };
    }
    case 'compare':
      return constantTest(atom);
    default:
      return undefined;
  }
}

function isAmong(values: ReadonlySet<string>): (cell: Cell) => Truth {
  return ({ text }) => (text === null ? UNKNOWN : toTruth(values.has(text)));
}

/** The comparison of a column with a constant. */
function constantTest({
  left,
  relation,
  right,
}: Extract<Atom, { op: 'compare' }>): ((cell: Cell) => Truth) | undefined {
  if (!('columns' in left) || left.columns.length !== 1 || 'columns' in right) return undefined;
  if (right.isText) return ({ text }) => toTruth((text === right.value) === (relation === '='));
  const limit = new Decimal(right.value);
  const isZero = limit.isZero();
  return (cell) => {
    if (isZero && cell.factors !== null) return toTruth(holds(cell.factors.units, relation));
    return cell.decimal === null ? UNKNOWN : toTruth(holds(cell.decimal.comparedTo(limit), relation));
  };
}

function holds(order: number, relation: string): boolean {
  switch (relation) {
    case '=':
      return order === 0;
    case '!=':
      return order !== 0;
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    default:
      return order >= 0;
  }
}

/** The question that an atom asks of several cells. */
function rowTest(atom: Atom, placeOf: (column: string) => number | undefined): RowTest | undefined {
  if (atom.op === 'list') {
    const [child, parent] = [placeOf(atom.column), placeOf(atom.parent!)];
    if (child === undefined || parent === undefined) return () => UNKNOWN;
    const lists = new Map(Object.entries(LISTS[atom.list]!).map(([name, values]) => [name, new Set(values)]));
    return (cells) => {
      const [value, of] = [cells[child]!.text, cells[parent]!.text];
      const list = of === null ? undefined : lists.get(of);
      return value === null || list === undefined ? UNKNOWN : toTruth(list.has(value));
    };
  }
  if (atom.op === 'keysApart') {
    const [own, other] = [placeOf(atom.column), placeOf(atom.other)];
    if (own === undefined || other === undefined) return () => UNKNOWN;
    return (cells) => {
      const [keys, others] = [own, other].map((place) =>
        scanJsonObject(cells[place]!.text ?? '')?.map(({ key }) => key),
      );
      return keys === undefined || others === undefined ? UNKNOWN : toTruth(!keys.some((key) => others.includes(key)));
    };
  }
  if (atom.op !== 'compare') return undefined;
  const sides = [atom.left, atom.right].map((side) => placesOf(side, placeOf));
  if (sides.some((side) => side === undefined)) return () => UNKNOWN;
  const [left, right] = sides as [readonly number[], readonly number[]];
  const { relation } = atom;
  if (left.length === 1 && right.length === 1)
    return (cells) => compareCells(cells[left[0]!]!, cells[right[0]!]!, relation);
  const [a, b] = [left[0]!, left[1]!];
  const c = right[0]!;
  const isPlain = left.length === 2 && right.length === 1;
  return (cells) => {
    const quick = isPlain ? compareFactors(cells[a]!, cells[b]!, cells[c]!, relation) : UNKNOWN;
    if (quick !== UNKNOWN) return quick;
    return compareProducts(
      left.map((place) => cells[place]!),
      right.map((place) => cells[place]!),
      relation,
    );
  };
}

function placesOf(side: Operand, placeOf: (column: string) => number | undefined): readonly number[] | undefined {
  if (!('columns' in side)) return undefined;
  const places = side.columns.map(placeOf);
  return places.includes(undefined) ? undefined : (places as number[]);
}

/** Two cells: as numbers or as instants where both are, as text otherwise; a null equals nothing. */
function compareCells(left: Cell, right: Cell, relation: string): Truth {
  if (left.text === null || right.text === null) {
    if (left.text === right.text || isNumber(left) || isNumber(right)) return UNKNOWN;
    return relation === '=' ? FALSE : relation === '!=' ? TRUE : UNKNOWN;
  }
  if (left.text === right.text) return toTruth(holds(0, relation));
  if (isNumber(left) && isNumber(right)) return toTruth(holds(compareNumbers(left, right), relation));
  const [from, to] = [left.instant, right.instant];
  if (from !== undefined && to !== undefined) return toTruth(holds(from - to, relation));
  if (relation === '=' || relation === '!=')
    return isNumber(left) !== isNumber(right) ? UNKNOWN : toTruth(relation === '!=');
  return UNKNOWN;
}

function isNumber(cell: Cell): boolean {
  return cell.factors !== null || cell.decimal !== null;
}

function compareNumbers(left: Cell, right: Cell): number {
  const [a, b] = [left.factors, right.factors];
  if (a !== null && b !== null && a.units === b.units && a.places === b.places) return 0;
  return left.decimal!.comparedTo(right.decimal!);
}

/** Whether the product of two cells is a third, in whole numbers; unknown where they are too long for that. */
function compareFactors(left: Cell, right: Cell, result: Cell, relation: string): Truth {
  const [a, b, c] = [left.factors, right.factors, result.factors];
  if (a === null || b === null || c === null) return UNKNOWN;
  const units = a.units * b.units;
  if (!Number.isSafeInteger(units)) return UNKNOWN;
  const product = reduceFactors(units, a.places + b.places);
  if (product.units === c.units && product.places === c.places) return toTruth(holds(0, relation));
  return relation === '=' ? FALSE : UNKNOWN;
}

function compareProducts(left: readonly Cell[], right: readonly Cell[], relation: string): Truth {
  const [a, b] = [productOf(left), productOf(right)];
  return a === null || b === null ? UNKNOWN : toTruth(holds(a.comparedTo(b), relation));
}

/** The product of some cells; null where one of them is no number. */
export function productOf(cells: readonly Cell[]): Decimal | null {
  let product = new Decimal(1);
  for (const { decimal } of cells) {
    if (decimal === null) return null;
    product = product.times(decimal);
  }
  return product;
}

function withColumn(expr: Expr, from: string, to: string): Expr {
  if (expr.op === 'and' || expr.op === 'or')
    return { ...expr, parts: expr.parts.map((part) => withColumn(part, from, to)) };
  if (expr.op === 'not') return { op: 'not', part: withColumn(expr.part, from, to) };
  return 'column' in expr && expr.column === from ? { ...expr, column: to } : expr;
}
