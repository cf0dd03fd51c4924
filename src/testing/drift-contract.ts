import { deepStrictEqual, rejects, strictEqual } from 'node:assert/strict';
import { listOf } from '../codec/record.js';
import {
  AuditEvent,
  Baseline,
  DeclaredResource,
  Escalation,
  HistoryEntry,
  ObservedConfiguration,
  Reconciliation,
  ResourceReference,
  Suppression,
} from '../drift/model/index.js';
import type {
  ActualStatePort,
  AuditTrailPort,
  BaselinePort,
  CompliancePort,
  DesiredStatePort,
  DriftHistoryPort,
  HistoryQuery,
  ReconcilerPort,
  SuppressionPort,
} from '../drift/ports.js';
import type { MaybePromise } from '../prelude.js';
import type { EpochSeconds } from '../time/period.js';
import { generateConfiguration } from './generate.js';
import {
  contractCase,
  type ContractCase,
  HOSTILE_NAMES,
  neverAborted,
  type PortFixture,
  readAnswer,
  receiverCases,
  type ReceiverSetup,
  type RegistrySetup,
} from './port-cases.js';
import { historyEntry } from './samples.js';

const resource = (tenantId: string, resourceId: string, resourceType: string, seed: number): DeclaredResource => ({
  tenantId,
  resourceId,
  resourceType,
  configuration: { ...generateConfiguration(seed), big: 12345678901234567890n, name: tenantId, nothing: null },
  marks: { sensitive: ['password'] },
});

const RESOURCES: readonly DeclaredResource[] = [
  ...HOSTILE_NAMES.map((name, i) => resource(name, name, 'aws_vpc', i)),
  resource('acme', 'db', 'aws_db_instance', 90),
  resource('acme', 'web', 'aws_instance', 91),
];

const named = (resources: readonly unknown[]): string[] =>
  readAnswer(listOf(ResourceReference), resources)
    .map(({ tenantId, resourceId }) => JSON.stringify([tenantId, resourceId]))
    .sort();

/** What a source of declared configurations promises. */
export function desiredStateContract({
  open,
}: RegistrySetup<DesiredStatePort, DeclaredResource>): readonly ContractCase[] {
  const of = (name: string, check: (port: DesiredStatePort) => Promise<void>): ContractCase =>
    contractCase(
      `desired state: ${name}`,
      () => open(RESOURCES),
      ({ port }) => check(port),
    );
  return [
    of('a tenant’s resources come as they were declared', async (port) => {
      for (const tenantId of HOSTILE_NAMES) {
        const found = readAnswer(listOf(DeclaredResource), await port.listResources({ tenantId }, neverAborted()));
        const own = RESOURCES.filter((one) => one.tenantId === tenantId);
        deepStrictEqual(named(found), named(own));
        for (const one of found) {
          const declared = own.find((other) => other.resourceId === one.resourceId)!;
          deepStrictEqual(DeclaredResource.encode(one), DeclaredResource.encode(declared));
        }
      }
      deepStrictEqual(await port.listResources({ tenantId: 'nobody' }, neverAborted()), []);
    }),
    of('only the types asked for', async (port) => {
      const resourceTypes = ['aws_instance', 'aws_vpc', 'none'];
      const found = await port.listResources({ tenantId: 'acme', resourceTypes }, neverAborted());
      deepStrictEqual(named(found), ['["acme","acme"]', '["acme","web"]']);
    }),
  ];
}

