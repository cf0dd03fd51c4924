import { isError } from '../../../src/errors/tagged.js';
import { ServiceClient, type ServiceFailureKind } from '../../../src/adapters/http/index.js';
import { E, type Either } from '../../../src/prelude.js';
import { seededRandom } from '../../../src/testing/index.js';
import { faultyServer, json, status, type Behaviour } from './faulty-server.js';

/** What came of many calls of a service that often fails. */
export interface StormOutcome {
  readonly calls: number;
  readonly values: number;
  readonly failures: Readonly<Partial<Record<ServiceFailureKind, number>>>;
  /** Calls that ended in anything but their own value or a typed error. */
  readonly surprises: number;
  /** How often the circuit opened, and closed again. */
  readonly opened: number;
  readonly closed: number;
  /** What is left when the calls are over: connections at the server, timers and sockets of this process. */
  readonly connections: number;
  readonly timers: number;
  readonly slowestSeconds: number;
}

const FAULTS: readonly Behaviour[] = [
  { kind: 'silence' },
  { kind: 'drop' },
  { kind: 'truncate' },
  { kind: 'text', body: '{"half":' },
  status(500),
  status(503, { 'retry-after': '0' }),
  status(429),
];

/**
 * Makes `calls` calls, `atOnce` at a time, of a service that fails one request in five, and in the middle of it every
 * request for as long as it takes to open the circuit.
 */
export async function faultStorm(spec: {
  readonly calls: number;
  readonly seed: number;
  readonly atOnce: number;
}): Promise<StormOutcome> {
  const random = seededRandom(spec.seed);
  let asked = 0;
  let down = 0;
  const server = await faultyServer(({ url }) => {
    asked += 1;
    if (asked === Math.floor(spec.calls / 2)) down = 12;
    down -= 1;
    return down > 0 || random.next() < 0.2 ? random.pick(FAULTS) : json({ echo: url });
  });
  const changes: string[] = [];
  const client = new ServiceClient({
    name: 'stormy',
    baseUrl: server.url,
    timeoutSeconds: 0.25,
    firstDelaySeconds: 0.002,
    openSeconds: 0.05,
    faultsToOpen: 5,
    onCircuit: (circuit) => changes.push(circuit),
  });
  const failures: Partial<Record<ServiceFailureKind, number>> = {};
  const tally = { values: 0, surprises: 0, slowestSeconds: 0 };
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < spec.calls) {
      const id = String((next += 1));
      const began = performance.now();
      const outcome = await client
        .send({ method: 'GET', path: ['things', id] })()
        .catch(() => 'rejected' as const);
      tally.slowestSeconds = Math.max(tally.slowestSeconds, (performance.now() - began) / 1000);
      if (outcome === 'rejected') tally.surprises += 1;
      else if (E.isRight(outcome) && (outcome.right as { echo: string }).echo === `/things/${id}`) tally.values += 1;
      else if (E.isLeft(outcome) && isError(outcome.left, 'ServiceFailure'))
        failures[outcome.left.kind] = (failures[outcome.left.kind] ?? 0) + 1;
      else tally.surprises += 1;
      // A refusal takes no time at all: the others must get a turn, or the circuit never sees its time pass.
      if (E.isLeft(outcome as Either<unknown, unknown>)) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  await Promise.all(Array.from({ length: spec.atOnce }, worker));
  const connections = server.sockets.size;
  await server.close();
  const count = (name: string): number => changes.filter((change) => change === name).length;
  return {
    calls: spec.calls,
    ...tally,
    failures,
    opened: count('open'),
    closed: count('closed'),
    connections,
    timers: process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length,
  };
}
