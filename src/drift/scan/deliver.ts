import { portCall, type PortContext, type PortProblem } from '../../port/index.js';
import { E, type Either } from '../../prelude.js';
import { episodeIds } from '../history/episode-id.js';
import type { Delivery } from '../model/delivery.js';
import type { DriftRecord } from '../model/drift-record.js';
import type { Episode } from '../model/episode.js';
import type { HistoryEntry } from '../model/history-entry.js';
import { BLAST_RADIUS, type PlanOptions, remediationPlan } from '../remediation/plan.js';
import type { RemediationAction } from '../model/remediation-action.js';
import type { DriftPorts } from '../ports.js';

/** A drift whose episode says that it is still to be handed on. */
export interface Pending {
  readonly entry: HistoryEntry;
  readonly drift: DriftRecord;
  readonly episode: Episode;
  readonly delivery: Delivery;
}

/** What of a resource's drifts is still to be handed on, to those receivers that there are. */
export function pendingOf(
  entry: HistoryEntry,
  drifts: readonly DriftRecord[],
  digestKey: string,
  ports: DriftPorts,
): readonly Pending[] {
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
export interface Handing {
  readonly idempotencyKey: string;
  readonly entry: HistoryEntry;
  readonly call: () => Promise<Either<PortProblem, true>>;
}

/**
 * The calls that hand everything pending on: each grave drift alone to compliance, the others to the reconciler, one
 * call for those of a resource that opened together. The plan is made over all of them, so that its limits count the
 * whole scan.
 */
export function handings(
  pending: readonly Pending[],
  ports: DriftPorts,
  options: PlanOptions,
  context: PortContext,
): readonly Handing[] {
  const low = pending.filter(({ delivery }) => delivery.target === 'reconciler');
  const radius = new Set(low.map(({ entry }) => entry.resourceId)).size;
  // Groups are planned one by one; a whole scan above the limit leaves none to be applied alone.
  const limit = { blastRadius: radius > (options.blastRadius ?? BLAST_RADIUS) ? 0 : Infinity };
  const escalations = pending
    .filter(({ delivery }) => delivery.target === 'compliance')
    .map((one) => escalation(one, ports, context));
  return [...escalations, ...byKey(low).flatMap((group) => reconciliation(group, ports, limit, context))];
}

function escalation({ entry, drift, episode, delivery }: Pending, ports: DriftPorts, context: PortContext): Handing {
  const { tenantId } = entry;
  const { idempotencyKey } = delivery;
  const request = { idempotencyKey, tenantId, drift, episode };
  return {
    idempotencyKey,
    entry,
    call: portCall(
      {
        port: 'compliance',
        method: 'escalate',
        tenantId,
        call: (signal) => ports.compliance!.escalate(request, signal),
        read: () => E.right(true as const),
      },
      context,
    ),
  };
}

function reconciliation(
  group: readonly Pending[],
  ports: DriftPorts,
  options: PlanOptions,
  context: PortContext,
): readonly Handing[] {
  const { entry, delivery } = group[0]!;
  const { tenantId } = entry;
  const { idempotencyKey } = delivery;
  const drifts = group.map(({ drift }) => drift);
  return remediationPlan(drifts, options).map((action: RemediationAction) => ({
    idempotencyKey,
    entry,
    call: portCall(
      {
        port: 'reconciler',
        method: 'reconcile',
        tenantId,
        call: (signal) => ports.reconciler!.reconcile({ idempotencyKey, tenantId, drifts, action }, signal),
        read: () => E.right(true as const),
      },
      context,
    ),
  }));
}

function byKey(pending: readonly Pending[]): readonly (readonly Pending[])[] {
  const groups = new Map<string, Pending[]>();
  for (const one of pending) {
    const group = groups.get(one.delivery.idempotencyKey);
    if (group === undefined) groups.set(one.delivery.idempotencyKey, [one]);
    else group.push(one);
  }
  return [...groups.values()];
}
