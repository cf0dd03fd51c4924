import { dateOf } from '../../time/index.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { DriftReport } from '../model/drift-report.js';
import { bySeverity, changeText, coverageText, SEVERITIES_DESCENDING } from './change-text.js';
import { writeReport } from './no-report.js';

/** The report for a terminal or a mail, gravest drift first. */
export const reportAsText = (report: DriftReport): string => writeReport(report, writeText);

function writeText(report: DriftReport): string {
  const { tenantId, scanStartedAt, summary, drifts, suppressed, suppressionNotices, failures } = report;
  const lines = [
    `Drift of tenant ${oneLine(tenantId)} at ${dateOf(scanStartedAt).toISOString()}`,
    coverageText(report),
    `${drifts.length} drifts: ${SEVERITIES_DESCENDING.map((severity) => `${summary[severity]} ${severity}`).join(', ')}`,
    ...bySeverity(report).flatMap(driftLines),
    ...section(
      'Kept quiet',
      suppressed.map(
        ({ suppressionId, drift }) => `${drift.resourceId} ${changeText(drift)} (suppression ${suppressionId})`,
      ),
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
    ...drift.reasons.map((reason) => `  because ${oneLine(reason)}`),
    `  remedy: ${oneLine(drift.remediationAction)}${drift.autoRemediable ? '' : ' (needs a person)'}`,
  ];
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${oneLine(line)}`)];

// Ids are the host's: one with a line break must not pass for a line of ours.
const oneLine = (text: string): string => text.replaceAll(/[\p{Cc}\u2028\u2029]/gu, ' ');
