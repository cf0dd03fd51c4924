import { escapeXml } from '../../../codec/xml.js';
import { tryEither } from '../../../host/try.js';
import { E } from '../../../prelude.js';
import type { FocusDataset, FocusVersion } from '../columns.js';
import type { FocusProgressOptions } from '../content.js';
import type { Example } from './across-rows.js';
import type { Keyword } from './rule-set.js';

/** What a file is held against. Everything may be left out. */
export interface ConformanceOptions extends FocusProgressOptions {
  /** The version of FOCUS; by the columns where left out. */
  readonly version?: FocusVersion;
  /** The data set; by the columns where left out. */
  readonly dataset?: FocusDataset;
  /**
   * The criteria that the provider supports, by the model's names, such as `COMMITMENT_DISCOUNT_SUPPORTED`. A rule that
   * depends on others does not apply; where this is left out, such a rule cannot be decided.
   */
  readonly applicability?: readonly string[];
  /** How many places a broken rule names; 3 where left out. */
  readonly examples?: number;
}

/** What became of a requirement. */
export type RequirementStatus = 'met' | 'violated' | 'notApplicable' | 'undecidable';

/** The verdict on one requirement. */
export interface RequirementVerdict {
  /** The id of the requirements model, such as `BilledCost-C-003-M`. */
  readonly ruleId: string;
  /** The verdict. */
  readonly status: RequirementStatus;
  /** How far the requirement binds. */
  readonly keyword: Keyword;
  /** What the specification says. */
  readonly requirement: string;
  /** What was looked at, in the language of the rules; undefined for what is not looked at. */
  readonly check?: string;
  /** Why it does not apply, or cannot be decided from this file. */
  readonly reason?: string;
  /** How often it is broken. */
  readonly count: number;
  /** In how many rows it is broken. */
  readonly rows: number;
  /** How many rows it was looked at in. */
  readonly tested: number;
  /** The first few places. */
  readonly examples: readonly Example[];
}

/** How far a file follows FOCUS. */
export interface ConformanceReport {
  /** The version that the file was held against. */
  readonly version: FocusVersion;
  /** The data set that the file was taken for. */
  readonly dataset: FocusDataset;
  /** How many rows were looked at. */
  readonly rows: number;
  /** Whether every MUST and MUST NOT holds, as far as the file shows. */
  readonly conforms: boolean;
  /** How many requirements have which status. */
  readonly summary: Readonly<Record<RequirementStatus, number>>;
  /** The verdict on every requirement of the version, in the order of the model. */
  readonly requirements: readonly RequirementVerdict[];
  /** The broken ones among them; a composite is broken when a part is, and does not stand here. */
  readonly violations: readonly RequirementVerdict[];
}

/** The forms in which a report is written out. */
export type ConformanceFormat = 'table' | 'json' | 'markdown' | 'sarif' | 'junit';

/**
 * Writes a report for people (`table`, `markdown`), for programs (`json`), for code scanning (`sarif`, 2.1.0) or for a
 * build server (`junit`: one test case a requirement). What is no report is written as one that was not made.
 *
 * @example
 * writeFileSync('focus.sarif', formatConformance(report, 'sarif'));
 */
export function formatConformance(report: ConformanceReport, format: ConformanceFormat): string {
  const written = tryEither('the report', () => E.right(write(report, format)));
  return E.isRight(written) ? written.right : write(NO_REPORT, typeof format === 'string' ? format : 'table');
}

const NO_REPORT: ConformanceReport = {
  version: '1.0',
  dataset: 'CostAndUsage',
  rows: 0,
  conforms: false,
  summary: { met: 0, violated: 0, notApplicable: 0, undecidable: 0 },
  requirements: [],
  violations: [],
};

function write(report: ConformanceReport, format: ConformanceFormat): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'markdown':
      return toMarkdown(report);
    case 'sarif':
      return `${JSON.stringify(toSarif(report), null, 2)}\n`;
    case 'junit':
      return toJUnit(report);
    default:
      return toTable(report);
  }
}

