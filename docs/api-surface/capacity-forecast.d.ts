// @omnicloud/domain/capacity-forecast

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

export const CALENDAR_EFFECT_KINDS: readonly [
    'event',
    'holiday',
    'month_day',
    'yearly_peak',
    'regressor'
];

export const CalendarEffect: t.Type<CalendarEffect, object>;
export interface CalendarEffect {
    readonly kind: (typeof CALENDAR_EFFECT_KINDS)[number];
    readonly name: string;
    readonly factor?: number;
    readonly amount?: number;
    readonly learnedFrom: number;
}

export interface CalendarEvent {
    readonly name?: string;
    readonly from: CalendarTime;
    readonly to?: CalendarTime;
    readonly factor?: number;
    readonly amount?: number;
    readonly rampDays?: number;
}

export interface CalendarPort {
    readCalendar(query: MetricQuery, signal: AbortSignal): MaybePromise<MetricCalendar | null>;
}

export type CalendarTime = number | string;

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

export interface CapacityForecastOptions {
    readonly defaultLookbackDays?: number;
    readonly defaultForecastDays?: number;
    readonly confidenceLevels?: readonly number[];
    readonly longLookbackDays?: number;
    readonly exhaustionHorizonDays?: number;
    readonly aggregation?: UsageAggregation | Readonly<Partial<Record<ResourceMetric, UsageAggregation>>>;
    readonly regimeSensitivity?: number;
    readonly calendar?: DemandCalendar;
    readonly deadlineSeconds?: number;
    readonly signal?: AbortSignal;
}

export interface CapacityForecastPorts {
    readonly usage: UsagePort;
    readonly clock: Clock;
    readonly ids: IdSource;
    readonly forecasts?: ForecastStorePort;
    readonly models?: ModelStorePort;
    readonly capacity?: CapacityPort;
    readonly calendar?: CalendarPort;
    readonly prices?: PricePort;
    readonly workloads?: WorkloadPort;
    readonly monitor?: MonitorPort;
    readonly log?: LogPort;
    readonly observer?: Observer;
}

export const CapacityLevel: Codec<CapacityLevel, CapacityLevelJson>;
export interface CapacityLevel {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly capacity: number;
    readonly resourceType?: string;
    readonly increment?: number;
    readonly provisionedUnits?: number;
    readonly catalog?: InstanceCatalog;
}

export type CapacityLevelJson = WireForm<CapacityLevel>;

export interface CapacityPort {
    readCapacity(query: MetricQuery, signal: AbortSignal): MaybePromise<EitherSpelling<CapacityLevel> | null>;
}

export interface CapacityQuestion {
    readonly capacity: number;
    readonly horizonDays?: number;
}

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
    readonly instances?: InstancePlan;
    readonly confidence: number;
    readonly reason: string;
    readonly projectedExhaustionDate: EpochSeconds | null;
    readonly estimatedMonthlyCostDelta: Decimal;
    readonly currency?: string;
}

export type CapacityRecommendationJson = WireForm<CapacityRecommendation>;

export interface ChangePointOptions {
    readonly sensitivity?: number;
}

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

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

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export interface Demand {
    readonly metric: ResourceMetric;
    readonly now: EpochSeconds;
    readonly aggregation: UsageAggregation;
    readonly trainingDays: number;
    readonly calendar: FittedCalendar;
    readonly measured: Measurements;
    readonly days: UsageGrid;
    readonly history: LevelHistory;
    readonly change: number | undefined;
    readonly growth: LongRangeForecast;
    readonly near: NearDays;
}

export const DemandCalendar: t.Codec<DemandCalendar, DemandCalendarJson>;
export interface DemandCalendar {
    readonly zone?: string;
    readonly holidays?: readonly (string | Holiday)[];
    readonly events?: readonly CalendarEvent[];
    readonly regressors?: readonly Regressor[];
    readonly learn?: boolean;
}

export type DemandCalendarJson = WireForm<DemandCalendar>;

