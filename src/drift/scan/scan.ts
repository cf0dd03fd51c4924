import { cancelled } from '../../errors/port.js';
import { decode, nonEmptyText } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { E, type Either } from '../../prelude.js';
import type { PortContext } from '../../port/index.js';
import { secondsOf, type EpochSeconds } from '../../time/index.js';
import { hashOf } from '../history/chain.js';
import type { Observed } from '../history/observe.js';
import type { DeclaredResource } from '../model/declared-resource.js';
import type { DriftReport } from '../model/drift-report.js';
import type { HistoryEntry } from '../model/history-entry.js';
import type { ResourceReference } from '../model/resource-reference.js';
import type { ScanFailure } from '../model/scan-failure.js';
import type { Suppression } from '../model/suppression.js';
import type { DriftPorts } from '../ports.js';
import { withId } from '../remediation/origin.js';
import type { PlanOptions } from '../remediation/plan.js';
import { suppressionNotices } from '../suppression/notices.js';
import { type Meeting, note, suppress, type Suppressing } from '../suppression/suppress.js';
import { tamperedHistory } from '../../errors/drift.js';
import { recordAndHandOn } from './hand-on.js';
import { type Detecting, failureOf, inspect, type Inspection } from './inspect.js';
import { type InventoryError, listDeclared, listRunning } from './inventory.js';
import type { ScanOptions } from './options.js';
import { inPool } from './pool.js';
import { readSuppressions } from './read-suppressions.js';
import { latestEntries } from './record-history.js';
import { assembleReport } from './report.js';
import { timeLimit } from './time-limit.js';
import { RateLimiter } from './token-bucket.js';

/** What a scan is about, and what it works with. */
export interface ScanRequest {
  readonly tenantId: string;
  readonly resourceTypes: readonly string[] | undefined;
  readonly ports: DriftPorts;
  readonly options: ScanOptions;
  readonly plan: PlanOptions;
  readonly digestKey: string;
  /** How drift is told, with the instant of the scan's start. */
  readonly detecting: (detectedAt: EpochSeconds) => Detecting;
}

export type ScanError = InventoryError;

const WIDTH = 8;
const A_WEEK = 604_800;

/**
 * Scans a tenant: reads and compares every resource, writes history, hands low severities to the reconciler and grave ones to
 * compliance, each once an opening. Fails only where the declared resources cannot be listed or the caller calls it off;
 * whatever else goes wrong concerns one resource or one receiver, stands in `failures`, and hides nothing else.
 */
export async function scan(request: ScanRequest): Promise<Either<ScanError, DriftReport>> {
  const { ports, options } = request;
  const tenant: Either<DecodeError, string> = decode(nonEmptyText, request.tenantId, 'the tenant id');
  if (E.isLeft(tenant)) return tenant;
  const tenantId = tenant.right;
  const startedAt = secondsOf(ports.clock.now());
  const context = contextOf(request);
  const query = { tenantId, ...(request.resourceTypes !== undefined && { resourceTypes: request.resourceTypes }) };
  const declared = await listDeclared(ports, query, context);
  if (E.isLeft(declared)) return declared;
  const failures: ScanFailure[] = [];
  const running = await listRunning(ports, query, context);
  if (E.isLeft(running)) failures.push(failureOf('list', running.left));
  const inspections = await inspectAll(declared.right, E.isRight(running) ? running.right : undefined, request, startedAt);
  const read = await readSuppressions(ports, tenantId, context);
  const latest = await latestEntries(ports, tenantId, context);
  const calledOff = (): boolean => options.signal?.aborted === true;
  const off = cancelled({ what: `the scan of tenant ${tenantId}` });
  if (calledOff()) return E.left(off);

  const seen = inspections.map((inspection) => ({ inspection, ...suppress(inspection.records, read.suppressions, startedAt) }));
  failures.push(...inspections.flatMap(({ failure }) => failure ?? []), ...read.failures);
  if (E.isLeft(latest)) failures.push(failureOf('history', latest.left));
  else {
    failures.push(...changedEntries([...latest.right.values()]));
    failures.push(
      ...(await recordAndHandOn({
        observed: seen.filter(({ inspection }) => inspection.status !== 'unreadable').map((one) => observedOf(one, startedAt)),
        latest: latest.right,
        ports,
        context,
        digestKey: request.digestKey,
        plan: request.plan,
        width: options.concurrency ?? WIDTH,
        deliver: read.complete,
        now: () => secondsOf(ports.clock.now()),
      })),
    );
  }
  if (calledOff()) return E.left(off);
  return E.right(
    assembleReport({
      reportId: ports.ids.next(),
      tenantId,
      startedAt,
      completedAt: secondsOf(ports.clock.now()),
      inspections,
      drifts: seen.flatMap(({ open }) => open),
      suppressed: seen.flatMap(({ suppressed }) => suppressed),
      notices: suppressionNotices(read.suppressions.map(({ suppression }) => suppression), {
        met: together(seen),
        now: startedAt,
        expiringWithinSeconds: options.expiringWithinSeconds ?? A_WEEK,
        sawAllOf: (suppression) => sawAll(suppression, inspections, request, E.isRight(running)),
      }),
      failures,
    }),
  );
}

