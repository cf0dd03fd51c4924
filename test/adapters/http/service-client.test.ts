import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ServiceFailure } from '../../../src/adapters/http/errors.js';
import { ServiceClient, type ServiceClientOptions } from '../../../src/adapters/http/service-client.js';
import { isError } from '../../../src/errors/tagged.js';
import { E, orThrow } from '../../../src/prelude.js';
import { type Behaviour, faultyServer, type FaultyServer, json, status } from './faulty-server.js';

let server: FaultyServer;
beforeEach(async () => {
  server = await faultyServer();
});
afterEach(async () => {
  vi.useRealTimers();
  await server.close();
});

const clientOf = (options: Partial<ServiceClientOptions> = {}): ServiceClient =>
  new ServiceClient({ name: 'billing', baseUrl: server.url, random: () => 0, ...options });

const GET = { method: 'GET', path: ['v1', 'charges'] } as const;

async function failureOf(
  client: ServiceClient,
  request: Parameters<ServiceClient['send']>[0] = GET,
): Promise<ServiceFailure> {
  const outcome = await client.send(request)();
  expect(outcome).toMatchObject({ _tag: 'Left', left: { _tag: 'ServiceFailure' } });
  return (outcome as { readonly left: ServiceFailure }).left;
}

describe('a request', () => {
  it('goes out as JSON with tenant, correlation id, credentials and query, and comes back as JSON', async () => {
    server.respond = () => json([{ charge_id: 'c1' }]);
    const client = clientOf({ headers: { authorization: 'Bearer t0k3n' }, baseUrl: `${server.url}/base/` });
    const request = {
      method: 'POST',
      path: ['tenants', 'a/b'],
      query: { from: 1, tag: ['x', 'y'], none: undefined },
      body: { amount: '0.10' },
      tenantId: 'acme',
      correlationId: 'corr-1',
    } as const;
    expect(await orThrow(client.send(request))).toEqual([{ charge_id: 'c1' }]);
    expect(server.seen).toHaveLength(1);
    expect(server.seen[0]).toMatchObject({
      method: 'POST',
      url: '/base/tenants/a%2Fb?from=1&tag=x&tag=y',
      body: '{"amount":"0.10"}',
      headers: { 'x-tenant-id': 'acme', 'x-correlation-id': 'corr-1', authorization: 'Bearer t0k3n' },
    });
  });

  it('keeps the correlation id of the work around it, makes one where there is none, one for all tries', async () => {
    let current: string | undefined = 'outer';
    const client = clientOf({ correlationId: () => current, ids: { next: () => 'made' } });
    await client.send(GET)();
    current = undefined;
    server.respond = (_, index) => (index < 3 ? status(503) : json(null));
    await client.send(GET)();
    expect(server.seen.map((s) => s.headers['x-correlation-id'])).toEqual(['outer', 'made', 'made', 'made']);
  });

  it('sends the user and password of the address as a header', async () => {
    const client = clientOf({ baseUrl: server.url.replace('//', '//us%40er:p%3Aw@') });
    await client.send(GET)();
    expect(server.seen[0]?.headers.authorization).toBe(`Basic ${Buffer.from('us@er:p:w').toString('base64')}`);
  });

  it('gives null for an empty answer', async () => {
    server.respond = () => ({ kind: 'text', body: '', status: 204 });
    expect(await clientOf().send(GET)()).toEqual(E.right(null));
  });

  it.each([['..'], ['.'], [''], ['\ud800']])('does not go out with %j as a step of its path', async (step) => {
    const failure = await failureOf(clientOf(), { method: 'GET', path: ['tenants', step, 'bill'] });
    expect(failure.kind).toBe('bad_request');
    expect(server.seen).toHaveLength(0);
  });

  it('does not go out with a body that cannot be JSON or a header that cannot be sent', async () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    expect((await failureOf(clientOf(), { ...GET, method: 'POST', body: cycle })).kind).toBe('bad_request');
    const failure = await failureOf(clientOf({ headers: { authorization: 'Bearer s3cret\nx: y' } }));
    expect(failure.kind).toBe('bad_request');
    expect(JSON.stringify(failure) + failure.stack).not.toContain('s3cret');
  });
});

