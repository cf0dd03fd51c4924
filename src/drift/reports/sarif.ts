import type { DriftRecord } from '../model/drift-record.js';
import type { DriftReport } from '../model/drift-report.js';
import { DRIFT_TYPES, type DriftType } from '../model/drift-type.js';
import type { DriftSeverity } from '../model/severity.js';
import { dateOf } from '../../time/index.js';
import { sha256Hex } from '../../digest/index.js';
import { tryOr } from '../safely.js';
import { changeText } from './change-text.js';
import { writeReport } from './no-report.js';

/** How a report is told in SARIF. */
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
