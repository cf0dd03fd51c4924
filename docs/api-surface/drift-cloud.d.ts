// @omnicloud/domain/drift/cloud

export type CloudEquivalence = 'folded_case' | 'version' | 'kms_alias' | 'replaced_characters' | 'surrounding_whitespace' | 'arm_id' | 'location' | 'self_link' | 'version_tag' | 'write_time' | 'never_stored';

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

export type DriftProfile = Readonly<Record<string, DriftRuleSpec>>;

export interface DriftRuleSpec {
    readonly unordered?: readonly string[];
    readonly ordered?: readonly string[];
    readonly keyed?: Readonly<Record<string, readonly string[]>>;
    readonly identities?: readonly (readonly string[])[];
    readonly namedElements?: boolean;
    readonly allowExtra?: readonly string[];
    readonly writeOnly?: readonly string[];
    readonly ignore?: readonly string[];
    readonly comparators?: Readonly<Record<string, ComparatorName | Comparator | Equivalence>>;
    readonly globalComparators?: readonly (ComparatorName | Equivalence)[];
    readonly opaqueMaps?: readonly string[];
    readonly exact?: readonly string[];
    readonly complete?: readonly string[];
    readonly watched?: readonly string[];
    readonly defaults?: Readonly<Record<string, unknown>>;
    readonly severities?: readonly SeverityRule[];
    readonly declaredOnly?: boolean;
    readonly nullEqualsMissing?: boolean;
    readonly emptyEqualsMissing?: boolean;
    readonly offEqualsMissing?: boolean;
    readonly emptyMapsCount?: boolean;
    readonly addedElements?: boolean;
    readonly keysIgnoreCase?: boolean;
    readonly coerce?: boolean;
    readonly normalize?: (configuration: unknown) => unknown;
    readonly variants?: readonly RuleVariant[];
}

export interface DriftRules {
    readonly spec: DriftRuleSpec;
    readonly schema: ResourceSchema;
    readonly table: RuleTable;
    readonly tree: RuleTree;
    readonly variants: readonly CompiledVariant[];
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

export type GoogleRoles = Readonly<Record<string, readonly string[]>>;

export type InvalidRule = TaggedError<'InvalidRule', {
    readonly what: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export interface Left<L> {
    readonly _tag: 'Left';
    readonly left: L;
}

export type MaybePromise<A> = A | Promise<A>;

export type MoneyInput = string | bigint | Decimal;

export interface NetworkFacts {
    readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
    readonly internetFacing?: readonly string[];
}

export interface None {
    readonly _tag: 'None';
}

export interface OpenApiRuleOptions {
    readonly rules?: DriftRuleSpec;
    readonly kinds?: readonly string[];
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

export interface PermissionChange extends PowerComparison {
    readonly resourceId: string;
    readonly path: Path;
    readonly severity: DriftSeverity;
    readonly sentence: string;
}

export interface PermissionReport {
    readonly changes: readonly PermissionChange[];
    readonly resources: number;
    readonly policies: number;
    readonly unreadable: readonly {
        readonly resourceId: string;
        readonly path: Path;
        readonly reason: string;
    }[];
}

export interface PlacedPolicy {
    readonly path: Path;
    readonly value: unknown;
}

export type PointInTime = Date | {
    readonly epochMilliseconds: number;
};

export interface PolicyComparison {
    readonly relation: PolicyRelation;
    readonly gained: readonly WitnessRequest[];
    readonly lost: readonly WitnessRequest[];
    readonly undecided?: string;
}

export type PolicyRelation = 'equal' | 'wider' | 'narrower' | 'incomparable';

export interface PolicyRequest {
    readonly principal?: string | Readonly<Record<string, string>>;
    readonly action: string;
    readonly resource: string;
    readonly context?: Readonly<Record<string, string | readonly string[]>>;
}

export interface PowerComparison extends Omit<PolicyComparison, 'gained' | 'lost'> {
    readonly gained: readonly PolicyRequest[];
    readonly lost: readonly PolicyRequest[];
}

export interface PowerSeverity {
    readonly severity: DriftSeverity | undefined;
    readonly sentence: string;
}

export interface ResourcePair {
    readonly resourceId: string;
    readonly desired: unknown;
    readonly actual: unknown;
}

export interface ResourceSchema {
    readonly readOnly?: readonly string[];
    readonly writeOnly?: readonly string[];
    readonly createOnly?: readonly string[];
    readonly unordered?: readonly string[];
    readonly opaqueMaps?: readonly string[];
    readonly ordered?: readonly string[];
    readonly keyed?: Readonly<Record<string, readonly string[]>>;
    readonly exact?: readonly string[];
    readonly complete?: readonly string[];
    readonly comparators?: Readonly<Record<string, ComparatorName>>;
    readonly defaults?: Readonly<Record<string, unknown>>;
}

export interface Right<A> {
    readonly _tag: 'Right';
    readonly right: A;
}

export interface RuleVariant {
    readonly when: Readonly<Record<string, string | readonly string[]>>;
    readonly rules?: DriftRuleSpec;
    readonly schema?: ResourceSchema;
}

export interface SchemaRuleOptions {
    readonly resourceType?: string;
    readonly rules?: DriftRuleSpec;
    readonly profile?: DriftProfile;
}

export interface SiblingContext {
    readonly resource: unknown;
    readonly siblings: readonly unknown[];
    readonly rules?: DriftRules;
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

export interface WitnessRequest extends PolicyRequest {
    readonly grant: {
        readonly statement: number;
        readonly action?: string;
        readonly resource?: string;
    };
}

export const awsProfile: DriftProfile;

export const cloudEquivalences: Readonly<Record<CloudEquivalence, Equivalence>>;

export const cloudRules: DriftRuleSpec;

export const compareAzureRoles: (desired: unknown, actual: unknown) => Either<DriftError, PowerComparison>;

export const compareGoogleIam: (desired: unknown, actual: unknown, roles?: GoogleRoles) => Either<DriftError, PowerComparison>;

export function comparePolicies(desired: unknown, actual: unknown): Either<DriftError, PolicyComparison>;

export const compareRbac: (desired: unknown, actual: unknown) => Either<DriftError, PowerComparison>;

export const compareReachability: (desired: unknown, actual: unknown, facts?: NetworkFacts) => Either<DriftError, PowerComparison>;

export function isPolicyAt(path: Path, value: unknown): boolean;

export const kubernetesRules: DriftRuleSpec;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function policiesIn(configuration: unknown): readonly PlacedPolicy[];

export function reportPermissions(pairs: readonly ResourcePair[]): PermissionReport;

export function rulesFromOpenApi(document: unknown, options?: OpenApiRuleOptions): Either<InvalidRule, DriftRules>;

export function rulesFromSchema(schema: ResourceSchema, options?: SchemaRuleOptions): Either<InvalidRule, DriftRules>;

export function severityOfPowers(comparison: PowerComparison): PowerSeverity;

export function withoutSiblingDuplicates(differences: readonly ConfigDifference[], context: SiblingContext): readonly ConfigDifference[];
