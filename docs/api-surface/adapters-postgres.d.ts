// @omnicloud/domain/adapters/postgres

export type AllTenantsRefused = TaggedError<'AllTenantsRefused', {
    readonly table: string;
    readonly role: string;
}>;

export type Cancelled = TaggedError<'Cancelled', {
    readonly what: string;
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

export interface Left<L> {
    readonly _tag: 'Left';
    readonly left: L;
}

export type MaybePromise<A> = A | Promise<A>;

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

export interface Right<A> {
    readonly _tag: 'Right';
    readonly right: A;
}

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

export interface Some<A> {
    readonly _tag: 'Some';
    readonly value: A;
}

export type StaleWrite = TaggedError<'StaleWrite', {
    readonly what: string;
    readonly expectedVersion: number;
    readonly actualVersion: number | null;
}>;

export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
    readonly _tag: Tag;
} & Readonly<Facts>;

export interface TaskEither<L, A> {
    (): Promise<Either<L, A>>;
}

export type UnstorableText = TaggedError<'UnstorableText', {
    readonly what: string;
    readonly text: unknown;
}>;

export type WireForm<Model> = Model extends Decimal ? string : Model extends EpochSeconds ? number : Model extends string | number | boolean | bigint | null | undefined ? Model : Model extends readonly unknown[] ? {
    readonly [Index in keyof Model]: WireForm<Model[Index]>;
} : Model extends object ? {
    readonly [Key in keyof Model as string extends Key ? Key : Key extends string ? WireName<Key> : Key]: WireForm<Model[Key]>;
} : Model;

export function enableRowLevelSecurity(client: PostgresClient, options?: RowLevelSecurityOptions): Promise<void>;

export function migrate(client: PostgresClient, options?: MigrationOptions): TaskEither<MigrationFailure | Cancelled, MigrationOutcome>;
