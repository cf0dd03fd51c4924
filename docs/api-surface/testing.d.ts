// @omnicloud/domain/testing

export const BAD_YEAR: SimulationFaults;

export interface BillSpec {
    readonly seed: number;
    readonly tenants: number;
    readonly charges: number;
    readonly start: number;
    readonly end: number;
    readonly sharedPart?: number;
    readonly scale?: number;
    readonly currency?: string;
}

export interface BillingSetup {
    readonly open: (charges: readonly Charge[]) => MaybePromise<PortFixture<BillingPort>>;
    readonly totals: boolean;
}

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

export interface ContractCase {
    readonly name: string;
    run(): Promise<void>;
}

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

export interface DriftHistorySetup {
    readonly open: () => MaybePromise<PortFixture<DriftHistoryPort>>;
    readonly acrossTenants: boolean;
}

export type Either<L, A> = Left<L> | Right<A>;

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

export interface FixedClock extends Clock {
    now(): Date;
    advance(seconds: number): void;
}

export interface GeneratedBill {
    readonly tenants: readonly Tenant[];
    readonly charges: readonly Charge[];
}

export const HOSTILE_NAMES: readonly string[];

export type InvariantName = 'sums' | 'lost' | 'doubled' | 'leaked' | 'chain' | 'delivery' | 'result' | 'report' | 'host';

export interface Left<L> {
    readonly _tag: 'Left';
    readonly left: L;
}

export type MaybePromise<A> = A | Promise<A>;

export type MoneyInput = string | bigint | Decimal;

export const NO_FAULTS: SimulationFaults;

export interface None {
    readonly _tag: 'None';
}

export type Option<A> = None | Some<A>;

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

export interface PortFixture<Port> {
    readonly port: Port;
    close?(): MaybePromise<unknown>;
}

export interface ReceiverSetup<Port, Thing> {
    readonly open: () => MaybePromise<PortFixture<Port> & {
        received(): MaybePromise<readonly Thing[]>;
    }>;
    readonly once: boolean;
}

export interface RegistrySetup<Port, Data> {
    readonly open: (data: readonly Data[]) => MaybePromise<PortFixture<Port>>;
}

export interface Right<A> {
    readonly _tag: 'Right';
    readonly right: A;
}

export interface SeededRandom {
    next(): number;
    below(limit: number): number;
    normal(): number;
    pick<A>(items: readonly A[]): A;
}

export interface SeriesSpec {
    readonly seed: number;
    readonly points: number;
    readonly start: number;
    readonly step?: number;
    readonly level?: number;
    readonly trend?: number;
    readonly seasons?: readonly {
        readonly period: number;
        readonly amplitude: number;
    }[];
    readonly noise?: number;
    readonly shifts?: readonly {
        readonly at: number;
        readonly by: number;
    }[];
    readonly missing?: number;
}

export interface SimulatedStores {
    readonly history?: DriftHistoryPort;
    readonly results?: ResultsPort;
    readonly carry?: CarryPort;
    readonly rules?: RulesPort;
    readonly billing?: BillingPort & {
        add(charges: readonly Charge[]): MaybePromise<unknown>;
    };
    close?(): MaybePromise<unknown>;
}

export interface SimulationFaults {
    readonly fail: number;
    readonly lostAnswer: number;
    readonly late: number;
    readonly half: number;
    readonly duplicate: number;
    readonly foreignRow: number;
    readonly crash: number;
    readonly sideBySide: number;
    readonly clockStep: number;
}

export interface SimulationOptions {
    readonly seed: number;
    readonly days?: number;
    readonly ports?: () => MaybePromise<SimulatedStores>;
    readonly faults?: Partial<SimulationFaults>;
    readonly maxViolations?: number;
    readonly trace?: (line: string) => void;
}

export interface SimulationReport {
    readonly seed: number;
    readonly days: number;
    readonly steps: number;
    readonly events: Readonly<Record<string, number>>;
    readonly violations: readonly SimulationViolation[];
    readonly digest: string;
    readonly summary: string;
}

