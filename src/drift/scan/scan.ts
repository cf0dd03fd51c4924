import { decode } from '../../codec/decode.js';
import { listOf } from '../../codec/record.js';
import { nonEmptyText, text } from '../../codec/values.js';
import { cancelled, type DecodeError } from '../../errors/kernel.js';
import { currentTime, newIds, type StampError } from '../../host/clock-ids.js';
import { writeLog } from '../../host/log.js';
import type { PortContext } from '../../host/port-call.js';
import { E, type Either } from '../../prelude.js';
import type { EpochSeconds } from '../../time/period.js';
import { tamperedHistory } from '../errors.js';
import { attributeDrifts } from '../history/audit-trail.js';
import { entryHash, type ScannedResource } from '../history/episodes.js';
import { DRIFT_SEVERITIES, type DriftRecord, type DriftSeverity } from '../model/drift-record.js';
import type { HistoryEntry } from '../model/history.js';
import type { DriftReport, ScanCoverage, ScanFailure, SeveritySummary } from '../model/report.js';
import type { SuppressedDrift, Suppression, SuppressionNotice } from '../model/suppression.js';
import type { DriftPorts, ResourceQuery } from '../ports.js';
import {
  keepOutcome,
  suppress,
  suppressionNotices,
  type SuppressionOutcome,
  type SuppressionResult,
} from '../suppression.js';
import {
  type InventoryError,
  latestEntries,
  listDeclared,
  listRunning,
  readAuditTrail,
  readBaselines,
  readSuppressions,
  recordAndDispatch,
  saveBaseline,
} from './fetch-and-dispatch.js';
import {
  contextOf,
  DEFAULT_CONCURRENCY,
  failureOf,
  inPool,
  inspectAll,
  type Inspection,
  type ScanRequest,
} from './inspect.js';
import { type TimeLimit, timeLimit } from './read-resource.js';

/** What a report is made of. */
interface ReportContent {
  readonly reportId: string;
  readonly tenantId: string;
  readonly startedAt: EpochSeconds;
  readonly completedAt: EpochSeconds;
  /** By resource id. */
  readonly inspections: readonly Inspection[];
  readonly drifts: readonly DriftRecord[];
  readonly suppressed: readonly SuppressedDrift[];
  readonly notices: readonly SuppressionNotice[];
  readonly failures: readonly ScanFailure[];
}

function assembleReport(findings: ReportContent): DriftReport {
  const { reportId, tenantId, startedAt, completedAt, inspections, drifts, suppressed, notices, failures } = findings;
  return {
    reportId,
    tenantId,
    resourceIds: inspections.map(({ reference }) => reference.resourceId),
    drifts,
    scanStartedAt: startedAt,
    scanCompletedAt: completedAt,
    summary: summaryOf(drifts),
    coverage: coverageOf(inspections),
    failures,
    outcomes: inspections.map(({ reference: { resourceId, resourceType }, status, failure }) => ({
      resourceId,
      resourceType,
      status,
      ...(status === 'unreadable' && failure && { reason: failure.message }),
    })),
    suppressed,
    suppressionNotices: notices,
    ignoredByRule: sumIgnoredByRule(inspections),
  };
}

function summaryOf(drifts: readonly DriftRecord[]): SeveritySummary {
  const count = (wanted: DriftSeverity): number => drifts.filter(({ severity }) => severity === wanted).length;
  return Object.fromEntries(DRIFT_SEVERITIES.map((severity) => [severity, count(severity)])) as Record<
    DriftSeverity,
    number
  >;
}

function coverageOf(inspections: readonly Inspection[]): ScanCoverage {
  const count = (wanted: Inspection['status']): number => inspections.filter(({ status }) => status === wanted).length;
  const [total, unreadable] = [inspections.length, count('unreadable')];
  return {
    total,
    inSync: count('in_sync'),
    drifted: count('drifted'),
    missing: count('missing'),
    extra: count('extra'),
    unreadable,
    fraction: total === 0 ? 1 : (total - unreadable) / total,
  };
}

