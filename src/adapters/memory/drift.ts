import type * as t from '../../codec/io-ts.js';
import { lookedAtLater, text } from '../../codec/values.js';
import { type PointInTime, toDate } from '../../time/period.js';
import type { LogEntry } from '../../host/log.js';
import { decode } from '../../codec/decode.js';
import { listOf, optionsOf } from '../../codec/record.js';
import type { EitherSpelling } from '../../codec/wire-form.js';
import {
  AuditEvent,
  type AuditTrailPort,
  Baseline,
  type BaselinePort,
  type CompliancePort,
  type DeclaredResource,
  type DriftPorts,
  type Escalation,
  HistoryEntry,
  type HistoryQuery,
  type ReconcilerPort,
  type Reconciliation,
  type ResourceMarks,
  type ResourceQuery,
  Suppression,
} from '../../drift/index.js';
import { E, orThrow } from '../../prelude.js';
import { lazy, list } from './cost.js';

/**
 * A resource as scripts and tests write it down. Without `desired` it runs undeclared, without `actual` it does not
 * run.
 */
export interface MemoryResource {
  /** The resource, by the id its provider gives it. */
  readonly resourceId: string;
  /** Its type, `aws_instance` for example. */
  readonly resourceType: string;
  /** Whose it is. */
  readonly tenantId: string;
  /** What should run; left out, it is not declared. */
  readonly desired?: unknown;
  /** What does run; left out, it does not. */
  readonly actual?: unknown;
  /** Who runs it: `aws`, `google`. */
  readonly provider?: string;
  /** What its schema says: sensitive, computed and unordered fields. */
  readonly marks?: ResourceMarks;
  /** Ids of the resources that must be there before it. */
  readonly dependsOn?: readonly string[];
}

/** What the ports in memory answer from. */
export interface MemoryDriftInput {
  /** What is declared and what runs, side by side. */
  readonly resources: readonly MemoryResource[];
  /** The present. */
  readonly now: PointInTime;
  /** Who answers for which drift. */
  readonly suppressions?: ReadonlyArray<EitherSpelling<Suppression>>;
  /** The secret under which sensitive values are digested. */
  readonly digestKey?: string;
  /** What was accepted of the values that nobody declared; `[]` for nothing yet, left out for no port of baselines. */
  readonly baselines?: ReadonlyArray<EitherSpelling<Baseline>>;
  /** What the audit trail tells of; left out for no port of audit trails. */
  readonly events?: ReadonlyArray<EitherSpelling<AuditEvent>>;
}

const MemoryDriftInput = optionsOf<MemoryDriftInput>('the input', {
  resources: list,
  now: lookedAtLater,
  suppressions: list,
  digestKey: text,
  baselines: list,
  events: list,
});

/** The ports, and what was handed to them. */
export interface MemoryDriftPorts extends DriftPorts {
  /** Stands at `now`. */
  readonly clock: { now(): Date };
  readonly reconciler: ReconcilerPort;
  readonly compliance: CompliancePort;
  /** Every request that the reconciler got, in order. */
  readonly reconciliations: readonly Reconciliation[];
  /** Every escalation that compliance got, in order. */
  readonly escalations: readonly Escalation[];
  /** What was noted for operators, to look at. */
  readonly logLines: readonly LogEntry[];
  /** What the history store holds, in the order of appending, in wire form. */
  readonly storedEntries: readonly object[];
  /** What the store of baselines holds, one a resource, in wire form. */
  readonly storedBaselines: readonly object[];
}

/**
 * Complete ports of drift over plain arrays, for scripts and tests: the reference of what each port must do. Ids count
 * up from `drift-1`, the clock stands at `now`, history keeps wire forms as a database would.
 */
export function memoryDriftPorts(input: MemoryDriftInput): MemoryDriftPorts {
  // Input that cannot be read is a failure of the port that is asked.
  const read = decode(MemoryDriftInput, input, 'the input of memoryDriftPorts');
  const given = lazy(() => orThrow(read));
  const { digestKey, baselines, events } = E.isRight(read) ? read.right : {};
  const accepted = memoryBaselines(baselines ?? []);
  const reconciliations: Reconciliation[] = [];
  const escalations: Escalation[] = [];
  const logLines: LogEntry[] = [];
  const stored: object[] = [];
  const asked = ({ tenantId, resourceTypes }: ResourceQuery): readonly MemoryResource[] =>
    given().resources.filter(
      (one) => one.tenantId === tenantId && (resourceTypes === undefined || resourceTypes.includes(one.resourceType)),
    );
  const known = lazy(() => new Map([...given().resources].reverse().map((one) => [keyOf(one), one])));
  let ids = 0;
  return {
    desired: {
      listResources: (query) =>
        asked(query)
          .filter(({ desired }) => desired !== undefined)
          .map(declarationOf),
    },
    actual: {
      listResources: (query) =>
        asked(query)
          .filter(({ actual }) => actual !== undefined)
          .map(referenceOf),
      readResource: (one) => {
        const found = known().get(keyOf(one));
        return found?.actual === undefined
          ? null
          : { configuration: found.actual, ...(found.marks && { marks: found.marks }) };
      },
    },
    history: memoryHistory(stored),
    suppressions: {
      listSuppressions: ({ tenantId }) =>
        modelsOf(Suppression, given().suppressions ?? [], 'the suppressions').filter(
          (one) => one.tenantId === tenantId,
        ),
    },
    reconciler: { reconcile: (request) => void reconciliations.push(request) },
    compliance: { escalate: (escalation) => void escalations.push(escalation) },
    log: { write: (line) => void logLines.push(line) },
    clock: { now: () => toDate(given().now) },
    ids: { next: () => `drift-${(ids += 1)}` },
    ...(digestKey !== undefined && { digestKey }),
    ...(baselines !== undefined && { baselines: accepted.port }),
    ...(events !== undefined && { audit: memoryAuditTrail(events) }),
    get storedBaselines() {
      return accepted.stored();
    },
    reconciliations,
    escalations,
    logLines,
    storedEntries: stored,
  };
}

