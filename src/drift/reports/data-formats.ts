import { escapeXml } from '../../codec/xml.js';
import { sha256Hex } from '../../codec/digest.js';
import { epochToDate as dateOf } from '../../time/period.js';
import {
  DRIFT_SEVERITIES,
  DRIFT_TYPES,
  type DriftRecord,
  type DriftSeverity,
  type DriftType,
  moreSevere,
} from '../model/drift-record.js';
import { recordedText } from '../model/recorded-value.js';
import { DriftReport, type ResourceOutcome } from '../model/report.js';
import type { SuppressedDrift } from '../model/suppression.js';
import { groupBy, tryOr } from '../plain-data.js';
import { attributionText, changeText, suppressionText, writeReport } from './text-formats.js';

/** The report in its wire form, as JSON text; `DriftReport.decode` reads it back. */
export const reportAsJson = (report: DriftReport, indent = 2): string =>
  writeReport(report, (one) => `${JSON.stringify(DriftReport.encode(one), null, indent)}\n`);

/**
 * The report as JUnit XML, one test case a resource, for build servers: drift is a failure, a resource that could not
 * be read an error, one of which every drift is suppressed is skipped. The schema is the one that Jenkins and GitLab
 * read.
 */
export const reportAsJunit = (report: DriftReport): string => writeReport(report, writeJunit);