describe('trying again', () => {
  it.each<[string, Behaviour]>([
    ['a 503', status(503)],
    ['a 429', status(429)],
    ['a dropped connection', { kind: 'drop' }],
    ['an answer cut short', { kind: 'truncate' }],
    ['an answer that is no JSON', { kind: 'text', body: '<html>' }],
    ['silence', { kind: 'silence' }],
  ])('%s is tried again where that is safe', async (_, fault) => {
    server.respond = (_request, index) => (index === 0 ? fault : json('here'));
    expect(await clientOf({ timeoutSeconds: 0.2 }).send(GET)()).toEqual(E.right('here'));
    expect(server.seen).toHaveLength(2);
  });

  it('a POST is tried again only under an idempotency key', async () => {
    server.respond = () => status(503);
    expect(await failureOf(clientOf(), { ...GET, method: 'POST' })).toMatchObject({ attempts: 1, status: 503 });
    expect(await failureOf(clientOf(), { ...GET, method: 'POST', idempotencyKey: 'k' })).toMatchObject({ attempts: 3 });
    expect(server.seen.map((s) => s.headers['idempotency-key'])).toEqual([undefined, 'k', 'k', 'k']);
  });

  it.each([400, 401, 403, 404, 409, 422])('a %i is an answer: it is not tried again', async (code) => {
    server.respond = () => status(code);
    expect(await failureOf(clientOf())).toMatchObject({ kind: 'status', status: code, attempts: 1 });
  });

  it('gives up at once where Retry-After asks for more patience than the caller has', async () => {
    server.respond = () => status(429, { 'retry-after': '120' });
    expect(await failureOf(clientOf())).toMatchObject({ attempts: 1, retryAfterSeconds: 120, status: 429 });
  });

  it('ends at the deadline of the whole call, in the middle of a wait or of a try', async () => {
    server.respond = () => status(503);
    const waiting = clientOf({ deadlineSeconds: 0.05, random: () => 1 - 1e-9, firstDelaySeconds: 5 });
    expect((await failureOf(waiting)).reason).toContain('0.05 s for all tries');
    server.respond = () => ({ kind: 'silence' });
    expect(await failureOf(clientOf({ deadlineSeconds: 0.05 }))).toMatchObject({ kind: 'timeout' });
  });

  it('ends when the caller calls off, before or during a try', async () => {
    const caller = new AbortController();
    server.respond = () => {
      caller.abort();
      return { kind: 'silence' };
    };
    const during = await clientOf().send({ ...GET, signal: caller.signal })();
    expect(E.isLeft(during) && isError(during.left, 'Cancelled')).toBe(true);
    const before = await clientOf().send({ ...GET, signal: AbortSignal.abort() })();
    expect(E.isLeft(before) && isError(before.left, 'Cancelled')).toBe(true);
    expect(server.seen).toHaveLength(1);
  });
});

describe('the circuit', () => {
  const failing = (): ServiceClient => clientOf({ attempts: 1, faultsToOpen: 3, openSeconds: 10 });

  it('opens after so many faults in a row, refuses at once, lets one call try later, and closes', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: 0 });
    const changes: string[] = [];
    const client = clientOf({ attempts: 1, faultsToOpen: 3, openSeconds: 10, onCircuit: (c) => changes.push(c) });
    server.respond = () => status(500);
    for (let i = 0; i < 3; i += 1) await failureOf(client);
    expect(client.circuit).toBe('open');
    expect(await failureOf(client)).toMatchObject({ kind: 'circuit_open', attempts: 0 });
    expect(server.seen).toHaveLength(3);
    vi.setSystemTime(10_001);
    await failureOf(client);
    expect([server.seen.length, client.circuit]).toEqual([4, 'open']);
    vi.setSystemTime(30_002);
    server.respond = () => json('well again');
    expect(await client.send(GET)()).toEqual(E.right('well again'));
    expect(client.circuit).toBe('closed');
    expect(changes).toEqual(['open', 'half_open', 'open', 'half_open', 'closed']);
  });

  it('stays closed when callers ask wrongly, are limited, or call off', async () => {
    const client = failing();
    for (const code of [404, 429, 400, 429, 422]) {
      server.respond = () => status(code);
      await failureOf(client);
    }
    for (let i = 0; i < 5; i += 1) {
      const caller = new AbortController();
      server.respond = () => {
        caller.abort();
        return { kind: 'silence' };
      };
      await client.send({ ...GET, signal: caller.signal })();
    }
    expect(client.circuit).toBe('closed');
  });
});

