import { type WireForm } from '../../codec/wire-form.js';
import { type Codec } from '../../codec/io-ts.js';

import { listOf, mapOf, optional, record } from '../../codec/record.js';
import { count, epochSecondsCodec, finiteNumber, nonEmptyText, oneOf, text } from '../../codec/values.js';
import type { EpochSeconds } from '../../time/period.js';
import { DriftRecord } from './drift-record.js';
import { SuppressedDrift, SuppressionNotice } from './suppression.js';

/** What a scan found a resource to be. Not readable is never the same as in sync. */
export type ResourceStatus = 'in_sync' | 'drifted' | 'missing' | 'extra' | 'unreadable';

/** What a scan found out about one resource. */
export interface ResourceOutcome {
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** How the two sides stand to each other, or that they could not be read. */
  readonly status: ResourceStatus;
  /** Why it could not be read. */
  readonly reason?: string;
}

/** The JSON form of {@link ResourceOutcome}. */
export type ResourceOutcomeJson = WireForm<ResourceOutcome>;
export const ResourceOutcome: Codec<ResourceOutcome, ResourceOutcomeJson> = record<ResourceOutcome>(
  'the outcome of a resource',
  {
    resourceId: nonEmptyText,
    resourceType: text,
    status: oneOf(['in_sync', 'drifted', 'missing', 'extra', 'unreadable']),
    reason: optional(text),
  },
);

/** How much of a tenant a scan saw. Every resource is in exactly one of the five outcomes. */
export interface ScanCoverage {
  /** Resources that were to be read. */
  readonly total: number;
  /** Of these, those that run as declared. */
  readonly inSync: number;
  /** Those that run otherwise. */
  readonly drifted: number;
  /** Those that are declared and do not run. */
  readonly missing: number;
  /** Those that run and are not declared. */
  readonly extra: number;
  /** Those of which nothing can be said. */
  readonly unreadable: number;
  /** (total − unreadable) / total, from 0 to 1; 1 where there is nothing to see. */
  readonly fraction: number;
}

/** The JSON form of {@link ScanCoverage}. */
export type ScanCoverageJson = WireForm<ScanCoverage>;
export const ScanCoverage: Codec<ScanCoverage, ScanCoverageJson> = record<ScanCoverage>('the coverage of a scan', {
  total: count,
  inSync: count,
  drifted: count,
  missing: count,
  extra: count,
  unreadable: count,
  fraction: finiteNumber,
});

/** Something that went wrong in a scan without ending it. */
export interface ScanFailure {
  /** Where: reading the resource, listing what runs, comparing, writing history, and so on. */
  readonly stage: 'list' | 'read' | 'compare' | 'history' | 'deliver' | 'suppressions' | 'baselines' | 'audit';
  /** What could not be read; absent where it was the scan itself. */
  readonly resourceId?: string;
  /** The tag of the error, such as `PortFailure`. */
  readonly errorTag: string;
  /** Why, as a sentence. */
  readonly message: string;
}

/** The JSON form of {@link ScanFailure}. */
export type ScanFailureJson = WireForm<ScanFailure>;
export const ScanFailure: Codec<ScanFailure, ScanFailureJson> = record<ScanFailure>('a failure of a scan', {
  stage: oneOf(['list', 'read', 'compare', 'history', 'deliver', 'suppressions', 'baselines', 'audit']),
  resourceId: optional(text),
  errorTag: text,
  message: text,
});

/** How many drifts there are of each severity; all four are always there. */
export interface SeveritySummary {
  /** Drifts that change nothing. */
  readonly cosmetic: number;
  /** Drifts that change how something works. */
  readonly functional: number;
  /** Drifts that touch who may do or reach what. */
  readonly security: number;
  /** Drifts that open something to the whole internet or expose a secret. */
  readonly critical: number;
}

/** The JSON form of {@link SeveritySummary}. */
export type SeveritySummaryJson = WireForm<SeveritySummary>;
export const SeveritySummary: Codec<SeveritySummary, SeveritySummaryJson> = record<SeveritySummary>('a summary', {
  cosmetic: count,
  functional: count,
  security: count,
  critical: count,
});

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
  /** Suppressions that end soon or no longer suppress anything. */
  readonly suppressionNotices: readonly SuppressionNotice[];
  /** How many differences each rule ignored. */
  readonly ignoredByRule: Readonly<Record<string, number>>;
}

/** The JSON form of {@link DriftReport}. */
export type DriftReportJson = WireForm<DriftReport>;
export const DriftReport: Codec<DriftReport, DriftReportJson> = record<DriftReport>('a drift report', {
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
