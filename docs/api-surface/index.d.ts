// @omnicloud/domain

export const ALLOCATION_STRATEGIES: readonly AllocationStrategy[];

export const ANOMALY_SEVERITIES: readonly [
    'low',
    'medium',
    'high',
    'critical'
];

export const AccuracyAtHorizon: Codec<AccuracyAtHorizon, AccuracyAtHorizonJson>;
export interface AccuracyAtHorizon extends AccuracyFigures {
    readonly fromDays: number;
    readonly untilDays: number;
}

export type AccuracyAtHorizonJson = WireForm<AccuracyAtHorizon>;

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

export const AllocationRule: Codec<AllocationRule, AllocationRuleJson>;
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

export const AllocationStrategy: Codec<AllocationStrategy>;
export type AllocationStrategy = 'proportional' | 'equal' | 'tiered' | 'custom';

export type AmbiguousResource = TaggedError<'AmbiguousResource', {
    readonly resourceId: string;
}>;

export type AmortizationError = InvalidReservation | InvalidPeriod | InvalidCostOption | UnknownCurrency | DecodeError;

export type AmortizedCostError = AmortizationError | ConditionsError | UnknownReservation | ForeignReservation | MissingPort | ForeignTenant | PortFailure | Cancelled;

export const AnomalySeverity: Codec<AnomalySeverity>;
export type AnomalySeverity = (typeof ANOMALY_SEVERITIES)[number];

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

export const Attribution: Codec<Attribution, AttributionJson>;
export interface Attribution {
    readonly principal: string;
    readonly at: EpochSeconds;
    readonly request: string;
    readonly action: string;
    readonly basis: 'field' | 'resource';
}

export type AttributionJson = WireForm<Attribution>;

export const AuditEvent: Codec<AuditEvent, AuditEventJson>;
export interface AuditEvent {
    readonly tenantId: string;
    readonly resources: readonly string[];
    readonly principal: string;
    readonly at: EpochSeconds;
    readonly request: string;
    readonly action: string;
    readonly fields?: readonly string[];
}

export type AuditEventJson = WireForm<AuditEvent>;

export const Baseline: Codec<Baseline, BaselineJson>;
export interface Baseline {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly configuration: unknown;
    readonly owner: string;
    readonly acceptedAt: EpochSeconds;
}

export type BaselineJson = WireForm<Baseline>;

export const BaselineReference: Codec<BaselineReference, BaselineReferenceJson>;
export interface BaselineReference {
    readonly owner: string;
    readonly acceptedAt: EpochSeconds;
}

export type BaselineReferenceJson = WireForm<BaselineReference>;

export type BillError = CostAllocationError | FetchError;

export const CATEGORY_FACTS: Readonly<Record<CostCategory, CategoryFacts>>;

export const COST_BASES: readonly [
    'effective',
    'billed',
    'list',
    'contracted'
];

export const COST_CATEGORIES: readonly CostCategory[];

export const COST_CAUSE_KINDS: readonly [
    'price',
    'usage',
    'new_resource',
    'gone_resource',
    'shared_rule',
    'other'
];

export const COST_VIEWS: readonly [
    'accrual',
    'cash'
];

export type Cancelled = TaggedError<'Cancelled', {
    readonly what: string;
}>;

export const CapacityExhaustion: Codec<CapacityExhaustion, CapacityExhaustionJson>;
export interface CapacityExhaustion {
    readonly capacity: number;
    readonly exhaustedNow: boolean;
    readonly p50Date: EpochSeconds | null;
    readonly p90Date: EpochSeconds | null;
    readonly p99Date: EpochSeconds | null;
    readonly probability: number;
    readonly horizonDays: number;
    readonly risk: readonly (readonly [
        EpochSeconds,
        number
    ])[];
}

export type CapacityExhaustionJson = WireForm<CapacityExhaustion>;

export class CapacityForecastEngine {
    #private;
    constructor(ports: CapacityForecastPorts, options?: CapacityForecastOptions);
    forecastMetric(tenantId: string, metric: ResourceMetric, horizonDays?: number, granularity?: ForecastGranularity): TaskEither<MetricForecastError, ForecastResult>;
    detectSeasonality(points: readonly UsageDataPoint[]): Seasonality;
    detectRegimeChange(points: readonly UsageDataPoint[], sensitivity?: number): readonly RegimeChangeEvent[];
    generateCapacityRecommendations(tenantId: string, forecast: ForecastResult | readonly ForecastResult[], headroomPercent?: number): TaskEither<EngineError | UnknownCapacity, readonly CapacityRecommendation[]>;
    projectCapacityExhaustion(tenantId: string, metric: ResourceMetric, currentCapacity: number): TaskEither<MetricForecastError, Option<EpochSeconds>>;
    explainCapacityExhaustion(tenantId: string, metric: ResourceMetric, currentCapacity: number): TaskEither<MetricForecastError, CapacityExhaustion>;
    runWhatIfScenario(tenantId: string, scenario: WhatIfScenario | Readonly<Record<string, unknown>>): TaskEither<MetricForecastError | UnknownWorkload, ScenarioForecasts>;
    estimateReservedCapacitySavings(tenantId: string, reservationTermMonths?: ReservationTerm, metric?: ResourceMetric): TaskEither<MetricForecastError | InvalidReservationTerm | UnknownPrice, ReservedCapacitySavings>;
    getHistoricalAccuracy(tenantId: string, metric: ResourceMetric, lookbackForecasts?: number): TaskEither<EngineError, ForecastAccuracy>;
    trainCustomModel(tenantId: string, metric: ResourceMetric, trainingData: readonly UsageDataPoint[], modelConfig?: CustomModelConfig): TaskEither<MetricForecastError | CustomModelWorse, string>;
}

