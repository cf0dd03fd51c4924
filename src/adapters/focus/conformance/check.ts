import { listOf, optionsOf } from '../../../codec/record.js';
import { count, oneOf, text } from '../../../codec/values.js';
import type { Cancelled } from '../../../errors/kernel.js';
import { E, type TaskEither } from '../../../prelude.js';
import { type FocusDataset, type FocusVersion, recognizeFocus } from '../columns.js';
import { type FocusContent, followTables, PROGRESS_OPTIONS, withOptions } from '../content.js';
import type { InvalidFocus } from '../errors.js';
import type { TableHeader } from '../table.js';
import { missingColumns, type RuleCount, RuleEvaluator } from './evaluate.js';
import { columnsOf, parseRules, ruleColumns } from './parse-rules.js';
import type { ConformanceOptions, ConformanceReport, RequirementStatus, RequirementVerdict } from './report.js';
import type { Check, Expr, Rule } from './rule-set.js';
import { OBSERVATIONS, ruleSetOf } from './rule-sets.js';

/**
 * Holds a file against every requirement of FOCUS, version 1.0 to 1.4, and gives a verdict on each. The version and the
 * data set (Cost and Usage, Invoice Detail, Billing Period) are recognized by the columns unless given. Constant
 * memory; several files are one data set. A file that cannot be read at all is a `Left`.
 *
 * @example
 * const report = await orThrow(checkFocusConformance(createReadStream('focus.csv'), { applicability:
 * ['TAGGING_SUPPORTED'] })); report.violations.map(({ ruleId, count }) => `${ruleId}: ${count}`);
 */
export function checkFocusConformance(
  content: FocusContent,
  options: ConformanceOptions = {},
): TaskEither<InvalidFocus | Cancelled, ConformanceReport> {
  return withOptions(Options, options, async (asked) => {
    let check: DatasetCheck | undefined;
    for await (const batch of followTables(content, asked)) {
      if (E.isLeft(batch)) return batch;
      const { file, header, rows } = batch.right;
      check ??= new DatasetCheck(header, asked);
      const evaluator = check.evaluatorOf(file, header);
      for (const row of rows) evaluator.add(row);
      check.rows += rows.length;
    }
    return E.right(check!.report());
  });
}

const Options = optionsOf<ConformanceOptions>('the options', {
  ...PROGRESS_OPTIONS,
  version: oneOf(['1.0', '1.1', '1.2', '1.3', '1.4']),
  dataset: oneOf(['CostAndUsage', 'InvoiceDetail', 'BillingPeriod']),
  applicability: listOf(text),
  examples: count,
});

/** The check of one data set, which may come in several files. */
class DatasetCheck {
  rows = 0;
  readonly #version: FocusVersion;
  readonly #dataset: FocusDataset;
  readonly #rules: readonly Rule[];
  readonly #focusColumns: readonly string[];
  readonly #options: ConformanceOptions;
  readonly #parts: Array<{
    readonly header: TableHeader;
    readonly evaluator: RuleEvaluator;
    readonly reasons: ReadonlyArray<Reason | undefined>;
  }> = [];

  constructor(header: TableHeader, options: ConformanceOptions) {
    const recognized = recognizeFocus(header.columns);
    this.#options = options;
    this.#dataset = options.dataset ?? recognized.dataset;
    this.#version = options.version ?? recognized.version;
    const set = ruleSetOf(this.#version, this.#dataset);
    const own = [...parseRules(set).values()];
    this.#focusColumns = ruleColumns(own);
    this.#rules = [...own, ...(set.dataset === 'CostAndUsage' ? parseRules(OBSERVATIONS).values() : [])];
  }

  evaluatorOf(file: string | undefined, header: TableHeader): RuleEvaluator {
    const last = this.#parts.at(-1);
    if (last?.header === header) return last.evaluator;
    const reasons = this.#rules.map((rule) => reasonAgainst(rule, header, this.#options.applicability));
    const evaluator = new RuleEvaluator({
      file,
      header,
      allRules: this.#rules,
      rules: this.#rules.map((rule, place) => (reasons[place] === undefined ? rule : undefined)),
      focusColumns: this.#focusColumns,
      maxExamples: this.#options.examples ?? 3,
    });
    this.#parts.push({ header, evaluator, reasons });
    return evaluator;
  }

  report(): ConformanceReport {
    const counts = this.#parts.map(({ evaluator }) => evaluator.finish());
    const verdicts = new Map(this.#rules.map((rule, place) => [rule.id, this.#verdict(rule, place, counts)]));
    const byId = new Map(this.#rules.map((rule) => [rule.id, rule]));
    const requirements = this.#rules.map((rule) => withParts(rule, byId, verdicts));
    const violations = this.#rules.flatMap(({ id, check }) => {
      const verdict = verdicts.get(id)!;
      return check.type !== 'composite' && verdict.status === 'violated' ? [verdict] : [];
    });
    const count = (status: RequirementStatus): number => requirements.filter((one) => one.status === status).length;
    return {
      version: this.#version,
      dataset: this.#dataset,
      rows: this.rows,
      conforms: violations.every(({ keyword }) => !keyword.startsWith('MUST')),
      summary: {
        met: count('met'),
        violated: count('violated'),
        notApplicable: count('notApplicable'),
        undecidable: count('undecidable'),
      },
      requirements,
      violations,
    };
  }

  #verdict(rule: Rule, place: number, counts: ReadonlyArray<readonly RuleCount[]>): RequirementVerdict {
    const parts = counts.map((all) => all[place]!);
    const sum = (read: (ruleCount: RuleCount) => number): number => parts.reduce((total, one) => total + read(one), 0);
    const [count, tested] = [sum((one) => one.count), sum((one) => one.tested)];
    const reasons = this.#parts.map((part) => part.reasons[place]);
    const against = reasons.every((reason) => reason !== undefined) ? reasons[0] : undefined;
    const unseen = tested === 0 && count === 0 ? unseenReason(rule.check, this.rows) : undefined;
    const reason = against ?? unseen;
    return {
      ruleId: rule.id,
      status: count > 0 ? 'violated' : (reason?.status ?? 'met'),
      keyword: rule.keyword,
      requirement: rule.sentence,
      ...(rule.check.type === 'test' ? { check: rule.check.text } : {}),
      ...(count > 0 || reason === undefined ? {} : { reason: reason.text }),
      count,
      rows: sum((one) => one.rows),
      tested,
      examples: parts.flatMap((one) => one.examples).slice(0, this.#options.examples ?? 3),
    };
  }
}