/** What a source of running configurations promises; `lists` says whether it can tell what runs at all. */
export function actualStateContract({
  open,
  lists,
}: RegistrySetup<ActualStatePort, DeclaredResource> & { readonly lists: boolean }): readonly ContractCase[] {
  const of = (name: string, check: (port: ActualStatePort) => Promise<void>): ContractCase =>
    contractCase(
      `actual state: ${name}`,
      () => open(RESOURCES),
      ({ port }) => check(port),
    );
  const read = of('a resource is read as it is, and null where it does not exist', async (port) => {
    for (const { configuration, marks: _, ...reference } of RESOURCES) {
      const found = await port.readResource(reference, neverAborted());
      const seen = found === null ? null : readAnswer(ObservedConfiguration, found);
      const text = seen && ObservedConfiguration.encode({ configuration: seen.configuration });
      deepStrictEqual(text, ObservedConfiguration.encode({ configuration }));
    }
    strictEqual(
      await port.readResource({ tenantId: 'acme', resourceId: 'gone', resourceType: 'aws_vpc' }, neverAborted()),
      null,
    );
    strictEqual(
      await port.readResource(
        { tenantId: 'nobody', resourceId: 'db', resourceType: 'aws_db_instance' },
        neverAborted(),
      ),
      null,
    );
  });
  const listed = of('what runs for a tenant, by type where asked', async (port) => {
    for (const tenantId of HOSTILE_NAMES) {
      const found = await port.listResources!({ tenantId }, neverAborted());
      deepStrictEqual(named(found), named(RESOURCES.filter((one) => one.tenantId === tenantId)));
    }
    const found = await port.listResources!({ tenantId: 'acme', resourceTypes: ['aws_db_instance'] }, neverAborted());
    deepStrictEqual(named(found), ['["acme","db"]']);
  });
  return [read, ...(lists ? [listed] : [])];
}

/** What a register of suppressions promises. */
export function suppressionsContract({ open }: RegistrySetup<SuppressionPort, Suppression>): readonly ContractCase[] {
  const known = HOSTILE_NAMES.map((tenantId, i): Suppression => ({
    suppressionId: `s-${i}`,
    tenantId,
    resourceId: '*',
    resourceType: 'aws_vpc',
    pattern: 'tags.*',
    owner: 'ops',
    reason: 'agreed',
    createdAt: 1 as EpochSeconds,
    expiresAt: (i % 2) as EpochSeconds,
    ...(i === 0 ? { pinnedValue: { deep: [null, 12345678901234567890n] } } : {}),
  }));
  return [
    contractCase(
      'suppressions: a tenant has its own, expired ones too',
      () => open(known),
      async ({ port }) => {
        for (const one of known) {
          const found = await port.listSuppressions({ tenantId: one.tenantId }, neverAborted());
          deepStrictEqual(
            found.map((other) => Suppression.encode(readAnswer(Suppression, other))),
            [Suppression.encode(one)],
          );
        }
        deepStrictEqual(await port.listSuppressions({ tenantId: 'nobody' }, neverAborted()), []);
      },
    ),
  ];
}

/** What a store of baselines promises: one a resource, the latest, apart for each tenant. */
export function baselinesContract({ open }: RegistrySetup<BaselinePort, Baseline>): readonly ContractCase[] {
  const baseline = (tenantId: string, resourceId: string, configuration: unknown, acceptedAt = 1): Baseline => ({
    tenantId,
    resourceId,
    resourceType: 'aws_vpc',
    configuration,
    owner: 'ops',
    acceptedAt: acceptedAt as EpochSeconds,
  });
  const listed = async (port: BaselinePort, tenantId: string): Promise<unknown[]> =>
    (await port.listBaselines({ tenantId }, neverAborted())).map((one) =>
      JSON.parse(JSON.stringify(Baseline.encode(one))),
    );
  const wireOf = (one: Baseline): unknown => JSON.parse(JSON.stringify(Baseline.encode(one)));
  return [
    contractCase(
      'baselines: a baseline is read back as it was saved, whatever its values',
      () => open([]),
      async ({ port }) => {
        for (const [i, value] of ODD_VALUES.entries()) {
          const saved = baseline('acme', `r-${i}`, { value });
          await port.saveBaseline(saved, neverAborted());
          deepStrictEqual((await listed(port, 'acme'))[i], wireOf(saved));
        }
      },
    ),
    contractCase(
      'baselines: a later one takes the place of the one before',
      () => open([baseline('acme', 'r', { size: 1 })]),
      async ({ port }) => {
        const later = baseline('acme', 'r', { size: 2 }, 2);
        await port.saveBaseline(later, neverAborted());
        deepStrictEqual(await listed(port, 'acme'), [wireOf(later)]);
      },
    ),
    contractCase(
      'baselines: tenants and resources are distinguished exactly',
      () => open(HOSTILE_NAMES.map((name) => baseline(name, name, { name }))),
      async ({ port }) => {
        for (const name of HOSTILE_NAMES)
          deepStrictEqual(await listed(port, name), [wireOf(baseline(name, name, { name }))]);
        deepStrictEqual(await listed(port, 'nobody'), []);
      },
    ),
  ];
}

