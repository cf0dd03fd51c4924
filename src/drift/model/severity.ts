import { oneOf, type t } from '../../codec/index.js';

/** How much a difference matters, least first. */
export const DRIFT_SEVERITIES = ['cosmetic', 'functional', 'security', 'critical'] as const;

/** How much a difference matters. */
export type DriftSeverity = (typeof DRIFT_SEVERITIES)[number];
export const DriftSeverity: t.Type<DriftSeverity> = oneOf(DRIFT_SEVERITIES);

/** The more severe of two. */
export const moreSevere = (left: DriftSeverity, right: DriftSeverity): DriftSeverity =>
  DRIFT_SEVERITIES.indexOf(left) >= DRIFT_SEVERITIES.indexOf(right) ? left : right;

/** Whether a drift goes to compliance and waits for a person. */
export const needsEscalation = (severity: DriftSeverity): boolean => severity === 'security' || severity === 'critical';
