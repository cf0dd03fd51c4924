// @omnicloud/domain/testing

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
    readonly open: (charges: readonly Charge[]) => MaybePromise<Subject<BillingPort>>;
    readonly totals: boolean;
}

export interface ContractCase {
    readonly name: string;
    run(): Promise<void>;
}

export interface DriftHistorySetup {
    readonly open: () => MaybePromise<Subject<DriftHistoryPort>>;
    readonly acrossTenants: boolean;
}

export interface FixedClock extends Clock {
    advance(seconds: number): void;
}

export interface GeneratedBill {
    readonly tenants: readonly Tenant[];
    readonly charges: readonly Charge[];
}

export const HOSTILE_NAMES: readonly string[];

export interface ReceiverSetup<Port, Thing> {
    readonly open: () => MaybePromise<Subject<Port> & {
        received(): MaybePromise<readonly Thing[]>;
    }>;
    readonly once: boolean;
}

export interface RegistrySetup<Port, Data> {
    readonly open: (data: readonly Data[]) => MaybePromise<Subject<Port>>;
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

export interface Subject<Port> {
    readonly port: Port;
    close?(): MaybePromise<unknown>;
}

export function actualStateContract({ open, lists, }: RegistrySetup<ActualStatePort, DeclaredResource> & {
    readonly lists: boolean;
}): readonly ContractCase[];

export function billingContract({ open, totals }: BillingSetup): readonly ContractCase[];

export const calm: () => AbortSignal;

export function capacityContract({ open }: RegistrySetup<CapacityPort, CapacityLevel>): readonly ContractCase[];

export function carryContract({ open }: Setup<CarryPort>): readonly ContractCase[];

export function changeConfiguration(configuration: unknown, seed: number, changes?: number): unknown;

export function complianceContract(setup: ReceiverSetup<CompliancePort, Escalation>): readonly ContractCase[];

export function contractCase<S extends Subject<unknown>>(name: string, open: () => MaybePromise<S>, check: (subject: S) => Promise<void>): ContractCase;

export function countingIds(prefix?: string): IdSource;

export function desiredStateContract({ open, }: RegistrySetup<DesiredStatePort, DeclaredResource>): readonly ContractCase[];

export function driftHistoryContract({ open, acrossTenants }: DriftHistorySetup): readonly ContractCase[];

export function fixedClock(now: Date): FixedClock;

export function forecastStoreContract({ open }: Setup<ForecastStorePort>): readonly ContractCase[];

export function generateBill(spec: BillSpec): GeneratedBill;

export function generateConfiguration(seed: number, leaves?: number): Readonly<Record<string, unknown>>;

export function generateSeries(spec: SeriesSpec): readonly UsageDataPoint[];

export function modelStoreContract({ open }: Setup<ModelStorePort>): readonly ContractCase[];

export function monitorContract(setup: ReceiverSetup<MonitorPort, ForecastResult>): readonly ContractCase[];

export function ownershipContract({ open }: RegistrySetup<OwnershipPort, Ownership>): readonly ContractCase[];

export function pricesContract({ open }: RegistrySetup<PricePort, ResourcePrice>): readonly ContractCase[];

export function ratesContract({ open }: RegistrySetup<RatesPort, ExchangeRate>): readonly ContractCase[];

export function reconcilerContract(setup: ReceiverSetup<ReconcilerPort, Reconciliation>): readonly ContractCase[];

export function reservationsContract({ open }: RegistrySetup<ReservationsPort, Reservation>): readonly ContractCase[];

export function resultsContract({ open }: Setup<ResultsPort>): readonly ContractCase[];

export function rulesContract({ open }: Setup<RulesPort>): readonly ContractCase[];

export function seededRandom(seed: number): SeededRandom;

export function suppressionsContract({ open }: RegistrySetup<SuppressionPort, Suppression>): readonly ContractCase[];

export function tenantsContract({ open }: RegistrySetup<TenantsPort, Tenant>): readonly ContractCase[];

export function usageContract({ open, metrics, }: RegistrySetup<UsagePort, UsageSeries> & {
    readonly metrics: boolean;
}): readonly ContractCase[];

export function workloadsContract({ open }: RegistrySetup<WorkloadPort, Workload>): readonly ContractCase[];
