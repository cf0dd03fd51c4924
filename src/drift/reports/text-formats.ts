import { epochToDate as dateOf, type EpochSeconds, epochToDate } from '../../time/period.js';
import type { DriftRecord, DriftSeverity } from '../model/drift-record.js';
import { RecordedValue } from '../model/recorded-value.js';
import type { DriftReport } from '../model/report.js';
import type { SuppressedDrift } from '../model/suppression.js';
import { tryOr } from '../plain-data.js';
import { isRedacted } from '../redaction.js';

const MAX_VALUE_LENGTH = 120;

/** A value on one line, short; a redacted one by its length and digest. */
function valueText(value: unknown): string {
  if (value === undefined) return '(nothing)';
  if (!isRedacted(value)) return onOneLine(RecordedValue.encode(value));
  const shown = value.masked === undefined ? '' : `${onOneLine(value.masked)} `;
  return `${shown}(redacted, length ${value.length}, digest ${value.digest})`;
}

function onOneLine(value: unknown): string {
  const text = (JSON.stringify(value) ?? 'null').replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
  return text.length > MAX_VALUE_LENGTH ? `${text.slice(0, MAX_VALUE_LENGTH - 1)}…` : text;
}

/** The severities as reports list them, most severe first. */
const SEVERITIES_DESCENDING: readonly DriftSeverity[] = ['critical', 'security', 'functional', 'cosmetic'];

/** What a drift is, in one sentence: `ingress[0].cidr is "0.0.0.0/0", declared was "10.0.0.0/8"`. */
export function changeText({ driftType, configPath, desiredValue, actualValue }: DriftRecord): string {
  const place = configPath === '' ? 'the configuration' : configPath;
  switch (driftType) {
    case 'resource_missing':
      return 'the resource is declared and does not run';
    case 'resource_extra':
      return 'the resource runs and is not declared';
    case 'key_added':
      return `${place} is ${valueText(actualValue)} and is not declared`;
    case 'key_removed':
      return `${place} is declared as ${valueText(desiredValue)} and is not there`;
    default:
      return `${place} is ${valueText(actualValue)}, declared was ${valueText(desiredValue)}`;
  }
}

/** Who made a drift, where the audit trail tells; and since when another value is accepted there. */
export function attributionText({ attribution, baseline }: DriftRecord): string | undefined {
  const at = (seconds: EpochSeconds): string => epochToDate(seconds).toISOString();
  const made =
    attribution &&
    `by ${attribution.principal} at ${at(attribution.at)} (${attribution.action}, request ${attribution.request})`;
  const accepted = baseline && `not as accepted by ${baseline.owner} at ${at(baseline.acceptedAt)}`;
  return [made, accepted].filter((text) => text !== undefined).join('; ') || undefined;
}

/** Who answers for a suppressed drift; of a critical one, that it is accepted, by whom and until when. */
export function suppressionText({ suppressionId, drift, acceptance }: SuppressedDrift): string {
  if (acceptance === undefined) return `suppression ${suppressionId}`;
  const { owner, approvedBy, expiresAt } = acceptance;
  const day = epochToDate(expiresAt).toISOString().slice(0, 10);
  return `${drift.severity}, accepted by ${owner} and ${approvedBy} until ${day}, suppression ${suppressionId}`;
}

/** The drifts of a report by severity, most severe first, each in the order of the report. */
const bySeverity = ({ drifts }: DriftReport): readonly DriftRecord[] =>
  SEVERITIES_DESCENDING.flatMap((wanted) => drifts.filter(({ severity }) => severity === wanted));

/** How much of the tenant was seen, in one sentence. */
function coverageText({
  coverage: { total, inSync, drifted, missing, extra, unreadable, fraction },
}: DriftReport): string {
  // Rounded down: 99.99 % must not read as everything.
  const percent = Math.floor(fraction * 1000) / 10;
  const counts = `${inSync} in sync, ${drifted} drifted, ${missing} missing, ${extra} extra, ${unreadable} unreadable`;
  return `${total} ${total === 1 ? 'resource' : 'resources'}: ${counts} (coverage ${percent} %)`;
}

const EPOCH = 0 as EpochSeconds;
const NO_REPORT_REASON = 'what was given is no drift report';

/** What is written where no report was given, so that no reader takes it for a scan that found nothing. */
const NO_REPORT: DriftReport = {
  reportId: 'none',
  tenantId: 'unknown',
  resourceIds: ['unknown'],
  drifts: [],
  scanStartedAt: EPOCH,
  scanCompletedAt: EPOCH,
  summary: { cosmetic: 0, functional: 0, security: 0, critical: 0 },
  coverage: { total: 1, inSync: 0, drifted: 0, missing: 0, extra: 0, unreadable: 1, fraction: 0 },
  failures: [{ stage: 'list', errorTag: 'DecodeError', message: NO_REPORT_REASON }],
  outcomes: [{ resourceId: 'unknown', resourceType: 'unknown', status: 'unreadable', reason: NO_REPORT_REASON }],
  suppressed: [],
  suppressionNotices: [],
  ignoredByRule: {},
};