/** What an audit trail promises: the events of a tenant from an instant on, those of the resources among them. */
export function auditTrailContract({ open }: RegistrySetup<AuditTrailPort, AuditEvent>): readonly ContractCase[] {
  const event = (tenantId: string, at: number): AuditEvent => ({
    tenantId,
    resources: ['db', `arn:aws:rds:eu-west-1:1:db:${at}`],
    principal: `principal of ${tenantId}`,
    at: at as EpochSeconds,
    request: `request ${at}`,
    action: 'ModifyDBInstance',
    fields: ['engineversion'],
  });
  const asked = { resources: [{ tenantId: 'acme', resourceId: 'db', resourceType: 'aws_db_instance' }] };
  const wireOf = (events: readonly unknown[]): string[] =>
    events.map((one) => JSON.stringify(AuditEvent.encode(readAnswer(AuditEvent, one)))).sort();
  return [
    contractCase(
      'audit trail: a tenant has its own events, as they were',
      () => open(HOSTILE_NAMES.map((tenantId, i) => event(tenantId, i + 1))),
      async ({ port }) => {
        for (const [i, tenantId] of HOSTILE_NAMES.entries()) {
          const found = await port.listEvents({ ...asked, tenantId, since: 0 as EpochSeconds }, neverAborted());
          deepStrictEqual(wireOf(found), wireOf([event(tenantId, i + 1)]));
        }
      },
    ),
    contractCase(
      'audit trail: nothing from before the instant asked for',
      () => open([event('acme', 99), event('acme', 100), event('acme', 101)]),
      async ({ port }) => {
        const query = { ...asked, tenantId: 'acme', since: 100 as EpochSeconds };
        deepStrictEqual(
          wireOf(await port.listEvents(query, neverAborted())),
          wireOf([event('acme', 100), event('acme', 101)]),
        );
      },
    ),
  ];
}

/** How to get at a drift history, and what it can do beyond the least. */
export interface DriftHistorySetup {
  /** Opens an empty history. */
  readonly open: () => MaybePromise<PortFixture<DriftHistoryPort>>;
  /** Whether `read` without a tenant answers for all tenants; without it, it must refuse. */
  readonly acrossTenants: boolean;
}

const ODD_VALUES: readonly unknown[] = [
  null,
  'NUL \u0000, half a pair \ud800, quotes " \' \\, a line\nbreak',
  JSON.parse('{"__proto__": {"constructor": []}, "b": 1, "a": [0.1, -1e-7, 1e21]}'),
  12345678901234567890n,
];

/**
 * What a drift history promises: an append-only chain of entries a resource, apart for each tenant, also under
 * contention.
 */
