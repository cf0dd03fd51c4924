import { decode } from '../../codec/decode.js';
import type * as t from '../../codec/io-ts.js';
import { oneOf } from '../../codec/values.js';
import { type DecodeError, type ForeignTenant, portFailure } from '../../errors/kernel.js';
import type { StampError } from '../../host/clock-ids.js';
import { ignoreAnswer, portCall, type PortContext, type PortProblem, readRows } from '../../host/port-call.js';
import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import { type DuplicateResource, duplicateResource } from '../errors.js';
import { episodeIds, markDelivered, nextEntry, type ScannedResource } from '../history/episodes.js';
import { AuditEvent, Baseline } from '../model/accountability.js';
import type { DriftRecord } from '../model/drift-record.js';
import { type Delivery, type Episode, HistoryEntry } from '../model/history.js';
import type { ScanFailure } from '../model/report.js';
import { DeclaredResource, ResourceReference } from '../model/resource.js';
import { Suppression } from '../model/suppression.js';
import { compareText, groupBy } from '../plain-data.js';
import type { AuditQuery, DriftPorts, HistoryQuery, ResourceQuery } from '../ports.js';
import { DEFAULT_BLAST_RADIUS, type PlanOptions, remediationPlan } from '../remediation/plan.js';
import { type CompiledSuppression, compileSuppression } from '../suppression.js';
import { failureOf, inPool } from './inspect.js';

/** What can go wrong with rows that a port answers. */
type RowsError = PortProblem | DecodeError | ForeignTenant;

/** A question to a port that answers with rows of a model. */
interface RowsRequest<A> {
  readonly port: string;
  readonly method: string;
  /** Whose rows these must be; absent where the question was about all tenants. */
  readonly tenantId: string | undefined;
  /** Which resource they must be of, where the question was about one. */
  readonly resourceId?: string;
  readonly codec: t.Type<A, object>;
  /** What the rows are, for the error of an answer that is none. */
  readonly what: string;
  readonly call: (signal: AbortSignal) => unknown;
}

/** Asks for rows, decodes them, and refuses those of another tenant. */
const fetchRows = <A extends { readonly tenantId: string }>(
  { port, method, tenantId, resourceId, codec, what, call }: RowsRequest<A>,
  context: PortContext,
): Promise<Either<RowsError, readonly A[]>> =>
  portCall<readonly A[], RowsError>(
    {
      port,
      method,
      ...(tenantId !== undefined && { tenantId }),
      call,
      about: { tenantId, resourceId },
      read: readRows(codec, what),
    },
    context,
  )();

export type InventoryError = RowsError | DuplicateResource;

/** Everything that is declared, by id. */
export const listDeclared = (
  { desired }: DriftPorts,
  query: ResourceQuery,
  context: PortContext,
): Promise<Either<InventoryError, ReadonlyMap<string, DeclaredResource>>> =>
  list('desired', DeclaredResource, (signal) => desired.listResources(query, signal), query, context);

/** Everything that runs, by id; `undefined` where the port cannot list. */
export const listRunning = async (
  { actual }: DriftPorts,
  query: ResourceQuery,
  context: PortContext,
): Promise<Either<InventoryError, ReadonlyMap<string, ResourceReference> | undefined>> =>
  actual.listResources === undefined
    ? E.right(undefined)
    : list('actual', ResourceReference, (signal) => actual.listResources!(query, signal), query, context);

async function list<A extends ResourceReference>(
  side: 'desired' | 'actual',
  codec: RowsRequest<A>['codec'],
  call: RowsRequest<A>['call'],
  { tenantId, resourceTypes }: ResourceQuery,
  context: PortContext,
): Promise<Either<InventoryError, ReadonlyMap<string, A>>> {
  const what = `the resources of the ${side} port`;
  const rows = await fetchRows({ port: side, method: 'listResources', tenantId, codec, what, call }, context);
  if (E.isLeft(rows)) return rows;
  const wanted = resourceTypes && new Set(resourceTypes);
  const found = new Map<string, A>();
  for (const resource of rows.right) {
    if (wanted !== undefined && !wanted.has(resource.resourceType)) continue;
    if (found.has(resource.resourceId)) return E.left(duplicateResource({ resourceId: resource.resourceId, side }));
    found.set(resource.resourceId, resource);
  }
  return E.right(found);
}

