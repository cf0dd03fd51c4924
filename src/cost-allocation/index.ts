/** Who owes what, to the last digit, and why? */
export { allocateBill, allocatePeriod, type AllocationInput } from './allocate-period.js';
export type { ProgressOptions } from './steps/step-by-step.js';
export type { PeriodAllocation } from './allocate-grouped.js';
export type { AllocationConditions } from './terms.js';
export { CostAllocationService, type CostAllocationOptions } from './service.js';
export { amortize } from './amortization/amortize.js';
export { CarriedPool, type CarriedPoolJson, type CarriedShare } from './sharing/carried.js';
export type {
  AllocationRecord,
  RecordedAmortization,
  RecordedStep,
  RecordedLine,
  RecordedResult,
  RecordedShare,
  RecordedSplit,
  RecordedSum,
} from './record/allocation-record.js';
export {
  explain,
  type AmortizedPart,
  type DirectPart,
  type ExplainedCharge,
  type ExplainedStep,
  type ExplainedPart,
  type Explanation,
  type SharedPart,
} from './record/explain.js';
export type { AllocationRuleDraft } from './rules/draft.js';
export * from './model/index.js';
export {
  ANOMALY_SEVERITIES,
  AnomalySeverity,
  COST_CAUSE_KINDS,
  CostAnomaly,
  CostCause,
  CostCauseKind,
  type CostAnomalyJson,
  type CostCauseJson,
} from './model/anomaly.js';
export { detectAnomalies, type AnomalyCheck, type AnomalyOptions } from './anomalies/detect.js';
export { explainIncrease, type ExplainOptions } from './anomalies/causes.js';
export type { CostLine } from './anomalies/cost-line.js';
export type {
  BillingPort,
  CarryPort,
  ChargeBatch,
  ChargeQuery,
  CostAllocationPorts,
  CostLogEntry,
  CostLogPort,
  CostView,
  MonitorPort,
  OwnershipPort,
  RatesPort,
  ReservationsPort,
  ResultsPort,
  RulesPort,
  TenantsPort,
  TotalsQuery,
} from './ports.js';
export {
  apportion,
  Decimal,
  parseDecimal,
  type ApportionMethod,
  type ApportionOptions,
  type MoneyInput,
} from '../money/index.js';
export { period, type Clock, type EpochSeconds, type Period } from '../time/index.js';
export { isError } from '../errors/tagged.js';
export { orThrow } from '../prelude.js';
export type * from '../errors/cost.js';