function contextOf({ ports, options }: ScanRequest): PortContext {
  return {
    ...(options.callSeconds !== undefined && { deadlineSeconds: options.callSeconds }),
    ...(ports.observer && { observer: ports.observer }),
    ...(options.signal && { signal: options.signal }),
  };
}

async function inspectAll(
  declared: ReadonlyMap<string, DeclaredResource>,
  running: ReadonlyMap<string, ResourceReference> | undefined,
  request: ScanRequest,
  startedAt: EpochSeconds,
): Promise<readonly Inspection[]> {
  const { ports, options } = request;
  const references = [...new Map<string, ResourceReference>([...(running ?? []), ...declared]).values()].sort((a, b) => (a.resourceId < b.resourceId ? -1 : 1));
  const limit = timeLimit(options.deadlineSeconds, options.signal);
  const reading = { ports, options, limiter: new RateLimiter(options.rateLimits), context: contextOf(request), signal: limit.signal };
  const detecting = request.detecting(startedAt);
  let done = 0;
  const inspections = await inPool(references, options.concurrency ?? WIDTH, async (reference) => {
    const inspection = await inspect(referenceOf(reference), declared.get(reference.resourceId), reading, detecting);
    report(options, ++done, references.length);
    return inspection;
  });
  limit.release();
  // Listed, and gone when it was read: never there, as far as a report is concerned.
  return inspections
    .filter(({ reference, status }) => status !== 'in_sync' || declared.has(reference.resourceId))
    // Ids are drawn at the end, in order: reads end in any order, and a report must not show it.
    .map((inspection) => ({ ...inspection, records: inspection.records.map((record) => withId(record, ports.ids.next())) }));
}

const referenceOf = ({ tenantId, resourceId, resourceType, provider }: ResourceReference): ResourceReference => ({
  tenantId,
  resourceId,
  resourceType,
  ...(provider !== undefined && { provider }),
});

function report({ onProgress }: ScanOptions, done: number, total: number): void {
  try {
    onProgress?.(done, total);
  } catch {
    // A host's progress bar does not stop a scan.
  }
}

const observedOf = ({ inspection: { reference }, open, suppressed }: Suppressing & { readonly inspection: Inspection }, at: EpochSeconds): Observed => ({
  tenantId: reference.tenantId,
  resourceId: reference.resourceId,
  resourceType: reference.resourceType,
  records: open,
  suppressed: suppressed.map(({ drift }) => drift),
  at,
});

function changedEntries(entries: readonly HistoryEntry[]): readonly ScanFailure[] {
  return entries
    .filter((entry) => hashOf(entry) !== entry.hash)
    .map(({ resourceId, sequence }) => failureOf('history', tamperedHistory({ resourceId, sequence, reason: 'its content does not have its hash' }), resourceId));
}

function together(seen: readonly Suppressing[]): ReadonlyMap<string, Meeting> {
  const met = new Map<string, Meeting>();
  for (const one of seen) for (const [id, meeting] of one.met) note(met, id, meeting);
  return met;
}

/** Whether a scan has seen everything that a suppression may point at. */
function sawAll({ resourceId, resourceType }: Suppression, inspections: readonly Inspection[], { resourceTypes }: ScanRequest, listed: boolean): boolean {
  if (resourceTypes !== undefined && (resourceType === '*' || !resourceTypes.includes(resourceType))) return false;
  const concerned = inspections.filter(
    ({ reference }) => (resourceId === '*' || resourceId === reference.resourceId) && (resourceType === '*' || resourceType === reference.resourceType),
  );
  return listed && concerned.every(({ status }) => status !== 'unreadable');
}
