// @omnicloud/domain

export { ALLOCATION_STRATEGIES } from '@omnicloud/domain/cost-allocation';

export { ANOMALY_SEVERITIES } from '@omnicloud/domain/cost-allocation';

export { AccuracyAtHorizon } from '@omnicloud/domain/capacity-forecast';

export { AccuracyAtHorizonJson } from '@omnicloud/domain/capacity-forecast';

export { AccuracyFigures } from '@omnicloud/domain/capacity-forecast';

export { AllocationRule } from '@omnicloud/domain/cost-allocation';

export { AllocationRuleJson } from '@omnicloud/domain/cost-allocation';

export { AllocationStrategy } from '@omnicloud/domain/cost-allocation';

export { AmbiguousResource } from '@omnicloud/domain/drift';

export { AmortizationError } from '@omnicloud/domain/cost-allocation';

export { AmortizedCostError } from '@omnicloud/domain/cost-allocation';

export { AnomalySeverity } from '@omnicloud/domain/cost-allocation';

export { ApportionError } from '@omnicloud/domain/cost-allocation/closing';

export { ApportionMethod } from '@omnicloud/domain/cost-allocation';

export { ApportionOptions } from '@omnicloud/domain/cost-allocation';

export { Attribution } from '@omnicloud/domain/drift';

export { AttributionJson } from '@omnicloud/domain/drift';

export { AuditEvent } from '@omnicloud/domain/drift';

export { AuditEventJson } from '@omnicloud/domain/drift';

export { Baseline } from '@omnicloud/domain/drift';

export { BaselineJson } from '@omnicloud/domain/drift';

export { BaselineReference } from '@omnicloud/domain/drift';

export { BaselineReferenceJson } from '@omnicloud/domain/drift';

export { BillError } from '@omnicloud/domain/cost-allocation';

export { CALENDAR_EFFECT_KINDS } from '@omnicloud/domain/capacity-forecast';

export { CATEGORY_FACTS } from '@omnicloud/domain/cost-allocation';

export { COST_BASES } from '@omnicloud/domain/cost-allocation';

export { COST_CATEGORIES } from '@omnicloud/domain/cost-allocation';

export { COST_CAUSE_KINDS } from '@omnicloud/domain/cost-allocation';

export { COST_VIEWS } from '@omnicloud/domain/cost-allocation';

export { CalendarEffect } from '@omnicloud/domain/capacity-forecast';

export { CalendarEvent } from '@omnicloud/domain/capacity-forecast';

export { CalendarTime } from '@omnicloud/domain/capacity-forecast';

export { Cancelled } from '@omnicloud/domain/cost-allocation/sums';

export { CapacityExhaustion } from '@omnicloud/domain/capacity-forecast';

export { CapacityExhaustionJson } from '@omnicloud/domain/capacity-forecast';

export { CapacityForecastEngine } from '@omnicloud/domain/capacity-forecast';

export { CapacityForecastError } from '@omnicloud/domain/capacity-forecast';

export { CapacityLevel } from '@omnicloud/domain/capacity-forecast';

export { CapacityLevelJson } from '@omnicloud/domain/capacity-forecast';

export { CapacityRecommendation } from '@omnicloud/domain/capacity-forecast';

export { CapacityRecommendationJson } from '@omnicloud/domain/capacity-forecast';

export { CarriedPool } from '@omnicloud/domain/cost-allocation';

export { CategoryFacts } from '@omnicloud/domain/cost-allocation';

export { Charge } from '@omnicloud/domain/cost-allocation';

export { ChargeColumns } from '@omnicloud/domain/cost-allocation';

export { ChargeJson } from '@omnicloud/domain/cost-allocation';

export { ChargeTotal } from '@omnicloud/domain/cost-allocation';

export { ChargeTotalJson } from '@omnicloud/domain/cost-allocation';

export { Clock } from '@omnicloud/domain/cost-allocation';

export { ClosedPools } from '@omnicloud/domain/cost-allocation';

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export { CompareError } from '@omnicloud/domain/drift';

export { ConfigChange } from '@omnicloud/domain/drift';

