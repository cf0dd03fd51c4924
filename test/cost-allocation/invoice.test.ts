import { describe, expect, it } from 'vitest';
import {
  type Charge,
  correctionLines,
  invoiceLines,
  type InvoiceLine,
  type PeriodAllocation,
} from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { allocate, charge, D, tenants } from './bill.js';

const bill = (...charges: Charge[]): PeriodAllocation => allocate({ tenants: tenants('a', 'b', 'c'), charges });
const shown = (lines: readonly InvoiceLine[]): string[] =>
  lines.map((line) => `${line.tenantId} ${line.category} ${line.amount.toFixed(2)}`);
const lines = (allocation: PeriodAllocation): string[] => shown(orThrow(invoiceLines(allocation, { scale: 2 })));

describe('invoiceLines', () => {
  it('rounds tenants to the bill and lines to their tenant, the largest remainders up', () => {
    // 18.334 is 18.33: a 14.996, b 3.333, c 0.005 leave one cent for the largest remainder, a's, then none.
    const allocation = bill(
      charge('a', '10.004'),
      charge('a', '10.004', { category: 'storage' }),
      charge('a', '-5.012', { category: 'support' }),
      charge('b', '3.333'),
      charge('c', '0.005'),
    );
    expect(lines(allocation)).toEqual([
      'a compute 10.01',
      'a storage 10.00',
      'a support -5.01',
      'b compute 3.33',
      'c compute 0.00',
    ]);
  });
  it('leaves alone what is in cents already, and has no line for nothing', () =>
    expect(lines(bill(charge('a', '1.25'), charge('a', '-0.25', { category: 'storage' }), charge('b', '0')))).toEqual([
      'a compute 1.25',
      'a storage -0.25',
    ]));
  it('mirrors a bill of credits', () => {
    const costs = ['0.012', '0.014', '0.011'] as const;
    const [there, back] = [1, -1].map((sign) =>
      bill(...costs.map((cost, i) => charge('abc'[i]!, D(cost).times(sign).toFixed()))),
    );
    expect(lines(there!)).toEqual(['a compute 0.01', 'b compute 0.02', 'c compute 0.01']);
    expect(lines(back!)).toEqual(['a compute -0.01', 'b compute -0.02', 'c compute -0.01']);
  });
  it('rounds to the digits of the currency unless told otherwise', () => {
    const allocation = allocate({ tenants: tenants('a'), charges: [charge('a', '10.5', { currency: 'JPY' })] });
    expect(orThrow(invoiceLines(allocation))[0]).toMatchObject({ amount: D('10'), exactAmount: D('10.5') });
  });
  it('has a line for each project, where asked', () => {
    const allocation = bill(
      charge('a', '1.004', { projectId: 'web' }),
      charge('a', '1.003', { projectId: 'ml' }),
      charge('a', '0.002'),
    );
    const found = orThrow(invoiceLines(allocation, { scale: 2, by: ['project'] }));
    expect(found.map((line) => [line.project, line.amount.toFixed(2), line.description])).toEqual([
      ['ml', '1.00', 'compute, project ml, 2024-06-01 to 2024-07-01'],
      ['web', '1.01', 'compute, project web, 2024-06-01 to 2024-07-01'],
      [null, '0.00', 'compute, project (none), 2024-06-01 to 2024-07-01'],
    ]);
  });
  it('states quantity and unit where charges have one unit, and the price where they have one', () => {
    const hours = (cost: string, quantity: string, more: Partial<Charge> = {}): Charge =>
      charge('a', cost, { usageQuantity: D(quantity), usageUnit: 'h', ...more });
    const [line] = orThrow(invoiceLines(bill(hours('1.50', '3'), hours('0.50', '1')), { scale: 2 }));
    expect(line).toMatchObject({ quantity: D('4'), unit: 'h', unitPrice: D('0.5') });
    const [twoPrices] = orThrow(invoiceLines(bill(hours('1.50', '3'), hours('0.50', '2')), { scale: 2 }));
    expect(twoPrices).toMatchObject({ quantity: D('5'), unitPrice: null });
    const [mixed] = orThrow(invoiceLines(bill(hours('1.50', '3'), hours('1', '2', { usageUnit: 'GB' })), { scale: 2 }));
    expect(mixed).toMatchObject({ quantity: null, unit: null, unitPrice: null });
    const [shared] = orThrow(
      invoiceLines(bill(hours('1.50', '3'), charge(null, '1', { category: 'compute' })), { scale: 2 }),
    );
    expect(shared).toMatchObject({ amount: D('2.5'), quantity: null });
  });
  it('refuses a scale and keys that make no sense', () => {
    for (const options of [
      { scale: -1 },
      { scale: 1.5 },
      { scale: '2' },
      { by: ['tenant'] },
      { by: ['team'] },
      { by: 'project' },
    ]) {
      const answer = invoiceLines(bill(charge('a', '1')), options as never);
      expect(E.isLeft(answer) && answer.left._tag).toBe('InvalidCostOption');
    }
    expect(E.isLeft(invoiceLines(null as never))).toBe(true);
  });
});

describe('correctionLines', () => {
  const closed = bill(charge('a', '10.004'), charge('b', '3.333'), charge('c', '0.005'));
  const issued = orThrow(invoiceLines(closed, { scale: 2 }));
  it('is nothing where nothing changed', () =>
    expect(orThrow(correctionLines(issued, closed, { scale: 2 }))).toEqual([]));
  it('brings the month to what it should have been, by lines that name the ones they correct', () => {
    const better = bill(
      charge('a', '8.004'),
      charge('b', '3.333'),
      charge('c', '0.005'),
      charge('c', '1', { category: 'storage' }),
    );
    const found = orThrow(correctionLines(issued, better, { scale: 2 }));
    expect(shown(found)).toEqual(['a compute -2.00', 'c storage 1.00']);
    expect(found[0]!.corrects).toBe(issued[0]!.lineId);
    expect(found[0]!.description).toBe('correction of compute, 2024-06-01 to 2024-07-01');
    expect(orThrow(correctionLines([...issued, ...found], better, { scale: 2 }))).toEqual([]);
    // Back to how it was: the corrections are corrected.
    expect(shown(orThrow(correctionLines([...issued, ...found], closed, { scale: 2 })))).toEqual([
      'a compute 2.00',
      'c storage -1.00',
    ]);
  });
  it('keeps a cent where it was, though a remainder elsewhere is larger now', () => {
    const first = bill(charge('a', '1.004'), charge('b', '1.004'), charge('c', '1.002'));
    const lineA = orThrow(invoiceLines(first, { scale: 2 }));
    expect(shown(lineA)).toEqual(['a compute 1.01', 'b compute 1.00', 'c compute 1.00']);
    const later = bill(charge('a', '1.004'), charge('b', '1.004'), charge('c', '1.006'));
    // Alone, the new month would move the cent from a to c.
    expect(shown(orThrow(invoiceLines(later, { scale: 2 })))).toEqual([
      'a compute 1.00',
      'b compute 1.00',
      'c compute 1.01',
    ]);
    expect(orThrow(correctionLines(lineA, later, { scale: 2 }))).toEqual([]);
  });
});