export type CapacityForecastError = MetricForecastError | InvalidReservationTerm | UnknownCapacity | UnknownPrice | UnknownWorkload | CustomModelWorse;

export const CapacityLevel: Codec<CapacityLevel, CapacityLevelJson>;
export interface CapacityLevel {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly capacity: number;
    readonly resourceType?: string;
    readonly increment?: number;
    readonly provisionedUnits?: number;
}

export type CapacityLevelJson = WireForm<CapacityLevel>;

export const CapacityRecommendation: Codec<CapacityRecommendation, CapacityRecommendationJson>;
export interface CapacityRecommendation {
    readonly recommendationId: string;
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly resourceType: string;
    readonly urgency: RecommendationUrgency;
    readonly currentCapacity: number;
    readonly recommendedCapacity: number;
    readonly currentUnits?: number;
    readonly recommendedUnits?: number;
    readonly confidence: number;
    readonly reason: string;
    readonly projectedExhaustionDate: EpochSeconds | null;
    readonly estimatedMonthlyCostDelta: Decimal;
    readonly currency?: string;
}

export type CapacityRecommendationJson = WireForm<CapacityRecommendation>;

export const CarriedPool: Codec<CarriedPool, CarriedPoolJson>;
export interface CarriedPool {
    readonly poolId: string;
    readonly category: CostCategory;
    readonly shares: readonly CarriedShare[];
}

export interface CategoryFacts {
    readonly defaultDriver: 'usage' | 'directCost';
    readonly color: string;
    readonly focusServices: readonly string[];
}

export const Charge: Codec<Charge, ChargeJson>;
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
    readonly commitmentId?: string;
    readonly purchaseCost?: Decimal;
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
    readonly projectId?: DictionaryColumn<string | null>;
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
    readonly commitment_id?: string;
    readonly purchase_cost?: string;
    readonly tags: Readonly<Record<string, string>>;
}

export const ChargeTotal: Codec<ChargeTotal, ChargeTotalJson>;
export interface ChargeTotal {
    readonly tenantId: string | null;
    readonly poolId?: string;
    readonly category: CostCategory;
    readonly currency: string;
    readonly month: string;
    readonly interval: number;
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
    readonly interval: number;
    readonly cost: string;
    readonly usage_quantity?: string;
    readonly usage_unit?: string;
    readonly costly: boolean;
}

export interface Clock {
    now(): PointInTime;
}

export type ClosedPools = TaggedError<'ClosedPools', {
    readonly pools: readonly string[];
}>;

export interface Codec<A, O = A> extends IoTsType<A, O> {
    readonly decode: (value: unknown) => Either<CodecIssue[], A>;
}

export interface CodecContextEntry {
    readonly key: string;
    readonly type: CodecDecoder;
    readonly actual?: unknown;
}

export interface CodecDecoder {
    readonly name: string;
    readonly validate: (value: any, context: readonly CodecContextEntry[]) => Either<CodecIssue[], any>;
    readonly decode: (value: any) => Either<CodecIssue[], any>;
}

export interface CodecIssue {
    readonly value: unknown;
    readonly context: readonly CodecContextEntry[];
    readonly message?: string;
}

export type CompareError = InvalidPath | InvalidRule | CyclicConfig | UnreadableConfig;

export const ConfigChange: Codec<ConfigChange, ConfigChangeJson>;
export interface ConfigChange {
    readonly from?: unknown;
    readonly to?: unknown;
}

export type ConfigChangeJson = WireForm<ConfigChange>;

export interface ConfigDifference {
    readonly path: string;
    readonly segments: Path;
    readonly pointer: string;
    readonly actualSegments: Path;
    readonly driftType: DifferenceType;
    readonly desiredValue?: unknown;
    readonly actualValue?: unknown;
    readonly precisionLost?: true;
    readonly inner?: readonly ConfigDifference[];
}

export type CostAllocationError = ConditionsError | ChargesError | ConversionError | SharingError | AmortizationError;

export const CostAllocationResult: Codec<CostAllocationResult, CostAllocationResultJson>;
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
    readonly breakdown: Readonly<Record<CostCategory, string>>;
    readonly total_allocated: string;
    readonly allocation_metadata: Readonly<Record<string, unknown>>;
}

