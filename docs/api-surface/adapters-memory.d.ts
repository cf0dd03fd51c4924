// @omnicloud/domain/adapters/memory

export interface MemoryCostData {
    readonly tenants: ReadonlyArray<Tenant>;
    readonly charges: ReadonlyArray<WithTextAmounts<Charge>>;
    readonly reservations?: ReadonlyArray<WithTextAmounts<Reservation>>;
    readonly rules?: ReadonlyArray<WithTextAmounts<AllocationRule>>;
    readonly ownership?: ReadonlyArray<Ownership>;
    readonly rates?: ReadonlyArray<WithTextAmounts<ExchangeRate>>;
    readonly now: Date;
}

export interface MemoryCostPorts extends Required<CostAllocationPorts> {
    readonly stored: {
        readonly rules: ReadonlyArray<AllocationRule>;
        readonly results: ReadonlyArray<CostAllocationResult>;
        readonly published: ReadonlyArray<unknown>;
        readonly log: ReadonlyArray<CostLogEntry>;
    };
}

export interface MemoryDriftInput {
    readonly resources: readonly MemoryResource[];
    readonly now: Date;
    readonly suppressions?: readonly Suppression[];
    readonly digestKey?: string;
}

export interface MemoryDriftPorts extends DriftPorts {
    readonly reconciler: ReconcilerPort;
    readonly compliance: CompliancePort;
    readonly reconciliations: readonly Reconciliation[];
    readonly escalations: readonly Escalation[];
    readonly logLines: readonly DriftLogLine[];
    readonly storedEntries: readonly object[];
}

export interface MemoryForecastInput {
    readonly usage: ReadonlyArray<UsageSeries>;
    readonly capacity?: ReadonlyArray<CapacityLevel>;
    readonly prices?: ReadonlyArray<MemoryPrice>;
    readonly workloads?: ReadonlyArray<Workload>;
    readonly now: Date;
}

export interface MemoryForecastPorts extends CapacityForecastPorts {
    readonly forecasts: ForecastStorePort;
    readonly models: ModelStorePort;
    readonly publishedForecasts: ReadonlyArray<ForecastResult>;
    readonly publishedRecommendations: ReadonlyArray<CapacityRecommendation>;
    readonly logLines: ReadonlyArray<ForecastLogLine>;
    readonly setNow: (now: Date) => void;
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

export type WithTextAmounts<Model> = {
    readonly [Key in keyof Model]: Decimal extends Model[Key] ? Model[Key] | MoneyInput : Readonly<Record<string, Decimal>> extends Model[Key] ? Model[Key] | Readonly<Record<string, MoneyInput>> : Model[Key];
};

export function memoryCostPorts(data: MemoryCostData): MemoryCostPorts;

export function memoryDriftPorts({ resources, now, suppressions, digestKey }: MemoryDriftInput): MemoryDriftPorts;

export function memoryForecastPorts(input: MemoryForecastInput): MemoryForecastPorts;
