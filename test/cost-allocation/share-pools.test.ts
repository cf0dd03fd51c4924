import { describe, expect, it } from 'vitest';
import type { AllocationRule, Charge } from '../../src/cost-allocation/index.js';
import { groupCharges } from '../../src/cost-allocation/group-charges.js';
import { groupingOptions, readConditions } from '../../src/cost-allocation/input.js';
import { shareAmount } from '../../src/cost-allocation/share-pools.js';
import { apportion } from '../../src/money/apportion.js';
import { Decimal } from '../../src/money/decimal.js';
import { orThrow } from '../../src/prelude.js';
import {
  allocate,
  charge,
  D,
  JUNE,
  juneDay,
  JUNE_START,
  rule,
  shared,
  tenant,
  tenants,
  usage,
  weights,
} from './bill.js';

const split = (total: string, by: string[], scale = 2, method: 'hamilton' | 'sainteLague' = 'hamilton'): string[] =>
  orThrow(apportion(D(total), by.map(D), { scale, method })).map((share) => share.toFixed(scale));
const equal = rule('equal', { strategy: 'equal' });
const abc = (amount: string, currency = 'USD') =>
  allocate({ tenants: tenants('a', 'b', 'c'), rules: [equal], charges: [charge(null, amount, { currency })] });
const ones = (n: number): string[] => Array.from({ length: n }, () => '1');

describe('apportionment', () => {
  it('equal 100.00 among three', () => expect(shared(abc('100.00'))).toEqual({ a: '33.34', b: '33.33', c: '33.33' }));
  it('equal -100.00 among three is the mirror', () =>
    expect(shared(abc('-100.00'))).toEqual({ a: '-33.34', b: '-33.33', c: '-33.33' }));
  it('equal 0.01 among three', () => expect(shared(abc('0.01'))).toEqual({ a: '0.01', b: '0.00', c: '0.00' }));
  it('equal 0 among three is three zeros, none of them negative', () => {
    const result = abc('0');
    expect(shared(result)).toEqual({ a: '0.00', b: '0.00', c: '0.00' });
    expect(result.results.every((r) => Object.is(r.totalAllocated.toNumber(), 0))).toBe(true);
  });
  it('proportional by [500, 245, 255]: the tie goes to the smaller id, at scale 3 there is none', () => {
    const input = {
      tenants: tenants('a', 'b', 'c'),
      charges: [usage('a', '500'), usage('b', '245'), usage('c', '255'), charge(null, '1.00')],
    };
    const byCompute = [rule('r', { weightByCategory: weights({ compute: '1' }) })];
    expect(shared(allocate({ ...input, rules: byCompute }))).toEqual({ a: '0.50', b: '0.25', c: '0.25' });
    expect(shared(allocate({ ...input, rules: byCompute, scale: 3 }), 3)).toEqual({
      a: '0.500',
      b: '0.245',
      c: '0.255',
    });
  });
  it('120.00 by [66667, 33333], either way round', () => {
    expect(split('120.00', ['66667', '33333'])).toEqual(['80.00', '40.00']);
    expect(split('120.00', ['33333', '66667'])).toEqual(['40.00', '80.00']);
  });
  it('99.99 by [75, 25]', () => expect(split('99.99', ['75', '25'])).toEqual(['74.99', '25.00']));
  it('0.01 by [33, 66]', () => expect(split('0.01', ['33', '66'])).toEqual(['0.00', '0.01']));
  it('10.03 by [49, 51]', () => expect(split('10.03', ['49', '51'])).toEqual(['4.91', '5.12']));
  it('613 whole units, and a permutation only permutes', () => {
    expect(split('613', ['98', '92', '98', '123', '102', '92'], 0)).toEqual(['99', '93', '99', '125', '104', '93']);
    expect(split('613', ['92', '92', '98', '98', '102', '123'], 0)).toEqual(['93', '93', '99', '99', '104', '125']);
  });
  it('95 by [9000, 100 ×10] leaves nobody out', () =>
    expect(split('95', ['9000', ...Array.from({ length: 10 }, () => '100')], 0)).toEqual(['85', ...ones(10)]));
  it('the Alabama paradox of Hamilton, which Sainte-Laguë does not have', () => {
    expect(split('10', ['6', '6', '2'], 0)).toEqual(['4', '4', '2']);
    expect(split('11', ['6', '6', '2'], 0)).toEqual(['5', '5', '1']);
    expect(split('10', ['6', '6', '2'], 0, 'sainteLague')).toEqual(['5', '4', '1']);
    expect(split('11', ['6', '6', '2'], 0, 'sainteLague')).toEqual(['5', '5', '1']);
  });
  it('tiered 100.00 with the weights 1, 3, 10', () => {
    const tiers = ['free', 'pro', 'enterprise'];
    const tiered = rule('t', { strategy: 'tiered', weightByTier: weights({ free: '1', pro: '3', enterprise: '10' }) });
    const three = tenants('a', 'b', 'c').map((t, i) => ({ ...t, tier: tiers[i]! }));
    expect(shared(allocate({ tenants: three, rules: [tiered], charges: [charge(null, '100.00')] }))).toEqual({
      a: '7.14',
      b: '21.43',
      c: '71.43',
    });
  });
  it('the yen has no digits, the dinar three', () => {
    expect(shared(abc('100', 'JPY'), 0)).toEqual({ a: '34', b: '33', c: '33' });
    expect(shared(abc('1.000', 'KWD'), 3)).toEqual({ a: '0.334', b: '0.333', c: '0.333' });
  });
  it('only plain decimals are amounts', () => {
    for (const text of ['NULL', '', 'NaN', 'Infinity', '0x10', '1_000', '1,000', '$1']) {
      expect(apportion(text as unknown as Decimal, [D('1')])._tag).toBe('Left');
    }
    expect(orThrow(apportion('35.2E-7' as unknown as Decimal, [D('1')]))[0]!.toFixed()).toBe('0.00000352');
  });
  it('a hundred thousand rows of 0.00000001 are exactly 0.001', () => {
    const one = charge('a', '0.00000001');
    const rows = Array.from({ length: 100_000 }, (_, i) => ({ ...one, chargeId: String(i) }));
    expect(allocate({ tenants: tenants('a'), charges: rows, keepLines: false }).total.toFixed()).toBe('0.001');
  });
  it('0.01 among 5,000 tenants goes to one of them', () => {
    const ids = Array.from({ length: 5000 }, (_, i) => `t${i}`);
    const result = allocate({ tenants: tenants(...ids), rules: [equal], charges: [charge(null, '0.01')] });
    expect(result.results.filter((r) => !r.totalAllocated.isZero()).map((r) => r.totalAllocated.toFixed())).toEqual([
      '0.01',
    ]);
    expect(result.total.toFixed()).toBe('0.01');
  });
  it('amounts beyond 64 bits do not wrap', () => {
    const huge = '92233720368547758.07000000001';
    const result = allocate({
      tenants: tenants('a'),
      charges: [charge('a', huge), charge('a', huge), charge('a', huge)],
    });
    expect(result.total.toFixed()).toBe('276701161105643274.21000000003');
  });
});

