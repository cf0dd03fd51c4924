// @omnicloud/domain/drift

export interface ActualStatePort {
    listResources?(query: ResourceQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<ResourceReference>>;
    readResource(resource: ResourceReference, signal: AbortSignal): MaybePromise<ObservedConfiguration | null>;
}

export type AmbiguousResource = TaggedError<'AmbiguousResource', {
    readonly resourceId: string;
}>;

export interface BaselineDifference extends ConfigDifference {
    readonly undeclared?: true;
}

export type Comparator = (desired: unknown, actual: unknown) => boolean;

export type ComparatorName = 'cidr' | 'json' | 'iam_policy' | 'case_insensitive' | 'quantity' | 'duration' | 'number' | 'boolean' | 'protocol' | 'arn_name' | 'trailing_dot' | 'timestamp';

export type CompareError = InvalidPath | InvalidRule | CyclicConfig | UnreadableConfig;

export interface CompliancePort {
    escalate(escalation: Escalation, signal: AbortSignal): MaybePromise<unknown>;
}

export const ConfigChange: t.Type<ConfigChange, object>;
export interface ConfigChange {
    readonly from?: unknown;
    readonly to?: unknown;
}

export interface ConfigDifference {
    readonly path: string;
    readonly segments: Path;
    readonly pointer: string;
    readonly actualSegments: Path;
    readonly driftType: DifferenceType;
    readonly desiredValue?: unknown;
    readonly actualValue?: unknown;
    readonly lossy?: true;
    readonly within?: readonly ConfigDifference[];
}

export type CyclicConfig = TaggedError<'CyclicConfig', {
    readonly side: 'desired' | 'actual';
    readonly path: string;
}>;

export const DRIFT_SEVERITIES: readonly [
    'cosmetic',
    'functional',
    'security',
    'critical'
];

export const DRIFT_TYPES: readonly [
    'value_changed',
    'key_added',
    'key_removed',
    'type_mismatch',
    'resource_missing',
    'resource_extra'
];

export const DeclaredResource: t.Type<DeclaredResource, object>;
export interface DeclaredResource extends ResourceReference {
    readonly configuration: unknown;
    readonly marks?: ResourceMarks;
    readonly dependsOn?: readonly string[];
}

export const Delivery: t.Type<Delivery, object>;
export interface Delivery {
    readonly target: 'reconciler' | 'compliance';
    readonly idempotencyKey: string;
    readonly deliveredAt: EpochSeconds | null;
}

export interface DesiredStatePort {
    listResources(query: ResourceQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<DeclaredResource>>;
}

export type DetectionError = CompareError | DecodeError | PortFailure;

export type DifferenceType = 'value_changed' | 'key_added' | 'key_removed' | 'type_mismatch';

export class DriftDetector {
    #private;
    constructor(ports: DriftPorts, options?: DriftDetectorOptions);
    detectResourceDrift(resource: ResourceName, desired: unknown, actual: unknown): Either<DetectionError, readonly DriftRecord[]>;
    scanTenantResources(tenantId: string, resourceTypes?: readonly string[], options?: ScanOptions): TaskEither<ScanError | InvalidRule, DriftReport>;
    classifyDriftSeverity(drift: DriftRecord): DriftSeverity;
    generateRemediationPlan(drifts: readonly DriftRecord[]): readonly RemediationAction[];
    registerComparator(pattern: string, comparator: ComparatorName | Comparator | Equivalence): void;
    markFieldUnordered(pattern: string): void;
    addSeverityRule(resourceType: string, pattern: string, severity: DriftSeverity): void;
    getDriftHistory(resource: string | {
        readonly resourceId: string;
        readonly tenantId?: string;
    }, since?: number): TaskEither<DriftHistoryError, readonly DriftRecord[]>;
}

export interface DriftDetectorOptions {
    readonly rules?: DriftRules;
    readonly rulesFor?: (resource: ResourceReference) => DriftRules | undefined;
    readonly scan?: ScanOptions;
    readonly plan?: PlanOptions;
}

export type DriftError = CompareError | PatchRefused | RedactedPatch | AmbiguousResource | TamperedHistory | DuplicateResource | InvalidTerraform;

export type DriftHistoryError = HistoryError | InvalidInstant | TamperedHistory | AmbiguousResource;

export interface DriftHistoryPort {
    append(entry: HistoryEntry, signal: AbortSignal): MaybePromise<'appended' | 'conflict'>;
    latest(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<HistoryEntry>>;
    read(query: HistoryQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<HistoryEntry>>;
}

export interface DriftLogLine {
    readonly level: 'info' | 'warning' | 'error';
    readonly message: string;
    readonly tenantId?: string;
    readonly resourceId?: string;
}

export interface DriftLogPort {
    write(line: DriftLogLine): void;
}

export interface DriftPorts {
    readonly desired: DesiredStatePort;
    readonly actual: ActualStatePort;
    readonly history: DriftHistoryPort;
    readonly clock: Clock;
    readonly ids: IdSource;
    readonly reconciler?: ReconcilerPort;
    readonly compliance?: CompliancePort;
    readonly suppressions?: SuppressionPort;
    readonly log?: DriftLogPort;
    readonly observer?: Observer;
    readonly digestKey?: string;
}

export const DriftRecord: t.Type<DriftRecord, object>;
export interface DriftRecord {
    readonly driftId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly tenantId: string;
    readonly driftType: DriftType;
    readonly severity: DriftSeverity;
    readonly configPath: string;
    readonly pointer: string;
    readonly actualPointer: string;
    readonly desiredValue?: unknown;
    readonly actualValue?: unknown;
    readonly detectedAt: EpochSeconds;
    readonly remediationAction: string;
    readonly autoRemediable: boolean;
    readonly reasons: readonly string[];
    readonly exposure?: ExposureChange;
    readonly exposedSecret?: string;
    readonly redacted?: boolean;
    readonly lossy?: boolean;
    readonly createOnly?: boolean;
    readonly dependsOn?: readonly string[];
}

export const DriftReport: t.Type<DriftReport, object>;
export interface DriftReport {
    readonly reportId: string;
    readonly tenantId: string;
    readonly resourceIds: readonly string[];
    readonly drifts: readonly DriftRecord[];
    readonly scanStartedAt: EpochSeconds;
    readonly scanCompletedAt: EpochSeconds;
    readonly summary: SeveritySummary;
    readonly coverage: ScanCoverage;
    readonly failures: readonly ScanFailure[];
    readonly outcomes: readonly ResourceOutcome[];
    readonly suppressed: readonly SuppressedDrift[];
    readonly suppressionNotices: readonly SuppressionNotice[];
    readonly folds: Readonly<Record<string, number>>;
}

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

export const DriftSeverity: t.Type<DriftSeverity>;
export type DriftSeverity = (typeof DRIFT_SEVERITIES)[number];

export const DriftType: t.Type<DriftType>;
export type DriftType = (typeof DRIFT_TYPES)[number];

export type DuplicateResource = TaggedError<'DuplicateResource', {
    readonly resourceId: string;
    readonly side: 'desired' | 'actual';
}>;

export const Episode: t.Type<Episode, object>;
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

export type EpisodeClosing = 'resolved' | 'suppressed';

export interface Equivalence {
    readonly name: string;
    readonly normalise?: (value: unknown) => unknown;
    readonly differences?: (desired: unknown, actual: unknown) => readonly PartDifference[];
    readonly evenInFreeForm?: true;
    readonly recognises?: (value: unknown) => boolean;
    readonly relates?: (desired: unknown, actual: unknown) => boolean;
    readonly keyOf?: (value: unknown) => string | undefined;
    readonly decides?: boolean;
}

export const Escalation: t.Type<Escalation, object>;
export interface Escalation {
    readonly idempotencyKey: string;
    readonly tenantId: string;
    readonly drift: DriftRecord;
    readonly episode: Episode;
}

export interface ExplainedComparison {
    readonly differences: readonly ConfigDifference[];
    readonly silences: readonly Silence[];
    readonly folds: Readonly<Record<string, number>>;
}

export const ExposureChange: t.Type<ExposureChange, object>;
export interface ExposureChange {
    readonly opened: readonly ReachableRegion[];
    readonly toTheWorld: boolean;
    readonly unchanged: boolean;
}

export interface ExposureDelta {
    at(actualPath: Path): ExposureChange | undefined;
}

export interface Glob {
    readonly pattern: string;
    matches(path: Path): boolean;
    matchesEncoded(encoded: string): boolean;
    readonly seesPositions: boolean;
}

export const HistoryEntry: t.Type<HistoryEntry, object>;
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

export interface HistoryQuery {
    readonly tenantId?: string;
    readonly resourceId: string;
    readonly since?: EpochSeconds;
}

export type InvalidPath = TaggedError<'InvalidPath', {
    readonly text: unknown;
    readonly at: number;
    readonly expected: string;
}>;

export type InvalidRule = TaggedError<'InvalidRule', {
    readonly what: string;
    readonly value: unknown;
    readonly expected: string;
}>;

export const ObservedConfiguration: t.Type<ObservedConfiguration, object>;
export interface ObservedConfiguration {
    readonly configuration: unknown;
    readonly marks?: ResourceMarks;
}

export const PatchOperation: t.Type<PatchOperation, object>;
export interface PatchOperation {
    readonly op: 'test' | 'add' | 'replace' | 'remove';
    readonly path: string;
    readonly value?: unknown;
}

export type PatchRefused = TaggedError<'PatchRefused', {
    readonly path: string;
    readonly reason: string;
}>;

export type Path = readonly Segment[];

export interface PlanOptions {
    readonly blastRadius?: number;
}

export interface RateLimit {
    readonly perSecond: number;
    readonly burst?: number;
}

export const ReachableRegion: t.Type<ReachableRegion, object>;
export interface ReachableRegion {
    readonly direction: string;
    readonly protocol: string;
    readonly ports: string;
    readonly addresses: string;
}

export interface ReconcilerPort {
    reconcile(request: Reconciliation, signal: AbortSignal): MaybePromise<unknown>;
}

export const Reconciliation: t.Type<Reconciliation, object>;
export interface Reconciliation {
    readonly idempotencyKey: string;
    readonly tenantId: string;
    readonly drifts: readonly DriftRecord[];
    readonly action: RemediationAction;
}

export const RecordedValue: t.Type<unknown, unknown>;

export type RedactedPatch = TaggedError<'RedactedPatch', {
    readonly path: string;
}>;

export const RedactedValue: t.Type<RedactedValue, object>;
export interface RedactedValue {
    readonly redacted: true;
    readonly length: number;
    readonly digest: string;
}

export interface RedactionRules {
    readonly sensitive: readonly Glob[];
    readonly digestKey: string;
}

export const RemediationAction: t.Type<RemediationAction, object>;
export interface RemediationAction {
    readonly actionType: RemediationType;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly tenantId: string;
    readonly configChanges: Readonly<Record<string, ConfigChange>>;
    readonly patch: readonly PatchOperation[];
    readonly inversePatch: readonly PatchOperation[];
    readonly severity: DriftSeverity;
    readonly requiresApproval: boolean;
    readonly reason: string;
    readonly mayLoseData: boolean;
    readonly order: number;
    readonly driftIds: readonly string[];
}

export interface RemediationSecrets {
    readonly desired: unknown;
    readonly digestKey: string;
}

export const RemediationType: t.Type<RemediationType>;
export type RemediationType = 'update' | 'delete' | 'create' | 'replace';

export const ResourceMarks: t.Type<ResourceMarks, object>;
export interface ResourceMarks {
    readonly sensitive?: readonly string[];
    readonly unordered?: readonly string[];
    readonly computed?: readonly string[];
    readonly createOnly?: readonly string[];
}

export type ResourceName = string | {
    readonly resourceId: string;
    readonly resourceType?: string;
    readonly tenantId?: string;
};

export const ResourceOutcome: t.Type<ResourceOutcome, object>;
export interface ResourceOutcome {
    readonly resourceId: string;
    readonly resourceType: string;
    readonly status: ResourceStatus;
    readonly reason?: string;
}

export interface ResourceQuery {
    readonly tenantId: string;
    readonly resourceTypes?: readonly string[];
}

export const ResourceReference: t.Type<ResourceReference, object>;
export interface ResourceReference {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly provider?: string;
}

export type ResourceStatus = 'in_sync' | 'drifted' | 'missing' | 'extra' | 'unreadable';

export interface RuleVariant {
    readonly when: Readonly<Record<string, string | readonly string[]>>;
    readonly rules?: DriftRuleSpec;
    readonly schema?: ResourceSchema;
}

export const ScanCoverage: t.Type<ScanCoverage, object>;
export interface ScanCoverage {
    readonly total: number;
    readonly inSync: number;
    readonly drifted: number;
    readonly missing: number;
    readonly extra: number;
    readonly unreadable: number;
    readonly fraction: number;
}

export type ScanError = InventoryError | StampError;

export const ScanFailure: t.Type<ScanFailure, object>;
export interface ScanFailure {
    readonly stage: 'list' | 'read' | 'compare' | 'history' | 'deliver' | 'suppressions';
    readonly resourceId?: string;
    readonly errorTag: string;
    readonly message: string;
}

export interface ScanOptions {
    readonly concurrency?: number;
    readonly rateLimits?: Readonly<Record<string, RateLimit>>;
    readonly attempts?: number;
    readonly backoffSeconds?: number;
    readonly deadlineSeconds?: number;
    readonly callSeconds?: number;
    readonly signal?: AbortSignal;
    readonly onProgress?: (done: number, total: number) => void;
    readonly expiringWithinSeconds?: number;
}

export type Segment = string | number;

export interface SeverityRule {
    readonly resourceType: string;
    readonly pattern: string;
    readonly severity: DriftSeverity;
}

export const SeveritySummary: t.Type<SeveritySummary, object>;
export interface SeveritySummary {
    readonly cosmetic: number;
    readonly functional: number;
    readonly security: number;
    readonly critical: number;
}

export interface Silence {
    readonly path: string;
    readonly segments: Path;
    readonly rule: string;
    readonly desiredValue?: unknown;
    readonly actualValue?: unknown;
    readonly normalForm?: unknown;
}

export const SuppressedDrift: t.Type<SuppressedDrift, object>;
export interface SuppressedDrift {
    readonly suppressionId: string;
    readonly drift: DriftRecord;
}

export const Suppression: t.Type<Suppression, object>;
export interface Suppression {
    readonly suppressionId: string;
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly pattern: string;
    readonly owner: string;
    readonly reason: string;
    readonly createdAt: EpochSeconds;
    readonly expiresAt: EpochSeconds;
    readonly pinnedValue?: unknown;
}

export const SuppressionNotice: t.Type<SuppressionNotice, object>;
export interface SuppressionNotice {
    readonly suppressionId: string;
    readonly owner: string;
    readonly kind: 'expiring' | 'expired' | 'dead' | 'unpinned' | 'refused';
    readonly expiresAt: EpochSeconds;
    readonly message: string;
}

export interface SuppressionPort {
    listSuppressions(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<Suppression>>;
}

export type TamperedHistory = TaggedError<'TamperedHistory', {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}>;

export interface ThreeWayDifference extends ConfigDifference {
    readonly kind: ThreeWayKind;
    readonly lastAppliedValue?: unknown;
}

export type ThreeWayKind = 'removed_from_declaration' | 'out_of_band' | 'not_applied' | 'conflict';

export type UnreadableConfig = TaggedError<'UnreadableConfig', {
    readonly path: string;
    readonly reason: string;
}>;

export const ambiguousResource: (facts: {
    readonly resourceId: string;
}, cause?: unknown) => AmbiguousResource;

export function applyRemediation(actual: unknown, action: RemediationAction, secrets?: RemediationSecrets): Either<PatchRefused | RedactedPatch, unknown>;

export function compareConfigs(desired: unknown, actual: unknown, rules?: DriftRules): Either<CompareError, readonly ConfigDifference[]>;

export function compareThreeWay(lastApplied: unknown, desired: unknown, live: unknown, rules?: DriftRules): Either<CompareError, readonly ThreeWayDifference[]>;

export function compareWithBaseline(desired: unknown, baseline: unknown, live: unknown, rules?: DriftRules): Either<CompareError, readonly BaselineDifference[]>;

export function compileGlob(pattern: string): Either<InvalidRule, Glob>;

export const cyclicConfig: (facts: {
    readonly side: 'desired' | 'actual';
    readonly path: string;
}, cause?: unknown) => CyclicConfig;

export function driftRules(spec: DriftRuleSpec): Either<InvalidRule, DriftRules>;

export const duplicateResource: (facts: {
    readonly resourceId: string;
    readonly side: 'desired' | 'actual';
}, cause?: unknown) => DuplicateResource;

export function explainConfigs(desired: unknown, actual: unknown, rules?: DriftRules): Either<CompareError, ExplainedComparison>;

export function exposureDelta(desired: unknown, actual: unknown, resourceType: string, above?: Path): ExposureDelta;

export function extendRules(rules: DriftRules, more: DriftRuleSpec): Either<InvalidRule, DriftRules>;

export const invalidPath: (facts: {
    readonly text: unknown;
    readonly at: number;
    readonly expected: string;
}, cause?: unknown) => InvalidPath;

export const invalidRule: (facts: {
    readonly what: string;
    readonly value: unknown;
    readonly expected: string;
}, cause?: unknown) => InvalidRule;

export function isError<T extends TaggedError<string>>(value: unknown, tag: TagOf<T>): value is T;
export function isError<Value, Tag extends string>(value: Value, tag: Tag): value is Value & ErrorOfTag<Value, Tag>;

export const moreSevere: (left: DriftSeverity, right: DriftSeverity) => DriftSeverity;

export function orThrow<L, A>(outcome: Either<L, A>): A;
export function orThrow<L, A>(outcome: TaskEither<L, A>): Promise<A>;

export function parsePath(text: string): Either<InvalidPath, Path>;

export const patchRefused: (facts: {
    readonly path: string;
    readonly reason: string;
}, cause?: unknown) => PatchRefused;

export const printPath: (path: Path) => string;

export const redact: (value: unknown, path: Path, root: unknown, rules: RedactionRules) => unknown;

export const redactedPatch: (facts: {
    readonly path: string;
}, cause?: unknown) => RedactedPatch;

export function remediationPlan(drifts: readonly DriftRecord[], options?: PlanOptions): readonly RemediationAction[];

export const tamperedHistory: (facts: {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}, cause?: unknown) => TamperedHistory;

export const terraformRules: DriftRuleSpec;

export const toPointer: (path: Path) => string;

export const unreadableConfig: (facts: {
    readonly path: string;
    readonly reason: string;
}, cause?: unknown) => UnreadableConfig;
