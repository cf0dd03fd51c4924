import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectChangePoints, standardizeSeries } from '../../../src/capacity-forecast/regime/change-points.js';
import { autoregressiveNoise, whiteNoise } from '../simulated-noise.js';

const noise = whiteNoise(12, 400);

describe('detectChangePoints', () => {
  it('gives the index of the first value of the new level', () => {
    expect(detectChangePoints(noise.map((e, i) => e + (i >= 150 ? 8 : 0)))).toEqual([150]);
  });

  it('finds two changes, whatever the unit and the zero', () => {
    const x = noise.map((e, i) => 0.5 * e + (i >= 100 ? 5 : 0) - (i >= 280 ? 9 : 0));
    expect(detectChangePoints(x)).toEqual([100, 280]);
    expect(detectChangePoints(x.map((v) => 1e9 - 1e4 * v))).toEqual([100, 280]);
  });

  it('finds the place to the value in a long series too, wherever it lies among the blocks read first', () => {
    for (const place of [11_200, 11_207, 11_213, 11_219]) {
      const long = Array.from({ length: 20_000 }, (_, i) => noise[i % 400]! + (i >= place ? 8 : 0));
      expect(detectChangePoints(long)).toEqual([place]);
    }
  });

  it.each([
    ['a constant', () => 3],
    ['a steady trend', (e: number, i: number) => 0.1 * i + e],
    ['a trend without noise', (_: number, i: number) => 0.1 * i],
    ['a single outlier', (e: number, i: number) => e + (i === 200 ? 60 : 0)],
    ['two outliers side by side', (e: number, i: number) => e + (i === 200 || i === 201 ? 60 : 0)],
  ])('sees no change in %s', (_, value) => {
    expect(detectChangePoints(noise.map(value))).toEqual([]);
  });

  it('sees a change in at most five of a hundred series of white noise', () => {
    const seeds = Array.from({ length: 100 }, (_, i) => i + 1);
    const alarmed = seeds.filter((seed) => detectChangePoints(whiteNoise(seed, 80 + 5 * seed)).length > 0);
    expect(alarmed.length).toBeLessThanOrEqual(5);
  });

  it('sees a change in at most fifteen of a hundred series of stationary noise of any memory from 0.3 to 0.95', () => {
    const seeds = Array.from({ length: 100 }, (_, i) => i + 1);
    const alarmed = seeds.filter((seed) => {
      const phi = 0.3 + (0.65 * ((seed * 37) % 100)) / 99;
      return detectChangePoints(autoregressiveNoise(seed, 60 + 4 * seed, phi)).length > 0;
    });
    expect(alarmed.length).toBeLessThanOrEqual(15);
  });

  it('reports with a higher sensitivity everything that a lower one reports', () => {
    const series = fc.record({
      seed: fc.integer({ min: 1, max: 1e6 }),
      step: fc.double({ min: 0, max: 4, noNaN: true }),
      at: fc.integer({ min: 5, max: 110 }),
    });
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(series, unit, unit, ({ seed, step, at }, a, b) => {
        const x = autoregressiveNoise(seed, 120, 0.6).map((e, i) => e + (i >= at ? step : 0) + (i >= 60 ? 2 : 0));
        const [low, high] = [a, b].sort((p, q) => p - q).map((sensitivity) => detectChangePoints(x, { sensitivity }));
        expect(high).toEqual(expect.arrayContaining(low!));
      }),
      { numRuns: 40 },
    );
  });

  it('finds smaller steps the higher the sensitivity is, and more in pure noise, over the whole range', () => {
    const seeds = Array.from({ length: 40 }, (_, i) => 300 + i);
    const share = (step: number, sensitivity: number): number =>
      seeds.filter((seed) => {
        const x = whiteNoise(seed, 120).map((e, i) => e + (i >= 60 ? step : 0));
        const found = detectChangePoints(x, { sensitivity });
        return step === 0 ? found.length > 0 : found.some((at) => Math.abs(at - 60) <= 5);
      }).length / seeds.length;
    // The smallest step, in deviations, that most series show.
    const least = [0, 0.1, 0.2, 0.4, 0.6, 1].map((s) => [0.8, 1.2, 1.6, 2, 3, 4, 6, 9].find((k) => share(k, s) > 0.6));
    least.forEach((step, i) => expect(step).toBeLessThanOrEqual(least[i - 1] ?? Infinity));
    expect(new Set(least).size).toBe(6);
    const alarms = [0, 0.8, 0.9, 1].map((s) => share(0, s));
    alarms.forEach((rate, i) => expect(rate).toBeGreaterThanOrEqual(alarms[i - 1] ?? 0));
    expect(alarms[1]).toBeLessThanOrEqual(0.05);
    expect(alarms[3]).toBeGreaterThan(0.02);
    expect(alarms[3]).toBeLessThan(0.3);
    expect(share(2, 1)).toBeGreaterThan(0.9);
  });

  it('moves a sensitivity outside its range to the end and takes the default for nonsense', () => {
    const x = noise.map((e, i) => e + (i >= 150 ? 1.2 : 0));
    expect(detectChangePoints(x, { sensitivity: 7 })).toEqual(detectChangePoints(x, { sensitivity: 1 }));
    expect(detectChangePoints(x, { sensitivity: Number.NaN })).toEqual(detectChangePoints(x));
    expect(detectChangePoints(x, null as never)).toEqual(detectChangePoints(x));
  });

  it('never throws and gives rising places inside the series, whatever the values are', () => {
    const odd = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(null, undefined, 'x', {}, [], 1e308, -1e308));
    fc.assert(
      fc.property(fc.array(odd, { maxLength: 60 }), (values) => {
        const found = detectChangePoints(values as never);
        found.forEach((at, i) => {
          expect(at).toBeGreaterThan(found[i - 1] ?? 0);
          expect(at).toBeLessThan(values.length);
        });
      }),
    );
    expect(detectChangePoints(undefined as never)).toEqual([]);
    expect(detectChangePoints(5 as never)).toEqual([]);
  });
});

