import { count, epochSecondsCodec, listOf, mapOf, nonEmptyText, record, text, type t } from '../../codec/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { DriftRecord } from './drift-record.js';
import { ResourceOutcome } from './resource-outcome.js';
import { ScanCoverage } from './scan-coverage.js';
import { ScanFailure } from './scan-failure.js';
import { SeveritySummary } from './severity-summary.js';
import { SuppressedDrift } from './suppressed-drift.js';
import { SuppressionNotice } from './suppression-notice.js';

/** What one scan of a tenant found. */
export interface DriftReport {
  /** Unique to the scan. */
  readonly reportId: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** Every resource that the scan was about, sorted. */
  readonly resourceIds: readonly string[];
  /** By resource id, then in document order. */
  readonly drifts: readonly DriftRecord[];
  /** Seconds since the epoch. */
  readonly scanStartedAt: EpochSeconds;
  /** Seconds since the epoch. */
  readonly scanCompletedAt: EpochSeconds;
  /** How many drifts of each severity there are. */
  readonly summary: SeveritySummary;
  /** How much of what was to be scanned was read. */
  readonly coverage: ScanCoverage;
  /** What could not be read, and why. */
  readonly failures: readonly ScanFailure[];
  /** One for each resource, in the order of `resourceIds`. */
  readonly outcomes: readonly ResourceOutcome[];
  /** Drifts that somebody answers for, kept apart from `drifts`. */
  readonly suppressed: readonly SuppressedDrift[];
  /** Suppressions that end soon or silence nothing any more. */
  readonly suppressionNotices: readonly SuppressionNotice[];
  /** How many differences each rule called equal: no silence without a count. */
  readonly ignoredByRule: Readonly<Record<string, number>>;
}

export const DriftReport: t.Type<DriftReport, object> = record<DriftReport>('a drift report', {
  reportId: nonEmptyText,
  tenantId: nonEmptyText,
  resourceIds: listOf(text),
  drifts: listOf(DriftRecord),
  scanStartedAt: epochSecondsCodec,
  scanCompletedAt: epochSecondsCodec,
  summary: SeveritySummary,
  coverage: ScanCoverage,
  failures: listOf(ScanFailure),
  outcomes: listOf(ResourceOutcome),
  suppressed: listOf(SuppressedDrift),
  suppressionNotices: listOf(SuppressionNotice),
  ignoredByRule: mapOf(count),
});
