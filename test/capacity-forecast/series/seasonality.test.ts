import { describe, expect, it } from 'vitest';
import {
  seasonalDifferences,
  seasonalRatios,
  centeredMovingAverage,
} from '../../../src/capacity-forecast/series/seasonal-adjustment.js';
import { isSeasonal } from '../../../src/capacity-forecast/series/seasonality-test.js';
import { isSignificantF, hasSeasonalVariance } from '../../../src/capacity-forecast/series/variance-test.js';
import { createHistory } from '../../../src/capacity-forecast/series/history.js';

const wave = (n: number, period: number, of: (t: number) => number = (t) => Math.sin((2 * Math.PI * t) / period)) =>
  Float64Array.from({ length: n }, (_, t) => of(t));

/** A fixed stream of numbers between -1 and 1 without any season (mulberry32). */
function noise(n: number): Float64Array {
  let state = 12345;
  return Float64Array.from({ length: n }, () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x ^= x + Math.imul(x ^ (x >>> 7), 61 | x);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 31 - 1;
  });
}

describe('isSeasonal', () => {
  it('sees a wave at its own length', () => expect(isSeasonal(wave(48, 12), 12)).toBe(true));
  it('needs three whole seasons', () => expect(isSeasonal(wave(35, 12), 12)).toBe(false));
  it('sees none in noise', () => expect(isSeasonal(noise(120), 12)).toBe(false));
  it('sees none in a constant', () => expect(isSeasonal(new Float64Array(60).fill(3), 12)).toBe(false));
});

describe('seasonalByVariance', () => {
  it('sees a difference between the steps of the season', () => expect(hasSeasonalVariance(wave(48, 4), 4)).toBe(true));
  it('sees none in noise', () => expect(hasSeasonalVariance(noise(120), 12)).toBe(false));
});

describe('exceedsF', () => {
  // Quantiles of the F distribution at 90 %, from the tables in common use.
  it.each([
    [3, 20, 2.38],
    [11, 100, 1.64],
    [6, 40, 1.93],
    [23, 120, 1.46],
  ])('crosses at the tabled 10 %% point of F(%i, %i) = %f', (above, below, point) => {
    expect(isSignificantF(point * 1.03, above, below)).toBe(true);
    expect(isSignificantF(point * 0.97, above, below)).toBe(false);
  });
});

describe('seasonal figures', () => {
  it('average over an odd window', () => {
    expect(Array.from(centeredMovingAverage(Float64Array.of(1, 2, 6, 4), 3))).toEqual([NaN, 3, 4, NaN]);
  });

  it('average over an even window with half weights at its ends', () => {
    // (0.5*1 + 2 + 3 + 4 + 0.5*9) / 4
    expect(centeredMovingAverage(Float64Array.of(1, 2, 3, 4, 9), 4)[2]).toBe(3.5);
  });

  it('are the planted ratios, on average one', () => {
    const planted = [0.5, 1, 1.5, 1];
    const figure = seasonalRatios(
      wave(40, 4, (t) => 80 * planted[t % 4]!),
      4,
    );
    planted.forEach((ratio, p) => expect(figure[p]).toBeCloseTo(ratio, 10));
  });

  it('average one through strong growth', () => {
    const figure = seasonalRatios(
      wave(24, 4, (t) => 1.3 ** t * [0.5, 1, 1.5, 1][t % 4]!),
      4,
    );
    expect(figure.reduce((sum, f) => sum + f, 0)).toBeCloseTo(4, 12);
  });

  it('are the planted differences, in sum zero, through a trend', () => {
    const planted = [-3, 1, 2];
    const figure = seasonalDifferences(
      wave(30, 3, (t) => 7 + 0.5 * t + planted[t % 3]!),
      3,
    );
    planted.forEach((difference, p) => expect(figure[p]).toBeCloseTo(difference, 10));
  });
});

describe('adjusted', () => {
  it('takes a planted season out, and puts it back on what follows', () => {
    const planted = [0.5, 1, 1.5, 1];
    const { values, restore } = createHistory(
      wave(40, 4, (t) => 80 * planted[t % 4]!),
      [4],
    ).adjusted();
    values.forEach((x) => expect(x).toBeCloseTo(80, 8));
    const path = restore(new Float64Array(4).fill(80));
    planted.forEach((ratio, h) => expect(path[h]).toBeCloseTo(80 * ratio, 8));
  });

  it('takes differences where a value is not above zero', () => {
    const planted = [-30, 10, 20, 0];
    const { values } = createHistory(
      wave(40, 4, (t) => planted[t % 4]!),
      [4],
    ).adjusted();
    values.forEach((x) => expect(x).toBeCloseTo(0, 8));
  });
});
