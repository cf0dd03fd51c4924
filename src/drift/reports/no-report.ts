import type { EpochSeconds } from '../../time/index.js';
import type { DriftReport } from '../model/drift-report.js';
import { tryOr } from '../safely.js';

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
