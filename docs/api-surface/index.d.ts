// @omnicloud/domain

export const ALLOCATION_STRATEGIES: readonly AllocationStrategy[];

export const AccuracyAtHorizon: t.Type<AccuracyAtHorizon, object>;
export interface AccuracyAtHorizon extends AccuracyFigures {
    readonly fromDays: number;
    readonly untilDays: number;
}

export interface AccuracyFigures {
    readonly samples: number;
    readonly mape: number | null;
    readonly zeros: number;
    readonly rmse: number | null;
    readonly bias: number | null;
    readonly mase: number | null;
    readonly coverage: number | null;
    readonly skill: number | null;
}

export const AllocationRule: t.Type<AllocationRule, AllocationRuleJson>;
export interface AllocationRule {
    readonly ruleId: string;
    readonly name: string;
    readonly category: CostCategory;
    readonly strategy: AllocationStrategy;
    readonly weightByCategory: Readonly<Record<string, Decimal>>;
    readonly weightByTier?: Readonly<Record<string, Decimal>>;
    readonly weightByTenant?: Readonly<Record<string, Decimal>>;
    readonly effectiveFrom: number;
    readonly effectiveUntil: number | null;
    readonly isActive: boolean;
    readonly poolId?: string;
    readonly shareToPools?: Readonly<Record<string, Decimal>>;
    readonly reciprocal?: boolean;
    readonly weightMode?: WeightMode;
    readonly onZeroWeights?: ZeroWeightPolicy;
    readonly method?: ApportionMethod;
    readonly carryForward?: boolean;
}

export interface AllocationRuleJson {
    readonly rule_id: string;
    readonly name: string;
    readonly category: CostCategory;
    readonly strategy: AllocationStrategy;
    readonly weight_by_category: Readonly<Record<string, string>>;
    readonly weight_by_tier?: Readonly<Record<string, string>>;
    readonly weight_by_tenant?: Readonly<Record<string, string>>;
    readonly effective_from: number;
    readonly effective_until: number | null;
    readonly is_active: boolean;
    readonly pool_id?: string;
    readonly share_to_pools?: Readonly<Record<string, string>>;
    readonly reciprocal?: boolean;
    readonly weight_mode?: WeightMode;
    readonly on_zero_weights?: ZeroWeightPolicy;
    readonly method?: ApportionMethod;
    readonly carry_forward?: boolean;
}

export const AllocationStrategy: t.Type<AllocationStrategy>;
export type AllocationStrategy = 'proportional' | 'equal' | 'tiered' | 'custom';

export type AmbiguousResource = TaggedError<'AmbiguousResource', {
    readonly resourceId: string;
}>;

export type AmortizationError = InvalidReservation | InvalidPeriod | InvalidCostOption | UnknownCurrency | DecodeError;

export type ApportionError = TaggedError<'ApportionError', {
    readonly reason: string;
    readonly value: unknown;
    readonly index?: number;
}>;

export type ApportionMethod = 'hamilton' | 'sainteLague';

export interface ApportionOptions {
    readonly scale?: number;
    readonly method?: ApportionMethod;
}

export const COST_CATEGORIES: readonly CostCategory[];

export type Cancelled = TaggedError<'Cancelled', {
    readonly what: string;
}>;

export const CapacityExhaustion: t.Type<CapacityExhaustion, object>;
export interface CapacityExhaustion {
    readonly capacity: number;
    readonly exhaustedNow: boolean;
    readonly p50Date: EpochSeconds | null;
    readonly p90Date: EpochSeconds | null;
    readonly p99Date: EpochSeconds | null;
    readonly probability: number;
    readonly horizonDays: number;
    readonly risk: ReadonlyArray<readonly [
        EpochSeconds,
        number
    ]>;
}

export class CapacityForecastEngine {
    #private;
    constructor(ports: CapacityForecastPorts, options?: CapacityForecastOptions);
    forecastMetric(tenantId: string, metric: ResourceMetric, horizonDays?: number, granularity?: ForecastGranularity): TaskEither<CapacityForecastError, ForecastResult>;
    detectSeasonality(points: ReadonlyArray<UsageDataPoint>): Seasonality;
    detectRegimeChange(points: ReadonlyArray<UsageDataPoint>, sensitivity?: number): ReadonlyArray<RegimeChangeEvent>;
    generateCapacityRecommendations(tenantId: string, forecast: ForecastResult | ReadonlyArray<ForecastResult>, headroomPercent?: number): TaskEither<CapacityForecastError, ReadonlyArray<CapacityRecommendation>>;
    projectCapacityExhaustion(tenantId: string, metric: ResourceMetric, currentCapacity: number): TaskEither<CapacityForecastError, Option<EpochSeconds>>;
    explainCapacityExhaustion(tenantId: string, metric: ResourceMetric, currentCapacity: number): TaskEither<CapacityForecastError, CapacityExhaustion>;
    runWhatIfScenario(tenantId: string, scenario: WhatIfScenario | Readonly<Record<string, unknown>>): TaskEither<CapacityForecastError, ScenarioForecasts>;
    estimateReservedCapacitySavings(tenantId: string, reservationTermMonths?: ReservationTerm, metric?: ResourceMetric): TaskEither<CapacityForecastError, ReservedCapacitySavings>;
    getHistoricalAccuracy(tenantId: string, metric: ResourceMetric, lookbackForecasts?: number): TaskEither<CapacityForecastError, ForecastAccuracy>;
    trainCustomModel(tenantId: string, metric: ResourceMetric, trainingData: ReadonlyArray<UsageDataPoint>, modelConfig?: CustomModelConfig): TaskEither<CapacityForecastError, string>;
}

export type CapacityForecastError = ForecastError | InsufficientHistory | InvalidReservationTerm | MissingPort | UnknownCapacity | UnknownPrice | UnknownWorkload | CustomModelWorse | DecodeError | InvalidInstant | ForeignTenant | PortFailure | Cancelled | UnknownCurrency;

export const CapacityLevel: t.Type<CapacityLevel, object>;
export interface CapacityLevel {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly capacity: number;
    readonly resourceType?: string;
    readonly increment?: number;
    readonly provisionedUnits?: number;
}

export const CapacityRecommendation: t.Type<CapacityRecommendation, object>;
export interface CapacityRecommendation {
    readonly recommendationId: string;
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly resourceType: string;
    readonly urgency: RecommendationUrgency;
    readonly currentCapacity: number;
    readonly recommendedCapacity: number;
    readonly confidence: number;
    readonly reason: string;
    readonly projectedExhaustionDate: EpochSeconds | null;
    readonly estimatedMonthlyCostDelta: Decimal;
    readonly currency?: string;
}

