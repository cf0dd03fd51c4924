import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toMeasurements } from '../../src/capacity-forecast/measurements.js';
import type { ReservationOffer, ResourcePrice } from '../../src/capacity-forecast/index.js';
import {
  breakEvenUtilization,
  computeHourlySpread,
  computeUse,
  effectiveHourly,
  estimateSavings,
  reservationSavings,
  reserveOnline,
} from '../../src/capacity-forecast/savings.js';
import { Decimal, formatDecimal } from '../../src/money/decimal.js';
import { orThrow } from '../../src/prelude.js';
import { normalSource } from './simulated-noise.js';
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

describe('purchases in steps', () => {
  const offers = [offer('0', '0.06', { offerId: 'none' })];
  const estimate = (points: ReturnType<typeof usage>, termMonths: 12 | 36 = 12) =>
    orThrow(estimateSavings({ price: price(...offers), points, now: at(180), termMonths }));
  it('follow growth: what is used only later is bought later, and more is saved than at once', () => {
    const found = estimate(
      usage(
        180,
        noisy((day) => 20 + day / 6, 0.5, 3),
        HOUR,
      ),
    );
    const { steps, expectedSavings, p10Savings } = found.staged!;
    expect(steps.length).toBeGreaterThan(1);
    expect(steps[0]!.at).toBe(at(180));
    expect(steps[1]!.at).toBe(at(180 + 91));
    expect(steps[0]!.units).toBeLessThan(found.recommendedReservedUnits);
    // A unit more every six days: 15 in a quarter of a year.
    expect(Math.abs(steps[1]!.units - 15)).toBeLessThan(6);
    expect(expectedSavings.greaterThan(found.estimatedSavings)).toBe(true);
    expect(p10Savings.lessThan(expectedSavings)).toBe(true);
  });
  it('are one purchase where demand does not grow', () => {
    const found = estimate(
      usage(
        180,
        noisy(() => 20, 0.3, 4),
        HOUR,
      ),
    );
    expect(found.staged!.expectedSavings.greaterThanOrEqualTo(found.estimatedSavings)).toBe(true);
    expect(found.staged!.steps[0]!.units).toBe(found.recommendedReservedUnits);
  });
  it('are none where no offer pays', () => {
    const dear = orThrow(
      estimateSavings({
        price: price(offer('0', '0.12')),
        points: usage(60, () => 20, HOUR),
        now: at(60),
        termMonths: 12,
      }),
    );
    expect(dear.staged).toBeUndefined();
    expect(dear.floor).toMatchObject({ units: 0, guarantee: 2 });
  });
});

describe('a floor that rests on no forecast', () => {
  const hold = (points: ReturnType<typeof usage>, terms: ReservationOffer) =>
    orThrow(estimateSavings({ price: price(terms), points, now: at(400), termMonths: 12 })).floor!;
  it('holds the units that have cost on demand in a year what a reservation costs', () => {
    // Break even at 0.05 / 0.10 of 8,760 hours: 4,380. Ten units run always, five more for a third of the hours.
    const points = usage(400, (day) => (day % 1 < 1 / 3 ? 15 : 10), HOUR);
    expect(hold(points, offer('438', '0'))).toEqual({ units: 10, breakEvenHours: 4_380, guarantee: 2 });
    // At 0.03 an hour 2,628 hours are enough: all fifteen.
    expect(hold(points, offer('262.8', '0')).units).toBe(15);
  });
  it('is nearer to the best where reserved hours are paid when used: 2 less their rate over the on-demand rate', () => {
    const points = usage(400, () => 10, HOUR);
    const found = hold(points, offer('219', '0.025', { hourlyBilling: 'used_hours' }));
    // 219 / (0.10 - 0.025) = 2,920 hours.
    expect(found).toEqual({ units: 10, breakEvenHours: 2_920, guarantee: 1.75 });
  });
});

