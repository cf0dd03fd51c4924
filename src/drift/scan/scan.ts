import { cancelled } from '../../errors/port.js';
import { decode, listOf, nonEmptyText, text } from '../../codec/index.js';
import type { DecodeError } from '../../errors/codec.js';
import * as E from '../../either.js';
import type { Either } from '../../prelude.js';
import { type PortContext, ignoreErrors } from '../../port/index.js';
import type { EpochSeconds } from '../../time/index.js';
import { currentTime, newIds, type StampError } from '../clock-and-ids.js';
import { entryHash } from '../history/chain.js';
import type { ScannedResource } from '../history/observe.js';
import type { DriftReport } from '../model/drift-report.js';
import type { HistoryEntry } from '../model/history-entry.js';
import type { ScanFailure } from '../model/scan-failure.js';
import type { Suppression } from '../model/suppression.js';
import type { DriftPorts, ResourceQuery } from '../ports.js';
import { withId } from '../remediation/origin.js';
import { suppressionNotices } from '../suppression/notices.js';
import { type SuppressionOutcome, keepOutcome, suppress, type SuppressionResult } from '../suppression/suppress.js';
import { tamperedHistory } from '../../errors/drift.js';
import { recordAndDispatch } from './hand-on.js';
import { failureOf, type Inspection } from './inspect.js';
import { inspectAll } from './inspect-all.js';
import { type InventoryError, listDeclared, listRunning } from './inventory.js';
import { readSuppressions } from './read-suppressions.js';
import { latestEntries } from './record-history.js';
import { assembleReport } from './report.js';
import { contextOf, type ScanRequest, DEFAULT_CONCURRENCY } from './request.js';
import { type TimeLimit, timeLimit } from './time-limit.js';

/** Why a scan ends without a report: the inventory, the clock or the ids failed. Anything less stands in the report. */
export type ScanError = InventoryError | StampError;

const SECONDS_PER_WEEK = 604_800;

/**
 * Scans a tenant: reads and compares every resource, writes history, hands low severities to the reconciler and grave
 * ones to compliance, each once an opening. Fails only where the declared resources cannot be listed, the clock or the
 * ids fail, or the caller calls it off; whatever else goes wrong concerns one resource or one receiver, stands in
 * `failures`, and hides nothing else.
 */
export async function scan(request: ScanRequest): Promise<Either<ScanError, DriftReport>> {
  const query = queryOf(request);
  if (E.isLeft(query)) return query;
  const limit = timeLimit(request.options.deadlineSeconds, request.options.signal);
  try {
    const outcome = await scanWithin(limit, query.right, request);
    if (E.isRight(outcome)) logFailures(request.ports, query.right.tenantId, outcome.right.failures);
    return outcome;
  } finally {
    limit.release();
  }
}

function queryOf({ tenantId, resourceTypes }: ScanRequest): Either<DecodeError, ResourceQuery> {
  const tenant = decode(nonEmptyText, tenantId, 'the tenant id');
  if (E.isLeft(tenant)) return tenant;
  if (resourceTypes === undefined) return E.right({ tenantId: tenant.right });
  const types = decode(listOf(text), resourceTypes, 'the list of resource types');
  return E.isLeft(types) ? types : E.right({ tenantId: tenant.right, resourceTypes: types.right });
}