describe('standardize', () => {
  it('has mean 0 and standard deviation 1', () => {
    const x = standardizeSeries([2, 4, 6, 8, 10, 12, 14, 16])!;
    expect(x.reduce((s, v) => s + v, 0)).toBeCloseTo(0, 12);
    expect(x.reduce((s, v) => s + v * v, 0) / 7).toBeCloseTo(1, 12);
  });

  it('draws gaps straight and repeats the ends', () => {
    const x = standardizeSeries([Number.NaN, 0, Number.NaN, 2, 3, 4, 5, Number.NaN])!;
    expect(x[0]).toBe(x[1]);
    expect(x[7]).toBe(x[6]);
    expect(x[2]! - x[1]!).toBeCloseTo(x[3]! - x[2]!, 12);
  });

  it('replaces a spike by its neighbors but leaves a step', () => {
    const calm = Array.from({ length: 40 }, (_, i) => (i % 3) + (i < 20 ? 0 : 50));
    const spiked = calm.with(10, 900);
    expect(standardizeSeries(spiked)![10]).toBeLessThan(standardizeSeries(spiked)![25]!);
    expect(standardizeSeries(calm)![20]! - standardizeSeries(calm)![19]!).toBeGreaterThan(1.5);
  });

  it('is undefined where nothing varies or nothing is known', () => {
    expect(standardizeSeries([5, 5, 5, 5])).toBeUndefined();
    expect(standardizeSeries([Number.NaN, Number.NaN])).toBeUndefined();
    expect(standardizeSeries([])).toBeUndefined();
  });

  it('bears values near the largest double', () => {
    expect(standardizeSeries([1e308, -1e308, 1e308, -1e308])!.every(Number.isFinite)).toBe(true);
  });
});