export const Charge: t.Type<Charge, ChargeJson>;
export interface Charge {
    readonly chargeId: string;
    readonly tenantId: string | null;
    readonly poolId?: string;
    readonly projectId?: string;
    readonly resourceId?: string;
    readonly category: CostCategory;
    readonly cost: Decimal;
    readonly billedCost?: Decimal;
    readonly listCost?: Decimal;
    readonly contractedCost?: Decimal;
    readonly currency: string;
    readonly usageQuantity?: Decimal;
    readonly usageUnit?: string;
    readonly start: number;
    readonly end: number;
    readonly billedFrom?: number;
    readonly billedUntil?: number;
    readonly originChargeId?: string;
    readonly tags: Readonly<Record<string, string>>;
}

export interface ChargeColumns {
    readonly rows: number;
    readonly tenantId: DictionaryColumn<string | null>;
    readonly category: DictionaryColumn<CostCategory>;
    readonly cost: DecimalColumn;
    readonly currency: DictionaryColumn<string>;
    readonly start: Float64Array;
    readonly end: Float64Array;
    readonly poolId?: DictionaryColumn<string | null>;
    readonly resourceId?: DictionaryColumn<string | null>;
    readonly usageQuantity?: DecimalColumn;
    readonly usageUnit?: DictionaryColumn<string | null>;
}

export interface ChargeJson {
    readonly charge_id: string;
    readonly tenant_id: string | null;
    readonly pool_id?: string;
    readonly project_id?: string;
    readonly resource_id?: string;
    readonly category: CostCategory;
    readonly cost: string;
    readonly billed_cost?: string;
    readonly list_cost?: string;
    readonly contracted_cost?: string;
    readonly currency: string;
    readonly usage_quantity?: string;
    readonly usage_unit?: string;
    readonly start: number;
    readonly end: number;
    readonly billed_from?: number;
    readonly billed_until?: number;
    readonly origin_charge_id?: string;
    readonly tags: Readonly<Record<string, string>>;
}

export const ChargeTotal: t.Type<ChargeTotal, ChargeTotalJson>;
export interface ChargeTotal {
    readonly tenantId: string | null;
    readonly poolId?: string;
    readonly category: CostCategory;
    readonly currency: string;
    readonly month: string;
    readonly window: number;
    readonly cost: Decimal;
    readonly usageQuantity?: Decimal;
    readonly usageUnit?: string;
    readonly costly: boolean;
}

export interface ChargeTotalJson {
    readonly tenant_id: string | null;
    readonly pool_id?: string;
    readonly category: CostCategory;
    readonly currency: string;
    readonly month: string;
    readonly window: number;
    readonly cost: string;
    readonly usage_quantity?: string;
    readonly usage_unit?: string;
    readonly costly: boolean;
}

export interface Clock {
    now(): Date;
}

export type ClosedPools = TaggedError<'ClosedPools', {
    readonly pools: readonly string[];
}>;

export type CompareError = InvalidPath | InvalidRule | CyclicConfig | UnreadableConfig;

export const ConfigChange: t.Type<ConfigChange, object>;
export interface ConfigChange {
    readonly from?: unknown;
    readonly to?: unknown;
}

export interface ConfigDifference {
    readonly path: string;
    readonly segments: Path;
    readonly pointer: string;
    readonly actualSegments: Path;
    readonly driftType: DifferenceType;
    readonly desiredValue?: unknown;
    readonly actualValue?: unknown;
    readonly lossy?: true;
    readonly within?: readonly ConfigDifference[];
}

export type CostAllocationError = AmortizationError | ApportionError | InvalidDecimal | InvalidCharge | DuplicateId | InvalidAllocationRule | MissingWeights | ZeroWeights | OverlappingOwners | PoolCycle | ClosedPools | MissingRate | MixedCurrencies;

export const CostAllocationResult: t.Type<CostAllocationResult, CostAllocationResultJson>;
export interface CostAllocationResult {
    readonly allocationId: string;
    readonly tenantId: string;
    readonly periodStart: EpochSeconds;
    readonly periodEnd: EpochSeconds;
    readonly breakdown: Readonly<Record<CostCategory, Decimal>>;
    readonly totalAllocated: Decimal;
    readonly allocationMetadata: Readonly<Record<string, unknown>>;
}

export interface CostAllocationResultJson {
    readonly allocation_id: string;
    readonly tenant_id: string;
    readonly period_start: number;
    readonly period_end: number;
    readonly breakdown: Readonly<Record<string, string>>;
    readonly total_allocated: string;
    readonly allocation_metadata: Readonly<Record<string, unknown>>;
}

export class CostAllocationService {
    #private;
    constructor(ports: CostAllocationPorts, options?: CostAllocationOptions);
    allocateBill(period: Period, rules?: ReadonlyArray<AllocationRule>): TaskEither<CostServiceError, PeriodAllocation>;
    calculateTenantAllocation(tenantId: string, period: Period, rules?: ReadonlyArray<AllocationRule>): TaskEither<CostServiceError, CostAllocationResult>;
    allocateSharedCosts(sharedCost: MoneyInput, category: CostCategory, period: Period, strategy?: AllocationStrategy): TaskEither<CostServiceError, Readonly<Record<string, Decimal>>>;
    calculateAmortizedReservedCosts(tenantId: string, reservationId: string, period: Period): TaskEither<CostServiceError, Decimal>;
    getCostByTags(tenantId: string, tags: ReadonlyArray<CostTag>, period: Period): TaskEither<CostServiceError, Readonly<Record<string, Decimal>>>;
    createAllocationRule(rule: AllocationRuleDraft): TaskEither<CostServiceError, string>;
    detectCostAnomalies(tenantId: string, currentPeriodCost: MoneyInput, lookbackPeriods?: number): TaskEither<CostServiceError, ReadonlyArray<CostAnomaly>>;
    getHistoricalCosts(tenantId: string, periods?: number, granularity?: Exclude<Granularity, 'hourly'>): TaskEither<CostServiceError, ReadonlyArray<CostAllocationResult>>;
}

export const CostAnomaly: t.Type<CostAnomaly, CostAnomalyJson>;
export interface CostAnomaly {
    readonly tenantId: string;
    readonly severity: AnomalySeverity;
    readonly currentCost: Decimal;
    readonly baselineMean: Decimal;
    readonly baselineStdDev: Decimal;
    readonly zScore: number | null;
    readonly increase: Decimal;
    readonly relativeIncrease: number | null;
    readonly chance: number;
    readonly suggestedCauses: ReadonlyArray<CostCause>;
}

export type CostBasis = 'effective' | 'billed' | 'list' | 'contracted';

export const CostCategory: t.Type<CostCategory>;
export type CostCategory = 'compute' | 'storage' | 'network' | 'shared' | 'reserved' | 'support';

export type CostServiceError = CostAllocationError | UnknownTenant | UnknownReservation | ForeignReservation | MissingPort | UnknownTimeZone | PortFailure | ForeignTenant | Cancelled;

