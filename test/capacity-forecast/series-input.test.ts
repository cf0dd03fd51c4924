import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastSeries } from '../../src/capacity-forecast/forecast-series.js';
import { countKnown, fillGaps, findMeasurementOutliers } from '../../src/capacity-forecast/series-input.js';
import { orThrow } from '../../src/prelude.js';

const fill = (values: number[], period?: number): number[] | undefined => {
  const filled = fillGaps(Float64Array.from(values), period);
  return filled && Array.from(filled);
};

describe('fillGaps', () => {
  it('hands back the very same array where nothing is missing', () => {
    const values = Float64Array.of(1, 2, 3);
    expect(fillGaps(values, 7)).toBe(values);
  });

  it('never changes the array it was given', () => {
    const values = Float64Array.of(1, NaN, 3);
    fillGaps(values, undefined);
    expect(Array.from(values)).toEqual([1, NaN, 3]);
  });

  it('draws a straight line across a gap without season', () => {
    expect(fill([1, NaN, NaN, 4])).toEqual([1, 2, 3, 4]);
  });

  it('repeats the nearest value at the ends', () => {
    expect(fill([NaN, 5, 6, NaN, NaN])).toEqual([5, 5, 6, 6, 6]);
  });

  it('takes the mean of one season before and one after, not the line between neighbors', () => {
    expect(fill([0, 10, 0, NaN, 0, 20], 2)).toEqual([0, 10, 0, 15, 0, 20]);
  });

  it('carries the season through a gap of several seasons', () => {
    expect(fill([1, 9, NaN, NaN, NaN, NaN, 1, 9], 2)).toEqual([1, 9, 1, 9, 1, 9, 1, 9]);
  });

  it('counts infinities as missing', () => {
    expect(fill([1, Infinity, 3])).toEqual([1, 2, 3]);
  });

  it('gives nothing with fewer than two values known', () => {
    expect(fill([NaN, 1, NaN])).toBeUndefined();
  });

  it('leaves no gap and moves no known value, whatever the series', () => {
    const series = fc.array(fc.oneof(fc.double({ min: -1e6, max: 1e6, noNaN: true }), fc.constant(NaN)), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(series, fc.integer({ min: 2, max: 9 }), (values, period) => {
        const given = Float64Array.from(values);
        const filled = fillGaps(given, period);
        expect(filled === undefined).toBe(countKnown(given) < 2);
        const whole = filled?.every((x, i) => Number.isFinite(x) && (Number.isNaN(given[i]!) || x === given[i]));
        expect(whole ?? true).toBe(true);
      }),
    );
  });
});

/** A hundred values between 8 and 12 by weekday, with others put in. */
const usage = (others: Readonly<Record<number, number>> = {}): Float64Array =>
  Float64Array.from({ length: 100 }, (_, t) => others[t] ?? 10 + 2 * Math.sin((2 * Math.PI * t) / 7));

describe('errors of measurement', () => {
  it('are single values thirty times further from the median than all others, wherever they stand', () => {
    // The others lie within 1.95 of the median.
    expect(findMeasurementOutliers(usage({ 50: 1e9 }))).toEqual([50]);
    expect(findMeasurementOutliers(usage({ 50: 10 + 31 * 1.95 }))).toEqual([50]);
    expect(findMeasurementOutliers(usage({ 50: 10 + 29 * 1.95 }))).toEqual([]);
    expect([findMeasurementOutliers(usage({ 0: -1e9 })), findMeasurementOutliers(usage({ 99: 1e300 }))]).toEqual([
      [0],
      [99],
    ]);
  });

  it('may be one value in a hundred, and two in a row but not three', () => {
    const long = Float64Array.from({ length: 400 }, (_, t) => 10 + (t % 3));
    const at = (...positions: number[]): Float64Array => long.map((x, t) => (positions.includes(t) ? 1e6 : x));
    expect(findMeasurementOutliers(at(7, 8, 300))).toEqual([7, 8, 300]);
    expect(findMeasurementOutliers(at(7, 8, 9))).toEqual([]);
    expect(findMeasurementOutliers(at(7, 70, 140, 210, 280))).toEqual([]);
  });

  it('are found among others that all lie as far out as they may, and with as many of them as may be', () => {
    for (const length of [8, 99, 100, 101, 199, 200, 1000]) {
      const at = Array.from({ length: Math.max(1, Math.floor(length / 100)) }, (_, k) => 3 + 100 * k);
      const middle = length % 2 === 0 ? 2 : 1;
      const below = (length - middle) / 2;
      // Around the median, which is 0: as many at -1 as at 1 and at 31 together.
      const others = Array.from({ length: length - at.length }, (_, i) =>
        i < below ? -1 : i < below + middle ? 0 : 1,
      );
      const values = Float64Array.from({ length }, (_, t) => (at.includes(t) ? 31 : others.pop()!));
      expect(findMeasurementOutliers(values)).toEqual(at);
    }
  });

  it('are not seen where nothing else moves, where values are few, nor in missing ones', () => {
    expect(findMeasurementOutliers(new Float64Array(50).fill(3, 0, 49))).toEqual([]);
    expect(findMeasurementOutliers(Float64Array.of(1, 2, 1, 2, 1e9))).toEqual([]);
    expect(findMeasurementOutliers(usage({ 3: NaN, 50: 1e9, 60: Infinity }))).toEqual([50]);
  });

  it('do not depend on scale and place', () => {
    const bursts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 8, maxLength: 60 });
    fc.assert(
      fc.property(bursts, fc.integer({ min: -20, max: 20 }), (values, power) => {
        const raw = Float64Array.from(values);
        expect(findMeasurementOutliers(raw.map((x) => (x - 500) * 2 ** power))).toEqual(findMeasurementOutliers(raw));
      }),
    );
  });

  it('move neither the forecast nor its intervals', () => {
    const options = { horizon: 7, periods: [7] };
    const clean = orThrow(forecastSeries(usage(), options));
    for (const at of [50, 97, 99]) {
      const { mean, quantiles, reasons } = orThrow(forecastSeries(usage({ [at]: 1e9 }), options));
      mean.forEach((x, h) => expect(Math.abs(x - clean.mean[h]!)).toBeLessThan(0.1));
      quantiles['0.9']!.forEach((x, h) => expect(Math.abs(x - clean.quantiles['0.9']![h]!)).toBeLessThan(0.5));
      expect(reasons).toContain('values taken for errors of measurement, far out of all others: 1');
    }
  });
});
