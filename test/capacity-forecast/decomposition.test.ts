import { describe, expect, it } from 'vitest';
import {
  centeredMovingAverage,
  rebaseLevelShift,
  seasonalDifferences,
  seasonalRatios,
  stepsSinceShift,
} from '../../src/capacity-forecast/decomposition.js';
import { hasSeasonalVariance, isSeasonal } from '../../src/capacity-forecast/season-family.js';
import { forecastSeries } from '../../src/capacity-forecast/forecast-series.js';
import { createHistory } from '../../src/capacity-forecast/series-history.js';
import { orThrow } from '../../src/prelude.js';
import { normalSource } from './simulated-noise.js';

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

/** Hours around 30 with a day of amplitude 2; the latest `since` on another level, swinging `share` as much. */
const migrated = (since: number, level: number, share: number): Float64Array => {
  const noise = normalSource(7);
  return Float64Array.from({ length: 336 }, (_, t) => {
    const swing = 2 * Math.sin((2 * Math.PI * t) / 24) + 0.3 * noise();
    return t < 336 - since ? 30 + swing : level + share * swing;
  });
};

describe('a level shift at the end of usage', () => {
  it('is found from the third value on, up or down', () => {
    expect([2, 3, 10, 40].map((since) => stepsSinceShift(migrated(since, 80, 1), 24))).toEqual([undefined, 3, 10, 40]);
    expect(stepsSinceShift(migrated(12, 0.5, 0), 24)).toBe(12);
  });

  it('is no burst that has ended, no trend and no rare peak seen before', () => {
    const burst = migrated(0, 0, 1).fill(90, 320, 330);
    const trend = Float64Array.from({ length: 336 }, (_, t) => t / 5 + (t % 24));
    const peak = migrated(4, 80, 1).fill(85, 200, 212);
    expect([burst, trend, peak].map((values) => stepsSinceShift(values, 24))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  it('moves what came before onto the new level and leaves what came since', () => {
    const values = migrated(10, 80, 1);
    const { values: moved, since } = rebaseLevelShift(values, [24, 168], 12);
    expect(since).toBe(10);
    expect(moved.subarray(326)).toEqual(values.subarray(326));
    expect(Math.min(...moved)).toBeGreaterThan(70);
    expect(
      moved
        .subarray(0, 326)
        .map((x, i) => x - values[i]!)
        .every((x, _, all) => Math.abs(x - all[0]!) < 2),
    ).toBe(true);
  });

  it('is assumed for twice as long as it has lasted, and for good once nothing moves any more', () => {
    expect(rebaseLevelShift(migrated(10, 80, 1), [24], 20).since).toBe(10);
    expect(rebaseLevelShift(migrated(10, 80, 1), [24], 21).since).toBeUndefined();
    expect(rebaseLevelShift(migrated(10, 0, 0), [24], 168).since).toBe(10);
  });

  it('in months and years is growth and stays', () => {
    const values = migrated(6, 80, 1);
    expect([[], [4], [12], [52]].map((periods) => rebaseLevelShift(values, periods, 4).values)).toEqual(
      Array(4).fill(values),
    );
  });

  it('carries the forecast with it, and the forecast says so', () => {
    const { mean, reasons } = orThrow(forecastSeries(migrated(13, 80, 1), { horizon: 24, periods: [24, 168] }));
    expect(Math.min(...mean)).toBeGreaterThan(75);
    expect(reasons).toContain(
      'the level shifted 13 steps before the end: what came before was moved onto the new level',
    );
  });

  it('of a service switched off forecasts zero', () => {
    const { mean } = orThrow(forecastSeries(migrated(8, 0, 0), { horizon: 24, periods: [24, 168], bounds: [0, 100] }));
    expect(mean).toEqual(Array(24).fill(0));
  });
});