export { ConfigChangeJson } from '@omnicloud/domain/drift';

export { ConfigDifference } from '@omnicloud/domain/drift';

export { CostAllocationError } from '@omnicloud/domain/cost-allocation';

export { CostAllocationResult } from '@omnicloud/domain/cost-allocation';

export { CostAllocationResultJson } from '@omnicloud/domain/cost-allocation';

export { CostAllocationService } from '@omnicloud/domain/cost-allocation';

export { CostAnomaly } from '@omnicloud/domain/cost-allocation';

export { CostAnomalyJson } from '@omnicloud/domain/cost-allocation';

export { CostBasis } from '@omnicloud/domain/cost-allocation';

export { CostByTagsError } from '@omnicloud/domain/cost-allocation';

export { CostCategory } from '@omnicloud/domain/cost-allocation';

export { CostCause } from '@omnicloud/domain/cost-allocation';

export { CostCauseJson } from '@omnicloud/domain/cost-allocation';

export { CostCauseKind } from '@omnicloud/domain/cost-allocation';

export { CostHistoryError } from '@omnicloud/domain/cost-allocation';

export { CostServiceError } from '@omnicloud/domain/cost-allocation';

export { CostTag } from '@omnicloud/domain/cost-allocation';

export { CostView } from '@omnicloud/domain/cost-allocation';

export { CreateRuleError } from '@omnicloud/domain/cost-allocation';

export { CriticalAcceptance } from '@omnicloud/domain/drift';

export { CriticalAcceptanceJson } from '@omnicloud/domain/drift';

export { CustomModelConfig } from '@omnicloud/domain/capacity-forecast';

export { CustomModelConfigJson } from '@omnicloud/domain/capacity-forecast';

export { CustomModelWorse } from '@omnicloud/domain/capacity-forecast';

export { CyclicConfig } from '@omnicloud/domain/drift';

export { DRIFT_SEVERITIES } from '@omnicloud/domain/drift';

export { DRIFT_TYPES } from '@omnicloud/domain/drift';

export { DUPLICATE_POLICIES } from '@omnicloud/domain/cost-allocation';

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalColumn } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DeclaredResource } from '@omnicloud/domain/drift';

export { DeclaredResourceJson } from '@omnicloud/domain/drift';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export { Delivery } from '@omnicloud/domain/drift';

export { DeliveryJson } from '@omnicloud/domain/drift';

export { DemandCalendar } from '@omnicloud/domain/capacity-forecast';

export { DemandCalendarJson } from '@omnicloud/domain/capacity-forecast';

export { DictionaryColumn } from '@omnicloud/domain/cost-allocation';

export { DifferenceType } from '@omnicloud/domain/drift';

export type DomainError = ErrorsOf<typeof import('./errors/kernel.cjs')> | ErrorsOf<typeof import('./cost-allocation/errors.cjs')> | ErrorsOf<typeof import('./drift/errors.cjs')> | ErrorsOf<typeof import('./capacity-forecast/errors.cjs')>;

export { DriftDetector } from '@omnicloud/domain/drift';

export { DriftError } from '@omnicloud/domain/drift';

export { DriftRecord } from '@omnicloud/domain/drift';

export { DriftRecordJson } from '@omnicloud/domain/drift';

export { DriftReport } from '@omnicloud/domain/drift';

export { DriftReportJson } from '@omnicloud/domain/drift';

export { DriftSeverity } from '@omnicloud/domain/drift';

export { DriftType } from '@omnicloud/domain/drift';

export { DuplicateId } from '@omnicloud/domain/cost-allocation';

export { DuplicatePolicy } from '@omnicloud/domain/cost-allocation';

export { DuplicateResource } from '@omnicloud/domain/drift';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EngineError } from '@omnicloud/domain/capacity-forecast';

export { Episode } from '@omnicloud/domain/drift';

export { EpisodeClosing } from '@omnicloud/domain/drift';

export { EpisodeJson } from '@omnicloud/domain/drift';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export { Escalation } from '@omnicloud/domain/drift';

export { EscalationJson } from '@omnicloud/domain/drift';

