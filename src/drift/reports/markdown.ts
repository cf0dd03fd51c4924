import { dateOf } from '../../time/index.js';
import type { DriftReport } from '../model/drift-report.js';
import { bySeverity, changeText, coverageText, SEVERITIES_DESCENDING } from './change-text.js';
import { writeReport } from './no-report.js';

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
      ? 'Nothing drifted.'
      : table(
          ['severity', 'resource', 'what', 'why', 'remedy'],
          drifts.map((drift) => [
            drift.severity,
            `${escaped(drift.resourceId)} (${escaped(drift.resourceType)})`,
            escaped(changeText(drift)),
            escaped(drift.reasons.join('; ')),
            escaped(drift.remediationAction),
          ]),
        ),
    ...list(
      'Kept quiet',
      suppressed.map(
        ({ suppressionId, drift }) => `${drift.resourceId}: ${changeText(drift)} (suppression ${suppressionId})`,
      ),
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
