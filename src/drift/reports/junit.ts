import { dateOf } from '../../time/index.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { DriftReport } from '../model/drift-report.js';
import type { ResourceOutcome } from '../model/resource-outcome.js';
import { moreSevere } from '../model/severity.js';
import { changeText } from './change-text.js';
import { writeReport } from './no-report.js';

/**
 * The report as JUnit XML, one test case a resource, for build servers: drift is a failure, a resource that could not
 * be read an error. The schema is the one that Jenkins and GitLab read.
 */
export const reportAsJunit = (report: DriftReport): string => writeReport(report, writeJunit);

function writeJunit(report: DriftReport): string {
  const { tenantId, outcomes, drifts, scanStartedAt, scanCompletedAt } = report;
  const byResource = new Map<string, DriftRecord[]>();
  for (const drift of drifts) byResource.set(drift.resourceId, [...(byResource.get(drift.resourceId) ?? []), drift]);
  const errors = outcomes.filter(({ status }) => status === 'unreadable').length;
  const time = Math.max(0, scanCompletedAt - scanStartedAt).toFixed(3);
  const counts = `tests="${outcomes.length}" failures="${byResource.size}" errors="${errors}" time="${time}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="drift" ${counts}>`,
    `  <testsuite name="${xml(tenantId)}" ${counts} timestamp="${dateOf(scanStartedAt).toISOString().slice(0, 19)}">`,
    ...outcomes.map((outcome) => testCase(outcome, byResource.get(outcome.resourceId) ?? [])),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function testCase(
  { resourceId, resourceType, status, reason = '' }: ResourceOutcome,
  drifts: readonly DriftRecord[],
): string {
  const opening = `    <testcase name="${xml(resourceId)}" classname="${xml(resourceType)}"`;
  if (status === 'unreadable') return `${opening}><error type="unreadable" message="${xml(reason)}"/></testcase>`;
  if (drifts.length === 0) return `${opening}/>`;
  // Readers show the first failure of a case alone, so there is one, and it tells all.
  const lines = drifts.map((drift) => `${drift.severity}: ${changeText(drift)}; ${drift.remediationAction}`);
  const worst = drifts.map(({ severity }) => severity).reduce(moreSevere);
  const message = `${drifts.length} ${drifts.length === 1 ? 'drift' : 'drifts'}, gravest ${worst}`;
  return `${opening}><failure type="${worst}" message="${xml(message)}">${xml(lines.join('\n'))}</failure></testcase>`;
}

// XML 1.0, §2.2: the characters that may stand in a document at all; most control characters and lone surrogates may
// not.
const xml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll(/[&<>"'\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);