export { ExchangeRate } from '@omnicloud/domain/cost-allocation';

export { ExchangeRateJson } from '@omnicloud/domain/cost-allocation';

export { ExposureChange } from '@omnicloud/domain/drift';

export { ExposureChangeJson } from '@omnicloud/domain/drift';

export { FORECAST_GRANULARITIES } from '@omnicloud/domain/capacity-forecast';

export { ForecastAccuracy } from '@omnicloud/domain/capacity-forecast';

export { ForecastAccuracyJson } from '@omnicloud/domain/capacity-forecast';

export { ForecastError } from '@omnicloud/domain/capacity-forecast';

export { ForecastGranularity } from '@omnicloud/domain/capacity-forecast';

export { ForecastModelFailed } from '@omnicloud/domain/capacity-forecast';

export { ForecastResult } from '@omnicloud/domain/capacity-forecast';

export { ForecastResultJson } from '@omnicloud/domain/capacity-forecast';

export { ForeignReservation } from '@omnicloud/domain/cost-allocation';

export type ForeignTenant = TaggedError<'ForeignTenant', {
    readonly port: string;
    readonly method: string;
    readonly expected: string;
    readonly got: unknown;
}>;

export type Granularity = 'hourly' | 'daily' | 'weekly' | 'monthly';

export { HistoryEntry } from '@omnicloud/domain/drift';

export { HistoryEntryJson } from '@omnicloud/domain/drift';

export { Holiday } from '@omnicloud/domain/capacity-forecast';

export interface IdSource {
    next(): string;
}

export { InstanceCatalog } from '@omnicloud/domain/capacity-forecast';

export { InstanceCatalogJson } from '@omnicloud/domain/capacity-forecast';

export { InstanceCount } from '@omnicloud/domain/capacity-forecast';

export { InstancePlan } from '@omnicloud/domain/capacity-forecast';

export { InstanceType } from '@omnicloud/domain/capacity-forecast';

export { InsufficientHistory } from '@omnicloud/domain/capacity-forecast';

export { InvalidAllocationRule } from '@omnicloud/domain/cost-allocation';

export { InvalidCharge } from '@omnicloud/domain/cost-allocation';

export { InvalidColumns } from '@omnicloud/domain/cost-allocation/sums';

export { InvalidCostCsv } from '@omnicloud/domain/cost-allocation/sums';

export { InvalidCostOption } from '@omnicloud/domain/cost-allocation';

export { InvalidCostRow } from '@omnicloud/domain/cost-allocation/sums';

export type InvalidDecimal = TaggedError<'InvalidDecimal', {
    readonly value: unknown;
    readonly reason: string;
}>;

export { InvalidForecastOption } from '@omnicloud/domain/capacity-forecast';

export type InvalidInstant = TaggedError<'InvalidInstant', {
    readonly value: unknown;
    readonly reason: string;
}>;

export { InvalidPath } from '@omnicloud/domain/drift';

export type InvalidPeriod = TaggedError<'InvalidPeriod', {
    readonly start: unknown;
    readonly end: unknown;
    readonly reason: string;
}>;

export { InvalidReservation } from '@omnicloud/domain/cost-allocation';

export { InvalidReservationTerm } from '@omnicloud/domain/capacity-forecast';

export { InvalidRule } from '@omnicloud/domain/drift';

export { Launch } from '@omnicloud/domain/capacity-forecast';

export { Left } from '@omnicloud/domain/cost-allocation';

export { LogEntry } from '@omnicloud/domain/cost-allocation';

export { LogPort } from '@omnicloud/domain/cost-allocation';

export { MAX_RECORDED_DEPTH } from '@omnicloud/domain/drift';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MetricCalendar } from '@omnicloud/domain/capacity-forecast';

export { MetricCalendarJson } from '@omnicloud/domain/capacity-forecast';

export { MetricForecastError } from '@omnicloud/domain/capacity-forecast';

export { Migration } from '@omnicloud/domain/capacity-forecast';

export { MissingDigestKey } from '@omnicloud/domain/drift';

