// @omnicloud/domain/drift/history

export const Attribution: Codec<Attribution, AttributionJson>;
export interface Attribution {
    readonly principal: string;
    readonly at: EpochSeconds;
    readonly request: string;
    readonly action: string;
    readonly basis: 'field' | 'resource';
}

export const AuditEvent: Codec<AuditEvent, AuditEventJson>;
export interface AuditEvent {
    readonly tenantId: string;
    readonly resources: readonly string[];
    readonly principal: string;
    readonly at: EpochSeconds;
    readonly request: string;
    readonly action: string;
    readonly fields?: readonly string[];
}

export interface AuditOptions {
    readonly tenantId: string;
}

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

export type EntryContent = Omit<HistoryEntry, 'hash' | 'sequence' | 'previousHash'>;

export const Episode: Codec<Episode, EpisodeJson>;
export interface Episode {
    readonly episodeId: string;
    readonly configPath: string;
    readonly driftType: DriftType;
    readonly severity: DriftSeverity;
    readonly firstSeenAt: EpochSeconds;
    readonly openedAt: EpochSeconds;
    readonly lastSeenAt: EpochSeconds;
    readonly closedAt: EpochSeconds | null;
    readonly closedBy: EpisodeClosing | null;
    readonly openings: number;
    readonly recentOpenings: readonly EpochSeconds[];
    readonly secondsOpen: number;
    readonly valueDigest: string;
    readonly deliveries: readonly Delivery[];
}

export interface EpisodeFigures {
    readonly open: number;
    readonly reopened: number;
    readonly flapping: number;
    readonly meanSecondsToRemediate: number | null;
    readonly oldestOpenSince: number | null;
}

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

export interface FlappingRule {
    readonly openings: number;
    readonly withinSeconds: number;
}

export const HistoryEntry: Codec<HistoryEntry, HistoryEntryJson>;
export interface HistoryEntry {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly sequence: number;
    readonly recordedAt: EpochSeconds;
    readonly records: readonly DriftRecord[];
    readonly episodes: readonly Episode[];
    readonly previousHash: string;
    readonly hash: string;
}

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

export interface Right<A> {
    readonly _tag: 'Right';
    readonly right: A;
}

export interface Some<A> {
    readonly _tag: 'Some';
    readonly value: A;
}

export type TaggedError<Tag extends string, Facts extends object = object> = Error & {
    readonly _tag: Tag;
} & Readonly<Facts>;

export type TamperedHistory = TaggedError<'TamperedHistory', {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}>;

export interface TaskEither<L, A> {
    (): Promise<Either<L, A>>;
}

export type WireForm<Model> = Model extends Decimal ? string : Model extends EpochSeconds ? number : Model extends string | number | boolean | bigint | null | undefined ? Model : Model extends readonly unknown[] ? {
    readonly [Index in keyof Model]: WireForm<Model[Index]>;
} : Model extends object ? {
    readonly [Key in keyof Model as string extends Key ? Key : Key extends string ? WireName<Key> : Key]: WireForm<Model[Key]>;
} : Model;

export const appendEntry: (entry: EntryContent, previous: HistoryEntry | undefined) => HistoryEntry;

export function attributeDrifts(drifts: readonly DriftRecord[], events: readonly AuditEvent[]): readonly DriftRecord[];

export const entryHash: (entry: HistoryEntry) => string;

export function episodeFigures(episodes: readonly Episode[], rule?: FlappingRule): EpisodeFigures;

export function isFlapping(episode: Episode, rule?: FlappingRule): boolean;

export function meanSecondsToRemediate(episode: Episode): number | undefined;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function readAuditEvents(trail: unknown, options: AuditOptions): Either<DecodeError, readonly AuditEvent[]>;

export function verifyChain(entries: readonly HistoryEntry[], lastHash?: string): Either<TamperedHistory, readonly HistoryEntry[]>;
