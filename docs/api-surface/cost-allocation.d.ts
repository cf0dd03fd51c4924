// @omnicloud/domain/cost-allocation

export const ALLOCATION_STRATEGIES: readonly AllocationStrategy[];

export const ANOMALY_SEVERITIES: readonly [
    'low',
    'medium',
    'high',
    'critical'
];

export interface AllocationConditions {
    readonly period: Period;
    readonly tenants: ReadonlyArray<Tenant>;
    readonly rules?: ReadonlyArray<AllocationRule>;
    readonly reservations?: ReadonlyArray<Reservation>;
    readonly ownership?: ReadonlyArray<Ownership>;
    readonly rates?: ReadonlyArray<ExchangeRate>;
    readonly currency?: string;
    readonly scale?: number;
    readonly basis?: CostBasis;
    readonly view?: CostView;
    readonly onZeroWeights?: ZeroWeightPolicy;
    readonly carried?: ReadonlyArray<CarriedPool>;
    readonly keepLines?: boolean;
}

export interface AllocationInput extends AllocationConditions {
    readonly charges: ReadonlyArray<Charge>;
}

export const AllocationRecord: t.Type<AllocationRecord>;
export interface AllocationRecord {
    readonly format: 'allocation/1';
    readonly periodStart: number;
    readonly periodEnd: number;
    readonly currency: string;
    readonly basis: string;
    readonly view: string;
    readonly withLines: boolean;
    readonly rates: ReadonlyArray<{
        readonly from: string;
        readonly to: string;
        readonly month: string;
        readonly rate: string;
    }>;
    readonly sums: ReadonlyArray<RecordedSum>;
    readonly lines: ReadonlyArray<RecordedLine>;
    readonly amortized: ReadonlyArray<RecordedAmortization>;
    readonly splits: ReadonlyArray<RecordedSplit>;
    readonly results: ReadonlyArray<RecordedResult>;
    readonly total: string;
    readonly digest: string;
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

export type AllocationRuleDraft = Partial<AllocationRule>;

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

export type AmortizationError = InvalidReservation | InvalidPeriod | InvalidCostOption | UnknownCurrency | DecodeError;

export interface AmortizedPart {
    readonly kind: 'amortized';
    readonly category: 'reserved';
    readonly amount: Decimal;
    readonly reservationId: string;
}

export interface AnomalyCheck {
    readonly anomalies: ReadonlyArray<CostAnomaly>;
    readonly notJudged?: string;
}

export interface AnomalyOptions {
    readonly tenantId: string;
    readonly mode?: 'plain' | 'calibrated';
    readonly falseAlarmRate?: number;
    readonly causesOf?: (increase: Decimal) => ReadonlyArray<CostCause>;
}

export const AnomalySeverity: t.Type<AnomalySeverity>;
export type AnomalySeverity = (typeof ANOMALY_SEVERITIES)[number];

export type ApportionMethod = 'hamilton' | 'sainteLague';

export interface ApportionOptions {
    readonly scale?: number;
    readonly method?: ApportionMethod;
}

export interface BillingPort {
    charges(query: ChargeQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<Charge> | Iterable<ChargeBatch> | AsyncIterable<ChargeBatch>>;
    totals?(query: TotalsQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<ChargeTotal>>;
}

export const COST_CATEGORIES: readonly CostCategory[];

export const COST_CAUSE_KINDS: readonly [
    'price',
    'usage',
    'new_resource',
    'gone_resource',
    'shared_rule',
    'other'
];

export const CarriedPool: t.Type<CarriedPool, CarriedPoolJson>;
export interface CarriedPool {
    readonly poolId: string;
    readonly category: CostCategory;
    readonly shares: ReadonlyArray<CarriedShare>;
}

export interface CarriedPoolJson {
    readonly pool_id: string;
    readonly category: CostCategory;
    readonly shares: ReadonlyArray<{
        readonly tenant_id: string;
        readonly entitled: string;
        readonly given: string;
    }>;
}

export interface CarriedShare {
    readonly tenantId: string;
    readonly entitled: string;
    readonly given: Decimal;
}

export interface CarryPort {
    read(asOf: number, signal: AbortSignal): MaybePromise<unknown>;
    write(asOf: number, carried: unknown, signal: AbortSignal): MaybePromise<void>;
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

export type ChargeBatch = ReadonlyArray<Charge> | ChargeColumns;

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

export interface ChargeQuery {
    readonly period: Span;
    readonly tenantId?: string;
    readonly resourceIds?: ReadonlyArray<string>;
    readonly view?: CostView;
    readonly besides?: TotalsQuery;
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

export type CostAllocationError = AmortizationError | ApportionError | InvalidDecimal | InvalidCharge | DuplicateId | InvalidAllocationRule | MissingWeights | ZeroWeights | OverlappingOwners | PoolCycle | ClosedPools | MissingRate | MixedCurrencies;

export interface CostAllocationOptions extends TermOptions, PortContext {
    readonly onProgress?: (done: number, total: number | undefined) => void;
    readonly timeZone?: string;
    readonly anomalies?: Pick<AnomalyOptions, 'mode' | 'falseAlarmRate'>;
}

export interface CostAllocationPorts {
    readonly billing: BillingPort;
    readonly tenants: TenantsPort;
    readonly clock: Clock;
    readonly ids: IdSource;
    readonly rules?: RulesPort;
    readonly ownership?: OwnershipPort;
    readonly reservations?: ReservationsPort;
    readonly rates?: RatesPort;
    readonly results?: ResultsPort;
    readonly carry?: CarryPort;
    readonly monitor?: MonitorPort;
    readonly log?: CostLogPort;
}

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
    readonly suggested_causes: ReadonlyArray<CostCauseJson>;
}

export type CostBasis = 'effective' | 'billed' | 'list' | 'contracted';

export const CostCategory: t.Type<CostCategory>;
export type CostCategory = 'compute' | 'storage' | 'network' | 'shared' | 'reserved' | 'support';

export const CostCause: t.Type<CostCause, CostCauseJson>;
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

export const CostCauseKind: t.Type<CostCauseKind>;
export type CostCauseKind = (typeof COST_CAUSE_KINDS)[number];

export interface CostLine {
    readonly category: string;
    readonly resourceId?: string;
    readonly cost: Decimal;
    readonly usageQuantity?: Decimal;
    readonly usageUnit?: string;
    readonly pool?: {
        readonly poolId: string;
        readonly total: Decimal;
    };
}

export interface CostLogEntry {
    readonly level: 'info' | 'warning';
    readonly message: string;
    readonly facts: Readonly<Record<string, unknown>>;
}

export interface CostLogPort {
    write(entry: CostLogEntry): void;
}

export type CostServiceError = CostAllocationError | UnknownTenant | UnknownReservation | ForeignReservation | MissingPort | UnknownTimeZone | PortFailure | ForeignTenant | Cancelled;

export const CostTag: t.Type<CostTag, CostTag>;
export interface CostTag {
    readonly key: string;
    readonly value: string;
}

export type CostView = 'accrual' | 'cash';

export const Decimal: typeof DecimalJs;
export type Decimal = DecimalJs;

export interface DecimalColumn {
    readonly units: BigInt64Array | Float64Array;
    readonly scale: number;
}

export interface DictionaryColumn<Name> {
    readonly codes: Uint8Array | Uint16Array | Uint32Array;
    readonly names: readonly Name[];
}

export interface DirectPart {
    readonly kind: 'direct';
    readonly category: CostCategory;
    readonly amount: Decimal;
    readonly charges: ReadonlyArray<ExplainedCharge>;
}

export type DuplicateId = TaggedError<'DuplicateId', {
    readonly what: string;
    readonly id: string;
}>;

export type EpochSeconds = number & {
    readonly [epochSecondsBrand]: true;
};

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

export interface ExplainOptions {
    readonly periods?: number;
    readonly increase?: Decimal;
}

export interface ExplainedCharge {
    readonly chargeId: string;
    readonly amount: Decimal;
}

export interface ExplainedLeg {
    readonly poolId: string;
    readonly ruleId: string;
    readonly driver: string;
    readonly fallback: string | null;
    readonly amount: Decimal;
}

export type ExplainedPart = DirectPart | SharedPart | AmortizedPart;

export interface Explanation {
    readonly tenantId: string;
    readonly currency: string;
    readonly amount: Decimal;
    readonly parts: ReadonlyArray<ExplainedPart>;
}

export interface Following {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
}

export type ForeignReservation = TaggedError<'ForeignReservation', {
    readonly reservationId: string;
    readonly tenantId: string;
    readonly owner: string;
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

export type InvalidCostOption = TaggedError<'InvalidCostOption', {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidReservation = TaggedError<'InvalidReservation', {
    readonly reservationId: string;
    readonly reason: string;
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

export interface MonitorPort {
    publish(anomaly: CostAnomaly, signal: AbortSignal): MaybePromise<void>;
}

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

export interface OwnershipPort {
    intervals(period: Span, signal: AbortSignal): MaybePromise<ReadonlyArray<Ownership>>;
}

export interface Period {
    readonly start: Date;
    readonly end: Date;
}

export interface PeriodAllocation {
    readonly periodStart: EpochSeconds;
    readonly periodEnd: EpochSeconds;
    readonly currency: string;
    readonly total: Decimal;
    readonly results: ReadonlyArray<CostAllocationResult>;
    readonly record: AllocationRecord;
    readonly carried: ReadonlyArray<CarriedPool>;
}

export type PoolCycle = TaggedError<'PoolCycle', {
    readonly pools: readonly string[];
}>;

export interface RatesPort {
    rates(query: {
        readonly from: ReadonlyArray<string>;
        readonly to: string;
        readonly months: ReadonlyArray<string>;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<ExchangeRate>>;
}

export interface RecordedAmortization {
    readonly reservationId: string;
    readonly tenantId: string;
    readonly currency: string;
    readonly month: string;
    readonly cost: string;
}

export interface RecordedLeg {
    readonly poolId: string;
    readonly ruleId: string;
    readonly part: string;
    readonly driver: string;
    readonly fallback: string | null;
    readonly clamped: ReadonlyArray<string>;
    readonly weights: ReadonlyArray<string>;
}

export interface RecordedLine extends RecordedSum {
    readonly chargeId: string;
}

export interface RecordedResult {
    readonly tenantId: string;
    readonly breakdown: Readonly<Record<string, string>>;
    readonly total: string;
}

export interface RecordedShare {
    readonly tenantId: string;
    readonly weight: string;
    readonly amount: string;
}

export interface RecordedSplit {
    readonly poolId: string;
    readonly category: CostCategory;
    readonly from: number;
    readonly until: number;
    readonly amount: string;
    readonly scale: number;
    readonly ruleId: string;
    readonly strategy: string;
    readonly method: 'hamilton' | 'sainteLague';
    readonly legs: ReadonlyArray<RecordedLeg>;
    readonly shares: ReadonlyArray<RecordedShare>;
    readonly carried: ReadonlyArray<{
        readonly tenantId: string;
        readonly entitled: string;
        readonly given: string;
    }> | null;
}

export interface RecordedSum {
    readonly tenantId: string | null;
    readonly poolId: string;
    readonly category: CostCategory;
    readonly from: number;
    readonly until: number;
    readonly currency: string;
    readonly month: string;
    readonly cost: string;
}

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

export interface ReservationsPort {
    during(period: Span, signal: AbortSignal): MaybePromise<ReadonlyArray<Reservation>>;
    find(reservationId: string, signal: AbortSignal): MaybePromise<Reservation | null>;
}

export interface ResultsPort {
    save(result: CostAllocationResult, signal: AbortSignal): MaybePromise<void>;
    find(tenantId: string, within: Span, signal: AbortSignal): MaybePromise<ReadonlyArray<CostAllocationResult>>;
}

export interface RulesPort {
    list(signal: AbortSignal): MaybePromise<ReadonlyArray<AllocationRule>>;
    save(rule: AllocationRule, signal: AbortSignal): MaybePromise<void>;
}

export interface SharedPart {
    readonly kind: 'shared';
    readonly category: CostCategory;
    readonly amount: Decimal;
    readonly poolId: string;
    readonly ruleId: string;
    readonly strategy: string;
    readonly from: number;
    readonly until: number;
    readonly poolAmount: Decimal;
    readonly weight: string;
    readonly weightSum: string;
    readonly quota: string;
    readonly quotaFloor: Decimal;
    readonly remainder: Decimal;
    readonly legs: ReadonlyArray<ExplainedLeg>;
    readonly charges: ReadonlyArray<ExplainedCharge>;
}

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

export interface TenantsPort {
    list(signal: AbortSignal): MaybePromise<ReadonlyArray<Tenant>>;
}

export interface TierChange {
    readonly tier: string;
    readonly from: number;
}

export interface TotalsQuery {
    readonly windows: ReadonlyArray<Span>;
    readonly exceptResources: ReadonlyArray<string>;
    readonly basis: CostBasis;
    readonly view: CostView;
}

export const UNALLOCATED = "__unallocated__";

export type UnknownReservation = TaggedError<'UnknownReservation', {
    readonly reservationId: unknown;
}>;

export type UnknownTenant = TaggedError<'UnknownTenant', {
    readonly tenantId: unknown;
}>;

export type UnsoundRecord = TaggedError<'UnsoundRecord', {
    readonly findings: readonly string[];
}>;

export type WeightMode = 'weight' | 'percent';

export type ZeroWeightPolicy = 'equal' | 'unallocated' | 'error';

export type ZeroWeights = TaggedError<'ZeroWeights', {
    readonly ruleId: string;
    readonly driver: string;
}>;

export function allocateBill(input: AllocationInput, following?: Following): TaskEither<CostAllocationError | Cancelled, PeriodAllocation>;

export function allocatePeriod(input: AllocationInput): Either<CostAllocationError, PeriodAllocation>;

export function amortize(reservation: Reservation, period: Period, scale?: number): Either<AmortizationError, Decimal>;

export function apportion(total: MoneyInput, weights: ReadonlyArray<MoneyInput>, options?: ApportionOptions): Either<ApportionError, ReadonlyArray<Decimal>>;

export const closedPools: (facts: {
    readonly pools: readonly string[];
}, cause?: unknown) => ClosedPools;

export function detectAnomalies(current: Decimal, history: ReadonlyArray<Decimal>, options: AnomalyOptions): AnomalyCheck;

export const duplicateId: (facts: {
    readonly what: string;
    readonly id: string;
}, cause?: unknown) => DuplicateId;

export function explain(allocation: {
    readonly record: AllocationRecord;
}, tenantId: string): Either<UnknownTenant | DecodeError, Explanation>;

export function explainIncrease(before: ReadonlyArray<CostLine>, after: ReadonlyArray<CostLine>, options?: ExplainOptions): ReadonlyArray<CostCause>;

export const foreignReservation: (facts: {
    readonly reservationId: string;
    readonly tenantId: string;
    readonly owner: string;
}, cause?: unknown) => ForeignReservation;

export const invalidAllocationRule: (facts: {
    readonly ruleId: string;
    readonly reason: string;
    readonly value: unknown;
}, cause?: unknown) => InvalidAllocationRule;

export const invalidCharge: (facts: {
    readonly chargeId: string;
    readonly reason: string;
}, cause?: unknown) => InvalidCharge;

export const invalidCostOption: (facts: {
    readonly option: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidCostOption;

export const invalidReservation: (facts: {
    readonly reservationId: string;
    readonly reason: string;
}, cause?: unknown) => InvalidReservation;

export const isClosedPools: (value: unknown) => value is ClosedPools;

export const isDuplicateId: (value: unknown) => value is DuplicateId;

export const isForeignReservation: (value: unknown) => value is ForeignReservation;

export const isInvalidAllocationRule: (value: unknown) => value is InvalidAllocationRule;

export const isInvalidCharge: (value: unknown) => value is InvalidCharge;

export const isInvalidCostOption: (value: unknown) => value is InvalidCostOption;

export const isInvalidReservation: (value: unknown) => value is InvalidReservation;

export const isMissingRate: (value: unknown) => value is MissingRate;

export const isMissingWeights: (value: unknown) => value is MissingWeights;

export const isMixedCurrencies: (value: unknown) => value is MixedCurrencies;

export const isOverlappingOwners: (value: unknown) => value is OverlappingOwners;

export const isPoolCycle: (value: unknown) => value is PoolCycle;

export const isUnknownReservation: (value: unknown) => value is UnknownReservation;

export const isUnknownTenant: (value: unknown) => value is UnknownTenant;

export const isUnsoundRecord: (value: unknown) => value is UnsoundRecord;

export const isZeroWeights: (value: unknown) => value is ZeroWeights;

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

export function period(start: Date, end: Date): Either<InvalidPeriod, Period>;

export const poolCycle: (facts: {
    readonly pools: readonly string[];
}, cause?: unknown) => PoolCycle;

export const unknownReservation: (facts: {
    readonly reservationId: unknown;
}, cause?: unknown) => UnknownReservation;

export const unknownTenant: (facts: {
    readonly tenantId: unknown;
}, cause?: unknown) => UnknownTenant;

export const unsoundRecord: (facts: {
    readonly findings: readonly string[];
}, cause?: unknown) => UnsoundRecord;

export const zeroWeights: (facts: {
    readonly ruleId: string;
    readonly driver: string;
}, cause?: unknown) => ZeroWeights;
