import { describe, expect, it } from 'vitest';
import { memoryCostPorts } from '../../src/adapters/memory/cost.js';
import { cancellationRemainder, commitmentUse } from '../../src/cost-allocation/closing.js';
import { amortize, CostAllocationService } from '../../src/cost-allocation/index.js';
import { amortizedFor, amortizedLines } from '../../src/cost-allocation/amortization.js';
import type { CheckedConditions } from '../../src/cost-allocation/input.js';
import { E, orThrow } from '../../src/prelude.js';
import { interval } from '../../src/time/period.js';
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

describe('what amortization is asked', () => {
  const june = { ...reservation('30', '2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z'), tenantId: 'a' };

  it.each([-1, 0.5, 121, Number.NaN, '2'])('digits of %j are refused', (scale) => {
    expect(amortize(june, JUNE, scale as number)).toMatchObject({
      left: { _tag: 'InvalidCostOption', option: 'scale', value: scale, expected: 'a whole number from 0 to 120' },
    });
  });
  it.each([
    [0, '1'],
    [120, '1'],
  ])('%d digits are right', (scale, day) => {
    const first = between('2024-06-01T00:00:00Z', '2024-06-02T00:00:00Z');
    expect(orThrow(amortize(june, first, scale)).toFixed()).toBe(day);
  });
  it('a term that does not end after it starts is refused', () => {
    const reason = 'its term must end after it starts, got [10, 10)';
    const empty = { ...june, start: 10, end: 10 };
    const { reservationId } = june;
    expect(amortize(empty, JUNE)).toMatchObject({ left: { _tag: 'InvalidReservation', reservationId, reason } });
  });
  it('what is no period, no reservation or no currency is refused by name', () => {
    expect(amortize(june, { start: JUNE.end, end: JUNE.start })).toMatchObject({ left: { _tag: 'InvalidPeriod' } });
    expect(amortize({} as never, JUNE)).toMatchObject({ left: { _tag: 'DecodeError', what: 'the reservation' } });
    expect(amortize({ ...june, currency: 'USS' }, JUNE)).toMatchObject({ left: { _tag: 'UnknownCurrency' } });
    const hostile = {
      get start(): never {
        throw new Error('no');
      },
    };
    expect(amortize(june, hostile as never)).toMatchObject({ left: { what: 'the reservation or the period' } });
  });
});

describe('the lines of reservations', () => {
  const start = at('2024-06-01T00:00:00Z');
  const day = 86_400;
  const given = {
    ...reservation('30', '2024-06-01T00:00:00Z', '2024-07-01T00:00:00Z'),
    reservationId: 'r',
    tenantId: 'a',
  };
  const owned = (tenantId: string, from: number, until: number) => ({
    resourceId: 'r',
    tenantId,
    start: start + from * day,
    end: start + until * day,
  });
  const plan = (from: number, until: number, owners: ReturnType<typeof owned>[] = []) =>
    ({
      period: orThrow(interval(start + from * day, start + until * day)),
      currency: 'USD',
      scale: 0,
      owners: new Map(owners.length > 0 ? [['r', owners]] : []),
      tenantIds: new Set(['a', 'b']),
    }) as unknown as CheckedConditions & { readonly currency: string };
  const lines = (...args: Parameters<typeof plan>) =>
    orThrow(amortizedLines([given], plan(...args))).map(({ tenantId, cost, scale }) => [tenantId, cost, scale]);

  it('are those of the owners, and of nobody', () => {
    expect(lines(0, 30)).toEqual([['a', 3000n, 2]]);
    expect(lines(0, 10, [owned('b', 0, 4), owned('ghost', 4, 7)])).toEqual([
      ['b', 400n, 2],
      ['__unallocated__', 600n, 2],
    ]);
    expect([lines(-5, 0), lines(30, 40)]).toEqual([[], []]);
    expect(orThrow(amortizedLines([{ ...given, cancelledAt: start + 2 * day }], plan(3, 9)))).toEqual([]);
  });
  it('have the digits of the plan, of the currency and of the cost, whichever are most', () => {
    expect(orThrow(amortizedLines([given], { ...plan(0, 1), scale: 4 }))[0]).toMatchObject({ cost: 10_000n, scale: 4 });
    const yen = { ...given, currency: 'JPY' };
    expect(orThrow(amortizedLines([yen], plan(0, 1)))[0]).toMatchObject({ cost: 1n, scale: 0, month: '2024-06' });
  });
  it('are refused with the first reservation that is wrong', () => {
    const wrong = { ...given, reservationId: 'wrong', currency: 'USS' };
    expect(amortizedLines([given, wrong, given], plan(0, 30))).toMatchObject({ left: { _tag: 'UnknownCurrency' } });
  });

  const costFor = (tenantId: string, ...args: Parameters<typeof plan>) => amortizedFor(tenantId, given, plan(...args));
  it('of one tenant are zero outside its time, and an error where it never was the owner', () => {
    const owners = [owned('b', 0, 4), owned('a', 4, 30)];
    expect(orThrow(costFor('a', 0, 10, owners)).toFixed()).toBe('6');
    expect(orThrow(costFor('b', 0, 10, owners)).toFixed()).toBe('4');
    expect(orThrow(costFor('b', 10, 20, owners)).toFixed()).toBe('0');
    expect(orThrow(costFor('a', 40, 50)).toFixed()).toBe('0');
    for (const failed of [costFor('c', 0, 10, owners), costFor('b', 0, 10)])
      expect(failed).toMatchObject({ left: { _tag: 'ForeignReservation', reservationId: 'r', owner: 'a' } });
  });
});
