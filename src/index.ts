/**
 * Who owes what, to the last digit? What drifted, and does it matter? When do we run out, and what should we buy?
 * The three classes, the main functions, the models and the errors; the subpath of a capability has the rest of it.
 *
 * @packageDocumentation
 */
export { orThrow } from './prelude.js';
export { promised, type Promised, isError, type DomainError } from './promised.js';
export { parseWire, toWire } from './codec/decode.js';
export type * from './shared-types.js';
export { apportion, type ApportionOptions } from './money/apportion.js';
export { type ApportionMethod } from './money/apportion-units.js';
export { Decimal, formatDecimal, parseDecimal, toDecimal } from './money/decimal.js';
export { sum } from './money/units.js';
export { minorUnits } from './money/currency.js';
export { day, isoWeek, lastMonths, month, type Granularity } from './time/calendar.js';
export { period } from './time/period.js';
export { systemClock, type Clock, randomIds, type IdSource } from './host/clock-ids.js';
export type { LogEntry, LogPort } from './host/log.js';
export { noObserver, type Observation, type Observer } from './host/port-call.js';
export { show } from './errors/show.js';
export type {
  DecodeIssue,
  DecodeError,
  InvalidDecimal,
  UnknownCurrency,
  ApportionError,
  PortFailure,
  ForeignTenant,
  MissingPort,
  Cancelled,
  InvalidPeriod,
  InvalidInstant,
  UnknownTimeZone,
} from './errors/kernel.js';
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
  BillError,
  SharedCostError,
  AmortizedCostError,
  CostByTagsError,
  CreateRuleError,
  CostHistoryError,
} from './cost-allocation/errors.js';
export type { InvalidColumns, InvalidCostRow, InvalidCostCsv } from './cost-allocation/sums/errors.js';
export type {
  InvalidPath,
  InvalidRule,
  CyclicConfig,
  UnreadableConfig,
  CompareError,
  PatchRefused,
  RedactedPatch,
  AmbiguousResource,
  TamperedHistory,
  MissingDigestKey,
  DuplicateResource,
  DriftError,
} from './drift/errors.js';
export type {
  UnusableSeries,
  InvalidForecastOption,
  UnknownForecastModel,
  ForecastModelFailed,
  ForecastError,
  InsufficientHistory,
  InvalidReservationTerm,
  UnknownCapacity,
  UnknownPrice,
  UnknownWorkload,
  CustomModelWorse,
  CapacityForecastError,
  EngineError,
  MetricForecastError,
} from './capacity-forecast/errors.js';
export {
  allocatePeriod,
  amortize,
  costBy,
  explain,
  invoiceLines,
  AllocationRule,
  AllocationStrategy,
  AnomalySeverity,
  CarriedPool,
  Charge,
  ChargeTotal,
  CostAllocationResult,
  CostAnomaly,
  CostCategory,
  CostCause,
  CostCauseKind,
  CostTag,
  ExchangeRate,
  Ownership,
  Reservation,
  Tenant,
} from './cost-allocation/index.js';
export { CostAllocationService } from './cost-allocation/service.js';
export { applyRemediation, compareConfigs, driftRules } from './drift/index.js';
export * from './drift/model/index.js';
export { DriftDetector } from './drift/detector.js';
export {
  detectChangePoints,
  detectSeasonality,
  forecastMany,
  forecastSeries,
  AccuracyAtHorizon,
  CapacityExhaustion,
  CapacityLevel,
  CapacityRecommendation,
  CustomModelConfig,
  ForecastAccuracy,
  ForecastGranularity,
  ForecastResult,
  PaymentOption,
  RecommendationUrgency,
  RegimeChangeDirection,
  RegimeChangeEvent,
  RegimeChangeKind,
  RegimeSummary,
  ReservationOffer,
  ReservationTerm,
  ReservedCapacitySavings,
  ResourceMetric,
  ResourcePrice,
  SeasonalityType,
  TrainedModel,
  UsageAggregation,
  UsageDataPoint,
  UsageSeries,
  WhatIfScenario,
  Workload,
  WorkloadDemand,
} from './capacity-forecast/index.js';
export { CapacityForecastEngine } from './capacity-forecast/engine.js';
export type * from './cost-allocation/model/allocation-result.js';
export type * from './cost-allocation/model/allocation-rule.js';
export type * from './cost-allocation/model/anomaly.js';
export type * from './cost-allocation/model/charge.js';
export type * from './cost-allocation/model/charge-total.js';
export type * from './cost-allocation/model/charge-columns.js';
export type * from './cost-allocation/model/cost-view.js';
export type * from './cost-allocation/model/cost-category.js';
export type * from './cost-allocation/model/reservation.js';
export type * from './cost-allocation/model/tenant.js';
export type * from './capacity-forecast/model/index.js';

// The models: a codec and a type of the same name.