export const CostTag: t.Type<CostTag, CostTag>;
export interface CostTag {
    readonly key: string;
    readonly value: string;
}

export const CustomModelConfig: t.Type<CustomModelConfig, object>;
export interface CustomModelConfig {
    readonly models?: ReadonlyArray<string>;
    readonly periods?: ReadonlyArray<number>;
    readonly transform?: 'none' | 'log';
    readonly bounds?: readonly [
        low: number | null,
        high: number | null
    ];
    readonly granularity?: ForecastGranularity;
    readonly scoredSteps?: number;
    readonly force?: boolean;
}

export type CustomModelWorse = TaggedError<'CustomModelWorse', {
    readonly metric: string;
    readonly mase: number;
    readonly defaultMase: number;
    readonly origins: number;
}>;

export type CyclicConfig = TaggedError<'CyclicConfig', {
    readonly side: 'desired' | 'actual';
    readonly path: string;
}>;

export const DRIFT_SEVERITIES: readonly [
    'cosmetic',
    'functional',
    'security',
    'critical'
];

export const DRIFT_TYPES: readonly [
    'value_changed',
    'key_added',
    'key_removed',
    'type_mismatch',
    'resource_missing',
    'resource_extra'
];

export const Decimal: typeof DecimalJs;
export type Decimal = DecimalJs;

export interface DecimalColumn {
    readonly units: BigInt64Array | Float64Array;
    readonly scale: number;
}

export const DeclaredResource: t.Type<DeclaredResource, object>;
export interface DeclaredResource extends ResourceReference {
    readonly configuration: unknown;
    readonly marks?: ResourceMarks;
    readonly dependsOn?: readonly string[];
}

export type DecodeError = TaggedError<'DecodeError', {
    readonly what: string;
    readonly issues: readonly DecodeIssue[];
}>;

export interface DecodeIssue {
    readonly path: string;
    readonly message: string;
}

export const Delivery: t.Type<Delivery, object>;
export interface Delivery {
    readonly target: 'reconciler' | 'compliance';
    readonly idempotencyKey: string;
    readonly deliveredAt: EpochSeconds | null;
}

export interface DictionaryColumn<Name> {
    readonly codes: Uint8Array | Uint16Array | Uint32Array;
    readonly names: readonly Name[];
}

export type DifferenceType = 'value_changed' | 'key_added' | 'key_removed' | 'type_mismatch';

export class DriftDetector {
    #private;
    constructor(ports: DriftPorts, options?: DriftDetectorOptions);
    detectResourceDrift(resource: ResourceName, desired: unknown, actual: unknown): Either<DetectionError, readonly DriftRecord[]>;
    scanTenantResources(tenantId: string, resourceTypes?: readonly string[], options?: ScanOptions): TaskEither<ScanError | InvalidRule, DriftReport>;
    classifyDriftSeverity(drift: DriftRecord): DriftSeverity;
    generateRemediationPlan(drifts: readonly DriftRecord[]): readonly RemediationAction[];
    registerComparator(pattern: string, comparator: ComparatorName | Comparator | Equivalence): void;
    markFieldUnordered(pattern: string): void;
    addSeverityRule(resourceType: string, pattern: string, severity: DriftSeverity): void;
    getDriftHistory(resource: string | {
        readonly resourceId: string;
        readonly tenantId?: string;
    }, since?: number): TaskEither<DriftHistoryError, readonly DriftRecord[]>;
}

export type DriftError = CompareError | PatchRefused | RedactedPatch | AmbiguousResource | TamperedHistory | DuplicateResource | InvalidTerraform;

export const DriftRecord: t.Type<DriftRecord, object>;
export interface DriftRecord {
    readonly driftId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly tenantId: string;
    readonly driftType: DriftType;
    readonly severity: DriftSeverity;
    readonly configPath: string;
    readonly pointer: string;
    readonly actualPointer: string;
    readonly desiredValue?: unknown;
    readonly actualValue?: unknown;
    readonly detectedAt: EpochSeconds;
    readonly remediationAction: string;
    readonly autoRemediable: boolean;
    readonly reasons: readonly string[];
    readonly exposure?: ExposureChange;
    readonly exposedSecret?: string;
    readonly redacted?: boolean;
    readonly lossy?: boolean;
    readonly createOnly?: boolean;
    readonly dependsOn?: readonly string[];
}

export const DriftReport: t.Type<DriftReport, object>;
export interface DriftReport {
    readonly reportId: string;
    readonly tenantId: string;
    readonly resourceIds: readonly string[];
    readonly drifts: readonly DriftRecord[];
    readonly scanStartedAt: EpochSeconds;
    readonly scanCompletedAt: EpochSeconds;
    readonly summary: SeveritySummary;
    readonly coverage: ScanCoverage;
    readonly failures: readonly ScanFailure[];
    readonly outcomes: readonly ResourceOutcome[];
    readonly suppressed: readonly SuppressedDrift[];
    readonly suppressionNotices: readonly SuppressionNotice[];
    readonly folds: Readonly<Record<string, number>>;
}

export const DriftSeverity: t.Type<DriftSeverity>;
export type DriftSeverity = (typeof DRIFT_SEVERITIES)[number];

export const DriftType: t.Type<DriftType>;
export type DriftType = (typeof DRIFT_TYPES)[number];

export type DuplicateId = TaggedError<'DuplicateId', {
    readonly what: string;
    readonly id: string;
}>;

export type DuplicateResource = TaggedError<'DuplicateResource', {
    readonly resourceId: string;
    readonly side: 'desired' | 'actual';
}>;

export type Either<L, A> = FpEither<L, A>;

export const Episode: t.Type<Episode, object>;
export interface Episode {
    readonly episodeId: string;
    readonly configPath: string;
    readonly driftType: DriftType;
    readonly severity: DriftSeverity;
    readonly firstSeenAt: EpochSeconds;
    readonly openedAt: EpochSeconds;
    readonly lastSeenAt: EpochSeconds;
    readonly closedAt: EpochSeconds | null;
    readonly closedBy: EpisodeClosing | null;
    readonly openings: number;
    readonly recentOpenings: readonly EpochSeconds[];
    readonly secondsOpen: number;
    readonly valueDigest: string;
    readonly deliveries: readonly Delivery[];
}

export type EpisodeClosing = 'resolved' | 'suppressed';

export type EpochSeconds = number & {
    readonly [epochSecondsBrand]: true;
};

export const Escalation: t.Type<Escalation, object>;
export interface Escalation {
    readonly idempotencyKey: string;
    readonly tenantId: string;
    readonly drift: DriftRecord;
    readonly episode: Episode;
}

export const ExchangeRate: t.Type<ExchangeRate, ExchangeRateJson>;
export interface ExchangeRate {
    readonly from: string;
    readonly to: string;
    readonly month: string;
    readonly rate: Decimal;
}