/** The suppressions of a tenant as far as they can be read and used. */
interface ReadSuppressions {
  readonly suppressions: readonly CompiledSuppression[];
  readonly failures: readonly ScanFailure[];
  /** False where the port failed: then nobody knows what somebody wanted kept quiet. */
  readonly complete: boolean;
}

export async function readSuppressions(
  ports: DriftPorts,
  tenantId: string,
  context: PortContext,
): Promise<ReadSuppressions> {
  const { suppressions: port } = ports;
  if (port === undefined) return { suppressions: [], failures: [], complete: true };
  const answer = await fetchRows(
    {
      port: 'suppressions',
      method: 'listSuppressions',
      tenantId,
      codec: Suppression,
      what: 'the suppressions',
      call: (signal) => port.listSuppressions({ tenantId }, signal),
    },
    context,
  );
  if (E.isLeft(answer))
    return { suppressions: [], failures: [failureOf('suppressions', answer.left)], complete: false };
  const compiled = answer.right.map(compileSuppression);
  return {
    suppressions: compiled.flatMap((one) => (E.isRight(one) ? [one.right] : [])),
    failures: compiled.flatMap((one) => (E.isLeft(one) ? [failureOf('suppressions', one.left)] : [])),
    complete: true,
  };
}

/** The baselines of a tenant's resources by their ids; none where there is no port. */
export async function readBaselines(
  { baselines }: DriftPorts,
  tenantId: string,
  context: PortContext,
): Promise<Either<RowsError, ReadonlyMap<string, Baseline> | undefined>> {
  if (baselines === undefined) return E.right(undefined);
  const answer = await fetchRows(
    {
      port: 'baselines',
      method: 'listBaselines',
      tenantId,
      codec: Baseline,
      what: 'the baselines',
      call: (signal) => baselines.listBaselines({ tenantId }, signal),
    },
    context,
  );
  return E.map((rows: readonly Baseline[]) => new Map(rows.map((row) => [row.resourceId, row])))(answer);
}

/** Stores a baseline. */
export const saveBaseline = (
  { baselines }: DriftPorts,
  baseline: Baseline,
  context: PortContext,
): Promise<Either<PortProblem, void>> =>
  portCall(
    {
      port: 'baselines',
      method: 'saveBaseline',
      tenantId: baseline.tenantId,
      call: (signal) => baselines?.saveBaseline(baseline, signal),
      read: ignoreAnswer,
    },
    context,
  )();

/** What the audit trail tells of some resources. */
export async function readAuditTrail(
  { audit }: DriftPorts,
  query: AuditQuery,
  context: PortContext,
): Promise<Either<RowsError, readonly AuditEvent[]>> {
  if (audit === undefined || query.resources.length === 0) return E.right([]);
  return fetchRows(
    {
      port: 'audit',
      method: 'listEvents',
      tenantId: query.tenantId,
      codec: AuditEvent,
      what: 'the events of the audit port',
      call: (signal) => audit.listEvents(query, signal),
    },
    context,
  );
}

export type HistoryError = RowsError;

/** The last entry of each of a tenant's resources, by resource id. */
export async function latestEntries(
  { history }: DriftPorts,
  tenantId: string,
  context: PortContext,
): Promise<Either<HistoryError, ReadonlyMap<string, HistoryEntry>>> {
  const entries = await fetchRows(
    { ...ENTRIES, method: 'latest', tenantId, call: (signal) => history.latest({ tenantId }, signal) },
    context,
  );
  return E.map((rows: readonly HistoryEntry[]) => new Map(rows.map((entry) => [entry.resourceId, entry])))(entries);
}

const ENTRIES = { port: 'history', codec: HistoryEntry, what: 'the entries of the history port' } as const;

// Two scans of one resource may meet; a third that wins every time is no scan but a fault.
const MAX_CONFLICTS = 5;

/**
 * Appends the next entry of a resource's chain. Where another scan was faster, the entry is made again upon what that
 * one wrote. Answers the last entry of the chain after it; `make` may find that there is nothing to add.
 */