export interface SimulationViolation {
    readonly invariant: InvariantName;
    readonly day: number;
    readonly step: number;
    readonly message: string;
}

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

export type WireForm<Model> = Model extends Decimal ? string : Model extends EpochSeconds ? number : Model extends string | number | boolean | bigint | null | undefined ? Model : Model extends readonly unknown[] ? {
    readonly [Index in keyof Model]: WireForm<Model[Index]>;
} : Model extends object ? {
    readonly [Key in keyof Model as string extends Key ? Key : Key extends string ? WireName<Key> : Key]: WireForm<Model[Key]>;
} : Model;

export function actualStateContract({ open, lists, }: RegistrySetup<ActualStatePort, DeclaredResource> & {
    readonly lists: boolean;
}): readonly ContractCase[];

export function auditTrailContract({ open }: RegistrySetup<AuditTrailPort, AuditEvent>): readonly ContractCase[];

export function baselinesContract({ open }: RegistrySetup<BaselinePort, Baseline>): readonly ContractCase[];

export function billingContract({ open, totals }: BillingSetup): readonly ContractCase[];

export function capacityContract({ open }: RegistrySetup<CapacityPort, CapacityLevel>): readonly ContractCase[];

export function carryContract({ open }: StoreSetup<CarryPort>): readonly ContractCase[];

export function changeConfiguration(configuration: unknown, seed: number, changes?: number): unknown;

export function complianceContract(setup: ReceiverSetup<CompliancePort, Escalation>): readonly ContractCase[];

export function contractCase<S extends PortFixture<unknown>>(name: string, open: () => MaybePromise<S>, check: (subject: S) => Promise<void>): ContractCase;

export function countingIds(prefix?: string): IdSource;

export function desiredStateContract({ open, }: RegistrySetup<DesiredStatePort, DeclaredResource>): readonly ContractCase[];

export function driftHistoryContract({ open, acrossTenants }: DriftHistorySetup): readonly ContractCase[];

export function fixedClock(now: PointInTime): FixedClock;

export function forecastStoreContract({ open }: ForecastStoreSetup<ForecastStorePort>): readonly ContractCase[];

export function generateBill(spec: BillSpec): GeneratedBill;

export function generateConfiguration(seed: number, leaves?: number): Readonly<Record<string, unknown>>;

export function generateSeries(spec: SeriesSpec): readonly UsageDataPoint[];

export function modelStoreContract({ open }: ForecastStoreSetup<ModelStorePort>): readonly ContractCase[];

export function monitorContract(setup: ReceiverSetup<MonitorPort, ForecastResult>): readonly ContractCase[];

export const neverAborted: () => AbortSignal;

export function ownershipContract({ open }: RegistrySetup<OwnershipPort, Ownership>): readonly ContractCase[];

export function pricesContract({ open }: RegistrySetup<PricePort, ResourcePrice>): readonly ContractCase[];

export function ratesContract({ open }: RegistrySetup<RatesPort, ExchangeRate>): readonly ContractCase[];

export function reconcilerContract(setup: ReceiverSetup<ReconcilerPort, Reconciliation>): readonly ContractCase[];

export function reservationsContract({ open }: RegistrySetup<ReservationsPort, Reservation>): readonly ContractCase[];

export function resultsContract({ open }: StoreSetup<ResultsPort>): readonly ContractCase[];

export function rulesContract({ open }: StoreSetup<RulesPort>): readonly ContractCase[];

export function seededRandom(seed: number): SeededRandom;

export function simulate(options: SimulationOptions): Promise<SimulationReport>;

export function suppressionsContract({ open }: RegistrySetup<SuppressionPort, Suppression>): readonly ContractCase[];

export function tenantsContract({ open }: RegistrySetup<TenantsPort, Tenant>): readonly ContractCase[];

export function usageContract({ open, metrics, }: RegistrySetup<UsagePort, UsageSeries> & {
    readonly metrics: boolean;
}): readonly ContractCase[];

export function workloadsContract({ open }: RegistrySetup<WorkloadPort, Workload>): readonly ContractCase[];