export class CostAllocationService {
    #private;
    constructor(ports: CostAllocationPorts, options?: CostAllocationOptions);
    allocateBill(period: PeriodInput, rules?: readonly AllocationRuleInput[]): TaskEither<BillError, PeriodAllocation>;
    calculateTenantAllocation(tenantId: string, period: PeriodInput, rules?: readonly AllocationRuleInput[]): TaskEither<BillError | UnknownTenant, CostAllocationResult>;
    allocateSharedCosts(sharedCost: MoneyInput, category: CostCategory, period: PeriodInput, strategy?: AllocationStrategy): TaskEither<SharedCostError, Readonly<Record<string, Decimal>>>;
    calculateAmortizedReservedCosts(tenantId: string, reservationId: string, period: PeriodInput): TaskEither<AmortizedCostError, Decimal>;
    getCostBreakdown<const Key extends CostKey>(tenantId: string, keys: readonly Key[], period: PeriodInput): TaskEither<BillError | UnknownTenant, readonly CostBreakdownRow<Key>[]>;
    getCostByTags(tenantId: string, tags: readonly CostTag[], period: PeriodInput): TaskEither<CostByTagsError, Readonly<Record<string, Decimal>>>;
    createAllocationRule(rule: AllocationRuleInput): TaskEither<CreateRuleError, string>;
    detectCostAnomalies(tenantId: string, currentPeriodCost: MoneyInput, lookbackPeriods?: number): TaskEither<CostHistoryError | InvalidDecimal, readonly CostAnomaly[]>;
    getHistoricalCosts(tenantId: string, periods?: number, granularity?: Exclude<Granularity, 'hourly'>): TaskEither<CostHistoryError, readonly CostAllocationResult[]>;
}

export const CostAnomaly: Codec<CostAnomaly, CostAnomalyJson>;
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
    readonly suggestedCauses: readonly CostCause[];
}

export interface CostAnomalyJson {
    readonly tenant_id: string;
    readonly severity: AnomalySeverity;
    readonly current_cost: string;
    readonly baseline_mean: string;
    readonly baseline_std_dev: string;
    readonly z_score: number | null;
    readonly increase: string;
    readonly relative_increase: number | null;
    readonly chance: number;
    readonly suggested_causes: readonly CostCauseJson[];
}

export type CostBasis = (typeof COST_BASES)[number];

export type CostByTagsError = ConditionsError | FetchError | ConversionError | UnknownTenant;

export const CostCategory: Codec<CostCategory>;
export type CostCategory = 'compute' | 'storage' | 'network' | 'shared' | 'reserved' | 'support';

export const CostCause: Codec<CostCause, CostCauseJson>;
export interface CostCause {
    readonly kind: CostCauseKind;
    readonly subject: string;
    readonly amount: Decimal;
    readonly reason: string;
}

export interface CostCauseJson {
    readonly kind: CostCauseKind;
    readonly subject: string;
    readonly amount: string;
    readonly reason: string;
}

export const CostCauseKind: Codec<CostCauseKind>;
export type CostCauseKind = (typeof COST_CAUSE_KINDS)[number];

export type CostHistoryError = BillError | UnknownTenant | UnknownTimeZone;

export type CostServiceError = BillError | InvalidDecimal | UnknownTenant | UnknownReservation | ForeignReservation | MissingPort | UnknownTimeZone;

export const CostTag: Codec<CostTag, CostTag>;
export interface CostTag {
    readonly key: string;
    readonly value: string;
}

export type CostView = (typeof COST_VIEWS)[number];

export type CreateRuleError = RuleError | InvalidCostOption | DecodeError | MissingPort | PortFailure | Cancelled;

export const CriticalAcceptance: Codec<CriticalAcceptance, CriticalAcceptanceJson>;
export interface CriticalAcceptance {
    readonly owner: string;
    readonly approvedBy: string;
    readonly expiresAt: EpochSeconds;
}

export type CriticalAcceptanceJson = WireForm<CriticalAcceptance>;

export const CustomModelConfig: Codec<CustomModelConfig, CustomModelConfigJson>;
export interface CustomModelConfig {
    readonly models?: readonly string[];
    readonly periods?: readonly number[];
    readonly transform?: 'none' | 'log';
    readonly bounds?: readonly [
        low: number | null,
        high: number | null
    ];
    readonly granularity?: ForecastGranularity;
    readonly scoredSteps?: number;
    readonly force?: boolean;
}

export type CustomModelConfigJson = WireForm<CustomModelConfig>;

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

export const Decimal: DecimalConstructor;
export interface Decimal extends DecimalJs {
    absoluteValue(): Decimal;
    abs(): Decimal;
    ceil(): Decimal;
    clampedTo(min: DecimalJs.Value, max: DecimalJs.Value): Decimal;
    clamp(min: DecimalJs.Value, max: DecimalJs.Value): Decimal;
    cosine(): Decimal;
    cos(): Decimal;
    cubeRoot(): Decimal;
    cbrt(): Decimal;
    dividedBy(n: DecimalJs.Value): Decimal;
    div(n: DecimalJs.Value): Decimal;
    dividedToIntegerBy(n: DecimalJs.Value): Decimal;
    divToInt(n: DecimalJs.Value): Decimal;
    floor(): Decimal;
    hyperbolicCosine(): Decimal;
    cosh(): Decimal;
    hyperbolicSine(): Decimal;
    sinh(): Decimal;
    hyperbolicTangent(): Decimal;
    tanh(): Decimal;
    inverseCosine(): Decimal;
    acos(): Decimal;
    inverseHyperbolicCosine(): Decimal;
    acosh(): Decimal;
    inverseHyperbolicSine(): Decimal;
    asinh(): Decimal;
    inverseHyperbolicTangent(): Decimal;
    atanh(): Decimal;
    inverseSine(): Decimal;
    asin(): Decimal;
    inverseTangent(): Decimal;
    atan(): Decimal;
    logarithm(n?: DecimalJs.Value): Decimal;
    log(n?: DecimalJs.Value): Decimal;
    minus(n: DecimalJs.Value): Decimal;
    sub(n: DecimalJs.Value): Decimal;
    modulo(n: DecimalJs.Value): Decimal;
    mod(n: DecimalJs.Value): Decimal;
    naturalExponential(): Decimal;
    exp(): Decimal;
    naturalLogarithm(): Decimal;
    ln(): Decimal;
    negated(): Decimal;
    neg(): Decimal;
    plus(n: DecimalJs.Value): Decimal;
    add(n: DecimalJs.Value): Decimal;
    round(): Decimal;
    squareRoot(): Decimal;
    sqrt(): Decimal;
    times(n: DecimalJs.Value): Decimal;
    toDecimalPlaces(decimalPlaces?: number): Decimal;
    toDecimalPlaces(decimalPlaces: number, rounding: DecimalJs.Rounding): Decimal;
    toDP(decimalPlaces?: number): Decimal;
    toDP(decimalPlaces: number, rounding: DecimalJs.Rounding): Decimal;
    toNearest(n: DecimalJs.Value, rounding?: DecimalJs.Rounding): Decimal;
    toPower(n: DecimalJs.Value): Decimal;
    pow(n: DecimalJs.Value): Decimal;
    toSignificantDigits(significantDigits?: number): Decimal;
    toSignificantDigits(significantDigits: number, rounding: DecimalJs.Rounding): Decimal;
    toSD(significantDigits?: number): Decimal;
    toSD(significantDigits: number, rounding: DecimalJs.Rounding): Decimal;
    truncated(): Decimal;
    trunc(): Decimal;
}