async function storeEntry(
  make: (previous: HistoryEntry | undefined) => HistoryEntry | undefined,
  previous: HistoryEntry | undefined,
  place: { readonly tenantId: string; readonly resourceId: string },
  ports: DriftPorts,
  context: PortContext,
): Promise<Either<HistoryError, HistoryEntry | undefined>> {
  let last = previous;
  for (let conflicts = 0; conflicts < MAX_CONFLICTS; conflicts++) {
    const entry = make(last);
    if (entry === undefined) return E.right(last);
    const answer = await append(entry, ports, context);
    if (E.isLeft(answer)) return answer;
    if (answer.right === 'appended') return E.right(entry);
    const chain = await readChain(ports, place, context);
    if (E.isLeft(chain)) return chain;
    last = chain.right.at(-1);
  }
  return E.left(
    portFailure({ port: 'history', method: 'append', reason: `another scan was faster ${MAX_CONFLICTS} times` }),
  );
}

const append = (
  entry: HistoryEntry,
  ports: DriftPorts,
  context: PortContext,
): Promise<Either<HistoryError, 'appended' | 'conflict'>> =>
  portCall(
    {
      port: 'history',
      method: 'append',
      tenantId: entry.tenantId,
      call: (signal) => ports.history.append(entry, signal),
      read: (answer) => decode(oneOf(['appended', 'conflict']), answer, 'the answer of the history port'),
    },
    context,
  )();

/** The entries of one resource, oldest first. */
export const readChain = (
  { history }: DriftPorts,
  query: HistoryQuery,
  context: PortContext,
): Promise<Either<HistoryError, readonly HistoryEntry[]>> =>
  fetchRows(
    {
      ...ENTRIES,
      method: 'read',
      tenantId: query.tenantId,
      resourceId: query.resourceId,
      call: (signal) => history.read(query, signal),
    },
    context,
  );

/** A drift whose episode is still to be dispatched. */
interface PendingDelivery {
  readonly entry: HistoryEntry;
  readonly drift: DriftRecord;
  readonly episode: Episode;
  readonly delivery: Delivery;
}

/** What of a resource's drifts is still to be dispatched, to the receivers that exist. */
function pendingDeliveries(
  entry: HistoryEntry,
  drifts: readonly DriftRecord[],
  digestKey: string,
  ports: DriftPorts,
): readonly PendingDelivery[] {
  const ids = episodeIds(drifts, digestKey);
  const episodes = new Map(entry.episodes.map((episode) => [episode.episodeId, episode]));
  return drifts.flatMap((drift, i) => {
    const episode = episodes.get(ids[i]!);
    const open =
      episode?.deliveries.filter(({ deliveredAt, target }) => deliveredAt === null && ports[target] !== undefined) ??
      [];
    return open.map((delivery) => ({ entry, drift, episode: episode!, delivery }));
  });
}

/** One call of a receiver. */
interface Dispatch {
  readonly idempotencyKey: string;
  readonly entry: HistoryEntry;
  readonly call: () => Promise<Either<PortProblem, true>>;
}

/**
 * The calls that dispatch everything pending: each severe drift alone to compliance, the others to the reconciler, one
 * call for those of a resource that opened together. The plan is made over all of them, so that its limits count the
 * whole scan.
 */
function toDispatches(
  pending: readonly PendingDelivery[],
  ports: DriftPorts,
  options: PlanOptions,
  context: PortContext,
): readonly Dispatch[] {
  const low = pending.filter(({ delivery }) => delivery.target === 'reconciler');
  const radius = new Set(low.map(({ entry }) => entry.resourceId)).size;
  // Groups are planned one by one; a whole scan above the limit leaves none to be applied alone.
  const limit = { blastRadius: radius > (options.blastRadius ?? DEFAULT_BLAST_RADIUS) ? 0 : Infinity };
  const escalations = pending
    .filter(({ delivery }) => delivery.target === 'compliance')
    .map((one) => escalationDispatch(one, ports, context));
  const batches = [...groupBy(low, ({ delivery }) => delivery.idempotencyKey).values()];
  return [...escalations, ...batches.flatMap((group) => reconciliationDispatches(group, ports, limit, context))];
}

function escalationDispatch(
  { entry, drift, episode, delivery: { idempotencyKey } }: PendingDelivery,
  ports: DriftPorts,
  context: PortContext,
): Dispatch {
  const request = { idempotencyKey, tenantId: entry.tenantId, drift, episode };
  const call = (signal: AbortSignal): unknown => ports.compliance!.escalate(request, signal);
  return { idempotencyKey, entry, call: receiverCall('compliance', 'escalate', entry.tenantId, call, context) };
}

