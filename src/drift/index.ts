/**
 * What differs between what was declared and what runs, whether it matters, and what fixes it.
 *
 * @packageDocumentation
 */
export {
  DriftDetector,
  type DetectionError,
  type DriftDetectorOptions,
  type DriftHistoryError,
  type ResourceName,
} from './detector.js';
export {
  compareConfigs,
  explainConfigs,
  type ExplainedComparison,
  type IgnoredDifference,
} from './compare/compare-configs.js';
export {
  compareThreeWay,
  compareWithBaseline,
  type BaselineDifference,
  type ThreeWayDifference,
  type ThreeWayKind,
} from './three-way.js';
export type { Comparator, Equivalence } from './equivalence/equivalence.js';
export type { ComparatorName } from './equivalence/registry.js';
export { driftRules, extendRules } from './rules.js';
export type { DriftRules, DriftRuleSpec, RuleVariant, SeverityRule } from './rule-spec.js';
export { terraformRules } from './cloud/cloud-rules.js';
export { parsePath, printPath, toPointer, type Path, type Segment } from './path.js';
export { compileGlob, type Glob } from './glob.js';
export { applyRemediation, type RemediationSecrets } from './remediation/apply-remediation.js';
export { remediationPlan, type PlanOptions } from './remediation/plan.js';
export { exposureDelta, type ExposureDelta } from './exposure/exposure-delta.js';
export { redact, type RedactionRules } from './redaction.js';
export type { RateLimit, ScanOptions } from './scan/read-resource.js';
export type { ScanError } from './scan/scan.js';
export type * from './ports.js';
export type { LogEntry, LogPort } from '../host/log.js';
export * from './model/index.js';
export { isError } from '../errors/tagged.js';
export { orThrow } from '../prelude.js';
export type * from './errors.js';
export type * from '../shared-types.js';