async function scanWithin(
  limit: TimeLimit,
  query: ResourceQuery,
  request: ScanRequest,
): Promise<Either<ScanError, DriftReport>> {
  const { ports, options } = request;
  const { tenantId } = query;
  const context = contextOf(request);
  const untilLimit = (): PortContext => contextOf(request, limit.left());
  const started = await currentTime(ports, untilLimit());
  if (E.isLeft(started)) return started;
  const startedAt = started.right;
  const declared = await listDeclared(ports, query, untilLimit());
  if (E.isLeft(declared)) return declared;
  const failures: ScanFailure[] = [];
  const running = await listRunning(ports, query, untilLimit());
  if (E.isLeft(running)) failures.push(failureOf('list', running.left));
  const runs = E.isRight(running) ? running.right : undefined;
  // Read beside the resources, so that they too have until the limit.
  const remembered = Promise.all([
    readSuppressions(ports, tenantId, untilLimit()),
    latestEntries(ports, tenantId, untilLimit()),
  ]);
  const inspected = await inspectAll(declared.right, runs, request, startedAt, limit.signal);
  const [read, latest] = await remembered;
  const calledOff = (): boolean => options.signal?.aborted === true;
  const off = cancelled({ what: `the scan of tenant ${tenantId}` });
  if (calledOff()) return E.left(off);
  const named = await withIds(inspected, ports, context);
  if (E.isLeft(named)) return named;
  const { inspections, reportId } = named.right;

  const seen = inspections.map((inspection) => ({
    inspection,
    ...suppress(inspection.records, read.suppressions, startedAt),
  }));
  failures.push(...inspections.flatMap(({ failure }) => failure ?? []), ...read.failures);
  if (E.isLeft(latest)) failures.push(failureOf('history', latest.left));
  else {
    failures.push(...tamperedEntries([...latest.right.values()]));
    failures.push(
      ...(await recordAndDispatch({
        observed: seen
          .filter(({ inspection }) => inspection.status !== 'unreadable')
          .map((one) => observedOf(one, startedAt)),
        latest: latest.right,
        ports,
        context,
        digestKey: request.digestKey,
        plan: request.plan,
        concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
        deliver: read.complete,
        now: () => currentTime(ports, context),
      })),
    );
  }
  if (calledOff()) return E.left(off);
  const completed = await currentTime(ports, context);
  if (E.isLeft(completed)) return completed;
  return E.right(
    assembleReport({
      reportId,
      tenantId,
      startedAt,
      completedAt: completed.right,
      inspections,
      drifts: seen.flatMap(({ open }) => open),
      suppressed: seen.flatMap(({ suppressed }) => suppressed),
      notices: suppressionNotices(
        read.suppressions.map(({ suppression }) => suppression),
        {
          outcomes: mergeOutcomes(seen),
          now: startedAt,
          expiringWithinSeconds: options.expiringWithinSeconds ?? SECONDS_PER_WEEK,
          sawAllOf: (suppression) => sawAll(suppression, inspections, query, E.isRight(running)),
        },
      ),
      failures,
    }),
  );
}

interface InspectionsWithIds {
  readonly inspections: readonly Inspection[];
  readonly reportId: string;
}

// Drawn when everything is read, and in order: reads end in any order, and a report must not show it.
async function withIds(
  inspections: readonly Inspection[],
  ports: DriftPorts,
  context: PortContext,
): Promise<Either<StampError, InspectionsWithIds>> {
  const records = inspections.reduce((sum, inspection) => sum + inspection.records.length, 0);
  return E.map((ids: readonly string[]) => {
    let next = 0;
    const named = inspections.map((inspection) => ({
      ...inspection,
      records: inspection.records.map((record) => withId(record, ids[next++]!)),
    }));
    return { inspections: named, reportId: ids[next]! };
  })(await newIds(records + 1, ports, context));
}

function logFailures({ log }: DriftPorts, tenantId: string, failures: readonly ScanFailure[]): void {
  for (const { stage, resourceId, errorTag, message } of failures) {
    const level = errorTag === 'TamperedHistory' || stage === 'history' ? 'error' : 'warning';
    const about = { tenantId, ...(resourceId !== undefined && { resourceId }) };
    ignoreErrors(() => log?.write({ level, message: `${stage}: ${message}`, ...about }));
  }
}

const observedOf = (
  { inspection: { reference }, open, suppressed }: SuppressionResult & { readonly inspection: Inspection },
  at: EpochSeconds,
): ScannedResource => ({
  tenantId: reference.tenantId,
  resourceId: reference.resourceId,
  resourceType: reference.resourceType,
  records: open,
  suppressed: suppressed.map(({ drift }) => drift),
  at,
});

function tamperedEntries(entries: readonly HistoryEntry[]): readonly ScanFailure[] {
  return entries
    .filter((entry) => entryHash(entry) !== entry.hash)
    .map(({ resourceId, sequence }) =>
      failureOf(
        'history',
        tamperedHistory({ resourceId, sequence, reason: 'its content does not have its hash' }),
        resourceId,
      ),
    );
}

function mergeOutcomes(seen: readonly SuppressionResult[]): ReadonlyMap<string, SuppressionOutcome> {
  const met = new Map<string, SuppressionOutcome>();
  for (const one of seen) for (const [id, meeting] of one.outcomes) keepOutcome(met, id, meeting);
  return met;
}

/** Whether a scan has seen everything that a suppression may point at. */
function sawAll(
  { resourceId, resourceType }: Suppression,
  inspections: readonly Inspection[],
  { resourceTypes }: ResourceQuery,
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
