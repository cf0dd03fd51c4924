import { describe, expect, it } from 'vitest';
import { allocatePeriod, type Charge } from '../../src/cost-allocation/index.js';
import { E } from '../../src/prelude.js';
import {
  allocate,
  charge,
  D,
  JUNE,
  JUNE_END,
  JUNE_START,
  juneDay,
  rule,
  shared,
  tenant,
  tenants,
  usage,
  weights,
} from './bill.js';

const compute = rule('compute', { weightByCategory: weights({ compute: '1' }) });
const equal = rule('equal', { strategy: 'equal' });

describe('weights', () => {
  it('a new tenant without usage has a share of 0, not no share', () => {
    const result = allocate({
      tenants: tenants('a', 'b', 'c'),
      rules: [compute],
      charges: [usage('a', '3'), usage('b', '1'), charge(null, '100')],
    });
    expect(shared(result)).toEqual({ a: '75.00', b: '25.00', c: '0.00' });
  });
  it('usage of zero everywhere falls back to equal, and says so', () => {
    const charges = [...['a', 'b', 'c'].map((id) => usage(id, '0')), charge(null, '100.00')];
    const result = allocate({ tenants: tenants('a', 'b', 'c'), rules: [compute], charges });
    expect(shared(result)).toEqual({ a: '33.34', b: '33.33', c: '33.33' });
    expect(result.results[0]!.allocationMetadata['fallback']).toBe('equal');
  });
  it('the fallback may also be to leave it unallocated, or an error', () => {
    const input = { tenants: tenants('a', 'b'), charges: [charge(null, '100.00')] };
    expect(shared(allocate({ ...input, onZeroWeights: 'unallocated' }))).toEqual({
      __unallocated__: '100.00',
      a: '0.00',
      b: '0.00',
    });
    const failed = allocatePeriod({ ...input, period: JUNE, rules: [{ ...compute, onZeroWeights: 'error' }] });
    expect(E.isLeft(failed) && failed.left._tag).toBe('ZeroWeights');
  });
  it('without an active tenant everything is unallocated', () => {
    const result = allocate({ tenants: [], rules: [equal], charges: [charge(null, '50.00')] });
    expect(shared(result)).toEqual({ __unallocated__: '50.00' });
  });
  it('a weight below zero counts as zero, so that nobody gets more than there is', () => {
    const charges = [charge('a', '100'), charge('b', '-20'), charge(null, '80.00')];
    const result = allocate({ tenants: tenants('a', 'b'), charges });
    expect(shared(result)).toEqual({ a: '80.00', b: '0.00' });
    expect(result.results[0]!.allocationMetadata['clampedWeights']).toEqual(['b']);
  });
  it('equal weighs by active time', () => {
    const three = [...tenants('a', 'b'), tenant('c', { deletedAt: juneDay(10) })];
    expect(shared(allocate({ tenants: three, rules: [equal], charges: [charge(null, '70.00')] }))).toEqual({
      a: '30.00',
      b: '30.00',
      c: '10.00',
    });
  });
  it('usage is not pro-rated a second time', () => {
    const three = [...tenants('a', 'b'), tenant('c', { deletedAt: juneDay(10) })];
    const charges = [usage('a', '60'), usage('b', '30'), usage('c', '10', { end: juneDay(10) }), charge(null, '100')];
    expect(shared(allocate({ tenants: three, rules: [compute], charges }))).toEqual({
      a: '60.00',
      b: '30.00',
      c: '10.00',
    });
  });
  it('deleted at the start of the period is absent, at its end full', () => {
    const all = [tenant('a'), tenant('b', { deletedAt: JUNE_START }), tenant('c', { deletedAt: JUNE_END })];
    expect(shared(allocate({ tenants: all, rules: [equal], charges: [charge(null, '10.00')] }))).toEqual({
      a: '5.00',
      c: '5.00',
    });
  });
  it('created and deleted at one instant is no time at all', () => {
    const all = [tenant('a'), tenant('b', { createdAt: juneDay(3), deletedAt: juneDay(3) })];
    expect(shared(allocate({ tenants: all, rules: [equal], charges: [charge(null, '10.00')] }))).toEqual({
      a: '10.00',
    });
    const none = allocate({ tenants: [all[1]!], rules: [equal], charges: [charge(null, '10.00')] });
    expect(shared(none)).toEqual({ __unallocated__: '10.00' });
  });
  it('created after the period is absent', () => {
    const all = [tenant('a'), tenant('b', { createdAt: JUNE_END })];
    expect(shared(allocate({ tenants: all, rules: [equal], charges: [charge(null, '10.00')] }))).toEqual({
      a: '10.00',
    });
  });
  it('a blend of 70 % compute and 30 % storage', () => {
    const blend = rule('blend', { weightByCategory: weights({ compute: '0.7', storage: '0.3' }) });
    const use = (a: string, b: string) => [
      usage('a', '3'),
      usage('b', '1'),
      usage('a', a, { category: 'storage' }),
      usage('b', b, { category: 'storage' }),
      charge(null, '100.00'),
    ];
    expect(shared(allocate({ tenants: tenants('a', 'b'), rules: [blend], charges: use('1', '4') }))).toEqual({
      a: '58.50',
      b: '41.50',
    });
    expect(shared(allocate({ tenants: tenants('a', 'b'), rules: [blend], charges: use('0', '0') }))).toEqual({
      a: '67.50',
      b: '32.50',
    });
  });
  it('custom weights that are all zero or negative, and per cent that are not 100, are refused', () => {
    const run = (more: object) =>
      allocatePeriod({
        period: JUNE,
        tenants: tenants('a', 'b'),
        charges: [charge(null, '1')],
        rules: [rule('c', { strategy: 'custom', ...more })],
      });
    const bad = [
      run({ weightByTenant: weights({ a: '0', b: '0' }) }),
      run({ weightByTenant: weights({ a: '2', b: '-1' }) }),
    ];
    for (const outcome of bad) expect(E.isLeft(outcome) && outcome.left._tag).toBe('InvalidAllocationRule');
    const percent = run({ weightByTenant: weights({ a: '60', b: '30' }), weightMode: 'percent' });
    expect(E.isLeft(percent) && percent.left.message).toContain('sums to 90');
    const missing = run({});
    expect(E.isLeft(missing) && missing.left._tag).toBe('MissingWeights');
  });
  it('a rule boundary inside the period splits it', () => {
    const rules = [
      rule('first', { strategy: 'equal', effectiveUntil: juneDay(15) }),
      rule('second', { effectiveFrom: juneDay(15), weightByCategory: weights({ compute: '1' }) }),
    ];
    const charges = [usage('a', '1'), usage('b', '3'), charge(null, '300.00')];
    const result = allocate({ tenants: tenants('a', 'b'), rules, charges });
    expect(shared(result)).toEqual({ a: '112.50', b: '187.50' });
    expect(
      result.record.splits.map((split) => [split.ruleId, split.amount, split.shares.map((s) => s.amount)]),
    ).toEqual([
      ['first', '150', ['75', '75']],
      ['second', '150', ['37.5', '112.5']],
    ]);
  });
  it('of two rules at one instant the later counts, then the first id', () => {
    const rules = [
      rule('b', { strategy: 'equal', effectiveFrom: 5 }),
      rule('a', { strategy: 'custom', weightByTenant: weights({ a: '1' }), effectiveFrom: 5 }),
      rule('0', { strategy: 'equal', effectiveFrom: 4 }),
    ];
    expect(shared(allocate({ tenants: tenants('a', 'b'), rules, charges: [charge(null, '8')] }))).toEqual({
      a: '8.00',
      b: '0.00',
    });
  });
  it('tier changes weigh by their time, a tier without a weight is an error that names it', () => {
    const changing = tenant('a', { tier: 'free', tierChanges: [{ tier: 'pro', from: juneDay(15) }] });
    const tiered = rule('t', { strategy: 'tiered', weightByTier: weights({ free: '1', pro: '3' }) });
    const result = allocate({
      tenants: [changing, tenant('b', { tier: 'pro' })],
      rules: [tiered],
      charges: [charge(null, '100')],
    });
    expect(shared(result)).toEqual({ a: '40.00', b: '60.00' });
    const failed = allocatePeriod({
      period: JUNE,
      tenants: [tenant('z', { tier: 'gold' })],
      rules: [tiered],
      charges: [charge(null, '1')],
    });
    expect(E.isLeft(failed) && failed.left.message).toContain('"gold"');
  });
  it('usage counts only where all of it can be added up', () => {
    const mixed = [usage('a', '9', { usageUnit: 'GB' }), usage('b', '1', { usageUnit: 'hour' })];
    const charges = [...mixed, charge('a', '1'), charge('b', '3'), charge(null, '100')];
    expect(shared(allocate({ tenants: tenants('a', 'b'), rules: [compute], charges }))).toEqual({
      a: '25.00',
      b: '75.00',
    });
    expect(D('1').eq(1)).toBe(true);
  });
  it('a row of cost zero in another unit changes no share, and does not count itself', () => {
    const hours = (tenantId: string, cost: string, quantity: string) =>
      charge(tenantId, cost, { usageQuantity: D(quantity), usageUnit: 'h' });
    const charges = [hours('a', '300', '10'), hours('b', '100', '90'), charge(null, '40.00')];
    const free = charge('a', '0', { usageQuantity: D('1000'), usageUnit: 'requests' });
    for (const bill of [charges, [...charges, free]]) {
      const result = allocate({ tenants: tenants('a', 'b'), rules: [compute], charges: bill });
      expect(shared(result)).toEqual({ a: '4.00', b: '36.00' });
      expect(result.record.splits[0]!.legs[0]!.driver).toBe('1/1 compute by usage in h');
    }
  });
  it('a driver that falls back to cost says why', () => {
    const driver = (...charges: Charge[]): string =>
      allocate({ tenants: tenants('a'), rules: [compute], charges: [...charges, charge(null, '1')] }).record.splits[0]!
        .legs[0]!.driver;
    const gigabytes = usage('a', '9', { usageUnit: 'GB', cost: D('1') });
    expect(driver(gigabytes, usage('a', '1', { usageUnit: 'h', cost: D('1') }))).toBe(
      '1/1 compute by cost (quantities in GB, h)',
    );
    expect(driver(gigabytes, charge('a', '1'))).toBe('1/1 compute by cost (some charges state no quantity)');
    expect(driver(charge('a', '1'))).toBe('1/1 compute by cost');
  });
  it('custom weights of tenants who are not there leave the cost unallocated, unless the rule says otherwise', () => {
    const custom = (more: object = {}) =>
      shared(
        allocate({
          tenants: tenants('a', 'b'),
          rules: [rule('c', { strategy: 'custom', weightByTenant: weights({ gone: '1' }), ...more })],
          charges: [charge(null, '9.00')],
        }),
      );
    expect(custom()).toEqual({ __unallocated__: '9.00', a: '0.00', b: '0.00' });
    expect(custom({ onZeroWeights: 'equal' })).toEqual({ a: '4.50', b: '4.50' });
  });
});
