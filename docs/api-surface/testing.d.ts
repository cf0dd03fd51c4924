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

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export interface ContractCase {
    readonly name: string;
    run(): Promise<void>;
}

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export interface DriftHistorySetup {
    readonly open: () => MaybePromise<PortFixture<DriftHistoryPort>>;
    readonly acrossTenants: boolean;
}

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

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

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export const NO_FAULTS: SimulationFaults;

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

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

export { Right } from '@omnicloud/domain/cost-allocation';

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

export { Some } from '@omnicloud/domain/cost-allocation';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

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