interface Reason {
  readonly status: 'notApplicable' | 'undecidable';
  readonly text: string;
}

/** Why a rule says nothing about a file with these columns; undefined where it does. */
function reasonAgainst(
  { criteria, check }: Rule,
  header: TableHeader,
  supported: readonly string[] | undefined,
): Reason | undefined {
  const missing = criteria.filter((one) => !(supported ?? []).includes(one));
  if (missing.length > 0) {
    if (supported === undefined)
      return { status: 'undecidable', text: `depends on what the provider supports: ${missing.join(', ')}` };
    return { status: 'notApplicable', text: `the provider does not support ${missing.join(', ')}` };
  }
  if (check.type === 'undecidable') return { status: 'undecidable', text: check.reason };
  if (check.type === 'permission') return { status: 'notApplicable', text: 'a permission: nothing breaks it' };
  if (check.type === 'composite' || asksForPresence(check.expect)) return undefined;
  const absent = missingColumns(check.expect, header);
  return absent.length === 0 ? undefined : { status: 'notApplicable', text: `no column ${absent.join(', ')}` };
}

function asksForPresence(expr: Expr): boolean {
  return expr.op === 'is' && expr.test === 'present';
}

/** Why nothing was looked at. */
function unseenReason(check: Check, rows: number): Reason | undefined {
  if (check.type !== 'test' || asksForPresence(check.expect)) return undefined;
  if (rows === 0) return { status: 'notApplicable', text: 'there is no row' };
  if (check.when !== undefined)
    return { status: 'notApplicable', text: `no row with ${check.text.slice(check.text.lastIndexOf(' if ') + 4)}` };
  const columns = columnsOf(check.expect);
  return {
    status: 'notApplicable',
    text: columns.length === 0 ? 'nothing to look at' : `no value in ${columns.join(', ')}`,
  };
}

/** The verdict on a composite follows from its parts. */
function withParts(
  rule: Rule,
  rules: ReadonlyMap<string, Rule>,
  verdicts: ReadonlyMap<string, RequirementVerdict>,
): RequirementVerdict {
  const own = verdicts.get(rule.id)!;
  if (rule.check.type !== 'composite' || own.status !== 'met') return own;
  const leaves = leavesOf(rule.check.parts, rules, new Set()).map((id) => verdicts.get(id)!);
  const status =
    (['violated', 'undecidable', 'met'] as const).find((one) => leaves.some((leaf) => leaf.status === one)) ??
    'notApplicable';
  const ids = leaves
    .filter((leaf) => leaf.status === status)
    .map(({ ruleId }) => ruleId)
    .join(', ');
  const reasons: Readonly<Record<RequirementStatus, string>> = {
    met: '',
    violated: `broken in ${ids}`,
    undecidable: `not decided in ${ids}`,
    notApplicable: 'none of its parts applies',
  };
  const count = leaves.reduce((sum, leaf) => sum + leaf.count, 0);
  return { ...own, status, count, ...(status === 'met' ? {} : { reason: reasons[status] }) };
}

/** The rules that a composite comes down to. */
function leavesOf(ids: readonly string[], rules: ReadonlyMap<string, Rule>, seen: Set<string>): string[] {
  return ids.flatMap((id) => {
    const check = rules.get(id)?.check;
    if (check === undefined || seen.has(id)) return [];
    seen.add(id);
    return check.type === 'composite' ? leavesOf(check.parts, rules, seen) : [id];
  });
}
