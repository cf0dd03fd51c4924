import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import { cancellationRemainder, commitmentUse } from '../../src/cost-allocation/closing.js';
import { amortize, CostAllocationService } from '../../src/cost-allocation/index.js';
import { E, orThrow } from '../../src/prelude.js';
import { at, between, D, JUNE, reservation, tenants } from './bill.js';

const part = (r: Parameters<typeof amortize>[0], start: string, end: string): string =>
  orThrow(amortize(r, between(`${start}T00:00:00Z`, `${end}T00:00:00Z`))).toFixed(2);
const year2024 = reservation('1200.00', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z');
const month = (n: number): string => (n > 12 ? '2025-01-01' : `2024-${String(n).padStart(2, '0')}-01`);

describe('amortization', () => {
  it('1200.00 over 2024 by months', () => {
    const months = Array.from({ length: 12 }, (_, i) => part(year2024, month(i + 1), month(i + 2)));
    expect(months.slice(0, 4)).toEqual(['101.64', '95.08', '101.64', '98.36']);
    expect(months[11]).toBe('101.64');
    expect(months.reduce((sum, text) => sum.plus(text), D('0')).toFixed(2)).toBe('1200.00');
  });
  it('a term from the middle of a month', () => {
    const r = reservation('1000.00', '2024-03-15T00:00:00Z', '2025-03-15T00:00:00Z');
    expect(part(r, '2024-03-01', '2024-04-01')).toBe('46.58');
    expect(part(r, '2025-03-01', '2025-04-01')).toBe('38.36');
  });
  it('twelve parts are the whole, not 999.96', () => {
    const r = reservation('1000.00', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z');
    const sum = Array.from({ length: 12 }, (_, i) => part(r, month(i + 1), month(i + 2))).reduce(
      (total, text) => total.plus(text),
      D('0'),
    );
    expect(sum.toFixed(2)).toBe('1000.00');
  });
  it('three years with a leap day', () => {
    const r = reservation('10000.00', '2023-01-01T00:00:00Z', '2026-01-01T00:00:00Z');
    expect([part(r, '2023-02-01', '2023-03-01'), part(r, '2024-02-01', '2024-03-01')]).toEqual(['255.47', '264.60']);
  });
  it('459000.00 over 8760 hours is 52.40 or 52.39 an hour and adds up', () => {
    const start = at('2023-01-01T00:00:00Z');
    const r = reservation('459000.00', '2023-01-01T00:00:00Z', '2024-01-01T00:00:00Z');
    const counts = new Map<string, number>();
    for (let hour = 0; hour < 8760; hour += 1) {
      const window = {
        start: new Date((start + hour * 3600) * 1000),
        end: new Date((start + (hour + 1) * 3600) * 1000),
      };
      const amount = orThrow(amortize(r, window)).toFixed(2);
      counts.set(amount, (counts.get(amount) ?? 0) + 1);
    }
    expect(Object.fromEntries(counts)).toEqual({ '52.40': 6360, '52.39': 2400 });
  });
  it('used and unused add up to the amortized cost', () => {
    const { used, unused } = orThrow(commitmentUse(D('1257.60'), D('18'), D('24')));
    expect([used.toFixed(2), unused.toFixed(2), used.plus(unused).toFixed(2)]).toEqual(['943.20', '314.40', '1257.60']);
    expect(E.isLeft(commitmentUse(D('1'), D('-1'), D('2')))).toBe(true);
    expect(orThrow(commitmentUse(D('5.00'), D('0'), D('0'))).unused.toFixed(2)).toBe('5.00');
  });
  it('zero outside the term, the overlap at its edges, and additive', () => {
    expect(part(year2024, '2023-06-01', '2023-12-01')).toBe('0.00');
    expect(part(year2024, '2023-12-01', '2024-02-01')).toBe('101.64');
    const whole = D(part(year2024, '2024-02-03', '2024-05-19'));
    expect(
      D(part(year2024, '2024-02-03', '2024-03-09'))
        .plus(part(year2024, '2024-03-09', '2024-05-19'))
        .eq(whole),
    ).toBe(true);
  });
  it('a cancellation stops the clock and leaves a remainder', () => {
    const cancelled = { ...year2024, cancelledAt: at('2024-07-01T00:00:00Z') };
    expect(part(cancelled, '2024-01-01', '2025-01-01')).toBe('596.72');
    expect(part(cancelled, '2024-07-01', '2025-01-01')).toBe('0.00');
    expect(orThrow(cancellationRemainder(cancelled)).toFixed(2)).toBe('603.28');
    expect(orThrow(cancellationRemainder(year2024)).toFixed(2)).toBe('0.00');
  });
  it('a reservation of another tenant is an error, not zero', async () => {
    const service = new CostAllocationService(
      memoryCostPorts({ tenants: tenants('a', 'b'), charges: [], reservations: [year2024], now: new Date() }),
    );
    const mine = await service.calculateAmortizedReservedCosts('a', 'reservation', JUNE)();
    expect(E.isRight(mine) && mine.right.toFixed(2)).toBe('98.36');
    const foreign = await service.calculateAmortizedReservedCosts('b', 'reservation', JUNE)();
    expect(E.isLeft(foreign) && foreign.left._tag).toBe('ForeignReservation');
    const unknown = await service.calculateAmortizedReservedCosts('a', 'nothing', JUNE)();
    expect(E.isLeft(unknown) && unknown.left._tag).toBe('UnknownReservation');
  });
  it('a term of no or negative length is a typed error', () => {
    for (const end of ['2024-01-01T00:00:00Z', '2023-01-01T00:00:00Z']) {
      const failed = amortize(reservation('1', '2024-01-01T00:00:00Z', end), JUNE);
      expect(E.isLeft(failed) && failed.left._tag).toBe('InvalidReservation');
    }
  });
  it('a partial upfront payment and recurring ones are one cost', () => {
    const r = reservation('4380', '2023-01-01T00:00:00Z', '2024-01-01T00:00:00Z', {
      recurringCost: D('365.00'),
      recurringPayments: 12,
    });
    expect(part(r, '2023-01-01', '2024-01-01')).toBe('8760.00');
    expect(part(r, '2023-01-01', '2023-02-01')).toBe('744.00');
    expect(part({ ...r, recurringCost: D('4380.00'), recurringPayments: 1 }, '2023-01-01', '2023-02-01')).toBe(
      '744.00',
    );
  });
  it('a scale asked for is a whole number, and more digits are kept', () => {
    expect(E.isLeft(amortize(year2024, JUNE, -1))).toBe(true);
    expect(orThrow(amortize(year2024, JUNE, 6)).toFixed()).toBe('98.360655');
    expect(
      orThrow(
        amortize(reservation('1000', '2024-01-01T00:00:00Z', '2025-01-01T00:00:00Z', { currency: 'JPY' }), JUNE),
      ).toFixed(),
    ).toBe('82');
  });
});
