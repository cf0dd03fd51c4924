// @omnicloud/domain/adapters/focus

export interface ConformanceReport {
    readonly version: FocusVersion;
    readonly rows: number;
    readonly conforms: boolean;
    readonly violations: ReadonlyArray<Violation>;
}

export interface Example extends Finding {
    readonly row: number;
}

export const FOCUS_COLUMNS: Readonly<Record<FocusVersion, ReadonlyArray<string>>>;

export interface Finding {
    readonly column: string;
    readonly value: string | null;
}

export interface FocusBill {
    readonly charges: ReadonlyArray<Charge>;
    readonly counts: FocusCounts;
}

export interface FocusChargeOptions extends FocusFollowing {
    readonly cost?: CostBasis;
    readonly tenantOf?: (row: FocusRow) => string | null;
    readonly categoryOf?: (row: FocusRow) => CostCategory;
    readonly idColumn?: string;
    readonly withoutCost?: 'refuse' | 'leaveOut';
}

export interface FocusCounts {
    version: FocusVersion;
    rows: number;
    commitmentPurchases: number;
    splitOrigins: number;
    withoutCost: number;
}

export interface FocusFollowing {
    readonly signal?: AbortSignal;
    readonly onProgress?: (rows: number) => void;
}

export interface FocusRow {
    readonly row: number;
    readonly columns: ReadonlyArray<string>;
    get(column: string): string | null;
    raw(column: string): string | undefined;
}

export interface FocusShare {
    readonly resourceId: string | null;
    readonly resourceName?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly elements: ReadonlyArray<ShareElement>;
}

export type FocusSource = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export interface FocusSplit {
    readonly methodId: string;
    readonly shares: ReadonlyArray<FocusShare>;
}

export type FocusVersion = '1.0' | '1.1' | '1.2' | '1.3';

export type InvalidFocus = TaggedError<'InvalidFocus', {
    readonly row?: number;
    readonly column?: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidFocusSplit = TaggedError<'InvalidFocusSplit', {
    readonly value: unknown;
    readonly reason: string;
}>;

export interface ShareElement {
    readonly weight: Decimal;
    readonly usageUnit?: string;
    readonly usageQuantity?: Decimal;
}

export interface ShareSlice {
    readonly cost: Decimal;
    readonly weights: ReadonlyMap<string | null, Decimal>;
}

export interface Violation {
    readonly rule: string;
    readonly section: string;
    readonly demand: string;
    readonly count: number;
    readonly rows: number;
    readonly examples: ReadonlyArray<Example>;
}

export function checkFocusConformance(source: FocusSource, options?: FocusFollowing & {
    readonly version?: FocusVersion;
    readonly examples?: number;
}): TaskEither<InvalidFocus | Cancelled, ConformanceReport>;

export function costCategoryOf(row: FocusRow): CostCategory;

export function costWeightedShares(slices: ReadonlyArray<ShareSlice>): Either<InvalidFocusSplit, ReadonlyArray<FocusShare>>;

export const invalidFocus: (facts: {
    readonly row?: number;
    readonly column?: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidFocus;

export const invalidFocusSplit: (facts: {
    readonly value: unknown;
    readonly reason: string;
}, cause?: unknown) => InvalidFocusSplit;

export const isInvalidFocus: (value: unknown) => value is InvalidFocus;

export const isInvalidFocusSplit: (value: unknown) => value is InvalidFocusSplit;

export function readFocusCharges(source: FocusSource, options?: FocusChargeOptions): TaskEither<InvalidFocus | Cancelled, FocusBill>;

export function readFocusRows(source: FocusSource, following?: FocusFollowing): TaskEither<InvalidFocus | Cancelled, ReadonlyArray<FocusRow>>;

export function splitFocusRow(origin: FocusRow, split: FocusSplit): Either<InvalidFocusSplit, ReadonlyArray<FocusRow>>;

export function streamFocusCharges(source: FocusSource, asked?: FocusChargeOptions): AsyncGenerator<Either<InvalidFocus | Cancelled, ReadonlyArray<Charge>>, FocusCounts>;

export function writeFocusCsv(rows: Iterable<FocusRow>): Generator<string>;
