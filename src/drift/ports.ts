import type { EitherSpelling } from '../codec/wire-form.js';
import type { LogPort } from '../host/log.js';
import type { Clock, IdSource } from '../host/clock-ids.js';
import type { Observer } from '../host/port-call.js';
import type { MaybePromise } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import type {
  AuditEvent,
  Baseline,
  DeclaredResource,
  Escalation,
  HistoryEntry,
  ObservedConfiguration,
  Reconciliation,
  ResourceReference,
  Suppression,
} from './model/index.js';

/** Which resources of a tenant are asked for. */
export interface ResourceQuery {
  /** Whose it is. */
  readonly tenantId: string;
  /** Only these types; absent means all. */
  readonly resourceTypes?: readonly string[];
}

/** Where the declared configurations are: a Terraform state, a repository, a database. */
export interface DesiredStatePort {
  /** Every declared resource, in any order. An id that comes twice is an error. */
  listResources(
    query: ResourceQuery,
    signal: AbortSignal,
  ): MaybePromise<ReadonlyArray<EitherSpelling<DeclaredResource>>>;
}

/** What runs: the provider's API, or an inventory. */
export interface ActualStatePort {
  /** Every resource that runs, in any order. Without it, resources that nobody declared cannot be found. */
  listResources?(
    query: ResourceQuery,
    signal: AbortSignal,
  ): MaybePromise<ReadonlyArray<EitherSpelling<ResourceReference>>>;
  /**
   * What the resource looks like now, or null where it does not exist. A refusal for calling too often is an error
   * with status 429, a `retryAfterSeconds`, or a name such as `ThrottlingException`: only those are tried again.
   */
  readResource(
    resource: ResourceReference,
    signal: AbortSignal,
  ): MaybePromise<EitherSpelling<ObservedConfiguration> | null>;
}

/** The store of drift history: append-only, one chain of entries a resource. */
export interface DriftHistoryPort {
  /**
   * Whether what it holds ends with the process, as in a test or a script. Any other history needs a `digestKey`: under
   * a key of the process the next one would take every secret, and every element of a list, for another one.
   */
  readonly ephemeral?: boolean;
  /**
   * Adds the next entry of a resource's chain. Answers `conflict`, and stores nothing, where the chain already has an
   * entry with this sequence: another scan was faster. Must be atomic.
   */
  append(entry: HistoryEntry, signal: AbortSignal): MaybePromise<'appended' | 'conflict'>;
  /** The last entry of each resource of the tenant that has entries; their order does not matter. */
  latest(query: { readonly tenantId: string }, signal: AbortSignal): MaybePromise<ReadonlyArray<HistoryEntry>>;
  /**
   * The entries of one resource recorded after `since` (all, where absent), oldest first. Without a tenant: of all
   * tenants.
   */
  read(query: HistoryQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<HistoryEntry>>;
}

/** Whose history is asked for, and since when. */
export interface HistoryQuery {
  /** Whose history; left out, every tenant's, where the store allows it. */
  readonly tenantId?: string;
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Entries recorded after it, seconds since the epoch; left out, all. */
  readonly since?: EpochSeconds;
}

/**
 * Takes cosmetic and functional drifts, to remedy them. Called at most once an opening, unless a scan is interrupted.
 */
export interface ReconcilerPort {
  /** Takes the drifts of one resource; a key that it has is left out. */
  reconcile(request: Reconciliation, signal: AbortSignal): MaybePromise<unknown>;
}

/** Takes security and critical drifts, for people. Called at most once an opening, unless a scan is interrupted. */
export interface CompliancePort {
  /** Takes one drift that a person must see; a key that it has is left out. */
  escalate(escalation: Escalation, signal: AbortSignal): MaybePromise<unknown>;
}

/** Where the suppressions are kept. */
export interface SuppressionPort {
  /** Every suppression of a tenant, expired ones too. */
  listSuppressions(
    query: { readonly tenantId: string },
    signal: AbortSignal,
  ): MaybePromise<ReadonlyArray<EitherSpelling<Suppression>>>;
}

/** Which events of an audit trail are asked for. */
export interface AuditQuery {
  /** Whose resources. */
  readonly tenantId: string;
  /** The resources that drifted. */
  readonly resources: ReadonlyArray<ResourceReference>;
  /** Only what happened from then on, seconds since the epoch. */
  readonly since: EpochSeconds;
}

/** Who changed what: CloudTrail, the Azure activity log, the audit log of a cluster (`readAuditEvents` reads them). */
export interface AuditTrailPort {
  /** The changes of these resources, in any order; others may be among them, of other tenants none. */
  listEvents(query: AuditQuery, signal: AbortSignal): MaybePromise<ReadonlyArray<EitherSpelling<AuditEvent>>>;
}

/** Where it is kept what was accepted of the values that nobody declared. */
export interface BaselinePort {
  /** The baseline of each of the tenant's resources that has one, in any order. */
  listBaselines(query: { readonly tenantId: string }, signal: AbortSignal): MaybePromise<ReadonlyArray<Baseline>>;
  /** Stores a baseline in the place of the one that the resource has, if any. */
  saveBaseline(baseline: Baseline, signal: AbortSignal): MaybePromise<unknown>;
}

/** Everything that a `DriftDetector` needs from its host. */
export interface DriftPorts {
  /** What should run. */
  readonly desired: DesiredStatePort;
  /** What does run. */
  readonly actual: ActualStatePort;
  /** Where every drift is recorded before it is dispatched. */
  readonly history: DriftHistoryPort;
  /** What time it is. */
  readonly clock: Clock;
  /** Where new ids come from. */
  readonly ids: IdSource;
  /** Who mends cosmetic and functional drifts; left out, nobody does. */
  readonly reconciler?: ReconcilerPort;
  /** Who looks at security and critical drifts; left out, nobody does. */
  readonly compliance?: CompliancePort;
  /** Who answers for which drift; left out, there are none. */
  readonly suppressions?: SuppressionPort;
  /**
   * What was accepted of the values that nobody declared: the first scan of a resource records what runs, later ones
   * report what has moved since. Left out, such values are compared as the rules say.
   */
  readonly baselines?: BaselinePort;
  /** Who changed what; left out, records say nothing of it. */
  readonly audit?: AuditTrailPort;
  /** Where notes for operators go; left out, nowhere. */
  readonly log?: LogPort;
  /** Told of every call of a port; left out, nobody is. */
  readonly observer?: Observer;
  /**
   * The secret of this installation under which sensitive values are digested, at least 16 characters. A scan with a
   * history that outlives the process is refused without it (`MissingDigestKey`). Elsewhere a key is drawn for the life
   * of the process, and digests of two processes do not compare.
   */
  readonly digestKey?: string;
}
