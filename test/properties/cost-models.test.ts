import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode } from '../../src/codec/decode.js';
import { listOf } from '../../src/codec/record.js';
import { AllocationRule, Charge, Ownership, Reservation, Tenant } from '../../src/cost-allocation/index.js';
import { readCharges } from '../../src/cost-allocation/charge-reader.js';
import { E, orThrow } from '../../src/prelude.js';
import { charge, D } from '../cost-allocation/bill.js';
import { randomBill } from './random-bill.js';
import { runs } from './runs.js';

const odd = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    undefined,
    '',
    'x',
    0,
    -1,
    1.5,
    Number.NaN,
    1e12,
    true,
    [],
    {},
    new Date(0),
    D('-0'),
    D('1'),
    D('1e-40'),
    7n,
  ),
  fc.string(),
  fc.double(),
);
const KEYS = [
  'chargeId',
  'tenantId',
  'poolId',
  'projectId',
  'resourceId',
  'category',
  'cost',
  'billedCost',
  'currency',
  'usageQuantity',
  'usageUnit',
  'start',
  'end',
  'billedFrom',
  'originChargeId',
  'tags',
];

describe('models', () => {
  it('are read back as they are written', () => {
    fc.assert(
      fc.property(randomBill, (bill) => {
        const journey = <A, O>(codec: Parameters<typeof decode<A, O>>[0], rows: ReadonlyArray<A>): void => {
          const list = listOf(codec);
          expect(orThrow(decode(list, JSON.parse(JSON.stringify(list.encode(rows))), 'rows'))).toEqual(rows);
        };
        journey(Charge, bill.charges);
        journey(Tenant, bill.tenants);
        journey(AllocationRule, bill.rules!);
        journey(Reservation, bill.reservations!);
        journey(Ownership, bill.ownership!);
      }),
      { numRuns: runs(100) },
    );
  });
  it('the guard of charges accepts nothing that the codec would refuse or change', () => {
    fc.assert(
      fc.property(fc.constantFrom(...KEYS), odd, (key, value) => {
        const row = { ...charge('a', '1', { chargeId: 'c' }), [key]: value };
        const slow = decode(Charge, row, 'x');
        if (Charge.is(row))
          expect(Object.fromEntries(Object.entries(orThrow(slow)))).toEqual(
            Object.fromEntries(Object.entries(row).filter(([, v]) => v !== undefined)),
          );
        expect(readCharges([row])._tag).toBe(slow._tag);
      }),
      { numRuns: runs(1500) },
    );
  });
  it('charges may be anything at all without a throw', () => {
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withMap: true }),
        (value) => {
          expect(['Left', 'Right']).toContain(readCharges(value)._tag);
          expect(['Left', 'Right']).toContain(readCharges([value])._tag);
        },
      ),
    );
    const cursed = new Proxy(
      {},
      {
        get: () => {
          throw new Error('x');
        },
        has: () => {
          throw new Error('x');
        },
      },
    );
    expect(E.isLeft(readCharges([cursed]))).toBe(true);
  });
});
