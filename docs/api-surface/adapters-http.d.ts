// @omnicloud/domain/adapters/http

export interface BackoffOptions {
    readonly firstDelaySeconds: number;
    readonly maxDelaySeconds: number;
    readonly random: () => number;
}

export type Circuit = 'closed' | 'open' | 'half_open';

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

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

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export interface ResilienceOptions {
    readonly timeoutSeconds: number;
    readonly attempts: number;
    readonly faultsToOpen: number;
    readonly openSeconds: number;
}

export { Right } from '@omnicloud/domain/cost-allocation';

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

export { Some } from '@omnicloud/domain/cost-allocation';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';