export type MissingPort = TaggedError<'MissingPort', {
    readonly port: string;
    readonly purpose: string;
}>;

export { MissingRate } from '@omnicloud/domain/cost-allocation';

export { MissingWeights } from '@omnicloud/domain/cost-allocation';

export { MixedCurrencies } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export interface Observation {
    readonly name: string;
    readonly tenantId?: string;
    readonly outcome: 'ok' | 'failed';
    readonly errorTag?: string;
}

export { ObservedConfiguration } from '@omnicloud/domain/drift';

export { ObservedConfigurationJson } from '@omnicloud/domain/drift';

export interface Observer {
    start(name: string, tenantId?: string): (observation: Observation) => void;
}

export { OnlineReservations } from '@omnicloud/domain/capacity-forecast';

export { Option } from '@omnicloud/domain/cost-allocation';

export { OverlappingOwners } from '@omnicloud/domain/cost-allocation';

export { Ownership } from '@omnicloud/domain/cost-allocation';

export { OwnershipJson } from '@omnicloud/domain/cost-allocation';

export { PAYMENT_OPTIONS } from '@omnicloud/domain/capacity-forecast';

export { PatchOperation } from '@omnicloud/domain/drift';

export { PatchOperationJson } from '@omnicloud/domain/drift';

export { PatchRefused } from '@omnicloud/domain/drift';

export { PaymentOption } from '@omnicloud/domain/capacity-forecast';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export { PoolCycle } from '@omnicloud/domain/cost-allocation';

export type PortFailure = TaggedError<'PortFailure', {
    readonly port: string;
    readonly method: string;
    readonly reason: string;
}>;

export { PowerChange } from '@omnicloud/domain/drift';

export { PowerChangeJson } from '@omnicloud/domain/drift';

export type Promised<Service extends object> = {
    readonly [Name in keyof Service]: PromisedMethod<Service[Name]>;
};

export { PurchaseStep } from '@omnicloud/domain/capacity-forecast';

export { RECOMMENDATION_URGENCIES } from '@omnicloud/domain/capacity-forecast';

export { REGIME_CHANGE_DIRECTIONS } from '@omnicloud/domain/capacity-forecast';

export { REGIME_CHANGE_KINDS } from '@omnicloud/domain/capacity-forecast';

export { RESERVATION_TERMS } from '@omnicloud/domain/capacity-forecast';

export { RESOURCE_METRICS } from '@omnicloud/domain/capacity-forecast';

export { ReachableRegion } from '@omnicloud/domain/drift';

export { ReachableRegionJson } from '@omnicloud/domain/drift';

export { RecommendationUrgency } from '@omnicloud/domain/capacity-forecast';

export { Reconciliation } from '@omnicloud/domain/drift';

export { ReconciliationJson } from '@omnicloud/domain/drift';

export { RecordedValue } from '@omnicloud/domain/drift';

export { RedactedPatch } from '@omnicloud/domain/drift';

export { RedactedValue } from '@omnicloud/domain/drift';

export { RedactedValueJson } from '@omnicloud/domain/drift';

export { RegimeChangeDirection } from '@omnicloud/domain/capacity-forecast';

export { RegimeChangeEvent } from '@omnicloud/domain/capacity-forecast';

export { RegimeChangeEventJson } from '@omnicloud/domain/capacity-forecast';

export { RegimeChangeKind } from '@omnicloud/domain/capacity-forecast';

export { RegimeSummary } from '@omnicloud/domain/capacity-forecast';

export { RegimeSummaryJson } from '@omnicloud/domain/capacity-forecast';

export { Regressor } from '@omnicloud/domain/capacity-forecast';

export { RemediationAction } from '@omnicloud/domain/drift';

export { RemediationActionJson } from '@omnicloud/domain/drift';

export { RemediationType } from '@omnicloud/domain/drift';

export { Reservation } from '@omnicloud/domain/cost-allocation';

export { ReservationFloor } from '@omnicloud/domain/capacity-forecast';

export { ReservationJson } from '@omnicloud/domain/cost-allocation';

export { ReservationOffer } from '@omnicloud/domain/capacity-forecast';

