export { Attribution, AuditEvent, Baseline, BaselineReference } from './accountability.js';
export { DeclaredResource, ObservedConfiguration, ResourceMarks, ResourceReference } from './resource.js';
export { Delivery, Episode, type EpisodeClosing, HistoryEntry } from './history.js';
export {
  type ConfigDifference,
  type DifferenceType,
  DriftRecord,
  DRIFT_TYPES,
  DriftType,
  ExposureChange,
  PowerChange,
  ReachableRegion,
  DRIFT_SEVERITIES,
  DriftSeverity,
  moreSevere,
} from './drift-record.js';
export {
  DriftReport,
  ResourceOutcome,
  type ResourceStatus,
  ScanCoverage,
  ScanFailure,
  SeveritySummary,
} from './report.js';
export {
  Escalation,
  PatchOperation,
  Reconciliation,
  ConfigChange,
  RemediationAction,
  RemediationType,
} from './remediation.js';
export { RecordedValue, RedactedValue } from './recorded-value.js';
export { CriticalAcceptance, SuppressedDrift, Suppression, SuppressionNotice } from './suppression.js';
export type * from './accountability.js';
export type * from './drift-record.js';
export type * from './history.js';
export type * from './recorded-value.js';
export type * from './remediation.js';
export type * from './report.js';
export type * from './resource.js';
export type * from './suppression.js';
