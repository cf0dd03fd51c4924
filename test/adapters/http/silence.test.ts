import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpBilling, HttpCompute } from '../../../src/adapters/http/ports.js';
import { ServiceClient, type ServiceClientOptions } from '../../../src/adapters/http/service-client.js';
import type { ServiceRequest } from '../../../src/adapters/http/service-request.js';
import { portFailure } from '../../../src/errors/kernel.js';
import { portCall } from '../../../src/host/port-call.js';
import { E, orThrow } from '../../../src/prelude.js';
import { faultyServer, type FaultyServer, json, status } from './faulty-server.js';

let server: FaultyServer;
beforeEach(async () => {
  server = await faultyServer();
});
afterEach(() => server.close());

const clientOf = (options: Partial<ServiceClientOptions> = {}): ServiceClient =>
  new ServiceClient({
    name: 'billing',
    baseUrl: server.url,
    attempts: 1,
    faultsToOpen: 2,
    openSeconds: 0.05,
    random: () => 0,
    ...options,
  });

const GET = { method: 'GET', path: ['x'] } as const;
const sleep = (ms: number): Promise<void> => new Promise((resume) => setTimeout(resume, ms));

describe('a service that is silent', () => {
  beforeEach(() => {
    server.respond = () => ({ kind: 'silence' });
  });

  it('opens the circuit under the deadline of a port, of the client and of a timeout signal', async () => {
    const ended: readonly ((client: ServiceClient) => Promise<unknown>)[] = [
      (client) =>
        portCall(
          { port: 'p', method: 'm', call: (signal) => orThrow(client.send({ ...GET, signal })), read: E.right },
          { deadlineSeconds: 0.05 },
        )(),
      (client) => client.send({ ...GET, signal: AbortSignal.timeout(50) })(),
    ];
    for (const end of ended) {
      const client = clientOf({ openSeconds: 60 });
      for (let i = 0; i < 3; i += 1) await end(client);
      await sleep(10);
      expect(client.circuit).toBe('open');
    }
    const impatient = clientOf({ deadlineSeconds: 0.05, openSeconds: 60 });
    for (let i = 0; i < 3; i += 1) await impatient.send(GET)();
    expect(impatient.circuit).toBe('open');
  });

  it('leaves it closed where callers cancel, or wait too short a time to know', async () => {
    const client = clientOf({ openSeconds: 60 });
    for (let i = 0; i < 4; i += 1) {
      const call = new AbortController();
      const answer = client.send({ ...GET, signal: call.signal })();
      await sleep(30);
      call.abort();
      expect(await answer).toMatchObject({ left: { _tag: 'Cancelled' } });
      const hasty = new AbortController();
      const other = client.send({ ...GET, signal: hasty.signal })();
      hasty.abort(portFailure({ port: 'p', method: 'm', reason: 'no answer within 0 s' }));
      await other;
    }
    expect(client.circuit).toBe('closed');
  });
});

describe('a half-open circuit', () => {
  it('opens again where its probe is cancelled, and callers who wait for it end with their own deadline', async () => {
    server.respond = () => status(503);
    const client = clientOf();
    for (let i = 0; i < 2; i += 1) await client.send(GET)();
    await sleep(60);
    server.respond = () => ({ kind: 'silence' });
    const probing = new AbortController();
    const probe = client.send({ ...GET, signal: probing.signal })();
    const waiting = new AbortController();
    const waiter = client.send({ ...GET, signal: waiting.signal })();
    await sleep(20);
    expect(client.circuit).toBe('half_open');
    waiting.abort();
    expect(await waiter).toMatchObject({ left: { _tag: 'Cancelled' } });
    probing.abort();
    await probe;
    await sleep(5);
    expect(client.circuit).toBe('open');
    expect(await client.send(GET)()).toMatchObject({ left: { kind: 'circuit_open' } });
  });
});

describe('send never rejects', () => {
  const hostile: readonly (readonly [string, unknown])[] = [
    ['nothing', undefined],
    ['no path', { method: 'GET' }],
    [
      'a getter that throws',
      {
        get path(): never {
          throw new Error('no');
        },
      },
    ],
    ['a path of numbers', { method: 'GET', path: [1, {}] }],
    ['a signal that is none', { ...GET, signal: 7 }],
  ];
  it.each(hostile)('%s', async (_name, request) => {
    const answer = await clientOf().send(request as ServiceRequest)();
    expect(answer._tag === 'Right' || answer.left.message.length > 0).toBe(true);
  });

  it('callbacks that throw, reject or answer no text cost no call', async () => {
    const rejects = async (): Promise<never> => {
      throw new Error('later');
    };
    const client = clientOf({
      correlationId: rejects as never,
      ids: { next: (() => 7) as never },
      onCircuit: rejects as never,
      random: () => Number.NaN,
      attempts: 2,
    });
    expect(await client.send(GET)()).toEqual(E.right({}));
    server.respond = () => status(503);
    for (let i = 0; i < 3; i += 1) await client.send(GET)();
    expect(client.circuit).toBe('open');
  });
});

describe('time limits', () => {
  it('may be of any length', async () => {
    server.respond = () => json({ a: 1 });
    for (const seconds of [Infinity, 30 * 86_400])
      expect(await clientOf({ timeoutSeconds: seconds, deadlineSeconds: seconds }).send(GET)()).toEqual(
        E.right({ a: 1 }),
      );
  });

  it.each([['timeoutSeconds'], ['deadlineSeconds'], ['attempts'], ['bodyLimitBytes']])(
    'a %s that is no positive number is refused by name',
    (name) => {
      for (const value of [Number.NaN, -1, 0, '5'])
        expect(() => clientOf({ [name]: value })).toThrow(
          new RegExp(`^the options of the client are not as expected: ${name}: expected a positive number`),
        );
    },
  );
});

describe('lists', () => {
  const charge = {
    charge_id: 'c1',
    tenant_id: 'acme',
    category: 'compute',
    cost: '1.00',
    currency: 'EUR',
    start: 0,
    end: 1,
    tags: {},
  };
  const signal = new AbortController().signal;

  it('may come plain or in pages, whichever list it is', async () => {
    const lists = {
      charges: async (client: ServiceClient) => {
        const ids: string[] = [];
        for await (const batch of new HttpBilling(client).charges({ period: { start: 0, end: 1 } } as never, signal))
          ids.push(...batch.map(({ chargeId }) => chargeId));
        return ids;
      },
      metrics: (client: ServiceClient) => new HttpCompute(client).listMetrics({ tenantId: 'acme' }, signal),
    };
    const items = { charges: [charge], metrics: ['request_rate'] };
    for (const [name, read] of Object.entries(lists)) {
      const list = items[name as keyof typeof items];
      server.respond = () => json(list);
      const plain = await read(clientOf());
      server.respond = () => json({ items: list, next_cursor: null });
      expect(await read(clientOf())).toEqual(plain);
      expect(plain).toHaveLength(1);
    }
  });

  it('that never end and hold nothing end at the deadline, and are asked for no more', async () => {
    let pages = 0;
    server.respond = () => json({ items: [], next_cursor: `c${(pages += 1)}` });
    const billing = new HttpBilling(clientOf());
    const reading = portCall(
      {
        port: 'billing',
        method: 'charges',
        call: (stop) => billing.charges({ period: { start: 0, end: 1 } } as never, stop).next(),
        read: E.right,
      },
      { deadlineSeconds: 0.1 },
    );
    expect(await reading()).toMatchObject({ left: { _tag: 'PortFailure' } });
    await sleep(50);
    const asked = pages;
    await sleep(50);
    expect(pages).toBe(asked);
  });
});
