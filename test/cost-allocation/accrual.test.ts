import { describe, expect, it } from 'vitest';
import { restate } from '../../src/cost-allocation/closing.js';
import { allocatePeriod, type Ownership } from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { allocate, at, between, charge, JUNE, juneDay, tenants, totals } from './bill.js';

const owned = (tenantId: string, start: number, end: number | null): Ownership => ({
  resourceId: 'vm',
  tenantId,
  start,
  end,
});
const vm = (cost: string, more = {}) => charge('a', cost, { resourceId: 'vm', ...more });
const SEPTEMBER = between('2024-09-01T00:00:00Z', '2024-10-01T00:00:00Z');
const september = { start: at('2024-09-01T00:00:00Z'), end: at('2024-10-01T00:00:00Z') };
const change = at('2024-09-16T12:00:00Z');

describe('owners', () => {
  it('a change of owner divides a monthly charge by time', () => {
    const ownership = [owned('a', 0, change), owned('b', change, null)];
    const result = allocate({
      period: SEPTEMBER,
      tenants: tenants('a', 'b'),
      ownership,
      charges: [vm('100.00', september)],
    });
    expect(totals(result)).toEqual({ a: '51.67', b: '48.33' });
  });
  it('an owner who comes back is rounded once', () => {
    const ownership = [owned('a', 0, juneDay(10)), owned('b', juneDay(10), juneDay(20)), owned('a', juneDay(20), null)];
    expect(totals(allocate({ tenants: tenants('a', 'b'), ownership, charges: [vm('100.00')] }))).toEqual({
      a: '66.67',
      b: '33.33',
    });
  });
  it('time without an owner is unallocated', () => {
    const ownership = [owned('a', 0, juneDay(10)), owned('b', juneDay(13), null)];
    expect(totals(allocate({ tenants: tenants('a', 'b'), ownership, charges: [vm('100.00')] }))).toEqual({
      __unallocated__: '10.00',
      a: '33.33',
      b: '56.67',
    });
  });
  it('two owners at one instant are an error that names both', () => {
    const ownership = [owned('a', 0, juneDay(10)), owned('b', juneDay(9), null)];
    const failed = allocatePeriod({ period: JUNE, tenants: tenants('a', 'b'), ownership, charges: [vm('1')] });
    expect(E.isLeft(failed) && failed.left._tag).toBe('OverlappingOwners');
    expect(E.isLeft(failed) && failed.left.message).toMatch(/"a" in \[0, .*"b" in \[/);
  });
  it('a charge at the instant of the change belongs to the new owner', () => {
    const ownership = [owned('a', 0, juneDay(10)), owned('b', juneDay(10), null)];
    const hour = { start: juneDay(10), end: juneDay(10) + 3600 };
    const instant = { start: juneDay(10), end: juneDay(10) };
    expect(
      totals(allocate({ tenants: tenants('a', 'b'), ownership, charges: [vm('7.00', hour), vm('1.00', instant)] })),
    ).toEqual({ b: '8.00' });
  });
  it('what is learned later is booked in the open period, the closed one stays', () => {
    const input = {
      period: SEPTEMBER,
      tenants: tenants('a', 'b'),
      charges: [vm('100.00', { ...september, chargeId: 'vm' })],
    };
    const closed = allocate({ ...input, ownership: [owned('b', 0, null)] });
    const before = JSON.stringify(closed);
    const corrected = allocate({ ...input, ownership: [owned('a', 0, change), owned('b', change, null)] });
    expect(orThrow(restate(closed, corrected)).map((r) => [r.tenantId, r.category, r.amount.toFixed()])).toEqual([
      ['a', 'compute', '51.67'],
      ['b', 'compute', '-51.67'],
    ]);
    expect(JSON.stringify(closed)).toBe(before);
  });
});
