// @omnicloud/domain/cost-allocation/sums

export type Cancelled = TaggedError<'Cancelled', {
    readonly what: string;
}>;

export interface CheckedColumns extends CostColumns {
    readonly size: number;
}

export type CostColumns = Pick<ChargeColumns, 'rows' | 'tenantId' | 'category' | 'cost'>;

export interface CostMatrix {
    readonly tenantIds: ReadonlyArray<string | null>;
    readonly categories: ReadonlyArray<CostCategory>;
    readonly scale: number;
    cost(tenantId: string | null, category: CostCategory): Decimal;
    units(tenant: number, category: number): bigint;
    entries(): ReadonlyArray<readonly [
        tenantId: string | null,
        category: CostCategory,
        cost: string
    ]>;
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

export interface CsvFollowing {
    readonly signal?: AbortSignal;
    readonly onProgress?: (bytes: number) => void;
}

export type CsvSource = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

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

export interface PoolShares {
    readonly tenantIds: ReadonlyArray<string>;
    readonly shares: ReadonlyArray<Decimal>;
}

export const cancelled: (facts: {
    readonly what: string;
}, cause?: unknown) => Cancelled;

export function checkColumns(columns: CostColumns): Either<InvalidColumns | DecodeError, CheckedColumns>;

export const invalidColumns: (facts: {
    readonly column: string;
    readonly value: unknown;
    readonly expected: string;
    readonly row?: number;
}, cause?: unknown) => InvalidColumns;

export const invalidCostCsv: (facts: {
    readonly row?: number;
    readonly column?: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidCostCsv;

export const invalidCostRow: (facts: {
    readonly row: number;
    readonly field: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidCostRow;

export const isCancelled: (value: unknown) => value is Cancelled;

export const isInvalidColumns: (value: unknown) => value is InvalidColumns;

export const isInvalidCostCsv: (value: unknown) => value is InvalidCostCsv;

export const isInvalidCostRow: (value: unknown) => value is InvalidCostRow;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function sharePool(matrix: CostMatrix, pool: MoneyInput, scale?: number): Either<ApportionError | DecodeError, PoolShares>;

export function sumColumns(...batches: ReadonlyArray<CostColumns | CheckedColumns>): Either<InvalidColumns | DecodeError, CostMatrix>;

export function sumCsv(source: CsvSource, columns: CsvColumns, following?: CsvFollowing): TaskEither<InvalidCostCsv | Cancelled, CostMatrix>;

export function sumRows(rows: Iterable<CostRow>): Either<InvalidCostRow | DecodeError, CostMatrix>;