export interface DecimalColumn {
    readonly units: BigInt64Array | Float64Array;
    readonly scale: number;
}

export type DecimalConstructor = (new (value: DecimalJs.Value) => Decimal) & {
    readonly [Name in keyof typeof DecimalJs]: (typeof DecimalJs)[Name] extends (...args: infer Args) => DecimalJs ? (...args: Args) => Decimal : (typeof DecimalJs)[Name];
};

export const DeclaredResource: Codec<DeclaredResource, DeclaredResourceJson>;
export interface DeclaredResource extends ResourceReference {
    readonly configuration: unknown;
    readonly marks?: ResourceMarks;
    readonly dependsOn?: readonly string[];
}

export type DeclaredResourceJson = WireForm<DeclaredResource>;

export type DecodeError = TaggedError<'DecodeError', {
    readonly what: string;
    readonly issues: readonly DecodeIssue[];
    readonly omittedIssues?: number;
}>;

export interface DecodeIssue {
    readonly path: string;
    readonly message: string;
}

export const Delivery: Codec<Delivery, DeliveryJson>;
export interface Delivery {
    readonly target: 'reconciler' | 'compliance';
    readonly idempotencyKey: string;
    readonly deliveredAt: EpochSeconds | null;
}

export type DeliveryJson = WireForm<Delivery>;

export interface DictionaryColumn<Name> {
    readonly codes: Uint8Array | Uint16Array | Uint32Array;
    readonly names: readonly Name[];
}

export type DifferenceType = 'value_changed' | 'key_added' | 'key_removed' | 'type_mismatch';

export type DomainError = ErrorsOf<typeof import('./errors/kernel.js')> | ErrorsOf<typeof import('./cost-allocation/errors.js')> | ErrorsOf<typeof import('./drift/errors.js')> | ErrorsOf<typeof import('./capacity-forecast/errors.js')>;

export class DriftDetector {
    #private;
    constructor(ports: DriftPorts, options?: DriftDetectorOptions);
    detectResourceDrift(resource: ResourceName, desired: unknown, actual: unknown): Either<DetectionError, readonly DriftRecord[]>;
    scanTenantResources(tenantId: string, resourceTypes?: readonly string[], options?: ScanOptions): TaskEither<ScanError | InvalidRule | MissingDigestKey, DriftReport>;
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

export type DriftError = CompareError | PatchRefused | RedactedPatch | AmbiguousResource | TamperedHistory | MissingDigestKey | DuplicateResource;

export const DriftRecord: Codec<DriftRecord, DriftRecordJson>;
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
    readonly precisionLost?: boolean;
    readonly createOnly?: boolean;
    readonly dependsOn?: readonly string[];
    readonly attribution?: Attribution;
    readonly baseline?: BaselineReference;
}

export type DriftRecordJson = WireForm<DriftRecord>;

export const DriftReport: Codec<DriftReport, DriftReportJson>;
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
    readonly ignoredByRule: Readonly<Record<string, number>>;
}

export type DriftReportJson = WireForm<DriftReport>;

export const DriftSeverity: Codec<DriftSeverity>;
export type DriftSeverity = (typeof DRIFT_SEVERITIES)[number];

export const DriftType: Codec<DriftType>;
export type DriftType = (typeof DRIFT_TYPES)[number];

export type DuplicateId = TaggedError<'DuplicateId', {
    readonly what: string;
    readonly id: string;
}>;

export type DuplicateResource = TaggedError<'DuplicateResource', {
    readonly resourceId: string;
    readonly side: 'desired' | 'actual';
}>;

export type Either<L, A> = Left<L> | Right<A>;

export type EngineError = MissingPort | DecodeError | ForeignTenant | PortFailure | Cancelled;

export const Episode: Codec<Episode, EpisodeJson>;
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