describe('how a pool is shared', () => {
  const xy = tenants('x', 'y');
  const untilDay10 = { start: JUNE_START, end: juneDay(10) };
  const fromDay10 = { start: juneDay(10) };

  it('by what was used while its rule held, not before and not after', () => {
    const rules = [
      rule('early', { weightByCategory: weights({ compute: '1' }), effectiveUntil: juneDay(10) }),
      rule('late', { weightByCategory: weights({ compute: '1' }), effectiveFrom: juneDay(10) }),
    ];
    const charges = [charge('x', '1', untilDay10), charge('y', '3', fromDay10), charge(null, '30')];
    expect(shared(allocate({ tenants: xy, rules, charges }))).toEqual({ x: '10.00', y: '20.00' });
  });
  it('not at all in a time in which it holds no money', () => {
    const rules = [
      rule('early', { strategy: 'equal', effectiveUntil: juneDay(10) }),
      rule('late', { effectiveFrom: juneDay(10) }),
    ];
    const charges = [charge(null, '3', { poolId: 'short', ...untilDay10 }), charge(null, '30', { poolId: 'long' })];
    const { splits } = allocate({ tenants: xy, rules, charges }).record;
    expect(splits.map(({ poolId, from, amount }) => [poolId, from, amount])).toEqual([
      ['long', JUNE_START, '10'],
      ['short', JUNE_START, '3'],
      ['long', juneDay(10), '20'],
    ]);
  });
  it('in order of the names of the pools, whatever the order of the charges', () => {
    const charges = ['z', 'a', 'm'].map((poolId) => charge(null, '1', { poolId }));
    const poolsOf = (list: readonly Charge[]): string[] =>
      allocate({ tenants: xy, rules: [equal], charges: list }).record.splits.map(({ poolId }) => poolId);
    expect(poolsOf(charges)).toEqual(['a', 'm', 'z']);
    expect(poolsOf(charges.toReversed())).toEqual(['a', 'm', 'z']);
  });
  it('with one leg for each pool that leaves something to the tenants, in order of the names', () => {
    const rules = [
      equal,
      rule('z', { poolId: 'z', strategy: 'equal', shareToPools: weights({ b: '0.5', a: '0.25' }) }),
      rule('b', { poolId: 'b', strategy: 'equal', shareToPools: weights({ c: '1' }) }),
    ];
    const { splits } = allocate({ tenants: xy, rules, charges: [charge(null, '8', { poolId: 'z' })] }).record;
    expect(splits[0]!.legs.map(({ poolId, part }) => `${poolId} ${part}`)).toEqual(['a 1/4', 'c 1/2', 'z 1/4']);
  });
  it('by the policy of its rule where nobody used anything, else by that of the allocation', () => {
    const by = (more: Partial<AllocationRule>) => {
      const rules = [rule('r', { weightByCategory: weights({ storage: '1' }), ...more })];
      return shared(allocate({ tenants: xy, rules, charges: [charge(null, '8')], onZeroWeights: 'equal' }));
    };
    expect(by({})).toEqual({ x: '4.00', y: '4.00' });
    expect(by({ onZeroWeights: 'unallocated' })).toEqual({ __unallocated__: '8.00', x: '0.00', y: '0.00' });
  });
  it('by the method of its rule, Hamilton where it names none', () => {
    const by = (more: Partial<AllocationRule>) => {
      const tiers = weights({ big: '6', small: '2' });
      const rules = [rule('r', { strategy: 'tiered', weightByTier: tiers, ...more })];
      const list = [tenant('x', { tier: 'big' }), tenant('y', { tier: 'big' }), tenant('z', { tier: 'small' })];
      const result = allocate({ tenants: list, rules, charges: [charge(null, '10', { currency: 'JPY' })] });
      return [result.record.splits[0]!.method, ...Object.values(shared(result, 0))];
    };
    expect(by({})).toEqual(['hamilton', '4', '4', '2']);
    expect(by({ method: 'sainteLague' })).toEqual(['sainteLague', '5', '4', '1']);
  });
  it('in the digits of what is carried forward, where those are more', () => {
    const rules = [rule('r', { strategy: 'equal', carryForward: true })];
    const shares = [{ tenantId: 'x', entitled: '1/8', given: D('0.125') }];
    const carried = [{ poolId: 'shared', category: 'shared' as const, shares }];
    const [split] = allocate({ tenants: xy, rules, charges: [charge(null, '0.03')], carried }).record.splits;
    expect(split).toMatchObject({ amount: '0.03', scale: 3 });
    expect(split!.shares.map(({ amount }) => amount)).toEqual(['0.015', '0.015']);
  });
});

