/**
 * Who owes what, to the last digit, and why?
 *
 * @packageDocumentation
 */
export { allocateBill, allocatePeriod, type AllocationInput, type PeriodAllocation } from './allocate.js';
export type { ProgressOptions } from '../host/chunked.js';
export type { AllocationConditions } from './input.js';
export { CostAllocationService, type CostAllocationOptions } from './service.js';
export { amortize } from './amortization.js';
export { CarriedPool, type CarriedPoolJson, type CarriedShare } from './carry-forward.js';
export type { AllocationRecord } from './record.js';
export type {
  LineDetails,
  RecordedAmortization,
  RecordedDriver,
  RecordedStep,
  RecordedLine,
  RecordedResult,
  RecordedShare,
  RecordedSplit,
  RecordedSum,
} from './recorded-parts.js';
export { correctionLines, invoiceLines, type InvoiceKey, type InvoiceLine, type InvoiceOptions } from './invoice.js';
export { costBy, type RecordedAllocation } from './cost-by.js';
export type { CostBreakdownRow, CostKey } from './cost-keys.js';
export type { ExcludedCost, ExclusionReason } from './cost-sums.js';
export {
  explain,
  type AmortizedPart,
  type DirectPart,
  type ExplainedCharge,
  type ExplainedStep,
  type ExplainedPart,
  type Explanation,
  type SharedPart,
} from './explain.js';
export type * from './model/allocation-rule.js';
export { ALLOCATION_STRATEGIES, AllocationStrategy, AllocationRule } from './model/allocation-rule.js';
export type * from './model/allocation-result.js';
export { CostAllocationResult, UNALLOCATED } from './model/allocation-result.js';
export type * from './model/charge.js';
export { Charge, CostTag, ExchangeRate } from './model/charge.js';
export type * from './model/charge-total.js';
export { ChargeTotal } from './model/charge-total.js';
export type * from './model/cost-view.js';
export { COST_BASES, COST_VIEWS, UNUSED_COMMITMENTS } from './model/cost-view.js';
export type * from './model/cost-category.js';
export { COST_CATEGORIES, CostCategory } from './model/cost-category.js';
export type * from './model/tenant.js';
export { Ownership, Tenant } from './model/tenant.js';
export type * from './model/reservation.js';
export { Reservation } from './model/reservation.js';
export type * from './model/anomaly.js';
export {
  ANOMALY_SEVERITIES,
  AnomalySeverity,
  COST_CAUSE_KINDS,
  CostAnomaly,
  CostCause,
  CostCauseKind,
} from './model/anomaly.js';
export {
  adjustBill,
  type AdjustedBill,
  type AdjustedTenant,
  type AdjustmentError,
  type AdjustmentInput,
  type AdjustmentLine,
  type AdjustmentOutcome,
  type BilledRow,
} from './adjustments.js';
export type * from './model/adjustment-rule.js';
export { ADJUSTMENT_KINDS, AdjustmentRule } from './model/adjustment-rule.js';
export { applyColumnRules } from './column-rules/apply.js';
export type { ColumnRuleOptions } from './column-rules/decide.js';
export { readAwsCostCategory, type AwsCostCategoryOptions } from './column-rules/read-rules.js';
export type { ChargeWithColumns } from './column-rules/read-columns.js';
export {
  previewRules,
  type ColumnRuleStatus,
  type ColumnRuleUse,
  type DimensionCoverage,
  type PreviewOptions,
  type RulePreview,
  type TenantChange,
} from './column-rules/preview.js';
export type * from './model/column-rule.js';
export { ColumnRule } from './model/column-rule.js';
export { detectAnomalies, type AnomalyCheck, type AnomalyOptions } from './anomalies/detect.js';
export { explainIncrease, type ExplainOptions, type CostLine } from './anomalies/causes.js';
export type {
  BillingPort,
  CarryPort,
  ChargeBatch,
  ChargeQuery,
  CostAllocationPorts,
  MonitorPort,
  OwnershipPort,
  RatesPort,
  ReservationsPort,
  ResultsPort,
  RulesPort,
  TenantsPort,
  TotalsQuery,
} from './ports.js';
export { apportion, type ApportionOptions } from '../money/apportion.js';
export type { ApportionMethod } from '../money/apportion-units.js';
export { Decimal, parseDecimal } from '../money/decimal.js';
export { month } from '../time/calendar.js';
export { period } from '../time/period.js';
export type { Clock } from '../host/clock-ids.js';
export type { LogEntry, LogPort } from '../host/log.js';
export { isError } from '../errors/tagged.js';
export { orThrow } from '../prelude.js';
export type {
  UnknownTenant,
  UnknownReservation,
  ForeignReservation,
  InvalidReservation,
  InvalidCharge,
  DuplicateId,
  InvalidAllocationRule,
  MissingWeights,
  ZeroWeights,
  OverlappingOwners,
  PoolCycle,
  ClosedPools,
  MissingRate,
  MixedCurrencies,
  InvalidCostOption,
  UnsoundRecord,
  AmortizationError,
  CostAllocationError,
  CostServiceError,
  RuleError,
  ConditionsError,
  ChargesError,
  ConversionError,
  WeightsError,
  SharingError,
  FetchError,
  BillError,
  SharedCostError,
  AmortizedCostError,
  CostByTagsError,
  CreateRuleError,
  CostHistoryError,
} from './errors.js';
export type * from './model/charge-columns.js';
export type * from './model/drafts.js';
export type * from '../shared-types.js';
