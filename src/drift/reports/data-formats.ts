import { sha256Hex } from '../../codec/digest.js';
import { epochToDate as dateOf } from '../../time/period.js';
import {
  DRIFT_TYPES,
  type DriftRecord,
  type DriftSeverity,
  type DriftType,
  moreSevere,
} from '../model/drift-record.js';
import { DriftReport, type ResourceOutcome } from '../model/report.js';
import { tryOr } from '../plain-data.js';
import { changeText, writeReport } from './wording.js';

/** The report in its wire form, as JSON text; `DriftReport.decode` reads it back. */
export const reportAsJson = (report: DriftReport, indent = 2): string =>
  writeReport(report, (one) => `${JSON.stringify(DriftReport.encode(one), null, indent)}\n`);

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
  const message = `${drifts.length} ${drifts.length === 1 ? 'drift' : 'drifts'}, most severe ${worst}`;
  return `${opening}><failure type="${worst}" message="${xml(message)}">${xml(lines.join('\n'))}</failure></testcase>`;
}

// XML 1.0, §2.2: the characters that may stand in a document at all; most control characters and lone surrogates may
// not.
const xml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd')
    .replaceAll(/[&<>"'\n\r\t]/g, (character) => `&#${character.charCodeAt(0)};`);

/** How a report is written in SARIF. */
export interface SarifOptions {
  /** The version of the tool that is named as the driver. */
  readonly toolVersion?: string;
}

/**
 * The report as a SARIF 2.1.0 log (OASIS), one result a drift, for code-scanning views. Resources have no file: a
 * result stands at a logical location, the resource and the path in it, and at a made-up URI
 * `drift/<tenant>/<resource>`, which viewers that insist on one show. The fingerprint is the same as long as the drift
 * is at the same place.
 */
export const reportAsSarif = (report: DriftReport, options: SarifOptions = {}): object =>
  writeReport(report, (one) =>
    sarifOf(
      one,
      tryOr(() => options.toolVersion, undefined),
    ),
  );

function sarifOf(report: DriftReport, toolVersion: string | undefined): object {
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: '@omnicloud/domain drift',
            ...(toolVersion !== undefined && { semanticVersion: toolVersion }),
            informationUri: 'https://www.npmjs.com/package/@omnicloud/domain',
            rules: DRIFT_TYPES.map((id) => ({ id, shortDescription: { text: DESCRIPTIONS[id] } })),
          },
        },
        automationDetails: { id: `drift/${uriPart(report.tenantId)}/` },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: report.failures.length === 0,
            startTimeUtc: dateOf(report.scanStartedAt).toISOString(),
            endTimeUtc: dateOf(report.scanCompletedAt).toISOString(),
            ...(report.failures.length > 0 && {
              toolExecutionNotifications: report.failures.map(({ stage, resourceId, message }) => ({
                level: 'error',
                message: { text: `${stage}${resourceId === undefined ? '' : ` ${resourceId}`}: ${message}` },
              })),
            }),
          },
        ],
        results: [
          ...report.drifts.map((drift) => resultOf(drift)),
          ...report.suppressed.map(({ suppressionId, drift }) => ({
            ...resultOf(drift),
            suppressions: [{ kind: 'external', status: 'accepted', justification: `suppression ${suppressionId}` }],
          })),
        ],
      },
    ],
  };
}

const DESCRIPTIONS: Readonly<Record<DriftType, string>> = {
  value_changed: 'A value is not the declared one.',
  key_added: 'Something runs that is not declared.',
  key_removed: 'Something is declared that is not there.',
  type_mismatch: 'A value is of another type than the declared one.',
  resource_missing: 'A declared resource does not run.',
  resource_extra: 'A resource runs that is not declared.',
};

const LEVELS: Readonly<Record<DriftSeverity, string>> = {
  critical: 'error',
  security: 'error',
  functional: 'warning',
  cosmetic: 'note',
};

// The scale of GitHub code scanning: above 9 is critical, above 7 high.
const SECURITY_SEVERITIES: Readonly<Record<DriftSeverity, string>> = {
  critical: '9.5',
  security: '7.5',
  functional: '4.0',
  cosmetic: '1.0',
};

function resultOf(drift: DriftRecord): object {
  const { tenantId, resourceId, resourceType, configPath, driftType, severity, reasons, remediationAction } = drift;
  const name = `${resourceType}/${resourceId}`;
  return {
    ruleId: driftType,
    ruleIndex: DRIFT_TYPES.indexOf(driftType),
    level: LEVELS[severity],
    message: { text: `${resourceId}: ${changeText(drift)}. ${reasons.join('; ')}. To do: ${remediationAction}.` },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: `drift/${[tenantId, resourceId].map(uriPart).join('/')}` } },
        logicalLocations: [
          { fullyQualifiedName: configPath === '' ? name : `${name}#${configPath}`, kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { 'driftPlace/v1': sha256Hex(JSON.stringify([tenantId, resourceId, configPath])) },
    properties: { severity, 'security-severity': SECURITY_SEVERITIES[severity] },
  };
}

// A lone surrogate has no URI form, and would throw.
const uriPart = (text: string): string => encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'));
