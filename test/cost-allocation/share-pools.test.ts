import { describe, expect, it } from 'vitest';
import { apportion } from '../../src/money/apportion.js';
import { Decimal } from '../../src/money/decimal.js';
import { orThrow } from '../../src/prelude.js';
import { allocate, charge, D, rule, shared, tenants, usage, weights } from './bill.js';

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
