// @omnicloud/domain/drift/cloud

export type DriftProfile = Readonly<Record<string, DriftRuleSpec>>;

export interface DriftRuleSpec {
    readonly unordered?: readonly string[];
    readonly ordered?: readonly string[];
    readonly keyed?: Readonly<Record<string, readonly string[]>>;
    readonly identities?: readonly (readonly string[])[];
    readonly namedElements?: boolean;
    readonly open?: readonly string[];
    readonly unreadable?: readonly string[];
    readonly ignore?: readonly string[];
    readonly comparators?: Readonly<Record<string, ComparatorName | Comparator | Equivalence>>;
    readonly everywhere?: readonly (ComparatorName | Equivalence)[];
    readonly freeForm?: readonly string[];
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

export interface EchoContext {
    readonly resource: unknown;
    readonly siblings: readonly unknown[];
    readonly rules?: DriftRules;
}

export type InvalidRule = TaggedError<'InvalidRule', {
    readonly what: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export interface OpenApiRuleOptions {
    readonly rules?: DriftRuleSpec;
    readonly kinds?: readonly string[];
}

export interface ResourceSchema {
    readonly readOnly?: readonly string[];
    readonly writeOnly?: readonly string[];
    readonly createOnly?: readonly string[];
    readonly unordered?: readonly string[];
    readonly freeForm?: readonly string[];
    readonly ordered?: readonly string[];
    readonly keyed?: Readonly<Record<string, readonly string[]>>;
    readonly exact?: readonly string[];
    readonly complete?: readonly string[];
    readonly comparators?: Readonly<Record<string, ComparatorName>>;
    readonly defaults?: Readonly<Record<string, unknown>>;
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

export const awsProfile: DriftProfile;

export const cloudEquivalences: {
    readonly folded_case: import("../index.js").Equivalence;
    readonly version: import("../index.js").Equivalence;
    readonly kms_alias: import("../index.js").Equivalence;
    readonly lost_characters: import("../index.js").Equivalence;
    readonly outer_space: import("../index.js").Equivalence;
};

export const cloudRules: DriftRuleSpec;

export const kubernetesRules: DriftRuleSpec;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function rulesFromOpenApi(document: unknown, options?: OpenApiRuleOptions): Either<InvalidRule, DriftRules>;

export function rulesFromSchema(schema: ResourceSchema, options?: SchemaRuleOptions): Either<InvalidRule, DriftRules>;

export function withoutEchoes(differences: readonly ConfigDifference[], context: EchoContext): readonly ConfigDifference[];
