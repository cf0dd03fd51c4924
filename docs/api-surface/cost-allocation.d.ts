// @omnicloud/domain/cost-allocation

export const ADJUSTMENT_KINDS: readonly [
    'markup',
    'discount',
    'fee',
    'credit',
    'tax',
    'commitment'
];

export const ALLOCATION_STRATEGIES: readonly [
    'proportional',
    'equal',
    'tiered',
    'custom'
];

export const ANOMALY_SEVERITIES: readonly [
    'low',
    'medium',
    'high',
    'critical'
];

export interface AdjustedBill {
    readonly billed: Decimal;
    readonly adjustments: Decimal;
    readonly invoiced: Decimal;
    readonly lines: readonly AdjustmentLine[];
    readonly tenants: readonly AdjustedTenant[];
    readonly outcomes: readonly AdjustmentOutcome[];
}

export interface AdjustedTenant {
    readonly tenantId: string | null;
    readonly billed: Decimal;
    readonly adjustments: Decimal;
    readonly invoiced: Decimal;
}

export type AdjustmentError = DecodeError | InvalidPeriod | DuplicateId | InvalidAllocationRule;

export interface AdjustmentInput {
    readonly period: Period;
    readonly rows: readonly BilledRow[];
    readonly rules: readonly AdjustmentRuleDraft[];
    readonly by?: readonly string[];
}

export type AdjustmentKind = (typeof ADJUSTMENT_KINDS)[number];

export interface AdjustmentLine {
    readonly lineId: string;
    readonly ruleId: string;
    readonly name: string;
    readonly kind: AdjustmentKind;
    readonly tenantId: string | null;
    readonly by: Readonly<Record<string, string | null>>;
    readonly base: Decimal;
    readonly amount: Decimal;
}

export interface AdjustmentOutcome {
    readonly ruleId: string;
    readonly status: 'applied' | 'no_match' | 'not_in_force' | 'inactive';
    readonly rows: number;
    readonly amount: Decimal;
    readonly unused: Decimal;
}

export const AdjustmentRule: Codec<AdjustmentRule, AdjustmentRuleJson>;
export interface AdjustmentRule {
    readonly ruleId: string;
    readonly name: string;
    readonly kind: AdjustmentKind;
    readonly when: ColumnMatcher;
    readonly percent?: Decimal;
    readonly amount?: Decimal;
    readonly tiers?: readonly AdjustmentTier[];
    readonly tierMode?: 'graduated' | 'volume';
    readonly from?: ColumnMatcher;
    readonly minimum?: Decimal;
    readonly cap?: Decimal;
    readonly per?: 'tenant' | 'bill';
    readonly base?: 'billed' | 'adjusted';
    readonly upToBase?: boolean;
    readonly committed?: Decimal;
    readonly unusedTo?: string;
    readonly scale?: number;
    readonly effectiveFrom: number;
    readonly effectiveUntil: number | null;
    readonly isActive: boolean;
}

export type AdjustmentRuleDraft = WrittenForm<Pick<AdjustmentRule, 'ruleId' | 'kind'> & Partial<Omit<AdjustmentRule, 'ruleId' | 'kind'>>>;

export interface AdjustmentRuleJson {
    readonly rule_id: string;
    readonly name: string;
    readonly kind: AdjustmentKind;
    readonly when: ColumnMatcherJson;
    readonly percent?: string;
    readonly amount?: string;
    readonly tiers?: readonly {
        readonly from: string;
        readonly percent: string;
    }[];
    readonly tier_mode?: 'graduated' | 'volume';
    readonly from?: ColumnMatcherJson;
    readonly minimum?: string;
    readonly cap?: string;
    readonly per?: 'tenant' | 'bill';
    readonly base?: 'billed' | 'adjusted';
    readonly up_to_base?: boolean;
    readonly committed?: string;
    readonly unused_to?: string;
    readonly scale?: number;
    readonly effective_from: number;
    readonly effective_until: number | null;
    readonly is_active: boolean;
}

export interface AdjustmentTier {
    readonly from: Decimal;
    readonly percent: Decimal;
}