export interface ExchangeRateJson {
    readonly from: string;
    readonly to: string;
    readonly month: string;
    readonly rate: string;
}

export const ExposureChange: t.Type<ExposureChange, object>;
export interface ExposureChange {
    readonly opened: readonly ReachableRegion[];
    readonly toTheWorld: boolean;
    readonly unchanged: boolean;
}

export const FORECAST_GRANULARITIES: readonly [
    'hourly',
    'daily',
    'weekly',
    'monthly'
];

export const ForecastAccuracy: t.Type<ForecastAccuracy, object>;
export interface ForecastAccuracy extends AccuracyFigures {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly forecasts: number;
    readonly byHorizon: ReadonlyArray<AccuracyAtHorizon>;
    readonly trackingSignal: number | null;
    readonly retrain: boolean;
    readonly reasons: ReadonlyArray<string>;
}

export type ForecastError = UnusableSeries | InvalidForecastOption | UnknownForecastModel | ForecastModelFailed;

export const ForecastGranularity: t.Type<ForecastGranularity>;
export type ForecastGranularity = (typeof FORECAST_GRANULARITIES)[number];

export type ForecastModelFailed = TaggedError<'ForecastModelFailed', {
    readonly model: string;
    readonly reason: string;
}>;

export const ForecastResult: t.Type<ForecastResult, object>;
export interface ForecastResult {
    readonly forecastId: string;
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly granularity: ForecastGranularity;
    readonly predictions: ReadonlyArray<readonly [
        EpochSeconds,
        number
    ]>;
    readonly lowerBoundP10: ReadonlyArray<number>;
    readonly upperBoundP90: ReadonlyArray<number>;
    readonly quantiles: Readonly<Record<string, ReadonlyArray<number>>>;
    readonly modelType: string;
    readonly seasonalityDetected: SeasonalityType;
    readonly confidenceScore: number;
    readonly generatedAt: EpochSeconds;
    readonly aggregation?: UsageAggregation;
    readonly trainedFrom?: EpochSeconds;
    readonly trainedUntil?: EpochSeconds;
    readonly regimeChangedAt?: EpochSeconds;
    readonly seasonalNaive?: ReadonlyArray<number>;
    readonly naiveError?: number;
}

export type ForeignReservation = TaggedError<'ForeignReservation', {
    readonly reservationId: string;
    readonly tenantId: string;
    readonly owner: string;
}>;

export type ForeignTenant = TaggedError<'ForeignTenant', {
    readonly port: string;
    readonly method: string;
    readonly expected: string;
    readonly got: unknown;
}>;

export type Granularity = 'hourly' | 'daily' | 'weekly' | 'monthly';

export const HistoryEntry: t.Type<HistoryEntry, object>;
export interface HistoryEntry {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly sequence: number;
    readonly recordedAt: EpochSeconds;
    readonly records: readonly DriftRecord[];
    readonly episodes: readonly Episode[];
    readonly previousHash: string;
    readonly hash: string;
}

export interface IdSource {
    next(): string;
}

export type InsufficientHistory = TaggedError<'InsufficientHistory', {
    readonly metric: string;
    readonly days: number;
    readonly neededDays: number;
    readonly points: number;
}>;

export type InvalidAllocationRule = TaggedError<'InvalidAllocationRule', {
    readonly ruleId: string;
    readonly reason: string;
    readonly value: unknown;
}>;

export type InvalidCharge = TaggedError<'InvalidCharge', {
    readonly chargeId: string;
    readonly reason: string;
}>;

export type InvalidColumns = TaggedError<'InvalidColumns', {
    readonly column: string;
    readonly value: unknown;
    readonly expected: string;
    readonly row?: number;
}>;

