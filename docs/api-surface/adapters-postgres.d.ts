// @omnicloud/domain/adapters/postgres

export type AllTenantsRefused = TaggedError<'AllTenantsRefused', {
    readonly table: string;
    readonly role: string;
}>;

export { Cancelled } from '@omnicloud/domain/cost-allocation/sums';

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export class Database {
    #private;
    readonly schema: string;
    constructor(client: PostgresClient, options?: DatabaseOptions);
    forTenant(tenantId: string, text: string, ...params: unknown[]): Promise<readonly Row[]>;
    transactionFor<A>(tenantId: string, work: (query: TenantQuery) => Promise<A>): Promise<A>;
    shared(text: string, ...params: unknown[]): Promise<readonly Row[]>;
    allTenants<A>(table: TenantTable, work: (query: TenantQuery) => Promise<A>): Promise<A>;
}

export type DatabaseFailure = TaggedError<'DatabaseFailure', {
    readonly sqlState: string;
    readonly reason: string;
    readonly attempts: number;
}>;

export interface DatabaseOptions {
    readonly schema?: string;
    readonly rowLevelSecurity?: boolean;
}

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

export type MigrationFailure = TaggedError<'MigrationFailure', {
    readonly schema: string;
    readonly version: number;
    readonly reason: string;
}>;

export interface MigrationOptions {
    readonly schema?: string;
    readonly steps?: readonly Migration[];
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
}

export interface MigrationOutcome {
    readonly from: number;
    readonly to: number;
}

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export class PostgresBill implements BillingPort {
    #private;
    constructor(database: Database);
    add(charges: readonly Charge[], { signal, onProgress }?: ProgressOptions): Promise<void>;
    charges(query: ChargeQuery): AsyncGenerator<readonly Charge[], void, undefined>;
    totals(query: TotalsQuery): Promise<readonly ChargeTotal[]>;
}

export class PostgresCarriedEntitlements implements CarryPort {
    #private;
    constructor(database: Database);
    read(asOf: number): Promise<unknown>;
    write(asOf: number, carried: unknown): Promise<void>;
}

export interface PostgresClient {
    query: RunQuery;
    transaction?<A>(work: (session: {
        query: RunQuery;
    }) => Promise<A>): Promise<A>;
    connect?(): Promise<PostgresSession>;
}

export class PostgresDriftHistory implements DriftHistoryPort {
    #private;
    constructor(database: Database, options?: {
        readonly acrossTenants?: boolean;
    });
    append(entry: HistoryEntry): Promise<'appended' | 'conflict'>;
    latest({ tenantId }: {
        readonly tenantId: string;
    }): Promise<readonly HistoryEntry[]>;
    read({ tenantId, resourceId, since }: HistoryQuery): Promise<readonly HistoryEntry[]>;
}

export class PostgresForecasts implements ForecastStorePort {
    #private;
    constructor(database: Database);
    saveForecast(forecast: ForecastResult): Promise<void>;
    latestForecasts({ tenantId, metric, limit }: ForecastQuery): Promise<readonly ForecastResult[]>;
}

export class PostgresModels implements ModelStorePort {
    #private;
    constructor(database: Database);
    saveModel(model: TrainedModel): Promise<void>;
    latestModel({ tenantId, metric }: MetricQuery): Promise<TrainedModel | null>;
}

export class PostgresResults implements ResultsPort {
    #private;
    constructor(database: Database);
    save(result: CostAllocationResult): Promise<void>;
    find(tenantId: string, within: Interval): Promise<readonly CostAllocationResult[]>;
}

export class PostgresRules implements RulesPort {
    #private;
    constructor(database: Database, clock?: Clock);
    list(): Promise<readonly AllocationRule[]>;
    save(rule: AllocationRule): Promise<void>;
    replace(rule: AllocationRule, expectedVersion: number): Promise<Either<StaleWrite, number>>;
    change(ruleId: string, edit: (rule: AllocationRule) => AllocationRule): Promise<RuleVersion | null>;
    history(ruleId: string): Promise<readonly RuleVersion[]>;
}

export interface PostgresSession {
    query: RunQuery;
    release(error?: Error | boolean): void;
}

export { Right } from '@omnicloud/domain/cost-allocation';

export interface RowLevelSecurityOptions {
    readonly schema?: string;
    readonly allTenantsRoles?: readonly string[];
}

export interface RuleVersion {
    readonly version: number;
    readonly savedAt: number;
    readonly rule: AllocationRule;
}

export type RunQuery = (text: string, params?: unknown[]) => Promise<{
    readonly rows: readonly unknown[];
}>;

export { Some } from '@omnicloud/domain/cost-allocation';

export type StaleWrite = TaggedError<'StaleWrite', {
    readonly what: string;
    readonly expectedVersion: number;
    readonly actualVersion: number | null;
}>;

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export type UnstorableText = TaggedError<'UnstorableText', {
    readonly what: string;
    readonly text: unknown;
}>;

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export function enableRowLevelSecurity(client: PostgresClient, options?: RowLevelSecurityOptions): Promise<void>;

export function migrate(client: PostgresClient, given?: MigrationOptions): TaskEither<MigrationFailure | Cancelled, MigrationOutcome>;
