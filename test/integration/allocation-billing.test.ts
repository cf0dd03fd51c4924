import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { HttpBilling, HttpTenants } from '../../src/adapters/http/index.js';
import { memoryCostPorts } from '../../src/adapters/memory/index.js';
import { Charge, CostAllocationService, Ownership, Tenant } from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { period } from '../../src/time/period.js';
import { generateBill, seededRandom } from '../../src/testing/index.js';
import { json } from '../adapters/http/faulty-server.js';
import { unreliablePlatform, wire, type UnreliablePlatform } from './unreliable-platform.js';

const start = Date.UTC(2026, 9, 1) / 1000;
const end = Date.UTC(2026, 10, 1) / 1000;
const OCTOBER = orThrow(period(new Date(start * 1000), new Date(end * 1000)));
const { tenants, charges } = generateBill({ seed: 5, tenants: 6, charges: 450, start, end });
const ownership: readonly Ownership[] = [
  { resourceId: 'resource-tenant-1-0', tenantId: 'tenant-1', start: 0, end: start + 5e5 },
  { resourceId: 'resource-tenant-1-0', tenantId: 'tenant-2', start: start + 5e5, end: null },
];
const now = new Date(end * 1000);
const inMemory = memoryCostPorts({ tenants, charges, ownership, now });

let platform: UnreliablePlatform;
beforeEach(async () => {
  platform = await unreliablePlatform({
    tenants: wire(Tenant, tenants),
    charges: wire(Charge, charges),
    ownership: wire(Ownership, ownership),
  });
});
afterEach(() => platform.close());

function serviceOver(): { service: CostAllocationService; stored: ReturnType<typeof memoryCostPorts>['stored'] } {
  const rest = memoryCostPorts({ tenants: [], charges: [], now });
  const registry = new HttpTenants(platform.client('tenants'));
  const billing = new HttpBilling(platform.client('billing'));
  return {
    service: new CostAllocationService({ ...rest, billing, tenants: registry, ownership: registry }),
    stored: rest.stored,
  };
}

describe('allocation with a billing service', () => {
  it('gives the digits that the same bill gives in memory, for every tenant', async () => {
    const expected = await orThrow(new CostAllocationService(inMemory).allocateBill(OCTOBER));
    const { service, stored } = serviceOver();
    expect((await orThrow(service.allocateBill(OCTOBER))).results).toEqual(expected.results);
    const [one] = expected.results;
    expect(await orThrow(service.calculateTenantAllocation(one!.tenantId, OCTOBER))).toEqual(one);
    expect(stored.results).toEqual([one]);
    const tags = [{ key: 'team', value: '*' }];
    expect(await orThrow(service.getCostByTags('tenant-2', tags, OCTOBER))).toEqual(
      await orThrow(new CostAllocationService(inMemory).getCostByTags('tenant-2', tags, OCTOBER)),
    );
  });

  it('gives the same digits when one request in four fails', async () => {
    const expected = await orThrow(new CostAllocationService(inMemory).allocateBill(OCTOBER));
    const random = seededRandom(3);
    platform.interfere = () =>
      random.next() < 0.25
        ? random.pick([{ kind: 'drop' }, { kind: 'truncate' }, { kind: 'status', status: 503 }] as const)
        : undefined;
    expect((await orThrow(serviceOver().service.allocateBill(OCTOBER))).results).toEqual(expected.results);
    expect(platform.server.seen.length).toBeGreaterThan(7);
  });

  it('fails by name, and stores nothing, when the service is down or answers nonsense', async () => {
    const nonsense = { items: [{ ...platform.world.charges[0], cost: 'NaN' }], next_cursor: null };
    for (const behaviour of [
      { kind: 'status', status: 500 },
      { kind: 'drop' },
      json(nonsense),
      json({ items: 7 }),
      json(null),
    ] as const) {
      platform.interfere = ({ url }) => (url.startsWith('/charges') ? behaviour : undefined);
      const { service, stored } = serviceOver();
      const outcome = await service.calculateTenantAllocation('tenant-1', OCTOBER)();
      expect(outcome).toMatchObject({ _tag: 'Left', left: { _tag: 'PortFailure', port: 'billing' } });
      expect(stored.results).toEqual([]);
    }
  });

  it('refuses charges of another tenant that come instead of those asked for', async () => {
    const foreign = platform.world.charges.filter((row) => row['tenant_id'] === 'tenant-3');
    platform.interfere = ({ url }) =>
      url.startsWith('/charges') ? json({ items: foreign, next_cursor: null }) : undefined;
    const outcome = await serviceOver().service.getCostByTags('tenant-1', [], OCTOBER)();
    expect(outcome).toMatchObject({
      _tag: 'Left',
      left: { _tag: 'ForeignTenant', expected: 'tenant-1', got: 'tenant-3' },
    });
    platform.interfere = () => json({ items: [], next_cursor: null }, { 'x-tenant-id': 'tenant-3' });
    const byHeader = await new HttpBilling(platform.client('billing'))
      .charges({ period: { start, end } as never, tenantId: 'tenant-1' }, new AbortController().signal)
      .next()
      .catch((error: unknown) => E.left(error));
    expect(byHeader).toMatchObject({ left: { _tag: 'ServiceFailure', kind: 'wrong_tenant' } });
  });

  it('asks for a tenant’s charges under that tenant’s name, and for resources that moved', async () => {
    await orThrow(serviceOver().service.getCostByTags('tenant-2', [], OCTOBER));
    const asked = platform.server.seen.filter(({ url }) => url.startsWith('/charges'));
    expect(asked.map(({ headers }) => headers['x-tenant-id'])).toEqual(asked.map(() => 'tenant-2'));
    expect(asked.some(({ url }) => url.includes('resource_id=resource-tenant-1-0'))).toBe(true);
  });
});
