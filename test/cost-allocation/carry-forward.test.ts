import { describe, expect, it } from 'vitest';
import { carryForward, CarriedPool, type CarriedShare } from '../../src/cost-allocation/carry-forward.js';
import { E } from '../../src/prelude.js';
import { D } from './bill.js';

const share = (tenantId: string, entitled: string, given: string): CarriedShare => ({
  tenantId,
  entitled,
  given: D(given),
});

describe('a pool that carries forward', () => {
  it('gives who has no weight now nothing, and lets its balance wait', () => {
    const before = [share('b', '3/4', '0'), share('a', '1/4', '1')];
    expect(carryForward(1n, 0, { names: ['a', 'b'], weights: [0n, 1n] }, before)).toEqual({
      shares: [0n, 1n],
      scale: 0,
      after: [share('a', '1/4', '1'), share('b', '7/4', '1')],
    });
  });

  it('keeps what everybody was given so far, in order of the tenants', () => {
    const before = [share('c', '1/2', '0.5'), share('a', '2', '2'), share('d', '3', '3')];
    expect(carryForward(3n, 0, { names: ['b', 'c'], weights: [2n, 1n] }, before)).toEqual({
      shares: [20n, 10n],
      scale: 1,
      after: [share('a', '2', '2'), share('b', '2', '2'), share('c', '3/2', '1.5'), share('d', '3', '3')],
    });
  });

  it.each(['1', '-3/4', '45/2'])('is read with an entitlement of %j', (entitled) => {
    const wire = { pool_id: 'p', category: 'shared', shares: [{ tenant_id: 'a', entitled, given: '1' }] };
    expect(E.isRight(CarriedPool.decode(wire))).toBe(true);
  });

  it.each([1, null, '', 'x', '1/0'])('is not read with one of %j', (entitled) => {
    const wire = { pool_id: 'p', category: 'shared', shares: [{ tenant_id: 'a', entitled, given: '1' }] };
    expect(E.isLeft(CarriedPool.decode(wire))).toBe(true);
    expect(
      CarriedPool.is({ poolId: 'p', category: 'shared', shares: [{ tenantId: 'a', entitled, given: D('1') }] }),
    ).toBe(false);
  });
});
