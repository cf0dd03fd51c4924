// @omnicloud/domain/cost-allocation/verification

export const AllocationRecord: Codec<AllocationRecord>;
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
    readonly sums: readonly RecordedSum[];
    readonly lines: readonly RecordedLine[];
    readonly amortized: readonly RecordedAmortization[];
    readonly splits: readonly RecordedSplit[];
    readonly results: readonly RecordedResult[];
    readonly total: string;
    readonly digest: string;
}

export type Cancelled = TaggedError<'Cancelled', {
    readonly what: string;
}>;

export type DecodeError = TaggedError<'DecodeError', {
    readonly what: string;
    readonly issues: readonly DecodeIssue[];
    readonly omittedIssues?: number;
}>;

export interface LineDetails {
    readonly projectId?: string;
    readonly resourceId?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly usage?: string;
    readonly usageUnit?: string;
}

export interface ProgressOptions {
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

export interface RecordedDriver {
    readonly by: 'usage' | 'cost' | 'tenants';
    readonly category: CostCategory | null;
    readonly unit: string | null;
    readonly weight: string;
    readonly amounts: readonly string[];
}

export interface RecordedLine extends RecordedSum, LineDetails {
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
    readonly legs: readonly RecordedStep[];
    readonly shares: readonly RecordedShare[];
    readonly carried: ReadonlyArray<{
        readonly tenantId: string;
        readonly entitled: string;
        readonly given: string;
    }> | null;
}

export interface RecordedStep {
    readonly poolId: string;
    readonly ruleId: string;
    readonly part: string;
    readonly driver: string;
    readonly fallback: string | null;
    readonly clamped: readonly string[];
    readonly weights: readonly string[];
    readonly drivers?: readonly RecordedDriver[];
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

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function verifyAllocation(record: AllocationRecord): Either<UnsoundRecord | DecodeError, AllocationRecord>;

export function verifyBill(record: AllocationRecord, options?: ProgressOptions): TaskEither<UnsoundRecord | DecodeError | Cancelled, AllocationRecord>;
