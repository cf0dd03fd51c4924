import { cancelled } from '../../errors/port.js';
import { decode, nonEmptyText } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import { E, type Either } from '../../prelude.js';
import { type EpochSeconds, secondsOf } from '../../time/index.js';
import { hashOf } from '../history/chain.js';
import type { Observed } from '../history/observe.js';
import type { DriftReport } from '../model/drift-report.js';
import type { HistoryEntry } from '../model/history-entry.js';
import type { ScanFailure } from '../model/scan-failure.js';
import type { Suppression } from '../model/suppression.js';
import type { DriftPorts } from '../ports.js';
import { suppressionNotices } from '../suppression/notices.js';
import { type Meeting, note, suppress, type Suppressing } from '../suppression/suppress.js';
import { tamperedHistory } from '../../errors/drift.js';
import { recordAndHandOn } from './hand-on.js';
import { failureOf, type Inspection } from './inspect.js';
import { inspectAll } from './inspect-all.js';
import { type InventoryError, listDeclared, listRunning } from './inventory.js';
import { readSuppressions } from './read-suppressions.js';
import { latestEntries } from './record-history.js';
import { assembleReport } from './report.js';
import { contextOf, type ScanRequest, WIDTH } from './request.js';

/** Why a scan ends without a report: the inventory could not be read. Anything less stands in the report. */
export type ScanError = InventoryError;

const A_WEEK = 604_800;

/**
 * Scans a tenant: reads and compares every resource, writes history, hands low severities to the reconciler and grave
 * ones to compliance, each once an opening. Fails only where the declared resources cannot be listed or the caller
 * calls it off; whatever else goes wrong concerns one resource or one receiver, stands in `failures`, and hides
 * nothing else.
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
  const inspections = await inspectAll(
    declared.right,
    E.isRight(running) ? running.right : undefined,
    request,
    startedAt,
  );
  const read = await readSuppressions(ports, tenantId, context);
  const latest = await latestEntries(ports, tenantId, context);
  const calledOff = (): boolean => options.signal?.aborted === true;
  const off = cancelled({ what: `the scan of tenant ${tenantId}` });
  if (calledOff()) return E.left(off);

  const seen = inspections.map((inspection) => ({
    inspection,
    ...suppress(inspection.records, read.suppressions, startedAt),
  }));
  failures.push(...inspections.flatMap(({ failure }) => failure ?? []), ...read.failures);
  if (E.isLeft(latest)) failures.push(failureOf('history', latest.left));
  else {
    failures.push(...changedEntries([...latest.right.values()]));
    failures.push(
      ...(await recordAndHandOn({
        observed: seen
          .filter(({ inspection }) => inspection.status !== 'unreadable')
          .map((one) => observedOf(one, startedAt)),
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
  logFailures(ports, tenantId, failures);
  return E.right(
    assembleReport({
      reportId: ports.ids.next(),
      tenantId,
      startedAt,
      completedAt: secondsOf(ports.clock.now()),
      inspections,
      drifts: seen.flatMap(({ open }) => open),
      suppressed: seen.flatMap(({ suppressed }) => suppressed),
      notices: suppressionNotices(
        read.suppressions.map(({ suppression }) => suppression),
        {
          met: together(seen),
          now: startedAt,
          expiringWithinSeconds: options.expiringWithinSeconds ?? A_WEEK,
          sawAllOf: (suppression) => sawAll(suppression, inspections, request, E.isRight(running)),
        },
      ),
      failures,
    }),
  );
}

function logFailures({ log }: DriftPorts, tenantId: string, failures: readonly ScanFailure[]): void {
  for (const { stage, resourceId, errorTag, message } of failures) {
    const level = errorTag === 'TamperedHistory' || stage === 'history' ? 'error' : 'warning';
    try {
      log?.write({ level, message: `${stage}: ${message}`, tenantId, ...(resourceId !== undefined && { resourceId }) });
    } catch {
      // A log that fails does not stop a scan.
    }
  }
}

const observedOf = (
  { inspection: { reference }, open, suppressed }: Suppressing & { readonly inspection: Inspection },
  at: EpochSeconds,
): Observed => ({
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
    .map(({ resourceId, sequence }) =>
      failureOf(
        'history',
        tamperedHistory({ resourceId, sequence, reason: 'its content does not have its hash' }),
        resourceId,
      ),
    );
}

function together(seen: readonly Suppressing[]): ReadonlyMap<string, Meeting> {
  const met = new Map<string, Meeting>();
  for (const one of seen) for (const [id, meeting] of one.met) note(met, id, meeting);
  return met;
}

/** Whether a scan has seen everything that a suppression may point at. */
function sawAll(
  { resourceId, resourceType }: Suppression,
  inspections: readonly Inspection[],
  { resourceTypes }: ScanRequest,
  listed: boolean,
): boolean {
  if (resourceTypes !== undefined && (resourceType === '*' || !resourceTypes.includes(resourceType))) return false;
  const concerned = inspections.filter(
    ({ reference }) =>
      (resourceId === '*' || resourceId === reference.resourceId) &&
      (resourceType === '*' || resourceType === reference.resourceType),
  );
  return listed && concerned.every(({ status }) => status !== 'unreadable');
}