export type EpisodeJson = WireForm<Episode>;

export type EpochSeconds = number & {
    readonly [epochSecondsBrand]: true;
};

export type ErrorOf<Method extends (...args: never[]) => unknown> = OutcomeOf<ReturnType<Method>> extends infer Outcome ? Extract<Outcome, Left<unknown>> extends Left<infer Failure> ? Failure : never : never;

export type ErrorOfTag<Value, Tag extends string> = [
    Extract<Value, {
        readonly _tag: Tag;
    }>
] extends [
    never
] ? TaggedError<Tag> : Extract<Value, {
    readonly _tag: Tag;
}>;

export const Escalation: Codec<Escalation, EscalationJson>;
export interface Escalation {
    readonly idempotencyKey: string;
    readonly tenantId: string;
    readonly drift: DriftRecord;
    readonly episode: Episode;
}

export type EscalationJson = WireForm<Escalation>;

export const ExchangeRate: Codec<ExchangeRate, ExchangeRateJson>;
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

export const ExposureChange: Codec<ExposureChange, ExposureChangeJson>;
export interface ExposureChange {
    readonly opened: readonly ReachableRegion[];
    readonly exposedToInternet: boolean;
    readonly unchanged: boolean;
}

export type ExposureChangeJson = WireForm<ExposureChange>;

export const FORECAST_GRANULARITIES: readonly [
    'hourly',
    'daily',
    'weekly',
    'monthly'
];

export const ForecastAccuracy: Codec<ForecastAccuracy, ForecastAccuracyJson>;
export interface ForecastAccuracy extends AccuracyFigures {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly forecasts: number;
    readonly byHorizon: readonly AccuracyAtHorizon[];
    readonly trackingSignal: number | null;
    readonly retrain: boolean;
    readonly reasons: readonly string[];
}

export type ForecastAccuracyJson = WireForm<ForecastAccuracy>;

export type ForecastError = UnusableSeries | InvalidForecastOption | UnknownForecastModel | ForecastModelFailed;

export const ForecastGranularity: Codec<ForecastGranularity>;
export type ForecastGranularity = (typeof FORECAST_GRANULARITIES)[number];

export type ForecastModelFailed = TaggedError<'ForecastModelFailed', {
    readonly model: string;
    readonly reason: string;
}>;

export const ForecastResult: Codec<ForecastResult, ForecastResultJson>;
export interface ForecastResult {
    readonly forecastId: string;
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly granularity: ForecastGranularity;
    readonly predictions: readonly (readonly [
        EpochSeconds,
        number
    ])[];
    readonly lowerBoundP10: readonly number[];
    readonly upperBoundP90: readonly number[];
    readonly quantiles: Readonly<Record<string, readonly number[]>>;
    readonly modelType: string;
    readonly seasonalityDetected: SeasonalityType;
    readonly confidenceScore: number;
    readonly generatedAt: EpochSeconds;
    readonly aggregation?: UsageAggregation;
    readonly trainedFrom?: EpochSeconds;
    readonly trainedUntil?: EpochSeconds;
    readonly regimeChangedAt?: EpochSeconds;
    readonly seasonalNaive?: readonly number[];
    readonly naiveError?: number;
}

export type ForecastResultJson = WireForm<ForecastResult>;

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

export const HistoryEntry: Codec<HistoryEntry, HistoryEntryJson>;
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

export type HistoryEntryJson = WireForm<HistoryEntry>;

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

export interface Launch {
    readonly workload: WorkloadAmounts;
    readonly at?: EpochSeconds;
    readonly rampDays?: number;
    readonly uncertainty?: number;
    readonly driver?: 'own' | 'traffic';
    readonly shape?: 'flat' | 'usage';
}

export interface Left<L> {
    readonly _tag: 'Left';
    readonly left: L;
}

export interface LogEntry {
    readonly level: 'info' | 'warning' | 'error';
    readonly message: string;
    readonly context: Readonly<Record<string, unknown>>;
}

export interface LogPort {
    write(entry: LogEntry): void;
}

export const MAX_RECORDED_DEPTH = 200;

export type MaybePromise<A> = A | Promise<A>;

export type MetricForecastError = EngineError | ForecastError | InsufficientHistory;

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

export interface None {
    readonly _tag: 'None';
}

export interface Observation {
    readonly name: string;
    readonly tenantId?: string;
    readonly outcome: 'ok' | 'failed';
    readonly errorTag?: string;
}

export const ObservedConfiguration: Codec<ObservedConfiguration, ObservedConfigurationJson>;
export interface ObservedConfiguration {
    readonly configuration: unknown;
    readonly marks?: ResourceMarks;
}

export type ObservedConfigurationJson = WireForm<ObservedConfiguration>;

export interface Observer {
    start(name: string, tenantId?: string): (observation: Observation) => void;
}

export type Option<A> = None | Some<A>;

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

export const Ownership: Codec<Ownership, OwnershipJson>;
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

export const PatchOperation: Codec<PatchOperation, PatchOperationJson>;
export interface PatchOperation {
    readonly op: 'test' | 'add' | 'replace' | 'remove';
    readonly path: string;
    readonly value?: unknown;
}

export type PatchOperationJson = WireForm<PatchOperation>;

export type PatchRefused = TaggedError<'PatchRefused', {
    readonly path: string;
    readonly reason: string;
}>;

