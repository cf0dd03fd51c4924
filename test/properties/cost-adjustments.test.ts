import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  adjustBill,
  ADJUSTMENT_KINDS,
  type AdjustmentRuleDraft,
  type BilledRow,
  Decimal,
} from '../../src/cost-allocation/index.js';
import { orThrow } from '../../src/prelude.js';
import { JUNE, juneDay } from '../cost-allocation/bill.js';
import { runs } from './runs.js';

const decimal = (min: number) =>
  fc
    .tuple(fc.integer({ min, max: 1_000_000 }), fc.integer({ min: 0, max: 7 }))
    .map(([units, places]) => new Decimal(`${units}e-${places}`));
const name = fc.constantFrom('a', 'b', 'c', '__proto__');
const row: fc.Arbitrary<BilledRow> = fc.record({
  tenant: fc.option(name),
  project: fc.option(name),
  amount: decimal(-1_000_000),
});
const size = fc.oneof(
  fc.record({ percent: decimal(0) }),
  fc.record({ amount: decimal(0) }),
  fc.record({
    tiers: fc.tuple(decimal(0), decimal(0)).map(([a, b]) => [
      { from: new Decimal(0), percent: a },
      { from: new Decimal(100), percent: b },
    ]),
  }),
  fc.record({ from: fc.constant({ column: 'project', equals: 'a' }) }),
);
const rule = fc
  .tuple(
    size,
    fc.record(
      {
        minimum: fc.constant(new Decimal('1.01')),
        cap: fc.constant(new Decimal('99.5')),
        per: fc.constantFrom('tenant', 'bill'),
        base: fc.constantFrom('billed', 'adjusted'),
        tierMode: fc.constantFrom('graduated', 'volume'),
        upToBase: fc.boolean(),
        scale: fc.integer({ min: 0, max: 4 }),
        effectiveFrom: fc.integer({ min: 0, max: 29 }).map(juneDay),
        when: fc.constantFrom({ column: 'tenant', in: ['a', '__proto__'] }, { column: 'project', present: true }),
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom(...ADJUSTMENT_KINDS),
    decimal(1),
  )
  .map(([amount, more, kind, committed]): Omit<AdjustmentRuleDraft, 'ruleId'> =>
    kind !== 'commitment'
      ? { ...more, ...amount, kind }
      : { ...more, kind, amount: new Decimal('12.34'), committed, unusedTo: 'it' },
  );

const total = (amounts: readonly Decimal[]): string =>
  amounts.reduce((sum, amount) => sum.plus(amount), new Decimal(0)).toFixed();

describe('adjustments', () => {
  it('billed + adjustments = invoiced to the last digit, for the bill and each tenant, whatever the lines', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), fc.array(rule, { maxLength: 4 }), (rows, list) => {
        const rules = list.map((one, i) => ({ ...one, ruleId: `r${i}` }));
        const bill = orThrow(adjustBill({ period: JUNE, rows, rules, by: ['project'] }));
        const coarse = orThrow(adjustBill({ period: JUNE, rows, rules }));
        expect(bill.billed.toFixed()).toBe(total(rows.map(({ amount }) => amount)));
        expect(bill.invoiced.toFixed()).toBe(bill.billed.plus(bill.adjustments).toFixed());
        expect(total(bill.lines.map(({ amount }) => amount))).toBe(bill.adjustments.toFixed());
        expect(total(bill.tenants.map(({ invoiced }) => invoiced))).toBe(bill.invoiced.toFixed());
        expect(coarse.tenants).toEqual(bill.tenants);
        for (const { tenantId, billed, adjustments, invoiced } of bill.tenants) {
          expect(invoiced.toFixed()).toBe(billed.plus(adjustments).toFixed());
          for (const { lines } of [bill, coarse]) {
            expect(total(lines.filter((line) => line.tenantId === tenantId).map(({ amount }) => amount))).toBe(
              adjustments.toFixed(),
            );
          }
        }
        expect(new Set(bill.lines.map(({ lineId }) => lineId)).size).toBe(bill.lines.length);
      }),
      { numRuns: runs(1500) },
    );
  });

  it('rows that are taken off and shared out again change no total', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 8 }), (rows) => {
        const tax: AdjustmentRuleDraft = { ruleId: 't', kind: 'tax', from: { column: 'project', equals: 'a' } };
        expect(orThrow(adjustBill({ period: JUNE, rows, rules: [tax] })).adjustments.toFixed()).toBe('0');
      }),
      { numRuns: runs(500) },
    );
  });
});
