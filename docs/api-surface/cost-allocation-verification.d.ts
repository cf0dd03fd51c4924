// @omnicloud/domain/cost-allocation/verification

export const AllocationRecord: t.Type<AllocationRecord>;
export interface AllocationRecord {
    readonly format: 'allocation/1';
    readonly periodStart: number;
    readonly periodEnd: number;
    readonly currency: string;
    readonly basis: string;
    readonly view: string;
    readonly withLines: boolean;
    readonly rates: ReadonlyArray<{
        readonly from: string;
        readonly to: string;
        readonly month: string;
        readonly rate: string;
    }>;
    readonly sums: ReadonlyArray<RecordedSum>;
    readonly lines: ReadonlyArray<RecordedLine>;
    readonly amortized: ReadonlyArray<RecordedAmortization>;
    readonly splits: ReadonlyArray<RecordedSplit>;
    readonly results: ReadonlyArray<RecordedResult>;
    readonly total: string;
    readonly digest: string;
}

export type Cancelled = TaggedError<'Cancelled', {
    readonly what: string;
}>;

export type DecodeError = TaggedError<'DecodeError', {
    readonly what: string;
    readonly issues: readonly DecodeIssue[];
}>;

export interface Following {
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
}

export interface RecordedAmortization {
    readonly reservationId: string;
    readonly tenantId: string;
    readonly currency: string;
    readonly month: string;
    readonly cost: string;
}

export interface RecordedLeg {
    readonly poolId: string;
    readonly ruleId: string;
    readonly part: string;
    readonly driver: string;
    readonly fallback: string | null;
    readonly clamped: ReadonlyArray<string>;
    readonly weights: ReadonlyArray<string>;
}

export interface RecordedLine extends RecordedSum {
    readonly chargeId: string;
}

export interface RecordedResult {
    readonly tenantId: string;
    readonly breakdown: Readonly<Record<string, string>>;
    readonly total: string;
}

export interface RecordedShare {
    readonly tenantId: string;
    readonly weight: string;
    readonly amount: string;
}

export interface RecordedSplit {
    readonly poolId: string;
    readonly category: CostCategory;
    readonly from: number;
    readonly until: number;
    readonly amount: string;
    readonly scale: number;
    readonly ruleId: string;
    readonly strategy: string;
    readonly method: 'hamilton' | 'sainteLague';
    readonly legs: ReadonlyArray<RecordedLeg>;
    readonly shares: ReadonlyArray<RecordedShare>;
    readonly carried: ReadonlyArray<{
        readonly tenantId: string;
        readonly entitled: string;
        readonly given: string;
    }> | null;
}

export interface RecordedSum {
    readonly tenantId: string | null;
    readonly poolId: string;
    readonly category: CostCategory;
    readonly from: number;
    readonly until: number;
    readonly currency: string;
    readonly month: string;
    readonly cost: string;
}

export type UnsoundRecord = TaggedError<'UnsoundRecord', {
    readonly findings: readonly string[];
}>;

export const isCancelled: (value: unknown) => value is Cancelled;

export const isDecodeError: (value: unknown) => value is DecodeError;

export const isUnsoundRecord: (value: unknown) => value is UnsoundRecord;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function verifyAllocation(record: AllocationRecord): Either<UnsoundRecord | DecodeError, AllocationRecord>;

export function verifyBill(record: AllocationRecord, following?: Following): TaskEither<UnsoundRecord | DecodeError | Cancelled, AllocationRecord>;
