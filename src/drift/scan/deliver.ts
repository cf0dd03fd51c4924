import { portCall, type PortContext, type PortProblem } from '../../port/index.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { episodeIds } from '../history/episode-id.js';
import type { Delivery } from '../model/delivery.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { Episode } from '../model/episode.js';
import type { HistoryEntry } from '../model/history-entry.js';
import { DEFAULT_BLAST_RADIUS, type PlanOptions, remediationPlan } from '../remediation/plan.js';
import type { DriftPorts } from '../ports.js';
import { groupBy } from '../grouped.js';

/** A drift whose episode says that it is still to be handed on. */
export interface PendingDelivery {
  readonly entry: HistoryEntry;
  readonly drift: DriftRecord;
  readonly episode: Episode;
  readonly delivery: Delivery;
}

/** What of a resource's drifts is still to be handed on, to those receivers that there are. */
export function pendingDeliveries(
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
export interface Dispatch {
  readonly idempotencyKey: string;
  readonly entry: HistoryEntry;
  readonly call: () => Promise<Either<PortProblem, true>>;
}

/**
 * The calls that hand everything pending on: each grave drift alone to compliance, the others to the reconciler, one
 * call for those of a resource that opened together. The plan is made over all of them, so that its limits count the
 * whole scan.
 */
export function toDispatches(
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