export const PaymentOption: Codec<PaymentOption>;
export type PaymentOption = (typeof PAYMENT_OPTIONS)[number];

export interface Period {
    readonly start: Date;
    readonly end: Date;
}

export interface PeriodInput {
    readonly start: PointInTime;
    readonly end: PointInTime;
}

export type PointInTime = Date | {
    readonly epochMilliseconds: number;
};

export type PoolCycle = TaggedError<'PoolCycle', {
    readonly pools: readonly string[];
}>;

export type PortFailure = TaggedError<'PortFailure', {
    readonly port: string;
    readonly method: string;
    readonly reason: string;
}>;

export type Promised<Service extends object> = {
    readonly [Name in keyof Service]: PromisedMethod<Service[Name]>;
};

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

export const ReachableRegion: Codec<ReachableRegion, ReachableRegionJson>;
export interface ReachableRegion {
    readonly direction: string;
    readonly protocol: string;
    readonly ports: string;
    readonly addresses: string;
}

export type ReachableRegionJson = WireForm<ReachableRegion>;

export const RecommendationUrgency: Codec<RecommendationUrgency>;
export type RecommendationUrgency = (typeof RECOMMENDATION_URGENCIES)[number];

export const Reconciliation: Codec<Reconciliation, ReconciliationJson>;
export interface Reconciliation {
    readonly idempotencyKey: string;
    readonly tenantId: string;
    readonly drifts: readonly DriftRecord[];
    readonly action: RemediationAction;
}

export type ReconciliationJson = WireForm<Reconciliation>;

export const RecordedValue: Codec<unknown, unknown>;

export type RedactedPatch = TaggedError<'RedactedPatch', {
    readonly path: string;
}>;

export const RedactedValue: Codec<RedactedValue, RedactedValueJson>;
export interface RedactedValue {
    readonly redacted: true;
    readonly length: number;
    readonly digest: string;
    readonly masked?: string;
}

export type RedactedValueJson = WireForm<RedactedValue>;

export const RegimeChangeDirection: Codec<RegimeChangeDirection>;
export type RegimeChangeDirection = (typeof REGIME_CHANGE_DIRECTIONS)[number];

export const RegimeChangeEvent: Codec<RegimeChangeEvent, RegimeChangeEventJson>;
export interface RegimeChangeEvent {
    readonly timestamp: EpochSeconds;
    readonly kind: RegimeChangeKind;
    readonly direction: RegimeChangeDirection;
    readonly magnitude: number;
    readonly confidence: number;
    readonly before: RegimeSummary;
    readonly after: RegimeSummary;
}

export interface RegimeChangeEventJson {
    timestamp: number;
    kind: RegimeChangeKind;
    direction: RegimeChangeDirection;
    magnitude: number;
    confidence: number;
    before: RegimeSummaryJson;
    after: RegimeSummaryJson;
}

export const RegimeChangeKind: Codec<RegimeChangeKind>;
export type RegimeChangeKind = (typeof REGIME_CHANGE_KINDS)[number];

export const RegimeSummary: Codec<RegimeSummary, RegimeSummaryJson>;
export interface RegimeSummary {
    readonly level: number;
    readonly slopePerDay: number;
    readonly spread: number;
    readonly seasonSpread: number;
    readonly points: number;
}

export interface RegimeSummaryJson {
    level: number;
    slope_per_day: number;
    spread: number;
    season_spread: number;
    points: number;
}

export const RemediationAction: Codec<RemediationAction, RemediationActionJson>;
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

export type RemediationActionJson = WireForm<RemediationAction>;

export const RemediationType: Codec<RemediationType>;
export type RemediationType = 'update' | 'delete' | 'create' | 'replace';

export const Reservation: Codec<Reservation, ReservationJson>;
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

export const ReservationOffer: Codec<ReservationOffer, ReservationOfferJson>;
export interface ReservationOffer {
    readonly offerId: string;
    readonly termMonths: ReservationTerm;
    readonly paymentOption: PaymentOption;
    readonly upfront: Decimal;
    readonly hourly: Decimal;
}

export type ReservationOfferJson = WireForm<ReservationOffer>;

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

export const ReservationTerm: Codec<ReservationTerm>;
export type ReservationTerm = (typeof RESERVATION_TERMS)[number];

export const ReservedCapacitySavings: Codec<ReservedCapacitySavings, ReservedCapacitySavingsJson>;
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
    readonly offers: readonly ReservationOfferSavings[];
}

export type ReservedCapacitySavingsJson = WireForm<ReservedCapacitySavings>;

export const ResourceMarks: Codec<ResourceMarks, ResourceMarksJson>;
export interface ResourceMarks {
    readonly sensitive?: readonly string[];
    readonly unordered?: readonly string[];
    readonly computed?: readonly string[];
    readonly createOnly?: readonly string[];
}

export type ResourceMarksJson = WireForm<ResourceMarks>;

export const ResourceMetric: Codec<ResourceMetric>;
export type ResourceMetric = (typeof RESOURCE_METRICS)[number];

export const ResourceOutcome: Codec<ResourceOutcome, ResourceOutcomeJson>;
export interface ResourceOutcome {
    readonly resourceId: string;
    readonly resourceType: string;
    readonly status: ResourceStatus;
    readonly reason?: string;
}

export type ResourceOutcomeJson = WireForm<ResourceOutcome>;

