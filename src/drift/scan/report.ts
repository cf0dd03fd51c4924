import type { EpochSeconds } from '../../time/index.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { DriftReport } from '../model/drift-report.js';
import type { ScanCoverage } from '../model/scan-coverage.js';
import type { ScanFailure } from '../model/scan-failure.js';
import { DRIFT_SEVERITIES, type DriftSeverity } from '../model/severity.js';
import type { SeveritySummary } from '../model/severity-summary.js';
import type { SuppressedDrift } from '../model/suppressed-drift.js';
import type { SuppressionNotice } from '../model/suppression-notice.js';
import type { Inspection } from './inspect.js';

/** What a report is made of. */
export interface ReportContent {
  readonly reportId: string;
  readonly tenantId: string;
  readonly startedAt: EpochSeconds;
  readonly completedAt: EpochSeconds;
  /** By resource id. */
  readonly inspections: readonly Inspection[];
  readonly drifts: readonly DriftRecord[];
  readonly suppressed: readonly SuppressedDrift[];
  readonly notices: readonly SuppressionNotice[];
  readonly failures: readonly ScanFailure[];
}

export function assembleReport(findings: ReportContent): DriftReport {
  const { reportId, tenantId, startedAt, completedAt, inspections, drifts, suppressed, notices, failures } = findings;
  return {
    reportId,
    tenantId,
    resourceIds: inspections.map(({ reference }) => reference.resourceId),
    drifts,
    scanStartedAt: startedAt,
    scanCompletedAt: completedAt,
    summary: summaryOf(drifts),
    coverage: coverageOf(inspections),
    failures,
    outcomes: inspections.map(({ reference: { resourceId, resourceType }, status, failure }) => ({
      resourceId,
      resourceType,
      status,
      ...(status === 'unreadable' && failure && { reason: failure.message }),
    })),
    suppressed,
    suppressionNotices: notices,
    ignoredByRule: sumIgnoredByRule(inspections),
  };
}

function summaryOf(drifts: readonly DriftRecord[]): SeveritySummary {
  const count = (wanted: DriftSeverity): number => drifts.filter(({ severity }) => severity === wanted).length;
  return Object.fromEntries(DRIFT_SEVERITIES.map((severity) => [severity, count(severity)])) as Record<
    DriftSeverity,
    number
  >;
}

function coverageOf(inspections: readonly Inspection[]): ScanCoverage {
  const count = (wanted: Inspection['status']): number => inspections.filter(({ status }) => status === wanted).length;
  const [total, unreadable] = [inspections.length, count('unreadable')];
  return {
    total,
    inSync: count('in_sync'),
    drifted: count('drifted'),
    missing: count('missing'),
    extra: count('extra'),
    unreadable,
    fraction: total === 0 ? 1 : (total - unreadable) / total,
  };
}

function sumIgnoredByRule(inspections: readonly Inspection[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { ignoredByRule: folds } of inspections)
    for (const [rule, count] of Object.entries(folds)) counts.set(rule, (counts.get(rule) ?? 0) + count);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
