// @omnicloud/domain/adapters/focus

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

export type DifferenceReason = 'currency' | 'tax' | 'rounding' | 'correction' | 'missingCharge' | 'extraCharge' | 'unexplained';

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
    readonly charges: readonly Charge[];
    readonly counts: FocusCounts;
    readonly badRows: readonly InvalidFocus[];
}

export interface FocusChargeOptions extends FocusProgressOptions {
    readonly cost?: CostBasis;
    readonly tenantOf?: (row: FocusRow) => string | null;
    readonly projectOf?: (row: FocusRow) => string | null;
    readonly categoryOf?: (row: FocusRow) => CostCategory;
    readonly idColumn?: string;
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

export interface Left<L> {
    readonly _tag: 'Left';
    readonly left: L;
}

export type MaybePromise<A> = A | Promise<A>;

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

export interface Right<A> {
    readonly _tag: 'Right';
    readonly right: A;
}

export interface ShareElement {
    readonly weight: Decimal;
    readonly usageUnit?: string;
    readonly usageQuantity?: Decimal;
}

export interface ShareSlice {
    readonly cost: Decimal;
    readonly weights: ReadonlyMap<string | null, Decimal>;
}

export interface Some<A> {
    readonly _tag: 'Some';
    readonly value: A;
}

export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
    readonly _tag: Tag;
} & Readonly<Facts>;

export interface TaskEither<L, A> {
    (): Promise<Either<L, A>>;
}

export type WireForm<Model> = Model extends Decimal ? string : Model extends EpochSeconds ? number : Model extends string | number | boolean | bigint | null | undefined ? Model : Model extends readonly unknown[] ? {
    readonly [Index in keyof Model]: WireForm<Model[Index]>;
} : Model extends object ? {
    readonly [Key in keyof Model as string extends Key ? Key : Key extends string ? WireName<Key> : Key]: WireForm<Model[Key]>;
} : Model;

export interface WriteOptions {
    readonly version?: '1.2' | '1.3' | '1.4';
}

export function checkFocusConformance(content: FocusContent, options?: ConformanceOptions): TaskEither<InvalidFocus | Cancelled, ConformanceReport>;

export function costCategoryOf(row: FocusRow): CostCategory;

export function costWeightedShares(slices: readonly ShareSlice[]): Either<InvalidFocusSplit, readonly FocusShare[]>;

export function formatConformance(report: ConformanceReport, format: ConformanceFormat): string;

export function readFocusCharges(content: FocusContent, options?: FocusChargeOptions): TaskEither<InvalidFocus | Cancelled, FocusBill>;

export function readFocusRows(content: FocusContent, options?: FocusProgressOptions): TaskEither<InvalidFocus | Cancelled, readonly FocusRow[]>;

export function recognizeFocus(columns: readonly string[]): {
    readonly dataset: FocusDataset;
    readonly version: FocusVersion;
};

export function reconcileInvoice(usage: FocusContent, invoice: FocusContent, options?: ReconcileOptions): TaskEither<InvalidFocus | Cancelled, InvoiceReconciliation>;

export function splitFocusRow(origin: FocusRow, split: FocusSplit): Either<InvalidFocusSplit, readonly FocusRow[]>;

export function streamFocusCharges(content: FocusContent, options?: FocusChargeOptions): AsyncGenerator<Either<InvalidFocus | Cancelled, readonly Charge[]>, FocusCounts>;

export function writeFocusCsv(rows: Iterable<FocusRow>, options?: WriteOptions): Generator<string>;