export interface DemandForecastOptions {
    readonly granularity?: ForecastGranularity;
    readonly horizonDays?: number;
    readonly levels?: readonly number[];
    readonly seasonality?: SeasonalityType;
}

export interface DemandInput {
    readonly metric: ResourceMetric;
    readonly points: readonly UsageDataPoint[];
    readonly now: number;
    readonly aggregation?: UsageAggregation;
    readonly regimeChanges?: readonly TrainingChange[];
    readonly regimeSensitivity?: number;
    readonly trainingDays?: number;
    readonly calendar?: DemandCalendar;
}

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export type EngineError = MissingPort | DecodeError | ForeignTenant | PortFailure | Cancelled;

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export interface ExhaustionInput extends DemandInput {
    readonly capacity: number;
    readonly horizonDays?: number;
}

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

export interface ForecastAnswer {
    readonly id: string;
    readonly forecast: Either<ForecastError, SeriesForecast>;
}

export type ForecastError = UnusableSeries | InvalidForecastOption | UnknownForecastModel | ForecastModelFailed;

export interface ForecastExecutor {
    readonly width: number;
    readonly run: (jobs: readonly ForecastJob[]) => MaybePromise<readonly ForecastAnswer[]>;
}

export const ForecastGranularity: Codec<ForecastGranularity>;
export type ForecastGranularity = (typeof FORECAST_GRANULARITIES)[number];

export interface ForecastHistory {
    readonly values: Float64Array;
    readonly periods: readonly number[];
}

export interface ForecastJob {
    readonly id: string;
    readonly values: ArrayLike<number>;
    readonly options: ForecastOptions;
}

export interface ForecastManyOptions {
    readonly signal?: {
        readonly aborted: boolean;
    };
    readonly onProgress?: (progress: {
        readonly done: number;
        readonly failed: number;
        readonly total?: number;
    }) => void;
    readonly executor?: ForecastExecutor;
    readonly batchSize?: number;
}

export interface ForecastModel {
    readonly name: string;
    readonly forecast: (history: ForecastHistory, horizon: number) => ArrayLike<number> | undefined;
}

export type ForecastModelFailed = TaggedError<'ForecastModelFailed', {
    readonly model: string;
    readonly reason: string;
}>;

export interface ForecastOptions {
    readonly horizon: number;
    readonly periods?: readonly number[];
    readonly levels?: readonly number[];
    readonly bounds?: readonly [
        low: number | null,
        high: number | null
    ];
    readonly model?: string | readonly string[] | ForecastModel;
    readonly calendar?: SeriesCalendar;
}

export type ForecastPaths = Pick<UsageForecast, 'predictions' | 'quantiles' | 'lowerBoundP10' | 'upperBoundP90'>;

export interface ForecastQuery extends MetricQuery {
    readonly limit: number;
}

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
    readonly zone?: string;
    readonly calendarEffects?: readonly CalendarEffect[];
}

export type ForecastResultJson = WireForm<ForecastResult>;

export interface ForecastStorePort {
    saveForecast(forecast: ForecastResult, signal: AbortSignal): MaybePromise<unknown>;
    latestForecasts(query: ForecastQuery, signal: AbortSignal): MaybePromise<readonly ForecastResult[]>;
}

export interface HierarchyNode<F extends ForecastPaths = ForecastPaths> {
    readonly id: string;
    readonly parent?: string;
    readonly forecast: F;
}

export interface Holiday {
    readonly name: string;
    readonly dates: readonly string[];
    readonly factor?: number;
    readonly amount?: number;
}

export const InstanceCatalog: Codec<InstanceCatalog, InstanceCatalogJson>;
export interface InstanceCatalog {
    readonly currency: string;
    readonly types: readonly InstanceType[];
    readonly largestUnit?: number;
    readonly zones?: number;
    readonly spareZones?: number;
    readonly current?: readonly InstanceCount[];
}

export type InstanceCatalogJson = WireForm<InstanceCatalog>;

export interface InstanceCount {
    readonly instanceType: string;
    readonly count: number;
}

