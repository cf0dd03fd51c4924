import { describe, expect, it } from 'vitest';
import { adjustBill, type AdjustmentRuleDraft, type BilledRow } from '../../src/cost-allocation/index.js';
import { orThrow } from '../../src/prelude.js';
import { D, JUNE, juneDay } from './bill.js';

const rows: readonly BilledRow[] = [
  { tenant: 'a', project: 'p1', category: 'compute', amount: D('600.00') },
  { tenant: 'a', project: 'p2', category: 'storage', amount: D('400.05') },
  { tenant: 'b', project: 'p3', category: 'compute', amount: D('200.00') },
  { tenant: 'b', project: null, category: 'support', amount: D('-50.00') },
];
const adjust = (rules: readonly AdjustmentRuleDraft[], by: readonly string[] = [], of = rows) =>
  orThrow(adjustBill({ period: JUNE, rows: of, rules, by }));
const shown = (rules: readonly AdjustmentRuleDraft[], by: readonly string[] = [], of = rows) =>
  adjust(rules, by, of).lines.map(({ tenantId, by: columns, amount }) => [
    tenantId,
    ...Object.values(columns),
    amount.toFixed(),
  ]);
const rule = (more: Partial<AdjustmentRuleDraft>): AdjustmentRuleDraft => ({ ruleId: 'r', kind: 'fee', ...more });