function headline({ version, dataset, rows, conforms, summary }: ConformanceReport): string {
  const { met, violated, notApplicable, undecidable } = summary;
  const verdict = conforms ? 'conforms' : 'does not conform';
  const counts = `${met} met, ${violated} violated, ${notApplicable} not applicable, ${undecidable} undecidable`;
  return `FOCUS ${version}, ${dataset}, ${rows} rows: ${verdict} (${counts})`;
}

/** The first place of a broken rule, in one line. */
function placeText({ examples }: RequirementVerdict): string {
  const [example] = examples;
  if (example === undefined) return '';
  const { file, row, column, value, expected } = example;
  const place = `${file === undefined ? '' : `${file} `}row ${row}, ${column}`;
  const found = value === null ? 'no value' : JSON.stringify(value.length > 60 ? `${value.slice(0, 59)}…` : value);
  return `${place}: ${found}${expected === undefined ? '' : `, expected ${expected}`}`;
}

function toTable(report: ConformanceReport): string {
  const rows = report.violations.map((one) => [one.ruleId, one.keyword, String(one.count), placeText(one)]);
  if (rows.length === 0) return `${headline(report)}\n`;
  const head = ['requirement', 'keyword', 'count', 'first place'];
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => cell.padEnd(widths[column]!))
      .join('  ')
      .trimEnd();
  const rule = line(widths.map((width) => '-'.repeat(width)));
  return `${[headline(report), '', line(head), rule, ...rows.map(line)].join('\n')}\n`;
}

function toMarkdown(report: ConformanceReport): string {
  const cell = (text: string): string =>
    text
      .replace(/[\\|]/g, (sign) => `\\${sign}`)
      .replace(/\s+/g, ' ')
      .replaceAll('<', '&lt;');
  const rows = report.violations.map(
    (one) => `| ${cell(one.ruleId)} | ${cell(one.requirement)} | ${one.count} | ${cell(placeText(one))} |`,
  );
  const table =
    rows.length === 0
      ? []
      : ['', '| Requirement | What it says | Count | First place |', '| --- | --- | ---: | --- |', ...rows];
  return `${[`# ${headline(report)}`, ...table].join('\n')}\n`;
}

function levelOf({ keyword }: RequirementVerdict): 'error' | 'warning' {
  return keyword.startsWith('MUST') ? 'error' : 'warning';
}

function toSarif(report: ConformanceReport): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'FOCUS conformance',
            version: report.version,
            informationUri: 'https://focus.finops.org',
            rules: report.violations.map((one) => ({
              id: one.ruleId,
              shortDescription: { text: one.requirement },
              defaultConfiguration: { level: levelOf(one) },
            })),
          },
        },
        results: report.violations.flatMap((one, ruleIndex) =>
          one.examples.map((example) => ({
            ruleId: one.ruleId,
            ruleIndex,
            level: levelOf(one),
            message: { text: `${one.requirement} ${placeText({ ...one, examples: [example] })} (${one.count} in all)` },
            locations: [
              {
                physicalLocation: {
                  artifactLocation: { uri: encodeURI(example.file ?? 'focus.csv') },
                  region: { startLine: example.row },
                },
                logicalLocations: [{ name: example.column }],
              },
            ],
          })),
        ),
      },
    ],
  };
}

function toJUnit(report: ConformanceReport): string {
  const { requirements, summary } = report;
  const cases = requirements.map((one) => {
    const name = escapeXml(`${one.ruleId} ${one.requirement}`);
    const head = `    <testcase classname="FOCUS ${report.version}" name="${name}"`;
    if (one.status === 'met') return `${head}/>`;
    if (one.status !== 'violated')
      return `${head}><skipped message="${escapeXml(`${one.status}: ${one.reason ?? ''}`)}"/></testcase>`;
    const detail = one.examples.length === 0 ? (one.reason ?? '') : `first ${placeText(one)}`;
    const message = `${one.count} times, ${detail}`;
    return `${head}><failure type="${escapeXml(one.keyword)}" message="${escapeXml(message)}"/></testcase>`;
  });
  const counts =
    `tests="${requirements.length}" failures="${summary.violated}" ` +
    `skipped="${summary.notApplicable + summary.undecidable}"`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="${escapeXml(headline(report))}" ` +
    `${counts}>\n${cases.join('\n')}\n  </testsuite>\n</testsuites>\n`
  );
}
