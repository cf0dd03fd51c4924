import { describe, expect, it } from 'vitest';
import { rebaseLevelShift, stepsSinceShift } from '../../../src/capacity-forecast/ensemble/level-shift.js';
import { forecastSeries } from '../../../src/capacity-forecast/forecast-series.js';
import { orThrow } from '../../../src/prelude.js';
import { normalSource } from '../simulated-noise.js';

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

  it('is believed for twice as long as it has lasted, and for good once nothing moves any more', () => {
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
