import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CostLine, explainIncrease } from '../../../src/cost-allocation/anomalies/causes.js';
import type { CostCause } from '../../../src/cost-allocation/model/anomaly.js';
import { Decimal } from '../../../src/money/decimal.js';
import { sum } from '../../../src/money/units.js';

const d = (text: string): Decimal => new Decimal(text);
const line = (resourceId: string, cost: string, quantity?: string): CostLine => ({
  category: 'compute',
  resourceId,
  cost: d(cost),
  ...(quantity !== undefined && { usageQuantity: d(quantity), usageUnit: 'hours' }),
});
const brief = (causes: ReadonlyArray<CostCause>): string[] => causes.map((c) => `${c.kind} ${c.amount.toFixed()}`);

describe('explainIncrease', () => {
  it('splits a dearer and busier resource into usage at the old price and price at the new usage', () => {
    // 10 h at 2, then 25 h at 3: usage 15 · 2, price 25 · 1.
    const causes = explainIncrease([line('vm', '20', '10')], [line('vm', '75', '25')]);
    expect(brief(causes)).toEqual(['usage 30', 'price 25']);
  });

  it('names new and gone resources, largest first', () => {
    const causes = explainIncrease([line('old', '40')], [line('new', '100')]);
    expect(brief(causes)).toEqual(['new_resource 100', 'gone_resource -40']);
    expect(causes[0]!.reason).toBe('compute of new is new: +100');
  });

  it('parts a dearer pool from a larger share of it', () => {
    const share = (cost: string, total: string): CostLine => ({
      category: 'shared',
      cost: d(cost),
      pool: { poolId: 'monitoring', total: d(total) },
    });
    // A quarter of 100, then half of 140: a quarter of the 40 more is the pool, the rest the share.
    expect(brief(explainIncrease([share('25', '100')], [share('70', '140')]))).toEqual(['shared_rule 35', 'usage 10']);
  });

  it('averages a baseline of several periods', () => {
    const before = [line('vm', '10', '5'), line('vm', '20', '10'), line('vm', '30', '15')];
    expect(brief(explainIncrease(before, [line('vm', '30', '15')], { periods: 3 }))).toEqual(['usage 10']);
  });

  it('says what the lines do not explain', () => {
    const causes = explainIncrease([], [line('vm', '30')], { increase: d('31.5') });
    expect(brief(causes)).toEqual(['new_resource 30', 'other 1.5']);
  });

  it('adds up to the increase exactly, for any lines, periods and order', () => {
    const amount = fc.integer({ min: -1e6, max: 1e6 }).map((v) => new Decimal(v).dividedBy(100));
    const anyLine = fc.record(
      {
        category: fc.constantFrom('compute', '__proto__'),
        resourceId: fc.constantFrom('a', 'b', 'constructor'),
        cost: amount,
        usageQuantity: amount,
        pool: fc.record({ poolId: fc.constantFrom('p', 'q'), total: amount }),
      },
      { requiredKeys: ['category', 'cost'] },
    );
    const lines = fc.array(anyLine, { maxLength: 8 });
    fc.assert(
      fc.property(lines, lines, fc.integer({ min: 1, max: 7 }), amount, (before, after, periods, increase) => {
        const given = explainIncrease(before, after, { periods, increase });
        expect(sum(given.map((c) => c.amount)).equals(increase)).toBe(true);
        const own = explainIncrease(before, after);
        const total = sum(after.map((l) => l.cost)).minus(sum(before.map((l) => l.cost)));
        expect(sum(own.map((c) => c.amount)).equals(total)).toBe(true);
        expect(explainIncrease([...before].reverse(), [...after].reverse())).toEqual(own);
        own.forEach((c, i) => expect(c.amount.abs().lte(own[i - 1]?.amount.abs() ?? Infinity)).toBe(true));
      }),
      { numRuns: 60 },
    );
  });
});