export { ReservationOfferJson } from '@omnicloud/domain/capacity-forecast';

export { ReservationOfferSavings } from '@omnicloud/domain/capacity-forecast';

export { ReservationTerm } from '@omnicloud/domain/capacity-forecast';

export { ReservationTerms } from '@omnicloud/domain/capacity-forecast';

export { ReservedCapacitySavings } from '@omnicloud/domain/capacity-forecast';

export { ReservedCapacitySavingsJson } from '@omnicloud/domain/capacity-forecast';

export { ResourceMarks } from '@omnicloud/domain/drift';

export { ResourceMarksJson } from '@omnicloud/domain/drift';

export { ResourceMetric } from '@omnicloud/domain/capacity-forecast';

export { ResourceOutcome } from '@omnicloud/domain/drift';

export { ResourceOutcomeJson } from '@omnicloud/domain/drift';

export { ResourcePrice } from '@omnicloud/domain/capacity-forecast';

export { ResourcePriceJson } from '@omnicloud/domain/capacity-forecast';

export { ResourcePrices } from '@omnicloud/domain/capacity-forecast';

export { ResourceReference } from '@omnicloud/domain/drift';

export { ResourceReferenceJson } from '@omnicloud/domain/drift';

export { ResourceStatus } from '@omnicloud/domain/drift';

export { Retirement } from '@omnicloud/domain/capacity-forecast';

export { Right } from '@omnicloud/domain/cost-allocation';

export { SEASONALITY_TYPES } from '@omnicloud/domain/capacity-forecast';

export { ScanCoverage } from '@omnicloud/domain/drift';

export { ScanCoverageJson } from '@omnicloud/domain/drift';

export { ScanFailure } from '@omnicloud/domain/drift';

export { ScanFailureJson } from '@omnicloud/domain/drift';

export { SeasonalityType } from '@omnicloud/domain/capacity-forecast';

export { SeveritySummary } from '@omnicloud/domain/drift';

export { SeveritySummaryJson } from '@omnicloud/domain/drift';

export { SharedCostError } from '@omnicloud/domain/cost-allocation';

export { Some } from '@omnicloud/domain/cost-allocation';

export { StagedPurchases } from '@omnicloud/domain/capacity-forecast';

export { SuppressedDrift } from '@omnicloud/domain/drift';

export { SuppressedDriftJson } from '@omnicloud/domain/drift';

export { Suppression } from '@omnicloud/domain/drift';

export { SuppressionJson } from '@omnicloud/domain/drift';

export { SuppressionNotice } from '@omnicloud/domain/drift';

export { SuppressionNoticeJson } from '@omnicloud/domain/drift';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TamperedHistory } from '@omnicloud/domain/drift';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { Tenant } from '@omnicloud/domain/cost-allocation';

export { TenantJson } from '@omnicloud/domain/cost-allocation';

export { TierChange } from '@omnicloud/domain/cost-allocation';

export { TrafficChange } from '@omnicloud/domain/capacity-forecast';

export { TrainedModel } from '@omnicloud/domain/capacity-forecast';

export { TrainedModelJson } from '@omnicloud/domain/capacity-forecast';

export { UNALLOCATED } from '@omnicloud/domain/cost-allocation';

export { UNUSED_COMMITMENTS } from '@omnicloud/domain/cost-allocation';

export { UnknownCapacity } from '@omnicloud/domain/capacity-forecast';

export type UnknownCurrency = TaggedError<'UnknownCurrency', {
    readonly currency: unknown;
}>;

export { UnknownForecastModel } from '@omnicloud/domain/capacity-forecast';

export { UnknownPrice } from '@omnicloud/domain/capacity-forecast';

export { UnknownReservation } from '@omnicloud/domain/cost-allocation';

export { UnknownTenant } from '@omnicloud/domain/cost-allocation';

export type UnknownTimeZone = TaggedError<'UnknownTimeZone', {
    readonly zone: unknown;
}>;

export { UnknownWorkload } from '@omnicloud/domain/capacity-forecast';

export { UnreadableConfig } from '@omnicloud/domain/drift';

