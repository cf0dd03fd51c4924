import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decomposeForecast } from '../../../src/capacity-forecast/series/parts.js';
import { straightLine } from '../../../src/capacity-forecast/series/straight-line.js';

describe('partsOf', () => {
  it('finds level, trend and season of a line with a wave on it', () => {
    const season = [-4, 0, 4, 0];
    const at = (t: number): number => 100 + 2 * t + season[t % 4]!;
    const values = Float64Array.from({ length: 16 }, (_, t) => at(t));
    const path = Float64Array.from({ length: 8 }, (_, h) => at(16 + h));
    const parts = decomposeForecast(values, path, 4);
    parts.level.forEach((x) => expect(x).toBeCloseTo(130, 8));
    parts.trend.forEach((x, h) => expect(x).toBeCloseTo(2 * (h + 1), 8));
    parts.season.forEach((x, h) => expect(x).toBeCloseTo(season[h % 4]!, 8));
  });

  it('has no season without a period', () => {
    const parts = decomposeForecast(Float64Array.of(1, 2, 3), Float64Array.of(4, 5), 1);
    expect(parts).toEqual({ level: [3, 3], trend: [1, 2], season: [0, 0] });
  });

  it('adds up to the path, whatever the path', () => {
    const number = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    const numbers = (minLength: number) => fc.array(number, { minLength, maxLength: 40 });
    fc.assert(
      fc.property(numbers(14), numbers(1), fc.integer({ min: 1, max: 7 }), (values, path, period) => {
        const { level, trend, season } = decomposeForecast(Float64Array.from(values), Float64Array.from(path), period);
        path.forEach((x, h) => expect(Math.abs(level[h]! + trend[h]! + season[h]! - x)).toBeLessThan(1e-8));
      }),
    );
  });
});

describe('straightLine', () => {
  it('goes through points on a line', () => {
    expect(straightLine(Float64Array.of(3, 5, 7))).toEqual({ intercept: 3, slope: 2 });
  });

  it('is the least squares line: (0,1) (1,3) (2,2) gives 1.5 + 0.5 t', () => {
    expect(straightLine(Float64Array.of(1, 3, 2))).toEqual({ intercept: 1.5, slope: 0.5 });
  });
});
