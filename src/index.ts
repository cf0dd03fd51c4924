/**
 * Who owes what, to the last digit? What drifted, and does it matter? When do we run out, and what should we buy?
 * The three capabilities, what they share, and every error; each capability's own subpath has the rest of it.
 */
export { orThrow, type Either, type MaybePromise, type Option, type TaskEither } from './prelude.js';
export { apportion, type ApportionOptions, type ApportionMethod } from './money/apportion.js';
export { Decimal, formatDecimal, parseDecimal, toDecimal, type MoneyInput } from './money/decimal.js';
export { sum } from './money/units.js';
export { minorUnits } from './money/currency.js';
export { promised, type Promised } from './promised.js';
export { day, isoWeek, lastMonths, month } from './time/calendar.js';
export { period, type Period, type PointInTime, type EpochSeconds } from './time/period.js';
export { systemClock, type Clock, randomIds, type IdSource } from './host/clock-ids.js';
export type { LogEntry, LogPort } from './host/log.js';
export type { Granularity } from './time/buckets.js';
export { noObserver, type Observation, type Observer } from './host/port-call.js';
export { isError, type ErrorOfTag, type TaggedError } from './errors/tagged.js';
export { show } from './errors/show.js';
export type {
  DecodeIssue,
  DecodeError,
  decodeError,
  notAsExpected,
  InvalidDecimal,
  invalidDecimal,
  UnknownCurrency,
  unknownCurrency,
  ApportionError,
  apportionError,
  PortFailure,
  portFailure,
  ForeignTenant,
  foreignTenant,
  MissingPort,
  missingPort,
  Cancelled,
  cancelled,
  InvalidPeriod,
  invalidPeriod,
  InvalidInstant,
  invalidInstant,
  UnknownTimeZone,
  unknownTimeZone,
} from './errors/kernel.js';
export type {
  InvalidColumns,
  invalidColumns,
  InvalidCostRow,
  invalidCostRow,
  InvalidCostCsv,
  invalidCostCsv,
  UnknownTenant,
  unknownTenant,
  UnknownReservation,
  unknownReservation,
  ForeignReservation,
  foreignReservation,
  InvalidReservation,
  invalidReservation,
  InvalidCharge,
  invalidCharge,
  DuplicateId,
  duplicateId,
  InvalidAllocationRule,
  invalidAllocationRule,
  MissingWeights,
  missingWeights,
  ZeroWeights,
  zeroWeights,
  OverlappingOwners,
  overlappingOwners,
  PoolCycle,
  poolCycle,
  ClosedPools,
  closedPools,
  MissingRate,
  missingRate,
  MixedCurrencies,
  mixedCurrencies,
  InvalidCostOption,
  invalidCostOption,
  UnsoundRecord,
  unsoundRecord,
  AmortizationError,
  CostAllocationError,
  CostServiceError,
} from './cost-allocation/errors.js';
export type {
  InvalidPath,
  invalidPath,
  InvalidRule,
  invalidRule,
  CyclicConfig,
  cyclicConfig,
  UnreadableConfig,
  unreadableConfig,
  CompareError,
  PatchRefused,
  patchRefused,
  RedactedPatch,
  redactedPatch,
  AmbiguousResource,
  ambiguousResource,
  TamperedHistory,
  tamperedHistory,
  DuplicateResource,
  duplicateResource,
  DriftError,
} from './drift/errors.js';
export type {
  UnusableSeries,
  unusableSeries,
  InvalidForecastOption,
  invalidForecastOption,
  UnknownForecastModel,
  unknownForecastModel,
  ForecastModelFailed,
  forecastModelFailed,
  ForecastError,
  InsufficientHistory,
  insufficientHistory,
  InvalidReservationTerm,
  invalidReservationTerm,
  UnknownCapacity,
  unknownCapacity,
  UnknownPrice,
  unknownPrice,
  UnknownWorkload,
  unknownWorkload,
  CustomModelWorse,
  customModelWorse,
  CapacityForecastError,
} from './capacity-forecast/errors.js';
export { allocatePeriod, amortize, CostAllocationService } from './cost-allocation/index.js';
export { applyRemediation, compareConfigs, DriftDetector, driftRules } from './drift/index.js';
export {
  CapacityForecastEngine,
  detectChangePoints,
  detectSeasonality,
  forecastMany,
  forecastSeries,
} from './capacity-forecast/index.js';
export type {
  ALLOCATION_STRATEGIES,
  AllocationStrategy,
  AllocationRule,
  AllocationRuleJson,
  WeightMode,
  ZeroWeightPolicy,
} from './cost-allocation/model/allocation-rule.js';
export type {
  CostAllocationResult,
  UNALLOCATED,
  CostAllocationResultJson,
} from './cost-allocation/model/allocation-result.js';
export type {
  Charge,
  ChargeJson,
  CostBasis,
  ChargeColumns,
  DecimalColumn,
  DictionaryColumn,
  ChargeTotal,
  ChargeTotalJson,
  CostTag,
  ExchangeRate,
  ExchangeRateJson,
} from './cost-allocation/model/charge.js';
export type { COST_CATEGORIES, CostCategory } from './cost-allocation/model/cost-category.js';
export type { Ownership, OwnershipJson, Tenant, TenantJson, TierChange } from './cost-allocation/model/tenant.js';
export type { Reservation, ReservationJson } from './cost-allocation/model/reservation.js';
export type * from './drift/model/index.js';
export type * from './capacity-forecast/model/index.js';
export type { CostAnomaly } from './cost-allocation/model/anomaly.js';
