import type { StampError } from '../../host/clock-ids.js';
import { portCall, type PortContext, type PortProblem } from '../../host/port-call.js';
import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import { episodeIds, markDelivered, nextEntry, type ScannedResource } from '../history/episodes.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { Delivery, Episode, HistoryEntry } from '../model/history.js';
import type { ScanFailure } from '../model/report.js';
import { compareText, groupBy } from '../plain-data.js';
import type { DriftPorts } from '../ports.js';
import { DEFAULT_BLAST_RADIUS, type PlanOptions, remediationPlan } from '../remediation/plan.js';
import { failureOf, inPool } from './inspect.js';
import { storeEntry } from './port-calls.js';

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