describe('an answer that is not to be trusted', () => {
  it('is refused when it names another tenant', async () => {
    server.respond = () => json({ secret: 'of b' }, { 'x-tenant-id': 'b' });
    expect(await failureOf(clientOf(), { ...GET, tenantId: 'a' })).toMatchObject({ kind: 'wrong_tenant', attempts: 1 });
    server.respond = (request) => json('own', { 'x-tenant-id': String(request.headers['x-tenant-id']) });
    expect(await clientOf().send({ ...GET, tenantId: 'Zoë\r\nx-tenant-id: b' })()).toEqual(E.right('own'));
  });

  it('is refused when it is too large, announced or not', async () => {
    const client = clientOf({ bodyLimitBytes: 1000 });
    server.respond = () => ({ kind: 'text', body: `"${'x'.repeat(2000)}"` });
    expect(await failureOf(client)).toMatchObject({ kind: 'too_large', attempts: 1 });
    server.respond = () => json('x'.repeat(2000), { 'transfer-encoding': 'chunked' });
    expect(await failureOf(client)).toMatchObject({ kind: 'too_large', attempts: 1 });
    server.respond = () => json('x'.repeat(998));
    expect(E.isRight(await client.send(GET)())).toBe(true);
  });

  it('is followed on its own host, and nowhere else', async () => {
    const elsewhere = await faultyServer(() => json('stolen'));
    server.respond = (request) =>
      request.url === '/v1/charges' ? status(307, { location: '/moved?page=2' }) : json(request.url);
    expect(await clientOf().send(GET)()).toEqual(E.right('/moved?page=2'));
    server.respond = () => status(302, { location: `${elsewhere.url}/x` });
    expect(await failureOf(clientOf())).toMatchObject({ kind: 'redirect' });
    server.respond = () => status(302, { location: '/v1/charges' });
    expect(await failureOf(clientOf())).toMatchObject({ kind: 'redirect' });
    server.respond = () => status(307, { location: '/v2' });
    expect(await failureOf(clientOf(), { ...GET, method: 'PUT', body: {} })).toMatchObject({ kind: 'redirect' });
    expect(elsewhere.seen).toHaveLength(0);
    await elsewhere.close();
  });
});

describe('an error', () => {
  it.each<[string, Behaviour | 'closed']>([
    ['a status', status(500)],
    ['a dropped connection', { kind: 'drop' }],
    ['garbage', { kind: 'text', body: 'token=hunter2' }],
    ['a server that is gone', 'closed'],
  ])('after %s says where and under which id, and no secret', async (_, fault) => {
    const client = clientOf({
      baseUrl: server.url.replace('//', '//user:hunter2@'),
      headers: { 'x-api-key': 'hunter2' },
      ids: { next: () => 'corr-7' },
    });
    if (fault === 'closed') await server.close();
    else server.respond = () => fault;
    const failure = await failureOf(client, {
      ...GET,
      query: { token: 'hunter2' },
      method: 'PUT',
      body: { p: 'hunter2' },
    });
    expect(failure.message).toContain('billing');
    expect(failure.message).toContain('PUT /v1/charges');
    expect(failure.message).toContain('corr-7');
    expect(failure.attempts).toBe(3);
    expect(failure.cause).toBeUndefined();
    expect(`${JSON.stringify(failure)}${failure.stack}`).not.toContain('hunter2');
  });

  it('is thrown by the constructor alone, for an address that is none, without repeating it', () => {
    for (const baseUrl of ['not a url with hunter2', 'ftp://u:hunter2@x', 'file:///etc']) {
      expect(() => clientOf({ baseUrl })).toThrow(/^the address of the billing service is not an http\(s\) URL$/);
    }
  });
});
