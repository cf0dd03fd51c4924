import { describe, expect, it } from 'vitest';
import { standardizeSeries } from '../../../src/capacity-forecast/regime/standardise.js';

describe('standardise', () => {
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

  it('replaces a spike by its neighbours but leaves a step', () => {
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
