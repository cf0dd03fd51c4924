/**
 * How well each requirement of FOCUS is checked: `npm run bench:focus [-- --all] [-- --version 1.2]`.
 *
 * For every rule that a file can break, a file that keeps it and a mutant that breaks it are made from the rule's own
 * expression, and every file is judged twice: by the check, and rule by rule and row by row by a plain reading of the
 * rules. Precision is the share of the check's findings that the plain reading confirms, recall the share of its
 * violations that the check finds, over all files of the version. `--all` prints every rule, otherwise only those that
 * are not at 1.
 */
import { checkFocusConformance, type FocusDataset, type FocusVersion } from '../../src/adapters/focus/index.js';
import { parseRules } from '../../src/adapters/focus/conformance/parse-rules.js';
import { ruleSetOf } from '../../src/adapters/focus/conformance/rule-sets.js';
import { orThrow } from '../../src/prelude.js';
import { allCriteria, evidenceFor, passingTables, toCsv } from '../adapters/focus/conformance/mutants.js';
import { brokenRules, type NaiveTable } from '../adapters/focus/conformance/naive.js';

const SETS: ReadonlyArray<readonly [FocusVersion, FocusDataset]> = [
  ['1.0', 'CostAndUsage'],
  ['1.1', 'CostAndUsage'],
  ['1.2', 'CostAndUsage'],
  ['1.3', 'CostAndUsage'],
  ['1.4', 'CostAndUsage'],
  ['1.4', 'InvoiceDetail'],
  ['1.4', 'BillingPeriod'],
];
const wanted = process.argv.includes('--version') ? process.argv[process.argv.indexOf('--version') + 1] : undefined;
const printsAll = process.argv.includes('--all');
const table: Record<string, Record<string, number>> = {};

for (const [version, dataset] of SETS) {
  if (wanted !== undefined && wanted !== version) continue;
  const rules = [...parseRules(ruleSetOf(version, dataset)).values()];
  const applicability = allCriteria(rules);
  const decidable = rules.filter(
    ({ check, keyword }) => check.type === 'test' && keyword !== 'MAY' && !check.text.endsWith(' is string'),
  );
  const evidence = decidable.map((rule) => evidenceFor(rule, version, dataset));
  const files: NaiveTable[] = [
    ...passingTables(version, dataset),
    ...evidence.flatMap(({ failing }) => (failing === undefined ? [] : [failing])),
  ];
  const tally = new Map(decidable.map(({ id }) => [id, { right: 0, spurious: 0, missed: 0 }]));
  let caught = 0;
  let clean = 0;
  for (const file of files) {
    const expected = new Set(brokenRules(rules, file).filter((id) => tally.has(id)));
    const report = await orThrow(checkFocusConformance(toCsv(file), { version, dataset, applicability }));
    const found = new Set(report.violations.map(({ ruleId }) => ruleId).filter((id) => tally.has(id)));
    for (const [id, one] of tally) {
      if (found.has(id) && expected.has(id)) one.right += 1;
      else if (found.has(id)) one.spurious += 1;
      else if (expected.has(id)) one.missed += 1;
    }
    if (expected.size === 0 && found.size === 0) clean += 1;
  }
  for (const { rule, failing } of evidence) {
    const { right, spurious, missed } = tally.get(rule.id)!;
    const [precision, recall] = [right / (right + spurious), right / (right + missed)];
    if (failing !== undefined && right > 0) caught += 1;
    if (printsAll || precision !== 1 || recall !== 1)
      console.log(
        `${version} ${rule.id}: precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, ${failing === undefined ? 'no mutant found' : `${right + missed} files break it`}`,
      );
  }
  const sum = (read: (one: { right: number; spurious: number; missed: number }) => number): number =>
    [...tally.values()].reduce((total, one) => total + read(one), 0);
  const right = sum((one) => one.right);
  table[`${version} ${dataset}`] = {
    requirements: rules.length,
    executable: decidable.length,
    'with mutant': evidence.filter(({ failing }) => failing !== undefined).length,
    'mutant caught': caught,
    'it alone': evidence.filter(({ broken }) => broken.length === 1).length,
    'clean files': clean,
    'of files that keep all': passingTables(version, dataset).length,
    precision: right / (right + sum((one) => one.spurious)),
    recall: right / (right + sum((one) => one.missed)),
  };
}
console.table(table);