describe('shares that are carried forward', () => {
  const carrying = (ruleId: string, more: Partial<AllocationRule>) =>
    rule(ruleId, { strategy: 'equal', carryForward: true, ...more });
  const rules = [
    carrying('z', { category: 'support', poolId: 'z' }),
    carrying('a', { category: 'support', poolId: 'a' }),
    carrying('n', { category: 'network' }),
  ];
  const charges = [
    charge(null, '0.01', { category: 'support', poolId: 'z' }),
    charge(null, '0.01', { category: 'support', poolId: 'a' }),
    charge(null, '0.03', { category: 'network' }),
    charge(null, '0.01', { category: 'storage' }),
  ];
  const half = (tenantId: string, given: string, entitled = '1/200') => ({ tenantId, entitled, given: D(given) });

  it('stand by category and pool, and a pool that does not carry leaves none', () => {
    const { carried } = allocate({ tenants: tenants('x', 'y'), rules, charges });
    expect(carried).toEqual([
      { poolId: 'network', category: 'network', shares: [half('x', '0.02', '3/200'), half('y', '0.01', '3/200')] },
      { poolId: 'a', category: 'support', shares: [half('x', '0.01'), half('y', '0')] },
      { poolId: 'z', category: 'support', shares: [half('x', '0.01'), half('y', '0')] },
    ]);
  });
  it('give the odd cent to whoever went without it before, and keep pools without money as they are', () => {
    const idle = { poolId: 'idle', category: 'shared' as const, shares: [half('x', '1', '1')] };
    const first = allocate({ tenants: tenants('x', 'y'), rules, charges: charges.slice(0, 1) });
    const next = allocate({
      tenants: tenants('x', 'y'),
      rules,
      charges: charges.slice(0, 1),
      carried: [...first.carried, idle],
    });
    const owed = ({ results }: typeof first) =>
      Object.fromEntries(results.map((one) => [one.tenantId, one.totalAllocated.toFixed(2)]));
    expect([first, next].map(owed)).toEqual([
      { x: '0.01', y: '0.00' },
      { x: '0.00', y: '0.01' },
    ]);
    expect(next.carried).toEqual([
      idle,
      { poolId: 'z', category: 'support', shares: [half('x', '0.01', '1/100'), half('y', '0.01', '1/100')] },
    ]);
  });
});

