// @omnicloud/domain/adapters/sql

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

export type InvalidSqlSource = TaggedError<'InvalidSqlSource', {
    readonly what: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export { Right } from '@omnicloud/domain/cost-allocation';

export const SQL_DIALECTS: readonly [
    'postgresql',
    'duckdb',
    'trino',
    'bigquery',
    'snowflake',
    'spark'
];

export { Some } from '@omnicloud/domain/cost-allocation';

export class SqlBill implements BillingPort {
    #private;
    constructor(client: SqlClient, source: SqlSource);
    totals(query: TotalsQuery, signal?: AbortSignal): Promise<readonly ChargeTotal[]>;
    charges(query: ChargeQuery, signal?: AbortSignal): AsyncGenerator<readonly Charge[], void, undefined>;
}

export interface SqlClient {
    query(text: string, signal?: AbortSignal): MaybePromise<readonly SqlRow[] | {
        readonly rows: readonly SqlRow[];
    }>;
}

export type SqlColumn = string | SqlExpression;

export interface SqlColumns {
    readonly chargeId?: SqlColumn;
    readonly tenantId: SqlColumn;
    readonly poolId?: SqlColumn;
    readonly projectId?: SqlColumn;
    readonly resourceId?: SqlColumn;
    readonly category: SqlColumn;
    readonly cost: SqlColumn;
    readonly billedCost?: SqlColumn;
    readonly listCost?: SqlColumn;
    readonly contractedCost?: SqlColumn;
    readonly purchaseCost?: SqlColumn;
    readonly commitmentId?: SqlColumn;
    readonly currency: SqlColumn;
    readonly usageQuantity?: SqlColumn;
    readonly usageUnit?: SqlColumn;
    readonly start: SqlColumn;
    readonly end: SqlColumn;
    readonly billedFrom?: SqlColumn;
    readonly billedUntil?: SqlColumn;
    readonly originChargeId?: SqlColumn;
    readonly tags?: SqlColumn;
}

export type SqlDialect = (typeof SQL_DIALECTS)[number];

export interface SqlExpression {
    readonly sql: string;
}

export type SqlRow = Readonly<Record<string, unknown>>;

export interface SqlSource {
    readonly dialect: SqlDialect;
    readonly table: string | readonly string[] | SqlExpression;
    readonly columns: SqlColumns;
    readonly where?: SqlExpression;
    readonly times?: 'timestamp' | 'seconds' | 'milliseconds';
    readonly amounts?: 'decimal' | 'double';
    readonly scale?: number;
}

export type SqlSourceError = InvalidSqlSource | DecodeError;

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export function chargesStatement(query: ChargeQuery, source: SqlSource): Either<SqlSourceError, string>;

export function focusColumns(dialect: SqlDialect): SqlColumns;

export function totalsStatement(query: TotalsQuery, source: SqlSource): Either<SqlSourceError, string>;
