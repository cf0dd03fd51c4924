import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import {
  allocatePeriod,
  type Charge,
  CostAllocationService,
  costBy,
  type CostKey,
  type CostTag,
  explain,
  type Ownership,
  type PeriodAllocation,
} from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { allocate, charge, D, JUNE, juneDay, reservation, rule, tenants, texts, totals, weights } from './bill.js';

/** Rows as text: `a/web` → `1.02`. Rows of zero are left out. */
const shown = (allocation: PeriodAllocation, keys: readonly CostKey[]): Record<string, string> =>
  Object.fromEntries(
    orThrow(costBy(allocation, keys))
      .filter((row) => !row.amount.isZero())
      .map((row) => [keys.map((key) => row[key] ?? '-').join('/'), row.amount.toFixed()]),
  );
const on = (
  tenantId: string,
  projectId: string,
  resourceId: string,
  cost: string,
  more: Partial<Charge> = {},
): Charge => charge(tenantId, cost, { projectId, resourceId, ...more });

// a: web 1.00 (r1 .60, r2 .40) and ml 1.00 (r3); b: 1.00.
const team = [
  on('a', 'web', 'r1', '0.60', { tags: { team: 'x' } }),
  on('a', 'web', 'r2', '0.40', { category: 'storage' }),
  on('a', 'ml', 'r3', '1.00', { tags: { team: 'y' } }),
  on('b', 'web', 'r4', '1.00'),
];
const names = tenants('a', 'b');