function writeJunit(report: DriftReport): string {
  const { tenantId, outcomes, drifts, suppressed, scanStartedAt, scanCompletedAt } = report;
  const open = groupBy(drifts, ({ resourceId }) => resourceId);
  const quiet = groupBy(suppressed, ({ drift }) => drift.resourceId);
  const cases = outcomes.map((one) => testCase(one, open.get(one.resourceId) ?? [], quiet.get(one.resourceId) ?? []));
  const count = (kind: TestCase['kind']): number => cases.filter((one) => one.kind === kind).length;
  const time = Math.max(0, scanCompletedAt - scanStartedAt).toFixed(3);
  const results = `failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  const counts = `tests="${outcomes.length}" ${results} time="${time}"`;
  const started = dateOf(scanStartedAt).toISOString().slice(0, 19);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="drift" ${counts}>`,
    `  <testsuite name="${escapeXml(tenantId)}" ${counts} timestamp="${started}">`,
    ...cases.map(({ text }) => text),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

interface TestCase {
  readonly kind: 'failure' | 'error' | 'skipped' | 'passed';
  readonly text: string;
}

function testCase(
  { resourceId, resourceType, status, reason = '' }: ResourceOutcome,
  drifts: readonly DriftRecord[],
  suppressed: readonly SuppressedDrift[],
): TestCase {
  const opening = `    <testcase name="${escapeXml(resourceId)}" classname="${escapeXml(resourceType)}"`;
  const written = (kind: TestCase['kind'], inner: string): TestCase => ({
    kind,
    text: `${opening}>${inner}</testcase>`,
  });
  if (status === 'unreadable') return written('error', `<error type="unreadable" message="${escapeXml(reason)}"/>`);
  if (drifts.length === 0 && suppressed.length > 0) {
    const lines = suppressed.map((one) => `${changeText(one.drift)} (${suppressionText(one)})`);
    return written('skipped', `<skipped message="${escapeXml(lines.join('; '))}"/>`);
  }
  if (drifts.length === 0) return { kind: 'passed', text: `${opening}/>` };
  // Readers show the first failure of a case alone, so there is one, and it holds all.
  const lines = drifts.map((drift) => `${drift.severity}: ${changeText(drift)}; ${drift.remediationAction}`);
  const worst = drifts.map(({ severity }) => severity).reduce(moreSevere);
  const message = `${drifts.length} ${drifts.length === 1 ? 'drift' : 'drifts'}, most severe ${worst}`;
  return written(
    'failure',
    `<failure type="${worst}" message="${escapeXml(message)}">${escapeXml(lines.join('\n'))}</failure>`,
  );
}

/** How a report is written in SARIF. */
export interface SarifOptions {
  /** The version of the tool that is named as the driver. */
  readonly toolVersion?: string;
  /** Blanks of an indent; 0 for one line. Default 2. */
  readonly indent?: number;
}

/**
 * The report as a SARIF 2.1.0 log (OASIS), one result a drift, for code-scanning views. Resources have no file: a
 * result stands at a logical location, the resource and the path in it, and at a made-up URI
 * `drift/<tenant>/<resource>`, which viewers that insist on one show. There is a rule for each type and severity,
 * because GitHub reads `security-severity` from the rule. The fingerprint is the same as long as the drift is at the
 * same place; that of an element which came or went is its content, since its position says nothing. A suppressed drift
 * has a suppression.
 */
export const reportAsSarif = (report: DriftReport, options: SarifOptions = {}): string =>
  writeReport(report, (one) => {
    const log = sarifOf(
      one,
      tryOr(() => options.toolVersion, undefined),
    );
    return `${JSON.stringify(
      log,
      null,
      tryOr(() => options.indent ?? 2, 2),
    )}\n`;
  });

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
            rules: SARIF_RULES.map(ruleOf),
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
          ...report.suppressed.map((one) => ({
            ...resultOf(one.drift),
            suppressions: [{ kind: 'external', status: 'accepted', justification: suppressionText(one) }],
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

interface SarifRule {
  readonly driftType: DriftType;
  readonly severity: DriftSeverity;
}

const SARIF_RULES: readonly SarifRule[] = DRIFT_TYPES.flatMap((driftType) =>
  DRIFT_SEVERITIES.map((severity) => ({ driftType, severity })),
);

const ruleIdOf = ({ driftType, severity }: SarifRule): string => `${driftType}/${severity}`;

function ruleOf(rule: SarifRule): object {
  const text = `${DESCRIPTIONS[rule.driftType].slice(0, -1)} (${rule.severity}).`;
  return {
    id: ruleIdOf(rule),
    name: rule.driftType,
    shortDescription: { text },
    fullDescription: { text },
    help: { text: 'Bring back what was declared, declare what runs, or suppress the drift with an owner and an end.' },
    defaultConfiguration: { level: LEVELS[rule.severity] },
    properties: { tags: ['security', 'drift'], 'security-severity': SECURITY_SEVERITIES[rule.severity] },
  };
}

/** What stays the same from scan to scan: the place; of an element that came or went, its list and its content. */
function fingerprintOf({
  tenantId,
  resourceId,
  configPath,
  driftType,
  desiredValue,
  actualValue,
}: DriftRecord): string {
  const element = /\[\d+\]$/.exec(configPath);
  const isElement = element !== null && (driftType === 'key_added' || driftType === 'key_removed');
  const value = driftType === 'key_added' ? actualValue : desiredValue;
  const place = isElement ? [configPath.slice(0, element.index), driftType, recordedText(value)] : [configPath];
  return sha256Hex(JSON.stringify([tenantId, resourceId, ...place]));
}

function resultOf(drift: DriftRecord): object {
  const { tenantId, resourceId, resourceType, configPath, driftType, severity, reasons, remediationAction } = drift;
  const name = `${resourceType}/${resourceId}`;
  const fingerprint = fingerprintOf(drift);
  const made = attributionText(drift) === undefined ? '' : `, ${attributionText(drift)}`;
  return {
    ruleId: ruleIdOf(drift),
    ruleIndex: SARIF_RULES.findIndex((rule) => rule.driftType === driftType && rule.severity === severity),
    level: LEVELS[severity],
    message: {
      text: `${resourceId}: ${changeText(drift)}${made}. ${reasons.join('; ')}. To do: ${remediationAction}.`,
    },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: `drift/${[tenantId, resourceId].map(uriPart).join('/')}` } },
        logicalLocations: [
          { fullyQualifiedName: configPath === '' ? name : `${name}#${configPath}`, kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint, 'driftPlace/v2': fingerprint },
    properties: { severity, 'security-severity': SECURITY_SEVERITIES[severity] },
  };
}

// A lone surrogate has no URI form, and would throw.
const uriPart = (text: string): string => encodeURIComponent(text.replaceAll(/[\ud800-\udfff]/gu, '\ufffd'));