describe('one amount', () => {
  const DAY = 86_400;
  const terms = (more: Record<string, unknown> = {}) =>
    orThrow(readConditions({ period: JUNE, tenants: tenants('b', 'a'), rules: [], currency: 'USD', ...more } as never));
  const bill = (charges: readonly Charge[], conditions: ReturnType<typeof terms>) =>
    orThrow(groupCharges(charges, groupingOptions(conditions)));
  const sharesOf = (amount: string, strategy: 'equal' | 'proportional', more = {}, charges: readonly Charge[] = []) => {
    const conditions = terms(more);
    const asked = { amount: D(amount), category: 'support', strategy } as const;
    const { shares } = orThrow(shareAmount(asked, bill(charges, conditions), conditions));
    return Object.entries(shares).map(([tenantId, share]) => `${tenantId} ${share.toFixed()}`);
  };

  it('is shared by what stands on the bill, without the pools of it, in order of the tenants', () => {
    const charges = [charge('a', '1'), charge('b', '3'), charge(null, '1000')];
    expect(sharesOf('8', 'proportional', {}, charges)).toEqual(['a 2', 'b 6']);
    expect(sharesOf('0.00001', 'equal', {}, charges)).toEqual(['a 0.00001', 'b 0']);
    expect(sharesOf('-1', 'equal', {}, [charge('a', '0.0000001')])).toEqual(['a -0.5', 'b -0.5']);
  });
  it('is nobody’s where there is nobody', () => {
    expect(sharesOf('7', 'equal', { tenants: [] })).toEqual(['__unallocated__ 7']);
  });
  it('follows the rules of its category and strategy alone', () => {
    const custom = (ruleId: string, more: Partial<AllocationRule>) =>
      rule(ruleId, {
        category: 'support',
        strategy: 'proportional',
        weightByCategory: weights({ storage: '1' }),
        ...more,
      });
    const charges = [
      charge('a', '9', { category: 'storage' }),
      charge('b', '1', { category: 'storage' }),
      charge('b', '9'),
    ];
    const shares = (more: Partial<AllocationRule>) =>
      sharesOf('19', 'proportional', { rules: [custom('r', more)] }, charges);
    expect(shares({})).toEqual(['a 17.1', 'b 1.9']);
    const plain = sharesOf('19', 'proportional', {}, charges);
    expect(plain).toEqual(['a 9', 'b 10']);
    expect(shares({ poolId: 'support' })).toEqual(plain);
    expect(shares({ category: 'network' })).toEqual(plain);
    expect(shares({ strategy: 'equal' })).toEqual(plain);
  });
  it('spreads over the period, and a rule that begins inside it divides it', () => {
    const late = rule('late', {
      category: 'support',
      strategy: 'proportional',
      weightByCategory: weights({ storage: '1' }),
      effectiveFrom: JUNE_START + 10 * DAY,
    });
    const charges = [charge('a', '1', { category: 'storage' }), charge('b', '1')];
    // Ten days by all that was used, one to one, and twenty by storage, of which b has none.
    expect(sharesOf('30', 'proportional', { rules: [late] }, charges)).toEqual(['a 25', 'b 5']);
  });
  it('keeps the digits of every part of the period', () => {
    const late = rule('late', {
      category: 'support',
      strategy: 'proportional',
      weightByCategory: weights({ storage: '1' }),
      effectiveFrom: JUNE_START + 10 * DAY,
    });
    const charges = [charge('a', '1', { category: 'storage' }), charge('b', '1')];
    // The first ten days hold 0.1, half to each, and the rest 0.2001, all of it for a.
    expect(sharesOf('0.3001', 'proportional', { rules: [late] }, charges)).toEqual(['a 0.2501', 'b 0.05']);
  });
  it('is shared by costs with fewer digits than it has', () => {
    expect(sharesOf('0.00004', 'proportional', {}, [charge('a', '1'), charge('b', '3')])).toEqual([
      'a 0.00001',
      'b 0.00003',
    ]);
  });
  it('is shared in order of the tenants, of whom some came late', () => {
    const list = [tenant('a', { createdAt: juneDay(10) }), tenant('b'), tenant('c')];
    const late = rule('late', { category: 'support', strategy: 'equal', effectiveFrom: juneDay(10) });
    expect(sharesOf('30', 'equal', { tenants: list, rules: [late] })).toEqual(['a 6.67', 'b 11.67', 'c 11.66']);
  });
  it('takes no notice of the currencies of the pools', () => {
    const charges = [charge('a', '1'), charge(null, '9', { currency: 'EUR' })];
    expect(sharesOf('8', 'proportional', {}, charges)).toEqual(['a 8', 'b 0']);
  });
  it('in a currency without a rate is refused', () => {
    const conditions = terms();
    const grouped = bill([charge('a', '1', { currency: 'EUR' })], conditions);
    const asked = { amount: D('1'), category: 'support', strategy: 'equal' } as const;
    expect(shareAmount(asked, grouped, conditions)).toMatchObject({ left: { _tag: 'MissingRate' } });
  });
});