export const ResourcePrice: Codec<ResourcePrice, ResourcePriceJson>;
export interface ResourcePrice {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly currency: string;
    readonly onDemandHourly: Decimal;
    readonly offers?: readonly ReservationOffer[];
}

export type ResourcePriceJson = WireForm<ResourcePrice>;

export const ResourcePrices: Codec<readonly ResourcePrice[], readonly ResourcePriceJson[]>;

export const ResourceReference: Codec<ResourceReference, ResourceReferenceJson>;
export interface ResourceReference {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly provider?: string;
}

export type ResourceReferenceJson = WireForm<ResourceReference>;

export type ResourceStatus = 'in_sync' | 'drifted' | 'missing' | 'extra' | 'unreadable';

export interface Retirement {
    readonly workloadId: string;
    readonly at?: EpochSeconds;
}

export interface Right<A> {
    readonly _tag: 'Right';
    readonly right: A;
}

export const SEASONALITY_TYPES: readonly [
    'none',
    'daily',
    'weekly',
    'monthly',
    'yearly'
];

export const ScanCoverage: Codec<ScanCoverage, ScanCoverageJson>;
export interface ScanCoverage {
    readonly total: number;
    readonly inSync: number;
    readonly drifted: number;
    readonly missing: number;
    readonly extra: number;
    readonly unreadable: number;
    readonly fraction: number;
}

export type ScanCoverageJson = WireForm<ScanCoverage>;

export const ScanFailure: Codec<ScanFailure, ScanFailureJson>;
export interface ScanFailure {
    readonly stage: 'list' | 'read' | 'compare' | 'history' | 'deliver' | 'suppressions' | 'baselines' | 'audit';
    readonly resourceId?: string;
    readonly errorTag: string;
    readonly message: string;
}

export type ScanFailureJson = WireForm<ScanFailure>;

export const SeasonalityType: Codec<SeasonalityType>;
export type SeasonalityType = (typeof SEASONALITY_TYPES)[number];

export const SeveritySummary: Codec<SeveritySummary, SeveritySummaryJson>;
export interface SeveritySummary {
    readonly cosmetic: number;
    readonly functional: number;
    readonly security: number;
    readonly critical: number;
}

export type SeveritySummaryJson = WireForm<SeveritySummary>;

export type SharedCostError = ConditionsError | FetchError | ConversionError | SharingError | InvalidDecimal;

export interface Some<A> {
    readonly _tag: 'Some';
    readonly value: A;
}

export const SuppressedDrift: Codec<SuppressedDrift, SuppressedDriftJson>;
export interface SuppressedDrift {
    readonly suppressionId: string;
    readonly drift: DriftRecord;
    readonly acceptance?: CriticalAcceptance;
}

export type SuppressedDriftJson = WireForm<SuppressedDrift>;

export const Suppression: Codec<Suppression, SuppressionJson>;
export interface Suppression {
    readonly suppressionId: string;
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly pattern: string;
    readonly owner: string;
    readonly approvedBy?: string;
    readonly reason: string;
    readonly createdAt: EpochSeconds;
    readonly expiresAt: EpochSeconds;
    readonly pinnedValue?: unknown;
}

export type SuppressionJson = WireForm<Suppression>;

export const SuppressionNotice: Codec<SuppressionNotice, SuppressionNoticeJson>;
export interface SuppressionNotice {
    readonly suppressionId: string;
    readonly owner: string;
    readonly kind: 'expiring' | 'expired' | 'dead' | 'unpinned' | 'refused' | 'accepted';
    readonly expiresAt: EpochSeconds;
    readonly message: string;
}

export type SuppressionNoticeJson = WireForm<SuppressionNotice>;

export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
    readonly _tag: Tag;
} & Readonly<Facts>;

export type TamperedHistory = TaggedError<'TamperedHistory', {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}>;

export interface TaskEither<L, A> {
    (): Promise<Either<L, A>>;
}

export const Tenant: Codec<Tenant, TenantJson>;
export interface Tenant {
    readonly tenantId: string;
    readonly tier: string;
    readonly createdAt: number;
    readonly deletedAt: number | null;
    readonly tierChanges?: readonly TierChange[];
}

export interface TenantJson {
    readonly tenant_id: string;
    readonly tier: string;
    readonly created_at: number;
    readonly deleted_at: number | null;
    readonly tier_changes?: readonly TierChange[];
}

export interface TierChange {
    readonly tier: string;
    readonly from: number;
}

export interface TrafficChange {
    readonly factor: number;
    readonly at?: EpochSeconds;
    readonly until?: EpochSeconds;
    readonly rampDays?: number;
}

export const TrainedModel: Codec<TrainedModel, TrainedModelJson>;
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

export type TrainedModelJson = WireForm<TrainedModel>;

export const UNALLOCATED = "__unallocated__";

export const UNUSED_COMMITMENTS: readonly [
    'exclude',
    'owner',
    'pool'
];

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

export type UnusedCommitments = (typeof UNUSED_COMMITMENTS)[number];

export const UsageAggregation: Codec<UsageAggregation>;
export type UsageAggregation = 'mean' | 'maximum';

export const UsageDataPoint: Codec<UsageDataPoint, UsageDataPointJson>;
export interface UsageDataPoint {
    readonly timestamp: number;
    readonly value: number;
    readonly metadata?: Readonly<Record<string, unknown>>;
}

