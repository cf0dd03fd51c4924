import type { Cell, TableHeader, TableRow } from '../table.js';
import {
  evaluate,
  FALSE,
  PENDING,
  productOf,
  RuleCompiler,
  TRUE,
  UNKNOWN,
  type Answers,
  type CellTest,
  type Formula,
  type RowTest,
  type RuleInstance,
  type Truth,
} from './compile-rules.js';
import { parentsRule, sumsRule, type AcrossRows, type AcrossSetting, type Example } from './across-rows.js';
import { columnsOf } from './parse-rules.js';
import { type Atom, type Expr, type Rule } from './rule-set.js';

/** How often a rule was broken, and over how many rows it was looked at. */
export interface RuleCount {
  count: number;
  rows: number;
  tested: number;
  readonly examples: Example[];
}

/** More row kinds than this are counted and forgotten. */
const MAX_ROW_KINDS = 20_000;

/** Rows with the same answers to every question about a single cell: what holds for one of them holds for all. */
interface RowKind {
  readonly answers: Uint8Array;
  /** The instances that such a row breaks, whatever else it holds. */
  readonly broken: readonly RuleInstance[];
  /** The instances that compare cells of the row. */
  readonly open: readonly OpenInstance[];
  /** The rules over rows that take such a row in. */
  readonly across: readonly AcrossRows[];
  /** The rules that look at such a row. */
  readonly tested: readonly number[];
  readonly hasEmpty: boolean;
  readonly hasNullWord: boolean;
  count: number;
  /** Whether some broken rule still wants an example. */
  wantsExamples: boolean;
}

/** An instance that a row decides, and its condition where that is open as well. */
interface OpenInstance {
  readonly instance: RuleInstance;
  readonly when: Formula | undefined;
}

interface TreeNode {
  readonly next: Array<TreeNode | RowKind | undefined>;
}

/** A column whose cells are asked something: the classes that its cells fall into. */
interface ColumnClasses {
  readonly place: number;
  readonly tests: ReadonlyArray<{ readonly question: number; readonly test: CellTest['test'] }>;
  readonly byAnswers: Map<string | number, number>;
  readonly answers: Uint8Array[];
}

/** Holds the rows of one file against rules. */
export class RuleEvaluator {
  readonly counts: readonly RuleCount[];
  readonly #file: string | undefined;
  readonly #header: TableHeader;
  readonly #maxExamples: number;
  readonly #compiler: RuleCompiler;
  readonly #instances: RuleInstance[] = [];
  readonly #across: AcrossRows[] = [];
  readonly #nullRules: number[] = [];
  readonly #columns: ColumnClasses[];
  readonly #places: Int32Array;
  /** The classes of the cells of the row before, and its kind: the next one is often alike. */
  readonly #lastAnswers: Int32Array;
  #lastKind: RowKind | undefined;
  #tree: TreeNode = { next: [] };
  #kinds: RowKind[] = [];
  readonly #rowAnswers: Uint8Array;
  readonly #ofRow: RowAnswers;
  #rowsWithEmpty = 0;
  #rowsWithNullWord = 0;
  #emptyExample: Example | undefined;

  /** @param rules the rules that can be decided on these columns, `undefined` for the others. */
  constructor(options: {
    readonly file: string | undefined;
    readonly header: TableHeader;
    readonly allRules: readonly Rule[];
    readonly rules: ReadonlyArray<Rule | undefined>;
    readonly focusColumns: readonly string[];
    readonly maxExamples: number;
  }) {
    this.#file = options.file;
    this.#header = options.header;
    this.#maxExamples = options.maxExamples;
    this.#compiler = new RuleCompiler(options.header, options.allRules, options.focusColumns);
    this.counts = options.rules.map(() => ({ count: 0, rows: 0, tested: 0, examples: [] }));
    for (const [rule, one] of options.rules.entries())
      if (one?.check.type === 'test') this.#add(rule, one.check.expect, one.check.when, options.focusColumns);
    this.#columns = this.#groupByColumn();
    this.#places = Int32Array.from(this.#columns, ({ place }) => place);
    this.#lastAnswers = new Int32Array(this.#columns.length).fill(-1);
    this.#rowAnswers = new Uint8Array(this.#compiler.rowTests.length);
    this.#ofRow = new RowAnswers(this.#compiler.rowTests, this.#rowAnswers);
  }