export function driftHistoryContract({ open, acrossTenants }: DriftHistorySetup): readonly ContractCase[] {
  const of = (name: string, check: (history: DriftHistoryPort) => Promise<void>): ContractCase =>
    contractCase(`drift history: ${name}`, open, ({ port }) => check(port));
  return [
    of('an entry is read back as it was written, whatever its values', async (history) => {
      for (const [sequence, actualValue] of ODD_VALUES.entries()) {
        const entry = historyEntry({
          tenantId: 'acme',
          resourceId: 'i-1',
          sequence,
          recordedAt: 1.7e9 + sequence,
          actualValue,
        });
        strictEqual(await history.append(entry, neverAborted()), 'appended');
        const read = await history.read({ tenantId: 'acme', resourceId: 'i-1' }, neverAborted());
        deepStrictEqual(wire(read[sequence]!), wire(entry));
      }
    }),
    of('a link that exists is a conflict, and stays as it is', async (history) => {
      const first = historyEntry({ tenantId: 'acme', resourceId: 'i-1', sequence: 0, recordedAt: 1 });
      strictEqual(await history.append(first, neverAborted()), 'appended');
      strictEqual(await history.append({ ...first, hash: 'another' }, neverAborted()), 'conflict');
      strictEqual(await history.append(first, neverAborted()), 'conflict');
      deepStrictEqual((await history.read({ tenantId: 'acme', resourceId: 'i-1' }, neverAborted())).map(wire), [
        wire(first),
      ]);
    }),
    of('of writers that race for one link exactly one wins', async (history) => {
      for (let sequence = 0; sequence < 5; sequence += 1) {
        const racers = Array.from({ length: 8 }, (_, i) =>
          historyEntry({ tenantId: 'acme', resourceId: 'i-1', sequence, recordedAt: sequence, actualValue: i }),
        );
        const outcomes = await Promise.all(racers.map((entry) => history.append(entry, neverAborted())));
        strictEqual(outcomes.filter((outcome) => outcome === 'appended').length, 1);
        const latest = await history.latest({ tenantId: 'acme' }, neverAborted());
        deepStrictEqual(latest.map(wire), [wire(racers[outcomes.indexOf('appended')]!)]);
      }
    }),
    of('`latest` gives the last link of each resource of the tenant', async (history) => {
      for (const [tenantId, resourceId, sequence] of [
        ['acme', 'i-1', 0],
        ['acme', 'i-1', 1],
        ['acme', 'i-2', 0],
        ['other', 'i-1', 0],
      ] as const) {
        await history.append(historyEntry({ tenantId, resourceId, sequence, recordedAt: sequence }), neverAborted());
      }
      const latest = await history.latest({ tenantId: 'acme' }, neverAborted());
      deepStrictEqual(latest.map((e) => `${e.tenantId} ${e.resourceId} ${e.sequence}`).sort(), [
        'acme i-1 1',
        'acme i-2 0',
      ]);
      deepStrictEqual(await history.latest({ tenantId: 'nobody' }, neverAborted()), []);
    }),
    of('`read` gives what was recorded after `since`, oldest first', async (history) => {
      for (let sequence = 0; sequence < 12; sequence += 1) {
        await history.append(
          historyEntry({ tenantId: 'acme', resourceId: 'i-1', sequence, recordedAt: 100 + sequence }),
          neverAborted(),
        );
      }
      const since = (instant?: number): Promise<number[]> =>
        sequences(history, {
          tenantId: 'acme',
          resourceId: 'i-1',
          ...(instant === undefined ? {} : { since: instant as never }),
        });
      deepStrictEqual(await since(), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
      deepStrictEqual(await since(109), [10, 11]);
      deepStrictEqual(await since(109.5), [10, 11]);
      deepStrictEqual(await since(111), []);
    }),
    of('tenants and resources are distinguished exactly', async (history) => {
      for (const name of HOSTILE_NAMES) {
        const entry = historyEntry({ tenantId: name, resourceId: name, sequence: 0, recordedAt: 1 });
        strictEqual(await history.append(entry, neverAborted()), 'appended', name);
      }
      for (const name of HOSTILE_NAMES) {
        const entries = await history.latest({ tenantId: name }, neverAborted());
        deepStrictEqual(
          entries.map((e) => [e.tenantId, e.resourceId]),
          [[name, name]],
        );
        strictEqual((await history.read({ tenantId: name, resourceId: name }, neverAborted())).length, 1);
        strictEqual((await history.read({ tenantId: name, resourceId: `${name}x` }, neverAborted())).length, 0);
      }
    }),
    of('a name that cannot be stored is refused, or stored as itself: never as another one', async (history) => {
      await history.append(
        historyEntry({ tenantId: '\ufffd', resourceId: 'i-1', sequence: 0, recordedAt: 1 }),
        neverAborted(),
      );
      for (const broken of ['\ud800', '\udfff', 'a\u0000b']) {
        const entry = historyEntry({ tenantId: broken, resourceId: 'i-1', sequence: 0, recordedAt: 1 });
        const outcome = await outcomeOf(() => history.append(entry, neverAborted()));
        if (outcome !== 'refused') strictEqual(outcome, 'appended');
      }
      strictEqual((await history.latest({ tenantId: '\ufffd' }, neverAborted())).length, 1);
    }),
    acrossTenants
      ? of('without a tenant, `read` answers for all of them', async (history) => {
          await seedTwoTenants(history);
          deepStrictEqual(await sequences(history, { resourceId: 'i-1' }), [0, 0]);
        })
      : of('without a tenant, `read` refuses', async (history) => {
          await seedTwoTenants(history);
          await rejects(async () => history.read({ resourceId: 'i-1' }, neverAborted()));
        }),
  ];
}

// Compared as they go over a wire: `undefined` and an absent field are the same.
const wire = (entry: HistoryEntry): unknown => JSON.parse(JSON.stringify(HistoryEntry.encode(entry)));

async function sequences(history: DriftHistoryPort, query: HistoryQuery): Promise<number[]> {
  return (await history.read(query, neverAborted())).map((entry) => entry.sequence);
}

async function seedTwoTenants(history: DriftHistoryPort): Promise<void> {
  for (const tenantId of ['acme', 'other']) {
    await history.append(historyEntry({ tenantId, resourceId: 'i-1', sequence: 0, recordedAt: 1 }), neverAborted());
  }
}

async function outcomeOf<A>(action: () => MaybePromise<A>): Promise<A | 'refused'> {
  try {
    return await action();
  } catch {
    return 'refused';
  }
}

/** What a way to the reconciler promises. */
export function reconcilerContract(setup: ReceiverSetup<ReconcilerPort, Reconciliation>): readonly ContractCase[] {
  const things = HOSTILE_NAMES.map((tenantId): Reconciliation => ({
    idempotencyKey: `key of ${tenantId}`,
    tenantId,
    drifts: historyEntry({ tenantId, resourceId: 'i-1', sequence: 0, recordedAt: 1 }).records,
    action: {
      actionType: 'update',
      resourceId: 'i-1',
      resourceType: 'aws_instance',
      tenantId,
      configChanges: { size: { from: 1, to: 0 } },
      patch: [
        { op: 'test', path: '/size', value: 1 },
        { op: 'replace', path: '/size', value: 0 },
      ],
      inversePatch: [{ op: 'replace', path: '/size', value: 1 }],
      severity: 'functional',
      requiresApproval: false,
      reason: 'safe to apply',
      mayLoseData: false,
      order: 0,
      driftIds: [],
    },
  }));
  return receiverCases(
    'reconciler',
    setup,
    things,
    (port, thing) => port.reconcile(thing, neverAborted()),
    Reconciliation.encode,
  );
}

/** What a way to compliance promises. */
export function complianceContract(setup: ReceiverSetup<CompliancePort, Escalation>): readonly ContractCase[] {
  const things = HOSTILE_NAMES.map((tenantId): Escalation => {
    const { records, episodes } = historyEntry({ tenantId, resourceId: 'i-1', sequence: 0, recordedAt: 1 });
    return { idempotencyKey: `key of ${tenantId}`, tenantId, drift: records[0]!, episode: episodes[0]! };
  });
  return receiverCases(
    'compliance',
    setup,
    things,
    (port, thing) => port.escalate(thing, neverAborted()),
    Escalation.encode,
  );
}
