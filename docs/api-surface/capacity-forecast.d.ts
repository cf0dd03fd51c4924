// @omnicloud/domain/capacity-forecast

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

export interface CapacityForecastOptions {
    readonly defaultLookbackDays?: number;
    readonly defaultForecastDays?: number;
    readonly confidenceLevels?: ReadonlyArray<number>;
    readonly longLookbackDays?: number;
    readonly exhaustionHorizonDays?: number;
    readonly aggregation?: UsageAggregation | Readonly<Partial<Record<ResourceMetric, UsageAggregation>>>;
    readonly regimeSensitivity?: number;
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
    readonly prices?: PricePort;
    readonly workloads?: WorkloadPort;
    readonly monitor?: MonitorPort;
    readonly log?: ForecastLogPort;
    readonly observer?: Observer;
}

export const CapacityLevel: t.Type<CapacityLevel, object>;
export interface CapacityLevel {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly capacity: number;
    readonly resourceType?: string;
    readonly increment?: number;
    readonly provisionedUnits?: number;
}

export interface CapacityPort {
    readCapacity(query: MetricQuery, signal: AbortSignal): MaybePromise<CapacityLevel | null>;
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

export interface ChangePointOptions {
    readonly sensitivity?: number;
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

export const Decimal: typeof DecimalJs;
export type Decimal = DecimalJs;

export interface ExhaustionInput {
    readonly metric: ResourceMetric;
    readonly points: ReadonlyArray<UsageDataPoint>;
    readonly capacity: number;
    readonly now: EpochSeconds;
    readonly horizonDays?: number;
    readonly regimeChanges?: ReadonlyArray<TrainingChange>;
    readonly aggregation?: UsageAggregation;
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

export interface ForecastAnswer {
    readonly id: string;
    readonly forecast: Either<ForecastError, SeriesForecast>;
}

export type ForecastError = UnusableSeries | InvalidForecastOption | UnknownForecastModel | ForecastModelFailed;

export interface ForecastExecutor {
    readonly width: number;
    readonly run: (jobs: readonly ForecastJob[]) => MaybePromise<readonly ForecastAnswer[]>;
}

export const ForecastGranularity: t.Type<ForecastGranularity>;
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

export interface ForecastLogLine {
    readonly level: 'info' | 'warning' | 'error';
    readonly message: string;
    readonly tenantId?: string;
    readonly metric?: ResourceMetric;
}

export interface ForecastLogPort {
    write(line: ForecastLogLine): void;
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
}

export interface ForecastQuery extends MetricQuery {
    readonly limit: number;
}

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

export interface ForecastStorePort {
    saveForecast(forecast: ForecastResult, signal: AbortSignal): MaybePromise<unknown>;
    latestForecasts(query: ForecastQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<ForecastResult>>;
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
}

export const MODEL_NAMES: readonly string[];

export interface MetricQuery {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
}

export interface ModelStorePort {
    saveModel(model: TrainedModel, signal: AbortSignal): MaybePromise<unknown>;
    latestModel(query: MetricQuery, signal: AbortSignal): MaybePromise<TrainedModel | null>;
}

export type MoneyInput = string | bigint | Decimal;

export interface MonitorPort {
    publishForecast(forecast: ForecastResult, signal: AbortSignal): MaybePromise<unknown>;
    publishRecommendations?(recommendations: ReadonlyArray<CapacityRecommendation>, signal: AbortSignal): MaybePromise<unknown>;
}

export const PAYMENT_OPTIONS: readonly [
    'no_upfront',
    'partial_upfront',
    'all_upfront'
];

export const PaymentOption: t.Type<PaymentOption>;
export type PaymentOption = (typeof PAYMENT_OPTIONS)[number];

export interface PricePort {
    listPrices(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<ResourcePrice>>;
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

export const RecommendationUrgency: t.Type<RecommendationUrgency>;
export type RecommendationUrgency = (typeof RECOMMENDATION_URGENCIES)[number];

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

export const ResourceMetric: t.Type<ResourceMetric>;
export type ResourceMetric = (typeof RESOURCE_METRICS)[number];

export const ResourcePrice: t.Type<ResourcePrice, object>;
export interface ResourcePrice {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly currency: string;
    readonly onDemandHourly: Decimal;
    readonly offers?: ReadonlyArray<ReservationOffer>;
}

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

export type ScenarioForecasts = Readonly<Partial<Record<ResourceMetric, ForecastResult>>>;

export interface Seasonality {
    readonly type: SeasonalityType;
    readonly confidence: number;
    readonly secondary?: SeasonalityType;
}

export const SeasonalityType: t.Type<SeasonalityType>;
export type SeasonalityType = (typeof SEASONALITY_TYPES)[number];

export interface SeriesForecast {
    readonly mean: number[];
    readonly quantiles: Record<string, number[]>;
    readonly model: string;
    readonly weights: readonly ModelWeight[];
    readonly reasons: readonly string[];
    readonly parts: ForecastParts;
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

export const UsageAggregation: t.Type<UsageAggregation>;
export type UsageAggregation = 'mean' | 'maximum';

export const UsageDataPoint: t.Type<UsageDataPoint, UsageDataPointJson>;
export interface UsageDataPoint {
    readonly timestamp: number;
    readonly value: number;
    readonly metadata?: Readonly<Record<string, unknown>>;
}

export type UsageForecast = Omit<ForecastResult, 'forecastId' | 'tenantId' | 'generatedAt'>;

export interface UsageForecastInput {
    readonly metric: ResourceMetric;
    readonly points: ReadonlyArray<UsageDataPoint>;
    readonly now: EpochSeconds;
    readonly granularity: ForecastGranularity;
    readonly horizonDays: number;
    readonly levels?: ReadonlyArray<number>;
    readonly aggregation?: UsageAggregation;
    readonly regimeChanges?: ReadonlyArray<TrainingChange>;
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
    readUsage(query: UsageQuery, signal: AbortSignal): MaybePromise<UsageSeries>;
    listMetrics?(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<ResourceMetric>>;
}

export interface UsageQuery extends MetricQuery {
    readonly since: EpochSeconds;
    readonly until: EpochSeconds;
}

export const UsageSeries: t.Type<UsageSeries, object>;
export interface UsageSeries {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly points: ReadonlyArray<UsageDataPoint>;
}

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

export interface WorkloadPort {
    readWorkload(query: {
        readonly tenantId: string;
        readonly workloadId: string;
    }, signal: AbortSignal): MaybePromise<Workload | null>;
}

export const customModelWorse: (facts: {
    readonly metric: string;
    readonly mase: number;
    readonly defaultMase: number;
    readonly origins: number;
}, cause?: unknown) => CustomModelWorse;

export function detectChangePoints(values: ArrayLike<number>, options?: ChangePointOptions): number[];

export function regimeChanges(points: ReadonlyArray<UsageDataPoint>, sensitivity?: number): ReadonlyArray<RegimeChangeEvent>;
export { regimeChanges as detectRegimeChange };

export function detectSeasonality(points: ReadonlyArray<UsageDataPoint>): Seasonality;

export function forecastMany(jobs: Iterable<ForecastJob> | AsyncIterable<ForecastJob>, options?: ForecastManyOptions): AsyncGenerator<ForecastAnswer, void, undefined>;

export const forecastModelFailed: (facts: {
    readonly model: string;
    readonly reason: string;
}, cause?: unknown) => ForecastModelFailed;

export function forecastSeries(values: ArrayLike<number>, options: ForecastOptions): Either<ForecastError, SeriesForecast>;

export function forecastUsage(input: UsageForecastInput): Either<ForecastError | InsufficientHistory, UsageForecast>;

export const insufficientHistory: (facts: {
    readonly metric: string;
    readonly days: number;
    readonly neededDays: number;
    readonly points: number;
}, cause?: unknown) => InsufficientHistory;

export const invalidForecastOption: (facts: {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidForecastOption;

export const invalidReservationTerm: (facts: {
    readonly termMonths: unknown;
}, cause?: unknown) => InvalidReservationTerm;

export const isCustomModelWorse: (value: unknown) => value is CustomModelWorse;

export const isForecastModelFailed: (value: unknown) => value is ForecastModelFailed;

export const isInsufficientHistory: (value: unknown) => value is InsufficientHistory;

export const isInvalidForecastOption: (value: unknown) => value is InvalidForecastOption;

export const isInvalidReservationTerm: (value: unknown) => value is InvalidReservationTerm;

export const isUnknownCapacity: (value: unknown) => value is UnknownCapacity;

export const isUnknownForecastModel: (value: unknown) => value is UnknownForecastModel;

export const isUnknownPrice: (value: unknown) => value is UnknownPrice;

export const isUnknownWorkload: (value: unknown) => value is UnknownWorkload;

export const isUnusableSeries: (value: unknown) => value is UnusableSeries;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function projectExhaustion(input: ExhaustionInput): Either<InsufficientHistory | InvalidForecastOption, CapacityExhaustion>;

export const unknownCapacity: (facts: {
    readonly tenantId: string;
    readonly metric: string;
}, cause?: unknown) => UnknownCapacity;

export const unknownForecastModel: (facts: {
    readonly model: string;
    readonly known: readonly string[];
}, cause?: unknown) => UnknownForecastModel;

export const unknownPrice: (facts: {
    readonly tenantId: string;
    readonly metric: string;
}, cause?: unknown) => UnknownPrice;

export const unknownWorkload: (facts: {
    readonly tenantId: string;
    readonly workloadId: string;
}, cause?: unknown) => UnknownWorkload;

export const unusableSeries: (facts: {
    readonly found: string;
    readonly expected: string;
}, cause?: unknown) => UnusableSeries;
