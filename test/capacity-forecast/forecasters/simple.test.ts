import { describe, expect, it } from 'vitest';
import { getModel, MODEL_NAMES } from '../../../src/capacity-forecast/forecasters/registry.js';
import { createHistory } from '../../../src/capacity-forecast/series-history.js';

const path = (name: string, values: number[], periods: number[], horizon: number): number[] | undefined => {
  const forecast = getModel(name)!.forecast(createHistory(Float64Array.from(values), periods), horizon);
  return forecast && Array.from(forecast);
};

describe('models that repeat what was seen', () => {
  it('naive: the last value', () => expect(path('naive', [1, 5, 2], [], 3)).toEqual([2, 2, 2]));

  it('seasonalNaive: the last short cycle', () => {
    expect(path('seasonalNaive', [1, 2, 3, 4, 5, 6], [3], 5)).toEqual([4, 5, 6, 4, 5]);
  });

  it('longSeasonalNaive: the last long cycle', () => {
    expect(path('longSeasonalNaive', [1, 2, 3, 4, 5, 6, 7, 8], [2, 4], 4)).toEqual([5, 6, 7, 8]);
  });

  it('cycleMean: the mean at each step of the cycle, counted back from the end', () => {
    expect(path('cycleMean', [99, 1, 10, 3, 20], [2], 2)).toEqual([2, 15]);
  });

  it('cycleMean: of the last seven cycles', () => {
    const values = [1000, 1000, ...Array.from({ length: 14 }, (_, i) => (i % 2 === 0 ? 1 : 2))];
    expect(path('cycleMean', values, [2], 2)).toEqual([1, 2]);
  });

  it('cycleMedian: a burst leaves no mark', () => {
    expect(path('cycleMedian', [1, 10, 1, 10, 500, 10], [2], 2)).toEqual([1, 10]);
  });

  it('longCycleMedian: the middle of the long cycles', () => {
    expect(path('longCycleMedian', [1, 2, 3, 4, 9, 9, 9, 9, 2, 3, 4, 5], [2, 4], 4)).toEqual([2, 3, 4, 5]);
  });

  it('recentMedian: one number, the mean of the middle two of an even count', () => {
    expect(path('recentMedian', [4, 1, 3, 2], [], 2)).toEqual([2.5, 2.5]);
  });

  it('shapeMedian: the middle of its shapes, not their mean', () => {
    const quiet = Array.from({ length: 40 }, (_, i) => (i % 4 === 0 ? 8 : 2));
    expect(path('shapeMedian', [...quiet.slice(0, 39), 900], [4], 3)).toEqual([8, 2, 2]);
  });

  describe('longSeasonDrift', () => {
    /** Cycles of 40 steps on level 100, doubled in the last 10 steps of each, cut 20 steps into the next one. */
    const cycles = (count: number): number[] =>
      Array.from({ length: count * 40 + 20 }, (_, t) => (t % 40 < 30 ? 100 : 200));
    const overTheta = (values: number[]): number[] => {
      const plain = path('theta', values, [2, 40], 20)!;
      return path('longSeasonDrift', values, [2, 40], 20)!.map((x, h) => x / plain[h]!);
    };

    it('moves theta by half of how the level moved in the cycle before, smoothed over a season to either side', () => {
      const moved = overTheta(cycles(2).slice(20));
      expect(moved.slice(0, 8)).toEqual(Array(8).fill(expect.closeTo(1, 2)));
      // Two of five values doubled: their mean logarithm is two fifths of log 2, and half of that is assumed.
      expect(moved[9]).toBeCloseTo(2 ** (0.5 * 0.4), 2);
      expect(moved.slice(12, 18)).toEqual(Array(6).fill(expect.closeTo(Math.SQRT2, 2)));
    });

    it('assumes two thirds of what two cycles agree on', () => {
      expect(overTheta(cycles(3).slice(36))[15]).toBeCloseTo(2 ** (2 / 3), 2);
    });

    it('is theta without a long season', () => {
      const values = Array.from({ length: 30 }, (_, t) => t + (t % 3));
      expect(path('longSeasonDrift', values, [3], 6)).toEqual(path('theta', values, [3], 6));
    });
  });

  it.each(['seasonalNaive', 'longSeasonalNaive', 'cycleMean', 'cycleMedian', 'wideRidge', 'seasonalSmoothing'])(
    '%s: nothing without a season',
    (name) => expect(path(name, [1, 2, 3, 4], [], 2)).toBeUndefined(),
  );
});

describe('every model', () => {
  const values = Float64Array.from({ length: 120 }, (_, t) => 50 + t / 10 + 8 * Math.sin(t / 2) + ((t * 37) % 11));

  it.each(MODEL_NAMES)('%s: leaves the history as it was', (name) => {
    const given = values.slice();
    getModel(name)!.forecast(createHistory(given, [12, 24]), 10);
    expect(given).toEqual(values);
  });

  it.each(MODEL_NAMES)('%s: finds its settings on its own as well as they are handed to it', (name) => {
    const model = getModel(name)!;
    const history = createHistory(values, [12, 24]);
    expect(model.forecast(history, 10, model.tune?.(history))).toEqual(model.forecast(history, 10));
  });

  it.each(MODEL_NAMES)('%s: the first steps do not depend on how many are asked for', (name) => {
    const history = createHistory(values, [12, 24]);
    const long = getModel(name)!.forecast(history, 30)!;
    const short = getModel(name)!.forecast(history, 10)!;
    // Card calibrates on its own path, so that a longer path is another calibration.
    const digits = name === 'card' || name === 'shapeMedian' ? -1 : 9;
    short.forEach((x, h) => expect(x).toBeCloseTo(long[h]!, digits));
  });
});
