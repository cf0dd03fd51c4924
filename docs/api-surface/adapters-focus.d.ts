// @omnicloud/domain/adapters/focus

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export type ConformanceFormat = 'table' | 'json' | 'markdown' | 'sarif' | 'junit';

export interface ConformanceOptions extends FocusProgressOptions {
    readonly version?: FocusVersion;
    readonly dataset?: FocusDataset;
    readonly applicability?: readonly string[];
    readonly examples?: number;
}

export interface ConformanceReport {
    readonly version: FocusVersion;
    readonly dataset: FocusDataset;
    readonly rows: number;
    readonly conforms: boolean;
    readonly summary: Readonly<Record<RequirementStatus, number>>;
    readonly requirements: readonly RequirementVerdict[];
    readonly violations: readonly RequirementVerdict[];
}

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export type DifferenceReason = 'currency' | 'tax' | 'rounding' | 'correction' | 'missingCharge' | 'extraCharge' | 'unexplained';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export interface Example {
    readonly file?: string;
    readonly row: number;
    readonly column: string;
    readonly value: string | null;
    readonly values: Readonly<Record<string, string | null>>;
    readonly expected?: string;
}

export interface Explanation {
    readonly reason: DifferenceReason;
    readonly amount: Decimal;
    readonly note: string;
}

export const FOCUS_COLUMNS: Readonly<Record<FocusVersion, readonly string[]>>;

export interface FocusBill {
    readonly charges: readonly ChargeWithColumns[];
    readonly counts: FocusCounts;
    readonly badRows: readonly InvalidFocus[];
}

export interface FocusChargeOptions extends FocusProgressOptions {
    readonly cost?: CostBasis;
    readonly tenantOf?: string | ((row: FocusRow) => string | null);
    readonly projectOf?: string | ((row: FocusRow) => string | null);
    readonly categoryOf?: (row: FocusRow) => CostCategory;
    readonly idColumn?: string;
    readonly columns?: readonly string[];
    readonly source?: string;
    readonly withoutCost?: 'refuse' | 'leaveOut';
    readonly onBadRow?: 'fail' | 'collect';
}

export type FocusContent = FocusSource | readonly FocusFile[];

export interface FocusCounts {
    version: FocusVersion;
    rows: number;
    commitmentPurchases: number;
    commitmentPurchaseCost: Decimal;
    splitOrigins: number;
    withoutCost: number;
    badRows: number;
}

export type FocusDataset = 'CostAndUsage' | 'InvoiceDetail' | 'BillingPeriod';

export interface FocusFile {
    readonly name: string;
    readonly content: FocusSource;
}

export interface FocusProgressOptions {
    readonly signal?: AbortSignal;
    readonly onProgress?: (rows: number) => void;
}

export interface FocusRow {
    readonly file?: string;
    readonly row: number;
    readonly columns: readonly string[];
    get(column: string): string | null;
    raw(column: string): string | undefined;
}

export interface FocusShare {
    readonly resourceId: string | null;
    readonly resourceName?: string;
    readonly tags?: Readonly<Record<string, string>>;
    readonly elements: readonly ShareElement[];
}

export type FocusSource = string | Uint8Array | Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export interface FocusSplit {
    readonly methodId: string;
    readonly shares: readonly FocusShare[];
}

export type FocusVersion = '1.0' | '1.1' | '1.2' | '1.3' | '1.4';

export type InvalidFocus = TaggedError<'InvalidFocus', {
    readonly file?: string;
    readonly row?: number;
    readonly column?: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export type InvalidFocusSplit = TaggedError<'InvalidFocusSplit', {
    readonly value: unknown;
    readonly reason: string;
}>;

export interface InvoiceReconciliation {
    readonly lines: readonly ReconciledLine[];
    readonly invoices: ReadonlyArray<{
        readonly issuer: string;
        readonly invoiceId: string;
        readonly currency: string;
        readonly invoiced: Decimal;
        readonly charged: Decimal;
        readonly difference: Decimal;
        readonly byReason: Readonly<Partial<Record<DifferenceReason, Decimal>>>;
    }>;
    readonly unassigned: {
        readonly count: number;
        readonly cost: Readonly<Record<string, Decimal>>;
    };
    readonly voided: {
        readonly count: number;
        readonly invoiced: Readonly<Record<string, Decimal>>;
    };
}

export type Keyword = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'MAY' | 'RECOMMENDED';

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export interface ReconcileOptions extends FocusProgressOptions {
    readonly periods?: FocusContent;
    readonly rates?: Readonly<Record<string, string>>;
}

export interface ReconciledLine {
    readonly issuer: string;
    readonly invoiceId: string;
    readonly invoiceDetailIds: readonly string[];
    readonly isTax: boolean;
    readonly currency: string;
    readonly invoiced: Decimal;
    readonly charged: Decimal;
    readonly difference: Decimal;
    readonly explanations: readonly Explanation[];
    readonly rows: number;
    readonly isWithinTolerance: boolean;
    readonly isFinal: boolean;
}

export type RequirementStatus = 'met' | 'violated' | 'notApplicable' | 'undecidable';

export interface RequirementVerdict {
    readonly ruleId: string;
    readonly status: RequirementStatus;
    readonly keyword: Keyword;
    readonly requirement: string;
    readonly check?: string;
    readonly reason?: string;
    readonly count: number;
    readonly rows: number;
    readonly tested: number;
    readonly examples: readonly Example[];
}

export { Right } from '@omnicloud/domain/cost-allocation';

export interface ShareElement {
    readonly weight: Decimal;
    readonly usageUnit?: string;
    readonly usageQuantity?: Decimal;
}

export interface ShareSlice {
    readonly cost: Decimal;
    readonly weights: ReadonlyMap<string | null, Decimal>;
}

export { Some } from '@omnicloud/domain/cost-allocation';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export interface WriteOptions {
    readonly version?: '1.2' | '1.3' | '1.4';
}

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export function checkFocusConformance(content: FocusContent, options?: ConformanceOptions): TaskEither<InvalidFocus | Cancelled, ConformanceReport>;

export function costCategoryOf(row: FocusRow): CostCategory;

export function costWeightedShares(slices: readonly ShareSlice[]): Either<InvalidFocusSplit | DecodeError, readonly FocusShare[]>;

export function formatConformance(report: ConformanceReport, format: ConformanceFormat): string;

export function readFocusCharges(content: FocusContent, options?: FocusChargeOptions): TaskEither<InvalidFocus | Cancelled, FocusBill>;

export function readFocusRows(content: FocusContent, options?: FocusProgressOptions): TaskEither<InvalidFocus | Cancelled, readonly FocusRow[]>;

export function recognizeFocus(columns: readonly string[]): Recognized;

export function reconcileInvoice(usage: FocusContent, invoice: FocusContent, options?: ReconcileOptions): TaskEither<InvalidFocus | Cancelled, InvoiceReconciliation>;

export function splitFocusRow(origin: FocusRow, split: FocusSplit): Either<InvalidFocusSplit | DecodeError, readonly FocusRow[]>;

export function streamFocusCharges(content: FocusContent, options?: FocusChargeOptions): AsyncGenerator<Either<InvalidFocus | Cancelled, readonly ChargeWithColumns[]>, FocusCounts>;

export function writeFocusCsv(rows: Iterable<FocusRow>, options?: WriteOptions): Generator<string>;