export type InvalidCostCsv = TaggedError<'InvalidCostCsv', {
    readonly row?: number;
    readonly column?: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidCostOption = TaggedError<'InvalidCostOption', {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidCostRow = TaggedError<'InvalidCostRow', {
    readonly row: number;
    readonly field: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidDecimal = TaggedError<'InvalidDecimal', {
    readonly value: unknown;
    readonly reason: string;
}>;

export type InvalidForecastOption = TaggedError<'InvalidForecastOption', {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidInstant = TaggedError<'InvalidInstant', {
    readonly value: unknown;
    readonly reason: string;
}>;

export type InvalidPath = TaggedError<'InvalidPath', {
    readonly text: unknown;
    readonly at: number;
    readonly expected: string;
}>;

export type InvalidPeriod = TaggedError<'InvalidPeriod', {
    readonly start: unknown;
    readonly end: unknown;
    readonly reason: string;
}>;

export type InvalidReservation = TaggedError<'InvalidReservation', {
    readonly reservationId: string;
    readonly reason: string;
}>;

export type InvalidReservationTerm = TaggedError<'InvalidReservationTerm', {
    readonly termMonths: unknown;
}>;

export type InvalidRule = TaggedError<'InvalidRule', {
    readonly what: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidTerraform = TaggedError<'InvalidTerraform', {
    readonly what: string;
    readonly reason: string;
}>;

export interface Launch {
    readonly workload: WorkloadAmounts;
    readonly at?: EpochSeconds;
    readonly rampDays?: number;
    readonly uncertainty?: number;
    readonly driver?: 'own' | 'traffic';
}

export type MaybePromise<A> = A | Promise<A>;

export type MissingPort = TaggedError<'MissingPort', {
    readonly port: string;
    readonly purpose: string;
}>;

export type MissingRate = TaggedError<'MissingRate', {
    readonly from: string;
    readonly to: string;
    readonly month: string;
}>;

export type MissingWeights = TaggedError<'MissingWeights', {
    readonly ruleId: string;
    readonly strategy: string;
    readonly needs: string;
}>;

export type MixedCurrencies = TaggedError<'MixedCurrencies', {
    readonly currencies: readonly string[];
}>;

export type MoneyInput = string | bigint | Decimal;

export interface Observation {
    readonly name: string;
    readonly tenantId?: string;
    readonly outcome: 'ok' | 'failed';
    readonly errorTag?: string;
}

export const ObservedConfiguration: t.Type<ObservedConfiguration, object>;
export interface ObservedConfiguration {
    readonly configuration: unknown;
    readonly marks?: ResourceMarks;
}

export interface Observer {
    start(name: string, tenantId?: string): (observation: Observation) => void;
}

export type Option<A> = FpOption<A>;

export type OverlappingOwners = TaggedError<'OverlappingOwners', {
    readonly resourceId: string;
    readonly first: {
        readonly tenantId: string;
        readonly start: number;
        readonly end: number | null;
    };
    readonly second: {
        readonly tenantId: string;
        readonly start: number;
        readonly end: number | null;
    };
}>;

export const Ownership: t.Type<Ownership, OwnershipJson>;
export interface Ownership {
    readonly resourceId: string;
    readonly tenantId: string;
    readonly start: number;
    readonly end: number | null;
}

export interface OwnershipJson {
    readonly resource_id: string;
    readonly tenant_id: string;
    readonly start: number;
    readonly end: number | null;
}

export const PAYMENT_OPTIONS: readonly [
    'no_upfront',
    'partial_upfront',
    'all_upfront'
];

export const PatchOperation: t.Type<PatchOperation, object>;
export interface PatchOperation {
    readonly op: 'test' | 'add' | 'replace' | 'remove';
    readonly path: string;
    readonly value?: unknown;
}

export type PatchRefused = TaggedError<'PatchRefused', {
    readonly path: string;
    readonly reason: string;
}>;

export const PaymentOption: t.Type<PaymentOption>;
export type PaymentOption = (typeof PAYMENT_OPTIONS)[number];

export interface Period {
    readonly start: Date;
    readonly end: Date;
}

export type PoolCycle = TaggedError<'PoolCycle', {
    readonly pools: readonly string[];
}>;

export type PortFailure = TaggedError<'PortFailure', {
    readonly port: string;
    readonly method: string;
    readonly reason: string;
}>;

export const RECOMMENDATION_URGENCIES: readonly [
    'exhausted',
    'within_week',
    'within_horizon',
    'headroom',
    'scale_down'
];

export const REGIME_CHANGE_DIRECTIONS: readonly [
    'up',
    'down'
];

export const REGIME_CHANGE_KINDS: readonly [
    'level',
    'trend',
    'variance',
    'season'
];

export const RESERVATION_TERMS: readonly [
    12,
    36
];

export const RESOURCE_METRICS: readonly [
    'cpu_utilization',
    'memory_utilization',
    'storage_used_gb',
    'network_bandwidth_mbps',
    'instance_count',
    'request_rate'
];

export const ReachableRegion: t.Type<ReachableRegion, object>;
export interface ReachableRegion {
    readonly direction: string;
    readonly protocol: string;
    readonly ports: string;
    readonly addresses: string;
}

export const RecommendationUrgency: t.Type<RecommendationUrgency>;
export type RecommendationUrgency = (typeof RECOMMENDATION_URGENCIES)[number];

export const Reconciliation: t.Type<Reconciliation, object>;
export interface Reconciliation {
    readonly idempotencyKey: string;
    readonly tenantId: string;
    readonly drifts: readonly DriftRecord[];
    readonly action: RemediationAction;
}

export const RecordedValue: t.Type<unknown, unknown>;

export type RedactedPatch = TaggedError<'RedactedPatch', {
    readonly path: string;
}>;

export const RedactedValue: t.Type<RedactedValue, object>;
export interface RedactedValue {
    readonly redacted: true;
    readonly length: number;
    readonly digest: string;
}

export const RegimeChangeDirection: t.Type<RegimeChangeDirection>;
export type RegimeChangeDirection = (typeof REGIME_CHANGE_DIRECTIONS)[number];

export const RegimeChangeEvent: t.Type<RegimeChangeEvent, RegimeChangeEventJson>;
export interface RegimeChangeEvent {
    readonly timestamp: EpochSeconds;
    readonly kind: RegimeChangeKind;
    readonly direction: RegimeChangeDirection;
    readonly magnitude: number;
    readonly confidence: number;
    readonly before: RegimeSummary;
    readonly after: RegimeSummary;
}

export const RegimeChangeKind: t.Type<RegimeChangeKind>;
export type RegimeChangeKind = (typeof REGIME_CHANGE_KINDS)[number];

export const RegimeSummary: t.Type<RegimeSummary, RegimeSummaryJson>;
export interface RegimeSummary {
    readonly level: number;
    readonly slopePerDay: number;
    readonly spread: number;
    readonly seasonSpread: number;
    readonly points: number;
}

export const RemediationAction: t.Type<RemediationAction, object>;
export interface RemediationAction {
    readonly actionType: RemediationType;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly tenantId: string;
    readonly configChanges: Readonly<Record<string, ConfigChange>>;
    readonly patch: readonly PatchOperation[];
    readonly inversePatch: readonly PatchOperation[];
    readonly severity: DriftSeverity;
    readonly requiresApproval: boolean;
    readonly reason: string;
    readonly mayLoseData: boolean;
    readonly order: number;
    readonly driftIds: readonly string[];
}

export const RemediationType: t.Type<RemediationType>;
export type RemediationType = 'update' | 'delete' | 'create' | 'replace';

export const Reservation: t.Type<Reservation, ReservationJson>;
export interface Reservation {
    readonly reservationId: string;
    readonly tenantId: string;
    readonly upfrontCost: Decimal;
    readonly recurringCost?: Decimal;
    readonly recurringPayments?: number;
    readonly currency?: string;
    readonly start: number;
    readonly end: number;
    readonly cancelledAt?: number | null;
}

export interface ReservationJson {
    readonly reservation_id: string;
    readonly tenant_id: string;
    readonly upfront_cost: string;
    readonly recurring_cost?: string;
    readonly recurring_payments?: number;
    readonly currency?: string;
    readonly start: number;
    readonly end: number;
    readonly cancelled_at?: number | null;
}

export const ReservationOffer: t.Type<ReservationOffer, object>;
export interface ReservationOffer {
    readonly offerId: string;
    readonly termMonths: ReservationTerm;
    readonly paymentOption: PaymentOption;
    readonly upfront: Decimal;
    readonly hourly: Decimal;
}

export interface ReservationOfferSavings {
    readonly offerId: string;
    readonly paymentOption: PaymentOption;
    readonly effectiveHourly: Decimal;
    readonly breakEvenUtilization: number;
    readonly recommendedReservedUnits: number;
    readonly expectedSavings: Decimal;
    readonly p10Savings: Decimal;
    readonly expectedUtilization: number;
}

export const ReservationTerm: t.Type<ReservationTerm>;
export type ReservationTerm = (typeof RESERVATION_TERMS)[number];

export const ReservedCapacitySavings: t.Type<ReservedCapacitySavings, object>;
export interface ReservedCapacitySavings {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly currency: string;
    readonly reservationTermMonths: ReservationTerm;
    readonly recommendedReservedUnits: number;
    readonly recommendedOfferId: string | null;
    readonly estimatedSavings: Decimal;
    readonly p10Savings: Decimal;
    readonly breakEvenUtilization: number | null;
    readonly onDemandCost: Decimal;
    readonly costWithReservation: Decimal;
    readonly termHours: number;
    readonly offers: ReadonlyArray<ReservationOfferSavings>;
}

export const ResourceMarks: t.Type<ResourceMarks, object>;
export interface ResourceMarks {
    readonly sensitive?: readonly string[];
    readonly unordered?: readonly string[];
    readonly computed?: readonly string[];
    readonly createOnly?: readonly string[];
}

export const ResourceMetric: t.Type<ResourceMetric>;
export type ResourceMetric = (typeof RESOURCE_METRICS)[number];

export const ResourceOutcome: t.Type<ResourceOutcome, object>;
export interface ResourceOutcome {
    readonly resourceId: string;
    readonly resourceType: string;
    readonly status: ResourceStatus;
    readonly reason?: string;
}

export const ResourcePrice: t.Type<ResourcePrice, object>;
export interface ResourcePrice {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly currency: string;
    readonly onDemandHourly: Decimal;
    readonly offers?: ReadonlyArray<ReservationOffer>;
}

export const ResourceReference: t.Type<ResourceReference, object>;
export interface ResourceReference {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly provider?: string;
}

export type ResourceStatus = 'in_sync' | 'drifted' | 'missing' | 'extra' | 'unreadable';

export interface Retirement {
    readonly workloadId: string;
    readonly at?: EpochSeconds;
}

export const SEASONALITY_TYPES: readonly [
    'none',
    'daily',
    'weekly',
    'monthly',
    'yearly'
];

export const ScanCoverage: t.Type<ScanCoverage, object>;
export interface ScanCoverage {
    readonly total: number;
    readonly inSync: number;
    readonly drifted: number;
    readonly missing: number;
    readonly extra: number;
    readonly unreadable: number;
    readonly fraction: number;
}

export const ScanFailure: t.Type<ScanFailure, object>;
export interface ScanFailure {
    readonly stage: 'list' | 'read' | 'compare' | 'history' | 'deliver' | 'suppressions';
    readonly resourceId?: string;
    readonly errorTag: string;
    readonly message: string;
}

export const SeasonalityType: t.Type<SeasonalityType>;
export type SeasonalityType = (typeof SEASONALITY_TYPES)[number];

export const SeveritySummary: t.Type<SeveritySummary, object>;
export interface SeveritySummary {
    readonly cosmetic: number;
    readonly functional: number;
    readonly security: number;
    readonly critical: number;
}

export const SuppressedDrift: t.Type<SuppressedDrift, object>;
export interface SuppressedDrift {
    readonly suppressionId: string;
    readonly drift: DriftRecord;
}

export const Suppression: t.Type<Suppression, object>;
export interface Suppression {
    readonly suppressionId: string;
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly pattern: string;
    readonly owner: string;
    readonly reason: string;
    readonly createdAt: EpochSeconds;
    readonly expiresAt: EpochSeconds;
    readonly pinnedValue?: unknown;
}

export const SuppressionNotice: t.Type<SuppressionNotice, object>;
export interface SuppressionNotice {
    readonly suppressionId: string;
    readonly owner: string;
    readonly kind: 'expiring' | 'expired' | 'dead' | 'unpinned' | 'refused';
    readonly expiresAt: EpochSeconds;
    readonly message: string;
}

export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
    readonly _tag: Tag;
} & Readonly<Facts>;

export type TamperedHistory = TaggedError<'TamperedHistory', {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}>;

export type TaskEither<L, A> = FpTaskEither<L, A>;

export const Tenant: t.Type<Tenant, TenantJson>;
export interface Tenant {
    readonly tenantId: string;
    readonly tier: string;
    readonly createdAt: number;
    readonly deletedAt: number | null;
    readonly tierChanges?: ReadonlyArray<TierChange>;
}

export interface TenantJson {
    readonly tenant_id: string;
    readonly tier: string;
    readonly created_at: number;
    readonly deleted_at: number | null;
    readonly tier_changes?: ReadonlyArray<TierChange>;
}

export interface TierChange {
    readonly tier: string;
    readonly from: number;
}

export const TrainedModel: t.Type<TrainedModel, object>;
export interface TrainedModel {
    readonly modelId: string;
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly config: CustomModelConfig;
    readonly trainingHash: string;
    readonly trainingPoints: number;
    readonly trainedFrom: EpochSeconds;
    readonly trainedUntil: EpochSeconds;
    readonly trainedAt: EpochSeconds;
    readonly mase: number;
    readonly defaultMase: number;
    readonly origins: number;
}

export const UNALLOCATED = "__unallocated__";

export type UnknownCapacity = TaggedError<'UnknownCapacity', {
    readonly tenantId: string;
    readonly metric: string;
}>;

export type UnknownCurrency = TaggedError<'UnknownCurrency', {
    readonly currency: unknown;
}>;

export type UnknownForecastModel = TaggedError<'UnknownForecastModel', {
    readonly model: string;
    readonly known: readonly string[];
}>;

export type UnknownPrice = TaggedError<'UnknownPrice', {
    readonly tenantId: string;
    readonly metric: string;
}>;

export type UnknownReservation = TaggedError<'UnknownReservation', {
    readonly reservationId: unknown;
}>;

export type UnknownTenant = TaggedError<'UnknownTenant', {
    readonly tenantId: unknown;
}>;

export type UnknownTimeZone = TaggedError<'UnknownTimeZone', {
    readonly zone: unknown;
}>;

export type UnknownWorkload = TaggedError<'UnknownWorkload', {
    readonly tenantId: string;
    readonly workloadId: string;
}>;

export type UnreadableConfig = TaggedError<'UnreadableConfig', {
    readonly path: string;
    readonly reason: string;
}>;

export type UnsoundRecord = TaggedError<'UnsoundRecord', {
    readonly findings: readonly string[];
}>;

export type UnusableSeries = TaggedError<'UnusableSeries', {
    readonly found: string;
    readonly expected: string;
}>;

export const UsageAggregation: t.Type<UsageAggregation>;
export type UsageAggregation = 'mean' | 'maximum';

export const UsageDataPoint: t.Type<UsageDataPoint, UsageDataPointJson>;
export interface UsageDataPoint {
    readonly timestamp: number;
    readonly value: number;
    readonly metadata?: Readonly<Record<string, unknown>>;
}

export const UsageSeries: t.Type<UsageSeries, object>;
export interface UsageSeries {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly points: ReadonlyArray<UsageDataPoint>;
}

export type WeightMode = 'weight' | 'percent';

export const WhatIfScenario: t.Type<WhatIfScenario, object>;
export interface WhatIfScenario {
    readonly trafficMultiplier?: number;
    readonly newWorkload?: WorkloadAmounts | ReadonlyArray<WorkloadAmounts>;
    readonly removeWorkloadId?: string | ReadonlyArray<string>;
    readonly launches?: ReadonlyArray<Launch>;
    readonly retirements?: ReadonlyArray<Retirement>;
    readonly metrics?: ReadonlyArray<ResourceMetric>;
    readonly horizonDays?: number;
    readonly granularity?: ForecastGranularity;
}

export const Workload: t.Type<Workload, object>;
export interface Workload {
    readonly tenantId: string;
    readonly workloadId: string;
    readonly demand: ReadonlyArray<WorkloadDemand>;
}

export type WorkloadAmounts = Readonly<Record<string, number>>;

export const WorkloadDemand: t.Type<WorkloadDemand, object>;
export interface WorkloadDemand {
    readonly metric: ResourceMetric;
    readonly level: number;
    readonly spread?: number;
    readonly points?: ReadonlyArray<UsageDataPoint>;
}

export type ZeroWeightPolicy = 'equal' | 'unallocated' | 'error';

export type ZeroWeights = TaggedError<'ZeroWeights', {
    readonly ruleId: string;
    readonly driver: string;
}>;

export function allocatePeriod(input: AllocationInput): Either<CostAllocationError, PeriodAllocation>;

export const ambiguousResource: (facts: {
    readonly resourceId: string;
}, cause?: unknown) => AmbiguousResource;

export function amortize(reservation: Reservation, period: Period, scale?: number): Either<AmortizationError, Decimal>;

export function applyRemediation(actual: unknown, action: RemediationAction, secrets?: RemediationSecrets): Either<PatchRefused | RedactedPatch, unknown>;

export function apportion(total: MoneyInput, weights: ReadonlyArray<MoneyInput>, options?: ApportionOptions): Either<ApportionError, ReadonlyArray<Decimal>>;

export const apportionError: (facts: {
    readonly reason: string;
    readonly value: unknown;
    readonly index?: number;
}, cause?: unknown) => ApportionError;

export const cancelled: (facts: {
    readonly what: string;
}, cause?: unknown) => Cancelled;

export const closedPools: (facts: {
    readonly pools: readonly string[];
}, cause?: unknown) => ClosedPools;

export function compareConfigs(desired: unknown, actual: unknown, rules?: DriftRules): Either<CompareError, readonly ConfigDifference[]>;

export const customModelWorse: (facts: {
    readonly metric: string;
    readonly mase: number;
    readonly defaultMase: number;
    readonly origins: number;
}, cause?: unknown) => CustomModelWorse;

export const cyclicConfig: (facts: {
    readonly side: 'desired' | 'actual';
    readonly path: string;
}, cause?: unknown) => CyclicConfig;

export const decodeError: (facts: {
    readonly what: string;
    readonly issues: readonly DecodeIssue[];
}, cause?: unknown) => DecodeError;

export function detectChangePoints(values: ArrayLike<number>, options?: ChangePointOptions): number[];

export function detectSeasonality(points: ReadonlyArray<UsageDataPoint>): Seasonality;

export function driftRules(spec: DriftRuleSpec): Either<InvalidRule, DriftRules>;

export const duplicateId: (facts: {
    readonly what: string;
    readonly id: string;
}, cause?: unknown) => DuplicateId;

export const duplicateResource: (facts: {
    readonly resourceId: string;
    readonly side: 'desired' | 'actual';
}, cause?: unknown) => DuplicateResource;

export function forecastMany(jobs: Iterable<ForecastJob> | AsyncIterable<ForecastJob>, options?: ForecastManyOptions): AsyncGenerator<ForecastAnswer, void, undefined>;

export const forecastModelFailed: (facts: {
    readonly model: string;
    readonly reason: string;
}, cause?: unknown) => ForecastModelFailed;

export function forecastSeries(values: ArrayLike<number>, options: ForecastOptions): Either<ForecastError, SeriesForecast>;

export const foreignReservation: (facts: {
    readonly reservationId: string;
    readonly tenantId: string;
    readonly owner: string;
}, cause?: unknown) => ForeignReservation;

export const foreignTenant: (facts: {
    readonly port: string;
    readonly method: string;
    readonly expected: string;
    readonly got: unknown;
}, cause?: unknown) => ForeignTenant;

export function formatDecimal(amount: Decimal): string;

export const insufficientHistory: (facts: {
    readonly metric: string;
    readonly days: number;
    readonly neededDays: number;
    readonly points: number;
}, cause?: unknown) => InsufficientHistory;

export const invalidAllocationRule: (facts: {
    readonly ruleId: string;
    readonly reason: string;
    readonly value: unknown;
}, cause?: unknown) => InvalidAllocationRule;

export const invalidCharge: (facts: {
    readonly chargeId: string;
    readonly reason: string;
}, cause?: unknown) => InvalidCharge;

export const invalidColumns: (facts: {
    readonly column: string;
    readonly value: unknown;
    readonly expected: string;
    readonly row?: number;
}, cause?: unknown) => InvalidColumns;

export const invalidCostCsv: (facts: {
    readonly row?: number;
    readonly column?: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidCostCsv;

export const invalidCostOption: (facts: {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidCostOption;

export const invalidCostRow: (facts: {
    readonly row: number;
    readonly field: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidCostRow;

export const invalidDecimal: (facts: {
    readonly value: unknown;
    readonly reason: string;
}, cause?: unknown) => InvalidDecimal;

export const invalidForecastOption: (facts: {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidForecastOption;

export const invalidInstant: (facts: {
    readonly value: unknown;
    readonly reason: string;
}, cause?: unknown) => InvalidInstant;

export const invalidPath: (facts: {
    readonly text: unknown;
    readonly at: number;
    readonly expected: string;
}, cause?: unknown) => InvalidPath;

export const invalidPeriod: (facts: {
    readonly start: unknown;
    readonly end: unknown;
    readonly reason: string;
}, cause?: unknown) => InvalidPeriod;

export const invalidReservation: (facts: {
    readonly reservationId: string;
    readonly reason: string;
}, cause?: unknown) => InvalidReservation;

export const invalidReservationTerm: (facts: {
    readonly termMonths: unknown;
}, cause?: unknown) => InvalidReservationTerm;

export const invalidRule: (facts: {
    readonly what: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidRule;

export const invalidTerraform: (facts: {
    readonly what: string;
    readonly reason: string;
}, cause?: unknown) => InvalidTerraform;

export const isAmbiguousResource: (value: unknown) => value is AmbiguousResource;

export const isApportionError: (value: unknown) => value is ApportionError;

export const isCancelled: (value: unknown) => value is Cancelled;

export const isClosedPools: (value: unknown) => value is ClosedPools;

export const isCustomModelWorse: (value: unknown) => value is CustomModelWorse;

export const isCyclicConfig: (value: unknown) => value is CyclicConfig;

export const isDecodeError: (value: unknown) => value is DecodeError;

export const isDuplicateId: (value: unknown) => value is DuplicateId;

export const isDuplicateResource: (value: unknown) => value is DuplicateResource;

export const isForecastModelFailed: (value: unknown) => value is ForecastModelFailed;

export const isForeignReservation: (value: unknown) => value is ForeignReservation;

export const isForeignTenant: (value: unknown) => value is ForeignTenant;

export const isInsufficientHistory: (value: unknown) => value is InsufficientHistory;

export const isInvalidAllocationRule: (value: unknown) => value is InvalidAllocationRule;

export const isInvalidCharge: (value: unknown) => value is InvalidCharge;

export const isInvalidColumns: (value: unknown) => value is InvalidColumns;

export const isInvalidCostCsv: (value: unknown) => value is InvalidCostCsv;

export const isInvalidCostOption: (value: unknown) => value is InvalidCostOption;

export const isInvalidCostRow: (value: unknown) => value is InvalidCostRow;

export const isInvalidDecimal: (value: unknown) => value is InvalidDecimal;

export const isInvalidForecastOption: (value: unknown) => value is InvalidForecastOption;

export const isInvalidInstant: (value: unknown) => value is InvalidInstant;

export const isInvalidPath: (value: unknown) => value is InvalidPath;

export const isInvalidPeriod: (value: unknown) => value is InvalidPeriod;

export const isInvalidReservation: (value: unknown) => value is InvalidReservation;

export const isInvalidReservationTerm: (value: unknown) => value is InvalidReservationTerm;

export const isInvalidRule: (value: unknown) => value is InvalidRule;

export const isInvalidTerraform: (value: unknown) => value is InvalidTerraform;

export const isMissingPort: (value: unknown) => value is MissingPort;

export const isMissingRate: (value: unknown) => value is MissingRate;

export const isMissingWeights: (value: unknown) => value is MissingWeights;

export const isMixedCurrencies: (value: unknown) => value is MixedCurrencies;

export const isOverlappingOwners: (value: unknown) => value is OverlappingOwners;

export const isPatchRefused: (value: unknown) => value is PatchRefused;

export const isPoolCycle: (value: unknown) => value is PoolCycle;

export const isPortFailure: (value: unknown) => value is PortFailure;

export const isRedactedPatch: (value: unknown) => value is RedactedPatch;

export const isTamperedHistory: (value: unknown) => value is TamperedHistory;

export const isUnknownCapacity: (value: unknown) => value is UnknownCapacity;

export const isUnknownCurrency: (value: unknown) => value is UnknownCurrency;

export const isUnknownForecastModel: (value: unknown) => value is UnknownForecastModel;

export const isUnknownPrice: (value: unknown) => value is UnknownPrice;

export const isUnknownReservation: (value: unknown) => value is UnknownReservation;

export const isUnknownTenant: (value: unknown) => value is UnknownTenant;

export const isUnknownTimeZone: (value: unknown) => value is UnknownTimeZone;

export const isUnknownWorkload: (value: unknown) => value is UnknownWorkload;

export const isUnreadableConfig: (value: unknown) => value is UnreadableConfig;

export const isUnsoundRecord: (value: unknown) => value is UnsoundRecord;

export const isUnusableSeries: (value: unknown) => value is UnusableSeries;

export const isZeroWeights: (value: unknown) => value is ZeroWeights;

export function minorUnits(currency: string): Either<UnknownCurrency, number>;

export const missingPort: (facts: {
    readonly port: string;
    readonly purpose: string;
}, cause?: unknown) => MissingPort;

export const missingRate: (facts: {
    readonly from: string;
    readonly to: string;
    readonly month: string;
}, cause?: unknown) => MissingRate;

export const missingWeights: (facts: {
    readonly ruleId: string;
    readonly strategy: string;
    readonly needs: string;
}, cause?: unknown) => MissingWeights;

export const mixedCurrencies: (facts: {
    readonly currencies: readonly string[];
}, cause?: unknown) => MixedCurrencies;

export const moreSevere: (left: DriftSeverity, right: DriftSeverity) => DriftSeverity;

export const noObserver: Observer;

export const notAsExpected: (what: string, message: string, cause?: unknown) => DecodeError;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export const overlappingOwners: (facts: {
    readonly resourceId: string;
    readonly first: {
        readonly tenantId: string;
        readonly start: number;
        readonly end: number | null;
    };
    readonly second: {
        readonly tenantId: string;
        readonly start: number;
        readonly end: number | null;
    };
}, cause?: unknown) => OverlappingOwners;

export function parseDecimal(text: string): Either<InvalidDecimal, Decimal>;

export const patchRefused: (facts: {
    readonly path: string;
    readonly reason: string;
}, cause?: unknown) => PatchRefused;

export function period(start: Date, end: Date): Either<InvalidPeriod, Period>;

export const poolCycle: (facts: {
    readonly pools: readonly string[];
}, cause?: unknown) => PoolCycle;

export const portFailure: (facts: {
    readonly port: string;
    readonly method: string;
    readonly reason: string;
}, cause?: unknown) => PortFailure;

export const randomIds: IdSource;

export const redactedPatch: (facts: {
    readonly path: string;
}, cause?: unknown) => RedactedPatch;

export function show(value: unknown): string;

export function sum(amounts: Iterable<Decimal>): Decimal;

export const systemClock: Clock;

export const tamperedHistory: (facts: {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}, cause?: unknown) => TamperedHistory;

export function toDecimal(input: unknown): Either<InvalidDecimal, Decimal>;

export const unknownCapacity: (facts: {
    readonly tenantId: string;
    readonly metric: string;
}, cause?: unknown) => UnknownCapacity;

export const unknownCurrency: (facts: {
    readonly currency: unknown;
}, cause?: unknown) => UnknownCurrency;

export const unknownForecastModel: (facts: {
    readonly model: string;
    readonly known: readonly string[];
}, cause?: unknown) => UnknownForecastModel;

export const unknownPrice: (facts: {
    readonly tenantId: string;
    readonly metric: string;
}, cause?: unknown) => UnknownPrice;

export const unknownReservation: (facts: {
    readonly reservationId: unknown;
}, cause?: unknown) => UnknownReservation;

export const unknownTenant: (facts: {
    readonly tenantId: unknown;
}, cause?: unknown) => UnknownTenant;

export const unknownTimeZone: (facts: {
    readonly zone: unknown;
}, cause?: unknown) => UnknownTimeZone;

export const unknownWorkload: (facts: {
    readonly tenantId: string;
    readonly workloadId: string;
}, cause?: unknown) => UnknownWorkload;

export const unreadableConfig: (facts: {
    readonly path: string;
    readonly reason: string;
}, cause?: unknown) => UnreadableConfig;

export const unsoundRecord: (facts: {
    readonly findings: readonly string[];
}, cause?: unknown) => UnsoundRecord;

export const unusableSeries: (facts: {
    readonly found: string;
    readonly expected: string;
}, cause?: unknown) => UnusableSeries;

export const zeroWeights: (facts: {
    readonly ruleId: string;
    readonly driver: string;
}, cause?: unknown) => ZeroWeights;
