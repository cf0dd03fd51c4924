import { describe, expect, it } from 'vitest';
import { allocatePeriod } from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { getBucket } from '../../src/time/calendar.js';
import { epochSeconds, period } from '../../src/time/period.js';
import { allocate, at, between, charge, D, JUNE, JUNE_END, JUNE_START, tenants, totals } from './bill.js';
const SEPTEMBER = between('2024-09-01T00:00:00Z', '2024-10-01T00:00:00Z');

describe('periods', () => {
  const DAY = between('2024-10-01T00:00:00Z', '2024-10-02T00:00:00Z');
  const noon = { start: at('2024-09-30T12:00:00Z'), end: at('2024-10-01T12:00:00Z') };

  it('a reversed, invalid or missing date is a typed error', () => {
    for (const [start, end] of [
      [JUNE.end, JUNE.start],
      [JUNE.start, JUNE.start],
      [new Date(Number.NaN), JUNE.end],
      ['2024-06-01', JUNE.end],
    ]) {
      const failed = allocatePeriod({ period: { start: start as Date, end: end as Date }, tenants: [], charges: [] });
      expect(E.isLeft(failed) && failed.left._tag).toBe('InvalidPeriod');
      expect(E.isLeft(period(start as Date, end as Date))).toBe(true);
    }
  });
  it('a charge that ends before it starts is a typed error', () => {
    const failed = allocatePeriod({
      period: JUNE,
      tenants: tenants('a'),
      charges: [charge('a', '1', { start: JUNE_END, end: JUNE_START })],
    });
    expect(E.isLeft(failed) && failed.left._tag).toBe('InvalidCharge');
  });
  it('a charge that ends as the period begins is not in it', () => {
    const result = allocate({
      tenants: tenants('a'),
      charges: [charge('a', '5', { start: JUNE_START - 3600, end: JUNE_START })],
    });
    expect(result.total.toFixed()).toBe('0');
  });
  it('a day across two months is divided', () => {
    const run = (p: typeof DAY) =>
      allocate({ period: p, tenants: tenants('a'), charges: [charge('a', '24.00', noon)] }).total.toFixed(2);
    expect([run(SEPTEMBER), run(DAY)]).toEqual(['12.00', '12.00']);
  });
  it('a charge without length lies wholly in the bucket that holds its instant', () => {
    const at0 = { start: at('2024-10-01T00:00:00Z'), end: at('2024-10-01T00:00:00Z') };
    const run = (p: typeof DAY) =>
      allocate({ period: p, tenants: tenants('a'), charges: [charge('a', '9.00', at0)] }).total.toFixed(2);
    expect([run(SEPTEMBER), run(DAY)]).toEqual(['0.00', '9.00']);
  });
  it('March 2024 in Berlin', () => {
    const bucket = orThrow(getBucket(orThrow(epochSeconds(at('2024-03-15T00:00:00Z'))), 'monthly', 'Europe/Berlin'));
    expect([bucket.start, bucket.end]).toEqual([at('2024-02-29T23:00:00Z'), at('2024-03-31T22:00:00Z')]);
    expect((bucket.end - bucket.start) / 3600).toBe(743);
  });
  it('another currency needs a rate, and converting before and after splitting is the same', () => {
    const charges = [charge('a', '100', { currency: 'EUR' }), charge('a', '1.00')];
    const mixed = allocatePeriod({ period: JUNE, tenants: tenants('a'), charges });
    expect(E.isLeft(mixed) && mixed.left._tag).toBe('MixedCurrencies');
    const failed = allocatePeriod({ period: JUNE, tenants: tenants('a'), charges, currency: 'USD' });
    expect(E.isLeft(failed) && failed.left._tag).toBe('MissingRate');
    const rates = [{ from: 'EUR', to: 'USD', month: '2024-06', rate: D('1.1') }];
    expect(totals(allocate({ tenants: tenants('a'), charges, currency: 'USD', rates }))).toEqual({ a: '111.00' });
    const apart = charges.slice(0, 1).flatMap((c) => [
      { ...c, chargeId: 'x', cost: D('33.333') },
      { ...c, chargeId: 'y', cost: D('66.667') },
    ]);
    expect(allocate({ tenants: tenants('a'), charges: apart, currency: 'USD', rates }).total.toFixed(2)).toBe('110.00');
  });
  it('the cash view counts a correction in the month of its invoice, the accrual view where it belongs', () => {
    const MAY = between('2024-05-01T00:00:00Z', '2024-06-01T00:00:00Z');
    const may = { start: at('2024-05-01T00:00:00Z'), end: JUNE_START };
    const correction = charge('a', '-10', { ...may, billedFrom: JUNE_START, billedUntil: JUNE_END });
    const run = (p: typeof MAY, view: 'cash' | 'accrual') =>
      allocate({ period: p, view, tenants: tenants('a'), charges: [correction] }).total.toFixed();
    expect([run(JUNE, 'cash'), run(MAY, 'cash'), run(JUNE, 'accrual'), run(MAY, 'accrual')]).toEqual([
      '-10',
      '0',
      '0',
      '-10',
    ]);
  });
});
