// @omnicloud/domain/cost-allocation/sums

export type Cancelled = TaggedError<'Cancelled', {
    readonly what: string;
}>;

export interface CheckedColumns extends CostColumns {
    readonly size: number;
}

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export type CostColumns = Pick<ChargeColumns, 'rows' | 'tenantId' | 'category' | 'cost'>;

export interface CostMatrix {
    readonly tenantIds: readonly (string | null)[];
    readonly categories: readonly CostCategory[];
    readonly scale: number;
    cost(tenantId: string | null, category: CostCategory): Decimal;
    units(tenant: number, category: number): bigint;
    entries(): readonly (readonly [
        tenantId: string | null,
        category: CostCategory,
        cost: string
    ])[];
    readonly sums: ExactSums;
}

export interface CostRow {
    readonly tenantId: string | null;
    readonly category: CostCategory;
    readonly cost: MoneyInput;
}

export interface CsvColumns {
    readonly tenantId: string;
    readonly category: string;
    readonly cost: string;
    readonly categories?: Readonly<Record<string, CostCategory>>;
}

export interface CsvProgressOptions {
    readonly signal?: AbortSignal;
    readonly onProgress?: (bytes: number) => void;
}

export type CsvSource = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export type InvalidColumns = TaggedError<'InvalidColumns', {
    readonly column: string;
    readonly value: unknown;
    readonly expected: string;
    readonly row?: number;
}>;

export type InvalidCostCsv = TaggedError<'InvalidCostCsv', {
    readonly row?: number;
    readonly column?: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidCostRow = TaggedError<'InvalidCostRow', {
    readonly row: number;
    readonly field: string;
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

export interface PoolShares {
    readonly tenantIds: readonly string[];
    readonly shares: readonly Decimal[];
}

export { Right } from '@omnicloud/domain/cost-allocation';

export { Some } from '@omnicloud/domain/cost-allocation';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export const cancelled: MakeError<Cancelled>;

export function checkColumns(columns: CostColumns): Either<InvalidColumns | DecodeError, CheckedColumns>;

export { orThrow } from '@omnicloud/domain/cost-allocation';

export function sharePool(matrix: CostMatrix, pool: MoneyInput, scale?: number): Either<ApportionError | DecodeError, PoolShares>;

export function sumColumns(...batches: readonly (CostColumns | CheckedColumns)[]): Either<InvalidColumns | DecodeError, CostMatrix>;

export function sumCsv(source: CsvSource, columns: CsvColumns, following?: CsvProgressOptions): TaskEither<InvalidCostCsv | Cancelled, CostMatrix>;

export function sumRows(rows: Iterable<CostRow>): Either<InvalidCostRow | DecodeError, CostMatrix>;
