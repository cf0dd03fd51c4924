// @omnicloud/domain/adapters/http

export interface BackoffOptions {
    readonly firstDelaySeconds: number;
    readonly maxDelaySeconds: number;
    readonly random: () => number;
}

export type Circuit = 'closed' | 'open' | 'half_open';

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

export interface HeaderNames {
    readonly tenant: string;
    readonly correlation: string;
}

export class HttpActualState implements ActualStatePort {
    #private;
    constructor(client: ServiceClient);
    listResources(query: ResourceQuery, signal: AbortSignal): Promise<readonly ResourceReference[]>;
    readResource(resource: ResourceReference, signal: AbortSignal): Promise<ObservedConfiguration | null>;
}

export class HttpBilling implements BillingPort, ReservationsPort, RatesPort, PricePort {
    #private;
    constructor(client: ServiceClient);
    charges(query: ChargeQuery, signal: AbortSignal): AsyncGenerator<readonly Charge[], void, undefined>;
    during(period: Interval, signal: AbortSignal): Promise<readonly Reservation[]>;
    find(reservationId: string, signal: AbortSignal): Promise<Reservation | null>;
    rates({ from, to, months }: {
        readonly from: readonly string[];
        readonly to: string;
        readonly months: readonly string[];
    }, signal: AbortSignal): Promise<readonly ExchangeRate[]>;
    listPrices({ tenantId }: {
        readonly tenantId: string;
    }, signal: AbortSignal): Promise<readonly ResourcePrice[]>;
}

export class HttpCompliance implements CompliancePort {
    #private;
    constructor(client: ServiceClient);
    escalate(escalation: Escalation, signal: AbortSignal): Promise<unknown>;
}

export class HttpCompute implements UsagePort, CapacityPort, WorkloadPort {
    #private;
    constructor(client: ServiceClient);
    readUsage({ tenantId, metric, since, until }: UsageQuery, signal: AbortSignal): Promise<UsageSeries>;
    listMetrics({ tenantId }: {
        readonly tenantId: string;
    }, signal: AbortSignal): Promise<readonly ResourceMetric[]>;
    readCapacity({ tenantId, metric }: MetricQuery, signal: AbortSignal): Promise<CapacityLevel | null>;
    readWorkload({ tenantId, workloadId }: {
        readonly tenantId: string;
        readonly workloadId: string;
    }, signal: AbortSignal): Promise<Workload | null>;
}

export class HttpDesiredState implements DesiredStatePort {
    #private;
    constructor(client: ServiceClient);
    listResources(query: ResourceQuery, signal: AbortSignal): Promise<readonly DeclaredResource[]>;
}

export class HttpMonitor implements MonitorPort, CostMonitorPort {
    #private;
    constructor(client: ServiceClient);
    publishForecast(forecast: ForecastResult, signal: AbortSignal): Promise<unknown>;
    publishRecommendations(recommendations: readonly CapacityRecommendation[], signal: AbortSignal): Promise<unknown>;
    publish(anomaly: CostAnomaly, signal: AbortSignal): Promise<void>;
}

export class HttpReconciler implements ReconcilerPort {
    #private;
    constructor(client: ServiceClient);
    reconcile(request: Reconciliation, signal: AbortSignal): Promise<unknown>;
}

export class HttpTenants implements TenantsPort, OwnershipPort {
    #private;
    constructor(client: ServiceClient);
    list(signal: AbortSignal): Promise<readonly Tenant[]>;
    intervals(period: Interval, signal: AbortSignal): Promise<readonly Ownership[]>;
}

export interface Left<L> {
    readonly _tag: 'Left';
    readonly left: L;
}

export type MaybePromise<A> = A | Promise<A>;

export type MoneyInput = string | bigint | Decimal;

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

export interface ResilienceOptions {
    readonly timeoutSeconds: number;
    readonly attempts: number;
    readonly faultsToOpen: number;
    readonly openSeconds: number;
}

export interface Right<A> {
    readonly _tag: 'Right';
    readonly right: A;
}

export class ServiceClient {
    #private;
    constructor(options: ServiceClientOptions);
    get circuit(): Circuit;
    send(request: ServiceRequest): TaskEither<ServiceProblem, unknown>;
}

export interface ServiceClientOptions extends Partial<ResilienceOptions>, Partial<BackoffOptions> {
    readonly name: string;
    readonly baseUrl: string | URL;
    readonly headers?: Readonly<Record<string, string>>;
    readonly headerNames?: Partial<HeaderNames>;
    readonly correlationId?: () => string | undefined;
    readonly bodyLimitBytes?: number;
    readonly deadlineSeconds?: number;
    readonly onCircuit?: (circuit: Circuit) => void;
    readonly fetch?: typeof fetch;
    readonly clock?: Clock;
    readonly ids?: IdSource;
}

export type ServiceFailure = TaggedError<'ServiceFailure', {
    readonly service: string;
    readonly method: string;
    readonly path: string;
    readonly kind: ServiceFailureKind;
    readonly reason: string;
    readonly correlationId: string;
    readonly attempts: number;
    readonly status?: number;
    readonly retryAfterSeconds?: number;
}>;

export type ServiceFailureKind = 'unreachable' | 'timeout' | 'status' | 'garbage' | 'too_large' | 'redirect' | 'circuit_open' | 'wrong_tenant' | 'bad_request';

export type ServiceProblem = ServiceFailure | Cancelled;

export interface ServiceRequest {
    readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    readonly path: readonly string[];
    readonly query?: Readonly<Record<string, string | number | readonly string[] | undefined>>;
    readonly body?: unknown;
    readonly tenantId?: string;
    readonly correlationId?: string;
    readonly idempotencyKey?: string;
    readonly signal?: AbortSignal;
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
