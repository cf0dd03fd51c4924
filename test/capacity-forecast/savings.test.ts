import { describe, expect, it } from 'vitest';
import { toMeasurements } from '../../src/capacity-forecast/grid.js';
import type { ReservationOffer, ResourcePrice } from '../../src/capacity-forecast/index.js';
import {
  breakEvenUtilization,
  computeHourlySpread,
  computeUse,
  effectiveHourly,
  estimateSavings,
  reservationSavings,
} from '../../src/capacity-forecast/savings.js';
import { Decimal, formatDecimal } from '../../src/money/decimal.js';
import { orThrow } from '../../src/prelude.js';
import { at, HOUR, noisy, usage } from './simulated-usage.js';

const offer = (upfront: string, hourly: string, extra: Partial<ReservationOffer> = {}): ReservationOffer => ({
  offerId: `${upfront}+${hourly}`,
  termMonths: 12,
  paymentOption: 'partial_upfront',
  upfront: new Decimal(upfront),
  hourly: new Decimal(hourly),
  ...extra,
});
const price = (...offers: ReservationOffer[]): ResourcePrice => ({
  tenantId: 'acme',
  metric: 'instance_count',
  currency: 'USD',
  onDemandHourly: new Decimal('0.10'),
  offers,
});
/** One course; half of the hours at 5, half at 15. */
const twoLevels = { paths: [Float64Array.of(10)], spread: Float64Array.of(0.5, 1.5), hours: 8_760 };

describe('an offer', () => {
  it('costs its upfront payment spread over the term, and its hours', () => {
    expect(formatDecimal(effectiveHourly(offer('438', '0.01'), 8_760))).toBe('0.06');
    expect(breakEvenUtilization(offer('438', '0.01'), new Decimal('0.10'), 8_760)).toBeCloseTo(0.6, 12);
    expect(breakEvenUtilization(offer('438', '0.01'), new Decimal(0), 8_760)).toBe(Number.MAX_VALUE);
  });
});

describe('the use of reserved units', () => {
  it('is what demand takes of them, hour by hour', () => {
    expect([...computeUse(twoLevels, 10).reserved]).toEqual([7.5]);
    expect([...computeUse(twoLevels, 10).total]).toEqual([10]);
    expect([...computeUse(twoLevels, 0).reserved]).toEqual([0]);
  });
});

describe('the best reservation', () => {
  it('is the demand exceeded in the break-even share of hours', () => {
    // Break-even 0.6: hours above 5 are only half of all, so 5 units pay and the sixth does not.
    const found = reservationSavings(price(offer('438', '0.01')), 12, twoLevels);
    expect(found.recommendedReservedUnits).toBe(5);
    // 5 units x 8,760 h x (0.10 - 0.06) = 1,752.
    expect(formatDecimal(found.estimatedSavings)).toBe('1752');
    expect(formatDecimal(found.onDemandCost)).toBe('8760');
    expect(formatDecimal(found.costWithReservation)).toBe('7008');
    expect(found.offers[0]!.expectedUtilization).toBe(1);
  });
  it('covers the peak too where the break-even is low', () => {
    expect(reservationSavings(price(offer('0', '0.04')), 12, twoLevels).recommendedReservedUnits).toBe(15);
  });
  it('is none where an offer costs more than on demand', () => {
    const found = reservationSavings(price(offer('0', '0.12')), 12, twoLevels);
    expect(found).toMatchObject({ recommendedReservedUnits: 0, recommendedOfferId: null });
    expect(found.breakEvenUtilization).toBeCloseTo(1.2, 12);
    expect(formatDecimal(found.estimatedSavings)).toBe('0');
  });
  it('compares none, partial and all upfront, best first, and leaves other terms out', () => {
    const offers = [
      offer('0', '0.07', { offerId: 'none', paymentOption: 'no_upfront' }),
      offer('500', '0', { offerId: 'all', paymentOption: 'all_upfront' }),
      offer('438', '0.01', { offerId: 'partial' }),
      offer('0', '0.01', { offerId: 'long', termMonths: 36 }),
    ];
    const found = reservationSavings(price(...offers), 12, twoLevels);
    expect(found.offers.map(({ offerId }) => offerId)).toEqual(['all', 'partial', 'none']);
    expect(found.recommendedOfferId).toBe('all');
    expect(reservationSavings(price(...offers), 36, { ...twoLevels, hours: 26_280 }).recommendedOfferId).toBe('long');
  });
  it('tells what one course in ten falls short of', () => {
    const paths = [
      ...Array.from({ length: 17 }, () => Float64Array.of(10)),
      ...[2, 2, 2].map((level) => Float64Array.of(level)),
    ];
    const found = reservationSavings(price(offer('0', '0.05')), 12, {
      paths,
      spread: Float64Array.of(1),
      hours: 8_760,
    });
    expect(found.recommendedReservedUnits).toBe(10);
    expect(found.p10Savings.lessThan(found.estimatedSavings)).toBe(true);
  });
  it('has no break-even where there is no offer', () => {
    expect(reservationSavings(price(), 12, twoLevels)).toMatchObject({
      breakEvenUtilization: null,
      offers: [],
      recommendedReservedUnits: 0,
    });
  });
  it('loses no cent of money that a float would', () => {
    const found = reservationSavings(price(offer('0', '0.0000000001')), 12, {
      ...twoLevels,
      spread: Float64Array.of(1),
    });
    expect(formatDecimal(found.estimatedSavings)).toBe('8759.999991');
  });
});

describe('savings on measured usage', () => {
  const points = usage(
    90,
    noisy((day) => 20 + 6 * Math.sin(2 * Math.PI * day), 0.5),
    HOUR,
  );
  it('keep the hours of the day apart', () => {
    const spread = computeHourlySpread(toMeasurements(points));
    expect(spread[0]).toBeLessThan(0.75);
    expect(spread.at(-1)).toBeGreaterThan(1.25);
  });
  it('reserve about the quantile of hourly demand', () => {
    const found = orThrow(estimateSavings({ price: price(offer('0', '0.06')), points, now: at(90), termMonths: 12 }));
    const sorted = points.map(({ value }) => value).sort((a, b) => a - b);
    expect(Math.abs(found.recommendedReservedUnits - sorted[Math.floor(0.4 * sorted.length)]!)).toBeLessThan(1.5);
    expect(found.termHours).toBe(8_760);
  });
  it('need 14 days of history', () => {
    const outcome = estimateSavings({
      price: price(),
      points: points.slice(0, 24 * 14 - 1),
      now: at(90),
      termMonths: 12,
    });
    expect(outcome).toMatchObject({ left: { _tag: 'InsufficientHistory' } });
  });
});
