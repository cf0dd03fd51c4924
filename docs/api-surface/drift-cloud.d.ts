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
    readonly severities?: readonly SeverityRule[];
    readonly declaredOnly?: boolean;
    readonly nullEqualsMissing?: boolean;
    readonly emptyEqualsMissing?: boolean;
    readonly offEqualsMissing?: boolean;
    readonly keysIgnoreCase?: boolean;
    readonly coerce?: boolean;
}

export interface DriftRules {
    readonly spec: DriftRuleSpec;
    readonly schema: ResourceSchema;
    readonly table: RuleTable;
    readonly tree: RuleTree;
}

export interface EchoContext {
    readonly resource: unknown;
    readonly siblings: readonly unknown[];
    readonly rules?: DriftRules;
}

export type GoogleRoles = Readonly<Record<string, readonly string[]>>;

export type InvalidRule = TaggedError<'InvalidRule', {
    readonly what: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export interface NetworkFacts {
    readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
    readonly internetFacing?: readonly string[];
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
    readonly freeForm?: readonly string[];
    readonly defaults?: Readonly<Record<string, unknown>>;
}

export interface SchemaRuleOptions {
    readonly resourceType?: string;
    readonly rules?: DriftRuleSpec;
    readonly profile?: DriftProfile;
}

export interface WitnessRequest extends PolicyRequest {
    readonly grant: {
        readonly statement: number;
        readonly action?: string;
        readonly resource?: string;
    };
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

export const compareAzureRoles: (desired: unknown, actual: unknown) => Either<DriftError, PowerComparison>;

export const compareGoogleIam: (desired: unknown, actual: unknown, roles?: GoogleRoles) => Either<DriftError, PowerComparison>;

export function comparePolicies(desired: unknown, actual: unknown): Either<DriftError, PolicyComparison>;

export const compareRbac: (desired: unknown, actual: unknown) => Either<DriftError, PowerComparison>;

export const compareReachability: (desired: unknown, actual: unknown, facts?: NetworkFacts) => Either<DriftError, PowerComparison>;

export const isInvalidRule: (value: unknown) => value is InvalidRule;

export function isPolicyAt(path: Path, value: unknown): boolean;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function policiesIn(configuration: unknown): readonly PlacedPolicy[];

export function reportPermissions(pairs: readonly ResourcePair[]): PermissionReport;

export function rulesFromSchema(schema: ResourceSchema, options?: SchemaRuleOptions): Either<InvalidRule, DriftRules>;

export function severityOfPowers({ relation, gained, lost, undecided }: PowerComparison): PowerSeverity;

export function withoutEchoes(differences: readonly ConfigDifference[], context: EchoContext): readonly ConfigDifference[];