export interface InstancePlan {
    readonly instances: readonly InstanceCount[];
    readonly zones: number;
    readonly usableSize: number;
    readonly hourlyCost: Decimal;
    readonly currency: string;
}

export interface InstanceType {
    readonly instanceType: string;
    readonly size: number;
    readonly hourly: Decimal;
}

export type InsufficientHistory = TaggedError<'InsufficientHistory', {
    readonly metric: string;
    readonly days: number;
    readonly neededDays: number;
    readonly points: number;
}>;

export type InvalidForecastOption = TaggedError<'InvalidForecastOption', {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidReservationTerm = TaggedError<'InvalidReservationTerm', {
    readonly termMonths: unknown;
}>;

export interface Launch {
    readonly workload: WorkloadAmounts;
    readonly at?: EpochSeconds;
    readonly rampDays?: number;
    readonly uncertainty?: number;
    readonly driver?: 'own' | 'traffic';
    readonly shape?: 'flat' | 'usage';
    readonly shapeOfWorkloadId?: string;
}

export { Left } from '@omnicloud/domain/cost-allocation';

export { LogEntry } from '@omnicloud/domain/cost-allocation';

export { LogPort } from '@omnicloud/domain/cost-allocation';

export const METRICS: Readonly<Record<ResourceMetric, MetricFacts>>;

export const MODEL_NAMES: readonly string[];

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export const MetricCalendar: t.Codec<MetricCalendar, MetricCalendarJson>;
export interface MetricCalendar {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly calendar: DemandCalendar;
}

export type MetricCalendarJson = WireForm<MetricCalendar>;

export interface MetricFacts {
    readonly label: string;
    readonly bounds: readonly [
        low: number,
        high: number
    ];
    readonly kind: 'percent' | 'count' | 'rate' | 'amount';
    readonly unit: string;
    readonly step: number | null;
    readonly priceBasis: 'unit' | 'provisioned unit';
    readonly aliases: readonly string[];
}

export type MetricForecastError = EngineError | ForecastError | InsufficientHistory;

export interface MetricQuery {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
}

export interface Migration {
    readonly workloadId: string;
    readonly toTenantId?: string;
    readonly fromTenantId?: string;
    readonly at?: EpochSeconds;
    readonly rampDays?: number;
}

export interface ModelStorePort {
    saveModel(model: TrainedModel, signal: AbortSignal): MaybePromise<unknown>;
    latestModel(query: MetricQuery, signal: AbortSignal): MaybePromise<TrainedModel | null>;
}

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export interface MonitorPort {
    publishForecast(forecast: ForecastResult, signal: AbortSignal): MaybePromise<unknown>;
    publishRecommendations?(recommendations: readonly CapacityRecommendation[], signal: AbortSignal): MaybePromise<unknown>;
}

export { None } from '@omnicloud/domain/cost-allocation';

export interface OnlineReservations {
    readonly purchases: readonly {
        readonly hour: number;
        readonly units: number;
    }[];
    readonly cost: number;
    readonly guarantee: number;
}

export { Option } from '@omnicloud/domain/cost-allocation';

export const PAYMENT_OPTIONS: readonly [
    'no_upfront',
    'partial_upfront',
    'all_upfront'
];

export const PaymentOption: Codec<PaymentOption>;
export type PaymentOption = (typeof PAYMENT_OPTIONS)[number];

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export interface PricePort {
    listPrices(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<EitherSpelling<ResourcePrice>>>;
}

export interface PurchaseStep {
    readonly at: EpochSeconds;
    readonly units: number;
}

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

export const RecommendationUrgency: Codec<RecommendationUrgency>;
export type RecommendationUrgency = (typeof RECOMMENDATION_URGENCIES)[number];

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

export interface Regressor {
    readonly name: string;
    readonly values: readonly {
        readonly timestamp: number;
        readonly value: number;
    }[];
}

export interface ReservationFloor {
    readonly units: number;
    readonly breakEvenHours: number;
    readonly guarantee: number;
}

export const ReservationOffer: Codec<ReservationOffer, ReservationOfferJson>;
export interface ReservationOffer {
    readonly offerId: string;
    readonly termMonths: ReservationTerm;
    readonly paymentOption: PaymentOption;
    readonly upfront: Decimal;
    readonly hourly: Decimal;
    readonly hourlyBilling?: 'every_hour' | 'used_hours';
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

export interface ReservationTerms {
    readonly fee: number;
    readonly reservedHourly: number;
    readonly onDemandHourly: number;
    readonly termHours: number;
}

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
    readonly staged?: StagedPurchases;
    readonly floor?: ReservationFloor;
}

export type ReservedCapacitySavingsJson = WireForm<ReservedCapacitySavings>;

export const ResourceMetric: Codec<ResourceMetric>;
export type ResourceMetric = (typeof RESOURCE_METRICS)[number];

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

export interface Retirement {
    readonly workloadId: string;
    readonly at?: EpochSeconds;
}

export { Right } from '@omnicloud/domain/cost-allocation';

export const SEASONALITY_TYPES: readonly [
    'none',
    'daily',
    'weekly',
    'monthly',
    'yearly'
];

export type ScenarioForecasts = Readonly<Partial<Record<ResourceMetric, ForecastResult>>>;

export interface Seasonality {
    readonly type: SeasonalityType;
    readonly confidence: number;
    readonly secondary?: SeasonalityType;
}

export const SeasonalityType: Codec<SeasonalityType>;
export type SeasonalityType = (typeof SEASONALITY_TYPES)[number];

export interface SeriesForecast {
    readonly mean: number[];
    readonly quantiles: Record<string, number[]>;
    readonly model: string;
    readonly weights: readonly ModelWeight[];
    readonly reasons: readonly string[];
    readonly parts: ForecastParts;
}

export { Some } from '@omnicloud/domain/cost-allocation';

export interface StagedPurchases {
    readonly steps: readonly PurchaseStep[];
    readonly expectedSavings: Decimal;
    readonly p10Savings: Decimal;
}

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

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

export type TrainingChange = Pick<RegimeChangeEvent, 'timestamp' | 'confidence'>;

export type UnknownCapacity = TaggedError<'UnknownCapacity', {
    readonly tenantId: string;
    readonly metric: string;
}>;

export type UnknownForecastModel = TaggedError<'UnknownForecastModel', {
    readonly model: string;
    readonly known: readonly string[];
}>;

export type UnknownPrice = TaggedError<'UnknownPrice', {
    readonly tenantId: string;
    readonly metric: string;
}>;

export type UnknownWorkload = TaggedError<'UnknownWorkload', {
    readonly tenantId: string;
    readonly workloadId: string;
}>;

export type UnusableSeries = TaggedError<'UnusableSeries', {
    readonly found: string;
    readonly expected: string;
}>;

export const UsageAggregation: Codec<UsageAggregation>;
export type UsageAggregation = 'mean' | 'maximum' | 'p95' | 'p99';

export const UsageDataPoint: Codec<UsageDataPoint, UsageDataPointJson>;
export interface UsageDataPoint {
    readonly timestamp: number;
    readonly value: number;
    readonly metadata?: Readonly<Record<string, unknown>>;
}

export type UsageForecast = Omit<ForecastResult, 'forecastId' | 'tenantId' | 'generatedAt'>;

export interface UsageForecastInput extends DemandInput {
    readonly granularity: ForecastGranularity;
    readonly horizonDays: number;
    readonly levels?: readonly number[];
    readonly seasonality?: SeasonalityType;
    readonly steps?: {
        readonly from: number;
        readonly count: number;
    };
    readonly custom?: {
        readonly modelId: string;
        readonly config: CustomModelConfig;
    };
}

export interface UsagePort {
    readUsage(query: UsageQuery, signal: AbortSignal): MaybePromise<EitherSpelling<UsageSeries>>;
    listMetrics?(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<readonly ResourceMetric[]>;
}

export interface UsageQuery extends MetricQuery {
    readonly since: EpochSeconds;
    readonly until: EpochSeconds;
}

export const UsageSeries: Codec<UsageSeries, UsageSeriesJson>;
export interface UsageSeries {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly points: readonly UsageDataPoint[];
}

export type UsageSeriesJson = WireForm<UsageSeries>;

export const WhatIfScenario: t.Codec<WhatIfScenario, WhatIfScenarioJson>;
export interface WhatIfScenario {
    readonly trafficMultiplier?: number;
    readonly trafficChanges?: readonly TrafficChange[];
    readonly newWorkload?: WorkloadAmounts | readonly WorkloadAmounts[];
    readonly removeWorkloadId?: string | readonly string[];
    readonly launches?: readonly Launch[];
    readonly retirements?: readonly Retirement[];
    readonly migrations?: readonly Migration[];
    readonly metrics?: readonly ResourceMetric[];
    readonly horizonDays?: number;
    readonly granularity?: ForecastGranularity;
}

export type WhatIfScenarioJson = WireForm<WhatIfScenario>;

export { WireForm } from '@omnicloud/domain/cost-allocation';

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

export interface WorkloadPort {
    readWorkload(query: {
        readonly tenantId: string;
        readonly workloadId: string;
    }, signal: AbortSignal): MaybePromise<EitherSpelling<Workload> | null>;
}

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export const customModelWorse: MakeError<CustomModelWorse>;

export function detectChangePoints(values: ArrayLike<number>, options?: ChangePointOptions): number[];

export function detectRegimeChange(points: readonly UsageDataPoint[], sensitivity?: number): readonly RegimeChangeEvent[];

export function detectSeasonality(points: readonly UsageDataPoint[]): Seasonality;

export function exhaustDemand(demand: Demand, question: CapacityQuestion): Either<InvalidForecastOption, CapacityExhaustion>;

export function fitDemand(input: DemandInput): Either<ForecastError | InsufficientHistory | InvalidForecastOption, Demand>;

export function forecastDemand(demand: Demand, options?: DemandForecastOptions): Either<ForecastError, UsageForecast>;

export function forecastMany(jobs: Iterable<ForecastJob> | AsyncIterable<ForecastJob>, options?: ForecastManyOptions): AsyncGenerator<ForecastAnswer, void, undefined>;

export const forecastModelFailed: MakeError<ForecastModelFailed>;

export function forecastSeries(values: ArrayLike<number>, options: ForecastOptions): Either<ForecastError, SeriesForecast>;

export function forecastUsage(input: UsageForecastInput): Either<ForecastError | InsufficientHistory, UsageForecast>;

export const insufficientHistory: MakeError<InsufficientHistory>;

export const invalidForecastOption: MakeError<InvalidForecastOption>;

export const invalidReservationTerm: MakeError<InvalidReservationTerm>;

export { isError } from '@omnicloud/domain/cost-allocation';

export { orThrow } from '@omnicloud/domain/cost-allocation';

export function parseCalendarTime(time: CalendarTime): {
    readonly wall: boolean;
    readonly seconds: number;
} | undefined;

export function planInstances(demand: number, catalog: InstanceCatalog | Readonly<Record<string, unknown>>): Either<InvalidForecastOption, InstancePlan>;

export function projectExhaustion(input: ExhaustionInput): Either<ForecastError | InsufficientHistory, CapacityExhaustion>;

export function reconcileForecasts<F extends ForecastPaths>(nodes: readonly HierarchyNode<F>[]): Either<InvalidForecastOption, ReadonlyMap<string, F>>;

export function reserveOnline(use: ArrayLike<number>, terms: ReservationTerms): Either<InvalidForecastOption, OnlineReservations>;

export const share: t.Type<number>;

export const unitPrice: t.Type<Decimal, string>;

export const unknownCapacity: MakeError<UnknownCapacity>;

export const unknownForecastModel: MakeError<UnknownForecastModel>;

export const unknownPrice: MakeError<UnknownPrice>;

export const unknownWorkload: MakeError<UnknownWorkload>;

export const unusableSeries: MakeError<UnusableSeries>;