export { UnsoundRecord } from '@omnicloud/domain/cost-allocation';

export { UnusableSeries } from '@omnicloud/domain/capacity-forecast';

export { UnusedCommitments } from '@omnicloud/domain/cost-allocation';

export { UsageAggregation } from '@omnicloud/domain/capacity-forecast';

export { UsageDataPoint } from '@omnicloud/domain/capacity-forecast';

export { UsageSeries } from '@omnicloud/domain/capacity-forecast';

export { UsageSeriesJson } from '@omnicloud/domain/capacity-forecast';

export { WeightMode } from '@omnicloud/domain/cost-allocation';

export { WhatIfScenario } from '@omnicloud/domain/capacity-forecast';

export { WhatIfScenarioJson } from '@omnicloud/domain/capacity-forecast';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { Workload } from '@omnicloud/domain/capacity-forecast';

export { WorkloadAmounts } from '@omnicloud/domain/capacity-forecast';

export { WorkloadDemand } from '@omnicloud/domain/capacity-forecast';

export { WorkloadDemandJson } from '@omnicloud/domain/capacity-forecast';

export { WorkloadJson } from '@omnicloud/domain/capacity-forecast';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export { ZeroWeightPolicy } from '@omnicloud/domain/cost-allocation';

export { ZeroWeights } from '@omnicloud/domain/cost-allocation';

export { allocatePeriod } from '@omnicloud/domain/cost-allocation';

export { amortize } from '@omnicloud/domain/cost-allocation';

export { applyRemediation } from '@omnicloud/domain/drift';

export { apportion } from '@omnicloud/domain/cost-allocation';

export { compareConfigs } from '@omnicloud/domain/drift';

export { costBy } from '@omnicloud/domain/cost-allocation';

export function day(text: string, zone?: string): Either<InvalidPeriod | UnknownTimeZone, Period>;

export { detectChangePoints } from '@omnicloud/domain/capacity-forecast';

export { detectSeasonality } from '@omnicloud/domain/capacity-forecast';

export { driftRules } from '@omnicloud/domain/drift';

export { explain } from '@omnicloud/domain/cost-allocation';

export { forecastMany } from '@omnicloud/domain/capacity-forecast';

export { forecastSeries } from '@omnicloud/domain/capacity-forecast';

export function formatDecimal(amount: Decimal): string;

export { invoiceLines } from '@omnicloud/domain/cost-allocation';

export function isError<Value, Tag extends DomainError['_tag'] | (string & {})>(value: Value, tag: Tag): value is Value & NarrowedError<Value, Tag>;

export function isoWeek(text: string, zone?: string): Either<InvalidPeriod | UnknownTimeZone, Period>;

export function lastMonths(count: number, now: PointInTime, zone?: string): Either<InvalidPeriod | UnknownTimeZone, readonly Period[]>;

export function minorUnits(currency: string): Either<UnknownCurrency, number>;

export { month } from '@omnicloud/domain/cost-allocation';

export { moreSevere } from '@omnicloud/domain/drift';

export { needsEscalation } from '@omnicloud/domain/drift';

export const noObserver: Observer;

export { orThrow } from '@omnicloud/domain/cost-allocation';

export { parseCalendarTime } from '@omnicloud/domain/capacity-forecast';

export { parseDecimal } from '@omnicloud/domain/cost-allocation';

export function parseWire<A, O>(model: Codec<A, O>, json: unknown): Either<DecodeError, A>;

export { period } from '@omnicloud/domain/cost-allocation';

export function promised<Service extends object>(service: Service): Promised<Service>;

export const randomIds: IdSource;

export { recordedText } from '@omnicloud/domain/drift';

export { share } from '@omnicloud/domain/capacity-forecast';

export function show(value: unknown): string;

export function sum(amounts: Iterable<Decimal>): Decimal;

export const systemClock: {
    now(): Date;
};

export function toDecimal(input: unknown): Either<InvalidDecimal, Decimal>;

export function toWire<A, O>(model: Codec<A, O>, value: A): Either<DecodeError, O>;

export { unitPrice } from '@omnicloud/domain/capacity-forecast';