function sumIgnoredByRule(inspections: readonly Inspection[]): Readonly<Record<string, number>> {
  const counts = new Map<string, number>();
  for (const { ignoredByRule } of inspections)
    for (const [rule, count] of Object.entries(ignoredByRule)) counts.set(rule, (counts.get(rule) ?? 0) + count);
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Why a scan ends without a report: the inventory, the clock or the ids failed. Anything less stands in the report. */
export type ScanError = InventoryError | StampError;

const SECONDS_PER_WEEK = 604_800;

/**
 * Scans a tenant: reads and compares every resource, writes history, sends low severities to the reconciler and grave
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
  const started = await currentTime(ports.clock, untilLimit())();
  if (E.isLeft(started)) return started;
  const startedAt = started.right;
  const declared = await listDeclared(ports, query, untilLimit());
  if (E.isLeft(declared)) return declared;
  const failures: ScanFailure[] = [];
  const running = await listRunning(ports, query, untilLimit());
  if (E.isLeft(running)) failures.push(failureOf('list', running.left));
  const runs = E.isRight(running) ? running.right : undefined;
  const baselines = await readBaselines(ports, tenantId, untilLimit());
  if (E.isLeft(baselines)) failures.push(failureOf('baselines', baselines.left));
  // Read beside the resources, so that they too have until the limit.
  const remembered = Promise.all([
    readSuppressions(ports, tenantId, untilLimit()),
    latestEntries(ports, tenantId, untilLimit()),
  ]);
  const inspected = await inspectAll(
    declared.right,
    runs,
    request,
    startedAt,
    limit.signal,
    E.isRight(baselines) ? baselines.right : undefined,
  );
  const [read, latest] = await remembered;
  const calledOff = (): boolean => options.signal?.aborted === true;
  const off = (): Either<ScanError, never> => E.left(cancelled({ what: `the scan of tenant ${tenantId}` }));
  if (calledOff()) return off();
  const attributed = await withAttributions(inspected, request, startedAt, failures);
  const named = await withIds(attributed, ports, context);
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
        observed: [
          ...seen
            .filter(({ inspection }) => inspection.status !== 'unreadable')
            .map((one) => observedOf(one, startedAt)),
          ...(runs === undefined ? [] : goneResources(latest.right, inspections, query, startedAt)),
        ],
        latest: latest.right,
        ports,
        context,
        digestKey: request.digestKey,
        plan: request.plan,
        concurrency: options.concurrency ?? DEFAULT_CONCURRENCY,
        deliver: read.complete,
        now: currentTime(ports.clock, context),
      })),
    );
  }
  await inPool(inspections, options.concurrency ?? DEFAULT_CONCURRENCY, async ({ newBaseline }) => {
    const saved = newBaseline === undefined ? E.right(undefined) : await saveBaseline(ports, newBaseline, context);
    if (E.isLeft(saved)) failures.push(failureOf('baselines', saved.left, newBaseline?.resourceId));
  });
  if (calledOff()) return off();
  const completed = await currentTime(ports.clock, context)();
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

/** The inspections with who made each drift, as far as the audit trail tells. */
async function withAttributions(
  inspections: readonly Inspection[],
  request: ScanRequest,
  startedAt: EpochSeconds,
  failures: ScanFailure[],
): Promise<readonly Inspection[]> {
  const resources = inspections.filter(({ records }) => records.length > 0).map(({ reference }) => reference);
  const since = (startedAt - (request.options.auditSeconds ?? SECONDS_PER_WEEK)) as EpochSeconds;
  const query = { tenantId: request.tenantId, resources, since };
  const events = await readAuditTrail(request.ports, query, contextOf(request));
  if (E.isLeft(events)) failures.push(failureOf('audit', events.left));
  if (E.isLeft(events) || events.right.length === 0) return inspections;
  return inspections.map((inspection) => ({
    ...inspection,
    records: attributeDrifts(inspection.records, events.right, inspection.names),
  }));
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
      records: inspection.records.map((record) => ({ ...record, driftId: ids[next++]! })),
    }));
    return { inspections: named, reportId: ids[next]! };
  })(await newIds(records + 1, ports.ids, context)());
}

function logFailures({ log }: DriftPorts, tenantId: string, failures: readonly ScanFailure[]): void {
  for (const { stage, resourceId, errorTag, message } of failures) {
    const level = errorTag === 'TamperedHistory' || stage === 'history' ? 'error' : 'warning';
    const about = { tenantId, ...(resourceId !== undefined && { resourceId }) };
    writeLog(log, { level, message: `${stage}: ${message}`, context: about });
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

/** Resources with open drifts that are neither declared nor run any more: their drifts are resolved. */
function goneResources(
  latest: ReadonlyMap<string, HistoryEntry>,
  inspections: readonly Inspection[],
  { resourceTypes }: ResourceQuery,
  at: EpochSeconds,
): readonly ScannedResource[] {
  const inspected = new Set(inspections.map(({ reference }) => reference.resourceId));
  return [...latest.values()]
    .filter(({ resourceId, resourceType }) => {
      const wasAsked = resourceTypes === undefined || resourceTypes.includes(resourceType);
      return wasAsked && !inspected.has(resourceId);
    })
    .map(({ tenantId, resourceId, resourceType }) => ({
      tenantId,
      resourceId,
      resourceType,
      records: [],
      suppressed: [],
      at,
    }));
}

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