describe('costBy', () => {
  it('is the charges themselves where nothing is shared, with null for what is absent', () => {
    const allocation = allocate({ tenants: names, charges: [...team, charge('b', '7')] });
    expect(shown(allocation, ['project'])).toEqual({ ml: '1', web: '2', '-': '7' });
    expect(shown(allocation, ['tag:team', 'tenant'])).toEqual({ 'x/a': '0.6', 'y/a': '1', '-/a': '0.4', '-/b': '8' });
    expect(orThrow(costBy(allocation, ['tag:team']))[2]).toEqual({ 'tag:team': null, amount: D('8.4') });
  });
  it('divides a share nested: tenant, project, resource, largest remainder at each level', () => {
    // 0.05 by direct cost 2 : 1 gives a .03; its projects are equal, so the tie of half a cent goes to ml; web's .01 goes
    // to r1 (.6 of a cent).
    const allocation = allocate({ tenants: names, charges: [...team, charge(null, '0.05')] });
    expect(shown(allocation, ['tenant', 'category'])).toMatchObject({ 'a/shared': '0.03', 'b/shared': '0.02' });
    expect(shown(allocation, ['tenant', 'project'])).toEqual({ 'a/ml': '1.02', 'a/web': '1.01', 'b/web': '1.02' });
    expect(shown(allocation, ['resource'])).toEqual({ r1: '0.61', r2: '0.4', r3: '1.02', r4: '1.02' });
  });
  it('goes down by the usage that gave the tenant its share', () => {
    const hours = (projectId: string, cost: string, quantity: string): Charge =>
      on('a', projectId, projectId, cost, { usageQuantity: D(quantity), usageUnit: 'h' });
    const allocation = allocate({
      tenants: names,
      rules: [rule('r', { category: 'compute' })],
      charges: [hours('web', '90', '1'), hours('ml', '10', '3'), charge(null, '8.00', { category: 'compute' })],
    });
    expect(shown(allocation, ['project'])).toEqual({ web: '92', ml: '16' });
  });
  it('goes down by each driver of a blend for what that driver gave', () => {
    // 100: 70 by compute (a 30, b 10: a 52.50) and 30 by storage (a 10, b 40: a 6.00). All of a's compute is web's, all
    // of its storage ml's.
    const allocation = allocate({
      tenants: names,
      rules: [rule('r', { weightByCategory: weights({ compute: '0.7', storage: '0.3' }) })],
      charges: [
        on('a', 'web', 'r1', '30'),
        charge('b', '10'),
        on('a', 'ml', 'r2', '10', { category: 'storage' }),
        charge('b', '40', { category: 'storage' }),
        charge(null, '100.00'),
      ],
    });
    expect(shown(allocation, ['tenant', 'project', 'category'])).toMatchObject({
      'a/web/shared': '52.5',
      'a/ml/shared': '6',
      'b/-/shared': '41.5',
    });
  });
  it('goes down by direct cost where the driver knows tenants only, and for reservations', () => {
    const allocation = allocate({
      tenants: names,
      rules: [rule('r', { strategy: 'equal' })],
      charges: [on('a', 'web', 'r1', '3'), on('a', 'ml', 'r2', '1'), charge('b', '5'), charge(null, '8.00')],
      reservations: [reservation('40.00', '2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z')],
    });
    expect(shown(allocation, ['tenant', 'project', 'category'])).toMatchObject({
      'a/web/shared': '3',
      'a/ml/shared': '1',
      'a/web/reserved': '30',
      'a/ml/reserved': '10',
    });
  });
  it('counts a project of credits as zero, and is equal where no project costs anything', () => {
    const credits = allocate({
      tenants: tenants('a'),
      charges: [on('a', 'web', 'r1', '6'), on('a', 'ml', 'r2', '-4'), charge(null, '1.00')],
    });
    expect(shown(credits, ['project'])).toEqual({ web: '7', ml: '-4' });
    const nothing = allocate({
      tenants: tenants('a'),
      charges: [on('a', 'web', 'r1', '-1'), on('a', 'ml', 'r2', '-1'), charge(null, '1.00')],
    });
    expect(shown(nothing, ['project'])).toEqual({ web: '-0.5', ml: '-0.5' });
  });
  it('keeps what nobody can be charged with', () => {
    const allocation = allocate({ tenants: [], charges: [on('gone', 'web', 'r1', '2'), charge(null, '3.00')] });
    expect(shown(allocation, ['tenant', 'project'])).toEqual({ '__unallocated__/web': '2', '__unallocated__/-': '3' });
  });
  it('takes no keys, hostile tags, and records from a store', () => {
    const tags = Object.fromEntries([['__proto__', 'x']]);
    const allocation = allocate({ tenants: names, charges: [charge('a', '2', { tags }), charge('b', '1')] });
    expect(orThrow(costBy(allocation, []))).toEqual([{ amount: D('3') }]);
    const stored = { record: JSON.parse(JSON.stringify(allocation.record)) };
    expect(orThrow(costBy(stored, ['tag:__proto__', 'tag:constructor']))).toEqual([
      { 'tag:__proto__': 'x', 'tag:constructor': null, amount: D('2') },
      { 'tag:__proto__': null, 'tag:constructor': null, amount: D('1') },
    ]);
  });
  it('needs the charges for more than tenant and category, and refuses keys that it does not know', () => {
    const allocation = allocate({ tenants: names, charges: team, keepLines: false });
    expect(shown(allocation, ['category'])).toEqual({ compute: '2.6', storage: '0.4' });
    const refused = costBy(allocation, ['project']);
    expect(E.isLeft(refused) && refused.left.message).toMatch(/keepLines must be true/);
    for (const keys of [['team'], ['tenant', 'tenant'], [undefined], 'tenant', null]) {
      const answer = costBy(allocation, keys as never);
      expect(E.isLeft(answer) && answer.left.message).toMatch(/keys must be a list of tenant, project/);
    }
    expect(E.isLeft(costBy({ record: { withLines: true } } as never, ['project']))).toBe(true);
  });
});

describe('explain', () => {
  it('names the project and the resource of every charge', () => {
    const allocation = allocate({ tenants: names, charges: [...team, charge(null, '0.05', { resourceId: 'lb' })] });
    const { parts } = orThrow(explain(allocation, 'b'));
    expect(
      parts.map((part) => part.kind !== 'amortized' && part.charges.map((c) => [c.projectId, c.resourceId])),
    ).toEqual([[['web', 'r4']], [[null, 'lb']]]);
  });
});

describe('getCostBreakdown', () => {
  it('is the breakdown of one tenant, the same as of the whole bill', async () => {
    const charges = [...team, charge(null, '0.05')];
    const service = new CostAllocationService(memoryCostPorts({ tenants: names, charges, now: new Date() }));
    const rows = await orThrow(service.getCostBreakdown('a', ['project', 'category'], JUNE));
    expect(rows.map((row) => `${row.project} ${row.category} ${row.amount.toFixed()}`)).toEqual([
      'ml compute 1',
      'ml shared 0.02',
      'web compute 0.6',
      'web storage 0.4',
      'web shared 0.01',
    ]);
    const unknown = await service.getCostBreakdown('nobody', ['project'], JUNE)();
    expect(E.isLeft(unknown) && unknown.left._tag).toBe('UnknownTenant');
  });
});

