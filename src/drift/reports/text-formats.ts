import { epochToDate as dateOf } from '../../time/period.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { DriftReport } from '../model/report.js';
import {
  attributionText,
  bySeverity,
  changeText,
  coverageText,
  SEVERITIES_DESCENDING,
  suppressionText,
  writeReport,
} from './wording.js';

/** The report for a terminal or a mail, most severe drift first. */
export const reportAsText = (report: DriftReport): string => writeReport(report, writeText);

function writeText(report: DriftReport): string {
  const { tenantId, scanStartedAt, summary, drifts, suppressed, suppressionNotices, failures } = report;
  const counts = SEVERITIES_DESCENDING.map((severity) => `${summary[severity]} ${severity}`);
  if (suppressed.length > 0) counts.push(`${suppressed.length} suppressed`);
  const lines = [
    `Drift of tenant ${oneLine(tenantId)} at ${dateOf(scanStartedAt).toISOString()}`,
    coverageText(report),
    `${drifts.length} drifts: ${counts.join(', ')}`,
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
