/**
 * A drift report for people and for other programs: text, Markdown, SARIF, JUnit XML, JSON.
 *
 * @packageDocumentation
 */
import { DRIFT_SEVERITIES, type DriftSeverity } from '../model/drift-record.js';
import type { DriftReport } from '../model/report.js';
import { tryOr } from '../plain-data.js';

export { reportAsJson, reportAsJunit, reportAsSarif, type SarifOptions } from './data-formats.js';
export { reportAsMarkdown, reportAsText } from './text-formats.js';
export type * from '../../shared-types.js';

/** What a gate lets pass. */
export interface GateOptions {
  /** The least share of the resources that must have been read, from 0 to 1. Default 1. */
  readonly minCoverage?: number;
}

/**
 * Whether a build must stop: a drift of at least this severity is open, or resources could not be read, so that nobody
 * knows. Suppressed drifts and accepted critical ones do not count. What is no report fails every gate.
 *
 * @example
 * if (failsGate(report, 'security')) process.exitCode = 1;
 */
export function failsGate(report: DriftReport, severity: DriftSeverity, options: GateOptions = {}): boolean {
  return tryOr(() => {
    const least = DRIFT_SEVERITIES.indexOf(severity);
    if (least < 0 || report.coverage.fraction < (options.minCoverage ?? 1)) return true;
    if (report.failures.some(({ stage }) => stage === 'list')) return true;
    return report.drifts.some((drift) => DRIFT_SEVERITIES.indexOf(drift.severity) >= least);
  }, true);
}