export const UsageSeries: Codec<UsageSeries, UsageSeriesJson>;
export interface UsageSeries {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly points: readonly UsageDataPoint[];
}

export type UsageSeriesJson = WireForm<UsageSeries>;

export type WeightMode = 'weight' | 'percent';

export const WhatIfScenario: t.Codec<WhatIfScenario, WhatIfScenarioJson>;
export interface WhatIfScenario {
    readonly trafficMultiplier?: number;
    readonly trafficChanges?: readonly TrafficChange[];
    readonly newWorkload?: WorkloadAmounts | readonly WorkloadAmounts[];
    readonly removeWorkloadId?: string | readonly string[];
    readonly launches?: readonly Launch[];
    readonly retirements?: readonly Retirement[];
    readonly metrics?: readonly ResourceMetric[];
    readonly horizonDays?: number;
    readonly granularity?: ForecastGranularity;
}

export type WhatIfScenarioJson = WireForm<WhatIfScenario>;

export type WireForm<Model> = Model extends Decimal ? string : Model extends EpochSeconds ? number : Model extends string | number | boolean | bigint | null | undefined ? Model : Model extends readonly unknown[] ? {
    readonly [Index in keyof Model]: WireForm<Model[Index]>;
} : Model extends object ? {
    readonly [Key in keyof Model as string extends Key ? Key : Key extends string ? WireName<Key> : Key]: WireForm<Model[Key]>;
} : Model;

export const Workload: t.Codec<Workload, WorkloadJson>;
export interface Workload {
    readonly tenantId: string;
    readonly workloadId: string;
    readonly demand: readonly WorkloadDemand[];
}

export type WorkloadAmounts = Readonly<Record<string, number>>;

export const WorkloadDemand: t.Codec<WorkloadDemand, WorkloadDemandJson>;
export interface WorkloadDemand {
    readonly metric: ResourceMetric;
    readonly level: number;
    readonly spread?: number;
    readonly points?: readonly UsageDataPoint[];
}

export type WorkloadDemandJson = WireForm<WorkloadDemand>;

export type WorkloadJson = WireForm<Workload>;

export type ZeroWeightPolicy = 'equal' | 'unallocated' | 'error';

export type ZeroWeights = TaggedError<'ZeroWeights', {
    readonly ruleId: string;
    readonly driver: string;
}>;

export function allocatePeriod(input: AllocationInput): Either<CostAllocationError, PeriodAllocation>;

export function amortize(reservation: Reservation, period: PeriodInput, scale?: number): Either<AmortizationError, Decimal>;

export function applyRemediation(actual: unknown, action: RemediationAction, secrets?: RemediationSecrets): Either<PatchRefused | RedactedPatch, unknown>;

export function apportion(total: MoneyInput, weights: ReadonlyArray<MoneyInput>, options?: ApportionOptions): Either<ApportionError, ReadonlyArray<Decimal>>;

export function compareConfigs(desired: unknown, actual: unknown, rules?: DriftRules): Either<CompareError, readonly ConfigDifference[]>;

export function day(text: string, zone?: string): Either<InvalidPeriod | UnknownTimeZone, Period>;

export function detectChangePoints(values: ArrayLike<number>, options?: ChangePointOptions): number[];

export function detectSeasonality(points: readonly UsageDataPoint[]): Seasonality;

export function driftRules(spec: DriftRuleSpec): Either<InvalidRule, DriftRules>;

export function forecastMany(jobs: Iterable<ForecastJob> | AsyncIterable<ForecastJob>, options?: ForecastManyOptions): AsyncGenerator<ForecastAnswer, void, undefined>;

export function forecastSeries(values: ArrayLike<number>, options: ForecastOptions): Either<ForecastError, SeriesForecast>;

export function formatDecimal(amount: Decimal): string;

export function isError<Value, Tag extends DomainError['_tag'] | (string & {})>(value: Value, tag: Tag): value is Value & NarrowedError<Value, Tag>;

export function isoWeek(text: string, zone?: string): Either<InvalidPeriod | UnknownTimeZone, Period>;

export function lastMonths(count: number, now: PointInTime, zone?: string): Either<InvalidPeriod | UnknownTimeZone, readonly Period[]>;

export function minorUnits(currency: string): Either<UnknownCurrency, number>;

export function month(text: string, zone?: string): Either<InvalidPeriod | UnknownTimeZone, Period>;

export const moreSevere: (left: DriftSeverity, right: DriftSeverity) => DriftSeverity;

export const needsEscalation: (severity: DriftSeverity) => boolean;

export const noObserver: Observer;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function parseDecimal(text: string): Either<InvalidDecimal, Decimal>;

export function parseWire<A, O>(model: Codec<A, O>, json: unknown): Either<DecodeError, A>;

export function period(start: PointInTime, end: PointInTime): Either<InvalidPeriod, Period>;

export function promised<Service extends object>(service: Service): Promised<Service>;

export const randomIds: IdSource;

export const recordedText: (value: unknown) => string;

export const share: t.Type<number>;

export function show(value: unknown): string;

export function sum(amounts: Iterable<Decimal>): Decimal;

export const systemClock: {
    now(): Date;
};

export function toDecimal(input: unknown): Either<InvalidDecimal, Decimal>;

export function toWire<A, O>(model: Codec<A, O>, value: A): Either<DecodeError, O>;
