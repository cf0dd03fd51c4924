import { type EpochSeconds, epochToDate } from '../../time/period.js';
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
export const SEVERITIES_DESCENDING: readonly DriftSeverity[] = ['critical', 'security', 'functional', 'cosmetic'];

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
export const bySeverity = ({ drifts }: DriftReport): readonly DriftRecord[] =>
  SEVERITIES_DESCENDING.flatMap((wanted) => drifts.filter(({ severity }) => severity === wanted));

/** How much of the tenant was seen, in one sentence. */
export function coverageText({
  coverage: { total, inSync, drifted, missing, extra, unreadable, fraction },
}: DriftReport): string {
  // Rounded down: 99.99 % must not read as everything.
  const percent = Math.floor(fraction * 1000) / 10;
  const counts = `${inSync} in sync, ${drifted} drifted, ${missing} missing, ${extra} extra, ${unreadable} unreadable`;
  return `${total} resources: ${counts} (coverage ${percent} %)`;
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
