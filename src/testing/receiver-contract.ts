import { deepStrictEqual } from 'node:assert/strict';
import { ForecastResult } from '../capacity-forecast/model/index.js';
import type { MonitorPort } from '../capacity-forecast/ports.js';
import { Escalation, Reconciliation } from '../drift/model/index.js';
import type { CompliancePort, ReconcilerPort } from '../drift/ports.js';
import type { MaybePromise } from '../prelude.js';
import { contractCase, type ContractCase, HOSTILE_NAMES, neverAborted, type PortFixture } from './port-cases.js';
import { forecastResult, historyEntry } from './samples.js';

/** How to get at a port that hands things on, and at what has arrived behind it. */
export interface ReceiverSetup<Port, Thing> {
  /** Opens a receiver that has taken nothing yet. */
  readonly open: () => MaybePromise<PortFixture<Port> & { received(): MaybePromise<readonly Thing[]> }>;
  /** Whether what comes again under the same key (or id) takes effect once; without it, it arrives each time. */
  readonly once: boolean;
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

/** What a way to the monitor promises that takes forecasts. */
export function monitorContract(setup: ReceiverSetup<MonitorPort, ForecastResult>): readonly ContractCase[] {
  const things = HOSTILE_NAMES.map((tenantId) => forecastResult({ tenantId, forecastId: `forecast of ${tenantId}` }));
  return receiverCases(
    'monitor',
    setup,
    things,
    (port, thing) => port.publishForecast(thing, neverAborted()),
    ForecastResult.encode,
  );
}

function receiverCases<Port, Thing>(
  name: string,
  { open, once }: ReceiverSetup<Port, Thing>,
  things: readonly Thing[],
  hand: (port: Port, thing: Thing) => MaybePromise<unknown>,
  encode: (thing: Thing) => unknown,
): readonly ContractCase[] {
  const texts = (list: readonly Thing[]): string[] => list.map((thing) => JSON.stringify(encode(thing))).sort();
  const again = once ? 'takes effect once' : 'arrives each time';
  return [
    contractCase(`${name}: what is dispatched arrives as it is`, open, async (subject) => {
      for (const thing of things) await hand(subject.port, thing);
      deepStrictEqual(texts(await subject.received()), texts(things));
    }),
    contractCase(`${name}: what is dispatched again, also at the same time, ${again}`, open, async (subject) => {
      const [first, second] = things as readonly [Thing, Thing, ...Thing[]];
      await hand(subject.port, first);
      await hand(subject.port, first);
      await Promise.all([1, 2, 3].map(() => hand(subject.port, second)));
      deepStrictEqual(
        texts(await subject.received()),
        texts(once ? [first, second] : [first, first, second, second, second]),
      );
    }),
  ];
}
