import { describe, expect, it } from 'vitest';
import { restate } from '../../src/cost-allocation/closing.js';
import { allocatePeriod, type Ownership } from '../../src/cost-allocation/index.js';
import { accruedUnits, groupOwnership, monthOf, portionsOf } from '../../src/cost-allocation/accrual.js';
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

describe('what has accrued', () => {
  it.each([
    [-1, 0n],
    [0, 0n],
    [1, 1n],
    [2, 1n],
    [3, 2n],
    [4, 3n],
    [5, 3n],
    [6, 4n],
    [7, 4n],
  ])('of 4 units in 6 milliseconds after %d', (elapsed, units) => expect(accruedUnits(4n, elapsed, 6)).toBe(units));
});

describe('the month of an instant', () => {
  let days = 0;
  it('is that of its day, whether the day is seen for the first time or again', () => {
    days += 1;
    const day = Date.UTC(2100, 0, days);
    const expected = new Date(day).toISOString().slice(0, 7);
    for (const instant of [day, day + 86_399_999, day]) expect(monthOf(instant)).toBe(expected);
  });
  it('is written with the years before 0 and after 9999 as ISO 8601 has them', () => {
    expect(monthOf(Date.UTC(2024, 2, 31, 23, 59))).toBe('2024-03');
    expect(monthOf(Date.UTC(12_024, 2, 1))).toBe('+012024-03');
  });
});

describe('intervals of owners', () => {
  it('stand in order of time, and empty ones count for nothing', () => {
    const [early, late, open] = [owned('b', 0, 10), owned('a', 10, 20), owned('c', 20, null)];
    const given = [open, late, owned('x', 15, 15), owned('x', 17, 16), early, { ...early, resourceId: 'other' }];
    expect(groupOwnership(given)).toEqual(
      E.right(
        new Map([
          ['vm', [early, late, open]],
          ['other', [{ ...early, resourceId: 'other' }]],
        ]),
      ),
    );
  });
  it.each([
    [owned('a', 5, 9), owned('b', 5, 7)],
    [owned('b', 5, 9), owned('a', 5, 9)],
    [owned('b', 5, null), owned('a', 5, null)],
  ])('that overlap are named in order of start, end and tenant', (second, first) => {
    for (const both of [
      [second, first],
      [first, second],
    ])
      expect(groupOwnership(both)).toMatchObject({ left: { resourceId: 'vm', first, second } });
  });
});

describe('portions', () => {
  const weeks = [
    { from: 0, to: 7 },
    { from: 7, to: 14 },
    { from: 20, to: 30 },
  ];
  const portions = (from: number, to: number, ownership?: readonly Ownership[]) =>
    portionsOf({ term: { from, to }, amounts: [100n, 10n], owner: 'own', ownership }, weeks).map(
      ({ owner, interval, amounts }) => [owner, interval, ...amounts],
    );
  const owner = (tenantId: string, from: number, to: number | null) =>
    owned(tenantId, from / 1000, to === null ? null : to / 1000);

  it.each([
    // Wholly inside one interval, to its very ends.
    [0, 7, [['own', 0, 100n, 10n]]],
    [7, 14, [['own', 1, 100n, 10n]]],
    [21, 29, [['own', 2, 100n, 10n]]],
    // Across two, outside, and in the gap.
    [
      2,
      12,
      [
        ['own', 0, 50n, 5n],
        ['own', 1, 50n, 5n],
      ],
    ],
    [
      10,
      30,
      [
        ['own', 1, 20n, 2n],
        ['own', 2, 50n, 5n],
      ],
    ],
    [14, 20, []],
    [30, 40, []],
    [-10, 0, []],
    // Without length.
    [7, 7, [['own', 1, 100n, 10n]]],
    [14, 14, []],
    [0, 0, [['own', 0, 100n, 10n]]],
  ])('of a term from %d to %d', (from, to, expected) => expect(portions(from, to)).toEqual(expected));

  it('go to who owned the resource, and to nobody in between', () => {
    const owners = [owner('a', -5, 2), owner('b', 4, 6), owner('a', 6, 8), owner('c', 8, 8)];
    expect(portions(0, 10, owners)).toEqual([
      ['a', 0, 30n, 3n],
      ['a', 1, 10n, 1n],
      ['__unallocated__', 0, 20n, 2n],
      ['__unallocated__', 1, 20n, 2n],
      ['b', 0, 20n, 2n],
    ]);
    expect(portions(4, 6, owners)).toEqual([['b', 0, 100n, 10n]]);
    expect(portions(0, 2, owners)).toEqual([['a', 0, 100n, 10n]]);
    expect(portions(0, 4, [])).toEqual([['__unallocated__', 0, 100n, 10n]]);
    expect(portions(0, 4, [owner('a', 2, null)])).toEqual([
      ['__unallocated__', 0, 50n, 5n],
      ['a', 0, 50n, 5n],
    ]);
  });
  it('of an instant go to who owns the resource then', () => {
    const owners = [owner('a', 0, 2), owner('b', 2, null)];
    expect([portions(2, 2, owners), portions(1, 1, owners)]).toEqual([[['b', 0, 100n, 10n]], [['a', 0, 100n, 10n]]]);
    expect(portions(1, 1, [owner('a', 2, 3)])).toEqual([['__unallocated__', 0, 100n, 10n]]);
    expect(portions(3, 3, [owner('a', 2, 3)])).toEqual([['__unallocated__', 0, 100n, 10n]]);
  });
});
