// @omnicloud/domain/drift/cloud

export type CloudEquivalence = 'folded_case' | 'version' | 'kms_alias' | 'replaced_characters' | 'surrounding_whitespace' | 'arm_id' | 'location' | 'self_link' | 'version_tag' | 'write_time' | 'never_stored';

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export type DriftProfile = Readonly<Record<string, DriftRuleSpec>>;

export { DriftRuleSpec } from '@omnicloud/domain/drift';

export { DriftRules } from '@omnicloud/domain/drift';

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export type GoogleRoles = Readonly<Record<string, readonly string[]>>;

export { InvalidRule } from '@omnicloud/domain/drift';

export { Left } from '@omnicloud/domain/cost-allocation';

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export interface NetworkFacts {
    readonly prefixLists?: Readonly<Record<string, readonly string[]>>;
    readonly internetFacing?: readonly string[];
}

export { None } from '@omnicloud/domain/cost-allocation';

export interface OpenApiRuleOptions {
    readonly rules?: DriftRuleSpec;
    readonly kinds?: readonly string[];
}

export { Option } from '@omnicloud/domain/cost-allocation';

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

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

export { PointInTime } from '@omnicloud/domain/cost-allocation';

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

export { Right } from '@omnicloud/domain/cost-allocation';

export { RuleVariant } from '@omnicloud/domain/drift';

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

export { Some } from '@omnicloud/domain/cost-allocation';

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export { WireForm } from '@omnicloud/domain/cost-allocation';

export interface WitnessRequest extends PolicyRequest {
    readonly grant: {
        readonly statement: number;
        readonly action?: string;
        readonly resource?: string;
    };
    readonly anyone?: true;
}

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

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

export { orThrow } from '@omnicloud/domain/cost-allocation';

export const policiesIn: (configuration: unknown) => readonly PlacedPolicy[];

export function projectNumbers(ids: Readonly<Record<string, string>>): Equivalence;

export function reportPermissions(pairs: readonly ResourcePair[]): PermissionReport;

export function rulesFromOpenApi(document: unknown, options?: OpenApiRuleOptions): Either<InvalidRule, DriftRules>;

export function rulesFromSchema(schema: ResourceSchema, options?: SchemaRuleOptions): Either<InvalidRule, DriftRules>;

export function severityOfPowers(comparison: PowerComparison): PowerSeverity;

export function withoutSiblingDuplicates(differences: readonly ConfigDifference[], context: SiblingContext): readonly ConfigDifference[];
