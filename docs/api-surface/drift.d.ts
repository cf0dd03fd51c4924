// @omnicloud/domain/drift

export interface ActualStatePort {
    listResources?(query: ResourceQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<EitherSpelling<ResourceReference>>>;
    readResource(resource: ResourceReference, signal: AbortSignal): MaybePromise<EitherSpelling<ObservedConfiguration> | null>;
}

export type AmbiguousResource = TaggedError<'AmbiguousResource', {
    readonly resourceId: string;
}>;

export const Attribution: Codec<Attribution, AttributionJson>;
export interface Attribution {
    readonly principal: string;
    readonly at: EpochSeconds;
    readonly request: string;
    readonly action: string;
    readonly basis: 'field' | 'resource';
}

export type AttributionJson = WireForm<Attribution>;

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

export type AuditEventJson = WireForm<AuditEvent>;

export interface AuditQuery {
    readonly tenantId: string;
    readonly resources: ReadonlyArray<ResourceReference>;
    readonly since: EpochSeconds;
}

export interface AuditTrailPort {
    listEvents(query: AuditQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<EitherSpelling<AuditEvent>>>;
}

export const Baseline: Codec<Baseline, BaselineJson>;
export interface Baseline {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly configuration: unknown;
    readonly owner: string;
    readonly acceptedAt: EpochSeconds;
}

export interface BaselineDifference extends ConfigDifference {
    readonly undeclared?: true;
}

export type BaselineJson = WireForm<Baseline>;

export interface BaselinePort {
    listBaselines(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<Baseline>>;
    saveBaseline(baseline: Baseline, signal: AbortSignal): MaybePromise<unknown>;
}

export const BaselineReference: Codec<BaselineReference, BaselineReferenceJson>;
export interface BaselineReference {
    readonly owner: string;
    readonly acceptedAt: EpochSeconds;
}

export type BaselineReferenceJson = WireForm<BaselineReference>;

export { Codec } from '@omnicloud/domain/cost-allocation';

export { CodecContextEntry } from '@omnicloud/domain/cost-allocation';

export { CodecDecoder } from '@omnicloud/domain/cost-allocation';

export { CodecIssue } from '@omnicloud/domain/cost-allocation';

export type Comparator = (desired: unknown, actual: unknown) => boolean;

export type ComparatorName = 'cidr' | 'json' | 'iam_policy' | 'case_insensitive' | 'quantity' | 'duration' | 'number' | 'boolean' | 'protocol' | 'arn_name' | 'trailing_dot' | 'timestamp';

export type CompareError = InvalidPath | InvalidRule | CyclicConfig | UnreadableConfig;

export interface CompliancePort {
    escalate(escalation: Escalation, signal: AbortSignal): MaybePromise<unknown>;
}

export const ConfigChange: Codec<ConfigChange, ConfigChangeJson>;
export interface ConfigChange {
    readonly from?: unknown;
    readonly to?: unknown;
}

export type ConfigChangeJson = WireForm<ConfigChange>;

export interface ConfigDifference {
    readonly path: string;
    readonly segments: Path;
    readonly pointer: string;
    readonly actualSegments: Path;
    readonly driftType: DifferenceType;
    readonly desiredValue?: unknown;
    readonly actualValue?: unknown;
    readonly precisionLost?: true;
    readonly inner?: readonly ConfigDifference[];
}

export const CriticalAcceptance: Codec<CriticalAcceptance, CriticalAcceptanceJson>;
export interface CriticalAcceptance {
    readonly owner: string;
    readonly approvedBy: string;
    readonly expiresAt: EpochSeconds;
}

export type CriticalAcceptanceJson = WireForm<CriticalAcceptance>;

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

export { Decimal } from '@omnicloud/domain/cost-allocation';

export { DecimalConstructor } from '@omnicloud/domain/cost-allocation';

export const DeclaredResource: Codec<DeclaredResource, DeclaredResourceJson>;
export interface DeclaredResource extends ResourceReference {
    readonly configuration: unknown;
    readonly marks?: ResourceMarks;
    readonly dependsOn?: readonly string[];
}

export type DeclaredResourceJson = WireForm<DeclaredResource>;

export { DecodeError } from '@omnicloud/domain/cost-allocation';

export { DecodeIssue } from '@omnicloud/domain/cost-allocation';

export const Delivery: Codec<Delivery, DeliveryJson>;
export interface Delivery {
    readonly target: 'reconciler' | 'compliance';
    readonly idempotencyKey: string;
    readonly deliveredAt: EpochSeconds | null;
}

export type DeliveryJson = WireForm<Delivery>;

export interface DesiredStatePort {
    listResources(query: ResourceQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<EitherSpelling<DeclaredResource>>>;
}

export type DetectionError = CompareError | DecodeError | PortFailure;

export type DifferenceType = 'value_changed' | 'key_added' | 'key_removed' | 'type_mismatch';

export class DriftDetector {
    #private;
    constructor(ports: DriftPorts, options?: DriftDetectorOptions);
    detectResourceDrift(resource: ResourceName, desired: unknown, actual: unknown): Either<DetectionError, readonly DriftRecord[]>;
    scanTenantResources(tenantId: string, resourceTypes?: readonly string[], options?: ScanOptions): TaskEither<ScanError | InvalidRule | MissingDigestKey, DriftReport>;
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

export type DriftError = CompareError | PatchRefused | RedactedPatch | AmbiguousResource | TamperedHistory | MissingDigestKey | DuplicateResource;

export type DriftHistoryError = HistoryError | InvalidInstant | TamperedHistory | AmbiguousResource;

export interface DriftHistoryPort {
    readonly ephemeral?: boolean;
    append(entry: HistoryEntry, signal: AbortSignal): MaybePromise<'appended' | 'conflict'>;
    latest(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<HistoryEntry>>;
    read(query: HistoryQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<HistoryEntry>>;
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
    readonly baselines?: BaselinePort;
    readonly audit?: AuditTrailPort;
    readonly log?: LogPort;
    readonly observer?: Observer;
    readonly digestKey?: string;
}

export const DriftRecord: Codec<DriftRecord, DriftRecordJson>;
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
    readonly powers?: PowerChange;
    readonly exposedSecret?: string;
    readonly redacted?: boolean;
    readonly precisionLost?: boolean;
    readonly createOnly?: boolean;
    readonly dependsOn?: readonly string[];
    readonly attribution?: Attribution;
    readonly baseline?: BaselineReference;
}

export type DriftRecordJson = WireForm<DriftRecord>;

export const DriftReport: Codec<DriftReport, DriftReportJson>;
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
    readonly ignoredByRule: Readonly<Record<string, number>>;
}

export type DriftReportJson = WireForm<DriftReport>;

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

export const DriftSeverity: Codec<DriftSeverity>;
export type DriftSeverity = (typeof DRIFT_SEVERITIES)[number];

export const DriftType: Codec<DriftType>;
export type DriftType = (typeof DRIFT_TYPES)[number];

export type DuplicateResource = TaggedError<'DuplicateResource', {
    readonly resourceId: string;
    readonly side: 'desired' | 'actual';
}>;

export { Either } from '@omnicloud/domain/cost-allocation';

export { EitherSpelling } from '@omnicloud/domain/cost-allocation';

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

export type EpisodeClosing = 'resolved' | 'suppressed';

export type EpisodeJson = WireForm<Episode>;

export { EpochSeconds } from '@omnicloud/domain/cost-allocation';

export interface Equivalence {
    readonly name: string;
    readonly normalize?: (value: unknown) => unknown;
    readonly differences?: (desired: unknown, actual: unknown) => readonly PartDifference[];
    readonly isDocument?: true;
    readonly evenInOpaqueMaps?: true;
    readonly recognizes?: (value: unknown) => boolean;
    readonly relates?: (desired: unknown, actual: unknown) => boolean;
    readonly keyOf?: (value: unknown) => string | undefined;
    readonly decides?: boolean;
}

export { ErrorOf } from '@omnicloud/domain/cost-allocation';

export { ErrorOfTag } from '@omnicloud/domain/cost-allocation';

export const Escalation: Codec<Escalation, EscalationJson>;
export interface Escalation {
    readonly idempotencyKey: string;
    readonly tenantId: string;
    readonly drift: DriftRecord;
    readonly episode: Episode;
}

export type EscalationJson = WireForm<Escalation>;

export interface ExplainedComparison {
    readonly differences: readonly ConfigDifference[];
    readonly ignored: readonly IgnoredDifference[];
    readonly ignoredByRule: Readonly<Record<string, number>>;
}

export const ExposureChange: Codec<ExposureChange, ExposureChangeJson>;
export interface ExposureChange {
    readonly opened: readonly ReachableRegion[];
    readonly exposedToInternet: boolean;
    readonly unchanged: boolean;
}

export type ExposureChangeJson = WireForm<ExposureChange>;

export interface ExposureDelta {
    at(actualPath: Path): ExposureChange | undefined;
}

export interface Glob {
    readonly pattern: string;
    matches(path: Path): boolean;
    matchesEncoded(encoded: string): boolean;
    readonly seesPositions: boolean;
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

export type HistoryEntryJson = WireForm<HistoryEntry>;

export interface HistoryQuery {
    readonly tenantId?: string;
    readonly resourceId: string;
    readonly since?: EpochSeconds;
}

export interface IgnoredDifference {
    readonly path: string;
    readonly segments: Path;
    readonly rule: string;
    readonly desiredValue?: unknown;
    readonly actualValue?: unknown;
    readonly normalForm?: unknown;
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

export { Left } from '@omnicloud/domain/cost-allocation';

export { LogEntry } from '@omnicloud/domain/cost-allocation';

export { LogPort } from '@omnicloud/domain/cost-allocation';

export const MAX_RECORDED_DEPTH = 200;

export { MaybePromise } from '@omnicloud/domain/cost-allocation';

export type MissingDigestKey = TaggedError<'MissingDigestKey', {
    readonly given: unknown;
}>;

export { MoneyInput } from '@omnicloud/domain/cost-allocation';

export { None } from '@omnicloud/domain/cost-allocation';

export const ObservedConfiguration: Codec<ObservedConfiguration, ObservedConfigurationJson>;
export interface ObservedConfiguration {
    readonly configuration: unknown;
    readonly marks?: ResourceMarks;
}

export type ObservedConfigurationJson = WireForm<ObservedConfiguration>;

export { Option } from '@omnicloud/domain/cost-allocation';

export const PatchOperation: Codec<PatchOperation, PatchOperationJson>;
export interface PatchOperation {
    readonly op: 'test' | 'add' | 'replace' | 'remove';
    readonly path: string;
    readonly value?: unknown;
}

export type PatchOperationJson = WireForm<PatchOperation>;

export type PatchRefused = TaggedError<'PatchRefused', {
    readonly path: string;
    readonly reason: string;
}>;

export type Path = readonly Segment[];

export { Period } from '@omnicloud/domain/cost-allocation';

export { PeriodInput } from '@omnicloud/domain/cost-allocation';

export const PlanOptions: t.Type<PlanOptions>;
export interface PlanOptions {
    readonly blastRadius?: number;
}

export { PointInTime } from '@omnicloud/domain/cost-allocation';

export const PowerChange: Codec<PowerChange, PowerChangeJson>;
export interface PowerChange {
    readonly severity: DriftSeverity;
    readonly sentence: string;
}

export type PowerChangeJson = WireForm<PowerChange>;

export interface RateLimit {
    readonly perSecond: number;
    readonly burst?: number;
}

export const ReachableRegion: Codec<ReachableRegion, ReachableRegionJson>;
export interface ReachableRegion {
    readonly direction: string;
    readonly protocol: string;
    readonly ports: string;
    readonly addresses: string;
}

export type ReachableRegionJson = WireForm<ReachableRegion>;

export interface ReconcilerPort {
    reconcile(request: Reconciliation, signal: AbortSignal): MaybePromise<unknown>;
}

export const Reconciliation: Codec<Reconciliation, ReconciliationJson>;
export interface Reconciliation {
    readonly idempotencyKey: string;
    readonly tenantId: string;
    readonly drifts: readonly DriftRecord[];
    readonly action: RemediationAction;
}

export type ReconciliationJson = WireForm<Reconciliation>;

export const RecordedValue: Codec<unknown, unknown>;

export type RedactedPatch = TaggedError<'RedactedPatch', {
    readonly path: string;
}>;

export const RedactedValue: Codec<RedactedValue, RedactedValueJson>;
export interface RedactedValue {
    readonly redacted: true;
    readonly length: number;
    readonly digest: string;
    readonly masked?: string;
}

export type RedactedValueJson = WireForm<RedactedValue>;

export interface RedactionRules {
    readonly sensitive: readonly Glob[];
    readonly digestKey: string;
    readonly resourceType?: string;
}

export const RemediationAction: Codec<RemediationAction, RemediationActionJson>;
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

export type RemediationActionJson = WireForm<RemediationAction>;

export interface RemediationSecrets {
    readonly desired: unknown;
    readonly digestKey: string;
}

export const RemediationType: Codec<RemediationType>;
export type RemediationType = 'update' | 'delete' | 'create' | 'replace';

export const ResourceMarks: Codec<ResourceMarks, ResourceMarksJson>;
export interface ResourceMarks {
    readonly sensitive?: readonly string[];
    readonly unordered?: readonly string[];
    readonly computed?: readonly string[];
    readonly createOnly?: readonly string[];
}

export type ResourceMarksJson = WireForm<ResourceMarks>;

export type ResourceName = string | {
    readonly resourceId: string;
    readonly resourceType?: string;
    readonly tenantId?: string;
};

export const ResourceOutcome: Codec<ResourceOutcome, ResourceOutcomeJson>;
export interface ResourceOutcome {
    readonly resourceId: string;
    readonly resourceType: string;
    readonly status: ResourceStatus;
    readonly reason?: string;
}

export type ResourceOutcomeJson = WireForm<ResourceOutcome>;

export interface ResourceQuery {
    readonly tenantId: string;
    readonly resourceTypes?: readonly string[];
}

export const ResourceReference: Codec<ResourceReference, ResourceReferenceJson>;
export interface ResourceReference {
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly provider?: string;
}

export type ResourceReferenceJson = WireForm<ResourceReference>;

export type ResourceStatus = 'in_sync' | 'drifted' | 'missing' | 'extra' | 'unreadable';

export { Right } from '@omnicloud/domain/cost-allocation';

export interface RuleVariant {
    readonly when: Readonly<Record<string, string | readonly string[]>>;
    readonly rules?: DriftRuleSpec;
    readonly schema?: ResourceSchema;
}

export const ScanCoverage: Codec<ScanCoverage, ScanCoverageJson>;
export interface ScanCoverage {
    readonly total: number;
    readonly inSync: number;
    readonly drifted: number;
    readonly missing: number;
    readonly extra: number;
    readonly unreadable: number;
    readonly fraction: number;
}

export type ScanCoverageJson = WireForm<ScanCoverage>;

export type ScanError = InventoryError | StampError;

export const ScanFailure: Codec<ScanFailure, ScanFailureJson>;
export interface ScanFailure {
    readonly stage: 'list' | 'read' | 'compare' | 'history' | 'deliver' | 'suppressions' | 'baselines' | 'audit';
    readonly resourceId?: string;
    readonly errorTag: string;
    readonly message: string;
}

export type ScanFailureJson = WireForm<ScanFailure>;

export const ScanOptions: t.Type<ScanOptions>;
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
    readonly baselineOwner?: string;
    readonly auditSeconds?: number;
}

export type Segment = string | number;

export interface SeverityRule {
    readonly resourceType: string;
    readonly pattern: string;
    readonly severity: DriftSeverity;
}

export const SeveritySummary: Codec<SeveritySummary, SeveritySummaryJson>;
export interface SeveritySummary {
    readonly cosmetic: number;
    readonly functional: number;
    readonly security: number;
    readonly critical: number;
}

export type SeveritySummaryJson = WireForm<SeveritySummary>;

export { Some } from '@omnicloud/domain/cost-allocation';

export const SuppressedDrift: Codec<SuppressedDrift, SuppressedDriftJson>;
export interface SuppressedDrift {
    readonly suppressionId: string;
    readonly drift: DriftRecord;
    readonly acceptance?: CriticalAcceptance;
}

export type SuppressedDriftJson = WireForm<SuppressedDrift>;

export const Suppression: Codec<Suppression, SuppressionJson>;
export interface Suppression {
    readonly suppressionId: string;
    readonly tenantId: string;
    readonly resourceId: string;
    readonly resourceType: string;
    readonly pattern: string;
    readonly owner: string;
    readonly approvedBy?: string;
    readonly reason: string;
    readonly createdAt: EpochSeconds;
    readonly expiresAt: EpochSeconds;
    readonly pinnedValue?: unknown;
}

export type SuppressionJson = WireForm<Suppression>;

export const SuppressionNotice: Codec<SuppressionNotice, SuppressionNoticeJson>;
export interface SuppressionNotice {
    readonly suppressionId: string;
    readonly owner: string;
    readonly kind: 'expiring' | 'expired' | 'dead' | 'unpinned' | 'refused' | 'accepted';
    readonly expiresAt: EpochSeconds;
    readonly message: string;
}

export type SuppressionNoticeJson = WireForm<SuppressionNotice>;

export interface SuppressionPort {
    listSuppressions(query: {
        readonly tenantId: string;
    }, signal: AbortSignal): MaybePromise<ReadonlyArray<EitherSpelling<Suppression>>>;
}

export { TaggedError } from '@omnicloud/domain/cost-allocation';

export type TamperedHistory = TaggedError<'TamperedHistory', {
    readonly resourceId: string;
    readonly sequence: number;
    readonly reason: string;
}>;

export { TaskEither } from '@omnicloud/domain/cost-allocation';

export interface ThreeWayDifference extends ConfigDifference {
    readonly kind: ThreeWayKind;
    readonly lastAppliedValue?: unknown;
}

export type ThreeWayKind = 'removed_from_declaration' | 'out_of_band' | 'not_applied' | 'conflict';

export type UnreadableConfig = TaggedError<'UnreadableConfig', {
    readonly path: string;
    readonly reason: string;
}>;

export { WireForm } from '@omnicloud/domain/cost-allocation';

export { WrittenForm } from '@omnicloud/domain/cost-allocation';

export const ambiguousResource: MakeError<AmbiguousResource>;

export function applyRemediation(actual: unknown, action: RemediationAction, secrets?: RemediationSecrets): Either<PatchRefused | RedactedPatch, unknown>;

export function compareConfigs(desired: unknown, actual: unknown, rules?: DriftRules): Either<CompareError, readonly ConfigDifference[]>;

export function compareThreeWay(lastApplied: unknown, desired: unknown, live: unknown, rules?: DriftRules): Either<CompareError, readonly ThreeWayDifference[]>;

export function compareWithBaseline(desired: unknown, baseline: unknown, live: unknown, rules?: DriftRules): Either<CompareError, readonly BaselineDifference[]>;

export function compileGlob(pattern: string): Either<InvalidRule, Glob>;

export const cyclicConfig: MakeError<CyclicConfig>;

export function driftRules(spec: DriftRuleSpec): Either<InvalidRule, DriftRules>;

export const duplicateResource: MakeError<DuplicateResource>;

export function explainConfigs(desired: unknown, actual: unknown, rules?: DriftRules): Either<CompareError, ExplainedComparison>;

export function exposureDelta(desired: unknown, actual: unknown, resourceType: string, above?: Path): ExposureDelta;

export function extendRules(rules: DriftRules, more: DriftRuleSpec): Either<InvalidRule, DriftRules>;

export const invalidPath: MakeError<InvalidPath>;

export const invalidRule: MakeError<InvalidRule>;

export { isError } from '@omnicloud/domain/cost-allocation';

export const missingDigestKey: MakeError<MissingDigestKey>;

export const moreSevere: (left: DriftSeverity, right: DriftSeverity) => DriftSeverity;

export const needsEscalation: (severity: DriftSeverity) => boolean;

export { orThrow } from '@omnicloud/domain/cost-allocation';

export function parsePath(text: string): Either<InvalidPath, Path>;

export const patchRefused: MakeError<PatchRefused>;

export const printPath: (path: Path) => string;

export const recordedText: (value: unknown) => string;

export const redact: (value: unknown, path: Path, root: unknown, rules: RedactionRules) => unknown;

export const redactedPatch: MakeError<RedactedPatch>;

export function remediationPlan(drifts: readonly DriftRecord[], options?: PlanOptions): readonly RemediationAction[];

export const tamperedHistory: MakeError<TamperedHistory>;

export const terraformRules: DriftRuleSpec;

export const toPointer: (path: Path) => string;

export const unreadableConfig: MakeError<UnreadableConfig>;