export interface AllocationConditions {
    readonly period: PeriodInput;
    readonly tenants: readonly TenantInput[];
    readonly rules?: readonly AllocationRuleInput[];
    readonly reservations?: readonly ReservationInput[];
    readonly ownership?: readonly OwnershipInput[];
    readonly rates?: readonly ExchangeRateInput[];
    readonly currency?: string;
    readonly scale?: number;
    readonly basis?: CostBasis;
    readonly view?: CostView;
    readonly unusedCommitments?: UnusedCommitments;
    readonly onDuplicate?: DuplicatePolicy;
    readonly onZeroWeights?: ZeroWeightPolicy;
    readonly carried?: readonly CarriedPool[];
    readonly keepLines?: boolean;
}

export interface AllocationInput extends AllocationConditions {
    readonly charges: readonly ChargeInput[];
}

export const AllocationRecord: Codec<AllocationRecord>;
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
    readonly sums: readonly RecordedSum[];
    readonly lines: readonly RecordedLine[];
    readonly amortized: readonly RecordedAmortization[];
    readonly splits: readonly RecordedSplit[];
    readonly results: readonly RecordedResult[];
    readonly total: string;
    readonly digest: string;
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

export type AllocationRuleDraft = WrittenForm<Partial<AllocationRule>>;

export type AllocationRuleInput = AllocationRuleDraft | Partial<AllocationRuleJson>;

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
export type AllocationStrategy = (typeof ALLOCATION_STRATEGIES)[number];

export type AmortizationError = InvalidReservation | InvalidPeriod | InvalidCostOption | UnknownCurrency | DecodeError;

export type AmortizedCostError = AmortizationError | ConditionsError | UnknownReservation | ForeignReservation | MissingPort | ForeignTenant | PortFailure | Cancelled;

export interface AmortizedPart {
    readonly kind: 'amortized';
    readonly category: 'reserved';
    readonly amount: Decimal;
    readonly reservationId: string;
}

export interface AnomalyCheck {
    readonly anomalies: readonly CostAnomaly[];
    readonly notJudged?: string;
}

export interface AnomalyOptions {
    readonly tenantId: string;
    readonly mode?: 'plain' | 'calibrated';
    readonly falseAlarmRate?: number;
    readonly causesOf?: (increase: Decimal) => readonly CostCause[];
}

export const AnomalySeverity: Codec<AnomalySeverity>;
export type AnomalySeverity = (typeof ANOMALY_SEVERITIES)[number];

export type ApportionMethod = 'hamilton' | 'sainteLague';

export interface ApportionOptions {
    readonly scale?: number;
    readonly method?: ApportionMethod;
}

export interface AwsCostCategoryOptions {
    readonly dimension?: string;
    readonly tagKey?: (key: string) => string;
    readonly columns?: Readonly<Record<string, string>>;
}

export type BillError = CostAllocationError | FetchError;

export type BilledRow = {
    readonly amount: Decimal;
    readonly use?: Decimal;
} & {
    readonly [column: string]: string | Decimal | null | undefined;
};

export interface BillingPort {
    charges(query: ChargeQuery, signal: AbortSignal): MaybePromise<readonly ChargeInput[] | Iterable<ChargeBatch> | AsyncIterable<ChargeBatch>>;
    totals?(query: TotalsQuery, signal: AbortSignal): MaybePromise<readonly (ChargeTotal | ChargeTotalJson)[]>;
}

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

export const CarriedPool: Codec<CarriedPool, CarriedPoolJson>;
export interface CarriedPool {
    readonly poolId: string;
    readonly category: CostCategory;
    readonly shares: readonly CarriedShare[];
}