function reconciliationDispatches(
  group: readonly PendingDelivery[],
  ports: DriftPorts,
  options: PlanOptions,
  context: PortContext,
): readonly Dispatch[] {
  const {
    entry,
    delivery: { idempotencyKey },
  } = group[0]!;
  const drifts = group.map(({ drift }) => drift);
  return remediationPlan(drifts, options).map((action) => {
    const request = { idempotencyKey, tenantId: entry.tenantId, drifts, action };
    const call = (signal: AbortSignal): unknown => ports.reconciler!.reconcile(request, signal);
    return { idempotencyKey, entry, call: receiverCall('reconciler', 'reconcile', entry.tenantId, call, context) };
  });
}

/** A call of a receiver, whose answer means nothing but that it took what it was given. */
const receiverCall = (
  port: string,
  method: string,
  tenantId: string,
  call: (signal: AbortSignal) => unknown,
  context: PortContext,
): Dispatch['call'] => portCall({ port, method, tenantId, call, read: () => E.right(true as const) }, context);

/** What a scan has seen, to be recorded and dispatched. */
interface DispatchInput {
  readonly observed: readonly ScannedResource[];
  /** The last entry of each resource's history. */
  readonly latest: ReadonlyMap<string, HistoryEntry>;
  readonly ports: DriftPorts;
  readonly context: PortContext;
  readonly digestKey: string;
  readonly plan: PlanOptions;
  readonly concurrency: number;
  /** Whether drifts may be dispatched; the history is written in any case. */
  readonly deliver: boolean;
  readonly now: () => Promise<Either<StampError, EpochSeconds>>;
}

/**
 * Writes every resource's history, then dispatches what is pending, then writes down what was confirmed. A drift is
 * dispatched only when its episode is on record; a call whose confirmation could not be written is made again by the
 * next scan, under the same idempotency key.
 */
export async function recordAndDispatch(work: DispatchInput): Promise<readonly ScanFailure[]> {
  const { observed, latest, ports, context, digestKey, concurrency: width } = work;
  const failures: ScanFailure[] = [];
  const pending: PendingDelivery[] = [];
  await inPool(observed, width, async (one) => {
    const written = await storeEntry(
      (previous) => nextEntry(one, previous, digestKey),
      latest.get(one.resourceId),
      one,
      ports,
      context,
    );
    if (E.isLeft(written)) failures.push(failureOf('history', written.left, one.resourceId));
    else if (written.right !== undefined)
      pending.push(...pendingDeliveries(written.right, one.records, digestKey, ports));
  });
  if (work.deliver) failures.push(...(await dispatch(sorted(pending), work)));
  return failures.sort(byResource);
}

async function dispatch(pending: readonly PendingDelivery[], work: DispatchInput): Promise<readonly ScanFailure[]> {
  const { ports, context, plan, concurrency: width, now } = work;
  const failures: ScanFailure[] = [];
  const confirmed = new Map<HistoryEntry, Set<string>>();
  await inPool(toDispatches(pending, ports, plan, context), width, async ({ entry, idempotencyKey, call }) => {
    const answer = await call();
    if (E.isLeft(answer)) failures.push(failureOf('deliver', answer.left, entry.resourceId));
    else confirmed.set(entry, (confirmed.get(entry) ?? new Set()).add(idempotencyKey));
  });
  const deliveredAt = await now();
  if (E.isLeft(deliveredAt)) return [...failures, failureOf('history', deliveredAt.left)];
  await inPool([...confirmed], width, async ([entry, keys]) => {
    const written = await storeEntry(
      (previous) => markDelivered(previous ?? entry, keys, deliveredAt.right),
      entry,
      entry,
      ports,
      context,
    );
    if (E.isLeft(written)) failures.push(failureOf('history', written.left, entry.resourceId));
  });
  return failures;
}

// The pool ends in any order; what is dispatched must not depend on it.
const sorted = (pending: readonly PendingDelivery[]): readonly PendingDelivery[] =>
  pending.toSorted((a, b) => compareText(a.drift.resourceId, b.drift.resourceId));

const byResource = (a: ScanFailure, b: ScanFailure): number =>
  compareText(a.resourceId ?? '', b.resourceId ?? '') || compareText(a.message, b.message);
