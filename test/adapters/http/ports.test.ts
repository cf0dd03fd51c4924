import { describe, expect, it } from 'vitest';
import { answerOf, type Platform } from '../../../docs/examples/host/platform/answer.js';
import { servePlatform } from '../../../docs/examples/host/platform/serve.js';
import { EMPTY_WORLD, Inbox, type World } from '../../../docs/examples/host/platform/world.js';
import {
  HttpActualState,
  HttpBilling,
  HttpCompliance,
  HttpCompute,
  HttpDesiredState,
  HttpMonitor,
  HttpReconciler,
  HttpTenants,
  ServiceClient,
} from '../../../src/adapters/http/index.js';
import {
  CapacityLevel,
  ForecastResult,
  ResourcePrice,
  UsageSeries,
  Workload,
} from '../../../src/capacity-forecast/model/index.js';
import { decode } from '../../../src/codec/decode.js';
import type * as t from '../../../src/codec/io-ts.js';
import { Charge, ExchangeRate } from '../../../src/cost-allocation/model/charge.js';
import { Reservation } from '../../../src/cost-allocation/model/reservation.js';
import { Ownership, Tenant } from '../../../src/cost-allocation/model/tenant.js';
import { DeclaredResource, Escalation, Reconciliation } from '../../../src/drift/model/index.js';
import { orThrow } from '../../../src/prelude.js';
import * as contract from '../../../src/testing/index.js';
import { runCases } from '../../testing/run-cases.js';
import { faultyServer, json } from './faulty-server.js';

/** Opens a port on a service that knows `data` in the world's list of that name. */
const serving =
  <A, P>(list: keyof World, codec: t.Type<A, unknown>, make: (client: ServiceClient) => P, pageSize = 7) =>
  async (data: readonly A[]) => {
    const world = { ...EMPTY_WORLD, [list]: data.map((one) => codec.encode(one)) };
    return opened({ world, inbox: new Inbox(), pageSize }, make);
  };

async function opened<P>(platform: Platform, make: (client: ServiceClient) => P) {
  const server = await servePlatform(platform);
  return { port: make(new ServiceClient({ name: 'platform', baseUrl: server.url })), close: () => server.close() };
}

/** Opens a port on a service that takes things in under `kind`. */
const receiving =
  <A, P>(kind: string, codec: t.Type<A, unknown>, make: (client: ServiceClient) => P) =>
  async () => {
    const inbox = new Inbox();
    const subject = await opened({ world: EMPTY_WORLD, inbox, pageSize: 7 }, make);
    return { ...subject, received: () => inbox.received(kind).map((body) => orThrow(decode(codec, body, kind))) };
  };

const billing = (client: ServiceClient): HttpBilling => new HttpBilling(client);
const compute = (client: ServiceClient): HttpCompute => new HttpCompute(client);
const tenants = (client: ServiceClient): HttpTenants => new HttpTenants(client);

describe('over HTTP', () => {
  const cases = [
    ...contract.billingContract({ open: serving('charges', Charge, billing, 500), totals: false }),
    ...contract.tenantsContract({ open: serving('tenants', Tenant, tenants) }),
    ...contract.ownershipContract({ open: serving('ownership', Ownership, tenants) }),
    ...contract.reservationsContract({ open: serving('reservations', Reservation, billing) }),
    ...contract.ratesContract({ open: serving('rates', ExchangeRate, billing) }),
    ...contract.pricesContract({ open: serving('prices', ResourcePrice, billing) }),
    ...contract.usageContract({ open: serving('usage', UsageSeries, compute), metrics: true }),
    ...contract.capacityContract({ open: serving('capacity', CapacityLevel, compute) }),
    ...contract.workloadsContract({ open: serving('workloads', Workload, compute) }),
    ...contract.desiredStateContract({
      open: serving('declared', DeclaredResource, (client) => new HttpDesiredState(client)),
    }),
    ...contract.actualStateContract({
      open: serving('running', DeclaredResource, (client) => new HttpActualState(client)),
      lists: true,
    }),
    ...contract.reconcilerContract({
      open: receiving('reconciliations', Reconciliation, (client) => new HttpReconciler(client)),
      once: true,
    }),
    ...contract.complianceContract({
      open: receiving('escalations', Escalation, (client) => new HttpCompliance(client)),
      once: true,
    }),
    ...contract.monitorContract({
      open: receiving('forecasts', ForecastResult, (client) => new HttpMonitor(client)),
      once: true,
    }),
  ];
  runCases(cases);
});

describe('what runs', () => {
  it('is refused when it says that it is another tenant’s', async () => {
    const server = await faultyServer(() => json({ tenant_id: 'b', configuration: { secret: 1 } }));
    const port = new HttpActualState(new ServiceClient({ name: 'inventory', baseUrl: server.url }));
    const resource = { tenantId: 'a', resourceId: 'i-1', resourceType: 'aws_instance' };
    await expect(port.readResource(resource, contract.neverAborted())).rejects.toMatchObject({ _tag: 'ForeignTenant' });
    server.respond = () => json({ tenant_id: 'a', configuration: { own: 1 } });
    expect(await port.readResource(resource, contract.neverAborted())).toEqual({ configuration: { own: 1 } });
    await server.close();
  });
});

describe('a list in pages', () => {
  it('that never ends is refused, and one of another shape is named', async () => {
    const server = await faultyServer(() => json({ items: [], next_cursor: 'again' }));
    const port = new HttpTenants(new ServiceClient({ name: 'tenants', baseUrl: server.url }));
    await expect(port.list(contract.neverAborted())).rejects.toThrow('same cursor twice');
    expect(server.seen).toHaveLength(2);
    server.respond = () => json({ items: [{ tenant_id: 7 }] });
    await expect(port.list(contract.neverAborted())).rejects.toMatchObject({
      _tag: 'DecodeError',
      message: expect.stringContaining('items[0].tenant_id'),
    });
    await server.close();
  });

  it('asks under the tenant’s own name: a service that checks refuses anything else', () => {
    const platform = { world: EMPTY_WORLD, inbox: new Inbox(), pageSize: 7 };
    const request = { method: 'GET', url: '/tenants/a/usage', headers: { 'x-tenant-id': 'b' }, body: '' };
    expect(answerOf(platform, request).status).toBe(403);
  });
});
