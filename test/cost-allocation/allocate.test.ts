import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/index.js';
import { allocatePeriod, CostAllocationService, type PeriodAllocation } from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import {
  allocate,
  at,
  between,
  charge,
  D,
  JUNE,
  JUNE_START,
  rule,
  shared,
  tenants,
  totals,
  usage,
  weights,
} from './bill.js';

describe('charges that stand for others', () => {
  it('an origin and its parts on one bill count once', () => {
    const origin = charge(null, '100', { chargeId: 'origin' });
    const part = (id: string, cost: string) => charge(id, cost, { originChargeId: 'origin', category: 'shared' });
    const whole = [origin, part('a', '40'), part('b', '35'), part('c', '25')];
    expect(totals(allocate({ tenants: tenants('a', 'b', 'c'), charges: whole }))).toEqual({
      a: '40.00',
      b: '35.00',
      c: '25.00',
    });
    expect(allocate({ tenants: tenants('a', 'b', 'c'), charges: whole.slice(0, 3) }).total.toFixed()).toBe('100');
    expect(allocate({ tenants: tenants('a', 'b', 'c'), charges: whole.slice(1) }).total.toFixed()).toBe('100');
  });
  it('shares over hours weigh by cost, not by hours', () => {
    const hour = (n: number) => ({
      start: at('2024-06-01T00:00:00Z') + n * 3600,
      end: at('2024-06-01T01:00:00Z') + n * 3600,
    });
    const rules = [0, 1].map((n) =>
      rule(`hour ${n}`, {
        strategy: 'custom',
        weightByTenant: weights(n === 0 ? { a: '1' } : { b: '1' }),
        effectiveFrom: hour(n).start,
        effectiveUntil: hour(n).end,
      }),
    );
    const day = between('2024-06-01T00:00:00Z', '2024-06-02T00:00:00Z');
    const result = allocate({
      period: day,
      tenants: tenants('a', 'b'),
      rules,
      charges: [charge(null, '9', hour(0)), charge(null, '1', hour(1))],
    });
    expect(shared(result)).toEqual({ a: '9.00', b: '1.00' });
  });
  it('a purchase counts when it is billed, its use when it is effective', () => {
    const charges = [
      charge('a', '0', { category: 'reserved', billedCost: D('1200') }),
      charge('a', '100', { category: 'reserved', billedCost: D('0') }),
    ];
    expect(allocate({ tenants: tenants('a'), charges }).total.toFixed()).toBe('100');
    expect(allocate({ tenants: tenants('a'), charges, basis: 'billed' }).total.toFixed()).toBe('1200');
  });
  it('a marketplace charge that somebody else bills', () => {
    const charges = [charge('a', '25', { billedCost: D('0'), listCost: D('30'), contractedCost: D('28') })];
    const on = (basis: 'billed' | 'effective' | 'list' | 'contracted') =>
      allocate({ tenants: tenants('a'), charges, basis }).total.toFixed();
    expect([on('billed'), on('effective'), on('list'), on('contracted')]).toEqual(['0', '25', '30', '28']);
  });
  it('a charge twice, a tenant twice, and a tenant with the name of nobody are errors', () => {
    const twice = charge('a', '1');
    const outcomes = [
      allocatePeriod({ period: JUNE, tenants: tenants('a'), charges: [twice, { ...twice }] }),
      allocatePeriod({ period: JUNE, tenants: tenants('a', 'a'), charges: [] }),
      allocatePeriod({ period: JUNE, tenants: tenants('__unallocated__'), charges: [] }),
      allocatePeriod({ period: JUNE, tenants: tenants('a'), charges: [], rules: [rule('r'), rule('r')] }),
    ];
    for (const outcome of outcomes) expect(E.isLeft(outcome) && outcome.left._tag).toBe('DuplicateId');
  });
  it('a charge that comes again counts once and is excluded, where the caller says so', async () => {
    const twice = charge('a', '1.50', {
      purchaseCost: D('0.25'),
      start: JUNE_START - 86_400,
      end: JUNE_START + 86_400,
    });
    const charges = [twice, charge('b', '2'), { ...twice, tags: {} }, { ...twice }];
    const bill = { period: JUNE, tenants: tenants('a', 'b'), charges, onDuplicate: 'exclude' as const };
    const allocation = orThrow(allocatePeriod(bill));
    const shown = ({ total, excluded }: PeriodAllocation) => [
      total.toFixed(),
      ...excluded.map(({ reason, count, cost }) => `${count} ${reason} ${cost.toFixed()}`),
    ];
    // 3 · 1.75 + 2 of charges are 2.75 allocated, 0.75 of May, 0.25 purchased, and 3.50 twice.
    const expected = ['2.75', '1 commitment_purchase 0.25', '2 duplicate 3.5', '1 outside_period 0.75'];
    expect(shown(allocation)).toEqual(expected);
    const batches = charges.map((one) => [one]);
    const ports = {
      ...memoryCostPorts({ tenants: bill.tenants, charges: [], now: new Date(0) }),
      billing: { charges: () => batches },
    };
    const service = new CostAllocationService(ports, { onDuplicate: 'exclude' });
    expect(shown(await orThrow(service.allocateBill(JUNE)))).toEqual(expected);
    const other = { ...twice, cost: D('1.51') };
    for (const onDuplicate of ['exclude', 'fail'] as const) {
      const refused = allocatePeriod({ ...bill, charges: [twice, other], onDuplicate });
      expect(refused).toMatchObject({ left: { _tag: 'DuplicateId' } });
    }
    expect(allocatePeriod({ ...bill, onDuplicate: 'drop' as never })).toMatchObject({
      left: { _tag: 'InvalidCostOption', message: expect.stringContaining('fail, exclude') as string },
    });
  });
  it('a charge of a tenant that nobody knows is unallocated, not lost', () =>
    expect(totals(allocate({ tenants: tenants('a'), charges: [charge('ghost', '5')] }))).toEqual({
      __unallocated__: '5.00',
    }));
  it('a charge without a quantity makes its category weigh by cost, a credit does not', () => {
    const byCompute = [rule('r', { weightByCategory: weights({ compute: '1' }) })];
    const used = [usage('a', '1', { cost: D('10') }), usage('b', '3', { cost: D('10') }), charge(null, '40')];
    expect(
      shared(allocate({ tenants: tenants('a', 'b'), rules: byCompute, charges: [...used, charge('a', '-5')] })),
    ).toEqual({ a: '10.00', b: '30.00' });
    expect(
      shared(allocate({ tenants: tenants('a', 'b'), rules: byCompute, charges: [...used, charge('a', '20')] })),
    ).toEqual({ a: '30.00', b: '10.00' });
  });
  it('the default driver of a category is its own usage, of shared and support the direct cost', () => {
    const charges = [
      usage('a', '1', { category: 'network' }),
      usage('b', '3', { category: 'network' }),
      charge('a', '30'),
      charge('b', '10'),
      charge(null, '40', { category: 'network' }),
      charge(null, '40', { category: 'support' }),
    ];
    const [a, b] = allocate({ tenants: tenants('a', 'b'), charges }).results;
    expect([a!.breakdown.network.toFixed(), b!.breakdown.network.toFixed()]).toEqual(['10', '30']);
    expect([a!.breakdown.support.toFixed(), b!.breakdown.support.toFixed()]).toEqual(['30', '10']);
  });
});
