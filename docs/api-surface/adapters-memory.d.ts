// @omnicloud/domain/adapters/memory

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

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export interface MemoryCostData {
    readonly tenants: readonly TenantInput[];
    readonly charges: readonly ChargeInput[];
    readonly reservations?: readonly ReservationInput[];
    readonly rules?: readonly AllocationRuleInput[];
    readonly ownership?: readonly OwnershipInput[];
    readonly rates?: readonly ExchangeRateInput[];
    readonly now: PointInTime;
}

export interface MemoryCostPorts extends Required<CostAllocationPorts> {
    readonly clock: {
        now(): Date;
    };
    readonly stored: {
        readonly rules: ReadonlyArray<AllocationRule>;
        readonly results: ReadonlyArray<CostAllocationResult>;
        readonly published: ReadonlyArray<unknown>;
        readonly log: ReadonlyArray<LogEntry>;
    };
}

export interface MemoryDriftInput {
    readonly resources: readonly MemoryResource[];
    readonly now: PointInTime;
    readonly suppressions?: ReadonlyArray<EitherSpelling<Suppression>>;
    readonly digestKey?: string;
    readonly baselines?: ReadonlyArray<EitherSpelling<Baseline>>;
    readonly events?: ReadonlyArray<EitherSpelling<AuditEvent>>;
}

export interface MemoryDriftPorts extends DriftPorts {
    readonly clock: {
        now(): Date;
    };
    readonly reconciler: ReconcilerPort;
    readonly compliance: CompliancePort;
    readonly reconciliations: readonly Reconciliation[];
    readonly escalations: readonly Escalation[];
    readonly logLines: readonly LogEntry[];
    readonly storedEntries: readonly object[];
    readonly storedBaselines: readonly object[];
}

export interface MemoryForecastInput {
    readonly usage: ReadonlyArray<UsageSeries>;
    readonly capacity?: ReadonlyArray<CapacityLevel>;
    readonly calendars?: ReadonlyArray<MetricCalendar>;
    readonly prices?: ReadonlyArray<MemoryPrice>;
    readonly workloads?: ReadonlyArray<Workload>;
    readonly now: PointInTime;
}

export interface MemoryForecastPorts extends CapacityForecastPorts {
    readonly clock: {
        now(): Date;
    };
    readonly forecasts: ForecastStorePort;
    readonly models: ModelStorePort;
    readonly publishedForecasts: ReadonlyArray<ForecastResult>;
    readonly publishedRecommendations: ReadonlyArray<CapacityRecommendation>;
    readonly logLines: ReadonlyArray<LogEntry>;
    readonly setNow: (now: PointInTime) => void;
}

export interface MemoryPrice {
    readonly tenantId: string;
    readonly metric: ResourceMetric;
    readonly currency: string;
    readonly onDemandHourly: MoneyInput;
    readonly offers?: ReadonlyArray<{
        readonly offerId: string;
        readonly termMonths: ReservationTerm;
        readonly paymentOption: PaymentOption;
        readonly upfront: MoneyInput;
        readonly hourly: MoneyInput;
    }>;
}

export interface MemoryResource {
    readonly resourceId: string;
    readonly resourceType: string;
    readonly tenantId: string;
    readonly desired?: unknown;
    readonly actual?: unknown;
    readonly provider?: string;
    readonly marks?: ResourceMarks;
    readonly dependsOn?: readonly string[];
}

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export { Right } from '@omnicloud/domain/cost-allocation';

export { Some } from '@omnicloud/domain/cost-allocation';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export function memoryCostPorts(given: MemoryCostData): MemoryCostPorts;

export function memoryDriftPorts(input: MemoryDriftInput): MemoryDriftPorts;

export function memoryForecastPorts(input: MemoryForecastInput): MemoryForecastPorts;