export interface CarriedPoolJson {
    readonly pool_id: string;
    readonly category: CostCategory;
    readonly shares: readonly {
        readonly tenant_id: string;
        readonly entitled: string;
        readonly given: string;
    }[];
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

export type ChargeBatch = readonly ChargeInput[] | ChargeColumns;

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

export type ChargeDraft = Draft<Charge, 'tenantId' | 'tags'>;

export type ChargeInput = ChargeDraft | ChargeJson;

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

export interface ChargeQuery {
    readonly period: Interval;
    readonly tenantId?: string;
    readonly resourceIds?: readonly string[];
    readonly view?: CostView;
    readonly excludeCoveredBy?: TotalsQuery;
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

export interface ChargeWithColumns extends Charge {
    readonly columns?: Readonly<Record<string, string>>;
}

export type ChargesError = InvalidCharge | DuplicateId | UnknownCurrency | InvalidCostOption | DecodeError;

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

export const ColumnMatcher: Codec<ColumnMatcher, ColumnMatcherJson>;
export type ColumnMatcher = ColumnTest | {
    readonly all: readonly ColumnMatcher[];
} | {
    readonly any: readonly ColumnMatcher[];
} | {
    readonly not: ColumnMatcher;
};

export type ColumnMatcherJson = {
    readonly column: string;
    readonly equals?: string;
    readonly in?: readonly string[];
    readonly glob?: string | readonly string[];
    readonly at_least?: string;
    readonly below?: string;
    readonly present?: boolean;
    readonly ignore_case?: boolean;
} | {
    readonly all: readonly ColumnMatcherJson[];
} | {
    readonly any: readonly ColumnMatcherJson[];
} | {
    readonly not: ColumnMatcherJson;
};

export const ColumnRule: Codec<ColumnRule, ColumnRuleJson>;
export interface ColumnRule {
    readonly ruleId: string;
    readonly name: string;
    readonly when: ColumnMatcher;
    readonly set: Readonly<Record<string, ColumnValue>>;
    readonly override?: boolean;
    readonly effectiveFrom: number;
    readonly effectiveUntil: number | null;
    readonly isActive: boolean;
}

export type ColumnRuleDraft = WrittenForm<Pick<ColumnRule, 'ruleId' | 'set'> & Partial<Omit<ColumnRule, 'ruleId' | 'set'>>>;

export interface ColumnRuleJson {
    readonly rule_id: string;
    readonly name: string;
    readonly when: ColumnMatcherJson;
    readonly set: Readonly<Record<string, ColumnValueJson>>;
    readonly override?: boolean;
    readonly effective_from: number;
    readonly effective_until: number | null;
    readonly is_active: boolean;
}

export interface ColumnRuleOptions {
    readonly scale?: number;
}

export type ColumnRuleStatus = 'used' | 'shadowed' | 'no_value' | 'never_matches' | 'not_in_force' | 'inactive';

export interface ColumnRuleUse {
    readonly ruleId: string;
    readonly status: ColumnRuleStatus;
    readonly matched: number;
    readonly cost: Readonly<Record<string, Decimal>>;
    readonly shadowedBy: readonly string[];
}

export interface ColumnTest {
    readonly column: string;
    readonly equals?: string;
    readonly in?: readonly string[];
    readonly glob?: string | readonly string[];
    readonly atLeast?: string;
    readonly below?: string;
    readonly present?: boolean;
    readonly ignoreCase?: boolean;
}

export type ColumnValue = string | null | {
    readonly inherit: string;
} | {
    readonly split: Readonly<Record<string, Decimal>>;
} | {
    readonly splitByCost: readonly string[];
};

export type ColumnValueJson = string | null | {
    readonly inherit: string;
} | {
    readonly split: Readonly<Record<string, string>>;
} | {
    readonly split_by_cost: readonly string[];
};

export type ConditionsError = RuleError | InvalidPeriod | InvalidCostOption | UnknownCurrency | DuplicateId | OverlappingOwners | DecodeError;

export type ConversionError = MissingRate | MixedCurrencies | UnknownCurrency;

export type CostAllocationError = ConditionsError | ChargesError | ConversionError | SharingError | AmortizationError;

export interface CostAllocationOptions extends ConditionOptions, PortContext {
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
    readonly log?: LogPort;
}

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

export type CostBreakdownRow<Key extends CostKey = CostKey> = Readonly<Record<Key, string | null>> & {
    readonly amount: Decimal;
};

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

export type CostKey = 'tenant' | 'project' | 'resource' | 'category' | `tag:${string}`;

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

export type CostServiceError = BillError | InvalidDecimal | UnknownTenant | UnknownReservation | ForeignReservation | MissingPort | UnknownTimeZone;

export const CostTag: Codec<CostTag, CostTag>;
export interface CostTag {
    readonly key: string;
    readonly value: string;
}

export type CostView = (typeof COST_VIEWS)[number];

export type CreateRuleError = RuleError | InvalidCostOption | DecodeError | MissingPort | PortFailure | Cancelled;

export const DUPLICATE_POLICIES: readonly [
    'fail',
    'exclude'
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

export type DecodeError = TaggedError<'DecodeError', {
    readonly what: string;
    readonly issues: readonly DecodeIssue[];
    readonly omittedIssues?: number;
}>;

export interface DecodeIssue {
    readonly path: string;
    readonly message: string;
}

export interface DictionaryColumn<Name> {
    readonly codes: Uint8Array | Uint16Array | Uint32Array;
    readonly names: readonly Name[];
}

export interface DimensionCoverage {
    readonly dimension: string;
    readonly currency: string;
    readonly total: Decimal;
    readonly covered: Decimal;
    readonly leftOver: Decimal;
    readonly leftOverCharges: number;
    readonly share: number | null;
    readonly largestLeftOver: readonly string[];
}

export interface DirectPart {
    readonly kind: 'direct';
    readonly category: CostCategory;
    readonly amount: Decimal;
    readonly charges: readonly ExplainedCharge[];
}

export type DuplicateId = TaggedError<'DuplicateId', {
    readonly what: string;
    readonly id: string;
}>;

export type DuplicatePolicy = (typeof DUPLICATE_POLICIES)[number];

export type Either<L, A> = Left<L> | Right<A>;

export type EitherSpelling<Model> = WrittenForm<Model> | WireForm<Model>;

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

export const ExchangeRate: Codec<ExchangeRate, ExchangeRateJson>;
export interface ExchangeRate {
    readonly from: string;
    readonly to: string;
    readonly month: string;
    readonly rate: Decimal;
}

export type ExchangeRateInput = WrittenForm<ExchangeRate> | ExchangeRateJson;

export interface ExchangeRateJson {
    readonly from: string;
    readonly to: string;
    readonly month: string;
    readonly rate: string;
}

export interface ExcludedCost {
    readonly reason: ExclusionReason;
    readonly count: number;
    readonly cost: Decimal;
    readonly currency: string;
}

export type ExclusionReason = 'outside_period' | 'commitment_purchase' | 'duplicate';

export interface ExplainOptions {
    readonly periods?: number;
    readonly increase?: Decimal;
}

export interface ExplainedCharge {
    readonly chargeId: string;
    readonly projectId: string | null;
    readonly resourceId: string | null;
    readonly amount: Decimal;
}

export type ExplainedPart = DirectPart | SharedPart | AmortizedPart;

export interface ExplainedStep {
    readonly poolId: string;
    readonly ruleId: string;
    readonly driver: string;
    readonly fallback: string | null;
    readonly amount: Decimal;
}

export interface Explanation {
    readonly tenantId: string;
    readonly currency: string;
    readonly amount: Decimal;
    readonly parts: readonly ExplainedPart[];
}

export type FetchError = ChargesError | PortFailure | ForeignTenant | Cancelled;

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

export type InvoiceKey = Exclude<CostKey, 'tenant' | 'category'>;

export type InvoiceLine<Key extends InvoiceKey = never> = Readonly<Record<Key, string | null>> & {
    readonly lineId: string;
    readonly corrects: string | null;
    readonly tenantId: string;
    readonly category: CostCategory;
    readonly amount: Decimal;
    readonly exactAmount: Decimal;
    readonly currency: string;
    readonly periodStart: number;
    readonly periodEnd: number;
    readonly description: string;
    readonly quantity: Decimal | null;
    readonly unit: string | null;
    readonly unitPrice: Decimal | null;
};

export interface InvoiceOptions<Key extends InvoiceKey = InvoiceKey> {
    readonly scale?: number;
    readonly by?: readonly Key[];
}

export interface Left<L> {
    readonly _tag: 'Left';
    readonly left: L;
}

export interface LineDetails {
    readonly projectId?: string;
    readonly resourceId?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly usage?: string;
    readonly usageUnit?: string;
}

export interface LogEntry {
    readonly level: 'info' | 'warning' | 'error';
    readonly message: string;
    readonly context: Readonly<Record<string, unknown>>;
}

export interface LogPort {
    write(entry: LogEntry): void;
}

export type MaybePromise<A> = A | Promise<A>;

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

export interface None {
    readonly _tag: 'None';
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

export type OwnershipDraft = Draft<Ownership, 'end'>;

export type OwnershipInput = OwnershipDraft | OwnershipJson;

export interface OwnershipJson {
    readonly resource_id: string;
    readonly tenant_id: string;
    readonly start: number;
    readonly end: number | null;
}

export interface OwnershipPort {
    intervals(period: Interval, signal: AbortSignal): MaybePromise<readonly OwnershipInput[]>;
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
    readonly results: readonly CostAllocationResult[];
    readonly record: AllocationRecord;
    readonly carried: readonly CarriedPool[];
    readonly excluded: readonly ExcludedCost[];
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

export interface PreviewOptions extends ColumnRuleOptions {
    readonly current?: readonly ColumnRuleDraft[];
}

export interface ProgressOptions {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
}

export interface RatesPort {
    rates(query: {
        readonly from: readonly string[];
        readonly to: string;
        readonly months: readonly string[];
    }, signal: AbortSignal): MaybePromise<readonly ExchangeRateInput[]>;
}

export interface RecordedAllocation {
    readonly record: AllocationRecord;
}

export interface RecordedAmortization {
    readonly reservationId: string;
    readonly tenantId: string;
    readonly currency: string;
    readonly month: string;
    readonly cost: string;
}

export interface RecordedDriver {
    readonly by: 'usage' | 'cost' | 'tenants';
    readonly category: CostCategory | null;
    readonly unit: string | null;
    readonly weight: string;
    readonly amounts: readonly string[];
}

export interface RecordedLine extends RecordedSum, LineDetails {
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
    readonly legs: readonly RecordedStep[];
    readonly shares: readonly RecordedShare[];
    readonly carried: ReadonlyArray<{
        readonly tenantId: string;
        readonly entitled: string;
        readonly given: string;
    }> | null;
}

export interface RecordedStep {
    readonly poolId: string;
    readonly ruleId: string;
    readonly part: string;
    readonly driver: string;
    readonly fallback: string | null;
    readonly clamped: readonly string[];
    readonly weights: readonly string[];
    readonly drivers?: readonly RecordedDriver[];
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

export type ReservationDraft = WrittenForm<Reservation>;

export type ReservationInput = ReservationDraft | ReservationJson;

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
    during(period: Interval, signal: AbortSignal): MaybePromise<readonly ReservationInput[]>;
    find(reservationId: string, signal: AbortSignal): MaybePromise<ReservationInput | null>;
}

export interface ResultsPort {
    save(result: CostAllocationResult, signal: AbortSignal): MaybePromise<void>;
    find(tenantId: string, within: Interval, signal: AbortSignal): MaybePromise<readonly CostAllocationResult[]>;
}

export interface Right<A> {
    readonly _tag: 'Right';
    readonly right: A;
}

export type RuleError = InvalidAllocationRule | MissingWeights;

export interface RulePreview {
    readonly coverage: readonly DimensionCoverage[];
    readonly rules: readonly ColumnRuleUse[];
    readonly changes: readonly TenantChange[];
}

export interface RulesPort {
    list(signal: AbortSignal): MaybePromise<readonly AllocationRuleInput[]>;
    save(rule: AllocationRule, signal: AbortSignal): MaybePromise<void>;
}

export type SharedCostError = ConditionsError | FetchError | ConversionError | SharingError | InvalidDecimal;

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
    readonly steps: readonly ExplainedStep[];
    readonly charges: readonly ExplainedCharge[];
}

export type SharingError = WeightsError | PoolCycle | ClosedPools | UnknownCurrency;

export interface Some<A> {
    readonly _tag: 'Some';
    readonly value: A;
}

export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
    readonly _tag: Tag;
} & Readonly<Facts>;

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

export interface TenantChange {
    readonly tenantId: string | null;
    readonly currency: string;
    readonly before: Decimal;
    readonly after: Decimal;
    readonly change: Decimal;
}

export type TenantDraft = Draft<Tenant, 'tier' | 'createdAt' | 'deletedAt'>;

export type TenantInput = TenantDraft | TenantJson;

export interface TenantJson {
    readonly tenant_id: string;
    readonly tier: string;
    readonly created_at: number;
    readonly deleted_at: number | null;
    readonly tier_changes?: readonly TierChange[];
}

export interface TenantsPort {
    list(signal: AbortSignal): MaybePromise<readonly TenantInput[]>;
}

export interface TierChange {
    readonly tier: string;
    readonly from: number;
}

export interface TotalsQuery {
    readonly intervals: readonly Interval[];
    readonly exceptResources: readonly string[];
    readonly basis: CostBasis;
    readonly view: CostView;
}

export const UNALLOCATED = "__unallocated__";

export const UNUSED_COMMITMENTS: readonly [
    'exclude',
    'owner',
    'pool'
];

export type UnknownReservation = TaggedError<'UnknownReservation', {
    readonly reservationId: unknown;
}>;

export type UnknownTenant = TaggedError<'UnknownTenant', {
    readonly tenantId: unknown;
}>;

export type UnsoundRecord = TaggedError<'UnsoundRecord', {
    readonly findings: readonly string[];
}>;

export type UnusedCommitments = (typeof UNUSED_COMMITMENTS)[number];

export type WeightMode = 'weight' | 'percent';

export type WeightsError = MissingWeights | ZeroWeights;

export type WireForm<Model> = Model extends Decimal ? string : Model extends EpochSeconds ? number : Model extends string | number | boolean | bigint | null | undefined ? Model : Model extends readonly unknown[] ? {
    readonly [Index in keyof Model]: WireForm<Model[Index]>;
} : Model extends object ? {
    readonly [Key in keyof Model as string extends Key ? Key : Key extends string ? WireName<Key> : Key]: WireForm<Model[Key]>;
} : Model;

export type WrittenForm<Model> = Model extends Decimal ? MoneyInput : Model extends EpochSeconds ? number | PointInTime : Model extends string | number | boolean | bigint | null | undefined ? Model : Model extends readonly unknown[] ? {
    readonly [Index in keyof Model]: WrittenForm<Model[Index]>;
} : Model extends object ? {
    readonly [Key in keyof Model]: WrittenForm<Model[Key]> | (Key extends InstantField ? (number extends Model[Key] ? PointInTime : never) : never);
} : Model;

export type ZeroWeightPolicy = 'equal' | 'unallocated' | 'error';

export type ZeroWeights = TaggedError<'ZeroWeights', {
    readonly ruleId: string;
    readonly driver: string;
}>;

export function adjustBill(input: AdjustmentInput): Either<AdjustmentError, AdjustedBill>;

export function allocateBill(input: AllocationInput, options?: ProgressOptions): TaskEither<CostAllocationError | Cancelled, PeriodAllocation>;

export function allocatePeriod(input: AllocationInput): Either<CostAllocationError, PeriodAllocation>;

export function amortize(reservation: Reservation, period: PeriodInput, scale?: number): Either<AmortizationError, Decimal>;

export function applyColumnRules(charges: readonly ChargeWithColumns[], rules: readonly ColumnRuleDraft[], options?: ColumnRuleOptions): Either<CostAllocationError, readonly ChargeWithColumns[]>;

export function apportion(total: MoneyInput, weights: ReadonlyArray<MoneyInput>, options?: ApportionOptions): Either<ApportionError, ReadonlyArray<Decimal>>;

export function correctionLines<const Key extends InvoiceKey = never>(issued: readonly InvoiceLine<Key>[], corrected: RecordedAllocation, options?: InvoiceOptions<Key>): Either<InvalidCostOption | DecodeError, readonly InvoiceLine<Key>[]>;

export function costBy<const Key extends CostKey>(allocation: RecordedAllocation, keys: readonly Key[]): Either<InvalidCostOption | DecodeError, readonly CostBreakdownRow<Key>[]>;

export function detectAnomalies(current: Decimal, history: readonly Decimal[], options: AnomalyOptions): AnomalyCheck;

export function explain(allocation: {
    readonly record: AllocationRecord;
}, tenantId: string): Either<UnknownTenant | DecodeError, Explanation>;

export function explainIncrease(before: readonly CostLine[], after: readonly CostLine[], options?: ExplainOptions): readonly CostCause[];

export function invoiceLines<const Key extends InvoiceKey = never>(allocation: RecordedAllocation, options?: InvoiceOptions<Key>): Either<InvalidCostOption | DecodeError, readonly InvoiceLine<Key>[]>;

export function isError<T extends TaggedError<string>>(value: unknown, tag: TagOf<T>): value is T;
export function isError<Value, Tag extends string>(value: Value, tag: Tag): value is Value & ErrorOfTag<Value, Tag>;

export function month(text: string, zone?: string): Either<InvalidPeriod | UnknownTimeZone, Period>;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function parseDecimal(text: string): Either<InvalidDecimal, Decimal>;

export function period(start: PointInTime, end: PointInTime): Either<InvalidPeriod, Period>;

export function previewRules(charges: readonly ChargeWithColumns[], rules: readonly ColumnRuleDraft[], options?: PreviewOptions): Either<CostAllocationError, RulePreview>;

export function readAwsCostCategory(definition: unknown, options?: AwsCostCategoryOptions): Either<DecodeError, readonly ColumnRule[]>;