describe('what stays out', () => {
  const excluded = (charges: Charge[], more: object = {}) =>
    orThrow(allocatePeriod({ period: JUNE, tenants: names, charges, ...more })).excluded.map(
      ({ reason, count, cost, currency }) => [reason, count, cost.toFixed(), currency],
    );
  it('is nothing where everything is in the period', () => expect(excluded(team)).toEqual([]));
  it('is the part of charges outside the period', () => {
    const day = 86_400;
    const start = charge('a', '0').start;
    expect(
      excluded([
        charge('a', '-5', { start: start - 2 * day, end: start - day }),
        // Half of it is in May.
        charge('a', '10.00', { start: start - day, end: start + day }),
      ]),
    ).toEqual([['outside_period', 2, '0', 'USD']]);
    expect(excluded([charge('a', '10.00', { start: start - day, end: start + day })])).toEqual([
      ['outside_period', 1, '5', 'USD'],
    ]);
  });
  it('is what buying a commitment cost, which comes back in the charges that it covers', () => {
    const charges = [charge('a', '60'), charge('a', '0', { billedCost: D('100'), purchaseCost: D('40') })];
    expect(excluded(charges)).toEqual([['commitment_purchase', 1, '40', 'USD']]);
    expect(excluded(charges, { basis: 'billed' })).toEqual([]);
  });
  it('the unused part of a commitment may go to its owner or its pool instead', () => {
    const bought = charge('a', '0', { category: 'reserved', billedCost: D('100'), purchaseCost: D('40') });
    const charges = [charge('a', '60'), charge('b', '20'), bought];
    const owed = (more: object) => {
      const allocation = orThrow(allocatePeriod({ period: JUNE, tenants: names, charges, ...more }));
      expect(allocation.excluded).toEqual([]);
      return [allocation.results.map((r) => r.totalAllocated.toFixed()), allocation.total.toFixed()];
    };
    expect(owed({ unusedCommitments: 'owner' })).toEqual([['100', '20'], '120']);
    const rules = [rule('r', { category: 'reserved', strategy: 'equal' })];
    expect(owed({ unusedCommitments: 'pool', rules })).toEqual([['80', '40'], '120']);
    expect(owed({ unusedCommitments: 'pool', basis: 'billed' })).toEqual([['160', '20'], '180']);
    const wrong = allocatePeriod({ period: JUNE, tenants: names, charges, unusedCommitments: 'lost' as never });
    expect(E.isLeft(wrong) && wrong.left.message).toMatch(/unusedCommitments must be exclude, owner, pool/);
  });
  it('is in its own currency where there is no rate', () => {
    const early = { start: 0, end: 1 };
    const rates = [{ from: 'EUR', to: 'USD', month: '1970-01', rate: D('2') }];
    const charges = [charge('a', '3', { ...early, currency: 'EUR' }), charge('a', '1', early)];
    expect(excluded(charges, { currency: 'USD' })).toEqual([
      ['outside_period', 1, '1', 'USD'],
      ['outside_period', 1, '3', 'EUR'],
    ]);
    expect(excluded(charges, { currency: 'USD', rates })).toEqual([['outside_period', 2, '7', 'USD']]);
  });
  it('billed cost belongs to its billing period unless told otherwise', () => {
    const start = charge('a', '0').start;
    const month = { billedFrom: start, billedUntil: charge('a', '0').end };
    const late = charge('a', '-5', { start: start - 86_400, end: start - 3600, ...month });
    const total = (more: object) =>
      orThrow(allocatePeriod({ period: JUNE, tenants: names, charges: [charge('a', '100'), late], ...more })).total;
    expect(total({ basis: 'billed' }).toFixed()).toBe('95');
    expect(total({ basis: 'billed', view: 'accrual' }).toFixed()).toBe('100');
    expect(total({}).toFixed()).toBe('100');
  });
});

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
