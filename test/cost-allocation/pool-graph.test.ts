import { describe, expect, it } from 'vitest';
import { allocatePeriod, type AllocationRule, type Charge } from '../../src/cost-allocation/index.js';
import { E } from '../../src/prelude.js';
import { allocate, charge, JUNE, rule, shared, tenants, weights } from './bill.js';

const pool = (poolId: string, cost: string): Charge => charge(null, cost, { poolId });
const to = (
  poolId: string,
  tenantId: string,
  onward: Record<string, string>,
  more: Partial<AllocationRule> = {},
): AllocationRule =>
  rule(poolId, {
    poolId,
    strategy: 'custom',
    weightByTenant: weights({ [tenantId]: '1' }),
    shareToPools: weights(onward),
    ...more,
  });

describe('pools', () => {
  it('a chain is resolved in order', () => {
    const rules = [
      rule('platform', { poolId: 'platform', strategy: 'equal', shareToPools: weights({ security: '0.2' }) }),
      rule('security', { poolId: 'security', strategy: 'equal' }),
    ];
    const result = allocate({
      tenants: tenants('a', 'b'),
      rules,
      charges: [pool('platform', '100'), pool('security', '50')],
    });
    expect(shared(result)).toEqual({ a: '75.00', b: '75.00' });
    expect(result.total.toFixed(2)).toBe('150.00');
  });
  it('a circle without the reciprocal method is an error that names it', () => {
    const rules = [to('s1', 'a', { s2: '0.2' }), to('s2', 'b', { s1: '0.1' })];
    const failed = allocatePeriod({ period: JUNE, tenants: tenants('a', 'b'), rules, charges: [pool('s1', '100')] });
    expect(E.isLeft(failed) && failed.left._tag === 'PoolCycle' && failed.left.pools).toEqual(['s1', 's2', 's1']);
  });
  it('a circle is solved exactly and rounded once', () => {
    const rules = [
      to('s1', 'a', { s2: '0.2' }, { reciprocal: true }),
      to('s2', 'b', { s1: '0.1' }, { reciprocal: true }),
    ];
    const result = allocate({ tenants: tenants('a', 'b'), rules, charges: [pool('s1', '100'), pool('s2', '50')] });
    expect(shared(result)).toEqual({ a: '85.71', b: '64.29' });
    expect(result.total.toFixed(2)).toBe('150.00');
  });
  it('pools that share everything among themselves are an error', () => {
    const rules = [to('s1', 'a', { s2: '1' }, { reciprocal: true }), to('s2', 'b', { s1: '1' }, { reciprocal: true })];
    const failed = allocatePeriod({ period: JUNE, tenants: tenants('a', 'b'), rules, charges: [pool('s1', '1')] });
    expect(E.isLeft(failed) && failed.left._tag).toBe('ClosedPools');
  });
  it('a pool that shares onto itself is a circle of one', () => {
    const self = (reciprocal: boolean) =>
      allocatePeriod({
        period: JUNE,
        tenants: tenants('a'),
        charges: [pool('s', '9.99')],
        rules: [to('s', 'a', { s: '0.5' }, { reciprocal })],
      });
    const failed = self(false);
    expect(E.isLeft(failed) && failed.left._tag === 'PoolCycle' && failed.left.pools).toEqual(['s', 's']);
    const solved = self(true);
    expect(E.isRight(solved) && shared(solved.right)).toEqual({ a: '9.99' });
  });
  it('money keeps its category on its way through the pools', () => {
    const rules = [
      rule('net', { category: 'network', strategy: 'equal', shareToPools: weights({ hub: '1' }) }),
      rule('hub', { poolId: 'hub', strategy: 'equal' }),
    ];
    const result = allocate({ tenants: tenants('a'), rules, charges: [charge(null, '4', { category: 'network' })] });
    expect(result.results[0]!.breakdown.network.toFixed()).toBe('4');
  });
  it('a chain of 5,000 pools overflows nothing', () => {
    const rules = Array.from({ length: 5000 }, (_, i) =>
      rule(`r${i}`, {
        poolId: `p${i}`,
        strategy: 'equal',
        ...(i < 4999 ? { shareToPools: weights({ [`p${i + 1}`]: '1' }) } : {}),
      }),
    );
    expect(shared(allocate({ tenants: tenants('a'), rules, charges: [pool('p0', '1')] }))).toEqual({ a: '1.00' });
  });
  it('more than everything cannot be shared', () => {
    const failed = allocatePeriod({
      period: JUNE,
      tenants: tenants('a'),
      charges: [],
      rules: [to('s', 'a', { x: '0.6', y: '0.6' })],
    });
    expect(E.isLeft(failed) && failed.left._tag).toBe('InvalidAllocationRule');
  });
});