/** Writes a report; a value of another shape, or one that refuses to be read, as a scan that saw nothing. */
export const writeReport = <A>(report: DriftReport, write: (report: DriftReport) => A): A =>
  tryOr(() => write(report), undefined) ?? write(NO_REPORT);

/** The report for a terminal or a mail, most severe drift first. */
export const reportAsText = (report: DriftReport): string => writeReport(report, writeText);

function writeText(report: DriftReport): string {
  const { tenantId, scanStartedAt, summary, drifts, suppressed, suppressionNotices, failures } = report;
  const counts = SEVERITIES_DESCENDING.map((severity) => `${summary[severity]} ${severity}`);
  if (suppressed.length > 0) counts.push(`${suppressed.length} suppressed`);
  const lines = [
    `Drift of tenant ${oneLine(tenantId)} at ${dateOf(scanStartedAt).toISOString()}`,
    coverageText(report),
    `${drifts.length} ${drifts.length === 1 ? 'drift' : 'drifts'}: ${counts.join(', ')}`,
    ...bySeverity(report).flatMap(driftLines),
    ...section(
      'Kept quiet',
      suppressed.map((one) => `${one.drift.resourceId} ${changeText(one.drift)} (${suppressionText(one)})`),
    ),
    ...section(
      'Suppressions',
      suppressionNotices.map(({ message }) => message),
    ),
    ...section(
      'Not seen',
      failures.map(
        ({ stage, resourceId, message }) => `${stage}${resourceId === undefined ? '' : ` ${resourceId}`}: ${message}`,
      ),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function driftLines(drift: DriftRecord): readonly string[] {
  return [
    '',
    `${drift.severity.toUpperCase()} ${oneLine(drift.resourceId)} (${oneLine(drift.resourceType)})`,
    `  ${oneLine(changeText(drift))}`,
    ...(attributionText(drift) === undefined ? [] : [`  ${oneLine(attributionText(drift)!)}`]),
    ...drift.reasons.map((reason) => `  because ${oneLine(reason)}`),
    `  remedy: ${oneLine(drift.remediationAction)}${drift.autoRemediable ? '' : ' (needs a person)'}`,
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${oneLine(line)}`)];

// Ids are the host's: one with a line break must not pass for a line of ours.
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');

/** The report for a pull request, a ticket or a wiki (GitHub-flavoured Markdown). */
export const reportAsMarkdown = (report: DriftReport): string => writeReport(report, writeMarkdown);

function writeMarkdown(report: DriftReport): string {
  const { tenantId, scanStartedAt, summary, suppressed, suppressionNotices, failures } = report;
  const drifts = bySeverity(report);
  const blocks = [
    `## Drift of tenant ${escaped(tenantId)}`,
    `Scanned ${dateOf(scanStartedAt).toISOString()}. ${escaped(coverageText(report))}.`,
    table(
      ['severity', 'drifts'],
      SEVERITIES_DESCENDING.map((severity) => [severity, String(summary[severity])]),
    ),
    drifts.length === 0
      ? suppressed.length === 0
        ? 'Nothing drifted.'
        : 'No drift is open.'
      : table(
          ['severity', 'resource', 'what', 'why', 'remedy'],
          drifts.map((drift) => [
            drift.severity,
            `${escaped(drift.resourceId)} (${escaped(drift.resourceType)})`,
            escaped([changeText(drift), attributionText(drift) ?? ''].filter((part) => part !== '').join('; ')),
            escaped(drift.reasons.join('; ')),
            escaped(drift.remediationAction),
          ]),
        ),
    ...list(
      'Kept quiet',
      suppressed.map((one) => `${one.drift.resourceId}: ${changeText(one.drift)} (${suppressionText(one)})`),
    ),
    ...list(
      'Suppressions',
      suppressionNotices.map(({ message }) => message),
    ),
    ...list(
      'Not seen',
      failures.map(({ stage, resourceId, message }) => `${stage} ${resourceId ?? ''}: ${message}`),
    ),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const list = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : [`### ${title}`, lines.map((line) => `- ${escaped(line)}`).join('\n')];

// Everything that Markdown or HTML would read as its own, and line breaks, which would end a row.
const escaped = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ')
    .replaceAll(/[\\`*_{}[\]<>#|~&!@]/g, (character) => `&#${character.charCodeAt(0)};`);