describe('adjustments', () => {
  it('per cent is exact, by tenant and by project, credits included', () => {
    const markup = rule({ kind: 'markup', percent: D('7.5') });
    // 1000.05 · 0.075 = 75.00375; 150 · 0.075 = 11.25 = 15 − 3.75.
    expect(shown([markup])).toEqual([
      ['a', '75.00375'],
      ['b', '11.25'],
    ]);
    expect(shown([markup], ['project'])).toEqual([
      ['a', 'p1', '45'],
      ['a', 'p2', '30.00375'],
      ['b', 'p3', '15'],
      ['b', null, '-3.75'],
    ]);
    const { billed, adjustments, invoiced, tenants } = adjust([markup]);
    expect([billed, adjustments, invoiced].map((x) => x.toFixed())).toEqual(['1150.05', '86.25375', '1236.30375']);
    expect(tenants.map((t) => [t.tenantId, t.invoiced.toFixed()])).toEqual([
      ['a', '1075.05375'],
      ['b', '161.25'],
    ]);
  });

  it('lines rounded to a scale add up to the rounded whole', () => {
    // a: 45 + 30.00375 → 75.00; three lines of a third of 10.00 would be 3.33, 3.33, 3.34.
    expect(shown([rule({ percent: D('7.5'), scale: 2 })], ['project'])).toContainEqual(['a', 'p2', '30']);
    expect(shown([rule({ percent: D('7.5'), scale: 2 })])).toEqual([
      ['a', '75'],
      ['b', '11.25'],
    ]);
  });

  it('matchers choose rows, and rules hold one after the other', () => {
    const rules: AdjustmentRuleDraft[] = [
      rule({ ruleId: '1', kind: 'discount', percent: D('10'), when: { column: 'category', equals: 'compute' } }),
      rule({ ruleId: '2', kind: 'tax', percent: D('20') }),
      rule({ ruleId: '3', kind: 'fee', percent: D('1') }),
    ];
    // a: discount 60, tax of 940.05 = 188.01, fee of 1000.05 = 10.0005. b: 20, tax of 130 = 26, fee of 150 = 1.5.
    expect(adjust(rules).lines.map((l) => `${l.ruleId} ${l.tenantId} ${l.amount.toFixed()}`)).toEqual([
      '1 a -60',
      '1 b -20',
      '2 a 188.01',
      '2 b 26',
      '3 a 10.0005',
      '3 b 1.5',
    ]);
  });

  it('tiers: each part of the base by its own, or all of it by the one it reaches', () => {
    const tiers = [
      { from: D('0'), percent: D('10') },
      { from: D('100'), percent: D('7') },
      { from: D('1000'), percent: D('5') },
    ];
    // a: 10 + 63 + 0.05 · 5 % = 73.0025; b: 10 + 3.5.
    expect(shown([rule({ tiers })])).toEqual([
      ['a', '73.0025'],
      ['b', '13.5'],
    ]);
    expect(shown([rule({ tiers, tierMode: 'volume' })])).toEqual([
      ['a', '50.0025'],
      ['b', '10.5'],
    ]);
    // The bill of 1150.05 as a whole: 10 + 63 + 7.5025 = 80.5025, by 1000.05 : 150 → 70.00263… and 10.49986….
    const whole = adjust([rule({ tiers, per: 'bill' })]);
    expect(whole.adjustments.toFixed()).toBe('80.5025');
    expect(whole.lines.map((l) => l.amount.toFixed())).toEqual(['70.0026', '10.4999']);
  });

  it('a minimum, a cap, and amounts for each tenant or for the bill', () => {
    expect(shown([rule({ percent: D('10'), minimum: D('50'), cap: D('90') })])).toEqual([
      ['a', '90'],
      ['b', '50'],
    ]);
    expect(shown([rule({ kind: 'credit', amount: D('25') })])).toEqual([
      ['a', '-25'],
      ['b', '-25'],
    ]);
    // 100.00 by 1000.05 : 150 → 86.957… and 13.042…: 86.96 and 13.04; a by 600 : 400.05 → 52.173… and 34.786….
    expect(shown([rule({ amount: D('100'), per: 'bill' })], ['project'])).toEqual([
      ['a', 'p1', '52.17'],
      ['a', 'p2', '34.79'],
      ['b', 'p3', '13.04'],
    ]);
  });

  it('a credit may stop at the base, and says what is left of it', () => {
    const { lines, outcomes } = adjust([rule({ kind: 'credit', amount: D('400'), upToBase: true })]);
    expect(lines.map((l) => l.amount.toFixed())).toEqual(['-400', '-150']);
    expect(outcomes[0]!.unused.toFixed()).toBe('250');
  });

  it('dates: a rule that holds for ten of thirty days counts for a third', () => {
    expect(shown([rule({ amount: D('30'), effectiveFrom: juneDay(20) })])).toEqual([
      ['a', '10'],
      ['b', '10'],
    ]);
    expect(shown([rule({ percent: D('3'), effectiveUntil: juneDay(10) })])).toEqual([
      ['a', '10.0005'],
      ['b', '1.5'],
    ]);
    const { outcomes } = adjust([
      rule({ amount: D('1'), effectiveFrom: juneDay(30) }),
      rule({ ruleId: 'off', amount: D('1'), isActive: false }),
      rule({ ruleId: 'none', amount: D('1'), when: { column: 'tenant', equals: 'z' } }),
      rule({ ruleId: 'all', amount: D('1') }),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['not_in_force', 'inactive', 'no_match', 'applied']);
  });

  it('a commitment is shared by use, and what nobody used goes to its owner', () => {
    const used: BilledRow[] = [
      { tenant: 'a', amount: D('0'), use: D('30') },
      { tenant: 'b', amount: D('0'), use: D('15') },
    ];
    const plan = rule({ kind: 'commitment', amount: D('90'), committed: D('60') });
    expect(shown([plan], [], used)).toEqual([
      ['a', '60'],
      ['b', '30'],
    ]);
    // 45 of 60 are used: 67.50 by 2 : 1, and 22.50 for the owner.
    const owned = adjust([{ ...plan, unusedTo: 'it' }], [], used);
    expect(owned.tenants.map((t) => [t.tenantId, t.invoiced.toFixed()])).toEqual([
      ['a', '45'],
      ['b', '22.5'],
      ['it', '22.5'],
    ]);
    expect(owned.invoiced.toFixed()).toBe('90');
    const over = adjust([{ ...plan, committed: D('30'), unusedTo: 'it' }], [], used);
    expect(over.lines.map((l) => l.amount.toFixed())).toEqual(['60', '30']);
  });

  it('taxes that stand in rows go to those who are taxed', () => {
    const withTax: BilledRow[] = [...rows, { tenant: null, category: 'tax', amount: D('115.01') }];
    const tax = rule({ kind: 'tax', from: { column: 'category', equals: 'tax' } });
    const { lines, adjustments, invoiced } = adjust([tax], [], withTax);
    // 115.01 by 1000.05 : 150 → 100.009… and 15.0007….
    expect(lines.map((l) => [l.tenantId, l.amount.toFixed()])).toEqual([
      ['a', '100.01'],
      ['b', '15'],
      [null, '-115.01'],
    ]);
    expect([adjustments.toFixed(), invoiced.toFixed()]).toEqual(['0', '1265.06']);
  });

  it.each<[string, Partial<AdjustmentRuleDraft>, string]>([
    ['no amount', {}, 'InvalidAllocationRule'],
    ['two amounts', { amount: D('1'), percent: D('1') }, 'InvalidAllocationRule'],
    ['a negative per cent', { percent: D('-1') }, 'InvalidAllocationRule'],
    ['a cap below the minimum', { percent: D('1'), minimum: D('2'), cap: D('1') }, 'InvalidAllocationRule'],
    ['tiers that do not ascend', { tiers: [{ from: D('5'), percent: D('1') }] }, 'InvalidAllocationRule'],
    ['a commitment by per cent', { kind: 'commitment', percent: D('1') }, 'InvalidAllocationRule'],
    ['an unknown kind', { kind: 'tip' as never, percent: D('1') }, 'DecodeError'],
  ])('%s is refused', (_, more, tag) => {
    expect(adjustBill({ period: JUNE, rows, rules: [rule(more)] })).toMatchObject({ left: { _tag: tag } });
  });

  it('hostile input is a value', () => {
    for (const hostile of [
      null,
      undefined,
      7,
      [null],
      [{ tenant: 'a', amount: 1.5 }],
      [{ tenant: 7, amount: D('1') }],
    ]) {
      expect(adjustBill({ period: JUNE, rows: hostile as never, rules: [] })._tag).toBe('Left');
      expect(adjustBill({ period: JUNE, rows, rules: hostile as never })._tag).toBe('Left');
      expect(adjustBill(hostile as never)._tag).toBe('Left');
    }
    const twice = [rule({ amount: D('1') }), rule({ amount: D('1') })];
    expect(adjustBill({ period: JUNE, rows, rules: twice })).toMatchObject({ left: { _tag: 'DuplicateId' } });
  });
});
