import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import type { PortContext } from '../../port/index.js';
import type { EpochSeconds } from '../../time/index.js';
import type { StampError } from '../clock-and-ids.js';
import { markDelivered } from '../history/delivered.js';
import { observe, type Observed } from '../history/observe.js';
import type { HistoryEntry } from '../model/history-entry.js';
import type { ScanFailure } from '../model/scan-failure.js';
import type { PlanOptions } from '../remediation/plan.js';
import type { DriftPorts } from '../ports.js';
import { handings, type Pending, pendingOf } from './deliver.js';
import { failureOf } from './inspect.js';
import { inPool } from './pool.js';
import { appendEntry } from './record-history.js';
import { compareText } from '../compare-text.js';

/** What a scan has seen, to be written down and handed on. */
export interface HandOn {
  readonly observed: readonly Observed[];
  /** The last entry of each resource's history. */
  readonly latest: ReadonlyMap<string, HistoryEntry>;
  readonly ports: DriftPorts;
  readonly context: PortContext;
  readonly digestKey: string;
  readonly plan: PlanOptions;
  readonly width: number;
  /** Whether drifts may be handed on; the history is written in any case. */
  readonly deliver: boolean;
  readonly now: () => Promise<Either<StampError, EpochSeconds>>;
}

/**
 * Writes every resource's history, then hands on what is pending, then writes down what was confirmed. A drift is
 * handed on only when its episode is on record; a call whose confirmation could not be written is made again by the
 * next scan, under the same idempotency key.
 */
export async function recordAndHandOn(work: HandOn): Promise<readonly ScanFailure[]> {
  const { observed, latest, ports, context, digestKey, width } = work;
  const failures: ScanFailure[] = [];
  const pending: Pending[] = [];
  await inPool(observed, width, async (one) => {
    const written = await appendEntry(
      (previous) => observe(one, previous, digestKey),
      latest.get(one.resourceId),
      one,
      ports,
      context,
    );
    if (E.isLeft(written)) failures.push(failureOf('history', written.left, one.resourceId));
    else if (written.right !== undefined) pending.push(...pendingOf(written.right, one.records, digestKey, ports));
  });
  if (work.deliver) failures.push(...(await handOn(sorted(pending), work)));
  return failures.sort(byResource);
}

async function handOn(pending: readonly Pending[], work: HandOn): Promise<readonly ScanFailure[]> {
  const { ports, context, plan, width, now } = work;
  const failures: ScanFailure[] = [];
  const confirmed = new Map<HistoryEntry, Set<string>>();
  await inPool(handings(pending, ports, plan, context), width, async ({ entry, idempotencyKey, call }) => {
    const answer = await call();
    if (E.isLeft(answer)) failures.push(failureOf('deliver', answer.left, entry.resourceId));
    else confirmed.set(entry, (confirmed.get(entry) ?? new Set()).add(idempotencyKey));
  });
  const deliveredAt = await now();
  if (E.isLeft(deliveredAt)) return [...failures, failureOf('history', deliveredAt.left)];
  await inPool([...confirmed], width, async ([entry, keys]) => {
    const written = await appendEntry(
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
const sorted = (pending: readonly Pending[]): readonly Pending[] =>
  pending.toSorted((a, b) => compareText(a.drift.resourceId, b.drift.resourceId));

const byResource = (a: ScanFailure, b: ScanFailure): number =>
  compareText(a.resourceId ?? '', b.resourceId ?? '') || compareText(a.message, b.message);
