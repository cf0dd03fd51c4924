import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import { type Charge, CostAllocationService, type CostTag, type Ownership } from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { allocate, charge, JUNE, juneDay, tenants, texts, totals } from './bill.js';

const tagged = (cost: string, tags: Record<string, string>, more: Partial<Charge> = {}): Charge =>
  charge('a', cost, { tags, ...more });
const byTags = async (
  charges: Charge[],
  tags: CostTag[],
  ownership: Ownership[] = [],
): Promise<Record<string, string>> =>
  texts(
    await orThrow(
      new CostAllocationService(
        memoryCostPorts({ tenants: tenants('a', 'b'), charges, ownership, now: new Date() }),
      ).getCostByTags('a', tags, JUNE),
    ),
  );
const tag = (key: string, value: string): CostTag => ({ key, value });

describe('tags', () => {
  const charges = [
    tagged('10.00', { team: 'platform', environment: 'production' }),
    tagged('5.00', { team: 'platform' }),
    tagged('3.00', { team: 'data', environment: 'production' }),
    tagged('1.00', {}),
  ];
  it('all tags must hold', async () =>
    expect(await byTags(charges, [tag('team', 'platform'), tag('environment', 'production')])).toEqual({
      'team=platform,environment=production': '10.00',
    }));
  it('one key with two values matches nothing', async () =>
    expect(await byTags(charges, [tag('team', 'platform'), tag('team', 'data')])).toEqual({}));
  it('keys and values are compared as they are', async () => {
    const near = [
      tagged('1', { env: 'prod' }),
      tagged('2', { environment: 'prod' }),
      tagged('4', { ' org': 'x' }),
      tagged('8', { env: 'Prod' }),
    ];
    expect(await byTags(near, [tag('env', 'prod')])).toEqual({ 'env=prod': '1.00' });
    expect(await byTags(near, [tag('org', 'x')])).toEqual({});
  });
  it('a tag value is text; anything else is an error that names it', async () => {
    const odd = [tagged('1', { on: true as unknown as string })];
    const service = new CostAllocationService(
      memoryCostPorts({ tenants: tenants('a'), charges: odd, now: new Date() }),
    );
    const failed = await service.getCostByTags('a', [], JUNE)();
    expect(E.isLeft(failed) && failed.left.message).toMatch(/tags\.on: expected string/);
    expect(await byTags([tagged('1', { on: 'true' })], [tag('on', '*')])).toEqual({ 'on=true': '1.00' });
  });
  it('hostile keys are ordinary data', async () => {
    const tags = Object.fromEntries([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ]);
    const found = await byTags([tagged('2', tags), tagged('1', {})], [tag('__proto__', '*'), tag('constructor', '*')]);
    expect(found).toEqual({ '__proto__=x,constructor=y': '2.00', '__proto__=,constructor=': '1.00' });
    expect(await byTags([tagged('1', {})], [tag('constructor', '*')])).toEqual({ 'constructor=': '1.00' });
    const result = allocate({
      tenants: tenants('__proto__', 'constructor'),
      charges: [charge('__proto__', '1'), charge('constructor', '2'), charge(null, '3')],
    });
    expect(result.results.map((r) => [r.tenantId, r.totalAllocated.toFixed(2)])).toEqual([
      ['__proto__', '2.00'],
      ['constructor', '4.00'],
    ]);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });
  it('different combinations have different keys', async () => {
    const found = await byTags(
      [tagged('1', { a: 'x,b=y', b: '' }), tagged('2', { a: 'x', b: 'y' })],
      [tag('a', '*'), tag('b', '*')],
    );
    expect(Object.keys(found)).toEqual(['a=x,b=y', 'a=x\\,b\\=y,b=']);
  });
  it('without tags there is one total', async () => {
    expect(await byTags(charges, [])).toEqual({ '': '19.00' });
    expect(await byTags([], [])).toEqual({ '': '0.00' });
  });
  it('groups by the values of a key', async () =>
    expect(await byTags(charges, [tag('team', '*'), tag('environment', 'production')])).toEqual({
      'team=data,environment=production': '3.00',
      'team=platform,environment=production': '10.00',
    }));
  it('counts what the tenant owned, whoever the charge names', async () => {
    const ownership = [
      { resourceId: 'vm', tenantId: 'a', start: 0, end: juneDay(15) },
      { resourceId: 'vm', tenantId: 'b', start: juneDay(15), end: null },
    ];
    const vm = [charge('b', '30.00', { resourceId: 'vm', tags: { team: 'x' } })];
    expect(await byTags(vm, [tag('team', 'x')], ownership)).toEqual({ 'team=x': '15.00' });
    expect(totals(allocate({ tenants: tenants('a', 'b'), charges: vm, ownership }))).toEqual({
      a: '15.00',
      b: '15.00',
    });
  });
});
