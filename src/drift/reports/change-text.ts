import type { DriftRecord } from '../model/drift-record.js';
import type { DriftReport } from '../model/drift-report.js';
import type { DriftSeverity } from '../model/severity.js';
import { valueText } from './value-text.js';

/** The severities as reports list them, gravest first. */
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

/** The drifts of a report by severity, gravest first, each in the order of the report. */
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
