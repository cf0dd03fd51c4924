// @omnicloud/domain

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

export type Cancelled = TaggedError<'Cancelled', {
    readonly what: string;
}>;

export class CapacityForecastEngine {
    #private;
    constructor(ports: CapacityForecastPorts, options?: CapacityForecastOptions);
    forecastMetric(tenantId: string, metric: ResourceMetric, horizonDays?: number, granularity?: ForecastGranularity): Answer<ForecastResult>;
    detectSeasonality(points: ReadonlyArray<UsageDataPoint>): Seasonality;
    detectRegimeChange(points: ReadonlyArray<UsageDataPoint>, sensitivity?: number): ReadonlyArray<RegimeChangeEvent>;
    generateCapacityRecommendations(tenantId: string, forecast: ForecastResult | ReadonlyArray<ForecastResult>, headroomPercent?: number): Answer<ReadonlyArray<CapacityRecommendation>>;
    projectCapacityExhaustion(tenantId: string, metric: ResourceMetric, currentCapacity: number): Answer<Option<EpochSeconds>>;
    explainCapacityExhaustion(tenantId: string, metric: ResourceMetric, currentCapacity: number): Answer<CapacityExhaustion>;
    runWhatIfScenario(tenantId: string, scenario: WhatIfScenario | Readonly<Record<string, unknown>>): Answer<ScenarioForecasts>;
    estimateReservedCapacitySavings(tenantId: string, reservationTermMonths?: ReservationTerm, metric?: ResourceMetric): Answer<ReservedCapacitySavings>;
    getHistoricalAccuracy(tenantId: string, metric: ResourceMetric, lookbackForecasts?: number): Answer<ForecastAccuracy>;
    trainCustomModel(tenantId: string, metric: ResourceMetric, trainingData: ReadonlyArray<UsageDataPoint>, modelConfig?: CustomModelConfig): Answer<string>;
}

export type CapacityForecastError = ForecastError | InsufficientHistory | InvalidReservationTerm | MissingPort | UnknownCapacity | UnknownPrice | UnknownWorkload | CustomModelWorse | DecodeError | InvalidInstant | ForeignTenant | PortFailure | Cancelled | UnknownCurrency;

export interface Clock {
    now(): Date;
}

export type ClosedPools = TaggedError<'ClosedPools', {
    readonly pools: readonly string[];
}>;

export type CompareError = InvalidPath | InvalidRule | CyclicConfig | UnreadableConfig;

export type CostAllocationError = AmortizationError | ApportionError | InvalidDecimal | InvalidCharge | DuplicateId | InvalidAllocationRule | MissingWeights | ZeroWeights | OverlappingOwners | PoolCycle | ClosedPools | MissingRate | MixedCurrencies;

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

export type CostServiceError = CostAllocationError | UnknownTenant | UnknownReservation | ForeignReservation | MissingPort | UnknownTimeZone | PortFailure | ForeignTenant | Cancelled;

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

export const Decimal: typeof DecimalJs;
export type Decimal = DecimalJs;

export type DecodeError = TaggedError<'DecodeError', {
    readonly what: string;
    readonly issues: readonly DecodeIssue[];
}>;

export interface DecodeIssue {
    readonly path: string;
    readonly message: string;
}

export class DriftDetector {
    private readonly ports;
    private readonly options;
    private rules;
    private readonly markers;
    constructor(ports: DriftPorts, options?: DriftDetectorOptions);
    detectResourceDrift(resource: ResourceName, desired: unknown, actual: unknown): Either<DetectionError, readonly DriftRecord[]>;
    scanTenantResources(tenantId: string, resourceTypes?: readonly string[], options?: ScanOptions): TaskEither<ScanError | InvalidRule | PortFailure, DriftReport>;
    classifyDriftSeverity(drift: DriftRecord): DriftSeverity;
    generateRemediationPlan(drifts: readonly DriftRecord[]): readonly RemediationAction[];
    registerComparator(pattern: string, comparator: ComparatorName | Comparator): void;
    markFieldUnordered(pattern: string): void;
    addSeverityRule(resourceType: string, pattern: string, severity: DriftSeverity): void;
    getDriftHistory(resource: string | {
        readonly resourceId: string;
        readonly tenantId?: string;
    }, since?: number): TaskEither<HistoryError | InvalidInstant | TamperedHistory | AmbiguousResource, readonly DriftRecord[]>;
    private stamp;
    private get digestKey();
    private rulesFor;
    private extend;
}

export type DriftError = CompareError | PatchRefused | RedactedPatch | AmbiguousResource | TamperedHistory | DuplicateResource | InvalidTerraform;

export type DuplicateId = TaggedError<'DuplicateId', {
    readonly what: string;
    readonly id: string;
}>;

export type DuplicateResource = TaggedError<'DuplicateResource', {
    readonly resourceId: string;
    readonly side: 'desired' | 'actual';
}>;

export type Either<L, A> = FpEither<L, A>;

export type EpochSeconds = number & {
    readonly [epochSecondsBrand]: true;
};

export type ForecastError = UnusableSeries | InvalidForecastOption | UnknownForecastModel | ForecastModelFailed;

export type ForecastModelFailed = TaggedError<'ForecastModelFailed', {
    readonly model: string;
    readonly reason: string;
}>;

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

export type PatchRefused = TaggedError<'PatchRefused', {
    readonly path: string;
    readonly reason: string;
}>;

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

export type RedactedPatch = TaggedError<'RedactedPatch', {
    readonly path: string;
}>;

export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
    readonly _tag: Tag;
} & Readonly<Facts>;

export type TamperedHistory = TaggedError<'TamperedHistory', {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}>;

export type TaskEither<L, A> = FpTaskEither<L, A>;

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

export const noObserver: Observer;

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