describe('reserving hour by hour without knowing what comes', () => {
  /** The least cost in hindsight, unit by unit: by dynamic programming from the last hour back. */
  function leastCost(
    use: readonly number[],
    { fee, reservedHourly, onDemandHourly, termHours }: Parameters<typeof reserveOnline>[1],
  ): number {
    let total = 0;
    for (let unit = 1; unit <= Math.max(0, ...use); unit++) {
      const used = use.map((units) => (units >= unit ? 1 : 0));
      const cost = new Float64Array(use.length + 1);
      for (let hour = use.length - 1; hour >= 0; hour--) {
        const end = Math.min(use.length, hour + termHours);
        const hours = used.slice(hour, end).reduce<number>((sum, one) => sum + one, 0);
        cost[hour] = Math.min(
          onDemandHourly * used[hour]! + cost[hour + 1]!,
          fee + reservedHourly * hours + cost[end]!,
        );
      }
      total += cost[0]!;
    }
    return total;
  }
  it('buys once the break-even is paid: five hours at 1 for a fee of 5', () => {
    const terms = { fee: 5, reservedHourly: 0, onDemandHourly: 1, termHours: 10 };
    expect(orThrow(reserveOnline(new Array(10).fill(1), terms))).toEqual({
      purchases: [{ hour: 4, units: 1 }],
      cost: 9,
      guarantee: 2,
    });
    expect(orThrow(reserveOnline([1, 1, 1, 0, 0], terms))).toEqual({ purchases: [], cost: 3, guarantee: 2 });
  });
  it('refuses prices and use that are none', () => {
    const terms = { fee: 5, reservedHourly: 0, onDemandHourly: 1, termHours: 10 };
    const refused = (use: unknown, given: object) => reserveOnline(use as never, { ...terms, ...given });
    expect(refused([1], { fee: -1 })).toMatchObject({ left: { option: 'terms.fee', value: -1 } });
    expect(refused([1], { onDemandHourly: 0 })).toMatchObject({ left: { option: 'terms.onDemandHourly' } });
    expect(refused([1, 10_001], {})).toMatchObject({ left: { option: 'use[1]', value: 10_001 } });
    expect(refused(null, {})).toMatchObject({ left: { option: 'use' } });
  });
  it('forgets use that is older than a term', () => {
    const terms = { fee: 2, reservedHourly: 0, onDemandHourly: 1, termHours: 3 };
    expect(orThrow(reserveOnline([1, 0, 0, 1, 0, 0, 1], terms)).purchases).toEqual([]);
  });
  it('never costs more than 2 - alpha times the best in hindsight', () => {
    const terms = fc.record({
      fee: fc.integer({ min: 1, max: 12 }),
      reservedHourly: fc.integer({ min: 0, max: 3 }).map((quarters) => quarters / 4),
      onDemandHourly: fc.constant(1),
      termHours: fc.integer({ min: 1, max: 20 }),
    });
    const use = fc.array(fc.nat(3), { maxLength: 60 });
    fc.assert(
      fc.property(use, terms, (hours, given) => {
        const { cost, guarantee } = orThrow(reserveOnline(hours, given));
        expect(guarantee).toBe(2 - given.reservedHourly);
        expect(cost).toBeLessThanOrEqual(guarantee * leastCost(hours, given) + 1e-9);
      }),
      { numRuns: 500 },
    );
  });
});

describe('the savings that are kept nine times in ten', () => {
  it('are kept in eight of ten simulated futures at least, for random walks too', () => {
    const days = 120;
    const hours = 8_760;
    let kept = 0;
    const futures = 40;
    for (let seed = 1; seed <= futures; seed++) {
      const normal = normalSource(900 + seed);
      let level = 60;
      // One level a day, never below one, for the history and the year after it.
      const course = Array.from({ length: days + 366 }, () => (level = Math.max(1, level + 1.2 * normal())));
      const found = orThrow(
        estimateSavings({
          price: price(offer('0', '0.06')),
          points: usage(days, (day) => course[day]!),
          now: at(days),
          termMonths: 12,
        }),
      );
      const { recommendedReservedUnits: units, p10Savings } = found;
      let saved = -units * 0.06 * hours;
      for (let hour = 0; hour < hours; hour++) saved += 0.1 * Math.min(units, course[days + Math.floor(hour / 24)]!);
      // Short of one percent of what the reserved hours cost on demand is kept.
      if (saved >= p10Savings.toNumber() - 0.01 * units * 0.1 * hours) kept++;
    }
    expect(kept).toBeGreaterThanOrEqual(0.8 * futures);
  });
});
