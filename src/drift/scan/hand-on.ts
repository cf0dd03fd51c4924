import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { PortContext } from '../../port/index.js';
import type { EpochSeconds } from '../../time/index.js';
import type { StampError } from '../clock-and-ids.js';
import { markDelivered } from '../history/delivered.js';
import { nextEntry, type ScannedResource } from '../history/observe.js';
import type { HistoryEntry } from '../model/history-entry.js';
import type { ScanFailure } from '../model/scan-failure.js';
import type { PlanOptions } from '../remediation/plan.js';
import type { DriftPorts } from '../ports.js';
import { toDispatches, type PendingDelivery, pendingDeliveries } from './deliver.js';
import { failureOf } from './inspect.js';
import { inPool } from './pool.js';
import { storeEntry } from './record-history.js';
import { compareText } from '../compare-text.js';

/** What a scan has seen, to be written down and handed on. */
export interface DispatchInput {
  readonly observed: readonly ScannedResource[];
  /** The last entry of each resource's history. */
  readonly latest: ReadonlyMap<string, HistoryEntry>;
  readonly ports: DriftPorts;
  readonly context: PortContext;
  readonly digestKey: string;
  readonly plan: PlanOptions;
  readonly concurrency: number;
  /** Whether drifts may be handed on; the history is written in any case. */
  readonly deliver: boolean;
  readonly now: () => Promise<Either<StampError, EpochSeconds>>;
}

/**
 * Writes every resource's history, then hands on what is pending, then writes down what was confirmed. A drift is
 * handed on only when its episode is on record; a call whose confirmation could not be written is made again by the
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

// The pool ends in any order; what is handed on must not show it.
const sorted = (pending: readonly PendingDelivery[]): readonly PendingDelivery[] =>
  pending.toSorted((a, b) => compareText(a.drift.resourceId, b.drift.resourceId));

const byResource = (a: ScanFailure, b: ScanFailure): number =>
  compareText(a.resourceId ?? '', b.resourceId ?? '') || compareText(a.message, b.message);