  #add(rule: number, expect: Expr, when: Expr | undefined, focusColumns: readonly string[]): void {
    for (const part of expect.op === 'and' ? expect.parts : [expect]) {
      if (part.op === 'names') this.#checkNames(rule, part, focusColumns);
      else if (part.op === 'nulls') this.#nullRules.push(rule);
      else if (part.op === 'parent') this.#across.push(parentsRule(rule, part, this.#setting(when)));
      else if (part.op === 'sums') this.#across.push(sumsRule(rule, part, this.#setting(when)));
    }
    for (const instance of this.#compiler.instances(rule, expect, when)) {
      const truth = evaluate(instance.expect, { cell: () => PENDING, row: () => PENDING });
      if (truth === PENDING) this.#instances.push(instance);
      // The header alone decides.
      else if (truth === FALSE)
        this.#break(rule, { row: 1, column: instance.columns[0] ?? '', value: null, values: {} });
    }
  }

  #setting(when: Expr | undefined): AcrossSetting {
    return {
      when: when === undefined ? undefined : this.#compiler.formula(when),
      formula: (expr) => this.#compiler.formula(expr),
      placeOf: (column) => this.#header.places.get(column)!,
      exampleAt: (row, columns) => this.#place(row, columns),
      maxExamples: this.#maxExamples,
    };
  }

  /** Takes a row in. */
  add(row: TableRow): void {
    const { cells } = row;
    const columns = this.#columns;
    if (columns.length === 0) return;
    const answers = this.#lastAnswers;
    let isLikeLast = this.#lastKind !== undefined;
    for (let i = 0; i < columns.length; i += 1) {
      const cell = cells[this.#places[i]!]!;
      const answer = cell.kind >= 0 ? cell.kind : classify(columns[i]!, cell);
      if (answer === answers[i]) continue;
      answers[i] = answer;
      isLikeLast = false;
    }
    if (!isLikeLast) this.#lastKind = this.#kindOf(answers, cells);
    this.#addTo(this.#lastKind!, row);
  }

  /** The kind of a row by the classes of its cells. */
  #kindOf(answers: Int32Array, cells: readonly Cell[]): RowKind {
    let node = this.#tree;
    const last = answers.length - 1;
    for (let i = 0; i < last; i += 1) node = (node.next[answers[i]!] ??= { next: [] }) as TreeNode;
    return (node.next[answers[last]!] as RowKind | undefined) ?? this.#newKind(answers, cells);
  }

  #addTo(kind: RowKind, row: TableRow): void {
    kind.count += 1;
    if (kind.wantsExamples) this.#exemplify(kind, row);
    if (kind.open.length > 0) {
      this.#rowAnswers.fill(PENDING);
      let broken = -1;
      this.#ofRow.kind = kind.answers;
      this.#ofRow.cells = row.cells;
      for (const { instance, when } of kind.open) {
        if (when !== undefined && evaluate(when, this.#ofRow) !== TRUE) continue;
        if (evaluate(instance.expect, this.#ofRow) !== FALSE) continue;
        const ruleCount = this.counts[instance.rule]!;
        ruleCount.count += 1;
        if (broken !== instance.rule) ruleCount.rows += 1;
        broken = instance.rule;
        if (ruleCount.examples.length < this.#maxExamples) ruleCount.examples.push(this.#example(instance, row));
      }
    }
    for (const rule of kind.across) rule.take(row, kind.answers);
  }

  /** Ends the count. */
  finish(): readonly RuleCount[] {
    this.#countKinds();
    for (const { rule, finish } of this.#across.map((one) => ({ rule: one.rule, finish: () => one.finish() }))) {
      const { count, examples } = finish();
      const ruleCount = this.counts[rule]!;
      ruleCount.count += count;
      ruleCount.rows += count;
      ruleCount.examples.push(...examples.slice(0, this.#maxExamples - ruleCount.examples.length));
    }
    if (this.#rowsWithEmpty > 0 && this.#rowsWithNullWord > 0)
      for (const rule of this.#nullRules) {
        this.counts[rule]!.rows += this.#rowsWithEmpty;
        this.#break(rule, this.#emptyExample!, this.#rowsWithEmpty, 0);
      }
    return this.counts;
  }

  #newKind(classes: Int32Array, cells: readonly Cell[]): RowKind {
    if (this.#kinds.length >= MAX_ROW_KINDS) {
      this.#countKinds();
      this.#tree = { next: [] };
    }
    const answers = new Uint8Array(this.#compiler.cellTests.length);
    for (const { place, tests, answers: classes } of this.#columns) {
      const own = classes[cells[place]!.kind]!;
      for (let i = 0; i < tests.length; i += 1) answers[tests[i]!.question] = own[i]!;
    }
    const known: Answers = { cell: (question) => answers[question] as Truth, row: () => PENDING };
    const broken: RuleInstance[] = [];
    const open: OpenInstance[] = [];
    const tested = new Set<number>();
    for (const instance of this.#instances) {
      const applies = instance.when === undefined ? TRUE : evaluate(instance.when, known);
      if (applies !== TRUE && applies !== PENDING) continue;
      const truth = evaluate(instance.expect, known);
      if (truth !== UNKNOWN) tested.add(instance.rule);
      if (truth === PENDING || (applies === PENDING && truth === FALSE))
        open.push({ instance, when: applies === TRUE ? undefined : instance.when });
      else if (truth === FALSE) broken.push(instance);
    }
    const across = this.#across.filter(({ when }) => when === undefined || evaluate(when, known) === TRUE);
    for (const { rule } of across) tested.add(rule);
    for (const rule of this.#nullRules) tested.add(rule);
    const texts = this.#columns.map(({ place }) => cells[place]!.raw);
    const kind: RowKind = {
      answers,
      broken,
      open: open.toSorted((a, b) => a.instance.rule - b.instance.rule),
      across,
      tested: [...tested],
      hasEmpty: texts.includes(''),
      hasNullWord: texts.includes('NULL'),
      count: 0,
      wantsExamples: true,
    };
    this.#kinds.push(kind);
    let node = this.#tree;
    for (const one of classes.subarray(0, -1)) node = (node.next[one] ??= { next: [] }) as TreeNode;
    node.next[classes.at(-1)!] = kind;
    return kind;
  }

  /** Puts what is counted by kinds of rows into the counts. */
  #countKinds(): void {
    for (const kind of this.#kinds) {
      for (const rule of kind.tested) this.counts[rule]!.tested += kind.count;
      const rules = new Set<number>();
      for (const { rule } of kind.broken) {
        this.counts[rule]!.count += kind.count;
        if (!rules.has(rule)) this.counts[rule]!.rows += kind.count;
        rules.add(rule);
      }
      if (kind.hasEmpty) this.#rowsWithEmpty += kind.count;
      if (kind.hasNullWord) this.#rowsWithNullWord += kind.count;
    }
    this.#kinds = [];
  }

  #exemplify(kind: RowKind, row: TableRow): void {
    let wantsMore = false;
    for (const instance of kind.broken) {
      const { examples } = this.counts[instance.rule]!;
      if (examples.length < this.#maxExamples) examples.push(this.#example(instance, row));
      wantsMore ||= examples.length < this.#maxExamples;
    }
    if (kind.hasEmpty && this.#emptyExample === undefined) {
      const place = this.#columns.find((column) => row.cells[column.place]!.raw === '')!.place;
      this.#emptyExample = this.#place(row, [this.#header.columns[place]!]);
    }
    kind.wantsExamples = wantsMore;
  }

  #example(instance: RuleInstance, row: TableRow): Example {
    const { expression } = instance;
    const example = this.#place(row, instance.columns);
    if (expression.op !== 'compare' || expression.relation !== '=' || !('columns' in expression.left)) return example;
    const { left, right } = expression;
    if (!('columns' in right)) return { ...example, expected: right.value };
    const cells = left.columns.map((name) => row.cells[this.#header.places.get(name)!]!);
    const isProduct = left.columns.length > 1;
    const expected = isProduct
      ? productOf(cells)?.toFixed()
      : (row.cells[this.#header.places.get(right.columns[0]!)!]?.text ?? undefined);
    if (!isProduct) return expected === undefined ? example : { ...example, expected };
    // The result is at fault, not the price.
    const result = this.#place(row, [right.columns[0]!, ...instance.columns]);
    return expected === undefined ? result : { ...result, expected };
  }

  /** A place in the file, its first column the one at fault. */
  #place({ row, cells }: TableRow, columns: readonly string[]): Example {
    const valueOf = (name: string): string | null => cells[this.#header.places.get(name) ?? -1]?.text ?? null;
    const [column = '', ...others] = [...new Set(columns)];
    return {
      ...(this.#file === undefined ? {} : { file: this.#file }),
      row,
      column,
      value: valueOf(column),
      values: Object.fromEntries(others.map((name) => [name, valueOf(name)])),
    };
  }

  #break(rule: number, example: Example, count = 1, rows = 1): void {
    const ruleCount = this.counts[rule]!;
    ruleCount.count += count;
    ruleCount.rows += rows;
    if (ruleCount.examples.length < this.#maxExamples)
      ruleCount.examples.push({ ...(this.#file === undefined ? {} : { file: this.#file }), ...example });
  }

  #checkNames(rule: number, { set, pattern }: Extract<Atom, { op: 'names' }>, focusColumns: readonly string[]): void {
    const known = new Set(focusColumns);
    const { columns } = this.#header;
    const isCustom = (name: string): boolean => name.startsWith('x_');
    const lastKnown = columns.findLastIndex((name) => known.has(name));
    const isIn: Readonly<Record<string, (name: string) => boolean>> = {
      all: () => true,
      standard: (name) => !isCustom(name),
      foreign: (name) => !known.has(name),
      custom: isCustom,
    };
    this.counts[rule]!.tested += 1;
    const wrong = columns.filter(
      (name, place) => isIn[set]!(name) && (pattern === undefined ? place < lastKnown : !pattern.test(name)),
    );
    for (const column of wrong) this.#break(rule, { row: 1, column, value: column, values: {} });
    if (wrong.length > 0) this.counts[rule]!.rows = 1;
  }

  #groupByColumn(): ColumnClasses[] {
    const byPlace = new Map<number, Array<{ question: number; test: CellTest['test'] }>>();
    for (const [question, { place, test }] of this.#compiler.cellTests.entries()) {
      const tests = byPlace.get(place) ?? [];
      byPlace.set(place, tests);
      tests.push({ question, test });
    }
    return [...byPlace].map(([place, tests]) => ({ place, tests, byAnswers: new Map(), answers: [] }));
  }
}

/** Puts a cell into the class of those that answer alike. */
function classify({ tests, byAnswers, answers }: ColumnClasses, cell: Cell): number {
  // What is empty, what is NULL and what is neither are apart: a rule on how null is written asks for them.
  let key = cell.raw === '' ? 1 : cell.raw === 'NULL' ? 2 : 3;
  let more = '';
  for (let i = 0; i < tests.length; i += 1) {
    key = key * 4 + tests[i]!.test(cell);
    if (i % 24 === 23) [key, more] = [0, `${more}${key};`];
  }
  const whole = more === '' ? key : more + String(key);
  let kind = byAnswers.get(whole);
  if (kind === undefined) {
    byAnswers.set(whole, (kind = answers.length));
    answers.push(Uint8Array.from(tests, ({ test }) => test(cell)));
  }
  return (cell.kind = kind);
}

/** The answers that a row gives: those about its cells are known by its kind, the others are worked out once. */
class RowAnswers implements Answers {
  kind: Uint8Array = new Uint8Array(0);
  cells: readonly Cell[] = [];
  readonly #tests: readonly RowTest[];
  readonly #known: Uint8Array;

  constructor(tests: readonly RowTest[], known: Uint8Array) {
    this.#tests = tests;
    this.#known = known;
  }

  cell(question: number): Truth {
    return this.kind[question] as Truth;
  }

  row(question: number): Truth {
    const known = this.#known[question] as Truth;
    if (known !== PENDING) return known;
    const truth = this.#tests[question]!(this.cells);
    this.#known[question] = truth;
    return truth;
  }
}

/** The columns of an expression that a file does not have. */
export function missingColumns(expr: Expr, header: TableHeader): string[] {
  return columnsOf(expr).filter((name) => !name.startsWith('each(') && !header.places.has(name));
}