const keyOf = ({ tenantId, resourceId }: { readonly tenantId: string; readonly resourceId: string }): string =>
  JSON.stringify([tenantId, resourceId]);

const referenceOf = ({ tenantId, resourceId, resourceType, provider }: MemoryResource) => ({
  tenantId,
  resourceId,
  resourceType,
  ...(provider !== undefined && { provider }),
});

const declarationOf = (resource: MemoryResource): DeclaredResource => ({
  ...referenceOf(resource),
  configuration: resource.desired,
  ...(resource.marks && { marks: resource.marks }),
  ...(resource.dependsOn && { dependsOn: resource.dependsOn }),
});

/** The baselines of resources, each by its wire form. */
function memoryBaselines(given: ReadonlyArray<EitherSpelling<Baseline>>): {
  readonly port: BaselinePort;
  readonly stored: () => readonly object[];
} {
  const toEntry = (baseline: Baseline): readonly [string, object] => [
    keyOf(baseline),
    JSON.parse(JSON.stringify(Baseline.encode(baseline))) as object,
  ];
  const known = lazy(() => new Map(modelsOf(Baseline, given, 'the baselines').map(toEntry)));
  const save = (baseline: Baseline): void => void known().set(...toEntry(baseline));
  const stored = (): readonly object[] => [...known().values()];
  return {
    stored,
    port: {
      listBaselines: ({ tenantId }) =>
        modelsOf(Baseline, stored(), 'the stored baselines').filter((one) => one.tenantId === tenantId),
      saveBaseline: save,
    },
  };
}

const memoryAuditTrail = (events: ReadonlyArray<EitherSpelling<AuditEvent>>): AuditTrailPort => ({
  listEvents: ({ tenantId, since }) =>
    modelsOf(AuditEvent, events, 'the events').filter((event) => event.tenantId === tenantId && event.at >= since),
});

/** Rows in either spelling as models; what cannot be read is a failure of the port that is asked. */
function modelsOf<Model>(codec: t.Type<Model, unknown>, rows: readonly unknown[], what: string): readonly Model[] {
  return orThrow(decode(listOf(codec), rows, what));
}

/** One chain a resource; what is stored is the wire form and shares nothing with what was given. */
function memoryHistory(stored: object[]): DriftPorts['history'] {
  const chains = new Map<string, Map<string, object[]>>();
  const read = (wire: readonly object[]): readonly HistoryEntry[] => modelsOf(HistoryEntry, wire, 'the stored history');
  const ofTenant = (tenantId: string): readonly object[][] => [...(chains.get(tenantId)?.values() ?? [])];
  const ofResource = ({ tenantId, resourceId }: HistoryQuery): readonly object[] =>
    (tenantId === undefined ? [...chains.values()] : [chains.get(tenantId)]).flatMap(
      (tenant) => tenant?.get(resourceId) ?? [],
    );
  return {
    ephemeral: true,
    append: (entry) => {
      const { tenantId, resourceId, sequence } = entry;
      const tenant = chains.get(tenantId) ?? new Map<string, object[]>();
      const chain = tenant.get(resourceId) ?? [];
      if (chain.some((link) => (link as { readonly sequence: number }).sequence === sequence)) return 'conflict';
      const wire = JSON.parse(JSON.stringify(HistoryEntry.encode(entry))) as object;
      stored.push(wire);
      chain.push(wire);
      chains.set(tenantId, tenant.set(resourceId, chain));
      return 'appended';
    },
    latest: ({ tenantId }) => read(ofTenant(tenantId).map((chain) => chain.at(-1)!)),
    read: (query) =>
      read(ofResource(query)).filter(({ recordedAt }) => query.since === undefined || recordedAt > query.since),
  };
}
